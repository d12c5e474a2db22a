"""Emails that Outlook saved itself (.msg), read from their property streams ([MS-OXMSG])."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta
from typing import Any

from assistant.documents import limits
from assistant.documents.charset import decode
from assistant.documents.content import Content, ReadPart
from assistant.documents.html import declared_charset
from assistant.documents.letter import Attachment, Letter, choose, letter_content
from assistant.documents.mail import parse_letter
from assistant.documents.ole import stream
from assistant.documents.rtf import rtf_text
from assistant.documents.rtf_compressed import decompress

_ATTACHMENT = "__attach_version1.0_#"


def read_msg(container: Any, name: str, read_part: ReadPart) -> Content:
    """Raises DocumentError if all of it is encrypted."""
    return letter_content(_letter(container, (), name, 0), name, read_part)


def _letter(container: Any, path: tuple[str, ...], name: str, depth: int) -> Letter:
    letter = Letter("msg")
    fixed = _fixed(stream(container, *path, "__properties_version1.0") or b"", 32 if not path else 24)
    codec = _codec(fixed)

    def string(identity: int) -> str:
        return _string(container, path, identity, codec)

    sender, address = string(0x0C1A) or string(0x0042), string(0x5D01) or string(0x5D02) or string(0x0C1F)
    if address and "@" in address and address != sender:
        sender = f"{sender} <{address}>".strip()
    when = _moment(fixed.get(0x0039) or fixed.get(0x0E06))
    for key, value in (
        ("From", sender),
        ("To", string(0x0E04)),
        ("Cc", string(0x0E03)),
        ("Date", when),
        ("Subject", string(0x0037)),
    ):
        if value.strip():
            letter.headers.append((key, " ".join(value.split())[:1000]))
    plain = string(0x1000)
    html = _html(container, path, codec)
    if not plain.strip() and not html:
        plain = rtf_text(decompress(stream(container, *path, "__substg1.0_10090102") or b""))
    if chosen := choose(plain or None, html or None):
        letter.bodies.append(chosen)
    message_class = string(0x001A).lower()
    for storage in _attachments(container, path):
        _attach(container, storage, letter, name, codec, depth)
    if message_class.startswith("ipm.note.smime"):
        _unwrap(letter, name)
    if message_class.startswith("ipm.note.rpmsg") or any(
        a.name.lower() == "message.rpmsg" for a in letter.attachments
    ):
        letter.encrypted = True
        letter.attachments = [a for a in letter.attachments if a.name.lower() != "message.rpmsg"]
    return letter


def _attach(
    container: Any, path: tuple[str, ...], letter: Letter, name: str, codec: str | None, depth: int
) -> None:
    def string(identity: int) -> str:
        return _string(container, path, identity, codec)

    title = string(0x3707) or string(0x3704) or string(0x3001)
    fixed = _fixed(stream(container, *path, "__properties_version1.0") or b"", 8)
    if container.exists([*path, "__substg1.0_3701000D", "__properties_version1.0"]):
        if depth >= limits.DEPTH:
            letter.warnings.append(
                f"The attached message {title} lies too deep in other messages and was not read."
            )
            return
        inner = _letter(container, (*path, "__substg1.0_3701000D"), name, depth + 1)
        subject = next(
            (value for key, value in inner.headers if key == "Subject"), title or "attached message"
        )
        letter.messages.append((subject[:200], inner))
        return
    data = stream(container, *path, "__substg1.0_37010102")
    label = title.split("\\")[-1].split("/")[-1][:200] or f"attachment {len(letter.attachments) + 1}"
    if data:
        hidden = bool(fixed.get(0x7FFE)) or bool(string(0x3712))
        letter.attachments.append(Attachment(label, data, string(0x370E).lower(), hidden))
    elif string(0x370D):
        letter.warnings.append(f"The attachment {label} is only a link to a file elsewhere and was not read.")


def _unwrap(letter: Letter, name: str) -> None:
    """A signed or encrypted message travels as one attachment that is an email's body itself."""
    wrapped = [
        a
        for a in letter.attachments
        if a.name.lower().endswith((".p7m", ".p7s")) or "pkcs7" in a.kind or "signed" in a.kind
    ]
    if not wrapped or any(text.strip() for _, text in letter.bodies):
        return
    letter.attachments = [a for a in letter.attachments if a is not wrapped[0]]
    data = wrapped[0].data
    if data[:1] == b"\x30":
        data = b"Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: 8bit\n\n" + data
    inner = parse_letter(data, name)
    letter.bodies += inner.bodies
    letter.attachments += inner.attachments
    letter.messages += inner.messages
    letter.encrypted = letter.encrypted or inner.encrypted


def _attachments(container: Any, path: tuple[str, ...]) -> list[tuple[str, ...]]:
    found = {
        tuple(entry[: len(path) + 1])
        for entry in container.listdir(streams=True, storages=True)
        if len(entry) > len(path)
        and tuple(entry[: len(path)]) == path
        and entry[len(path)].startswith(_ATTACHMENT)
    }
    return sorted(found)


def _string(container: Any, path: tuple[str, ...], identity: int, codec: str | None) -> str:
    wide = stream(container, *path, f"__substg1.0_{identity:04X}001F")
    if wide is not None:
        return wide.decode("utf-16-le", "replace").rstrip("\0")
    narrow = stream(container, *path, f"__substg1.0_{identity:04X}001E")
    return decode(narrow.rstrip(b"\0"), codec) if narrow else ""


def _html(container: Any, path: tuple[str, ...], codec: str | None) -> str:
    data = stream(container, *path, "__substg1.0_10130102")
    if data:
        return decode(data, declared_charset(data) or codec)
    return _string(container, path, 0x1013, codec)


def _fixed(properties: bytes, head: int) -> dict[int, int]:
    """The properties of fixed length: id -> value as an unsigned number."""
    found = {}
    for place in range(head, len(properties) - 15, 16):
        kind, identity, _flags, value = struct.unpack_from("<HHIQ", properties, place)
        found[identity] = (
            value & 0xFF if kind == 0x000B else value if kind in (0x0014, 0x0040) else value & 0xFFFFFFFF
        )
    return found


def _codec(fixed: dict[int, int]) -> str | None:
    page = fixed.get(0x3FFD) or fixed.get(0x3FDE) or 0
    return {65001: "utf-8", 20127: None, 28591: "latin-1", 1200: "utf-16-le", 0: None}.get(page, f"cp{page}")


def _moment(ticks: int | None) -> str:
    """A FILETIME (100 ns since 1601, UTC) as an email writes it."""
    if not ticks or ticks > 0x7FFFFFFFFFFFFFFF:
        return ""
    try:
        moment = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return ""
    return f"{moment:%a, %d %b %Y %H:%M:%S} +0000"
