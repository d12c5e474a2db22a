"""When a question is put, as a sentence for whoever fills in a paper.

'Only if you answered "yes" to "Do the documents hold information about living people?".'
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from assistant.advise.condition_words import Compared, comparisons
from assistant.advise.expression import Expression
from assistant.advise.questionnaire import Question, Questionnaire
from assistant.reports.wording import DO_NOT_KNOW, any_of

_ORDER: dict[type[ast.cmpop], str] = {
    ast.Lt: "below",
    ast.LtE: "at most",
    ast.Gt: "above",
    ast.GtE: "at least",
}
_TURNED: dict[type[ast.cmpop], ast.cmpop] = {
    ast.Eq: ast.NotEq(), ast.NotEq: ast.Eq(), ast.In: ast.NotIn(), ast.NotIn: ast.In(),
    ast.Lt: ast.GtE(), ast.GtE: ast.Lt(), ast.Gt: ast.LtE(), ast.LtE: ast.Gt(),
}  # fmt: skip

Naming = Callable[[Question], str]


def when_put(condition: Expression, questions: Questionnaire, name: Naming) -> str:
    """A whole sentence, or nothing where the question is always put. `name` says how a question is called."""
    if not condition.names:
        return ""
    tree, teller = ast.parse(condition.text.strip(), mode="eval").body, _Teller(questions, name)
    if _shuts_out(tree, questions):
        return f"Leave this out if {teller.told(tree, turned=True)}."
    return f"Only if {teller.told(tree, turned=False)}."


def _shuts_out(node: ast.expr, questions: Questionnaire) -> bool:
    """Does the condition only name answers that make the question needless? Then its contrary is easier to read."""
    match node:
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(_shuts_out(part, questions) for part in parts)
        case ast.Compare():
            return all(
                isinstance(one.op, ast.NotEq | ast.NotIn) and None not in one.values
                for one in comparisons(node, questions)
            )
    return False


class _Teller:
    def __init__(self, questions: Questionnaire, name: Naming) -> None:
        self._questions, self._name = questions, name

    def told(self, node: ast.expr, turned: bool, inside: bool = False) -> str:
        """The condition, or with `turned` its contrary."""
        match node:
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self.told(operand, not turned, inside)
            case ast.BoolOp(op=op, values=parts):
                every = isinstance(op, ast.And) is not turned
                return self._joined([self.told(part, turned, inside=True) for part in parts], every, inside)
            case ast.Compare():
                steps = [self._compared(one, turned) for one in comparisons(node, self._questions)]
                return self._joined(steps, not turned, inside and len(steps) > 1)
            case ast.Name(id="true" | "always"):
                return "in no case" if turned else "in every case"
            case ast.Name(id=name):
                done = "did not answer" if turned else "answered"
                return f"you {done} {self._name(self._questions[name])}"
        raise ValueError(f"there are no words for the condition {ast.unparse(node)!r}")

    def _joined(self, parts: list[str], every: bool, inside: bool) -> str:
        """Parts of a part are set off by commas, so that "and" and "or" cannot be mistaken."""
        text = (", and " if every else ", or ").join(parts)
        return f"({text})" if inside else text

    def _compared(self, compared: Compared, turned: bool) -> str:
        question, op, values = compared
        name = self._name(question)
        if turned:
            op = _TURNED[type(op)]
        if order := _ORDER.get(type(op)):
            return f"you gave a figure {order} {values[0]:,} for {name}"
        wanted = isinstance(op, ast.Eq | ast.In)
        if values == [None]:
            done = ("did not answer", "answered") if question.options else ("left out", "gave a figure for")
            return f"you {done[0 if wanted else 1]} {name}"
        options = any_of(question, [value for value in values if value is not None])
        if wanted:
            also = f", or did not answer {name}" if None in values else ""
            return f"you answered {options} to {name}{also}"
        if None in values:
            return f'you answered something other than {options} or "{DO_NOT_KNOW}" to {name}'
        return f"you did not answer {options} to {name}"
