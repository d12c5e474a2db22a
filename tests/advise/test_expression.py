"""Conditions mean what they say, and nothing in them can run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.advise.expression import Expression

_NAMES = st.sampled_from(["a", "b", "c"])
_WORDS = st.sampled_from(["yes", "no", "unsure"])
_TEST = st.one_of(
    st.builds("{} == {!r}".format, _NAMES, _WORDS),
    st.builds("{} != {!r}".format, _NAMES, _WORDS),
    st.builds("{} in ({!r}, {!r})".format, _NAMES, _WORDS, _WORDS),
    st.builds("{} not in (None, {!r})".format, _NAMES, _WORDS),
    st.builds("({} or 0) == {!r}".format, _NAMES, _WORDS),
)
_CONDITIONS = st.recursive(
    _TEST,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not ({})".format, inner),
    ),
    max_leaves=6,
)


@given(_CONDITIONS, st.dictionaries(_NAMES, st.one_of(st.none(), _WORDS)))
def test_a_condition_means_what_it_means_in_python(text: str, answers: dict[str, str | None]) -> None:
    names = {name: answers.get(name) for name in "abc"}
    assert Expression(text)(answers) == bool(eval(text, {"__builtins__": {}}, names))


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        ("volume >= 2000", {"volume": 2000}, True),
        ("volume >= 2000", {"volume": 1999}, False),
        ("volume >= 2000", {}, False),
        ("not (volume >= 2000)", {}, True),
        ("100 <= volume < 500", {"volume": 499}, True),
        ("100 <= volume < 500", {"volume": 500}, False),
        ("100 <= volume < 500", {"volume": None}, False),
        ("(volume or 0) > 0", {}, False),
        ("(volume or 0) > 0", {"volume": 1}, True),
        ("always", {}, True),
    ],
)
def test_an_unanswered_number_is_neither_more_nor_less(
    text: str, answers: dict[str, int | None], expected: bool
) -> None:
    assert Expression(text)(answers) is expected


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "a.b == 1",
        "a[0] == 'x'",
        "[x for x in a]",
        "lambda: 1",
        "a + b == 2",
        "a if b else c",
        "f'{a}'",
        "a in (b, 'x')",
        "a is b(1)",
        "a := 1",
        "a == ",
        "",
        "a == b'x'",
        "-1 == a",
        "(" * 500 + "a" + ")" * 500,
    ],
)
def test_whatever_else_is_refused_when_it_is_read(text: str) -> None:
    with pytest.raises(ValueError, match="condition"):
        Expression(text)


def test_what_it_looks_at_is_known() -> None:
    expression = Expression("a == 'yes' and (b or 0) > 3 and c in (None, 'no')")
    assert expression.names == {"a", "b", "c"}
    assert {("a", "yes"), ("b", 3), ("c", "no"), ("c", None)} <= expression.compared
