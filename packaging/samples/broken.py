"""Files that cannot be read, as they turn up in every folder."""

from __future__ import annotations

import io
import random

import numpy as np
import pikepdf
import pypdfium2
from PIL import Image


def truncated(package: bytes) -> bytes:
    """The first two thirds, as a download that stopped leaves it."""
    return package[: len(package) * 2 // 3]


def noise(size: int = 9_000) -> bytes:
    """Bytes without any meaning."""
    return random.Random(41).randbytes(size)


def protected(pdf: bytes) -> bytes:
    """The PDF behind a password (the old 128-bit RC4: AES would need random bytes, so differ every time)."""
    into = io.BytesIO()
    lock = pikepdf.Encryption(owner="wexcombe", user="wexcombe", R=3, aes=False, metadata=False)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(
            into,
            encryption=lock,
            static_id=True,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return into.getvalue()


def locked_workbook() -> bytes:
    """What Excel saves with a password: a compound file of an encryption header and sealed bytes."""
    from aspose.email_foss.cfb import CFBDocument, CFBStorage, CFBStream, CFBWriter

    information = (
        b"\x04\x00\x04\x00\x40\x00\x00\x00"  # version 4.4: agile encryption
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
        b'<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption">'
        b'<keyData saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" '
        b'cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="c3RpbGxyb29tLXNhbHQtMQ=="/>'
        b"</encryption>"
    )
    sealed = noise(8_192)
    root = CFBStorage("Root Entry")
    root.add_stream(CFBStream("EncryptionInfo", information))
    root.add_stream(CFBStream("EncryptedPackage", (len(sealed) - 5).to_bytes(8, "little") + sealed))
    workbook: bytes = CFBWriter.to_bytes(CFBDocument(root=root))
    return workbook


def scanned(pdf: bytes, dots_per_inch: int = 110) -> bytes:
    """The pages as an office scanner sends them: grey pictures, a little crooked, without text."""
    dust = np.random.default_rng(7)
    pages = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            sheet = page.render(scale=dots_per_inch / 72, grayscale=True).to_pil()
            grey = np.asarray(sheet.rotate(0.7, Image.Resampling.BILINEAR, fillcolor=255), dtype=np.int16)
            speckled = grey - 6 + dust.integers(-6, 7, grey.shape, dtype=np.int16)
            pages.append(Image.fromarray(np.clip(speckled, 0, 255).astype(np.uint8)))
    return _pictures(pages, dots_per_inch)


def _pictures(pages: list[Image.Image], dots_per_inch: int) -> bytes:
    into = io.BytesIO()
    with pikepdf.new() as document:
        for picture in pages:
            jpeg = io.BytesIO()
            picture.save(jpeg, "JPEG", quality=38)
            width, height = (side * 72 / dots_per_inch for side in picture.size)
            image = document.make_stream(
                jpeg.getvalue(),
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=picture.width,
                Height=picture.height,
                ColorSpace=pikepdf.Name.DeviceGray,
                BitsPerComponent=8,
                Filter=pikepdf.Name.DCTDecode,
            )
            page = pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=[0, 0, width, height],
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image)),
                Contents=document.make_stream(f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Im0 Do Q".encode()),
            )
            document.pages.append(pikepdf.Page(document.make_indirect(page)))
        document.save(into, static_id=True, compress_streams=False)
    return into.getvalue()
