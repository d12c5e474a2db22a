"""Puts categories right by a person's word, and takes that back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from assistant.ui.session import Session
from assistant.ui.state import pane
from assistant.ui.text import plural, tr

if TYPE_CHECKING:
    from assistant.workspace.store import PersonAnswer

T = TypeVar("T")
MOST_UNDO = 50


class Answers(QObject):
    """Each answer can be undone, the last one first."""

    said = Signal(str, bool)  # what was done, and whether it can be undone

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._before: list[list[PersonAnswer]] = []

    def give(self, ids: Sequence[int], category: str | None, name: str = "") -> None:
        """A category for these documents; `name` is the file's where it is one."""
        if not ids:
            return
        workspace = self._session.workspace

        def done(before: list[PersonAnswer]) -> None:
            self._before.append(before)
            del self._before[:-MOST_UNDO]
            self.said.emit(pane.answered(len(before), category, self._session.names, name), True)
            self._session.poll()

        self._run(lambda: workspace.put_right(ids, category), done)

    def undo(self) -> None:
        if not self._before:
            self.said.emit(tr("There is nothing to undo."), False)
            return
        before = self._before.pop()
        workspace = self._session.workspace

        def done(_: None) -> None:
            number = len(before)
            self.said.emit(plural(number, "Undone for {n} document.", "Undone for {n} documents."), False)
            self._session.poll()

        self._run(lambda: workspace.restore(before), done)

    def forget(self) -> None:
        self._before.clear()

    def _run(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._session.background.run(work, then, self._session.refused.emit)
