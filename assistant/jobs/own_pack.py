"""Learning a pack of one's own beside the window, and putting it among the others."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.classify.apart import Apart, apart
from assistant.classify.source import Case
from assistant.jobs import limits
from assistant.jobs.learning import Outcome, learn_from
from assistant.jobs.pace import Pace
from assistant.jobs.pool import Pool
from assistant.workspace import packs

_CLOSING = 2.0  # seconds that closing waits; what is still being computed then is thrown away


@dataclass(frozen=True)
class Learned:
    path: Path  # of the pack
    outcome: Outcome
    apart: tuple[Apart, ...]


@dataclass(frozen=True)
class Stage:
    """Documents are read one by one; what follows has no steps that could be counted."""

    state: Literal["reading", "learning"]
    done: int
    total: int
    seconds_left: float | None


class Learning:
    """Begins at once. `future` ends with a Learned, or with a StillroomError; it is cancelled by `stop`."""

    def __init__(
        self,
        home: Path,
        cases: Sequence[Case],
        labels: Sequence[str],
        name: str,
        wrong_in_100: float,
        workers: int = 0,
    ) -> None:
        """As many `workers` as fit the computer, unless a number is given."""
        self.name = name
        self.future: Future[Learned] = Future()
        self._home, self._cases, self._labels, self._wrong = home, tuple(cases), tuple(labels), wrong_in_100
        fitting, threads = limits.workers_and_threads()
        if workers:
            fitting, threads = workers, max(1, limits.cores() // workers)
        self._pool = Pool(fitting, threads_per_worker=threads)
        self._lock = threading.Lock()
        self._pace = Pace()
        self._pace.go()
        self._done = 0
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="stillroom-learning", daemon=True)
        self._thread.start()

    def stage(self) -> Stage:
        with self._lock:
            documents = len(self._cases)
            if self._done >= documents:
                return Stage("learning", documents, documents, None)
            speed = self._pace.per_second()
            left = (documents - self._done) / speed if speed else None
            return Stage("reading", self._done, documents, left)

    def stop(self) -> bool:
        """False where it is too late: the pack is being saved. Returns at once."""
        if not self.future.cancel():
            return False
        threading.Thread(target=self._close_pool, name="stillroom-stopping", daemon=True).start()
        return True

    def close(self) -> None:
        """Ends the workers; nothing is saved after this unless it was being saved already."""
        self.future.cancel()
        self._close_pool()
        self._thread.join(_CLOSING)

    def _tick(self, done: int, _total: int) -> None:
        with self._lock:
            self._done = done
            self._pace.done()

    def _run(self) -> None:
        fault: BaseException | None = None
        try:
            outcome = learn_from(self._cases, self._labels, self._pool, self.name, self._wrong, self._tick)
        except BaseException as why:
            fault = why
        self._close_pool()
        if not self.future.set_running_or_notify_cancel():
            return  # stopped: whatever came of it is not wanted
        if fault is not None:
            self.future.set_exception(fault)
            return
        try:
            path = packs.keep(self._home, outcome.learnt.pack)
            self.future.set_result(Learned(path, outcome, tuple(apart(outcome.learnt))))
        except BaseException as why:
            self.future.set_exception(why)

    def _close_pool(self) -> None:
        with self._lock:
            closed, self._is_closed = self._is_closed, True
        if not closed:
            self._pool.close()
