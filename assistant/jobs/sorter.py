"""Drives a workspace's queue through worker processes, in the background. Every method returns at once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.documents.document import Document
from assistant.errors import StillroomError
from assistant.jobs import limits, progress, tasks, walking
from assistant.jobs.dispatch import Dispatch
from assistant.jobs.limits import default_workers
from assistant.jobs.pace import Pace
from assistant.jobs.pool import Pool
from assistant.jobs.progress import Progress, State, Tally
from assistant.jobs.tasks import ReadTask
from assistant.workspace.store import Workspace

__all__ = ["Progress", "Sorter", "default_workers"]

_log = logging.getLogger(__name__)
_TICK = 0.5  # seconds; everything that matters rings the bell earlier


@dataclass
class _Active:
    """A run that is being worked on."""

    run: int
    pack: str
    pace: Pace = field(default_factory=Pace)
    stopping: bool = False
    asked: int = 0  # how often a person asked for it to go on


class Sorter:
    """One for each process. Starting workers and loading the model wait for the first document."""

    def __init__(
        self,
        workspace: Workspace,
        pack: str = "uk-office",
        workers: int | None = None,
        *,
        seconds_per_document: float = 60.0,
        memory: int = limits.MEMORY,
        sort_function: str = tasks.SORT,
        read_function: str = tasks.READ,
    ) -> None:
        fitting, threads = limits.workers_and_threads()
        if workers is not None:
            fitting, threads = max(1, workers), max(1, limits.cores() // max(1, workers))
        self._workspace = workspace
        self._pack = pack
        self._read_function = read_function
        self._pool = Pool(fitting, pack, threads, seconds_per_document, memory)
        self._dispatch = Dispatch(workspace, self._pool, sort_function, self._ring)
        self._tally = Tally(workspace)
        self._bell = threading.Condition()
        # All below is guarded by the bell.
        self._runs: list[_Active] = []
        self._to_walk: list[int] = []
        self._walking: int | None = None
        self._shown: int | None = None
        self._paused = self._closing = self._rung = False
        self._fault = ""
        self._threads = [
            threading.Thread(target=self._drive, name="stillroom-sorter", daemon=True),
            threading.Thread(target=self._walk, name="stillroom-walker", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    # What a person asks for

    def add(self, paths: Sequence[Path | str], run: int | None = None, title: str = "") -> int:
        """Puts files and folders in the queue, of a new run unless one is given. Returns the run's id."""
        if run is None:
            run = self._workspace.new_run(self._pack, title)
        else:
            self._workspace.take_over(run)
        self._workspace.add_roots(run, [(walking.absolute(path), str(path)) for path in paths])
        self._activate(run)
        return run

    def retry_failed(self, run: int) -> None:
        self._workspace.take_over(run)
        self._dispatch.try_again()
        self._workspace.retry_failed(run)
        self._activate(run)

    def add_new(self, run: int) -> None:
        """Looks again into the run's folders and sorts what is new there."""
        self._workspace.take_over(run)
        self._workspace.walk_again(run)
        self._activate(run)

    def fetch_cloud(self, run: int) -> None:
        """The person agreed to fetch what lies only in the cloud."""
        self._workspace.take_over(run)
        self._workspace.fetch_cloud(run)
        self._activate(run)

    def resume_run(self, run: int) -> None:
        """Goes on with a run that was stopped, or that an earlier process left. Nothing is done twice."""
        self._workspace.take_over(run)
        self._activate(run)

    def forget_run(self, run: int) -> None:
        """What still waits in the run is dropped; what is sorted stays."""
        with self._bell:
            self._runs = [one for one in self._runs if one.run != run]
            self._to_walk = [one for one in self._to_walk if one != run]
            self._ring()
        self._dispatch.take_back(run)
        self._workspace.forget_run(run)

    def pause(self) -> None:
        """Documents in hand are finished, no other is begun."""
        with self._bell:
            self._paused = True
            for active in self._runs:
                active.pace.halt()
            self._ring()
        self._dispatch.take_back()

    def resume(self) -> None:
        with self._bell:
            self._paused = False
            for active in self._runs:
                active.pace.go()
            self._ring()

    def stop(self) -> None:
        """Documents in hand are finished; what waits goes on waiting, for `resume_run`."""
        self._stop_all()

    def read(self, path: str, fetch: bool = False) -> Future[Document]:
        """A document's text for the reading pane, before all that wait."""
        return self._pool.submit(ReadTask(path, fetch, self._read_function), urgent=True)

    def wait(self, timeout: float | None = None) -> bool:
        """True once nothing is left to do; a paused sorter is not done."""
        with self._bell:
            return self._bell.wait_for(lambda: not self._runs, timeout)

    def close(self) -> None:
        """Ends at once; documents in hand wait again and are resumed with the next start."""
        with self._bell:
            self._closing = True
            self._ring()
        self._pool.close()
        for thread in self._threads:
            thread.join()

    def pids(self) -> list[int]:
        """The worker processes that run now."""
        return self._pool.pids()

    def progress(self) -> Progress:
        with self._bell:
            first = self._runs[0] if self._runs else None
            run = first.run if first else self._shown
            looking = first is not None and (first.run in self._to_walk or first.run == self._walking)
            per_second = first.pace.per_second() if first else None
            state, fault = self._state(first, looking), self._fault
        if run is None:
            return Progress(state, message=fault, fault=fault)
        counts, skipped = self._tally.look(run, state != "idle")
        left = counts.waiting - counts.cloud_only
        now = Progress(
            state=state,
            run=run,
            done=counts.all - counts.waiting,
            total=counts.all - counts.cloud_only,
            failed=counts.not_read,
            skipped=skipped,
            cloud_only=counts.cloud_only,
            per_second=per_second,
            seconds_left=None if per_second is None or looking else left / per_second,
            fault=fault,
        )
        return replace(now, message=progress.message(now))

    # Inside

    def _state(self, first: _Active | None, looking: bool) -> State:
        if first is None:
            return "idle"
        if first.stopping:
            return "stopping"
        if self._paused:
            return "paused"
        return "looking" if looking and not self._dispatch.runs() else "running"

    def _activate(self, run: int) -> None:
        pack = self._workspace.run(run).pack
        with self._bell:
            self._fault = ""
            self._shown = run
            active = next((one for one in self._runs if one.run == run), None)
            if active is None:
                self._runs.append(_Active(run, pack))
            else:
                active.stopping = False
                active.asked += 1
            if run not in self._to_walk:
                self._to_walk.append(run)
            self._ring()

    def _ring(self) -> None:
        with self._bell:
            self._rung = True
            self._bell.notify_all()

    def _stop_all(self) -> None:
        with self._bell:
            for active in self._runs:
                active.stopping = True
            self._to_walk.clear()
            self._ring()
        self._dispatch.take_back()

    def _drive(self) -> None:
        while True:
            with self._bell:
                self._bell.wait_for(lambda: self._rung, _TICK)
                self._rung = False
                if self._closing:
                    break
            try:
                self._collect()
                self._hand_out()
            except Exception as why:
                self._halt(why)
            self._settle()
        self._close_down()

    def _halt(self, why: BaseException) -> None:
        """Nothing can be sorted at all: what waits goes on waiting, and the person is told why."""
        if isinstance(why, StillroomError):
            sentence = str(why)
        else:
            _log.error("Sorting stopped.", exc_info=why)
            kind = type(why).__name__
            sentence = f"Sorting stopped because of a fault in Stillroom ({kind}). Start it again to go on."
        with self._bell:
            self._fault = sentence
        self._stop_all()

    def _collect(self) -> None:
        done, fault = self._dispatch.collect()
        with self._bell:
            for active in self._runs:
                active.pace.done(done[active.run])
        if fault is not None:
            raise fault

    def _hand_out(self) -> None:
        with self._bell:
            runs = [] if self._paused else [one for one in self._runs if not one.stopping]
        for active in runs:

            def may(active: _Active = active) -> bool:
                return not (self._paused or active.stopping or active not in self._runs)

            if self._dispatch.hand_out(active.run, active.pack, may):
                with self._bell:
                    if may():
                        active.pace.go()

    def _settle(self) -> None:
        """Lets go of runs that have nothing in hand and nothing left to do, or were stopped."""
        held = self._dispatch.runs()
        with self._bell:
            idle = [
                (one, one.asked)
                for one in self._runs
                if one.run not in held
                and one.run != self._walking
                and (one.stopping or one.run not in self._to_walk)
            ]
        for active, asked in idle:
            try:
                if not active.stopping and self._workspace.is_open(active.run):
                    continue
                self._workspace.settle(active.run, active.stopping)
            except StillroomError as why:
                # A full disk, say. The person is told, and the next start finds what is left.
                with self._bell:
                    self._fault = str(why)
            with self._bell:
                if active.asked == asked:  # else a person wants more of it meanwhile
                    self._runs = [one for one in self._runs if one is not active]
                if not self._runs:
                    self._paused = False
                self._ring()

    def _close_down(self) -> None:
        """Documents in hand go back to the queue, where the next start finds them."""
        with self._bell:
            runs = [one.run for one in self._runs]
        self._pool.close()
        try:
            self._dispatch.collect()  # whatever else it says: closing ends documents, and that is no fault
            for run in runs:
                self._workspace.release(run)
        except StillroomError as why:
            # Nothing is lost: the next start takes over what a process that is gone had in hand.
            _log.warning("The queue could not be put in order at closing: %s", why)
        with self._bell:
            self._runs.clear()
            self._bell.notify_all()

    def _walk(self) -> None:
        while True:
            with self._bell:
                self._bell.wait_for(lambda: bool(self._to_walk) or self._closing)
                if self._closing:
                    return
                run = self._walking = self._to_walk.pop(0)
            try:
                walking.walk(self._workspace, run, self._is_cancelled(run), (self._workspace.home,))
            except Exception as why:
                self._halt(why)
            finally:
                with self._bell:
                    self._walking = None
                    self._ring()

    def _is_cancelled(self, run: int) -> Callable[[], bool]:
        def cancelled() -> bool:
            return self._closing or not any(one.run == run and not one.stopping for one in list(self._runs))

        return cancelled
