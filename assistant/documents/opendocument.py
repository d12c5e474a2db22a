"""OpenDocument files (.odt, .ods, .odp, flat XML too): text, sheets, slides; headers, notes, text boxes."""

from __future__ import annotations

import io
from typing import Literal

from assistant.documents import limits
from assistant.documents.content import Content, damaged, encrypted, page
from assistant.documents.package import Attributes, Enough, Package, attribute, walk

Kind = Literal["odt", "ods", "odp"]
_SKIP = {
    "tracked-changes",
    "styles",
    "automatic-styles",
    "master-styles",
    "font-face-decls",
    "scripts",
    "settings",
}
_SKIP |= {"meta", "binary-data", "sender-initials", "note-citation", "ruby-text", "page-number", "page-count"}
_MARGINS = {"header", "footer", "header-first", "footer-first", "header-left", "footer-left"}
_ASIDES = {"text-box", "annotation", "note-body", "custom-shape"}
_CELLS = {"table-cell", "covered-table-cell"}
_FIELDS = {"text", "textarea", "formatted-text", "combobox", "value"}


class OdfFlow:
    """Turns OpenDocument events into pages: one per soft page break, sheet or slide."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._skip = 0
        self._size = 0
        self._titles = [""]
        self._texts: list[list[str]] = [[]]
        self._out = self._texts[0]
        self._outer: list[tuple[list[str], int]] = []  # what surrounds a text box, a note or a comment
        self._aside: list[str] = []  # finished ones, put behind their paragraph
        self._paragraphs = 0
        self._tables = 0
        self._cell: tuple[int, str] | None = None
        self._style = ""
        self._breaking: set[str] = set()  # paragraph styles that begin a new page
        self.pictures = False

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: PLR0912 - one branch per element
        if self._skip or name in _SKIP:
            self._skip += 1
            self._note_style(name, attributes)
        elif name in ("p", "h"):
            self._paragraphs += 1
            breaks = attribute(attributes, "style-name") in self._breaking
            if breaks and not self._outer and not self._tables:
                self._new_page("")
        elif name == "s":
            count = attribute(attributes, "c") or "1"
            self._write(" " * min(int(count) if count.isdigit() else 1, 200))
        elif name in ("tab", "line-break"):
            self._write("\t" if name == "tab" else "\n")
        elif name == "soft-page-break" and not self._tables and not self._outer:
            self._new_page("")
        elif name == "table":
            self._tables += 1
            if self._tables == 1 and self._kind == "ods":
                self._new_page(attribute(attributes, "name") or "")
        elif name == "page" and self._kind == "odp":
            self._new_page("")
        elif name in _CELLS:
            value = attribute(attributes, "date-value") or attribute(attributes, "value") or ""
            self._cell = (self._size, value)
        elif name in _ASIDES:
            self._outer.append((self._out, self._paragraphs))
            self._out, self._paragraphs = [], 0
        elif name == "image":
            self.pictures = True
        elif name in _FIELDS and (typed := attribute(attributes, "current-value")):
            self._write(typed + "\n")

    def end(self, name: str) -> None:
        if self._skip:
            self._skip -= 1
        elif name in ("p", "h"):
            self._paragraphs -= 1
            self._out.append("\n")
            if not self._outer:
                self._out.extend(self._aside)
                self._aside = []
        elif name in _CELLS:
            if self._cell and self._cell[0] == self._size:
                self._write(self._cell[1])
            self._cell = None
            while self._out and self._out[-1] == "\n":
                self._out.pop()
            if self._out and self._out[-1] != "\t":
                self._out.append("\t")
        elif name == "table-row":
            while self._out and self._out[-1] == "\t":
                self._out.pop()
            self._out.append("\n")
        elif name == "table":
            self._tables -= 1
        elif name in _ASIDES and self._outer:
            self._leave_aside()

    def data(self, text: str) -> None:
        if self._paragraphs and not self._skip:
            self._write(text)

    def pages(self) -> list[tuple[str, str]]:
        """(sheet name or "", text) of every page with text."""
        while self._outer:  # the XML broke off inside
            self._leave_aside()
        self._out.extend(self._aside)
        self._aside = []
        texts = ["".join(out) for out in self._texts]
        return [(title, text) for title, text in zip(self._titles, texts, strict=True) if text.strip()]

    def _note_style(self, name: str, attributes: Attributes) -> None:
        if name == "style":
            self._style = attribute(attributes, "name") or ""
            if self._kind == "odt" and attribute(attributes, "master-page-name"):
                self._breaking.add(self._style)
        elif name == "paragraph-properties" and attribute(attributes, "break-before") == "page":
            self._breaking.add(self._style)

    def _leave_aside(self) -> None:
        aside = self._out
        self._out, self._paragraphs = self._outer.pop()
        (self._out if self._outer or not self._paragraphs else self._aside).extend(aside)

    def _new_page(self, title: str) -> None:
        self._out = []
        self._titles.append(title)
        self._texts.append(self._out)

    def _write(self, text: str) -> None:
        if text:
            self._out.append(text)
            self._size += len(text)
            if self._size > limits.CHARACTERS:
                raise Enough


class _Margins:
    """Only what stands in page headers and footers."""

    def __init__(self) -> None:
        self.flow = OdfFlow("odt")
        self._inside = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if self._inside:
            self._inside += 1
            self.flow.start(name, attributes)
        elif name in _MARGINS:
            self._inside = 1

    def end(self, name: str) -> None:
        if self._inside:
            self._inside -= 1
            if self._inside:
                self.flow.end(name)

    def data(self, text: str) -> None:
        if self._inside:
            self.flow.data(text)

    def lines(self) -> list[str]:
        found: list[str] = []
        for _, text in self.flow.pages():
            found += [line for line in text.split("\n") if line.strip() and line not in found]
        return found


def read_opendocument(package: Package, kind: Kind) -> Content:
    if _is_encrypted(package):
        raise encrypted(package.name)
    flow, margins = OdfFlow(kind), _Margins()
    package.walk("content.xml", flow.start, flow.end, flow.data)
    if kind == "odt":
        package.walk("styles.xml", margins.start, margins.end, margins.data)
    content = _content(kind, flow, margins)
    content.warnings += package.warnings
    if not content.pages and package.warnings:
        raise damaged(package.name, package.warnings[0])
    return content


def read_flat_opendocument(data: bytes, kind: Kind) -> Content:
    """The same in one XML file (.fodt, .fods, .fodp)."""
    flow, margins = OdfFlow(kind), _Margins()
    ended, _, _ = walk(io.BytesIO(data), flow.start, flow.end, flow.data)
    if kind == "odt":
        walk(io.BytesIO(data), margins.start, margins.end, margins.data)
    content = _content(kind, flow, margins)
    if ended == "damaged":
        content.warnings.append("The file is damaged; the text behind the damage is missing.")
    return content


def _content(kind: Kind, flow: OdfFlow, margins: _Margins) -> Content:
    content = Content(kind, [page(text, part=title) for title, text in flow.pages()])
    if lines := margins.lines():
        first = content.pages[0].text if content.pages else ""
        content.pages[:1] = [page("\n".join([*lines, first]))]
    if not content.pages and flow.pictures:
        content.pages = [page("", status="needs_ocr")]
    return content


def _is_encrypted(package: Package) -> bool:
    found = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal found
        found = found or name == "encryption-data"

    package.walk("META-INF/manifest.xml", start)
    return found
