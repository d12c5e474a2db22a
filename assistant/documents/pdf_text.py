"""The words that are written on a PDF page, in reading order."""

from __future__ import annotations

import ctypes
import math
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from assistant.documents.tidy import has_spaced_letters, join_spaced_letters

MOST_CHARACTERS_ON_A_PAGE = 400_000


def page_text(page: pdfium.PdfPage) -> str:
    """What is written on the page, line by line, as the file has it: not judged, not tidied."""
    words = page.get_textpage()
    try:
        if _turn_upright(page, words):
            words.close()
            words = page.get_textpage()
        text = _characters(words)
        if has_spaced_letters(text):
            text = join_spaced_letters(_with_word_gaps(words))
        return text.replace("\r\n", "\n")
    finally:
        words.close()


def text_in(words: pdfium.PdfTextPage, left: float, bottom: float, right: float, top: float) -> str:
    """What is written within a rectangle of the page."""
    found: str = words.get_text_bounded(left, bottom, right, top)
    return found.replace("\r\n", "\n").strip()


def _characters(words: pdfium.PdfTextPage) -> str:
    count = min(words.count_chars(), MOST_CHARACTERS_ON_A_PAGE)
    text: str = words.get_text_range(0, count) if count > 0 else ""
    return text


def _turn_upright(page: pdfium.PdfPage, words: pdfium.PdfTextPage) -> bool:
    """Lines are put in order as the page is shown, so a table printed sideways comes last line first.

    Turns the page (in memory) so that most of its characters stand upright; says whether it did.
    """
    count = words.count_chars()
    if count < 8:
        return False
    angles = [
        round(math.degrees(pdfium_c.FPDFText_GetCharAngle(words, count * i // 16)) / 90) * 90 % 360
        for i in range(16)
    ]
    usual = max(set(angles), key=angles.count)
    if angles.count(usual) < 12 or usual == page.get_rotation():
        return False
    page.set_rotation(usual)
    return True


def _with_word_gaps(words: pdfium.PdfTextPage) -> str:
    """The text again with two blanks wherever the gap between letters is that between words.

    PDFium makes one blank of many, so the places of the letters must tell where a word ends.
    """
    lines: list[str] = []
    line: list[tuple[str, float, float, float]] = []
    box = pdfium_c.FS_RECTF()
    for i in range(min(words.count_chars(), MOST_CHARACTERS_ON_A_PAGE)):
        character = chr(pdfium_c.FPDFText_GetUnicode(words, i))
        if character == "\n":
            lines.append(_spelled(line))
            line = []
        elif not character.isspace() and pdfium_c.FPDFText_GetLooseCharBox(words, i, ctypes.byref(box)):
            line.append((character, box.left, box.right, abs(box.top - box.bottom)))
    lines.append(_spelled(line))
    return "\n".join(lines)


def _spelled(line: list[tuple[str, float, float, float]]) -> str:
    """A line of characters (with left, right and height) that shows the gaps of letters and of words."""
    if len(line) < 2:
        return "".join(character for character, *_ in line)
    gaps = [after[1] - before[2] for before, after in pairwise(line)]
    height = median(height for *_, height in line)
    usual = median(gaps)
    spaced = usual > 0.1 * height
    text = line[0][0]
    for gap, (character, *_) in zip(gaps, line[1:], strict=True):
        if not spaced:
            between = " " if gap > 0.15 * height or gap < -height else ""
        elif gap < -height or gap > 1.4 * usual + 0.05 * height:
            between = "  "
        else:
            between = " "
        text += between + character
    return text
