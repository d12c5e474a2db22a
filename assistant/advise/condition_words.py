"""A condition of the rules in words an owner can read: `dpia != 'done'` -> 'DPIA: anything but "a full one"'."""

from __future__ import annotations

import ast

from assistant.advise.expression import Expression
from assistant.advise.questionnaire import Questionnaire

_ORDER: dict[type[ast.cmpop], str] = {
    ast.Lt: "less than",
    ast.LtE: "at most",
    ast.Gt: "more than",
    ast.GtE: "at least",
}


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
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _comparison(left, op, right, questions)
        case ast.Name(id=name):
            return f"{questions[name].short}: answered"
    raise ValueError(f"there are no words for the condition {ast.unparse(node)!r}")


def _part(node: ast.expr, questions: Questionnaire) -> str:
    """One of several parts is set off where it has parts of its own, so that nobody reads it as reaching further."""
    said = _clause(node, questions)
    return f"({said})" if isinstance(node, ast.BoolOp) else said


def _comparison(left: ast.expr, op: ast.cmpop, right: ast.expr, questions: Questionnaire) -> str:
    question = questions[_name(left)]
    if order := _ORDER.get(type(op)):
        return f"{question.short}: {order} {question.says(_constant(right))}"
    values = (
        [_constant(e) for e in right.elts] if isinstance(right, ast.Tuple | ast.List) else [_constant(right)]
    )
    options = [f'"{question.says(value)}"' for value in values if value is not None]
    said = _listed([*options, *(["not answered"] if None in values else [])])
    if isinstance(op, ast.Eq | ast.In):
        return f"{question.short}: {said}"
    if None not in values:
        return f"{question.short}: anything but {said}"
    return f"{question.short}: answered" + (f", but not {_listed(options)}" if options else "")


def _name(node: ast.expr) -> str:
    """The question that is compared; `(volume or 0)` is the question with 0 where it is not answered."""
    if isinstance(node, ast.BoolOp):
        node = node.values[0]
    if not isinstance(node, ast.Name):
        raise ValueError(f"there is no question in {ast.unparse(node)!r}")
    return node.id


def _constant(node: ast.expr) -> str | int | float | None:
    if isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, str | int | float)):
        return node.value
    raise ValueError(f"there is no plain value in {ast.unparse(node)!r}")


def _listed(options: list[str]) -> str:
    return " or ".join([", ".join(options[:-1]), options[-1]] if len(options) > 1 else options)
