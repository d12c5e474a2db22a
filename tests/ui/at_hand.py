"""For the tests of the wizard's pages: a page in front with the rules read, and assessments to work on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from assistant.advise.expression import Value
from assistant.ui.decide.page import DeskPage
from assistant.ui.main_window import MainWindow

P = TypeVar("P", bound=DeskPage)


def in_front(qtbot: QtBot, window: MainWindow, name: str, kind: type[P]) -> P:
    window.open_page(name)
    page = window.page
    assert isinstance(page, kind)
    qtbot.waitUntil(lambda: page.desk.ready, timeout=20_000)
    return page


def afresh(qtbot: QtBot, window: MainWindow, name: str, kind: type[P]) -> P:
    """The same in a window that tests share: what the test before has left behind is cleared away."""
    page = in_front(qtbot, window, name, kind)
    desk = page.desk
    for one in list(desk.stored):
        desk.delete(one.id, lambda _: None)
    qtbot.waitUntil(lambda: not desk.stored and desk.current is None, timeout=10_000)
    page.escape()
    return page


def assessment(qtbot: QtBot, page: DeskPage, name: str, answers: Mapping[str, Value]) -> int:
    """A new one at hand, with these answers saved."""
    desk = page.desk
    before = desk.id
    desk.new(name)
    qtbot.waitUntil(lambda: desk.id not in (None, before), timeout=10_000)
    desk.take_over(answers)
    qtbot.waitUntil(lambda: desk.is_saved, timeout=10_000)
    assert desk.id is not None
    return desk.id


def nameless(page: QWidget) -> Iterator[str]:
    """What one can reach by the keys and a screen reader has no name for."""
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView, QAbstractScrollArea)
    for widget in page.findChildren(QWidget):
        reached = isinstance(widget, kinds) and widget.isVisible() and widget.focusPolicy().value
        if reached and not widget.accessibleName().strip():
            yield f"{type(widget).__name__} {widget.objectName()}"
