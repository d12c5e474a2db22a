"""Word, Excel, PowerPoint, OpenDocument and rich text."""

from __future__ import annotations

import io
import re
from typing import Any
from xml.sax.saxutils import escape

from . import zipped
from .source import Block, Source, blocks, is_number, plain

MIME_ODT = "application/vnd.oasis.opendocument.text"


def docx(source: Source) -> bytes:
    """A Word document: the letterhead in the page header, the footer in the page footer."""
    import docx as word
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = word.Document()
    for block in blocks(source.text):
        if block.kind == "@letterhead":
            _header(document.sections[0].header, block.lines[0].split(" / "))
        elif block.kind == "@footer":
            document.sections[0].footer.paragraphs[0].text = block.lines[0].replace("{page}", "")
        elif block.kind == "@page":
            document.add_paragraph().paragraph_format.page_break_before = True
        elif block.kind == "table":
            _word_table(document, block)
        elif block.kind in {"title", "heading"}:
            document.add_heading(block.lines[0], 1 if block.kind == "title" else 2)
        elif block.kind == "bullets":
            for line in block.lines:
                _runs(document.add_paragraph(style="List Bullet"), line)
        else:
            paragraph = document.add_paragraph()
            _runs(paragraph, "\n".join(block.lines))
            if block.kind == "right":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    into = io.BytesIO()
    document.save(into)
    return zipped.fixed(into.getvalue())


def _header(header: Any, lines: list[str]) -> None:
    from docx.shared import Pt

    run = header.paragraphs[0].add_run(lines[0])
    run.bold, run.font.size = True, Pt(18)
    header.add_paragraph("  ·  ".join(lines[1:]))


def _word_table(document: Any, block: Block) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    table = document.add_table(rows=0, cols=max(map(len, block.rows)), style="Light Grid Accent 1")
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            _runs(cell.paragraphs[0], text)
            if is_number(plain(text)):
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph()


def _runs(paragraph: Any, text: str) -> None:
    for at, part in enumerate(text.split("**")):
        paragraph.add_run(part).bold = bool(at % 2)


def xlsx(source: Source) -> bytes:
    """A workbook: a sheet for each @sheet, numbers as numbers, headings in bold."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    for block in blocks(source.text):
        if block.kind == "@sheet":
            sheet = book.create_sheet(block.lines[0])
            continue
        for number, row in enumerate(
            block.rows if block.kind == "table" else [[line] for line in block.lines]
        ):
            sheet.append([_value(plain(cell)) for cell in row])
            if block.kind == "title" or (block.kind == "table" and number == 0):
                for cell in sheet[sheet.max_row]:
                    cell.font = Font(bold=True, size=14 if block.kind == "title" else 11)
        sheet.append([])
    if len(book.sheetnames) > 1:
        del book["Sheet"]
    for one in book:
        for letter in "ABCDEFGH":
            one.column_dimensions[letter].width = 26 if letter in "AB" else 14
    into = io.BytesIO()
    book.save(into)
    return zipped.fixed(into.getvalue())


def _value(cell: str) -> str | float:
    return float(cell.replace(",", "")) if re.fullmatch(r"-?[1-9][\d,]*(\.\d+)?|0(\.\d+)?", cell) else cell


def pptx(source: Source) -> bytes:
    """A slide for each title; bullets and paragraphs as its text, tables as tables."""
    from pptx import Presentation
    from pptx.util import Cm

    show = Presentation()
    slide: Any = None
    for block in blocks(source.text):
        if block.kind == "title":
            slide = show.slides.add_slide(show.slide_layouts[1])
            slide.shapes.title.text = block.lines[0]
        elif block.kind == "table":
            rows = block.rows
            shape = slide.shapes.add_table(len(rows), len(rows[0]), Cm(2), Cm(11), Cm(21), Cm(1) * len(rows))
            for at, row in enumerate(rows):
                for column, text in enumerate(row):
                    shape.table.cell(at, column).text = plain(text)
        elif block.kind == "@notes":
            slide.notes_slide.notes_text_frame.text = block.lines[0]
        else:
            frame = slide.placeholders[1].text_frame
            for line in block.lines:
                paragraph = frame.paragraphs[0] if not frame.text else frame.add_paragraph()
                paragraph.text = plain(line)
    into = io.BytesIO()
    show.save(into)
    return zipped.fixed(into.getvalue())


def odt(source: Source) -> bytes:
    """An OpenDocument text as LibreOffice packs it: the media type first and uncompressed."""
    names = "office:urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
    spaces = " ".join(
        f'xmlns:{short}="{names.split(":", 1)[1].format(long)}"'
        for short, long in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    style = '<style:style style:name="{}" style:family="{}"><style:{}-properties fo:{}="{}"/></style:style>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.3">'
        "<office:automatic-styles>"
        + style.format("R", "paragraph", "paragraph", "text-align", "end")
        + style.format("B", "text", "text", "font-weight", "bold")
        + "</office:automatic-styles><office:body><office:text>"
        + "".join(_odt_block(block) for block in blocks(source.text))
        + "</office:text></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME_ODT}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    members = {
        "mimetype": MIME_ODT.encode(),
        "content.xml": content.encode(),
        "META-INF/manifest.xml": manifest.encode(),
    }
    return zipped.pack(members, stored=("mimetype",))


def _odt_block(block: Block) -> str:
    if block.kind in {"title", "heading"}:
        level = 1 if block.kind == "title" else 2
        return f'<text:h text:outline-level="{level}">{escape(block.lines[0])}</text:h>'
    if block.kind == "bullets":
        items = (
            f"<text:list-item><text:p>{_odt_rich(line)}</text:p></text:list-item>" for line in block.lines
        )
        return f"<text:list>{''.join(items)}</text:list>"
    if block.kind == "table":
        cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
        rows = (
            f"<table:table-row>{''.join(cell.format(_odt_rich(text)) for text in row)}</table:table-row>"
            for row in block.rows
        )
        columns = f'<table:table-column table:number-columns-repeated="{len(block.rows[0])}"/>'
        return f"<table:table>{columns}{''.join(rows)}</table:table><text:p/>"
    if block.kind == "@page":
        return "<text:p><text:soft-page-break/></text:p>"
    lines = block.lines[0].split(" / ") if block.kind == "@letterhead" else block.lines
    right = ' text:style-name="R"' if block.kind in {"right", "@letterhead"} else ""
    return f"<text:p{right}>{'<text:line-break/>'.join(_odt_rich(line) for line in lines)}</text:p>"


def _odt_rich(text: str) -> str:
    parts = escape(text).split("**")
    return "".join(
        f'<text:span text:style-name="B">{part}</text:span>' if at % 2 else part
        for at, part in enumerate(parts)
    )


def rtf(source: Source) -> bytes:
    """Rich text as WordPad writes it: code page 1252, tables as rows of cells."""
    parts = [
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Calibri;}}{\*\generator Riched20 10.0}\f0\fs22 "
    ]
    for block in blocks(source.text):
        if block.kind == "table":
            for row in block.rows:
                edges = "".join(rf"\cellx{9000 * (at + 1) // len(row)}" for at in range(len(row)))
                cells = "".join(rf"{_rtf_rich(cell)}\cell " for cell in row)
                parts.append(rf"\trowd\trgaph108{edges}\pard\intbl {cells}\row ")
            parts.append(r"\pard ")
        elif block.kind in {"title", "heading"}:
            size = 36 if block.kind == "title" else 26
            parts.append(rf"{{\b\fs{size} {_rtf_rich(block.lines[0])}\par}}")
        elif block.kind == "bullets":
            parts += [rf"{{\pntext\'b7\tab}}{_rtf_rich(line)}\par " for line in block.lines]
        else:
            lines = block.lines[0].split(" / ") if block.kind == "@letterhead" else block.lines
            where = r"\qr " if block.kind in {"right", "@letterhead"} else r"\ql "
            text = r"\line ".join(map(_rtf_rich, lines))
            parts.append(rf"\pard{where}{text}\par\par ")
    return "\r\n".join([*parts, "}"]).encode("ascii")


def _rtf_rich(text: str) -> str:
    escaped = re.sub(r"([\\{}])", r"\\\1", text)
    bold = "".join(rf"{{\b {part}}}" if at % 2 else part for at, part in enumerate(escaped.split("**")))
    return "".join(letter if letter.isascii() else _rtf_letter(letter) for letter in bold)


def _rtf_letter(letter: str) -> str:
    try:
        return rf"\'{letter.encode('cp1252').hex()}"
    except UnicodeEncodeError:
        return rf"\u{ord(letter)}?"
