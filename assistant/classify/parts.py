"""Is a file one document or several? A stack from the feeder, an email with unlike attachments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.documents.document import Page

HEADING_WORDS = 9  # a longer line is a sentence, which may mention anything
_WORDS_BEFORE = 2  # "I wish to complain", "Draft minutes of the meeting"
_LETTER_LINES = 15  # under a letterhead, an address and a date the letter begins

_NUMBERED = re.compile(r"\bpage\s+(?!1\b)\d+\b|\bcontinued\b|\bcont'd\b", re.IGNORECASE)
_ONLY_A_NUMBER = re.compile(r"\W*(\d{1,4})\W*")
_ANNEX = re.compile(
    r"\W*(?:(?:schedule|appendix|annexe?|attachment|addendum|exhibit|enclosure|part|section|chapter)"
    r"\s+(?:\d{1,3}|[ivx]{1,5}|[a-z]|one|two|three|four|five|six)\b"
    r"|(?:the\s+)?(?:first|second|third|fourth|fifth|sixth)\s+schedule\b|appendices\b"
    # a later section of the same document: "4. Complaints", "2.3 Insurance"
    r"|(?!1[.)])\d{1,2}(?:[.)]|\.\d{1,2}\.?)\s+[a-z]"
    # small print on the back
    r"|(?:(?:our|the|general|standard|full|special|additional)\s+)*(?:terms\s*(?:and|&)\s*conditions"
    r"|terms\s+of\s+(?:business|trad(?:e|ing)|sale|supply|payment|use)"
    r"|conditions\s+of\s+(?:sale|supply|purchase|order|cover)|(?:general|policy|claims?)\s+conditions)"
    r"|important\s+(?:information|notes?|notices?)\b|notes\s+(?:to|for|on)\b|guidance\s+notes"
    r"|how\s+to\s+(?:complain|make|pay|claim|contact)|(?:making|if\s+you\s+have)\s+a\s+(?:complaint|claim)"
    r"|(?:our|about|why)\s+(?!ref|your|order|quote|invoice|job|client|date|no\b)\w+\W*$"
    r"|(?:our\s+)?complaints\s+procedure|general\s+exclusions|definitions\b|your\s+right\s+to\s+cancel)",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"\s*(?:dear|hello|hi|to whom|to the|for the attention|fao|attn|re|subject|from)\b", re.IGNORECASE
)
_CONTENTS = re.compile(r"(?im)^\s*(?:table\s+of\s+)?contents(?:\s+page)?\s*:?\s*$")
_CONTENTS_PAGES = 3
_GOES_ON = re.compile(r"\s*[a-z]{2,}[ ,;]")  # in the middle of a sentence


def is_bound(pages: Sequence[Page]) -> bool:
    """Whether a table of contents stands at the front: its chapters may look like anything."""
    return any(not page.part and _CONTENTS.search(page.text) for page in pages[:_CONTENTS_PAGES])


def names_itself(page: Page, places: Iterable[tuple[int, int]]) -> bool:
    """Whether a page begins a document: a telling phrase stands in a heading at its top, or in a letter.

    `places` are where such phrases stand in the page's text. A page that is numbered 2 or more, a schedule
    or an appendix, small print and a page that begins within a sentence go on with what came before.
    """
    lines = [line for line in page.text.splitlines() if line.strip()]
    if not lines or _goes_on(page, lines):
        return False
    if any(_LETTER.match(line) for line in lines[:_LETTER_LINES]):
        return any(True for _ in places)
    return any(_is_heading(page.text, start, end) for start, end in places)


def _is_heading(text: str, start: int, end: int) -> bool:
    """Whether a phrase stands in a short line, or a phrase of several words begins a longer one."""
    line, before = _line_at(text, start, end), text[:start].rpartition("\n")[2]
    begins = len(before.split()) <= _WORDS_BEFORE and len(text[start:end].split()) > 1
    return begins or len(line.split()) <= HEADING_WORDS


def _goes_on(page: Page, lines: Sequence[str]) -> bool:
    edges = [*lines[:2], lines[-1]]
    if _NUMBERED.search(page.text[:300]) or _NUMBERED.search(page.text[-200:]):
        return True
    numbers = [int(found[1]) for line in edges if (found := _ONLY_A_NUMBER.fullmatch(line))]
    if page.number > 1 and not page.part and page.number in numbers:
        return True
    return bool(_GOES_ON.match(lines[0])) or any(_ANNEX.match(line) for line in lines[:3])


def _line_at(text: str, start: int, end: int) -> str:
    after = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : after if after >= 0 else len(text)]


@dataclass(frozen=True)
class Part:
    """Consecutive pages that read as one kind; `category` is an index, None where the page does not say."""

    category: int | None
    pages: list[Page]
    begins: bool  # its first page names itself at the top, as a document's first page does


def join(parts: Sequence[Part]) -> list[Part]:
    """Neighbours of the same category become one; a page that says nothing belongs to what came before."""
    joined: list[Part] = []
    for part in parts:
        if joined and (part.category is None or part.category == joined[-1].category or not part.begins):
            last = joined[-1]
            joined[-1] = Part(last.category, [*last.pages, *part.pages], last.begins)
        elif joined and joined[-1].category is None:
            joined[-1] = Part(part.category, [*joined[-1].pages, *part.pages], part.begins)
        else:
            joined.append(part)
    return joined


def ranges(parts: Sequence[Part]) -> str:
    """ "pages 1, 2, 3 to 4", or the attachments' names where the parts are files of their own."""
    if all(part.pages[0].part for part in parts):
        return ", ".join(part.pages[0].part for part in parts)
    spans = []
    for part in parts:
        first, last = part.pages[0].number, part.pages[-1].number
        spans.append(str(first) if first == last else f"{first} to {last}")
    return "pages " + ", ".join(spans)
