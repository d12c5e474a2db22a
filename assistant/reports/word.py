"""A paper as a Word file: real headings, lists, tables and boxes, so that it can be worked on."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

from assistant.reports import chart
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
    Table,
    Together,
    Words,
)
from assistant.reports.plain import bar_in_words, clean, one_line, score_in_words, text_of
from assistant.reports.word_style import NAMES, dress, paper
from assistant.reports.word_xml import (
    check_box,
    describe,
    hold,
    line_below,
    restart_numbers,
    row_rules,
    say,
    table_lines,
)

_PICTURE_PX = 640
_PICTURE_SCALE = 3.0
_MOST_PROPERTY = 255  # characters that Word allows in a title or an author
_LONG_CELL = 600  # characters: a row with more may break over pages
_MOST_ALTERNATIVE = 4000  # characters of what is told instead of a picture


def render(report: Report) -> bytes:
    """The file. The same report gives the same bytes."""
    import docx

    document = docx.Document()
    dress(document)
    paper(document, one_line(report.title, 90), clean(report.footer))
    _properties(document.core_properties, report)
    _drop_thumbnail(document.part.package)
    _Writer(document).report(report)
    out = io.BytesIO()
    document.save(out)
    return _dated(out.getvalue(), report.day)


def _properties(properties: Any, report: Report) -> None:
    moment = datetime.datetime.combine(report.day, datetime.time())
    properties.title = one_line(report.title, _MOST_PROPERTY)
    properties.subject = one_line(report.subtitle, _MOST_PROPERTY)
    properties.author = properties.last_modified_by = one_line(report.author, _MOST_PROPERTY)
    properties.created = properties.modified = moment
    properties.language = "en-GB"
    properties.comments = ""
    properties.keywords = ""
    properties.revision = 1


def _drop_thumbnail(package: Any) -> None:
    """python-docx's own template carries a picture of itself, which a folder's view would show."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    for name in [name for name, one in package.rels.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del package.rels[name]


def _dated(file: bytes, day: datetime.date) -> bytes:
    """The package with every part dated by the day of the report, not by the clock. ZIP begins in 1980."""
    out = io.BytesIO()
    moment = (min(max(day.year, 1980), 2107), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, moment)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()


class _Writer:
    def __init__(self, document: Any) -> None:
        self._document = document
        self._width = document.sections[0].page_width - document.sections[0].left_margin
        self._width -= document.sections[0].right_margin
        self._pictures = 0

    def report(self, report: Report) -> None:
        self._paragraph(report.title, NAMES["title"])
        self._paragraph(report.subtitle, NAMES["subtitle"])
        for block in report.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._paragraph(block.text, f"Heading {block.level}")
        elif isinstance(block, Paragraph):
            self._paragraph(block.words, NAMES[block.style])
        elif isinstance(block, Bullets):
            self._bullets(block)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Scores):
            told = [f"{one.name}: {score_in_words(one)}. {one.note}" for one in block.scores]
            drawn = chart.scores_png(block, width_px=_PICTURE_PX, scale=_PICTURE_SCALE) if told else b""
            self._picture(block.title, drawn, told)
        elif isinstance(block, Bars):
            told = [f"{one.name}: {bar_in_words(one)}. {one.note}" for one in block.bars]
            drawn = chart.bars_png(block, width_px=_PICTURE_PX, scale=_PICTURE_SCALE) if told else b""
            self._picture(block.title, drawn, told)
            if block.note:
                self._paragraph(block.note, NAMES["quiet"])
        elif isinstance(block, Blank):
            self._blank(block)
        elif isinstance(block, Choices):
            for place, option in enumerate(block.options):
                line = self._document.add_paragraph(style=NAMES["choice"])
                check_box(line, place in block.ticked)
                line.add_run("\t")
                say(line, option)
        elif isinstance(block, Together):
            self._together(block)
        elif isinstance(block, NewPage):
            self._document.add_page_break()

    def _paragraph(self, words: Words, style: str) -> Any:
        line = self._document.add_paragraph(style=style)
        say(line, words)
        return line

    def _bullets(self, block: Bullets) -> None:
        style = "List Number" if block.numbered else "List Bullet"
        lines = [self._paragraph(item, style) for item in block.items]
        if block.numbered and lines:
            restart_numbers(self._document, lines)

    def _table(self, block: Table) -> None:
        if block.title:
            hold(self._paragraph(block.title, NAMES["caption"]))
        rows: list[tuple[Words, ...]] = [block.head] * bool(block.head) + list(block.rows)
        if not rows:
            return
        grid = self._document.add_table(len(rows), len(block.widths))
        grid.autofit = False
        table_lines(grid)
        widths = [int(self._width * share / sum(block.widths)) for share in block.widths]
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = width
        for place, (row, cells) in enumerate(zip(grid.rows, rows, strict=True)):
            head = place == 0 and bool(block.head)
            row_rules(row, head, whole=all(len(text_of(cell)) < _LONG_CELL for cell in cells))
            for column, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
                cell.width = widths[column]
                self._cell(cell, words, head, column in block.figures)
        self._document.add_paragraph(style=NAMES["gap"])

    def _cell(self, cell: Any, words: Words, head: bool, right: bool) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        line = cell.paragraphs[0]
        line.style = NAMES["head" if head else "cell"]
        if head:
            line_below(cell)
        if right:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        say(line, words)

    def _picture(self, title: str, drawn: bytes, told: list[str]) -> None:
        hold(self._paragraph(title, NAMES["caption"]))
        if not drawn:
            return
        self._pictures += 1
        line = self._document.add_paragraph(style=NAMES["picture"])
        # The height follows from the width, but a picture higher than the page would be cut.
        shape = line.add_run().add_picture(io.BytesIO(drawn), width=self._width)
        most = int(self._document.sections[0].page_height * 0.7)
        if shape.height > most:
            shape.width, shape.height = int(shape.width * most / shape.height), most
        describe(shape, self._pictures, one_line(title, 200), one_line(" ".join(told), _MOST_ALTERNATIVE))

    def _blank(self, block: Blank) -> None:
        hold(self._paragraph(block.label, NAMES["label"]))
        filled = bool(block.value.strip())
        if filled:
            self._paragraph(block.value, NAMES["line"])
        for _ in range(block.lines - filled):
            self._document.add_paragraph(style=NAMES["line"])

    def _together(self, block: Together) -> None:
        """Word keeps a paragraph with the next one: so all but the last are told to."""
        body = self._document.element.body
        before = len(body)
        for one in block.blocks:
            self._block(one)
        added = [part for part in body[before - 1 :] if not part.tag.endswith("}sectPr")]
        lines = [line for part in added for line in part.iter() if line.tag.endswith("}p")]
        from docx.text.paragraph import Paragraph as Line

        for line in lines[:-1]:
            hold(Line(line, self._document))
