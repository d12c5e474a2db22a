"""What a paper says, without saying how it looks. Every renderer can show every block.

All text is plain: a renderer escapes it for its own format, so nothing that a user has typed is ever markup.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Span:
    """Some words of a line; `address` makes them a link."""

    text: str
    bold: bool = False
    address: str = ""


Words = str | tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    text: str
    level: Literal[1, 2, 3] = 1


@dataclass(frozen=True)
class Paragraph:
    """`answer` is the one sentence that matters, in a box; `warning` is loud; `quiet` is small print."""

    words: Words
    style: Literal["plain", "quiet", "answer", "warning"] = "plain"


@dataclass(frozen=True)
class Bullets:
    items: tuple[Words, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """`widths` are shares of the line, one a column. Columns named in `figures` are set to the right.

    Without a `head` the rows stand by themselves. Every row has a cell for each column.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[float, ...]
    figures: frozenset[int] = frozenset()
    title: str = ""

    def __post_init__(self) -> None:
        columns = len(self.widths)
        if not columns or min(self.widths) <= 0 or len(self.head) not in (0, columns):
            raise ValueError(f"{columns} widths for the columns {self.head}")
        if any(len(row) != columns for row in self.rows):
            raise ValueError(f"a row that has not one cell for each of the {columns} columns")


@dataclass(frozen=True)
class Score:
    """One approach in the ranked picture: `fit` 0 to 100; `note` says why, in a few words."""

    name: str
    fit: int
    note: str = ""
    best: bool = False
    shut: bool = False


@dataclass(frozen=True)
class Scores:
    title: str
    scores: tuple[Score, ...]


@dataclass(frozen=True)
class Bar:
    """From `low` to `high`; None where it is not known, and `note` says what is missing."""

    name: str
    low: float | None
    high: float | None
    best: bool = False
    note: str = ""


@dataclass(frozen=True)
class Bars:
    """A chart of ranges in pounds. Renderers that show no pictures print it as a table."""

    title: str
    bars: tuple[Bar, ...]
    note: str = ""


@dataclass(frozen=True)
class Blank:
    """Something to fill in by hand: a label and lines, with what is already known."""

    label: str
    lines: int = 1
    value: str = ""


@dataclass(frozen=True)
class Choices:
    """Boxes to tick; `ticked` are places in `options`."""

    options: tuple[str, ...]
    ticked: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Together:
    """Blocks that are kept on one page where they fit on one."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class NewPage:
    pass


Block = Heading | Paragraph | Bullets | Table | Scores | Bars | Blank | Choices | Together | NewPage


@dataclass(frozen=True)
class Report:
    """`footer` stands on every page beside the page's number (of how many, where the format can).

    `day` dates the file itself; where the reader should see it, `subtitle` or a block says it.
    """

    title: str
    subtitle: str
    day: datetime.date
    blocks: tuple[Block, ...]
    footer: str
    author: str = "Stillroom"
