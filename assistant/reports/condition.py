"""When a question is put, as a sentence for whoever fills in a paper.

'Only if you answered "yes" to "Do the documents hold information about living people?".'
"""

from __future__ import annotations

import ast
from collections.abc import Callable

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
    if _shuts_out(tree):
        return f"Leave this out if {teller.told(tree, turned=True)}."
    return f"Only if {teller.told(tree, turned=False)}."


def _shuts_out(node: ast.expr) -> bool:
    """Does the condition only name answers that make the question needless? Then its contrary is easier to read."""
    match node:
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(_shuts_out(part) for part in parts)
        case ast.Compare(ops=[ast.NotEq() | ast.NotIn()], comparators=[right]):
            return None not in _values(right)
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
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return self._compared(left, op, right, turned)
            case ast.Compare(left=left, ops=ops, comparators=rights):
                pairs = zip([left, *rights], ops, rights, strict=False)
                steps = [self._compared(a, op, b, turned) for a, op, b in pairs]
                return self._joined(steps, not turned, inside)
            case ast.Name(id=name):
                done = "did not answer" if turned else "answered"
                return f"you {done} {self._name(self._questions[name])}"
        raise ValueError(f"there are no words for the condition {ast.unparse(node)!r}")

    def _joined(self, parts: list[str], every: bool, inside: bool) -> str:
        """Parts of a part are set off by commas, so that "and" and "or" cannot be mistaken."""
        text = (", and " if every else ", or ").join(parts)
        return f"({text})" if inside else text

    def _compared(self, left: ast.expr, op: ast.cmpop, right: ast.expr, turned: bool) -> str:
        question = self._questions[_question(left)]
        name, values = self._name(question), _values(right)
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


def _question(node: ast.expr) -> str:
    """`(volume or 0)` is the question, with a figure for where it is not answered."""
    first = node.values[0] if isinstance(node, ast.BoolOp) else node
    if isinstance(first, ast.Name):
        return first.id
    raise ValueError(f"there is no question in {ast.unparse(node)!r}")


def _values(node: ast.expr) -> list[str | int | float | None]:
    elements = node.elts if isinstance(node, ast.Tuple | ast.List) else [node]
    values = [element.value for element in elements if isinstance(element, ast.Constant)]
    if len(values) != len(elements):
        raise ValueError(f"there is no plain value in {ast.unparse(node)!r}")
    return [v if v is None or isinstance(v, int | float) else str(v) for v in values]
