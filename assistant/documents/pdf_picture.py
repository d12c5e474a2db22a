"""Does a PDF page show words that its text does not hold: a scan, a photo, letters drawn as shapes?"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from assistant.documents.quality import lines_beside_stamps

Box = tuple[float, float, float, float]  # left, bottom, right, top in points

# A page with more characters than this is judged by its text alone: looking at it costs time.
ENOUGH_TEXT = 700
_MOST_OBJECTS = 20_000
_MOST_PIXELS = 120_000_000
_DRAWN_LETTERS = 60  # so many shapes on a page without text are letters
_GRID = 64
_DEEPEST = 4  # forms within forms
_LONG_SIDE = 900  # pixels; ten-point letters are still told from the paper

_WHOLE_PAGE = 0.75  # a picture of this share of the page may be a scan
_HALF_PAGE = 0.4
_DENSEST_TEXT = 0.15  # more ink than this is a photo or a pattern, hardly letters
_SMALL = 0.03  # smaller pictures are logos and signatures


@dataclass(frozen=True)
class Ink:
    """Shares of the page's area that are dark (or coloured) on its ground."""

    under_text: float
    elsewhere: float
    inside: float  # as elsewhere, but only away from the page's edges, where letterheads stand


def needs_ocr(page: pdfium.PdfPage, text: str) -> bool:
    """Whether the page's content stands in its picture and not in `text`, its (sound) text."""
    written = len("".join(text.split()))
    if written >= ENOUGH_TEXT:
        return False
    pictures, shapes, pixels = _look(page)
    if not pictures:
        return written == 0 and shapes >= _DRAWN_LETTERS
    covered = _covered(pictures, _page_box(page))
    if written == 0:
        return covered >= _SMALL and (pixels > _MOST_PIXELS or _ink(page).elsewhere > 0.0004)
    content = lines_beside_stamps(text)
    if not content:
        return covered >= _HALF_PAGE
    if covered < _WHOLE_PAGE or pixels > _MOST_PIXELS:
        return False
    ink = _ink(page)
    return _is_unread(ink, content, _lines_inside(page, content))


def _is_unread(ink: Ink, content: list[str], inside: int) -> bool:
    """Whether a full-page picture says more than the text upon it.

    A letterhead leaves the page's middle blank; a scan fills it. A photo fills it wholly. Three lines or
    more in the middle are what someone wrote there, on a form or a background.
    """
    if ink.inside > _DENSEST_TEXT:  # a photo or a pattern
        return inside == 0 and len(content) <= 2
    if ink.inside <= 0.003 or ink.elsewhere <= 1.5 * ink.under_text:
        return False
    return inside < 3 or ink.elsewhere > 12 * ink.under_text


def _look(page: pdfium.PdfPage) -> tuple[list[Box], int, int]:
    """Where the page's pictures are, how many shapes are drawn, and how many pixels the pictures have."""
    pictures: list[Box] = []
    shapes = pixels = 0
    for place in range(min(pdfium_c.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        item = pdfium_c.FPDFPage_GetObject(page, place)
        inner_shapes, inner_pixels = _content(item, depth=0)
        shapes += inner_shapes
        pixels += inner_pixels
        if inner_pixels:  # a form's own box, as only that is in the page's measure
            pictures.append(_bounds(item))
    return pictures, shapes, pixels


def _content(item: Any, depth: int) -> tuple[int, int]:
    """How many shapes an object of the page is, and how many pixels its pictures have."""
    kind = pdfium_c.FPDFPageObj_GetType(item)
    if kind in (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_SHADING):
        return 1, 0
    if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
        width, height = ctypes.c_uint(), ctypes.c_uint()
        pdfium_c.FPDFImageObj_GetImagePixelSize(item, ctypes.byref(width), ctypes.byref(height))
        return 0, max(1, width.value * height.value)
    shapes = pixels = 0
    if kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        for place in range(min(pdfium_c.FPDFFormObj_CountObjects(item), _MOST_OBJECTS)):
            inner_shapes, inner_pixels = _content(pdfium_c.FPDFFormObj_GetObject(item, place), depth + 1)
            shapes += inner_shapes
            pixels += inner_pixels
    return shapes, pixels


def _bounds(item: Any) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium_c.FPDFPageObj_GetBounds(item, *map(ctypes.byref, sides))
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def _page_box(page: pdfium.PdfPage) -> Box:
    box: Box = page.get_bbox()
    return box


def _covered(pictures: list[Box], box: Box) -> float:
    """The share of the page that pictures cover, together: scanners cut pages into strips and tiles."""
    width, height = box[2] - box[0], box[3] - box[1]
    if width <= 0 or height <= 0:
        return 0.0
    grid = np.zeros((_GRID, _GRID), dtype=bool)
    for left, bottom, right, top in pictures:
        columns = slice(*(_cell((side - box[0]) / width) for side in (left, right)))
        rows = slice(*(_cell((side - box[1]) / height) for side in (bottom, top)))
        grid[rows, columns] = True
    return float(grid.mean())


def _cell(share: float) -> int:
    return round(_GRID * min(1.0, max(0.0, share)))


def _ink(page: pdfium.PdfPage) -> Ink:
    """Draws the page small and grey, and measures what is dark beneath its text and elsewhere."""
    grey = _drawn(page)
    ground = float(np.median(grey))
    dark = np.abs(grey.astype(np.int16) - ground) > 48
    text = _text_mask(page, dark.shape)
    size = dark.size
    outside = dark & ~text
    rows, columns = (slice(side // 8, side - side // 8) for side in dark.shape)
    middle = outside[rows, columns]
    # Letters cover about a fifth of the boxes around them, also where they cannot be told from the ground.
    under = max((dark & text).sum(), 0.2 * text.sum()) / size
    return Ink(float(under), float(outside.sum() / size), float(middle.mean()))


def _drawn(page: pdfium.PdfPage) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    width, height = page.get_size()
    scale = min(2.0, _LONG_SIDE / max(width, height, 1.0))
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False, draw_annots=False)
    try:
        pixels = bitmap.to_numpy()
        return np.array(pixels if pixels.ndim == 2 else pixels[:, :, 0])
    finally:
        bitmap.close()


def _text_mask(
    page: pdfium.PdfPage, shape: tuple[int, ...]
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Where the page's text stands, in pixels of the drawn page."""
    mask = np.zeros(shape, dtype=bool)
    rows, columns = shape
    x, y = ctypes.c_int(), ctypes.c_int()
    for left, bottom, right, top in _text_boxes(page):
        corners = []
        for across, up in ((left - 2, bottom - 3), (right + 2, top + 3)):
            pdfium_c.FPDF_PageToDevice(
                page, 0, 0, columns, rows, 0, across, up, ctypes.byref(x), ctypes.byref(y)
            )
            corners.append((x.value, y.value))
        (x1, y1), (x2, y2) = corners
        mask[max(0, min(y1, y2)) : max(0, max(y1, y2) + 1), max(0, min(x1, x2)) : max(0, max(x1, x2) + 1)] = (
            True
        )
    return mask


def _text_boxes(page: pdfium.PdfPage) -> list[Box]:
    words = page.get_textpage()
    try:
        return [words.get_rect(place) for place in range(min(words.count_rects(), 2000))]
    finally:
        words.close()


def _lines_inside(page: pdfium.PdfPage, content: list[str]) -> int:
    """How many lines of content stand away from the page's edges."""
    left, bottom, right, top = _page_box(page)
    margin = (top - bottom) / 8
    words = page.get_textpage()
    try:
        inside = words.get_text_bounded(left, bottom + margin, right, top - margin)
    finally:
        words.close()
    lines = set(map(str.strip, content))
    return sum(line.strip() in lines for line in inside.splitlines())
