"""Reports with any text in any place, for property tests."""

from __future__ import annotations

from typing import Any

from every_block import report
from hypothesis import strategies as st

from assistant.reports.content import (
    Bar,
    Bars,
    Blank,
    Bullets,
    Choices,
    Heading,
    Paragraph,
    Report,
    Score,
    Scores,
    Span,
    Table,
    Together,
)

# Lone surrogates too: a file name that is no UTF-8 has them. And what some format gives a meaning to.
SIGNS = st.one_of(
    st.sampled_from("<b> &amp; &#0; {{x}} | #a 1. - > ** _e_ [f](g) ]]> $h$ ~~~ \\".split()),
    st.sampled_from(
        ["\n\n", "# a", "1. b", "- c", "\t", "\r", "    i", "\x00", "\ud800", "\u202e", "\ufffe"]
    ),
    st.sampled_from(["\u0645\u0631", "\u4e2d", "\U0001f600", "e\u0301"]),
)
TEXT = st.lists(st.one_of(SIGNS, st.text(st.characters(), max_size=4)), max_size=4).map("".join)
SPAN = st.builds(
    Span, TEXT, st.booleans(), st.sampled_from(["", "https://example.org/a?b=c&d=e", "javascript:alert(1)"])
)
WORDS: Any = st.one_of(TEXT, st.lists(SPAN, max_size=3).map(tuple))
NUMBER = st.one_of(st.none(), st.floats(allow_nan=True), st.floats(0, 1e7))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 4))
    row = st.tuples(*[WORDS] * columns)
    head = draw(st.one_of(st.just(()), st.tuples(*[TEXT] * columns)))
    widths = draw(st.tuples(*[st.floats(0.01, 1)] * columns))
    return Table(head, tuple(draw(st.lists(row, max_size=3))), widths, frozenset({0}), draw(TEXT))


SIMPLE: Any = st.one_of(
    st.builds(Heading, TEXT, st.sampled_from([1, 2, 3])),
    st.builds(Paragraph, WORDS, st.sampled_from(["plain", "quiet", "answer", "warning"])),
    st.builds(Bullets, st.lists(WORDS, max_size=3).map(tuple), st.booleans()),
    tables(),
    st.builds(Blank, TEXT, st.integers(0, 3), TEXT),
    st.builds(Choices, st.lists(TEXT, max_size=3).map(tuple), st.frozensets(st.integers(0, 2))),
)
PICTURES: Any = st.one_of(
    st.builds(
        Scores,
        TEXT,
        st.lists(
            st.builds(Score, TEXT, st.integers(-5, 200), TEXT, st.booleans(), st.booleans()), max_size=3
        ).map(tuple),
    ),
    st.builds(
        Bars,
        TEXT,
        st.lists(st.builds(Bar, TEXT, NUMBER, NUMBER, st.booleans(), TEXT), max_size=3).map(tuple),
        TEXT,
    ),
)
BLOCK: Any = st.one_of(SIMPLE, PICTURES, st.builds(Together, st.lists(SIMPLE, max_size=3).map(tuple)))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    blocks = draw(st.lists(BLOCK, max_size=4))
    made = report(*blocks, title=draw(TEXT))
    return Report(made.title, draw(TEXT), made.day, made.blocks, draw(TEXT), draw(TEXT))
