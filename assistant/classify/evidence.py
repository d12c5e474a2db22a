"""Which pages of a document speak for it: the newest message, its attachments, or the quoted trail."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.documents.document import Document, Page
from assistant.documents.quoted import split_signature

LETTER_WORDS = 45  # a message of so many words says by itself what it is, whatever is attached
FEW_WORDS = 12  # "go ahead", "thanks", "see below": says nothing by itself

# What a message carries without saying anything.
_GREETING = re.compile(
    r"^\s*(?:dear|hi|hello|hey|morning|good (?:morning|afternoon)|thank you|thanks)\b.{0,40}[,.!]?\s*$",
    re.IGNORECASE,
)

# Scripts that put no blanks between words, which have about two signs each: Chinese, Japanese, Thai, Khmer.
_UNPARTED = re.compile(r"[\u0e00-\u0edf\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def word_count(text: str) -> int:
    """How many words a text has, whatever script it is in."""
    return len(text.split()) + len(_UNPARTED.findall(text)) // 2


def said(text: str) -> str:
    """A message without greeting, closing line, signature and legal footer."""
    message, _ = split_signature(text)
    return "\n".join(line for line in message.splitlines() if not _GREETING.match(line)).strip()


def _words(pages: Sequence[Page]) -> int:
    return sum(word_count(said(page.text)) for page in pages)


def deciding_pages(document: Document) -> list[Page]:
    """The pages that a person would judge the document by, in reading order.

    A message of some length decides alone; a covering note ("please find attached") leaves it to what is
    attached; a reply that says nothing leaves it to the trail under it. The subject line goes with a message.
    """
    readable = [page for page in document.pages if page.status == "read" and page.text.strip()]
    body = [page for page in readable if page.role == "body"]
    carried = [page for page in readable if page.role in ("attachment", "embedded")]
    quoted = [page for page in readable if page.role == "quoted"]
    subject = [subject_page(page) for page in readable if page.role == "headers"]
    spoken = _words(body)
    if carried and spoken < LETTER_WORDS:
        # A portfolio's cover sheet ("open this in a newer viewer") is as silent as a covering note.
        return carried if _words(carried) >= FEW_WORDS else [*subject, *body, *carried]
    if quoted and spoken < FEW_WORDS:
        return [*subject, *body, *quoted]
    return [*subject, *body] if body else [*subject, *quoted, *carried]


def subject_page(headers: Page) -> Page:
    """The headers page with all but the subject's own words blanked, so that offsets stay right."""
    match = re.search(r"^subject:\s*(.*)$", headers.text, re.IGNORECASE | re.MULTILINE)
    if match is None:
        return headers.model_copy(update={"text": ""})
    return headers.model_copy(update={"text": " " * match.start(1) + match[1]})
