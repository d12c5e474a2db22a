"""Emails as files: EML, MBOX, and web archives (MHTML), which are emails in form."""

from __future__ import annotations

import binascii
import email
import email.message
import email.policy
import re
from email.errors import HeaderParseError
from email.header import decode_header

from assistant.documents import limits
from assistant.documents.charset import decode
from assistant.documents.content import Content, ReadPart, damaged, page
from assistant.documents.html import declared_charset, visible_text
from assistant.documents.letter import Attachment, Letter, choose, letter_content
from assistant.documents.rtf import rtf_text
from assistant.documents.smime import signed_content
from assistant.documents.tnef import read_tnef

_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_MBOX_LINE = re.compile(rb"(?:\A|\r?\n\r?\n)From [^\r\n]{3,200}\d{4}[^\r\n]{0,12}\r?\n(?=[\w-]+:)")
_MULTIPART = re.compile(rb"^content-type:\s*multipart/", re.I | re.M)

_MARKUP = re.compile(r"\s*(?:<!doctype html|<html[\s>]|<head[\s>]|<body[\s>])", re.I)
_ENCODED_FILE = re.compile(
    r"(?m)^begin [0-7]{3,4} ([^\n]{1,200})\n((?:[!-`][ -`]{1,84}\r?\n)+)(?:[` ]?\r?\n)?end[ \t\r]*$"
)


def read_eml(data: bytes, name: str, read_part: ReadPart) -> Content:
    """Raises DocumentError if everything in it is encrypted."""
    starts = [found.end() for found in _MBOX_LINE.finditer(data)]
    if data.startswith(b"From ") and len(starts) > 1:
        return _read_mbox(data, name, starts, read_part)
    return letter_content(parse_letter(data, name), name, read_part)


def read_mhtml(data: bytes, name: str, read_part: ReadPart) -> Content:
    """A saved web page, or a Word document saved as one: no headers, no quoted trail, no pictures."""
    letter = parse_letter(data, name)
    texts = [visible_text(text) if kind == "html" else text for kind, text in letter.bodies]
    pages = [page(text) for text in texts if text.strip()]
    return Content("html", pages, letter.warnings)


def _read_mbox(data: bytes, name: str, starts: list[int], read_part: ReadPart) -> Content:
    content = Content("mbox")
    if len(starts) > limits.ATTACHMENTS:
        content.warnings.append(f"Only the first {limits.ATTACHMENTS} of its {len(starts)} emails were read.")
    for number, start in enumerate(starts[: limits.ATTACHMENTS]):
        end = starts[number + 1] if number + 1 < len(starts) else len(data)
        message = re.sub(rb"(?:\r?\n)+From [^\r\n]*\r?\n?\Z", b"\n", data[start:end])
        letter = parse_letter(re.sub(rb"(?m)^>(>*From )", rb"\1", message), name)
        subject = next((value for key, value in letter.headers if key == "Subject"), f"email {number + 1}")
        inner = letter_content(letter, name, read_part)
        content.pages += [each.model_copy(update={"part": each.part or subject}) for each in inner.pages]
        content.warnings += inner.warnings
    return content


def parse_letter(data: bytes, name: str) -> Letter:
    """The message's parts, sorted by what they are for."""
    data = data.lstrip(b"\r\n\xef\xbb\xbf ")
    if len(_MULTIPART.findall(data)) > limits.MAIL_NESTING * 20 or _nesting(data) > limits.MAIL_NESTING:
        raise damaged(name, "The email's parts are nested far deeper than any mail program nests them.")
    if data.startswith(b"From "):
        data = data[data.find(b"\n") + 1 :]
    return _letter(email.message_from_bytes(data, policy=email.policy.compat32), name, "eml")


def _nesting(data: bytes) -> int:
    """An upper bound for the depth: multiparts that open before a boundary of theirs closes."""
    depth = deepest = 0
    for found in re.finditer(
        rb"^content-type:\s*(multipart/|message/rfc822)|^--[^\r\n]{1,200}--\s*$", data, re.I | re.M
    ):
        depth = depth + 1 if found[1] else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _letter(message: email.message.Message, name: str, kind: str) -> Letter:
    letter = Letter(kind)
    for key in _HEADERS:
        if value := header(message, key):
            letter.headers.append((key, value[:1000]))
    cited = _Walk(letter, name)
    cited.part(message)
    return letter


class _Walk:
    """Goes through a message's parts and puts each where it belongs."""

    def __init__(self, letter: Letter, name: str) -> None:
        self._letter = letter
        self._name = name
        self._unnamed = 0

    def part(self, message: email.message.Message, related: bool = False) -> None:
        kind = message.get_content_type()
        if kind == "multipart/encrypted":
            self._letter.encrypted = True
        elif kind == "multipart/alternative":
            self._alternative(message)
        elif kind in ("message/delivery-status", "message/disposition-notification"):
            self._letter.bodies.append(("plain", "\n".join(str(part) for part in _parts(message))))
        elif kind.startswith("message/") and kind != "message/external-body":
            self._message(message)
        elif kind.startswith("multipart/"):
            for child in _parts(message):
                self.part(child, related or kind == "multipart/related")
            if not message.is_multipart():
                self._add_text("plain", _text(message))
        else:
            self._leaf(message, kind, related)

    def _alternative(self, message: email.message.Message) -> None:
        """Several forms of one text: the one with the words, and whatever else hangs on it."""
        before = len(self._letter.bodies)
        for child in _parts(message):
            self.part(child, related=True)
        forms = self._letter.bodies[before:]
        plain = "\n".join(text for form, text in forms if form == "plain") if forms else None
        html = "\n".join(text for form, text in forms if form == "html") or None
        chosen = choose(plain or None, html)
        self._letter.bodies[before:] = [chosen] if chosen else []

    def _message(self, message: email.message.Message) -> None:
        for child in _parts(message) or [
            email.message_from_bytes(_payload(message), policy=email.policy.compat32)
        ]:
            inner = _letter(child, self._name, "eml")
            title = (
                header(message, "Subject")
                or _filename(message)
                or header(child, "Subject")
                or "attached message"
            )
            self._letter.messages.append((title[:200], inner))

    def _leaf(self, message: email.message.Message, kind: str, related: bool) -> None:
        name = _filename(message)
        disposition = (message.get_content_disposition() or "").lower()
        attached = disposition == "attachment" or bool(name)
        if kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
            self._smime(message)
        elif (
            kind in ("application/ms-tnef", "application/vnd.ms-tnef")
            or (name or "").lower() == "winmail.dat"
        ):
            self._tnef(message)
        elif kind == "text/calendar":
            self._letter.calendar.append(calendar_text(_text(message)))
        elif kind in ("text/plain", "text/html", "text/enriched", "text/richtext") and not attached:
            form = "html" if kind != "text/plain" else "plain"
            text = _html(message) if form == "html" else _text(message)
            if form == "plain" and _MARKUP.match(text):  # some programs declare whatever they send as plain
                form, text = "html", _html(message)
            if form == "plain" and (message.get_param("format") or "") == "flowed":
                text = unflowed(text, str(message.get_param("delsp") or "").lower() == "yes")
            self._add_text(form, self._without_encoded_files(text) if form == "plain" else text)
        elif kind in ("text/rtf", "application/rtf") and not attached:
            self._add_text("plain", rtf_text(_payload(message)))
        elif kind == "text/x-amp-html" or (related and kind in ("text/css", "application/javascript")):
            return
        else:
            self._unnamed += not name
            label = name or f"attachment {self._unnamed}"
            inline = (
                related
                or disposition == "inline"
                or (bool(message.get("Content-ID")) and disposition != "attachment")
            )
            self._letter.attachments.append(Attachment(label, _payload(message), kind, inline))

    def _without_encoded_files(self, text: str) -> str:
        """Files written into the text itself, as before MIME, become attachments."""

        def taken_out(found: re.Match[str]) -> str:
            data = bytearray()
            try:
                for line in found[2].splitlines():
                    data += binascii.a2b_uu(line)
            except (binascii.Error, ValueError):
                return found[0]
            self._letter.attachments.append(Attachment(found[1].strip()[:200], bytes(data)))
            return ""

        return _ENCODED_FILE.sub(taken_out, text)

    def _add_text(self, form: str, text: str) -> None:
        if text.strip():
            self._letter.bodies.append((form, text))

    def _smime(self, message: email.message.Message) -> None:
        inner = signed_content(_payload(message))
        if inner is None:
            self._letter.encrypted = True
        else:
            self.part(email.message_from_bytes(inner, policy=email.policy.compat32))

    def _tnef(self, message: email.message.Message) -> None:
        body, attachments = read_tnef(_payload(message))
        if body:
            self._add_text(*body)
        self._letter.attachments += attachments
        if not body and not attachments:
            self._letter.warnings.append(
                "The attachment winmail.dat (Outlook's own format) could not be read."
            )


def _parts(message: email.message.Message) -> list[email.message.Message]:
    payload = message.get_payload()
    return (
        [part for part in payload if isinstance(part, email.message.Message)]
        if isinstance(payload, list)
        else []
    )


def _payload(message: email.message.Message) -> bytes:
    payload = message.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    return b"".join(bytes(part) for part in _parts(message))


def _text(message: email.message.Message) -> str:
    return decode(_payload(message), _charset(message))


def _html(message: email.message.Message) -> str:
    data = _payload(message)
    return decode(data, _charset(message) or declared_charset(data))


def _charset(message: email.message.Message) -> str | None:
    declared = message.get_param("charset")
    if isinstance(declared, tuple):
        declared = declared[2]
    return str(declared) if declared else None


def _filename(message: email.message.Message) -> str:
    """The attachment's name, decoded, without folders."""
    try:
        raw = message.get_filename() or ""
    except (UnicodeError, LookupError, TypeError, ValueError):
        raw = ""
    name = decoded(str(raw)[:1000])
    return re.split(r"[\\/]", name)[-1].strip()[:200]


def header(message: email.message.Message, key: str) -> str:
    """A header's text on one line."""
    for name, value in message.raw_items():
        if name.lower() == key.lower():
            return decoded(str(value)[: limits.HEADER_CHARACTERS])
    return ""


def decoded(value: str) -> str:
    """Encoded words (=?utf-8?Q?...?=) and undeclared 8-bit bytes -> text."""
    words = []
    try:
        for chunk, charset in decode_header(value):
            raw = chunk if isinstance(chunk, bytes) else chunk.encode("utf-8", "surrogateescape")
            words.append(decode(raw, charset if charset != "unknown-8bit" else None))
        text = "".join(words)
    except (HeaderParseError, ValueError, UnicodeError):
        text = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join(text.split())


def unflowed(text: str, delete_space: bool) -> str:
    """Lines of format=flowed joined to paragraphs (RFC 3676)."""
    out: list[str] = []
    joining = False
    for line in text.replace("\r\n", "\n").split("\n"):
        quote = len(line) - len(line.lstrip(">"))
        previous = len(out[-1]) - len(out[-1].lstrip(">")) if out else 0
        content = line[quote:]
        if not quote and content.startswith(" "):
            content = content[1:]
        flows = line.endswith(" ") and line not in ("-- ", "> -- ")
        kept = content[:-1] if flows and delete_space else content
        if joining and quote == previous and line != "-- ":
            out[-1] += kept.lstrip() if quote else kept
        else:
            out.append(line[:quote] + kept)
        joining = flows
    return "\n".join(out)


def calendar_text(source: str) -> str:
    """An invitation's words: what, where, when, who."""
    wanted = {"SUMMARY": "Meeting", "LOCATION": "Place", "DTSTART": "Start", "DTEND": "End",
              "ORGANIZER": "Organiser",
              "DESCRIPTION": ""}  # fmt: skip
    lines = []
    for line in re.sub(r"\r?\n[ \t]", "", source).splitlines():
        key, _, value = line.partition(":")
        name = key.partition(";")[0].upper()
        if name == "BEGIN" and value.strip().upper() == "VALARM":
            break
        if name in wanted and value.strip():
            text = re.sub(r"\\n", "\n", value, flags=re.I).replace("\\,", ",").replace("\\;", ";")
            text = re.sub(
                r"(?i)^mailto:", "", re.sub(r"^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d*Z?)?$", _moment, text)
            )
            lines.append(f"{wanted[name]}: {text}" if wanted[name] else text)
    return "\n".join(lines)


def _moment(found: re.Match[str]) -> str:
    time = f" {found[4]}:{found[5]}" if found[4] else ""
    return f"{found[1]}-{found[2]}-{found[3]}{time}"
