"""Pictures: one page that waits for OCR. Only the head of the file is looked at, never the pixels."""

from __future__ import annotations

import io
import warnings

from assistant.documents.content import Content, damaged, page

_MOST_PIXELS = 400_000_000


def is_picture(data: bytes) -> str | None:  # noqa: PLR0911 - a list of signatures
    """The picture's format by its first bytes."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        return "tiff"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if (
        data.startswith(b"BM")
        and len(data) > 26
        and data[6:10] == b"\0\0\0\0"
        and data[14:18] in _BMP_HEADERS
    ):
        return "bmp"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return "heic"
    if data.startswith((b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")):
        return "jp2"
    return None


_BMP_HEADERS = {size.to_bytes(4, "little") for size in (12, 40, 52, 56, 64, 108, 124)}
_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}


def pixels(data: bytes) -> tuple[int, int] | None:
    """Width and height; None where it is no picture, or one that cannot be opened."""
    if is_picture(data) is None:
        return None
    from PIL import Image  # loaded late: most documents have no picture

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data)) as image:
            return int(image.size[0]), int(image.size[1])
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, TypeError, OverflowError):
        return None


def read_picture(data: bytes, kind: str, name: str) -> Content:
    """One page per picture in the file, each waiting for OCR. Raises DocumentError if it is damaged."""
    if kind == "heic":  # no permissive reader at hand; the box structure shows whether the file is whole
        if len(data) < 1000 or b"mdat" not in data:
            raise damaged(name, "The picture is damaged: it breaks off.")
        return Content("heic", [page("", status="needs_ocr")])
    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data)) as image:
            wide, high = image.size
            frames = min(getattr(image, "n_frames", 1), 500) if kind == "tiff" else 1
    except Image.DecompressionBombError as fault:
        raise damaged(name, "The picture claims to be far larger than any scan.") from fault
    except (OSError, ValueError, SyntaxError, TypeError, OverflowError, EOFError) as fault:
        raise damaged(name, "The picture is damaged.") from fault
    if wide * high > _MOST_PIXELS:
        raise damaged(
            name, f"The picture claims to be {wide:,} by {high:,} pixels, far larger than any scan."
        )
    if _breaks_off(data, kind):
        raise damaged(name, "The picture is damaged: it breaks off.")
    return Content(kind, [page("", status="needs_ocr") for _ in range(max(frames, 1))])


def _breaks_off(data: bytes, kind: str) -> bool:
    """Whether the file's last part is missing. What programs append behind it does not matter."""
    if kind == "png":
        return b"IEND" not in data[-65536:]
    if kind == "jpeg":
        scan = data.find(b"\xff\xda")
        return scan < 0 or data.find(b"\xff\xd9", scan) < 0
    if kind == "gif":
        return b"\x3b" not in data[-1024:]
    if kind in ("webp", "bmp"):
        place, beside = (4, 8) if kind == "webp" else (2, 0)
        return int.from_bytes(data[place : place + 4], "little") + beside > len(data)
    return False
