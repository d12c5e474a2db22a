"""Files carried inside a PDF: portfolios, paper clips, the XML of an electronic invoice."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium

MOST_FILES = 100
MOST_BYTES_EACH = 50_000_000
MOST_BYTES_TOGETHER = 150_000_000
_MOST_OBJECTS = 300_000
_MARK = re.compile(rb"/(?:EmbeddedFiles?|Filespec|FileAttachment)\b|/EF\s*(?:<<|\d+ \d+ R)")


def may_embed(data: bytes, document: pdfium.PdfDocument | None = None) -> bool:
    """A quick look: False where a PDF surely carries no files."""
    return bool(_MARK.search(data)) or (document is not None and document.count_attachments() > 0)


def unpack(data: bytes) -> tuple[list[tuple[str, bytes]], list[str]]:
    """The files (name, content) in the order found, and a sentence for each that was left out.

    Raises pikepdf.PdfError where the PDF cannot be taken apart.
    """
    import pikepdf

    files: list[tuple[str, bytes]] = []
    left_out: list[str] = []
    together = 0
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
        for name, stream in _streams(document):
            if len(files) == MOST_FILES:
                left_out.append(f"Only the first {MOST_FILES} files inside this PDF were read.")
                break
            try:
                content = _unpacked(stream, min(MOST_BYTES_EACH, MOST_BYTES_TOGETHER - together))
            except (pikepdf.PdfError, zlib.error):
                left_out.append(f"The file {name!r} inside this PDF is damaged and was left out.")
                continue
            if content is None:
                left_out.append(f"The file {name!r} inside this PDF is too big and was left out.")
                continue
            together += len(content)
            files.append((name, content))
    return files, left_out


def _streams(document: Any) -> Iterator[tuple[str, Any]]:
    """Every embedded file once: those of the list of files first, then those only pinned to a page."""
    import pikepdf

    seen: set[tuple[int, int]] = set()
    for specification in _specifications(document):
        files = specification.get("/EF")
        if not isinstance(files, pikepdf.Dictionary):
            continue
        stream = next((files[key] for key in ("/UF", "/F", "/Unix", "/DOS", "/Mac") if key in files), None)
        if not isinstance(stream, pikepdf.Stream) or stream.objgen in seen:
            continue
        seen.add(stream.objgen)
        name = (
            str(specification.get("/UF", specification.get("/F", ""))).replace("\\", "/").rsplit("/", 1)[-1]
        )
        yield name.replace("\0", "").strip() or "unnamed file", stream


def _specifications(document: Any) -> Iterator[Any]:
    import pikepdf

    names = document.Root.get("/Names")
    tree = names.get("/EmbeddedFiles") if isinstance(names, pikepdf.Dictionary) else None
    if isinstance(tree, pikepdf.Dictionary):
        try:
            listed = [value for _, value in pikepdf.NameTree(tree).items()]
        except (pikepdf.PdfError, ValueError, RuntimeError):
            listed = []  # a broken list; its files are met below
        yield from (value for value in listed if isinstance(value, pikepdf.Dictionary))
    for count, item in enumerate(document.objects):
        if count >= _MOST_OBJECTS:
            return
        if not isinstance(item, pikepdf.Dictionary) or isinstance(item, pikepdf.Stream):
            continue
        if "/EF" in item:
            yield item
        elif isinstance(item.get("/FS"), pikepdf.Dictionary):  # a paper clip with its own description
            yield item.FS


def _unpacked(stream: Any, most: int) -> bytes | None:
    """The content; None where it is longer than `most` bytes."""
    raw = stream.read_raw_bytes()
    if len(raw) > most:
        return None
    packing = stream.get("/Filter")
    if str(packing) in ("/FlateDecode", "[/FlateDecode]") and "/DecodeParms" not in stream:
        engine = zlib.decompressobj()
        content: bytes = engine.decompress(raw, most + 1)
        return content if len(content) <= most else None
    if packing is not None and len(raw) * 1032 > 4 * most:
        return None
    content = stream.read_bytes()
    return content if len(content) <= most else None
