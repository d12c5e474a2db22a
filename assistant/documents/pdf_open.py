"""Opens a PDF, and mends what viewers mend: junk before it, a lost end, a wrong table of contents."""

from __future__ import annotations

import io
import re
import zlib

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from assistant.errors import DocumentError, Reason

MEGABYTE = 1 << 20
# A drawing may unpack to tens of megabytes, but hardly to a hundred times its size: that is a trap.
_TRAP_SIZE, _TRAP_RATIO, _MOST_UNPACKED = 16 * MEGABYTE, 100, 256 * MEGABYTE
_BEST_PACKING = 1032  # what deflate can reach at most

_PACKED = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|RunLengthDecode)\b")
_NOT_PARSED = re.compile(rb"/(?:Image|EmbeddedFile)\b")

AGAIN = "Open it in a PDF viewer and save it as a new PDF, or ask for it again."


def open_pdf(data: bytes, path: str) -> tuple[pdfium.PdfDocument, bytes]:
    """The document and the bytes that it was opened from, which differ where it had to be mended.

    Raises DocumentError: ENCRYPTED, DAMAGED, TOO_BIG.
    """
    if unpacks_without_end(data):
        raise DocumentError(
            path,
            Reason.TOO_BIG,
            "A part of this PDF unpacks to far more than any page holds.",
            "It may have been made to harm; do not open it unless you know the sender.",
        )
    document = _loaded(data, path)
    if document is not None and _is_whole(document):
        return document, data
    mended = _mended(data, path)
    if mended is not None:
        better = _loaded(mended, path)
        if better is not None and _wealth(better) > (_wealth(document) if document is not None else 0):
            return better, mended
    if document is None or not _wealth(document):
        raise DocumentError(path, Reason.DAMAGED, "The PDF is damaged and cannot be repaired.", AGAIN)
    return document, data


def _loaded(data: bytes, path: str) -> pdfium.PdfDocument | None:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as fault:
        code = getattr(fault, "err_code", None)
        if code == pdfium_c.FPDF_ERR_PASSWORD:
            raise DocumentError(
                path,
                Reason.ENCRYPTED,
                "The PDF is locked with a password.",
                "Open it with the password, save a copy without one, and add the copy.",
            ) from fault
        if code == pdfium_c.FPDF_ERR_SECURITY:
            raise DocumentError(
                path,
                Reason.ENCRYPTED,
                "The PDF is protected in a way that only certain programs can open.",
                "Open it in the program that it was made for and print it to a new PDF.",
            ) from fault
        return None


def _is_whole(document: pdfium.PdfDocument) -> bool:
    """Whether the first and the last page open and at least one of the first few has something on it."""
    count = len(document)
    if not count:
        return False
    try:
        document[count - 1].close()
        return any(_has_something(document[number]) for number in range(min(count, 4)))
    except pdfium.PdfiumError:
        return False


def _has_something(page: pdfium.PdfPage) -> bool:
    return bool(pdfium_c.FPDFPage_CountObjects(page) or pdfium_c.FPDFPage_GetAnnotCount(page))


def _wealth(document: pdfium.PdfDocument) -> int:
    """How much of a document can be reached: a page counts 1, a page with something on it 2."""
    wealth = 0
    for number in range(min(len(document), 50)):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            continue
        wealth += 2 if _has_something(page) else 1
        page.close()
    return wealth


def _mended(data: bytes, path: str) -> bytes | None:
    """The PDF written anew by qpdf, which searches the file for its objects; None if that fails."""
    import pikepdf  # takes a tenth of a second: only where it is needed

    start = data.find(b"%PDF-")
    for part in (data[start:] if start > 0 else data, _with_trailer(data)):
        if not part:
            continue
        try:
            with pikepdf.open(io.BytesIO(part), suppress_warnings=True) as document:
                mended = io.BytesIO()
                document.save(mended, object_stream_mode=pikepdf.ObjectStreamMode.disable)
                return mended.getvalue()
        except pikepdf.PasswordError as fault:
            raise DocumentError(
                path,
                Reason.ENCRYPTED,
                "The PDF is locked with a password.",
                "Open it with the password, save a copy without one, and add the copy.",
            ) from fault
        except (pikepdf.PdfError, ValueError, RuntimeError, RecursionError):
            continue
    return None


_CATALOGUE = re.compile(
    rb"(\d{1,10})\s+(\d{1,5})\s+obj\b(?:(?!endobj).){0,2000}?/Type\s*/Catalog\b", re.DOTALL
)


def _with_trailer(data: bytes) -> bytes:
    """The file with a new end that names its root, where the root can be found; else nothing."""
    roots = list(_CATALOGUE.finditer(data))
    if not roots:
        return b""
    return data + b"\ntrailer\n<</Root %s %s R/Size 100000>>\nstartxref\n0\n%%%%EOF\n" % roots[-1].groups()


def unpacks_without_end(data: bytes) -> bool:
    """Whether a stream that must be parsed (no picture, no embedded file) is a decompression bomb."""
    start = data.find(b"stream")
    while start >= 0:
        end = data.find(b"endstream", start + 6)
        end = end if end >= 0 else len(data)
        head = data[max(0, start - 2000) : start]
        head = head[head.rfind(b"obj") + 1 :]
        packings = len(_PACKED.findall(head))
        size = end - start
        if packings and size * _BEST_PACKING**packings >= _TRAP_SIZE and not _NOT_PARSED.search(head):
            content = start + 7 + (data[start + 6 : start + 8] == b"\r\n")
            if _is_trap(memoryview(data)[content:end], packings):
                return True
        start = data.find(b"stream", end + 9)
    return False


def _is_trap(packed: memoryview, packings: int) -> bool:
    size = len(packed)
    limit = min(_MOST_UNPACKED, max(_TRAP_SIZE, size * _TRAP_RATIO))
    if packings == 1:
        return _unpacked_size(packed, limit) > limit
    layer: bytes | memoryview = packed
    for _ in range(packings - 1):
        engine = zlib.decompressobj()
        try:
            layer = engine.decompress(layer, _TRAP_SIZE)
        except zlib.error:
            return False
        if engine.unconsumed_tail:
            return True
    return _unpacked_size(layer, limit) > limit


def _unpacked_size(packed: bytes | memoryview, limit: int) -> int:
    """The size when unpacked, counted no further than just over the limit; a fault ends the count."""
    engine = zlib.decompressobj()
    total, rest = 0, bytes(packed)
    try:
        while rest and total <= limit and not engine.eof:
            total += len(engine.decompress(rest, MEGABYTE))
            rest = engine.unconsumed_tail
    except zlib.error:
        pass  # a damaged or otherwise packed stream unpacks no further than this
    return total
