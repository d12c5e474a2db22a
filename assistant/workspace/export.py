"""Results as CSV, XLSX and JSON files that are safe to open, written whole or not at all."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Any, TextIO

import xlsxwriter

from assistant.errors import StillroomError
from assistant.whole import put_whole
from assistant.workspace.result import Result

# Control characters break rows, bidirectional overrides make "exe.pdf" of "fdp.exe", tag characters
# hide text, and lone surrogates (undecodable bytes of a name) and non-characters are not legal text.
_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
# What a spreadsheet takes for a formula: full-width forms are folded by some, space is skipped by others.
FORMULA = re.compile(r"\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]")
_CELL = 32_767  # characters that Excel allows in a cell
_SHEET = 1_048_575  # rows below the heading that Excel allows on a sheet

# Column of the files: heading in the spreadsheet, its width there.
_COLUMNS: Mapping[str, tuple[str, int]] = {
    "file": ("File", 38),
    "folder": ("Folder", 38),
    "category_name": ("Category", 22),
    "confidence": ("Confidence", 11),
    "status": ("Status", 22),
    "decided_by": ("Decided by", 11),
    "alternatives": ("Other candidates", 32),
    "reasons": ("Reasons", 60),
    "language": ("Language", 10),
    "sender": ("Sender", 26),
    "date": ("Date", 12),
    "personal_data": ("Personal data", 20),
    "pages": ("Pages", 8),
    "characters": ("Characters", 11),
    "warnings": ("Warnings", 50),
    "error": ("What went wrong", 50),
    "category": ("Category id", 18),
    "path": ("Path", 60),
    "sha256": ("SHA-256", 20),
}
_CSV = ("path", *(column for column in _COLUMNS if column != "path"))


def write_csv(results: Iterable[Result], names: Mapping[str, str], to: Path | TextIO) -> None:
    """A line for each result, under a heading.

    A file is UTF-8 with a byte-order mark, without which Excel garbles accents; a stream keeps its own
    encoding. A cell that a spreadsheet would take for a formula gets an apostrophe in front. Raises
    StillroomError where `to` cannot be written.
    """

    def write(stream: IO[str]) -> None:
        table = csv.writer(stream, lineterminator="\r\n" if isinstance(to, Path) else "\n")
        table.writerow(_CSV)
        for result in results:
            cells = _cells(result, names)
            table.writerow([_plain(cells[column]) for column in _CSV])

    _to_text(to, "utf-8-sig", write)


def write_lines(lines: Iterable[str], to: Path | TextIO) -> None:
    """The lines as they are; a file in UTF-8. Raises StillroomError where `to` cannot be written."""
    _to_text(to, "utf-8", lambda stream: stream.writelines(f"{line}\n" for line in lines))


def write_json(results: Iterable[Result], names: Mapping[str, str], to: Path | TextIO) -> None:
    """An array with the object of the command line for each result, in ASCII, one to a line.

    `names` adds each category's name. Raises StillroomError where `to` cannot be written.
    """

    def write(stream: IO[str]) -> None:
        stream.write("[")
        for number, result in enumerate(results):
            line = {**result.line(), "category_name": _category(result.category, names)}
            stream.write(("," if number else "") + "\n" + json.dumps(line))
        stream.write("\n]\n")

    _to_text(to, "ascii", write)


def write_xlsx(results: Iterable[Result], names: Mapping[str, str], to: Path) -> None:
    """A workbook with filters and a fixed heading; text stays text and is never a formula or a link.

    Raises StillroomError where `to` cannot be written.
    """

    def write(path: Path) -> None:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "tmpdir": str(path.parent),
        }
        book = xlsxwriter.Workbook(str(path), options)
        try:
            _fill(book, results, names)
        finally:
            book.close()

    write_whole(to, write)


def _fill(book: Any, results: Iterable[Result], names: Mapping[str, str]) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    percent = book.add_format({"num_format": "0%"})
    # Should someone edit such a cell, Excel still takes it for text.
    quoted = book.add_format({"quote_prefix": True})
    sheet, row = _sheet(book, "Documents", bold), 0
    for result in results:
        if row == _SHEET:
            sheet.autofilter(0, 0, row, len(_COLUMNS) - 1)
            sheet, row = _sheet(book, f"Documents {len(book.worksheets()) + 1}", bold), 0
        row += 1
        cells = _cells(result, names)
        for column, key in enumerate(_COLUMNS):
            value = cells[key]
            if value is None or value == "":
                continue
            if isinstance(value, str):
                text = value if len(value) <= _CELL else value[: _CELL - 1] + "…"
                sheet.write_string(row, column, text, quoted if FORMULA.match(text) else None)
            else:
                sheet.write_number(row, column, value, percent if key == "confidence" else None)
    sheet.autofilter(0, 0, max(row, 1), len(_COLUMNS) - 1)


def _sheet(book: Any, title: str, bold: Any) -> Any:
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 1)
    for column, (heading, width) in enumerate(_COLUMNS.values()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, bold)
    return sheet


def _cells(result: Result, names: Mapping[str, str]) -> dict[str, str | int | float | None]:
    folder, file = os.path.split(result.path)
    others = [one for one in result.alternatives if one.category != result.category]
    cells: dict[str, str | int | float | None] = {
        "path": result.path,
        "file": file,
        "folder": folder,
        "category": result.category,
        "category_name": _category(result.category, names),
        "confidence": None if result.confidence is None else round(result.confidence, 4),
        "status": result.note,
        "decided_by": result.decided_by,
        "alternatives": "; ".join(f"{_category(one.category, names)} {one.confidence:.0%}" for one in others),
        "reasons": " ".join(result.reasons),
        "language": result.language,
        "sender": result.sender,
        "date": result.date,
        "personal_data": "; ".join(
            f"{kind}: {count}" for kind, count in (result.personal_data or {}).items()
        ),
        "pages": result.pages,
        "characters": result.characters,
        "warnings": " ".join(result.warnings),
        "error": result.error,
        "sha256": result.sha256,
    }
    return {key: legible(value) if isinstance(value, str) else value for key, value in cells.items()}


def _category(category: str | None, names: Mapping[str, str]) -> str | None:
    if category is None:
        return None
    return names.get(category, "None of these" if category == "none" else category)


def legible(text: str) -> str:
    """The text with characters that harm or cannot be seen written out, line breaks among them."""
    return _HARMFUL.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), text)


def _plain(value: str | int | float | None) -> str | int | float | None:
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def _to_text(to: Path | TextIO, encoding: str, write: Callable[[IO[str]], None]) -> None:
    if not isinstance(to, Path):
        write(to)
        return

    def to_path(path: Path) -> None:
        with path.open("w", encoding=encoding, newline="") as stream:
            write(stream)
            stream.flush()
            if path.is_file():
                os.fsync(stream.fileno())

    write_whole(to, to_path)


def write_whole(to: Path, write: Callable[[Path], None]) -> None:
    """Writes beside the target and then takes its place, so that a failure leaves the old file as it was."""
    target = Path(os.path.realpath(to))
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            write(target)  # a pipe or a device has no place to take
            return
        put_whole(target, write)
    except (OSError, xlsxwriter.exceptions.XlsxWriterException) as why:
        raise StillroomError(
            f"{to.name or to} could not be written ({_reason(why, target)}). Close it in other "
            f"programs, check that there is room and that you may write to {to.parent}, or choose another place."
        ) from why


def _reason(why: Exception, target: Path) -> str:
    if target.is_dir():
        return "it is a folder"
    if not target.parent.is_dir():
        return f"there is no folder {target.parent}"
    return getattr(why, "strerror", None) or str(why)
