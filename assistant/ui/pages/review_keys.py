"""Which key does what on the Review page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from assistant.ui.state.row import NONE

if TYPE_CHECKING:
    from assistant.ui.pages.review import ReviewPage

Key, Modifier = Qt.Key, Qt.KeyboardModifier
ENTER = (Key.Key_Return, Key.Key_Enter)
DIGITS = "123456789"


class ReviewKeys(QObject):
    """Takes the keys that no field has taken. As an event filter it comes before the text of the document,
    which would take Space and the arrows to the sides for itself."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.press(event)

    def press(self, event: QKeyEvent) -> bool:
        """True where the key has done something."""
        act = self._act(event)
        if act is not None:
            act()
        return act is not None

    def _act(self, event: QKeyEvent) -> Callable[[], object] | None:
        page = self._page
        modifiers = event.modifiers() & ~Modifier.KeypadModifier
        focus = page.window().focusWidget()
        if event.key() in ENTER and modifiers == Modifier.NoModifier and isinstance(focus, QPushButton):
            return _nothing if event.isAutoRepeat() else focus.click
        if event.key() == Key.Key_Left and modifiers == Modifier.NoModifier:
            return page.go_before
        if not page.at_work:
            return None
        if modifiers in (Modifier.NoModifier, Modifier.ShiftModifier):
            return self._plain(event)
        combined: dict[tuple[Qt.KeyboardModifier, int], Callable[[], object]] = {
            (Modifier.ControlModifier, Key.Key_Return): page.open_file,
            (Modifier.ControlModifier, Key.Key_Enter): page.open_file,
            (Modifier.AltModifier, Key.Key_Right): page.go_after,
        }
        return combined.get((modifiers, event.key()))

    def _plain(self, event: QKeyEvent) -> Callable[[], object] | None:
        page, text = self._page, event.text()
        acts: dict[int, Callable[[], object]] = {
            Key.Key_Right: page.go_after,
            Key.Key_F3: page.pane.next_mark,
            Key.Key_Return: page.accept,
            Key.Key_Enter: page.accept,
            Key.Key_Space: page.put_off,
            Key.Key_0: partial(page.answer, NONE),
        }
        act = acts.get(event.key())
        if act is None and len(text) == 1 and text in DIGITS:
            act = partial(page.choose_number, int(text))
        if act is None and len(text) == 1 and text.isalpha():
            act = partial(page.offers.begin_with, text)
        goes = event.key() in (Key.Key_Right, Key.Key_F3)
        # A key held down must not answer one document after the other.
        return _nothing if act is not None and event.isAutoRepeat() and not goes else act


def _nothing() -> None:
    return None
