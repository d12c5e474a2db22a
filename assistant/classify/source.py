"""A folder per category, or a CSV file -> labelled files or texts."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assistant.classify.category import NONE
from assistant.errors import InputError

_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Case:
    """Something to judge, and what a person says it is; `label` is NONE for "of no category"."""

    label: str
    text: str | None = None  # a CSV's text
    path: Path | None = None  # or a file to read
    row: int = field(default=0, compare=False)  # of a CSV's text: which row of the table, its header being 1


def read_source(source: Path, text_column: str | None = None, label_column: str | None = None) -> list[Case]:
    """All labelled cases; raises InputError with a sentence where the source cannot be used."""
    if source.is_dir():
        if text_column or label_column:
            raise InputError(f"{source} is a folder; --text and --label are for a CSV file.")
        cases = list(_folder(source))
    elif source.is_file():
        if not text_column or not label_column:
            raise InputError(f"{source.name} is a file: name its columns with --text and --label.")
        cases = list(_csv(source, text_column, label_column))
    else:
        raise InputError(f"There is no folder or file {source}.")
    if not cases:
        raise InputError(f"{source} holds no labelled documents. Give a folder with a folder per category.")
    return cases


def folder_labels(source: Path) -> list[str]:
    """The categories of a folder, those without a file included; none for a CSV file."""
    if not source.is_dir():
        return []
    return sorted(p.name for p in source.iterdir() if p.is_dir() and not p.name.startswith("."))


def _folder(source: Path) -> Iterator[Case]:
    for place in sorted(p for p in source.iterdir() if p.is_dir() and not p.name.startswith(".")):
        for path in sorted(p for p in place.rglob("*") if p.is_file() and not p.name.startswith((".", "~$"))):
            yield Case(label=place.name, path=path)


def decode(data: bytes, name: str) -> str:
    """A CSV's text, whatever charset a spreadsheet saved it in; InputError where it is no text."""
    import charset_normalizer

    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if order := _utf16_order(data[:4096]):
        return data.decode(order, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(data[:200_000]).best()
        if best is None:
            raise InputError(f"{name} is not a text file. Save it as CSV and try again.") from None
        return data.decode(best.encoding, "replace")


def _utf16_order(start: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of a header in a Latin script is a NUL."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) < max(1, len(start) // 6) or min(even, odd) * 4 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _delimiter(text: str, wanted: set[str]) -> str:
    """The header decides: the sign by which the columns that were named come apart, else the commonest."""
    head = re.split(r"[\r\n]", text, maxsplit=1)[0]

    def fits(delimiter: str) -> bool:
        return wanted <= {cell.strip() for row in csv.reader([head], delimiter=delimiter) for cell in row}

    if fits(best := max(_DELIMITERS, key=lambda one: (fits(one), head.count(one)))):
        return best
    others = sorted({sign for sign in head if not sign.isalnum() and sign not in "\"' _-"})
    return next((sign for sign in others if fits(sign)), best)


def _csv(path: Path, text_column: str, label_column: str) -> Iterator[Case]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    text = decode(path.read_bytes(), path.name).lstrip("\r\n")
    named = re.match(r"sep=(.)\r?\n", text)  # how a spreadsheet is told what parts the columns
    if named:
        text = text[named.end() :]
    # Not splitlines: that also parts at form feeds and other signs that may stand in a text.
    rows = csv.DictReader(
        io.StringIO(text, newline=""),
        delimiter=named[1] if named else _delimiter(text, {text_column, label_column}),
    )
    columns = [name.strip() for name in rows.fieldnames or []]
    for wanted in (text_column, label_column):
        if wanted not in columns:
            raise InputError(f"{path.name} has no column '{wanted}'. Its columns are: {', '.join(columns)}.")
    rows.fieldnames = columns
    try:
        for number, row in enumerate(rows, start=2):
            yield Case((row[label_column] or "").strip() or NONE, row[text_column] or "", row=number)
    except csv.Error as error:
        raise InputError(f"{path.name}, line {rows.line_num}: {error}.") from error
