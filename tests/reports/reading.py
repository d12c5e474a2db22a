"""A paper as a reader meets it: every text in order, and the blocks of one kind."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TypeVar

from assistant.reports.content import Block, Report, Span, Table, Together, Words
from assistant.reports.glossary import texts

TODAY = datetime.date(2026, 11, 25)
Kind = TypeVar("Kind")


def all_texts(report: Report) -> list[str]:
    return [report.title, report.subtitle, *(text for block in report.blocks for text in texts(block))]


def whole(report: Report) -> str:
    return "\n".join(all_texts(report))


def flat(report: Report) -> Iterator[Block]:
    def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, Together):
                yield from walk(block.blocks)
            else:
                yield block

    return walk(report.blocks)


def of_kind(report: Report, kind: type[Kind]) -> list[Kind]:
    return [block for block in flat(report) if isinstance(block, kind)]


def table(report: Report, head: str) -> Table:
    """The table whose first column is called `head`."""
    return next(block for block in of_kind(report, Table) if block.head[:1] == (head,))


def addresses(report: Report) -> set[str]:
    """Every address that stands in the paper, as a link and in letters."""
    found: set[str] = set()
    for block in flat(report):
        cells: tuple[Words, ...] = ()
        if isinstance(block, Table):
            cells = tuple(cell for row in block.rows for cell in row)
        elif words := getattr(block, "words", None):
            cells = (words,)
        for cell in cells:
            if not isinstance(cell, str):
                found |= {span.address for span in cell if span.address and span.text == span.address}
    return found


def plain(words: Words) -> str:
    return words if isinstance(words, str) else "".join(span.text for span in words)


def bold(words: Words) -> str:
    return "" if isinstance(words, str) else "".join(s.text for s in words if isinstance(s, Span) and s.bold)
