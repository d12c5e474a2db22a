"""What viewers mend in a PDF before they show it: junk before it, a lost end, a wrong table of contents.

And the reverse: what no viewer should try to open, a stream that unpacks without end.
"""

from __future__ import annotations

import io
import re
import warnings
import zlib
from collections.abc import Iterator

MEGABYTE = 1 << 20
# A drawing may unpack to tens of megabytes, but hardly to a hundred times its size: that is a trap.
_TRAP_SIZE, _TRAP_RATIO, _MOST_UNPACKED = 16 * MEGABYTE, 100, 256 * MEGABYTE
_BEST_PACKING = 1032  # what deflate can reach at most
_PACKED = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|RunLengthDecode)\b")
_NOT_PARSED = re.compile(rb"/(?:Image|EmbeddedFile)\b")

_END = b"\nstartxref\n0\n%%EOF\n"
_ROOT = re.compile(rb"/Root\s+(\d{1,10})\s+(\d{1,5})\s+R")
_CATALOGUE = re.compile(
    rb"(\d{1,10})\s+(\d{1,5})\s+obj\b(?:(?!endobj).){0,2000}?/Type\s*/Catalog\b", re.DOTALL
)
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b")


def mendings(data: bytes) -> Iterator[bytes]:
    """The PDF written anew by qpdf, which searches the file for its objects: none, one or two tries.

    The second try also takes objects out of their packed streams and names the root itself, for a
    file that has lost its end.
    """
    import pikepdf  # takes a tenth of a second: only where it is needed

    start = max(0, data.find(b"%PDF-"))
    for part in (data[start:] + _END, _with_objects_unpacked(data[start:])):
        if not part:
            continue
        try:
            with (
                warnings.catch_warnings(action="ignore"),  # on forms: they are read all the same
                pikepdf.open(io.BytesIO(part), suppress_warnings=True) as document,
            ):
                mended = io.BytesIO()
                document.save(mended, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        except (pikepdf.PdfError, ValueError, RuntimeError, RecursionError):
            continue
        yield mended.getvalue()


def _with_objects_unpacked(data: bytes) -> bytes:
    """The file with its packed objects and a new end written after it; nothing where no root is found."""
    added: list[bytes] = []
    size = 0
    for head, content in _streams(data):
        if _OBJECT_STREAM.search(head):
            for number, item in _packed_objects(head, content):
                size += len(item)
                if size > _TRAP_SIZE:
                    return b""
                added.append(b"\n%d 0 obj\n%s\nendobj" % (number, item))
    body = data + b"".join(added)
    roots = _ROOT.findall(body) or _CATALOGUE.findall(body)
    if not roots:
        return b""
    return body + b"\ntrailer\n<</Root %s %s R/Size 1000000>>" % roots[-1] + _END


def _packed_objects(head: bytes, content: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects (number, source) of an object stream; those that are left of it where it is cut off."""
    first = re.search(rb"/First\s+(\d{1,9})", head)
    engine = zlib.decompressobj()
    try:
        plain = engine.decompress(content, _TRAP_SIZE) if b"/FlateDecode" in head else content
    except zlib.error:
        return
    start = int(first.group(1)) if first else 0
    index = [int(word) for word in plain[:start].split() if word.isdigit() and len(word) < 10]
    places = list(zip(index[::2], index[1::2], strict=False))
    for (number, place), following in zip(places, [*(place for _, place in places[1:]), None], strict=False):
        item = plain[start + place : start + following if following is not None else None].strip()
        if item:
            yield number, item


def _streams(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Every stream of the file with the dictionary before it; the last may be cut off."""
    start = data.find(b"stream")
    while start >= 0:
        end = data.find(b"endstream", start + 6)
        end = end if end >= 0 else len(data)
        head = data[max(0, start - 2000) : start]
        head = head[head.rfind(b"obj") + 3 :]
        if head.rstrip().endswith(b">>"):
            content = start + 7 + (data[start + 6 : start + 8] == b"\r\n")
            yield head, data[content:end]
        start = data.find(b"stream", end + 9)


def unpacks_without_end(data: bytes) -> bool:
    """Whether a stream that must be parsed (no picture, no embedded file) is a decompression bomb."""
    for head, content in _streams(data):
        packings = len(_PACKED.findall(head))
        if (
            packings
            and len(content) * _BEST_PACKING**packings >= _TRAP_SIZE
            and not _NOT_PARSED.search(head)
            and _is_trap(content, packings)
        ):
            return True
    return False


def _is_trap(packed: bytes, packings: int) -> bool:
    size = len(packed)
    limit = min(_MOST_UNPACKED, max(_TRAP_SIZE, size * _TRAP_RATIO))
    if packings == 1:
        return _unpacked_size(packed, limit) > limit
    layer = packed
    for _ in range(packings - 1):
        engine = zlib.decompressobj()
        try:
            layer = engine.decompress(layer, _TRAP_SIZE)
        except zlib.error:
            return False
        if engine.unconsumed_tail:
            return True
    return _unpacked_size(layer, limit) > limit


def _unpacked_size(packed: bytes, limit: int) -> int:
    """The size when unpacked, counted no further than just over the limit; a fault ends the count."""
    engine = zlib.decompressobj()
    total, rest = 0, packed
    try:
        while rest and total <= limit and not engine.eof:
            total += len(engine.decompress(rest, MEGABYTE))
            rest = engine.unconsumed_tail
    except zlib.error:
        pass  # a damaged or otherwise packed stream unpacks no further than this
    return total
