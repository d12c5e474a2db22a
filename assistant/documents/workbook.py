"""Excel workbooks (.xlsx and its kin): a page per sheet, hidden ones too, values as they are shown."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from assistant.documents import limits
from assistant.documents.content import Content, damaged, page
from assistant.documents.drawing import drawn_text
from assistant.documents.package import Attributes, Enough, Package, attribute

_BUILT_IN = {9: "0%", 10: "0.00%", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00"}
_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[(?!\$|[hms]+\])[^\]]*\]|_.|\*.')
_CURRENCY = re.compile(r"[£€$]|(?<=\[\$)[^\-\]]+")


def read_xlsx(package: Package, main: str) -> Content:
    content = Content("xlsx")
    sheets, epoch_1904 = _sheets(package, main)
    relations = package.relations(main)
    by_kind = dict(relations.values())
    shared = _shared(package, by_kind.get("sharedStrings", ""))
    formats = _formats(package, by_kind.get("styles", ""))
    room = limits.CHARACTERS
    pictures = False
    for name, relation in sheets:
        if relation not in relations:
            continue
        part = relations[relation][1]
        sheet = _Sheet(shared, formats, epoch_1904, room)
        package.walk(part, sheet.start, sheet.end, sheet.data)
        texts = [sheet.text()]
        for kind, target in package.relations(part).values():
            if kind in ("comments", "threadedComment"):
                texts += [note for note in _notes(package, target) if note not in texts]
            elif kind == "drawing":
                texts.append(drawn_text(package, target))
                pictures = True
        text = "\n".join(t for t in texts if t)
        room = max(room - len(text), 1)
        if text:
            content.pages.append(page(text, part=name))
    content.warnings += package.warnings
    if not content.pages and pictures:
        content.pages.append(page("", status="needs_ocr"))
    if not content.pages and package.warnings:
        raise damaged(package.name, package.warnings[0])
    return content


class _Sheet:
    """One sheet's events -> lines of cells. Only cells that exist are looked at, whatever size is claimed."""

    def __init__(self, shared: list[str], formats: list[str], epoch_1904: bool, room: int) -> None:
        self._shared, self._formats, self._epoch_1904 = shared, formats, epoch_1904
        self._room = room
        self._rows: list[str] = []
        self._row: list[str] = []
        self._margins: list[str] = []
        self._value: list[str] = []
        self._listening = False
        self._phonetic = 0
        self._kind, self._style = "n", 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._kind = attributes.get("t", "n")
            style = attributes.get("s", "0")
            self._style = int(style) if style.isdigit() else 0
            self._value = []
        elif name in ("v", "t") or name.endswith(("Header", "Footer")):
            self._listening = not self._phonetic
            if name not in ("v", "t"):
                self._value = []
        elif name == "rPh":
            self._phonetic += 1

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._listening = False
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "c":
            if self._value:
                self._add(self._shown("".join(self._value)))
        elif name == "row":
            if self._row:
                self._rows.append("\t".join(self._row))
                self._row = []
        elif name.endswith(("Header", "Footer")) and name != "headerFooter":
            self._listening = False
            margin = _margin("".join(self._value))
            if margin and margin not in self._margins:
                self._margins.append(margin)

    def data(self, text: str) -> None:
        if self._listening:
            self._value.append(text)

    def text(self) -> str:
        rows = self._rows + (["\t".join(self._row)] if self._row else [])
        return "\n".join(rows + self._margins)

    def _add(self, text: str) -> None:
        if text:
            self._row.append(text)
            self._room -= len(text) + 1
            if self._room < 0:
                raise Enough

    def _shown(self, value: str) -> str:
        if self._kind == "s":
            return self._shared[int(value)] if value.isdigit() and int(value) < len(self._shared) else ""
        if self._kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if self._kind in ("str", "inlineStr", "e"):
            return value
        if self._kind == "d":
            return value.removesuffix("T00:00:00")
        code = self._formats[self._style] if self._style < len(self._formats) else ""
        return shown_number(value, code, self._epoch_1904)


def shown_number(value: str, code: str, epoch_1904: bool = False) -> str:
    """A stored number as its format shows it: dates, percentages, money, decimals."""
    try:
        number = float(value)
    except ValueError:
        return value
    if code == "date":
        return _date(number, epoch_1904) or value
    percent = "%" in code
    decimals = re.search(r"\.(0+)", code.split(";", maxsplit=1)[0])
    places = len(decimals[1]) if decimals else 0
    if percent:
        return f"{number * 100:.{places}f}%"
    currency = _CURRENCY.search(code)
    sign = currency[0].strip() if currency else ""
    if decimals or sign or ",##0" in code:
        text = f"{abs(number):,.{places}f}" if "," in code else f"{abs(number):.{places}f}"
        return ("-" if number < 0 else "") + sign + text
    return f"{number:.15g}" if abs(number) < 1e15 else value


def is_date_format(code: str) -> bool:
    bare = _QUOTED.sub("", code.split(";", maxsplit=1)[0])
    return bool(re.search(r"[dmyhs]", re.sub(r"\[\$[^\]]*\]|General|Red|e[+-]", "", bare, flags=re.I), re.I))


def _date(number: float, epoch_1904: bool) -> str | None:
    """Days since 1900 (with its leap-year error) or 1904 -> 2026-03-01, 2026-03-01 14:30 or 14:30."""
    if not 0 <= number < 2_958_466:
        return None
    start = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30 if number >= 60 else 31)
    moment = start + timedelta(seconds=round(number * 86400))
    if number < 1:
        return f"{moment:%H:%M}"
    return f"{moment:%Y-%m-%d %H:%M}" if (moment.hour or moment.minute) else f"{moment:%Y-%m-%d}"


def _sheets(package: Package, main: str) -> tuple[list[tuple[str, str]], bool]:
    """(name, relationship id) of every sheet in order, and whether days count from 1904."""
    sheets: list[tuple[str, str]] = []
    epoch_1904 = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal epoch_1904
        if name == "sheet":
            relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            sheets.append((attributes.get("name", ""), relation))
        elif name == "workbookPr":
            epoch_1904 = attributes.get("date1904", "0") in ("1", "true", "on")

    package.walk(main, start)
    return sheets, epoch_1904


def _texts(package: Package, part: str, item: str, word: tuple[str, ...] = ("t",)) -> list[str]:
    """The text of every `item` element, phonetic guides left out."""
    items: list[str] = []
    current: list[str] = []
    listening = phonetic = 0
    size = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal listening, phonetic
        if name == item:
            current.clear()
        elif name == "rPh":
            phonetic += 1
        if name in word:
            listening += 1

    def end(name: str) -> None:
        nonlocal listening, phonetic
        if name in word:
            listening -= 1
        if name == "rPh":
            phonetic -= 1
        elif name == item:
            items.append("".join(current))

    def data(text: str) -> None:
        nonlocal size
        if listening and not phonetic:
            current.append(text)
            size += len(text)
            if size > 4 * limits.CHARACTERS:
                raise Enough

    package.walk(part, start, end, data)
    return items


def _shared(package: Package, part: str) -> list[str]:
    return _texts(package, part, "si") if part else []


def _notes(package: Package, part: str) -> list[str]:
    """Cell comments, the threaded ones (which keep their words in `text` itself) included."""
    if "threaded" in part.lower():
        return _texts(package, part, "threadedComment", ("text",))
    return [note for note in _texts(package, part, "comment") if not note.startswith("[Threaded comment]")]


def _formats(package: Package, part: str) -> list[str]:
    """Per cell style: "date", or the number format's code."""
    own: dict[int, str] = {}
    styles: list[str] = []
    inside = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside
        if name == "numFmt":
            number = attribute(attributes, "numFmtId") or ""
            if number.isdigit():
                own[int(number)] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            number = attributes.get("numFmtId", "0")
            styles.append(_format(int(number) if number.isdigit() else 0, own))

    def end(name: str) -> None:
        nonlocal inside
        if name == "cellXfs":
            inside = False

    if part:
        package.walk(part, start, end)
    return styles


def _format(number: int, own: dict[int, str]) -> str:
    code = own.get(number, _BUILT_IN.get(number, ""))
    if (number in _BUILT_IN_DATES and number not in own) or is_date_format(code):
        return "date"
    return _QUOTED.sub("", code) + (" £" if '"£"' in code else "")


def _margin(code: str) -> str:
    """A sheet's printed header or footer without its field codes (&L, &P, &"Arial,Bold", &12, &K000000)."""
    return re.sub(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&\d+|&[A-Za-z]', " ", code).replace("&&", "&").strip()
