"""Typed values and notes as lines of text: each value after its label, as a person would read it out."""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from assistant.documents.pdf_text import text_in
from assistant.documents.pdf_typed import PageTyped, Typed
from assistant.documents.tidy import tidy

_LONGEST_LABEL = 80
_SAME_ROW = 4.0  # points
_REACH = 260.0  # points to the left or right in which a field's printed label is looked for


def typed_text(document: pdfium.PdfDocument, number: int, typed: PageTyped) -> str:
    """The lines to deliver after the printed text of this (0-based) page. May change it, in memory."""
    page = document[number]
    words = page.get_textpage()
    try:
        printed = squeezed(words.get_text_range() if words.count_chars() else "")
        lines = _rows([(entry, line) for entry in typed.entries if (line := _line(entry, words, printed))])
    finally:
        words.close()
        page.close()
    if typed.drawn:
        known = printed + squeezed("\n".join(lines))
        drawn = tidy(_drawn_text(document, number, typed.drawn)).splitlines()
        lines += [line for line in drawn if squeezed(line) and squeezed(line) not in known]
    return "\n".join(lines)


def _rows(entries: list[tuple[Typed, str]]) -> list[str]:
    """The lines, with values that stand unlabelled beside each other, as in a table, in one line."""
    lines: list[str] = []
    height: float | None = None
    for entry, line in entries:
        bare = (
            entry.kind == "field" and entry.box is not None and line == tidy(entry.text) and "\n" not in line
        )
        middle = (entry.box[1] + entry.box[3]) / 2 if bare and entry.box else None
        if middle is not None and height is not None and abs(middle - height) < _SAME_ROW:
            lines[-1] += "  " + line
        else:
            lines.append(line)
        height = middle
    return lines


def labelled(entry: Typed) -> str:
    """A value whose place on a page is not known."""
    text = tidy(entry.text)
    return f"{entry.label}: {text}" if entry.label and text else text


def _line(entry: Typed, words: pdfium.PdfTextPage, printed: str) -> str:
    text = tidy(entry.text)
    if entry.kind == "note":
        # Highlighters keep a copy of the marked words, typewriter tools often print their note as well.
        return "" if len(text) > 3 and squeezed(text) in printed else text
    if entry.kind == "tick":
        label = _printed_label(entry, words) or entry.label
        choice = text if squeezed(text) not in squeezed(label) else ""
        return " ".join(filter(None, ("[x]", label, choice))) if label or choice else ""
    if not text or (entry.box and squeezed(text) in squeezed(text_in(words, *entry.box))):
        return ""
    label = entry.label or _printed_label(entry, words)
    return f"{label.rstrip(' :')}: {text}" if label else text


def _printed_label(entry: Typed, words: pdfium.PdfTextPage) -> str:
    """The words printed beside a field: right of a tick box, left of or above a box to write in."""
    if entry.box is None:
        return ""
    left, bottom, right, top = entry.box
    before = (left - _REACH, bottom, left + 1, top)
    after = (right - 1, bottom, right + _REACH, top)
    above = (left - 2, top, max(right, left + 120), top + 14)
    for place in (after, before) if entry.kind == "tick" else (before, above):
        lines = [line.strip() for line in tidy(text_in(words, *place)).splitlines() if line.strip()]
        if lines:
            nearest = lines[0] if place is after else lines[-1]
            part = nearest[:_LONGEST_LABEL] if place is after else nearest[-_LONGEST_LABEL:]
            return re.sub(r"[\s_.:…]+$", "", part).strip()
    return ""


def _drawn_text(document: pdfium.PdfDocument, number: int, places: list[int]) -> str:
    """The words of annotations that exist only as a picture of themselves, as a stamp's do.

    They alone are made part of the page, and are then what the page's text has got more.
    """
    page = document[number]
    before = _all_text(page)
    for place in reversed(range(pdfium_c.FPDFPage_GetAnnotCount(page))):
        if place not in places:
            pdfium_c.FPDFPage_RemoveAnnot(page, place)
    done = pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
    page.close()
    if done != pdfium_c.FLATTEN_SUCCESS:
        return ""
    page = document[number]
    after = _all_text(page)
    page.close()
    if after.startswith(before):
        return after[len(before) :]
    return "\n".join((Counter(after.splitlines()) - Counter(before.splitlines())).elements())


def _all_text(page: pdfium.PdfPage) -> str:
    words = page.get_textpage()
    try:
        text: str = words.get_text_range() if words.count_chars() else ""
        return text
    finally:
        words.close()


def squeezed(text: str) -> str:
    """Letters and digits only, to tell whether two texts say the same."""
    return re.sub(r"\W+", "", text).casefold()
