"""Blocks of content as what reportlab sets on pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from assistant.reports import look
from assistant.reports.content import (
    Bars,
    Blank,
    Block,
    Bullets,
    Choices,
    Heading,
    NewPage,
    Paragraph,
    Report,
    Scores,
    Span,
    Table,
    Together,
    Words,
)
from assistant.reports.fonts import shown
from assistant.reports.pdf_style import LEADING, markup, style
from assistant.reports.plain import one_line

_LINE_BY_HAND = 24.0
_NARROWEST = 0.05  # share of the line that a column keeps at the least


class _Kept(list[Any]):
    """Flowables that stay on one page where they fit on one."""


class Setter:
    """Sets blocks for a column `width` points wide on pages that hold `height` points."""

    def __init__(self, width: float, height: float) -> None:
        self._width = width
        self._height = height
        self._headings = 0
        self._depth = -1  # of the heading last set, in the outline

    def opening(self, report: Report) -> list[Any]:
        from reportlab.platypus import HRFlowable, Spacer

        return [
            _paragraph(report.title, "title"),
            *([_paragraph(report.subtitle, "subtitle")] if report.subtitle.strip() else []),
            Spacer(1, 5),
            HRFlowable("100%", 1.2, color=look.ACCENT, spaceAfter=8),
        ]

    def small_print(self, text: str) -> list[Any]:
        return [_paragraph(text, "quiet")]

    def story(self, blocks: Iterable[Block]) -> list[Any]:
        """Flowables in order: a heading never stands at the foot of a page without what it leads."""
        from reportlab.platypus import KeepTogether

        out: list[Any] = []
        led: list[Any] = []
        for piece in (piece for block in blocks for piece in self._set(block)):
            if getattr(piece, "leads", False):
                led.append(piece)
            elif isinstance(piece, _Kept):
                out.append(KeepTogether([*led, *piece]))
                led = []
            else:
                out += [*self._room(led, piece), *led, piece]
                led = []
        return out + led

    def _room(self, led: list[Any], follower: Any) -> list[Any]:
        """A break where the page does not hold the headings and the first lines of what follows them."""
        from reportlab.platypus import CondPageBreak

        if not led:
            return []
        heights = [one.wrap(self._width, self._height)[1] + one.getSpaceBefore() for one in led]
        _, height = follower.wrap(self._width, self._height)
        rows = getattr(follower, "_rowHeights", None)
        first = sum(rows[:2]) if rows else 2 * LEADING
        return [CondPageBreak(min(sum(heights) + min(first, height), self._height * 0.6))]

    def _set(self, block: Block) -> Iterator[Any]:
        from reportlab.platypus import PageBreak, Spacer

        if isinstance(block, Heading):
            yield self._heading(block)
        elif isinstance(block, Paragraph):
            yield from self._words(block)
        elif isinstance(block, Bullets):
            for number, item in enumerate(block.items, start=1):
                yield _item(item, f"{number}." if block.numbered else "•")
            yield Spacer(1, 4)
        elif isinstance(block, Table):
            yield from self._table(block)
        elif isinstance(block, Scores | Bars):
            yield self._picture(block)
        elif isinstance(block, Blank):
            yield self._blank(block)
        elif isinstance(block, Choices):
            for place, option in enumerate(block.options):
                yield _item(option, look.TICKED if place in block.ticked else look.UNTICKED)
            yield Spacer(1, 4)
        elif isinstance(block, Together):
            yield self._together(block)
        elif isinstance(block, NewPage):
            yield PageBreak()

    def _together(self, block: Together) -> _Kept:
        """All of it in one, without the kept parts that it holds."""
        kept = _Kept()
        for piece in (piece for one in block.blocks for piece in self._set(one)):
            kept += piece if isinstance(piece, _Kept) else [piece]
        return kept

    def _heading(self, block: Heading) -> Any:
        self._headings += 1
        # An outline has no gaps: under nothing stands no heading of the second rank.
        self._depth = min(block.level - 1, self._depth + 1)
        text = shown(one_line(block.text, 200)) or " "
        heading = _heading_class()(markup((Span(block.text),)), style(f"heading{block.level}"))
        heading.leads = True
        heading.entry = (f"heading-{self._headings}", text, self._depth)
        return heading

    def _words(self, block: Paragraph) -> Iterator[Any]:
        if block.style in ("plain", "quiet"):
            yield _paragraph(block.words, block.style)
            return
        answer = block.style == "answer"
        edge, ground = (look.ACCENT, look.ACCENT_SOFT) if answer else (look.STOP, look.STOP_SOFT)
        yield self._boxed(
            [[_paragraph(block.words, block.style)]],
            [self._width],
            [
                ("BACKGROUND", (0, 0), (-1, -1), ground),
                ("LINEBEFORE", (0, 0), (0, -1), 3, edge),
                ("LEFTPADDING", (0, 0), (-1, -1), 10),
                ("RIGHTPADDING", (0, 0), (-1, -1), 10),
                ("TOPPADDING", (0, 0), (-1, -1), 7),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
            ],
        )

    def _table(self, block: Table) -> Iterator[Any]:
        if block.title:
            caption = _paragraph(block.title, "caption")
            caption.leads = True
            yield caption
        rows = [
            [_paragraph(cell, "head", place in block.figures) for place, cell in enumerate(block.head)]
        ] * bool(block.head)
        rows += [
            [_paragraph(cell, "cell", place in block.figures) for place, cell in enumerate(row)]
            for row in block.rows
        ]
        if not rows:
            return
        lines: list[tuple[Any, ...]] = [
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, look.LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-2, -1), 8),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ]
        if block.head:
            lines.append(("LINEBELOW", (0, 0), (-1, 0), 0.9, look.INK))
        yield self._boxed(rows, self._columns(block.widths), lines, repeat=int(bool(block.head)))

    def _columns(self, widths: tuple[float, ...]) -> list[float]:
        least = min(_NARROWEST, 1 / len(widths)) * sum(widths)
        wide = [max(share, least) for share in widths]
        return [self._width * share / sum(wide) for share in wide]

    def _boxed(
        self, rows: list[list[Any]], columns: list[float], lines: list[tuple[Any, ...]], repeat: int = 0
    ) -> Any:
        """A table that goes on over pages, in the middle of a row too where one row is more than a page."""
        return _table_class(self._height)(
            rows,
            columns,
            style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *lines],
            repeatRows=repeat,
            splitInRow=1,
            spaceBefore=2,
            spaceAfter=10,
        )

    def _picture(self, block: Scores | Bars) -> _Kept:
        from assistant.reports.pdf_picture import picture

        kept = _Kept([_paragraph(block.title, "caption")])
        if drawn := picture(block, self._width, self._height * 0.8):
            kept.append(drawn)
        if isinstance(block, Bars) and block.note:
            kept.append(_paragraph(block.note, "quiet"))
        return kept

    def _blank(self, block: Blank) -> _Kept:
        rows = [[_paragraph(block.value, "filled")]] * bool(block.value.strip())
        empty = max(0, block.lines - len(rows))
        kept = _Kept([_paragraph(block.label, "label")])
        if rows or empty:
            heights = [None] * len(rows) + [_LINE_BY_HAND] * empty
            kept.append(_lines_by_hand([*rows, *([""] for _ in range(empty))], self._width, heights))
        return kept


def _lines_by_hand(rows: list[list[Any]], width: float, heights: list[Any]) -> Any:
    from reportlab.platypus import Table as Grid

    lines = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.6, look.CONTROL),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    return Grid(rows, [width], heights, style=lines, splitInRow=1, spaceAfter=8)


def _paragraph(words: Words, name: str, right: bool = False) -> Any:
    from reportlab.platypus import Paragraph as Lines

    return Lines(markup(words), style(name, right))


def _item(words: Words, mark: str) -> Any:
    from reportlab.platypus import Paragraph as Lines

    return Lines(markup(words), style("item"), bulletText=mark)


@cache
def _heading_class() -> type[Any]:
    from reportlab.platypus import Paragraph as Lines

    class Titled(Lines):  # type: ignore[misc]
        """A heading that puts itself into the outline of the file, where its first line stands."""

        entry: tuple[str, str, int] | None = None

        def draw(self) -> None:
            if self.entry:
                key, text, depth = self.entry
                self.canv.bookmarkHorizontal(key, 0, self.height)
                self.canv.addOutlineEntry(text, key, depth, closed=False)
            super().draw()

        def split(self, width: float, height: float) -> list[Any]:
            parts: list[Any] = super().split(width, height)
            if parts and parts[0] is not self:
                parts[0].entry = self.entry
            return parts

    return Titled


@cache
def _table_class(page: float) -> type[Any]:
    from reportlab.platypus import LongTable

    class Rows(LongTable):  # type: ignore[misc]
        """A table for pages of that height: it breaks inside a row only where no page could hold the row."""

        def split(self, width: float, height: float) -> list[Any]:
            self._calc(width, height)
            first = sum(self._rowHeights[: self.repeatRows + 1])
            if height < first <= page:
                return []  # all of it goes to the next page
            parts: list[Any] = super().split(width, height)
            return parts

    return Rows
