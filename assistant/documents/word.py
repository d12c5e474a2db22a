"""Word documents (.docx and its kin): everything that a reader of the page or the screen would see."""

from __future__ import annotations

import io
import re

from assistant.documents import limits
from assistant.documents.content import Content, ReadPart, carried, damaged, page
from assistant.documents.document import Page
from assistant.documents.drawing import drawn_text
from assistant.documents.package import Attributes, Enough, Package, attribute, walk
from assistant.errors import DocumentError

PAGE_BREAK = "\f"
_SKIP = {
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "pPr",
    "sdtPr",
    "sectPr",
    "tblPr",
    "tcPr",
    "trPr",
    "tblGrid",
    "binData",
}
_OFF = {"0", "false", "off"}
_BREAKING_SECTIONS = {"", "nextPage", "oddPage", "evenPage"}
_STORIES = ("header", "footer", "footnotes", "endnotes", "comments")
_TICKED = {"F0FE", "F0FD", "F052", "F053", "F0FC"}
_UNTICKED = {"F0A8", "F06F", "F0A3"}


class Flow:
    """Turns WordprocessingML events into text: one instance per part."""

    def __init__(self, most: int = limits.CHARACTERS) -> None:
        self._most = most
        self._size = 0
        self._out: list[str] = []
        self._outer: list[list[str]] = []  # what is being written around a text box
        self._boxes: list[str] = []  # finished text boxes, put behind the paragraph they hang on
        self._skip = 0
        self._text = 0
        self._hidden = False
        self._run_hidden: list[bool] = []
        self._mark = 0
        self._paragraph = False  # skipping a paragraph's properties, where a section's end is told
        self._section = False
        self._choices: list[bool] = []  # per mc:AlternateContent: has a branch spoken already?
        self._drop: tuple[list[str], int, int] | None = None  # a legacy drop-down: entries, result, default

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: PLR0912 - one branch per element
        if self._skip:
            self._skip += 1
            if name == "sectPr" and self._paragraph:
                self._section = True
            elif name == "type" and self._section:
                self._section = (attribute(attributes, "val") or "") in _BREAKING_SECTIONS
            return
        if name in _SKIP:
            self._skip = 1
            self._paragraph = name == "pPr"
            return
        if name == "t":
            self._text += 1
        elif name == "r":
            self._run_hidden.append(self._hidden)
            self._hidden = False
        elif name == "vanish":
            self._hidden = (attribute(attributes, "val") or "1") not in _OFF
        elif name in {"tab", "ptab"}:
            self._write("\t")
        elif name in ("br", "cr"):
            self._write(PAGE_BREAK if attribute(attributes, "type") == "page" else "\n")
        elif name == "lastRenderedPageBreak":
            self._write(PAGE_BREAK)
        elif name == "noBreakHyphen":
            self._write("-")
        elif name == "sym":
            self._symbol((attribute(attributes, "char") or "").upper())
        elif name == "txbxContent":
            self._outer.append(self._out)
            self._out = []
        elif name == "AlternateContent":
            self._choices.append(False)
        elif name in ("Choice", "Fallback") and self._choices:
            if self._choices[-1]:
                self._skip = 1
            else:
                self._mark = self._size
        elif name in ("checkBox", "ddList", "checked", "default", "result", "listEntry"):
            self._form(name, attribute(attributes, "val"))

    def end(self, name: str) -> None:  # noqa: PLR0912
        if self._skip:
            self._skip -= 1
            return
        if name == "t":
            self._text -= 1
        elif name == "r" and self._run_hidden:
            self._hidden = self._run_hidden.pop()
        elif name == "p":
            self._write("\n", always=True)
            if not self._outer:
                self._out.extend(self._boxes)
                self._boxes = []
                if self._section:
                    self._write(PAGE_BREAK, always=True)
                    self._section = False
        elif name == "tc":
            self._cell_end()
        elif name == "tr":
            while self._out and self._out[-1] in ("\t", "\n"):
                self._out.pop()
            self._write("\n", always=True)
        elif name == "txbxContent" and self._outer:
            box, self._out = self._out, self._outer.pop()
            (self._out if self._outer else self._boxes).extend(box)
        elif name in ("Choice", "Fallback") and self._choices:
            self._choices[-1] = self._choices[-1] or self._size > self._mark
        elif name == "AlternateContent" and self._choices:
            self._choices.pop()
        elif name in ("comment", "footnote", "endnote"):
            self._write("\n", always=True)
        elif name == "ddList" and self._drop:
            entries, result, default = self._drop
            chosen = result if result >= 0 else default
            self._drop = None
            if 0 <= chosen < len(entries):
                self._write(entries[chosen])

    def data(self, text: str) -> None:
        if self._text and not self._skip and not self._hidden:
            self._write(text)

    def text(self) -> str:
        while self._outer:  # the part broke off inside a text box
            box, self._out = self._out, self._outer.pop()
            self._out.extend(box)
        return "".join(self._out + self._boxes)

    def _write(self, text: str, always: bool = False) -> None:
        if self._hidden and not always:
            return
        self._out.append(text)
        if not text.isspace():
            self._size += len(text)
            if self._size > self._most:
                raise Enough

    def _symbol(self, char: str) -> None:
        if char in _TICKED:
            self._write("[x]")
        elif char in _UNTICKED:
            self._write("[ ]")

    def _cell_end(self) -> None:
        while self._out and self._out[-1] == "\n":
            self._out.pop()
        self._write("\t", always=True)

    def _form(self, name: str, value: str | None) -> None:
        if name == "ddList":
            self._drop = ([], -1, 0)
        elif self._drop is None:
            if name == "checked" and (value or "1") not in _OFF:
                self._write("[x] ")
        elif name == "listEntry":
            self._drop[0].append(value or "")
        elif value and value.isdigit():
            entries, result, default = self._drop
            self._drop = (entries, int(value), default) if name == "result" else (entries, result, int(value))


def read_docx(package: Package, main: str, read_part: ReadPart) -> Content:
    """Pages by the page breaks that Word left; headers before the first, footers and notes after the last."""
    content = Content("docx")
    relations = package.relations(main)
    body = _part_text(package, main)
    found: dict[str, list[str]] = {kind: [] for kind in _STORIES}
    for kind, target in relations.values():
        if kind in found:
            found[kind].append(target)
    if not relations:  # a package without its list of relations: go by the usual names
        for name in package.names:
            usual = re.fullmatch(r"word/(header|footer|footnotes|endnotes|comments)\d*\.xml", name)
            if usual:
                found[usual[1]].append(name)
    stories = {kind: _distinct(package, sorted(set(names))) for kind, names in found.items()}
    drawn = [
        drawn_text(package, part) for kind, part in relations.values() if kind in ("diagramData", "chart")
    ]
    chunks, embedded = _carried(package, list(relations.values()), read_part, content.warnings)
    sheets = [sheet for sheet in body.split(PAGE_BREAK) if sheet.strip()] or [""]
    sheets[0] = "\n".join([*stories["header"], sheets[0]])
    after = [
        *chunks,
        *drawn,
        *stories["footnotes"],
        *stories["endnotes"],
        *stories["comments"],
        *stories["footer"],
    ]
    sheets[-1] = "\n".join([sheets[-1], *(text for text in after if text.strip())])
    content.pages = [page(sheet) for sheet in sheets if sheet.strip()] + embedded
    content.warnings += package.warnings
    if not content.pages and any("/media/" in name for name in package.names):
        content.pages = [page("", status="needs_ocr")]
    if not content.pages and package.warnings:
        raise damaged(package.name, package.warnings[0])
    return content


def read_flat_word(data: bytes) -> Content:
    """A Word document as one XML file (of 2003, or "flat OPC"): headers and body as they stand."""
    flow = Flow()
    ended, _, _ = walk(io.BytesIO(data), flow.start, flow.end, flow.data)
    content = Content("docx", [page(sheet) for sheet in flow.text().split(PAGE_BREAK) if sheet.strip()])
    if ended == "damaged":
        content.warnings.append("The file is damaged; the text behind the damage is missing.")
    return content


def _part_text(package: Package, part: str) -> str:
    flow = Flow()
    package.walk(part, flow.start, flow.end, flow.data)
    return flow.text()


def _distinct(package: Package, parts: list[str]) -> list[str]:
    texts: list[str] = []
    for part in parts:
        text = _part_text(package, part).replace(PAGE_BREAK, "\n").strip()
        if text and text not in texts:
            texts.append(text)
    return texts


def _carried(
    package: Package, relations: list[tuple[str, str]], read_part: ReadPart, warnings: list[str]
) -> tuple[list[str], list[Page]]:
    """Text that was imported whole (altChunk) and the office files that lie embedded in the document."""
    chunks: list[str] = []
    embedded: list[Page] = []
    for kind, part in relations:
        if kind not in ("aFChunk", "package"):
            continue
        name = part.rpartition("/")[2]
        data = package.bytes(part)
        try:
            inner = read_part(data, name) if data is not None else None
        except DocumentError as fault:
            warnings.append(f"The file {name} inside was not read. {fault.what}")
            continue
        if inner is None:
            warnings.append(f"The file {name} inside was not read: it is damaged or too big.")
        elif kind == "aFChunk":
            chunks += [p.text for p in inner.pages]
        else:
            embedded += carried(inner, "embedded", name)
    return chunks, embedded
