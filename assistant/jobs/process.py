"""One worker process as the app sees it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import psutil

from assistant.errors import StillroomError
from assistant.jobs import limits, messages, worker

_PACKAGE_FOLDER = str(Path(__file__).resolve().parent.parent.parent)
# -P: a module that lies in the folder the app was started in (the user's documents) is never imported.
# This very package is imported first, and its folder then goes last, behind the standard library.
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); import assistant; sys.path.append(sys.path.pop(0)); "
    "from assistant.jobs.worker import main; main()"
)
_STARTING = 60.0  # seconds; a virus scanner may look at every library first

_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "MALLOC_ARENA_MAX": "2",  # glibc otherwise keeps an arena for each thread, and never gives it back
}
# A thread that waits for the others sleeps soon: one that spins takes the core that they need. With two
# threads on a busy machine of two cores that is the difference between 100 and 960 tokens a second.
_PATIENT = {"OMP_WAIT_POLICY": "PASSIVE", "GOMP_SPINCOUNT": "100"}
_THREADS = (
    "STILLROOM_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "RAYON_NUM_THREADS",
    "TOKIO_WORKER_THREADS",
)


class WorkerProcess:
    """A started worker. Used by one thread, except for `kill`, which any may call."""

    def __init__(self, threads: int, memory: int) -> None:
        environment = {**os.environ, **_OFFLINE, **_PATIENT, **dict.fromkeys(_THREADS, str(threads))}
        self._process = subprocess.Popen(
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            # A terminal's Ctrl+C and its closing are the app's to handle.
            start_new_session=sys.platform != "win32",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._guard = threading.Lock()
        self._ended = False
        self._at_first = 0
        self.killed_for: str = ""  # why the app killed it: "slow", "memory" or "closing"
        self._watched = psutil.Process(self._process.pid)
        alarm = threading.Timer(_STARTING, self.kill, ["slow"])
        alarm.daemon = True
        alarm.start()
        try:
            self.send({"sys_path": _libraries(), "memory": memory, "parent": os.getpid()})
            if self.receive() is None:
                raise OSError("it ended before it was ready")
        except OSError as why:
            self.end()
            raise StillroomError(
                f"A worker process could not be started ({why}). Start Stillroom again; if that does not "
                "help, install it again."
            ) from why
        finally:
            alarm.cancel()

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_alive(self) -> bool:
        return not self._ended and self._process.poll() is None

    def resident(self) -> int:
        """Bytes of memory in use, or 0 where it is gone."""
        try:
            return int(self._watched.memory_info().rss)
        except psutil.Error:
            return 0

    def has_grown(self) -> bool:
        """Does it keep much more memory than after its first document? Then a fresh one takes its place."""
        resident = self.resident()
        if not self._at_first:
            self._at_first = resident
        return limits.has_grown(resident, self._at_first)

    def send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        messages.send(self._process.stdin, message)

    def receive(self) -> dict[str, Any] | None:
        """The next message, or None once the process is gone."""
        assert self._process.stdout is not None
        return messages.receive(self._process.stdout)

    def kill(self, why: str) -> None:
        with self._guard:
            if not self._ended:
                self.killed_for = self.killed_for or why
                self._process.kill()

    def end(self) -> None:
        """Ends the process, waits until it is gone and lets go of the pipes."""
        with self._guard:
            self._process.kill()
            self._process.wait()
            self._ended = True
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with contextlib.suppress(OSError):  # what was still to be sent has no reader any more
                pipe.close()


def command() -> list[str]:
    """How a worker is started: never by fork, and without the app's own main module or Qt."""
    if getattr(sys, "frozen", False):
        return [sys.executable, worker.FLAG]
    return [sys.executable, "-P", "-c", _START, _PACKAGE_FOLDER]


def _libraries() -> list[str]:
    """Where this process finds modules, without the folder that it was started in."""
    here = str(Path.cwd())
    return [one for one in sys.path if one and (one != here or one == _PACKAGE_FOLDER)]


class Watch:
    """Kills workers whose document takes too long or too much memory. One thread for all of them."""

    def __init__(self, memory: int, interval: float = 0.1) -> None:
        self._memory = memory
        self._interval = interval
        self._until: dict[WorkerProcess, float] = {}
        self._guard = threading.Lock()
        self._busy = threading.Event()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="stillroom-watch", daemon=True)
        self._thread.start()

    def begin(self, process: WorkerProcess, seconds: float) -> None:
        with self._guard:
            self._until[process] = time.monotonic() + seconds
            self._busy.set()

    def done(self, process: WorkerProcess) -> None:
        with self._guard:
            self._until.pop(process, None)
            if not self._until:
                self._busy.clear()

    def kill_all(self) -> None:
        with self._guard:
            for process in self._until:
                process.kill("closing")

    def close(self) -> None:
        self._over.set()
        self._busy.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.is_set():
            self._busy.wait()
            with self._guard:
                watched = list(self._until.items())
            now = time.monotonic()
            for process, until in watched:
                if now > until:
                    self._kill(process, until, "slow")
                elif process.resident() > self._memory:
                    self._kill(process, until, "memory")
            self._over.wait(self._interval)

    def _kill(self, process: WorkerProcess, until: float, why: str) -> None:
        with self._guard:
            if self._until.get(process) == until:  # else it has gone on to another document meanwhile
                process.kill(why)
