"""The binary Word, Excel and PowerPoint files of 1997 to 2003 (.doc, .xls, .ppt), inside OLE containers."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from typing import Any

from assistant.documents import limits
from assistant.documents.content import Content, damaged, encrypted, page
from assistant.documents.workbook import is_date_format, shown_number

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_FIELD = re.compile("\x13[^\x13\x14\x15]*\x14|\x13[^\x13\x14\x15]*\x15|\x15")


def open_ole(data: bytes, name: str) -> Any:
    """The container (olefile). Raises DocumentError where its tables lead nowhere."""
    import olefile

    try:
        return olefile.OleFileIO(io.BytesIO(data))
    except Exception as fault:  # olefile raises whatever a broken table leads to
        raise damaged(name) from fault


def stream(container: Any, *path: str) -> bytes | None:
    """A stream's bytes; None where there is none or its chain is broken."""
    try:
        if not container.exists(list(path)):
            return None
        return bytes(container.openstream(list(path)).read())
    except Exception:  # as above: a broken chain is a missing stream
        return None


def read_doc(container: Any, name: str) -> Content:
    """All of the document's text, as its piece table orders it: headers, body, boxes, notes, comments."""
    word = stream(container, "WordDocument")
    if word is None or len(word) < 0x200:
        raise damaged(name)
    identity, flags = struct.unpack_from("<H8xH", word)
    if flags & 0x0100:
        raise encrypted(name)
    if identity == 0xA5DC or struct.unpack_from("<H", word, 2)[0] < 0xC0:  # Word 6 and 95
        first, last = struct.unpack_from("<II", word, 0x18)
        text = word[first:last].decode("cp1252", "replace")
        return _word_content(text, [])
    table = stream(container, "1Table" if flags & 0x0200 else "0Table")
    where, size = struct.unpack_from("<II", word, 0x1A2)
    if table is None or where + size > len(table):
        raise damaged(name)
    text = "".join(_pieces(word, table[where : where + size]))
    body, notes, headers, _macros, comments, endnotes, boxes, header_boxes = struct.unpack_from(
        "<8i", word, 0x4C
    )
    stories = []
    place = max(body, 0)
    for length in (notes, headers, 0, comments, endnotes, boxes, header_boxes):
        stories.append(text[place : place + max(length, 0)])
        place += max(length, 0)
    notes_text, margins, _, comments_text, endnotes_text, boxes_text, more_boxes = stories
    after = [boxes_text, more_boxes, notes_text, endnotes_text, comments_text]
    return _word_content(text[: max(body, 0)], after, margins)


def _pieces(word: bytes, clx: bytes) -> Iterator[str]:
    """The text in reading order ([MS-DOC] 2.4.1)."""
    place = 0
    while place + 3 <= len(clx) and clx[place] == 1:
        place += 3 + struct.unpack_from("<H", clx, place + 1)[0]
    if place + 5 > len(clx) or clx[place] != 2:
        return
    size = struct.unpack_from("<I", clx, place + 1)[0]
    table = clx[place + 5 : place + 5 + size]
    count = (len(table) - 4) // 12
    total = 0
    for number in range(max(count, 0)):
        first, last = struct.unpack_from("<II", table, number * 4)
        (where,) = struct.unpack_from("<I", table, (count + 1) * 4 + number * 8 + 2)
        length = min(max(last - first, 0), limits.CHARACTERS - total)
        total += length
        if where & 0x40000000:
            start = (where & 0x3FFFFFFF) // 2
            yield word[start : start + length].decode("cp1252", "replace")
        else:
            yield word[where : where + 2 * length].decode("utf-16-le", "replace")


def _word_content(body: str, stories: list[str], margins: str = "") -> Content:
    sheets = [_word_text(sheet) for sheet in body.split("\x0c")]
    sheets = [sheet for sheet in sheets if sheet.strip()] or [""]
    sheets[0] = "\n".join([_word_text(margins), sheets[0]])
    after = [text for story in stories if (text := _word_text(story)).strip()]
    sheets[-1] = "\n".join([sheets[-1], *after])
    pages = [page(sheet) for sheet in sheets if sheet.strip()]
    if not pages and "\x01" in body:
        pages = [page("", status="needs_ocr")]
    return Content("doc", pages)


def _word_text(text: str) -> str:
    """Word's marks as plain characters; a field shows its result, not its instruction."""
    before = None
    while before != text and "\x13" in text:
        before, text = text, _WORD_FIELD.sub("", text)
    text = text.replace("\x07\x07", "\n").replace("\x07", "\t").replace("\r", "\n").replace("\x0b", "\n")
    return text.replace("\x1e", "-").replace("\x1f", "")


def read_ppt(container: Any, name: str) -> Content:
    """A page per slide: its outline text, its boxes; notes behind."""
    data = stream(container, "PowerPoint Document")
    user = stream(container, "Current User") or b""
    if data is None:
        raise damaged(name)
    if container.exists("EncryptedSummary") or struct.pack("<I", 0xF3D1C4DF) == user[12:16]:
        raise encrypted(name)
    outline: list[list[str]] = []
    slides: list[list[str]] = []
    notes: list[list[str]] = []
    pictures = container.exists("Pictures")
    for holder, kind, atom in _records(data):
        if kind == 1011:
            if holder == (4080, 0):
                outline.append([])
            continue
        text = (
            atom.decode("utf-16-le" if kind in (4000, 4026) else "cp1252", "replace")
            .replace("\r", "\n")
            .replace("\x0b", "\n")
        )
        if holder == (4080, 0) and outline:
            outline[-1].append(text)
        elif holder[0] == 1006:
            _at(slides, holder[1]).append(text)
        elif holder[0] == 1008:
            _at(notes, holder[1]).append(text)
    count = max(len(outline), len(slides))
    texts = [
        "\n".join(
            dict.fromkeys((outline[i] if i < len(outline) else []) + (slides[i] if i < len(slides) else []))
        )
        for i in range(count)
    ]
    spoken = "\n".join(text for note in notes for text in note if text.strip(" *\n"))
    pages = [page(text) for text in [*texts, spoken] if text.strip(" \n*")]
    if not pages and pictures:
        pages = [page("", status="needs_ocr")]
    return Content("ppt", pages)


def _at(lists: list[list[str]], place: int) -> list[str]:
    while len(lists) <= place:
        lists.append([])
    return lists[place]


def _records(data: bytes) -> Iterator[tuple[tuple[int, int], int, bytes]]:
    """Text and slide atoms with the container they lie in: (its type, its number), the atom's type, bytes."""
    place = 0
    ends: list[tuple[int, tuple[int, int]]] = []
    numbers = {1006: 0, 1008: 0}
    holder = (0, 0)
    size = 0
    while place + 8 <= len(data) and size < 2 * limits.CHARACTERS:
        while ends and place >= ends[-1][0]:
            holder = ends.pop()[1]
        first, kind, length = struct.unpack_from("<HHI", data, place)
        place += 8
        if first & 0xF == 0xF and kind not in (1016, 1035):  # a container; slide masters are nobody's words
            ends.append((place + length, holder))
            if kind in numbers:
                holder = (kind, numbers[kind])
                numbers[kind] += 1
            elif kind == 4080:
                holder = (4080, first >> 4)
            continue
        if kind in (4000, 4008, 1011):
            size += length
            yield holder, kind, data[place : place + length]
        place += length


def read_xls(data: bytes, name: str) -> Content:
    """A page per sheet, hidden ones too, with cell notes."""
    import xlrd

    log = io.StringIO()
    try:
        book = xlrd.open_workbook(
            file_contents=data, logfile=log, ragged_rows=True, on_demand=True, formatting_info=True
        )
    except xlrd.XLRDError as fault:
        if "encrypted" in str(fault).lower():
            raise encrypted(name) from fault
        raise damaged(name) from fault
    except Exception as fault:  # xlrd raises whatever a broken record leads to (assertions, struct errors)
        raise damaged(name) from fault
    content = Content("xls")
    room = limits.CHARACTERS
    for number, title in enumerate(book.sheet_names()):
        try:
            sheet = book.sheet_by_index(number)
        except Exception:  # as above; the other sheets may be whole
            content.warnings.append(f"The sheet {title} is damaged and was not read.")
            continue
        lines = []
        for row in range(sheet.nrows):
            cells = [_shown(book, cell) for cell in sheet.row(row)]
            lines.append("\t".join(cell for cell in cells if cell))
            room -= len(lines[-1]) + 1
            if room < 0:
                break
        lines += [note.text for note in sheet.cell_note_map.values() if note.text]
        if any(lines):
            content.pages.append(page("\n".join(lines), part=title))
        book.unload_sheet(number)
    return content


def _shown(book: Any, cell: Any) -> str:
    if cell.ctype == 4:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == 1:
        return str(cell.value)
    if cell.ctype in (2, 3):
        try:
            code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
        except (IndexError, KeyError, TypeError):
            code = ""
        dated = cell.ctype == 3 or is_date_format(code)
        return shown_number(repr(float(cell.value)), "date" if dated else code, book.datemode == 1)
    return ""
