"""Rich Text Format: one pass over the tokens with a stack of group states, so depth and size cost nothing."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from assistant.documents import limits
from assistant.documents.content import Content, page

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\(\r\n|[^A-Za-z'])|"
    rb"([{}])|[\r\n]+|([^\\{}\r\n]+)|\\'?"
)
_SKIP = {
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "objdata",
    "themedata",
    "colorschememapping",
    "datastore",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "fldinst",
    "nonshppict",
    "shprslt",
    "sp",
    "bkmkstart",
    "bkmkend",
    "xmlnstbl",
    "latentstyles",
    "filetbl",
    "revtbl",
    "atnid",
    "atnauthor",
    "atndate",
    "atnref",
    "atntime",
    "atnparent",
    "ftnsep",
    "ftnsepc",
    "aftnsep",
    "aftnsepc",
    "tc",
    "xe",
    "rxe",
    "listtext_",
    "pnseclvl",
    "template",
    "passwordhash",
    "userprops",
    "docvar",
    "xmlopen",
    "xmlclose",
    "mmathPr",
    "blipuid",
    "picprop",
    "datafield",
    "formfield",
    "ffname",
    "ffdeftext",
    "htmltag",
    "mhtmltag",
    "txe",
    "htmlbase",
    "background",
}
_KEEP_STARRED = {
    "shpinst",
    "shptxt",
    "annotation",
    "footnote",
    "cs",
    "ds",
    "ts",
    "nesttableprops",
    "shppict",
    "do",
    "dptxbxtext",
    "ud",
    "upr_",
}
_MARGINS = {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"}
_WORDS = {
    "par": "\n",
    "line": "\n",
    "row": "\n",
    "nestrow": "\n",
    "sect": "\n",
    "tab": "\t",
    "cell": "\t",
    "nestcell": "\t",
    "page": "\f",
    "pagebb": "\f",
    "emdash": "\u2014",
    "endash": "\u2013",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "bullet": "\u2022",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
_SYMBOLS = {
    b"~": " ",
    b"_": "-",
    b"\n": "\n",
    b"\r": "\n",
    b"\r\n": "\n",
    b"\\": "\\",
    b"{": "{",
    b"}": "}",
    b"\t": "\t",
}
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 255: "cp437",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _State:
    skip: bool = False
    hidden: bool = False
    fallback: int = 1  # bytes that stand in for a \u character
    codec: str = ""  # of the current font; "" means the document's
    fonts: bool = False  # inside the font table
    margin: bool = False  # inside a page header or footer


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._state = _State()
        self._stack: list[_State] = []
        self._codec = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._pending = bytearray()  # bytes not yet decoded: a character may take two
        self._fallback = 0
        self._body: list[str] = []
        self._margins: list[str] = []
        self._size = 0
        self._starred = False
        self._opened = False
        self.pictures = False

    def run(self) -> None:
        position, end = 0, len(self._data)
        match = _TOKEN.match
        while position < end and self._size < limits.CHARACTERS:
            token = match(self._data, position)
            if token is None:
                position += 1
                continue
            position = token.end()
            word, number, byte, symbol, brace, plain = token.groups()
            if brace:
                self._brace(brace)
            elif word:
                if word == b"bin" and number:
                    position += max(int(number), 0)
                else:
                    self._word(word.decode("ascii"), int(number) if number else None)
            elif byte:
                self._bytes(bytes([int(byte, 16)]))
            elif symbol:
                self._symbol(symbol)
            elif plain:
                self._bytes(plain)
        self._flush()

    def texts(self) -> tuple[str, str]:
        """(body, page headers and footers)"""
        return "".join(self._body), "".join(self._margins)

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._fallback = 0
        if brace == b"{":
            self._stack.append(self._state)
            self._opened = True
        elif self._stack:
            was = self._state
            self._state = self._stack.pop()
            if was.margin and not self._state.margin:
                self._margins.append("\n")

    def _word(self, word: str, number: int | None) -> None:  # noqa: PLR0912 - one branch per word
        starred, self._starred = self._starred, False
        first, self._opened = self._opened, False
        state = self._state
        if state.fonts:
            self._font_word(word, number)
        elif state.skip:
            return
        elif word == "fonttbl":
            self._state = replace(state, skip=True, fonts=True)
        elif word in _SKIP or (starred and word not in _KEEP_STARRED):
            self.pictures = self.pictures or word == "pict"
            self._state = replace(state, skip=True)
        elif word in _MARGINS and first:
            self._state = replace(state, margin=True)
        elif word in _WORDS:
            self._write(_WORDS[word])
        elif word == "u" and number is not None:
            self._flush()
            self._unicode(number)
        elif word == "uc":
            self._state = replace(state, fallback=max(0, min(number or 0, 20)))
        elif word == "f" and number is not None:
            self._flush()
            self._state = replace(state, codec=self._fonts.get(number, ""))
        elif word in ("v", "deleted"):
            self._flush()
            self._state = replace(state, hidden=number != 0)
        elif word == "plain":
            self._flush()
            self._state = replace(state, codec="", hidden=False)
        elif word in ("ansicpg", "mac", "pc", "pca"):
            self._codec = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}.get(word) or _known(
                f"cp{number}"
            )
        elif word in ("footnote", "annotation"):
            self._write("\n")

    def _font_word(self, word: str, number: int | None) -> None:
        if word == "f" and number is not None:
            self._font = number
        elif word == "fcharset" and number in _CHARSETS and number not in (0, 255):
            self._fonts[self._font] = _CHARSETS[number]
        elif word == "cpg" and number:
            self._fonts[self._font] = _known(f"cp{number}")

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._starred = True
        elif self._fallback and symbol not in (b"\n", b"\r"):
            self._fallback -= 1
        elif symbol in _SYMBOLS:
            self._write(_SYMBOLS[symbol])

    def _bytes(self, data: bytes) -> None:
        self._opened = self._starred = False
        if self._fallback:
            used = min(self._fallback, len(data))
            self._fallback -= used
            data = data[used:]
        if data and not self._state.skip and not self._state.hidden:
            self._pending += data

    def _unicode(self, number: int) -> None:
        self._fallback = self._state.fallback
        if not self._state.hidden:
            self._put(chr(number & 0xFFFF))

    def _write(self, text: str) -> None:
        self._flush()
        if not self._state.skip and not self._state.hidden:
            self._put(text)

    def _flush(self) -> None:
        if self._pending:
            data, self._pending = bytes(self._pending), bytearray()
            self._put(data.decode(self._state.codec or self._codec, "replace"))

    def _put(self, text: str) -> None:
        (self._margins if self._state.margin else self._body).append(text)
        self._size += len(text)


def _known(codec: str) -> str:
    try:
        return codecs.lookup(
            {"cp10000": "mac_roman", "cp65001": "utf-8", "cp0": "cp1252"}.get(codec, codec)
        ).name
    except LookupError:
        return "cp1252"


def rtf_text(data: bytes) -> str:
    """The body's text, page headers first; page breaks are form feeds."""
    return _text(_read(data))


def read_rtf(data: bytes) -> Content:
    reader = _read(data)
    pages = [page(text) for text in _text(reader).split("\f") if text.strip()]
    if not pages and reader.pictures:
        pages = [page("", status="needs_ocr")]
    return Content("rtf", pages)


def _read(data: bytes) -> _Reader:
    reader = _Reader(data)
    reader.run()
    return reader


def _text(reader: _Reader) -> str:
    body, margins = reader.texts()
    lines = list(dict.fromkeys(line for line in margins.replace("\f", "\n").split("\n") if line.strip()))
    text = "\n".join([*lines, body]) if lines else body
    # \u writes characters beyond the first 65,536 as two surrogates
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
