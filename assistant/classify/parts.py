"""Is a file one document or several? A stack from the feeder, an email with unlike attachments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents.document import Page


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
