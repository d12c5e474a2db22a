"""Documents out of the queue to the workers, and their results back into it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

from assistant.jobs.contents import Content, Contents
from assistant.jobs.pool import Pool
from assistant.jobs.tasks import Put, Sorted, SortTask
from assistant.workspace import reuse
from assistant.workspace.store import Finished, Job, Workspace

_AHEAD = 2  # documents handed out for each worker, so that none waits while a result is stored


@dataclass(frozen=True)
class _InHand:
    run: int
    job: Job


class Dispatch:
    """`hand_out` and `collect` are for one thread, the rest for any. `ring` is called when work came back."""

    def __init__(self, workspace: Workspace, pool: Pool, function: str, ring: Callable[[], None]) -> None:
        self._workspace = workspace
        self._pool = pool
        self._function = function
        self._ring = ring
        self._contents = Contents()
        self._ended: SimpleQueue[Future[Any]] = SimpleQueue()
        self._guard = threading.RLock()
        self._in_hand: dict[Future[Any], _InHand] = {}

    def runs(self) -> frozenset[int]:
        """Those with documents in hand."""
        with self._guard:
            return frozenset(held.run for held in self._in_hand.values())

    def try_again(self) -> None:
        """From now on documents that are wanted fresh are worked on afresh."""
        self._contents.try_again()

    def hand_out(self, run: int, pack: str, may: Callable[[], bool]) -> int:
        """Gives waiting documents of the run to the workers, as many as they have room for.

        `may` is asked last of all, so that none slips through as a person pauses.
        """
        with self._guard:
            room = self._pool.workers * _AHEAD - len(self._in_hand)
        jobs = self._workspace.take(run, room) if room > 0 else []
        for job in jobs:
            task = SortTask(job.path, pack, job.fetch, self._function, self._answer(job))
            # Not under the guard: a pool that is closing waits for threads that want it.
            future = self._pool.submit(task)
            with self._guard:
                self._in_hand[future] = _InHand(run, job)
                if not may():
                    future.cancel()
            future.add_done_callback(self._note_end)
        return len(jobs)

    def take_back(self, run: int | None = None) -> None:
        """Cancels what no worker has begun; `collect` gives it back to the queue."""
        with self._guard:
            held = [future for future, one in self._in_hand.items() if run is None or one.run == run]
        for future in held:
            future.cancel()

    def collect(self) -> tuple[Counter[int], Exception | None]:
        """Stores what came back, then lets go on what waited for the same content.

        Returns how many documents of each run are done, and why nothing can be sorted, if so.
        """
        finished: list[Finished] = []
        back: list[int] = []
        consent: list[int] = []
        done: Counter[int] = Counter()
        fault: Exception | None = None
        for future in self._all_ended():
            with self._guard:
                held = self._in_hand.pop(future)
            try:
                value = future.result()
            except CancelledError:
                back.append(held.job.id)
            except Exception as why:
                fault = why
                back.append(held.job.id)
            else:
                if isinstance(value, Sorted):
                    finished.append(Finished(held.job.id, value.result, value.made_by))
                    done[held.run] += 1
                elif isinstance(value, Put) and value.why == "cloud":
                    consent.append(held.job.id)
                # else it is parked behind another of the same content
        try:
            if finished:
                self._workspace.finish(finished)
            for job in consent:
                self._workspace.wait_for_consent(job)
        finally:
            back += self._contents.release([*(one.id for one in finished), *back])
            if back:
                self._workspace.give_back(back)
                self._ring()
        return done, fault

    def _answer(self, job: Job) -> Callable[[str, str], dict[str, Any]]:
        def known(sha256: str, made_by: str) -> dict[str, Any]:
            """Called by a pool's thread, once a worker knows what the content is."""
            content: Content = (sha256, made_by)
            if not job.fresh or self._contents.is_renewed(content):
                found = self._workspace.known(*content)
                if found is not None:
                    return {"known": reuse.for_path(found, job.path).model_dump(mode="json")}
            return {"go": True} if self._contents.claim(content, job.id) else {"later": True}

        return known

    def _note_end(self, future: Future[Any]) -> None:
        self._ended.put(future)
        self._ring()

    def _all_ended(self) -> list[Future[Any]]:
        ended: list[Future[Any]] = []
        while True:
            try:
                ended.append(self._ended.get_nowait())
            except Empty:
                return ended
