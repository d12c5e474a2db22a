"""Plain text, Markdown, tables as text (CSV and its kin) and XML that no other reader knows."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from assistant.documents import limits
from assistant.documents.content import Content, page
from assistant.documents.package import Attributes, walk

_DELIMITERS = "\t;,|"
_FIELD = 10_000_000


def read_text(text: str) -> Content:
    """Text as it is; a form feed begins a new page."""
    delimiter = table_delimiter(text)
    if delimiter:
        return Content("csv", [page(_table(text, delimiter))])
    return Content("text", [page(sheet) for sheet in text.split("\f") if sheet.strip()])


def table_delimiter(text: str) -> str | None:
    """The sign between cells if the text is a table: most lines have it, and equally often."""
    first = re.match(r"\ufeff?sep=(.)\r?\n", text)
    if first:
        return first[1]
    best: tuple[float, str] | None = None
    head = text[:40_000]
    for delimiter in _DELIMITERS:
        rows = [row for row in _rows(head, delimiter, 60) if any(cell.strip() for cell in row)]
        if len(text) > len(head) and rows:
            rows.pop()  # cut in the middle
        if len(rows) < 2 or _is_punctuation(head, delimiter):
            continue
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            continue
        width, lines = widths.most_common(1)[0]
        # A few lines around the table (a title, totals) may be narrower. Prose has no equal number of commas.
        even = lines / len(rows)
        longest = sorted(len(cell) for row in rows if len(row) == width for cell in row)
        wordy = longest[len(longest) * 9 // 10] > 120
        if (
            (even >= 0.7 or (width >= 3 and even >= 0.4))
            and not wordy
            and (width > 2 or _tabular(rows, width))
        ):
            score = even * min(width, 8)
            if best is None or score > best[0]:
                best = (score, delimiter)
    return best[1] if best else None


def _is_punctuation(text: str, delimiter: str) -> bool:
    """Commas of prose have a space behind them, and lines of prose end like sentences or in mid-sentence."""
    if delimiter == "\t" or text.count(delimiter + " ") < 0.8 * text.count(delimiter):
        return False
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    ended = sum(line.endswith((".", "!", "?", ":", ",", "'", '."')) for line in lines)
    return ended >= 0.4 * len(lines) and not re.search(r'"\s*' + re.escape(delimiter), text)


def _tabular(rows: list[list[str]], width: int) -> bool:
    """Two columns alone are a weak sign: then figures must stand in the second."""
    cells = [row[1].strip() for row in rows if len(row) == width]
    return len(rows) >= 3 and sum(bool(re.search(r"\d", cell)) for cell in cells) >= len(cells) * 0.6


def _rows(text: str, delimiter: str, most: int) -> Iterator[list[str]]:
    csv.field_size_limit(_FIELD)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=delimiter != "\t"
    )
    try:
        for number, row in enumerate(reader):
            if number >= most:
                return
            yield row
    except csv.Error:
        return


def _table(text: str, delimiter: str) -> str:
    """Rows as lines, cells separated by tabs; where the quoting is broken, the text as it is."""
    text = re.sub(r"\A\ufeff?sep=.\r?\n", "", text)
    lines = []
    for row in _rows(text, delimiter, 1_000_000):
        lines.append("\t".join(" ".join(cell.split()) for cell in row if cell.strip()))
    table = "\n".join(lines)
    words = len(re.findall(r"\w+", text[: limits.CHARACTERS]))
    return table if len(re.findall(r"\w+", table)) >= words * 0.98 else text.replace(delimiter, "\t")


class _XmlFlow:
    """Unknown XML (an electronic invoice, say): every text with the name of its element before it."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._out: list[str] = []
        self._text: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        self._flush()
        self._names.append(name)

    def end(self, name: str) -> None:
        self._flush()
        self._names.pop()

    def data(self, text: str) -> None:
        self._text.append(text)

    def text(self) -> str:
        self._flush()
        return "\n".join(self._out)

    def _flush(self) -> None:
        words = " ".join("".join(self._text).split())
        self._text = []
        if words and self._names:
            name = re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]", " ", self._names[-1])
            self._out.append(f"{name}: {words}")


class _SheetXmlFlow:
    """Excel's XML of 2003: a page per worksheet."""

    def __init__(self) -> None:
        self.pages: list[tuple[str, list[str]]] = []
        self._row: list[str] = []
        self._cell: list[str] = []
        self._data = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Worksheet":
            title = next((v for k, v in attributes.items() if k.endswith("Name")), "")
            self.pages.append((title, []))
        elif name in ("Data", "Comment"):
            self._data += 1

    def end(self, name: str) -> None:
        if name in ("Data", "Comment"):
            self._data -= 1
            words = re.sub(r"T00:00:00\.000\Z", "", " ".join("".join(self._cell).split()))
            if words:
                self._row.append(words)
            self._cell = []
        elif name == "Row" and self.pages:
            self.pages[-1][1].append("\t".join(self._row))
            self._row = []

    def data(self, text: str) -> None:
        if self._data:
            self._cell.append(text)


def read_xml(data: bytes, kind: str) -> Content:
    """`kind` is "sheet" (Excel 2003 XML) or "xml"."""
    stream = io.BytesIO(data)
    if kind == "sheet":
        sheets = _SheetXmlFlow()
        ended, _, _ = walk(stream, sheets.start, sheets.end, sheets.data)
        content = Content(
            "xlsx", [page("\n".join(rows), part=title) for title, rows in sheets.pages if any(rows)]
        )
    else:
        flow = _XmlFlow()
        ended, _, _ = walk(stream, flow.start, flow.end, flow.data)
        content = Content("xml", [page(flow.text())])
    if ended == "damaged":
        content.warnings.append("The file is damaged; the text behind the damage is missing.")
    return content
