"""Outlook's compressed RTF ([MS-OXRTFCP]): LZ77 over a dictionary that starts with common RTF words."""

from __future__ import annotations

import struct

_DICTIONARY = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_MOST = 50_000_000


def decompress(data: bytes) -> bytes:
    """The RTF; what is broken off is missing."""
    if len(data) < 16:
        return b""
    size, kind = struct.unpack_from("<4xI4s", data)
    if kind == b"MELA":
        return data[16 : 16 + size]
    window = bytearray(_DICTIONARY.ljust(4096, b" "))
    write = len(_DICTIONARY)
    out = bytearray()
    place = 16
    while place < len(data) and len(out) < min(size, _MOST):
        control = data[place]
        place += 1
        for bit in range(8):
            if place >= len(data):
                return bytes(out)
            if not control >> bit & 1:
                chunk = data[place : place + 1]
                place += 1
            else:
                reference = int.from_bytes(data[place : place + 2], "big")
                place += 2
                offset, length = reference >> 4, (reference & 15) + 2
                if offset == write:
                    return bytes(out)
                for step in range(length):
                    byte = window[(offset + step) % 4096]
                    out.append(byte)
                    window[write] = byte
                    write = (write + 1) % 4096
                continue
            out += chunk
            window[write] = chunk[0]
            write = (write + 1) % 4096
    return bytes(out)
