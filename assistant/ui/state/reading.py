"""A document's text cut into stretches that a text field can take one by one, with the marks in them.

The stretches keep one character for one, so that a mark's offsets still fit; they are counted as Qt
counts them, in UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.ui.text import plural, safe, tr

if TYPE_CHECKING:
    from assistant.classify.decision import Mark
    from assistant.documents.document import Document, Page

STRETCH = 20_000  # characters laid out at once
MOST = 1_000_000  # characters shown at all

# Qt's text field takes these for its own ends of frames and objects, or for ends of lines.
_TRANSLATION = {
    **{code: " " for code in range(0x20) if chr(code) not in "\t\n"},
    0x0D: "\n",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
    0xFFFC: " ",
    **dict.fromkeys(range(64976, 65008), "�"),
    **dict.fromkeys(range(55296, 57344), "�"),
}


@dataclass
class Stretch:
    """Some lines of text, and where in them a mark begins and ends (UTF-16 units)."""

    text: str
    marks: list[tuple[int, int]] = field(default_factory=list)
    heading: bool = False


def plain(text: str) -> str:
    """The text as a text field can show it, each character still one character."""
    return text.replace("\r\n", " \n").translate(_TRANSLATION)


def stretches(document: Document, marks: Sequence[Mark]) -> Iterator[Stretch]:
    """The whole document in reading order; a closing sentence where it is longer than is shown."""
    shown = 0
    titled = len(document.pages) > 1
    previous_part = ""
    for page in document.pages:
        if titled or page.part:
            yield Stretch(_heading(page, previous_part), heading=True)
        previous_part = page.part
        if page.status == "needs_ocr":
            yield Stretch(
                tr("This page is a picture of writing. Reading pictures (OCR) is not built in yet.")
            )
        elif page.status == "unreadable":
            yield Stretch(tr("This page's text cannot be read."))
        own = [(mark.start, mark.end) for mark in marks if mark.page == page.number]
        for start, end in _cuts(page.text):
            if shown >= MOST:
                yield Stretch(tr("The rest is not shown here. Open the file to read on."), heading=True)
                return
            text = plain(page.text[start:end])
            yield Stretch(text, _inside(own, start, end, text))
            shown += end - start


def _heading(page: Page, previous_part: str) -> str:
    if page.role == "attachment":
        return tr("Attachment: {name}", name=safe(page.part or str(page.number)))
    if page.role == "embedded":
        return tr("File inside: {name}", name=safe(page.part or str(page.number)))
    if page.role == "quoted":
        return tr("Earlier messages")
    if page.role == "headers":
        return tr("Sender and subject")
    if page.part and page.part != previous_part:
        return safe(page.part)
    return tr("Page {n}", n=page.number)


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Where to cut: at the end of a line where there is one near enough, else anywhere."""
    start = 0
    while start < len(text):
        end = start + STRETCH
        if end < len(text):
            line_end = text.rfind("\n", start + STRETCH // 2, end)
            end = line_end if line_end > 0 else end
        else:
            end = len(text)
        yield start, end
        start = end + 1 if end < len(text) and text[end] == "\n" else end


def _inside(marks: Sequence[tuple[int, int]], start: int, end: int, text: str) -> list[tuple[int, int]]:
    """The marks that touch this stretch, from its own beginning, in UTF-16 units, in order."""
    cut = sorted((max(a, start) - start, min(b, end) - start) for a, b in marks if a < end and b > start)
    return [(utf16(text, a), utf16(text, b)) for a, b in cut if b > a]


def utf16(text: str, position: int) -> int:
    """A position among characters told in UTF-16 units."""
    before = text[:position]
    if before.isascii():
        return len(before)
    return len(before) + sum(character > "\uffff" for character in before)


def marked(document: Document, marks: Sequence[Mark]) -> str:
    """How many passages are marked, as a quiet line."""
    pages = {page.number for page in document.pages}
    number = sum(mark.page in pages and mark.end > mark.start for mark in marks)
    if not number:
        return ""
    return plural(number, "{n} passage is marked below.", "{n} passages are marked below.")
