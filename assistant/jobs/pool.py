"""Worker processes for documents: what goes wrong in one costs one document, never the app."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from assistant import errors
from assistant.errors import DocumentError, Reason, StillroomError
from assistant.jobs import limits
from assistant.jobs.process import Watch, WorkerProcess
from assistant.jobs.tasks import SortTask, Task

T = TypeVar("T")

_ATTEMPTS = 2  # a crash may have been chance: each document gets one more worker, and no third
_LOST_LOADING = 2
_IDLE = 300.0  # seconds after which an idle worker's memory is given back
_HALTS = {kind.__name__: kind for kind in (errors.ModelError, errors.PackError, errors.InputError)}


class Pool:
    """N workers, started when there is something to do; each handles one task at a time.

    A future holds the task's value. Where the document is at fault the task decides (a row, or a
    DocumentError); where nothing can be done at all (no model, no pack) it raises a StillroomError.
    """

    def __init__(
        self,
        workers: int,
        pack: str = "uk-office",
        threads_per_worker: int = 1,
        seconds_per_document: float = 60.0,
        memory: int = limits.MEMORY,
    ) -> None:
        self.workers = workers
        self.pack = pack
        self._threads_per_worker = threads_per_worker
        self._seconds = seconds_per_document
        self._memory = memory
        self._watch = Watch(memory)
        self._bell = threading.Condition()
        self._urgent: deque[tuple[Task[Any], Future[Any]]] = deque()
        self._tasks: deque[tuple[Task[Any], Future[Any]]] = deque()
        self._closed = False
        self._lost: int | None = 0  # documents lost before any worker had the model loaded
        self._processes: list[WorkerProcess | None] = [None] * workers
        self._seats = [
            threading.Thread(
                target=self._serve, args=(number,), name=f"stillroom-worker-{number}", daemon=True
            )
            for number in range(workers)
        ]
        for seat in self._seats:
            seat.start()

    def submit(self, task: Task[T], urgent: bool = False) -> Future[T]:
        """Urgent tasks go before all that wait. A future that still waits can be cancelled."""
        future: Future[T] = Future()
        with self._bell:
            if self._closed:
                raise StillroomError("Stillroom is closing.")
            (self._urgent if urgent else self._tasks).append((task, future))
            self._bell.notify()
        return future

    def pids(self) -> list[int]:
        """The worker processes that run now."""
        return [one.pid for one in self._processes if one is not None and one.is_alive()]

    def close(self) -> None:
        """Ends all workers at once; futures that are not done are cancelled or fail."""
        with self._bell:
            self._closed = True
            left = [*self._urgent, *self._tasks]
            self._urgent.clear()
            self._tasks.clear()
            self._bell.notify_all()
        for _, future in left:  # not under the bell: whoever waits for a future may want the bell too
            future.cancel()
        self._watch.kill_all()
        for seat in self._seats:
            seat.join()
        self._watch.close()

    def _serve(self, number: int) -> None:
        # A worker dies with the thread that started it (see worker._die_with_parent), so each thread
        # keeps its own worker and lives as long as the pool.
        try:
            while (taken := self._next(number)) is not None:
                task, future = taken
                if not future.set_running_or_notify_cancel():
                    continue
                try:
                    future.set_result(self._do(number, task))
                except BaseException as why:
                    future.set_exception(why)
        finally:
            self._end(number)

    def _next(self, number: int) -> tuple[Task[Any], Future[Any]] | None:
        with self._bell:
            while not (self._urgent or self._tasks or self._closed):
                if not self._bell.wait(_IDLE):
                    self._end(number)
            if self._closed:
                return None
            return (self._urgent or self._tasks).popleft()

    def _do(self, number: int, task: Task[T]) -> T:
        seconds = limits.seconds_for(_size(task.path), self._seconds, task.fetch)
        for _ in range(_ATTEMPTS):
            process = self._process(number)
            try:
                answer = self._talk(process, task, seconds)
            except BaseException:  # a question could not be answered: the worker still waits for that
                self._end(number)
                raise
            if answer is None or "memory" in answer or process.killed_for or process.has_grown():
                self._end(number)
            if answer is not None:
                return self._value(task, answer)
            if process.killed_for == "closing" or self._closed:
                raise StillroomError("Stillroom was closed before this document was done.")
            if process.killed_for:
                self._count_lost(task)
                return task.failed(_killed(task.path, process.killed_for, seconds, self._memory))
        self._count_lost(task)
        return task.failed(
            DocumentError(
                task.path,
                Reason.CRASHED,
                "Reading it ended the reader twice, so it was left out.",
                "It is probably damaged: open it in its own program, save it again and try once more.",
            )
        )

    def _count_lost(self, task: Task[Any]) -> None:
        """Where the model itself ends every worker, the documents must not be blamed one by one."""
        if self._lost is None or not isinstance(task, SortTask):
            return
        self._lost += 1
        if self._lost > _LOST_LOADING:
            raise errors.ModelError(
                "The model cannot be loaded: the worker process ends while doing so. `stillroom doctor` says "
                "more; installing Stillroom again may help."
            )

    def _talk(self, process: WorkerProcess, task: Task[T], seconds: float) -> dict[str, Any] | None:
        """The worker's answer, or None if it died."""
        self._watch.begin(process, seconds)
        if self._closed:  # the closing may have looked before this one was being watched
            process.kill("closing")
        try:
            process.send({"function": task.function, "arguments": task.arguments(), "seconds": seconds})
            while (answer := process.receive()) is not None and "ask" in answer:
                self._lost = None  # the model is loaded: from here on it is the document
                process.send(task.ask(answer["ask"]))
            return answer
        except OSError:  # the pipe broke: it died
            return None
        finally:
            self._watch.done(process)

    def _value(self, task: Task[T], answer: dict[str, Any]) -> T:
        if "value" in answer:
            return task.value(answer["value"])
        if "document" in answer:
            why = answer["document"]
            return task.failed(DocumentError(why["path"], Reason(why["reason"]), why["what"], why["do"]))
        if "halt" in answer:
            raise _HALTS.get(answer["halt"]["kind"], StillroomError)(answer["halt"]["sentence"])
        if "memory" in answer:
            return task.failed(_killed(task.path, "memory", 0.0, self._memory))
        return task.failed(
            DocumentError(
                task.path,
                Reason.FAILED,
                f"It could not be sorted because of a fault in Stillroom ({answer['fault']}).",
                "Please report this fault; the document itself may be in order.",
            )
        )

    def _process(self, number: int) -> WorkerProcess:
        process = self._processes[number]
        if process is not None and process.is_alive():
            return process
        self._end(number)
        try:
            process = WorkerProcess(self._threads_per_worker, self._memory)
        except StillroomError:  # once may be chance: another program in the way, or it was killed
            process = WorkerProcess(self._threads_per_worker, self._memory)
        self._processes[number] = process
        return process

    def _end(self, number: int) -> None:
        process, self._processes[number] = self._processes[number], None
        if process is not None:
            process.end()


def _killed(path: str, why: str, seconds: float, memory: int) -> DocumentError:
    if why == "memory":
        return DocumentError(
            path,
            Reason.TOO_BIG,
            f"Reading it needs more than {memory / 1024**3:.0f} GB of memory, so it was left out.",
            "Split it into smaller files, or save it without its pictures.",
        )
    return DocumentError(
        path,
        Reason.TOO_SLOW,
        f"Reading it took more than {seconds:.0f} seconds, so it was left out.",
        "Split it into smaller files, or save it again in its own program and try once more.",
    )


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0  # the worker says what is wrong with it
