"""Puts categories right by a person's word, and takes that back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from assistant.ui.background import sentence
from assistant.ui.state import pane
from assistant.ui.text import plural, tr

if TYPE_CHECKING:
    from assistant.ui.session import Session
    from assistant.workspace.store import PersonAnswer

MOST_UNDO = 50


@dataclass(frozen=True)
class _Given:
    """What an answer was for, and what was there before."""

    ids: list[int]
    before: list[PersonAnswer]


@dataclass(frozen=True)
class _Step:
    work: Callable[[], _Given | None]
    tell: Callable[[_Given | None], None]
    ids: list[int]


class Answers(QObject):
    """Each answer can be undone, the last one first, on whichever page it was given.

    They are stored one after the other: an undo never overtakes the answer that it is about.
    """

    said = Signal(str, bool)  # what was done, and whether it can be undone
    undone = Signal(object)  # the ids that the answer undone was given for
    refused = Signal(object, str)  # the ids whose answer could not be stored, and a sentence

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._given: list[_Given] = []
        self._steps: deque[_Step] = deque()
        self._running: Future[_Given | None] | None = None
        session.run_changed.connect(self._given.clear)

    @property
    def can_undo(self) -> bool:
        return bool(self._given)

    def give(self, ids: Sequence[int], category: str | None, name: str = "", alike: bool = False) -> None:
        """A category for these documents, None takes an answer back; `name` is the file's where it is one.

        `alike`: and for those of the same content in the same list, where no other word was said of them.
        """
        if not ids:
            return

        def tell(given: _Given | None) -> None:
            if given is not None:
                copies = len(given.before) - len(ids) if alike else 0
                number, names = len(given.before), self._session.names
                self.said.emit(pane.answered(number, category, names, name, copies), True)

        self._do(_Step(partial(self._store, list(ids), category, alike), tell, list(ids)))

    def undo(self) -> None:
        self._do(_Step(self._restore, self._tell_undone, []))

    def forget(self) -> None:
        self._given.clear()

    def flush(self) -> None:
        """Stores what was answered and is not stored yet, before the program ends."""
        if self._running is not None:
            wait([self._running])
        while self._steps:
            try:
                self._steps.popleft().work()
            except Exception as fault:  # there is no window left to say it in
                sentence(fault)

    # Beside the window, one at a time

    def _store(self, ids: list[int], category: str | None, alike: bool) -> _Given:
        workspace = self._session.workspace
        put_right = workspace.put_right_alike if alike else workspace.put_right
        given = _Given(ids, put_right(ids, category))
        self._given.append(given)
        del self._given[:-MOST_UNDO]
        return given

    def _restore(self) -> _Given | None:
        given = self._given[-1] if self._given else None
        if given is not None:
            self._session.workspace.restore(given.before)
            self._given.remove(given)
        return given

    # On Qt's thread

    def _tell_undone(self, given: _Given | None) -> None:
        if given is None:
            self.said.emit(tr("There is nothing to undo."), False)
            return
        number = len(given.before)
        told = plural(number, "Undone for {n} document.", "Undone for {n} documents.")
        self.said.emit(told, False)
        self.undone.emit(given.ids)

    def _do(self, step: _Step) -> None:
        self._steps.append(step)
        if self._running is None:
            self._next()

    def _next(self) -> None:
        self._running = None
        if not self._steps:
            return
        step = self._steps.popleft()

        def done(given: _Given | None) -> None:
            step.tell(given)
            self._session.poll()
            self._next()

        def failed(why: str) -> None:
            self.refused.emit(step.ids, why)
            self._next()

        self._running = self._session.background.run(step.work, done, failed)
