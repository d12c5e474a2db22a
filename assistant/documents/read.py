"""The one entry: a file on disk -> Document. What the file is, its content decides, never its name."""

from __future__ import annotations

import logging
import os
import re
import stat
from pathlib import Path

from assistant.documents import limits
from assistant.documents.charset import decode
from assistant.documents.content import Content, ReadPart, carried, damaged, encrypted, page
from assistant.documents.document import Document, Page
from assistant.documents.kinds import binary_kind, is_email, is_mhtml, text_kind
from assistant.documents.tidy import has_spaced_letters, join_spaced_letters
from assistant.errors import DocumentError, Reason

log = logging.getLogger(__name__)

_XML_ENCODING = re.compile(r"^(\ufeff?\s*<\?xml[^>]{0,100}?)\sencoding\s*=\s*[\"'][^\"']*[\"']")
_LONGEST_SPACED = 400_000  # characters; taking words apart takes time
_AGAIN = "Check that it still opens, and add it again."


def read(path: str | Path) -> Document:
    """Reads one file, once, without writing or fetching anything.

    Raises DocumentError for whatever cannot be used, and nothing else. A crash of native code it cannot
    prevent: the worker process guards against that.
    """
    data = _bytes_of(path)
    content = _guarded(data, str(path), str(path), 0)
    pages, warnings = limits.within(
        [_as_words(p) for p in content.pages if p.status != "read" or p.text.strip()]
    )
    if not any(p.text or p.status != "read" for p in pages):
        raise DocumentError(path, Reason.NO_TEXT, "There is no text in it.", "Open it to see what it is.")
    return Document(
        path=str(path),
        kind=content.kind,
        pages=pages,
        warnings=tuple(dict.fromkeys(content.warnings + warnings)),
    )


def _as_words(part: Page) -> Page:
    """Spaced-out letters joined; the PDF reader has done so, with the widths of the gaps to go by."""
    return (
        part.model_copy(update={"text": join_spaced_letters(part.text)})
        if len(part.text) <= _LONGEST_SPACED and has_spaced_letters(part.text)
        else part
    )


def _bytes_of(path: str | Path) -> bytes:
    try:
        facts = Path(path).stat()
        if stat.S_ISDIR(facts.st_mode):
            raise DocumentError(
                path, Reason.UNKNOWN_KIND, "It is a folder, not a document.", "Add the files in it."
            )
        if not stat.S_ISREG(facts.st_mode):
            raise DocumentError(path, Reason.UNKNOWN_KIND, "It is a device or a connection, not a document.")
        if facts.st_size > limits.FILE_BYTES:
            raise _too_big(path, facts.st_size)
        # not blocking: between the two calls the file may have become a pipe
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            data = file.read(limits.FILE_BYTES + 1)
    except FileNotFoundError as fault:
        raise DocumentError(
            path, Reason.MISSING, "The file is no longer there.", "Add it again from where it is now."
        ) from fault
    except PermissionError as fault:
        raise DocumentError(
            path,
            Reason.NO_PERMISSION,
            "You may not open this file.",
            "Ask whoever owns it, or close the program that has it open.",
        ) from fault
    except (OSError, ValueError) as fault:
        raise DocumentError(path, Reason.FAILED, "The file could not be opened.", _AGAIN) from fault
    if len(data) > limits.FILE_BYTES:
        raise _too_big(path, len(data))
    if not data:
        raise DocumentError(path, Reason.EMPTY, "The file is empty.", "Fetch or save it again.")
    if not data[:1_000_000].strip(b"\0") and not data.strip(b"\0"):
        raise DocumentError(
            path, Reason.EMPTY, "The file holds nothing but zero bytes.", "Fetch or save it again."
        )
    return data


def _too_big(path: str | Path, size: int) -> DocumentError:
    return DocumentError(
        path,
        Reason.TOO_BIG,
        f"The file has {size / 1e6:,.0f} MB; files of up to {limits.FILE_BYTES / 1e6:,.0f} MB are read.",
        "Split it, or take the part that matters.",
    )


def _guarded(data: bytes, name: str, path: str, depth: int) -> Content:
    """The content, or DocumentError whatever a library meets in a broken file."""
    try:
        return _content(data, name, depth)
    except DocumentError as fault:
        if fault.path != path and depth == 0:
            raise DocumentError(path, fault.reason, fault.what, fault.do) from fault
        raise
    except MemoryError as fault:
        raise DocumentError(
            path, Reason.TOO_BIG, "The file needs more memory than there is.", "Split it."
        ) from fault
    except Exception as fault:  # the last line of defence: broken files lead libraries to any exception
        log.warning("a reader failed with %s in %s", type(fault).__name__, _where(fault))
        raise damaged(name, "The file is damaged or of a kind that its reader does not know.") from fault


def _where(fault: Exception) -> str:
    """Module and line of the innermost frame: enough to find the fault, nothing of the document."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"


def _content(data: bytes, name: str, depth: int) -> Content:  # noqa: PLR0911 - one return per family
    def read_part(part: bytes, part_name: str) -> Content:
        if depth >= limits.DEPTH:
            raise DocumentError(part_name, Reason.FAILED, "It lies too deep in other files.")
        if not part.strip(b"\0"):
            raise DocumentError(part_name, Reason.EMPTY, "It is empty.")
        inner = _guarded(part, part_name, part_name, depth + 1)
        inner.pages = [p for p in inner.pages if p.status != "read" or p.text.strip()]
        if not inner.pages:
            raise DocumentError(part_name, Reason.NO_TEXT, "There is no text in it.")
        return inner

    kind = binary_kind(data)
    if kind is None:
        return _text_content(data, name, depth, read_part)
    family, _, words = kind.partition(":")
    if family == "pdf":
        return _pdf(data, name, read_part)
    if family == "zip":
        from assistant.documents.office import read_zip

        return read_zip(
            data, name, read_part, within=depth == 1
        )  # an archive in an archive may go on for ever
    if family == "ole":
        from assistant.documents.office import read_ole

        return read_ole(data, name, read_part)
    if family == "biff":
        from assistant.documents.ole import read_xls

        return read_xls(data, name)
    if family == "rtf":
        from assistant.documents.rtf import read_rtf

        return read_rtf(data)
    if family == "picture":
        from assistant.documents.pictures import read_picture

        return read_picture(data, words, name)
    if family == "tnef":
        return _tnef(data, name, read_part)
    if family == "encrypted":
        raise encrypted(name)
    if family == "archive":
        from assistant.documents.office import archive

        raise archive(name, words)
    raise DocumentError(
        name,
        Reason.UNKNOWN_KIND,
        f"Not a document: it is {words}.",
        "If it should be one, fetch or save it again.",
    )


def _pdf(data: bytes, name: str, read_part: ReadPart) -> Content:
    from assistant.documents.pdf import embedded_files, read_pdf

    pages, warnings = read_pdf(data, name)
    content = Content("pdf", pages, warnings)
    for inner_name, inner in embedded_files(data)[: limits.ATTACHMENTS]:
        try:
            content.pages += carried(read_part(inner, inner_name), "embedded", inner_name)
        except DocumentError as fault:
            content.warnings.append(f"The file {inner_name} inside was not read. {fault.what}")
    return content


def _tnef(data: bytes, name: str, read_part: ReadPart) -> Content:
    from assistant.documents.letter import Letter, letter_content
    from assistant.documents.tnef import read_tnef

    body, attachments = read_tnef(data)
    return letter_content(
        Letter("msg", bodies=[body] if body else [], attachments=attachments), name, read_part
    )


def _text_content(data: bytes, name: str, depth: int, read_part: ReadPart) -> Content:
    """Emails, web pages, XML, tables and plain text."""
    if is_email(data):
        from assistant.documents.mail import read_eml, read_mhtml

        return read_mhtml(data, name, read_part) if is_mhtml(data) else read_eml(data, name, read_part)
    ending = len(data) - len(data.rstrip(b"\0"))
    if ending > 3:  # padded to a block's size; in UTF-16 the first zero belongs to the last letter
        data = data[: len(data) - ending + ending % 2]
    most = limits.CHARACTERS * 4 + 4
    warnings = []
    if len(data) > most:
        data = data[:most]
        warnings.append(f"Only the first {most / 1e6:.0f} MB of this text were read.")
    from assistant.documents.html import declared_charset, visible_text

    text = decode(
        data, declared_charset(data) if data[:400].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else None
    )
    if _is_rubbish(text):
        raise DocumentError(
            name,
            Reason.UNKNOWN_KIND,
            "Not a document that can be read: its content is of no known kind.",
            "Open it to see what it is.",
        )
    kind, _, flavour = text_kind(text).partition(":")
    if kind == "html":
        content = Content("html", [page(visible_text(text))])
    elif kind == "text":
        from assistant.documents.text import read_text

        encoded = text.encode("utf-8", "replace") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else b""
        if encoded and is_email(encoded):  # an email saved as UTF-16
            from assistant.documents.mail import read_eml

            return read_eml(encoded, name, read_part)
        content = read_text(text)
    else:
        content = _xml(text, kind, flavour)
    content.warnings += warnings
    return content


def _xml(text: str, kind: str, flavour: str) -> Content:
    from assistant.documents.text import read_xml
    from assistant.documents.word import read_flat_word

    utf8 = _XML_ENCODING.sub(r"\1", text, count=1).lstrip("\ufeff \t\r\n").encode("utf-8", "replace")
    if kind == "wordxml":
        content = read_flat_word(utf8)
    elif kind == "flatodf":
        from assistant.documents.opendocument import read_flat_opendocument

        content = read_flat_opendocument(
            utf8, "ods" if flavour == "ods" else "odp" if flavour == "odp" else "odt"
        )
    else:
        content = read_xml(utf8, "sheet" if kind == "sheetxml" else "xml")
    if not any(p.text.strip() for p in content.pages):
        return Content("text", [page(text)])
    return content


def _is_rubbish(text: str) -> bool:
    """Whether this was never text: control characters and undecodable bytes in numbers."""
    sample = text[:20_000]
    if not sample:
        return True
    odd = sum(1 for c in sample if c == "\ufffd" or (c < " " and c not in "\t\n\r\f\x1b\x1a\x0b"))
    return odd > len(sample) * 0.05
