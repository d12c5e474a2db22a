"""A paper into a file: the kind follows from the name's ending, and the file is there whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

from assistant.errors import InputError
from assistant.reports.content import Report
from assistant.whole import put_whole, write_bytes

KINDS = {".pdf": "PDF", ".docx": "Word", ".html": "Web page", ".htm": "Web page", ".md": "Markdown"}
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def save(report: Report, path: Path) -> Path:
    """Writes the report as PDF, Word, web page or Markdown, and returns where it lies.

    A file that is there already is replaced, and stays as it was where the new one cannot be written.
    Raises InputError with a sentence that says what to do.
    """
    render = _renderer(path)
    target = _target(path)
    content = render(report)
    try:
        put_whole(target, lambda beside: write_bytes(beside, content))
    except OSError as why:
        raise InputError(_sentence(why, path)) from why
    return path


def _renderer(path: Path) -> Callable[[Report], bytes]:
    ending = path.suffix.lower()
    if ending not in KINDS:
        said = f"ends in {path.suffix}" if path.suffix else "has no ending"
        raise InputError(
            f"{path.name or path} {said}, so it is not clear what kind of file is meant. "
            "Use .pdf, .docx (Word), .html or .md."
        )
    if ending == ".pdf":
        from assistant.reports import pdf

        return pdf.render
    if ending == ".docx":
        from assistant.reports import word

        return word.render
    if ending == ".md":
        from assistant.reports import markdown

        return lambda report: markdown.render(report).encode()
    from assistant.reports import html

    return lambda report: html.render(report).encode()


def _target(path: Path) -> Path:
    """Where the file really lies, behind any links. Faults that can be seen beforehand are told beforehand."""
    try:
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise InputError(
                f"{path} is a folder. Give a file name in it, such as {path / f'report{path.suffix}'}."
            )
        if not target.parent.exists():
            raise InputError(
                f"The folder {target.parent} does not exist. Make it first, or choose another one."
            )
        if not target.parent.is_dir():
            raise InputError(f"{target.parent} is a file, not a folder. Choose a folder for {path.name}.")
    except OSError as why:
        raise InputError(_sentence(why, path)) from why
    except ValueError as why:  # a character that no file name can hold
        raise InputError(f"{path.name!r} cannot be used as a file name ({why}). Choose another one.") from why
    return target


def _sentence(why: OSError, path: Path) -> str:
    folder = path.absolute().parent
    if why.errno in _FULL:
        return (
            f"There is no room left for {path.name} in {folder}. Make room there, or choose another folder."
        )
    if why.errno in _CLOSED:
        return (
            f"{path.name} could not be written. Close it in other programs, check that you may write to "
            f"{folder}, or choose another folder."
        )
    if why.errno == errno.ENAMETOOLONG:
        return f"The name {path.name[:40]}… is too long for a file. Choose a shorter one."
    return f"{path.name} could not be written ({why.strerror or why}). Check the folder {folder}, or choose another one."
