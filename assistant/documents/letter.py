"""An email, whatever file it came in, -> pages: headers, what was said, older messages, attachments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.documents import limits
from assistant.documents.content import Content, ReadPart, carried, encrypted, page
from assistant.documents.html import visible_text
from assistant.documents.pictures import pixels
from assistant.documents.quoted import split_signature, split_trail
from assistant.errors import DocumentError

_NO_HTML = re.compile(
    r"(?:cannot|can't|can not|does not|doesn't|unable to|not able to|don't|do not) "
    r"(?:display|support|read|show|view|render).{0,40}\b(?:html|e-?mail|message|format)|"
    r"(?:html|rich text)[- ](?:version|compatible|enabled|capable|e-?mail|message|format)|"
    r"(?:view|read|see|open) (?:this|the|it|our) (?:e-?mail|message|newsletter|version|online)?"
    r".{0,40}\b(?:browser|online|web)|"
    r"this is a (?:multi-?part|html) message|enable html",
    re.I | re.S,
)
_ICON = re.compile(
    r"^(?:image\d{3}|outlook-\w+|logo\w*|facebook|twitter|linkedin|instagram|youtube|icon\w*|signature\w*|spacer)\b",
    re.I,
)
_SILENT_TYPES = {
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
    "text/vcard",
    "text/x-vcard",
}


@dataclass
class Attachment:
    name: str
    data: bytes
    kind: str = ""  # the declared media type, in lower case
    shown_inline: bool = False  # referred to by the HTML part or marked inline


@dataclass
class Letter:
    """The parts of one email before they are pages."""

    kind: str
    headers: list[tuple[str, str]] = field(
        default_factory=list
    )  # From, To, Cc, Date, Subject as far as present
    bodies: list[tuple[str, str]] = field(
        default_factory=list
    )  # ("plain" or "html", text) of one choice each
    attachments: list[Attachment] = field(default_factory=list)
    messages: list[tuple[str, Letter]] = field(default_factory=list)  # attached emails
    calendar: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    encrypted: bool = False


def letter_content(letter: Letter, name: str, read_part: ReadPart, depth: int = 0) -> Content:
    """The pages of an email in reading order. Raises DocumentError if all of it is encrypted."""
    content = Content(letter.kind, warnings=letter.warnings)
    said, older = body_of(letter.bodies)
    if "-----BEGIN PGP MESSAGE-----" in said:
        letter.encrypted = True
        said = said.split("-----BEGIN PGP MESSAGE-----")[0]
    if letter.encrypted and not said.strip() and not letter.attachments:
        raise encrypted(name)
    if letter.encrypted:
        content.warnings.append("A part of this email is encrypted and was not read.")
    if letter.headers:
        content.pages.append(
            page("\n".join(f"{key}: {value}" for key, value in letter.headers), role="headers")
        )
    if said.strip():
        content.pages.append(page(said))
    content.pages += [page(text, role="quoted") for text in older]
    for invitation in letter.calendar:
        if said.strip() or older:
            content.pages.append(page(invitation, role="attachment", part="invitation"))
        else:
            content.pages.append(page(invitation))
    for inner_name, inner in letter.messages:
        _add_message(content, inner_name, inner, read_part, depth)
    _add_attachments(content, letter.attachments, read_part, bool(_words(split_signature(said)[0]) > 25))
    return content


def body_of(bodies: Iterable[tuple[str, str]]) -> tuple[str, list[str]]:
    """What was said and the older messages. A body whose words a fuller body has too is left out."""
    texts = [visible_text(text, mail=True) if kind == "html" else text for kind, text in bodies]
    bags = [frozenset(re.findall(r"\w{2,}", text.lower())) for text in texts]
    said: list[str] = []
    older: list[str] = []
    for place, text in enumerate(texts):
        if bags[place] and any(_covers(bags, other, place) for other in range(len(bags)) if other != place):
            continue
        new, trail = split_trail(text)
        said.append(new)
        older += trail
    return "\n\n".join(text for text in said if text.strip()), older


def _covers(bags: list[frozenset[str]], full: int, small: int) -> bool:
    shared = len(bags[full] & bags[small])
    fuller = len(bags[full]) > len(bags[small]) or (len(bags[full]) == len(bags[small]) and full < small)
    return fuller and shared >= 0.85 * len(bags[small])


def choose(plain: str | None, html: str | None) -> tuple[str, str] | None:
    """Of two forms of the same message, the one that holds the words; the plain one if both do."""
    if html is None or not html.strip():
        return ("plain", plain) if plain is not None else None
    if plain is None or not plain.strip():
        return "html", html
    plain_words, html_words = _words(plain), _words(visible_text(html, mail=True))
    if html_words == 0:
        return "plain", plain
    excuse = plain_words < 60 and _NO_HTML.search(plain) is not None
    if plain_words < 0.6 * html_words or (excuse and html_words > 3 and html_words * 2 > plain_words):
        return "html", html
    return "plain", plain


def _words(text: str) -> int:
    """Words, addresses of pages not counted."""
    return len(re.findall(r"\w{2,}", re.sub(r"https?://\S+", " ", text)))


def _add_message(content: Content, name: str, inner: Letter, read_part: ReadPart, depth: int) -> None:
    """An email attached to the email: its headers and text as one page, then its own attachments."""
    if depth >= limits.DEPTH:
        content.warnings.append(
            f"The attached message {name} lies too deep in other messages and was not read."
        )
        return
    try:
        read = letter_content(inner, name, read_part, depth + 1)
    except DocumentError as fault:
        content.warnings.append(f"The attached message {name} was not read. {fault.what}")
        return
    content.pages += carried(read, "attachment", name)
    content.warnings += read.warnings


def _add_attachments(
    content: Content, attachments: list[Attachment], read_part: ReadPart, spoken: bool
) -> None:
    if len(attachments) > limits.ATTACHMENTS:
        content.warnings.append(
            f"Only the first {limits.ATTACHMENTS} of {len(attachments)} attachments were read."
        )
    for attachment in attachments[: limits.ATTACHMENTS]:
        if attachment.kind in _SILENT_TYPES or not attachment.data or _is_decoration(attachment, spoken):
            continue
        try:
            read = read_part(attachment.data, attachment.name)
        except DocumentError as fault:
            content.warnings.append(f"The attachment {attachment.name} was not read. {fault.what}")
            continue
        content.pages += carried(read, "attachment", attachment.name)
        content.warnings += [f"{attachment.name}: {warning}" for warning in read.warnings]
        if not read.warnings and any(inner.status == "needs_ocr" for inner in read.pages):
            content.warnings.append(f"The attachment {attachment.name} is a picture, which needs OCR.")


def _is_decoration(attachment: Attachment, spoken: bool) -> bool:
    """Logos and icons of signatures. A large picture in a message that says little is a scan or a photo."""
    size = pixels(attachment.data)
    if size is None:
        return (
            attachment.kind.startswith("image/") and attachment.shown_inline and len(attachment.data) < 20_000
        )
    wide, high = size
    if wide * high < 40_000 or min(wide, high) < 120:
        return True
    if attachment.shown_inline or _ICON.match(attachment.name):
        return spoken or wide * high < 400_000
    return False
