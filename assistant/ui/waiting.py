"""How many documents of the list at hand wait for a person's word, as the side bar tells it on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from assistant.ui.session import Session

if TYPE_CHECKING:
    from assistant.workspace.store import Workspace


class Waiting(QObject):
    counted = Signal(int)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._number = 0
        self._counting = self._again = False
        session.workspace_changed.connect(self._count)
        session.run_changed.connect(self._count)

    def _count(self) -> None:
        run = self._session.run
        if run is None or not self._session.is_open:
            self._tell(0)
            return
        if self._counting:
            self._again = True
            return
        self._counting, self._again = True, False
        workspace, number = self._session.workspace, run.id
        self._session.background.run(
            lambda: _waiting(workspace, number), lambda found: self._counted(number, found), self._failed
        )

    def _counted(self, run: int, found: int) -> None:
        self._counting = False
        if self._session.run is not None and self._session.run.id == run:
            self._tell(found)
        if self._again:
            self._count()

    def _failed(self, why: str) -> None:
        self._counting = False
        self._session.refused.emit(why)

    def _tell(self, number: int) -> None:
        if number != self._number:
            self._number = number
            self.counted.emit(number)


def _waiting(workspace: Workspace, run: int) -> int:
    from assistant.workspace.store import Where

    return workspace.count(run, Where(verdict="not_sure"))
