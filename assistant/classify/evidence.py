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


_SALUTATION = re.compile(r"(?im)\A(?:.*\n){0,15}?\s*(?:dear|to whom it may concern|hello|hi)\b")
_ENCLOSURE = re.compile(
    r"(?i)\W*(?:enclosure|enc\.?|attachment|exhibit|annexe?|appendix)(?:\s+[\da-z]{1,3})?\b\W*"
)


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
    body = _without_enclosures([page for page in readable if page.role == "body"])
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


def _without_enclosures(body: list[Page]) -> list[Page]:
    """A letter of some length speaks for what was scanned in behind it: "Enclosure 1: copy of your invoice"."""
    for place, page in enumerate(body):
        heading = page.text.lstrip().partition("\n")[0]
        begins = _ENCLOSURE.match(heading)
        if place and begins and (begins.end() == len(heading) or begins[0].rstrip()[-1:] in ":-–0123456789"):
            letter = body[:place]
            if _SALUTATION.search(letter[0].text) and _words(letter) >= LETTER_WORDS:
                return letter
    return body


def subject_page(headers: Page) -> Page:
    """The headers page with all but the subject's own words blanked, so that offsets stay right."""
    match = re.search(r"^subject:\s*(.*)$", headers.text, re.IGNORECASE | re.MULTILINE)
    if match is None:
        return headers.model_copy(update={"text": ""})
    return headers.model_copy(update={"text": " " * match.start(1) + match[1]})
