"""The field that a pitch is pasted or dropped into, with what was found marked in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QKeyEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from assistant.advise.vendor.check import LONGEST
from assistant.advise.vendor.check import Signal as Found
from assistant.ui.state.reading import plain, utf16
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme


class PitchField(QPlainTextEdit):
    """Plain text always. `files` carries what was pasted: local paths, and how many things are none."""

    files = Signal(list, int)
    asked = Signal()  # Ctrl+Enter
    too_long = Signal()  # a text was cut at the longest that is checked

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "field")
        self.setAccessibleName(tr("The vendor's pitch"))
        self.setPlaceholderText(
            tr("Paste the vendor's email, brochure or web page here, or drop a file. Then press Check.")
        )
        self.setTabChangesFocus(True)
        self._theme = theme
        self._said: list[tuple[int, int]] = []
        self._denied: list[tuple[int, int]] = []
        theme.changed.connect(self._paint)

    @property
    def text(self) -> str:
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """A new pitch in place of the old one; Ctrl+Z brings that back."""
        if len(text) > LONGEST:
            self.too_long.emit()
        whole = QTextCursor(self.document())
        whole.select(QTextCursor.SelectionType.Document)
        whole.insertText(plain(text[:LONGEST]))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    # Marks

    def mark(self, said: Sequence[Found], denied: Sequence[Found]) -> None:
        """Places count characters of `text`."""
        places = {place for one in (*said, *denied) for place in (one.start, one.end)}
        at = _utf16_places(self.text, places)
        self._said = [(at[one.start], at[one.end]) for one in said]
        self._denied = [(at[one.start], at[one.end]) for one in denied]
        self._paint()

    def forget_marks(self) -> None:
        self._said, self._denied = [], []
        self._paint()

    def marked_texts(self) -> list[str]:
        """In the order of the text."""
        found = sorted(self.extraSelections(), key=lambda one: one.cursor.selectionStart())
        return [one.cursor.selectedText().replace("\u2029", "\n") for one in found]

    def go_to(self, found: Found) -> None:
        """Scrolls to it and selects it."""
        text = self.text
        cursor = self._cursor((utf16(text, found.start), utf16(text, found.end)))
        self.setTextCursor(cursor)
        self.centerCursor()

    def _paint(self) -> None:
        colours = self._theme.tokens
        said, denied = QTextCharFormat(), QTextCharFormat()
        said.setBackground(QColor(colours.accent_soft))
        said.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        said.setUnderlineColor(QColor(colours.accent))
        denied.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        denied.setUnderlineColor(QColor(colours.ink_2))
        made = []
        for spans, shape in ((self._denied, denied), (self._said, said)):
            for span in spans:
                selection = QTextEdit.ExtraSelection()
                selection.cursor, selection.format = self._cursor(span), shape
                made.append(selection)
        self.setExtraSelections(made)

    def _cursor(self, span: tuple[int, int]) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # What comes from outside

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasUrls() and not source.hasText():
            self._take_files(source)
            return
        text = source.text()
        room = max(0, LONGEST - len(self.text) + len(self.textCursor().selectedText()))
        if len(text) > room:
            self.too_long.emit()
        self.textCursor().insertText(plain(text[:room]))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files go to the window, which says what will be done with them; words are the field's own."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def _take_files(self, source: QMimeData) -> None:
        urls = source.urls()
        local = [url.toLocalFile() for url in urls if url.isLocalFile()]
        self.files.emit(local, len(urls) - len(local))


def _utf16_places(text: str, places: Iterable[int]) -> dict[int, int]:
    """Each place as Qt counts it, in one pass: a long text may hold thousands of marks."""
    found: dict[int, int] = {}
    before = units = 0
    for place in sorted(places):
        piece = text[before:place]
        units += utf16(piece, len(piece))
        before = place
        found[place] = units
    return found
