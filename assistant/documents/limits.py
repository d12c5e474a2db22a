"""How much of a file is read. A bound that is met is always told: as a warning or as an error."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.documents.document import Page
from assistant.documents.visible import only_visible

FILE_BYTES = 500_000_000  # a larger file is refused before it is opened
CHARACTERS = 5_000_000  # of text kept of one document, attachments included
XML_BYTES = 150_000_000  # unpacked XML that is looked at in one office file
XML_ELEMENTS = 2_000_000  # in one office file
MEMBERS = 50_000  # in an office file's package
MEMBER_BYTES = 50_000_000  # of one file embedded in an office file
DEPTH = 5  # attachments in attachments
ATTACHMENTS = 200
MAIL_NESTING = 60  # multiparts in multiparts
HEADER_CHARACTERS = 20_000  # of one header line of an email


def within(pages: Sequence[Page], most: int = CHARACTERS) -> tuple[tuple[Page, ...], list[str]]:
    """The pages' visible text, numbered, cut after `most` characters, and a warning if anything was cut."""
    kept: list[Page] = []
    used = cut = 0
    for page in pages:
        text = only_visible(page.text[: 2 * most]) if page.status == "read" else ""
        room = most - used
        if len(text) > room:
            cut += 1
            text = text[:room]
            if not text:
                continue
        used += len(text)
        kept.append(page.model_copy(update={"number": len(kept) + 1, "text": text}))
    if not cut:
        return tuple(kept), []
    where = f" (pages from {len(kept)} on)" if len(pages) > 1 else ""
    return tuple(kept), [f"Only the first {most:,} characters were read; the rest{where} was left out."]
