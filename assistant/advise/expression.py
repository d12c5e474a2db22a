"""Conditions over answers, written as data: `personal_data == 'yes' and volume_per_month >= 2000`.

The grammar is a small part of Python's, read with `ast` and turned into closures; nothing is ever
evaluated as code. An unanswered question is None, and None is neither more nor less than a number.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

Value = str | int | float | None
Answers = Mapping[str, Value]
_Term = Callable[[Answers], Any]

_ORDER: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


_PLAIN: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
}


class Expression:
    """A condition that has been read and found harmless.

    `names` are the questions it looks at; `compared` holds every (question, value) that it compares,
    so that a condition on an option that does not exist is found when the data is loaded.
    """

    __slots__ = ("_test", "compared", "names", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        names: set[str] = set()
        compared: set[tuple[str, Value]] = set()
        try:
            tree = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise ValueError(f"the condition {text!r} cannot be read") from None
        self._test = _build(tree, names, compared)
        self.names = frozenset(names)
        self.compared = frozenset(compared)

    def __call__(self, answers: Answers) -> bool:
        return bool(self._test(answers))

    def __repr__(self) -> str:
        return f"Expression({self.text!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: Any) -> Expression:
            if isinstance(value, cls):
                return value
            if not isinstance(value, str):
                raise ValueError("a condition is a text such as: personal_data == 'yes'")
            return cls(value)

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.plain_serializer_function_ser_schema(lambda e: e.text)
        )


def _build(node: ast.expr, names: set[str], compared: set[tuple[str, Value]]) -> _Term:
    match node:
        case ast.Constant(value=value) if value is None or type(value) in (str, int, float):
            return lambda answers: value
        case ast.Name(id="true" | "always"):
            return lambda answers: True
        case ast.Name(id=name):
            names.add(name)
            return lambda answers: answers.get(name)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            if not all(isinstance(e, ast.Constant) for e in elements):
                raise ValueError("a list in a condition holds plain values only")
            values = tuple(e.value for e in elements if isinstance(e, ast.Constant))
            return lambda answers: values
    return _compound(node, names, compared)


def _compound(node: ast.expr, names: set[str], compared: set[tuple[str, Value]]) -> _Term:
    match node:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = _build(operand, names, compared)
            return lambda answers: not inner(answers)
        case ast.BoolOp(op=op, values=parts):
            return _joined(isinstance(op, ast.And), [_build(p, names, compared) for p in parts])
        case ast.Compare(left=left, ops=ops, comparators=rights):
            return _comparison([left, *rights], ops, names, compared)
    raise ValueError(f"a condition may not hold {ast.unparse(node)!r}")


def _joined(every: bool, parts: list[_Term]) -> _Term:
    """`and` and `or` as Python has them: the value that decided is the result."""

    def test(answers: Answers) -> Any:
        value: Any = None
        for part in parts:
            value = part(answers)
            if bool(value) != every:
                break
        return value

    return test


def _comparison(
    operands: list[ast.expr], ops: list[ast.cmpop], names: set[str], compared: set[tuple[str, Value]]
) -> _Term:
    for one, other in pairwise(operands):
        _note(one, other, compared)
        _note(other, one, compared)
    terms = [_build(o, names, compared) for o in operands]
    tests = [_single(op) for op in ops]
    if len(tests) == 1:
        (left, right), test = terms, tests[0]
        return lambda answers: test(left(answers), right(answers))

    def chain(answers: Answers) -> bool:
        values = [term(answers) for term in terms]
        return all(test(a, b) for test, a, b in zip(tests, values, values[1:], strict=False))

    return chain


def _note(name: ast.expr, other: ast.expr, compared: set[tuple[str, Value]]) -> None:
    if isinstance(name, ast.BoolOp):  # (unlabelled_examples or 0) > 0
        names = [part for part in name.values if isinstance(part, ast.Name)]
    else:
        names = [name] if isinstance(name, ast.Name) else []
    constants = other.elts if isinstance(other, ast.Tuple | ast.List) else [other]
    for one in names:
        compared.update((one.id, c.value) for c in constants if isinstance(c, ast.Constant))  # type: ignore[misc]


def _single(op: ast.cmpop) -> Callable[[Any, Any], bool]:
    if plain := _PLAIN.get(type(op)):
        return plain
    order = _ORDER.get(type(op))
    if order is None:
        raise ValueError(f"a condition may not compare with {type(op).__name__}")

    def test(a: Any, b: Any) -> bool:
        numbers = isinstance(a, int | float) and isinstance(b, int | float)
        return numbers and order(a, b)

    return test
