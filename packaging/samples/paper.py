"""PDF: papers with letterheads, tables, forms that somebody filled in, and portfolios."""

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from reportlab import rl_config
from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from .source import Block, Source, blocks, is_number, plain

# Fixed dates and ids; no compression, so that the bytes do not hang on the machine's zlib.
rl_config.invariant = 1
rl_config.pageCompression = 0
for name, file in (("Vera", "Vera.ttf"), ("Vera-Bold", "VeraBd.ttf")):
    pdfmetrics.registerFont(TTFont(name, file))
pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="Vera-Bold", italic="Vera", boldItalic="Vera-Bold")

FONTS = {
    "sans": ("Helvetica", "Helvetica-Bold"),
    "serif": ("Times-Roman", "Times-Bold"),
    "typed": ("Courier", "Courier-Bold"),
    "vera": ("Vera", "Vera-Bold"),
}
MARGIN, WIDTH = 20 * mm, A4[0] - 40 * mm


def write(source: Source) -> bytes:
    """The document as PDF pages; embedded files are added by `with_files`."""
    font, bold = FONTS[source.options.get("font", "sans")]
    colour = HexColor("#" + source.options.get("colour", "333333"))
    size = float(source.options.get("size", "10"))
    body = ParagraphStyle("body", fontName=font, fontSize=size, leading=size * 1.35, spaceAfter=size * 0.7)
    styles = {
        "paragraph": body,
        "right": ParagraphStyle("right", parent=body, alignment=TA_RIGHT),
        "title": ParagraphStyle(
            "title", parent=body, fontName=bold, fontSize=size * 1.7, leading=size * 2.2, textColor=colour
        ),
        "heading": ParagraphStyle(
            "heading", parent=body, fontName=bold, fontSize=size * 1.15, spaceBefore=size * 0.6, spaceAfter=3
        ),
        "bullets": ParagraphStyle("bullets", parent=body, leftIndent=14, bulletIndent=4, spaceAfter=2),
        "cell": ParagraphStyle("cell", parent=body, fontSize=size * 0.92, leading=size * 1.15, spaceAfter=0),
    }
    story: list[Flowable] = []
    footer = ""
    for block in blocks(source.text):
        if block.kind == "@footer":
            footer = block.lines[0]
        elif block.kind != "@embed":
            story += _flowables(block, styles, bold, colour)

    def decorate(canvas: Canvas, _: Any) -> None:
        canvas.setFont(font, 7.5)
        canvas.setFillColor(HexColor("#555555"))
        text = footer.replace("{page}", str(canvas.getPageNumber()))
        canvas.drawCentredString(A4[0] / 2, 12 * mm, text)

    into = io.BytesIO()
    title = source.options.get("title", "")
    document = BaseDocTemplate(into, pagesize=A4, title=title, author="", creator="Samples", invariant=1)
    frame = Frame(MARGIN, 18 * mm, WIDTH, A4[1] - 34 * mm, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPageEnd=decorate))
    document.build(story)
    return into.getvalue()


def with_files(pdf: bytes, files: dict[str, bytes]) -> bytes:
    """The cover with files embedded in it: a PDF portfolio."""
    into = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as cover:
        for name, data in files.items():
            attachment = pikepdf.AttachedFileSpec(cover, data, filename=name, mime_type="application/pdf")
            cover.attachments[name] = attachment
        cover.Root.Collection = pikepdf.Dictionary(
            Type=pikepdf.Name.Collection, View=pikepdf.Name.D, D=next(iter(files))
        )
        plain_streams = pikepdf.StreamDecodeLevel.generalized
        cover.save(into, static_id=True, compress_streams=False, stream_decode_level=plain_streams)
    return into.getvalue()


def _flowables(block: Block, styles: dict[str, Any], bold: str, colour: Any) -> list[Flowable]:
    if block.kind == "@letterhead":
        return [Letterhead(block.lines[0].split(" / "), bold, colour), Spacer(1, 14)]
    if block.kind in {"@page", "@sign"}:
        return [PageBreak() if block.kind == "@page" else Signature(block.lines[0])]
    if block.kind == "@box":
        label, _, typed = block.lines[0].partition(": ")
        return [Box(label, typed, styles["paragraph"].fontName)]
    if block.kind == "table":
        return [_table(block, styles["cell"], bold, colour), Spacer(1, 10)]
    if block.kind == "bullets":
        return [Paragraph(_rich(line), styles["bullets"], bulletText="•") for line in block.lines] + [
            Spacer(1, 6)
        ]
    return [Paragraph("<br/>".join(_rich(line) for line in block.lines), styles[block.kind])]


def _rich(text: str) -> str:
    parts = escape(text).split("**")
    return "".join(f"<b>{part}</b>" if at % 2 else part for at, part in enumerate(parts))


def _table(block: Block, style: ParagraphStyle, bold: str, colour: Any) -> Table:
    rows = block.rows
    columns = max(map(len, rows))
    rows = [row + [""] * (columns - len(row)) for row in rows]
    natural = [
        max(pdfmetrics.stringWidth(plain(row[at]), bold, style.fontSize) for row in rows) + 12
        for at in range(columns)
    ]
    widest = natural.index(max(natural))
    natural[widest] = max(60.0, natural[widest] + WIDTH - sum(natural))
    cells: list[list[Any]] = []
    rules: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#bbbbbb")),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ("BACKGROUND", (0, 0), (-1, 0), colour),
    ]
    for number, row in enumerate(rows):
        line = []
        below = rows[1] if number == 0 and len(rows) > 1 else row
        for cell, under in zip(row, below, strict=True):
            look = ParagraphStyle("c", parent=style)
            if is_number(plain(cell)) or is_number(plain(under)):
                look.alignment = TA_RIGHT
            if number == 0:
                look.textColor, look.fontName = white, bold
            line.append(Paragraph(_rich(cell), look))
        cells.append(line)
    return Table(cells, colWidths=natural, style=TableStyle(rules), repeatRows=1)


class Letterhead(Flowable):  # type: ignore[misc]
    """A round mark with the firm's initials, its name, and its address at the right, over a rule."""

    def __init__(self, lines: list[str], bold: str, colour: Any) -> None:
        super().__init__()
        self.lines, self.bold, self.colour = lines, bold, colour
        self.width, self.height = WIDTH, max(44, 10 * len(lines) + 6)

    def draw(self) -> None:
        name, *address = self.lines
        canvas: Canvas = self.canv
        canvas.setFillColor(self.colour)
        canvas.circle(17, self.height - 19, 17, stroke=0, fill=1)
        initials = "".join(word[0] for word in name.split() if word[0].isupper())[:2]
        canvas.setFillColor(white)
        canvas.setFont(self.bold, 14)
        canvas.drawCentredString(17, self.height - 24, initials)
        canvas.setFillColor(self.colour)
        canvas.setFont(self.bold, 18)
        canvas.drawString(42, self.height - 25, name)
        canvas.setFont(self.bold.removesuffix("-Bold") if self.bold != "Times-Bold" else "Times-Roman", 8)
        for at, line in enumerate(address):
            canvas.drawRightString(self.width, self.height - 9 - 10 * at, line)
        canvas.setStrokeColor(self.colour)
        canvas.setLineWidth(1.2)
        canvas.line(0, 0, self.width, 0)


class Signature(Flowable):  # type: ignore[misc]
    """A scrawl in blue ink, as long as the name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self.width, self.height = name, 120, 26

    def draw(self) -> None:
        canvas: Canvas = self.canv
        canvas.setStrokeColor(HexColor("#1d3f8f"))
        canvas.setLineWidth(1.1)
        path = canvas.beginPath()
        path.moveTo(0, 8)
        for at, letter in enumerate(self.name):
            rise = ord(letter) * 7 % 19
            path.curveTo(at * 6 - 2, rise + 8, at * 6 + 9, 12 - rise, at * 6 + 7, 8 + rise / 3)
        canvas.drawPath(path)


class Box(Flowable):  # type: ignore[misc]
    """A form field with its label, and in it what was typed."""

    def __init__(self, label: str, typed: str, font: str) -> None:
        super().__init__()
        self.label, self.typed, self.font = label, typed, font
        self.width, self.height = WIDTH, 24

    def draw(self) -> None:
        self.canv.setFont(self.font, 9)
        self.canv.setFillColor(HexColor("#222222"))
        self.canv.drawString(0, 9, self.label)
        self.canv.acroForm.textfield(
            name=self.label,
            value=self.typed,
            x=170,
            y=2,
            width=self.width - 170,
            height=18,
            fontSize=9,
            borderWidth=0.5,
            borderColor=HexColor("#888888"),
            fillColor=HexColor("#f4f6fb"),
            relative=True,
        )
