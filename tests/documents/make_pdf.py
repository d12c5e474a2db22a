"""PDFs of the kinds that offices have, made on the spot."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import reportlab
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

VERA = str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")
pdfmetrics.registerFont(TTFont("Vera", VERA))

LETTER = [
    "Marsh & Holt Plumbing Ltd",
    "12 Canal Street, Leeds LS1 4DY",
    "Dear Mrs Okafor",
    "I am writing to complain about the kitchen you fitted in June.",
    "Two doors have dropped, the worktop is split and nobody has",
    "returned my calls. This is not acceptable. I expect the work",
    "put right within 14 days or I shall take the matter to the",
    "ombudsman and ask for my money back.",
    "The drawers beside the oven do not close either, and the",
    "plinth has come away from the wall in three places.",
    "Yours sincerely",
    "J. Smith",
]


def drawn(*pages: Callable[[Canvas], None]) -> bytes:
    """A PDF with one page for each function."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(
    text: Sequence[str], font: str = "Helvetica", size: int = 11, top: int = 780, left: int = 60
) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for row, line in enumerate(text):
            canvas.drawString(left, top - row * size * 1.4, line)

    return draw


def written(*texts: Sequence[str], font: str = "Helvetica") -> bytes:
    return drawn(*(lines(text, font) for text in texts))


def scan_of(
    text: Sequence[str], size: tuple[int, int] = (1240, 1754), left: int = 120, top: int = 150
) -> Image.Image:
    """A grey picture of a page of text at 150 dots an inch."""
    picture = Image.new("L", size, 250)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.truetype(VERA, 25)
    for row, line in enumerate(text):
        pen.text((left, top + row * 60), line, font=font, fill=20)
    return picture


def picture(
    image: Image.Image, box: tuple[float, float, float, float] = (0, 0, *A4)
) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(image), box[0], box[1], box[2] - box[0], box[3] - box[1])

    return draw


def both(*parts: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return draw


def ocr_layer(
    text: Sequence[str], left: float = 57.6, top: float = 72, step: float = 28.8
) -> Callable[[Canvas], None]:
    """Unseen text over a scan, as OCR programs put it: at the places of `scan_of`'s lines."""

    def draw(canvas: Canvas) -> None:
        layer = canvas.beginText()
        layer.setTextRenderMode(3)
        layer.setFont("Helvetica", 12)
        for row, line in enumerate(text):
            layer.setTextOrigin(left, A4[1] - top - 10 - row * step)
            layer.textOut(line)
        canvas.drawText(layer)

    return draw


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None], **options: object) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        out = io.BytesIO()
        document.save(out, **options)  # type: ignore[arg-type]
        return out.getvalue()


def with_annotations(data: bytes, *annotations: Dictionary) -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].obj.Annots = Array([document.make_indirect(one) for one in annotations])

    return changed(data, change)


def note(kind: str, text: str | None = None, **more: object) -> Dictionary:
    entries: dict[str, object] = {
        "Type": Name.Annot,
        "Subtype": Name("/" + kind),
        "Rect": Array([60, 400, 540, 560]),
    }
    if text is not None:
        entries["Contents"] = text
    return Dictionary(**entries | more)


def form(data: bytes, *fields: Dictionary, on_page: bool = True, in_form: bool = True) -> bytes:
    """A PDF with form fields that have no drawn appearance."""

    def change(document: pikepdf.Pdf) -> None:
        indirect = [document.make_indirect(one) for one in fields]
        for one in indirect:
            for kid in one.get("/Kids", ()):
                kid.Parent = one
        if on_page:
            widgets = [kid for one in indirect for kid in (one.get("/Kids") or [one])]
            document.pages[0].obj.Annots = Array(widgets)
        if in_form:
            document.Root.AcroForm = document.make_indirect(Dictionary(Fields=Array(indirect)))

    return changed(data, change)


def widget(kind: str, box: tuple[float, float, float, float], **entries: object) -> Dictionary:
    return Dictionary(
        **{"Type": Name.Annot, "Subtype": Name.Widget, "FT": Name("/" + kind), "Rect": Array(list(box))}
        | entries
    )


def wrong_map(data: bytes, step: int | None) -> bytes:
    """The PDF with every font's map to letters moved by `step`, or taken away."""

    def change(document: pikepdf.Pdf) -> None:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/ToUnicode" in item:
                if step is None:
                    del item["/ToUnicode"]
                else:
                    item.ToUnicode.write(_moved(item.ToUnicode.read_bytes(), step))

    return changed(data, change)


def _moved(cmap: bytes, step: int) -> bytes:
    """A character map whose every target is `step` further on."""
    head, _, rest = cmap.partition(b"begincodespacerange")

    def move(pair: re.Match[bytes]) -> bytes:
        target = max(1, int(pair.group(2), 16) + step)
        return pair.group(1) + b"<%04X>" % target

    moved = re.sub(rb"(<[0-9A-Fa-f]+>\s*<[0-9A-Fa-f]+>\s*)<([0-9A-Fa-f]{4})>", move, rest)
    listed = re.sub(
        rb"\[[^\]]*\]",
        lambda whole: re.sub(
            rb"<([0-9A-Fa-f]{4})>",
            lambda one: b"<%04X>" % max(1, int(one.group(1), 16) + step),
            whole.group(),
        ),
        moved,
    )
    return head + b"begincodespacerange" + listed
