"""Looking into sorted folders and learning from them, beside the window and whichever page is in front."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from assistant.ui.session import Session

if TYPE_CHECKING:
    from assistant.jobs.own_pack import Learned
    from assistant.jobs.sorted_folders import Found

POLL_MS = 200


class Teaching(QObject):
    found = Signal(object)  # Found
    not_found = Signal(str)  # a sentence: nothing can be learnt from that folder
    progressed = Signal(object)  # Stage
    learned = Signal(object)  # Learned
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.looking = False
        self.material: Found | None = None
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def busy(self) -> bool:
        return self.looking or self._session.learning is not None

    def look(self, folder: Path) -> None:
        # On a thread of its own, which closing the window does not wait for: a network drive may take its time.
        self._look: Future[Found] = Future()
        self.looking = True
        Thread(target=_look, args=(folder, self._look), name="stillroom-looking", daemon=True).start()
        self._session.background.watch(self._look, self._found, self._not_found)

    def look_away(self) -> None:
        """What is found is not wanted any more."""
        self._look.cancel()
        self.looking = False

    def learn(self, name: str, wrong_in_100: int) -> None:
        from assistant.jobs.own_pack import Learning

        material, session = self.material, self._session
        if material is None or self.busy:
            return
        session.learning = Learning(
            session.home, material.cases, material.labels, name, wrong_in_100, session.workers
        )
        session.background.watch(session.learning.future, self._learned, self._failed)
        self._timer.start()
        self._poll()

    def stop(self) -> bool:
        """False where it has just come to its end."""
        learning = self._session.learning
        if learning is None or not learning.stop():
            return False
        self._end()
        return True

    def _found(self, found: Found) -> None:
        self.looking = False
        self.material = found
        self.found.emit(found)

    def _not_found(self, sentence: str) -> None:
        self.looking = False
        self.not_found.emit(sentence)

    def _poll(self) -> None:
        if self._session.learning is not None:
            self.progressed.emit(self._session.learning.stage())

    def _learned(self, done: Learned) -> None:
        self._end()
        self.learned.emit(done)

    def _failed(self, sentence: str) -> None:
        self._end()
        self.failed.emit(sentence)

    def _end(self) -> None:
        self._timer.stop()
        self._session.learning = None


def _look(folder: Path, answer: Future[Found]) -> None:
    from assistant.jobs.sorted_folders import look

    found: Found | None = None
    fault: BaseException | None = None
    try:
        found = look(folder)
    except BaseException as why:
        fault = why
    if not answer.set_running_or_notify_cancel():
        return
    if found is not None:
        answer.set_result(found)
    else:
        answer.set_exception(fault)
