"""Long documents with a known category, put together from own-written texts that no head was taught with."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.classify.category import NONE, Example
from assistant.documents.document import Page

SHAPES = {
    "first of 5": (5, (0,)),
    "page 3 of 5": (5, (2,)),
    "last of 12": (12, (11,)),
    "thin in 6": (6, (1, 3, 4)),  # the category's text in pieces, each amid other matter
    "alone": (1, (0,)),
}
STRANGERS = "of no category"
PAGE_WORDS = 230  # of filler on a page


@dataclass(frozen=True)
class Long:
    shape: str
    category: str
    pages: list[Page]


def fillers(examples: Sequence[Example], chance: random.Random) -> list[str]:
    """Pages of texts of no category, joined until a page is full."""
    texts = [one.text for one in examples if one.category == NONE]
    pages, page = [], ""
    for text in chance.sample(texts, len(texts)):
        page = f"{page}\n\n{text}".strip()
        if len(page.split()) >= PAGE_WORDS:
            pages.append(page)
            page = ""
    return pages


def build(held: Sequence[Example], each: int, seed: int) -> list[Long]:
    """`each` documents of every shape and category, and some of no category."""
    chance = random.Random(seed)
    pages = fillers(held, chance)
    found: list[Long] = []
    for category in sorted({one.category for one in held} - {NONE}):
        own = [one for one in held if one.category == category]
        for example in chance.sample(own, min(each, len(own))):
            found += [_one(shape, example, pages, chance) for shape in SHAPES]
    for _ in range(each * 6):
        count = chance.choice((1, 5, 5, 12))
        found.append(Long(STRANGERS, NONE, _numbered(chance.choices(pages, k=count))))
    return found


def _one(shape: str, example: Example, pages: Sequence[str], chance: random.Random) -> Long:
    count, places = SHAPES[shape]
    texts = chance.choices(pages, k=count)
    pieces = _pieces(example.text, len(places))
    for place, piece in zip(places, pieces, strict=True):
        texts[place] = _amid(piece, texts[place]) if len(places) > 1 else piece
    return Long(shape, example.category, _numbered(texts))


def _pieces(text: str, count: int) -> list[str]:
    """Cut at line ends where there are enough, else between words."""
    units = text.split("\n")
    glue = "\n"
    if len(units) < count * 2:
        units, glue = text.split(), " "
    step = -(-len(units) // count)
    return [glue.join(units[i * step : (i + 1) * step]) for i in range(count)]


def _amid(piece: str, page: str) -> str:
    """In the middle of a page."""
    lines = page.split("\n")
    middle = len(lines) // 2
    return "\n".join([*lines[:middle], "", piece, "", *lines[middle:]])


def _numbered(texts: Sequence[str]) -> list[Page]:
    return [Page(number=i, text=text) for i, text in enumerate(texts, start=1)]
