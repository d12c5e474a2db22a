"""What a file is, told by its bytes alone. Names lie, or are missing."""

from __future__ import annotations

import re

from assistant.documents.ole import SIGNATURE as OLE
from assistant.documents.pictures import is_picture
from assistant.documents.tnef import SIGNATURE as TNEF

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"7z\xbc\xaf'\x1c", "archive:7-Zip"),
    (b"Rar!\x1a\x07", "archive:RAR"),
    (b"\x1f\x8b", "archive:gzip"),
    (b"BZh", "archive:bzip2"),
    (b"\xfd7zXZ\x00", "archive:xz"),
    (b"(\xb5/\xfd", "archive:Zstandard"),
    (b"MSCF", "archive:cabinet"),
    (b"!<arch>\n", "archive:ar"),
    (b"!BDN", "other:an Outlook mailbox (PST), not a single email"),
    (b"MZ", "other:a Windows program"),
    (b"\x7fELF", "other:a program"),
    (b"\xcf\xfa\xed\xfe", "other:a program"),
    (b"\xca\xfe\xba\xbe", "other:a program"),
    (b"\xfe\xed\xfa", "other:a program"),
    (b"GGUF", "other:a language model"),
    (b"SQLite format 3\x00", "other:a database"),
    (b"\x00\x01\x00\x00Standard ", "other:an Access database"),
    (b"ID3", "other:a sound recording"),
    (b"\xff\xfb", "other:a sound recording"),
    (b"\xff\xf3", "other:a sound recording"),
    (b"OggS", "other:a sound recording"),
    (b"fLaC", "other:a sound recording"),
    (b"\x1aE\xdf\xa3", "other:a film"),
    (b"\x00asm", "other:a program"),
    (b"wOFF", "other:a font"),
    (b"wOF2", "other:a font"),
    (b"OTTO\x00", "other:a font"),
    (b"\x00\x01\x00\x00\x00", "other:a font"),
    (b"8BPS", "other:a Photoshop picture"),
    (b"AC10", "other:a CAD drawing"),
    (b"\xffWPC", "other:a WordPerfect document"),
    (b"%!PS", "other:a PostScript file"),
    (b"\xc5\xd0\xd3\xc6", "other:a PostScript file"),
    (b"AT&TFORM", "other:a DjVu scan"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "other:a shortcut to another file"),
    (b"\xd7\xcd\xc6\x9a", "other:a Windows drawing"),
    (b"\x00\x00\x01\x00", "other:an icon"),
    (b"PAR1", "other:a data file"),
    (b"\x93NUMPY", "other:a data file"),
    (b"\x80\x04\x95", "other:a data file"),
    (b"\xfe\xed\xfe\xed", "other:a key store"),
    (b"\x85\x01", "encrypted"),
    (b"-----BEGIN PGP MESSAGE", "encrypted"),
    (b"Salted__", "encrypted"),
    (b"WordPro", "other:a Lotus document"),
    (b"\x00\x00\x1a\x00", "other:a Lotus spreadsheet"),
)
_BIFF = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)

_HEADER = re.compile(rb"[A-Za-z][\w-]{0,70}:(?:[ \t]|\r?\n[ \t])")
_KNOWN_HEADERS = re.compile(
    rb"^(?:(received|return-path|delivered-to|message-id|mime-version|content-type|content-transfer-encoding|x-[\w-]+|dkim-signature|"
    rb"authentication-results|in-reply-to|references|arc-[\w-]+|user-agent|thread-[\w-]+|list-[\w-]+)|"
    rb"(from|to|cc|bcc|subject|date|sent|reply-to|sender|importance|priority|attachments|organization)):",
    re.I | re.M,
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|title|style|div|p|span|font|center|h[1-6]|"
    r"ul|ol|br|b|i|a|script|form|base|link|section|article|blockquote|pre|hr|img|tr|td|tbody)\b",
    re.I | re.S,
)


def binary_kind(data: bytes) -> str | None:  # noqa: PLR0911, PLR0912 - a list of signatures
    """pdf, zip, ole, rtf, tnef, biff, encrypted, picture:KIND, archive:NAME, other:WORDS; None: text?"""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06") or data.startswith(b"PK\x07\x08"):
        return "zip"
    if data.startswith(OLE):
        return "ole"
    if re.match(rb"(?:\xef\xbb\xbf)?\s{0,20}\{\\rt", data):
        return "rtf"
    if picture := is_picture(data):
        return f"picture:{picture}"
    if data.startswith(TNEF):
        return "tnef"
    if data.startswith(_BIFF):
        return "biff"
    if data[:4] == b"RIFF":
        return "other:a sound recording or film"
    if data[4:8] == b"ftyp":
        return "other:a film or sound recording"
    if data[257:262] == b"ustar":
        return "archive:tar"
    if _is_late_pdf(data):
        return "pdf"
    for magic, kind in _MAGIC:
        if data.startswith(magic) and not (
            len(magic) <= 4 and kind != "encrypted" and _looks_printable(data)
        ):
            return kind
    return None


def _looks_printable(data: bytes) -> bool:
    """Short signatures of letters (MZ, BZh, ID3) may begin a plain text too."""
    head = data[:512]
    return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head)


def _is_late_pdf(data: bytes) -> bool:
    """A PDF behind zero bytes, a printer's job header or a web server's answer, or without its first line."""
    head = data[:8192]
    if re.match(rb"\s{0,50}(?:%[^\r\n]{0,80}[\r\n]+)?\s{0,20}\d{1,7} \d{1,5} obj\b", head):
        return b"endobj" in data or b"stream" in head
    place = head.find(b"%PDF-")
    if place < 0 or not head[place + 5 : place + 6].isdigit():
        return False
    before = head[:place]
    own_line = (
        before[-1:] in (b"\n", b"\r")
        or re.search(rb"[\x00-\x08\x80-\xff]", before) is not None
        or not before.strip()
    )
    return own_line and _email_strength(data) < 2 and (b" obj" in data or b"%%EOF" in data[-2048:])


def is_email(data: bytes) -> bool:
    """A block of header lines stands first. `From`, `To`, `Date` also begin memos: then nothing else may."""
    return _email_strength(data) >= 2


def _email_strength(data: bytes) -> int:
    start = data[:20].lstrip(b"\r\n\xef\xbb\xbf ")
    offset = len(data[:20]) - len(start)
    if data[offset : offset + 5] == b"From " and (end := data.find(b"\n", offset, offset + 300)) > 0:
        offset = end + 1
    if not _HEADER.match(data, offset):
        return 0
    head = data[offset : offset + 60_000]
    blank = re.search(rb"\r?\n\r?\n", head)
    block = head[: blank.start()] if blank else head
    technical = [found for found in _KNOWN_HEADERS.finditer(block) if found[1]]
    usual = {found[2].lower() for found in _KNOWN_HEADERS.finditer(block) if found[2]}
    if technical and (
        usual
        or len(technical) > 1
        or b"multipart/" in block.lower()
        or re.match(rb"content-|mime-", block, re.I)
    ):
        return 3
    lines = re.sub(rb"\r?\n[ \t]+", b" ", block).splitlines()
    if (
        len(usual) >= 3
        and {b"from", b"subject"} <= usual
        and all(_KNOWN_HEADERS.match(line) for line in lines)
    ):
        return 2
    return 0


def is_mhtml(data: bytes) -> bool:
    head = data[:20_000].lower()
    web = b"content-location:" in head or b"snapshot-content-location" in head or b"saved by" in head[:400]
    return (
        is_email(data) and web and b"text/html" in head and not re.search(rb"^(?:received|to):", head, re.M)
    )


_XML_KINDS = (
    (re.compile(r"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet"), "sheetxml"),
    (re.compile(r"schemas\.microsoft\.com/office/(?:word/2003/wordml|2006/xmlPackage)"), "wordxml"),
    (re.compile(r'office:mimetype="application/vnd\.oasis\.opendocument\.text'), "flatodf:odt"),
    (re.compile(r'office:mimetype="application/vnd\.oasis\.opendocument\.spreadsheet'), "flatodf:ods"),
    (re.compile(r'office:mimetype="application/vnd\.oasis\.opendocument\.presentation'), "flatodf:odp"),
)


def text_kind(text: str) -> str:
    """html, sheetxml, wordxml, flatodf:KIND, xml or text."""
    head = text[:20_000]
    start = head.lstrip("\ufeff \t\r\n")
    if not start.startswith("<"):
        return "text"
    declared = start.startswith("<?xml")
    for mark, kind in _XML_KINDS:
        if mark.search(head) and not re.match(r"<(?:!doctype\s+)?html\b", start, re.I):
            return kind
    if re.search(r"<(?:!doctype\s+)?html\b", head, re.I) or (_HTML.match(head) and not declared):
        return "html"
    if declared or (re.match(r"<[A-Za-z][\w.:-]*[\s>/]", start) and text.rstrip().endswith(">")):
        return "xml"
    return "html" if re.search(r"<(?:body|table)\b", head, re.I) else "text"
