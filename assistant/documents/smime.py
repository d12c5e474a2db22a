"""Signed email whose text lies inside the signature (application/pkcs7-mime, "opaque" signing)."""

from __future__ import annotations

import base64
import binascii

_DATA = bytes.fromhex("06092a864886f70d010701")  # the object identifier of "data"
_SIGNED = bytes.fromhex("06092a864886f70d010702")  # of "signed data"


def signed_content(data: bytes) -> bytes | None:
    """The message inside a signed one; None where it is encrypted or broken.

    Only the lengths of the DER or BER structure are followed; the signature itself is not checked.
    """
    if not data.startswith(b"\x30"):
        try:
            data = base64.b64decode(b"".join(data.split()), validate=True)
        except (binascii.Error, ValueError):
            return None
    if _SIGNED not in data[:64]:
        return None
    place = data.find(_DATA)
    if place < 0:
        return None
    content = _octets(data, place + len(_DATA), 0)
    return content or None


def _octets(data: bytes, place: int, depth: int) -> bytes:
    """The octet string that starts at `place`, in one piece or in chunks, inside context tags."""
    if depth > 8 or place + 2 > len(data):
        return b""
    tag = data[place]
    start, length = _length(data, place + 1)
    end = len(data) if length is None else min(start + length, len(data))
    if tag == 0x04:
        return data[start:end]
    if tag == 0xA0:
        return _octets(data, start, depth + 1)
    if tag != 0x24:
        return b""
    chunks = []
    while start < end and data[start] == 0x04:
        inner, size = _length(data, start + 1)
        if size is None:
            break
        chunks.append(data[inner : inner + size])
        start = inner + size
    return b"".join(chunks)


def _length(data: bytes, place: int) -> tuple[int, int | None]:
    """(where the content starts, its length; None for the indefinite form)."""
    if place >= len(data):
        return place, 0
    first = data[place]
    if first < 0x80:
        return place + 1, first
    if first == 0x80:
        return place + 1, None
    count = first & 0x7F
    return place + 1 + count, int.from_bytes(data[place + 1 : place + 1 + min(count, 8)], "big")
