"""Keeps a review queue up with the workspace, and its next documents at hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from assistant.ui.session import Session
from assistant.ui.state.queue import Queue, most_telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.workspace.store import Counts, Doubtful, RowView, Workspace


class Doubts(QObject):
    """Looks only while it is `active`: a page that is not seen need not know."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.queue = Queue()
        self.counts: Counts | None = None
        self.active = False
        self._rows: dict[int, RowView | None] = {}  # None: there is no such row any more
        self._contents: dict[int, str] = {}
        self._revision = -1
        self._turn = 0  # answers about an earlier list are thrown away
        self._looking = self._again = False
        session.workspace_changed.connect(self.refresh)
        session.run_changed.connect(self._start)
        session.opened.connect(self.refresh)

    def row(self) -> RowView | None:
        """The document at hand; None while it is being fetched."""
        here = self.queue.current
        if here is None:
            return None
        if any(one not in self._rows for one in self.queue.near()):
            self.refresh()
        return self._rows.get(here)

    def twins(self, one: int) -> list[int]:
        """The others in the queue with the same content."""
        content = self._contents.get(one)
        if not content:
            return []
        return [other for other in self.queue.ids if other != one and self._contents.get(other) == content]

    def look_again(self) -> None:
        """At everything, not only at what has changed."""
        self._revision = -1
        self.refresh()

    def refresh(self) -> None:
        run = self._session.run
        if not self.active or run is None or not self._session.is_open:
            return
        if self._looking:
            self._again = True
            return
        self._looking, self._again = True, False
        work = partial(_look, self._session.workspace, run.id, self._revision, self.queue.near())
        turn = self._turn
        self._session.background.run(work, partial(self._take_up, turn), partial(self._failed, turn))

    def _start(self) -> None:
        self._turn += 1
        self.queue, self.counts, self._rows, self._revision = Queue(), None, {}, -1
        self._contents = {}
        self._looking = self._again = False
        self.changed.emit()
        self.refresh()

    def _take_up(self, turn: int, news: _News) -> None:
        if turn != self._turn:
            return
        self._looking = False
        self.counts, self._revision = news.counts, news.revision
        self._contents |= {one.id: one.content for one in news.fresh}
        self.queue.take_up(news.waiting, most_telling(news.fresh))
        self._rows = dict.fromkeys(news.near) | {row.id: row for row in news.rows}
        here = self.queue.current
        if here is not None and self._rows.get(here, True) is None:
            self.queue.go_on()
        self.changed.emit()
        if self._again:
            self.refresh()

    def _failed(self, turn: int, why: str) -> None:
        if turn == self._turn:
            self._looking = False
            self.failed.emit(why)


@dataclass(frozen=True)
class _News:
    revision: int
    counts: Counts
    waiting: Sequence[int]
    fresh: Sequence[Doubtful]
    near: Sequence[int]
    rows: Sequence[RowView]  # of those near


def _look(workspace: Workspace, run: int, since: int, near: Sequence[int]) -> _News:
    from assistant.workspace.store import Order, Where

    # The revision first: what changes meanwhile is then looked at once more.
    return _News(
        revision=workspace.revision(),
        counts=workspace.counts(run),
        waiting=workspace.ids(run, Where(verdict="not_sure"), Order()),
        fresh=workspace.doubtful(run, since),
        near=near,
        rows=workspace.rows_of(near),
    )
