"""A condition of the rules in words an owner can read: `dpia != 'done'` -> 'DPIA: anything but "a full one"'."""

from __future__ import annotations

import ast
from itertools import pairwise
from typing import NamedTuple

from assistant.advise.expression import Expression, Value
from assistant.advise.questionnaire import Question, Questionnaire

_ORDER: dict[type[ast.cmpop], str] = {
    ast.Lt: "less than",
    ast.LtE: "at most",
    ast.Gt: "more than",
    ast.GtE: "at least",
}
# 5 < volume is volume > 5.
_FLIPPED: dict[type[ast.cmpop], ast.cmpop] = {
    ast.Lt: ast.Gt(), ast.LtE: ast.GtE(), ast.Gt: ast.Lt(), ast.GtE: ast.LtE(),
    ast.Eq: ast.Eq(), ast.NotEq: ast.NotEq(),
}  # fmt: skip


class Compared(NamedTuple):
    """A question, and what its answer is compared with."""

    question: Question
    op: ast.cmpop
    values: list[Value]


def comparisons(node: ast.Compare, questions: Questionnaire) -> list[Compared]:
    """`1 <= volume < 9` is two, and each begins with its question. Raises ValueError where there is none."""
    steps = zip(pairwise([node.left, *node.comparators]), node.ops, strict=True)
    return [_compared(left, op, right, questions) for (left, right), op in steps]


def in_words(condition: Expression, questions: Questionnaire) -> str:
    """The condition as a clause that follows "where". Every question and option appears in its own words."""
    return _clause(ast.parse(condition.text.strip(), mode="eval").body, questions)


def _clause(node: ast.expr, questions: Questionnaire) -> str:
    match node:
        case ast.Name(id="true" | "always"):
            return "in every case"
        case ast.BoolOp(op=ast.And(), values=parts):
            first = [_part(part, questions) for part in parts[:-1]]
            return ", and ".join([*first, _clause(parts[-1], questions)])
        case ast.BoolOp(values=parts):
            return "one of these: " + "; ".join(_part(part, questions) for part in parts)
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return f"it is not so that {_part(inner, questions)}"
        case ast.Compare():
            return ", and ".join(map(_comparison, comparisons(node, questions)))
        case ast.Name(id=name):
            return f"{questions[name].short}: answered"
    raise ValueError(f"there are no words for the condition {ast.unparse(node)!r}")


def _part(node: ast.expr, questions: Questionnaire) -> str:
    """One of several parts is set off where it has parts of its own, so that nobody reads it as reaching further."""
    said = _clause(node, questions)
    several = isinstance(node, ast.BoolOp) or (isinstance(node, ast.Compare) and len(node.ops) > 1)
    return f"({said})" if several else said


def _comparison(compared: Compared) -> str:
    question, op, values = compared
    if order := _ORDER.get(type(op)):
        return f"{question.short}: {order} {question.says(values[0])}"
    options = [f'"{question.says(value)}"' for value in values if value is not None]
    said = _listed([*options, *(["not answered"] if None in values else [])])
    if isinstance(op, ast.Eq | ast.In):
        return f"{question.short}: {said}"
    if None not in values:
        return f"{question.short}: anything but {said}"
    return f"{question.short}: answered" + (f", but not {_listed(options)}" if options else "")


def _compared(left: ast.expr, op: ast.cmpop, right: ast.expr, questions: Questionnaire) -> Compared:
    if isinstance(left, ast.Constant) and type(op) in _FLIPPED:
        left, op, right = right, _FLIPPED[type(op)], left
    # `(volume or 0)` is the question, with 0 where it is not answered.
    name = left.values[0] if isinstance(left, ast.BoolOp) else left
    if not isinstance(name, ast.Name):
        raise ValueError(f"there is no question in {ast.unparse(left)!r}")
    return Compared(questions[name.id], op, _values(right))


def _values(node: ast.expr) -> list[Value]:
    elements = node.elts if isinstance(node, ast.Tuple | ast.List) else [node]
    values = [element.value for element in elements if isinstance(element, ast.Constant)]
    if len(values) != len(elements):
        raise ValueError(f"there is no plain value in {ast.unparse(node)!r}")
    return [value if value is None or isinstance(value, int | float) else str(value) for value in values]


def _listed(options: list[str]) -> str:
    return " or ".join([", ".join(options[:-1]), options[-1]] if len(options) > 1 else options)
