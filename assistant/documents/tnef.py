"""winmail.dat: what Outlook sends to people without Outlook (TNEF)."""

from __future__ import annotations

import struct

from assistant.documents.charset import decode
from assistant.documents.letter import Attachment
from assistant.documents.rtf import rtf_text
from assistant.documents.rtf_compressed import decompress

SIGNATURE = b"\x78\x9f\x3e\x22"
_BODY, _RENDER, _TITLE, _DATA, _PROPERTIES, _ATTACHED = 0x800C, 0x9002, 0x8010, 0x800F, 0x9003, 0x9005
_LENGTHS = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16}
_VARIABLE = {13, 30, 31, 258}


def read_tnef(data: bytes) -> tuple[tuple[str, str] | None, list[Attachment]]:
    """(("plain" or "html", text) or None, attachments). Never raises: what is broken off is missing."""
    body: tuple[str, str] | None = None
    attachments: list[Attachment] = []
    place = 6
    if not data.startswith(SIGNATURE):
        return None, []
    while place + 9 <= len(data) and len(attachments) < 1000:
        identity, length = struct.unpack_from("<H2xI", data, place + 1)
        value = data[place + 9 : place + 9 + length]
        place += 9 + length + 2
        if identity == _BODY:
            body = body or ("plain", decode(value.rstrip(b"\0")))
        elif identity == _PROPERTIES:
            body = _message_body(properties(value)) or body
        elif identity == _RENDER:
            attachments.append(Attachment(f"attachment {len(attachments) + 1}", b""))
        elif attachments and identity == _TITLE:
            attachments[-1].name = decode(value.rstrip(b"\0")) or attachments[-1].name
        elif attachments and identity == _DATA:
            attachments[-1].data = value
        elif attachments and identity == _ATTACHED:
            found = properties(value)
            if name := found.get(0x3707):
                attachments[-1].name = _string(name)
            if not attachments[-1].data and (inner := found.get(0x3701)):
                attachments[-1].data = inner[1][16:] if inner[0] == 13 else inner[1]
    return body, [attachment for attachment in attachments if attachment.data]


def properties(data: bytes) -> dict[int, tuple[int, bytes]]:
    """MAPI property id -> (type, bytes). Stops at what it cannot follow."""
    found: dict[int, tuple[int, bytes]] = {}
    try:
        (count,) = struct.unpack_from("<I", data)
        place = 4
        for _ in range(min(count, 5000)):
            kind, identity = struct.unpack_from("<HH", data, place)
            place += 4
            if identity >= 0x8000:  # named: a GUID, then a number or a name
                (form,) = struct.unpack_from("<I", data, place + 16)
                (size,) = struct.unpack_from("<I", data, place + 20)
                place += 24 if form == 0 else 24 + size + -size % 4
            many, base = bool(kind & 0x1000), kind & 0x0FFF
            values = 1
            if many or base in _VARIABLE:
                (values,) = struct.unpack_from("<I", data, place)
                place += 4
            for _ in range(min(values, 5000)):
                if base in _VARIABLE:
                    (size,) = struct.unpack_from("<I", data, place)
                    place += 4
                else:
                    size = _LENGTHS[base]
                found.setdefault(identity, (base, data[place : place + size]))
                place += size + -size % 4
    except (struct.error, KeyError):
        pass  # the rest cannot be told apart any more; what was found is right
    return found


def _message_body(found: dict[int, tuple[int, bytes]]) -> tuple[str, str] | None:
    if html := found.get(0x1013):
        return "html", _string(html)
    if text := found.get(0x1000):
        return "plain", _string(text)
    if rich := found.get(0x1009):
        return "plain", rtf_text(decompress(rich[1]))
    return None


def _string(value: tuple[int, bytes]) -> str:
    kind, data = value
    return (data.decode("utf-16-le", "replace") if kind == 31 else decode(data)).rstrip("\0")
