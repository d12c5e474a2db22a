"""The worker process: tasks in, plain data out, one at a time. Imports little before the first task."""

from __future__ import annotations

import faulthandler
import importlib
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from assistant.errors import DocumentError, StillroomError
from assistant.jobs import messages

FLAG = "--stillroom-worker"  # the only argument of an installed (frozen) app that is to be a worker
# The app kills a worker that is too slow. Should the app be gone by then, this ends it.
_GRACE = 30.0

Ask = Callable[[dict[str, Any]], dict[str, Any]]


class _Pipes:
    """The pipes to the app; nothing else in this process can read or write them."""

    def __init__(self) -> None:
        self.out: IO[bytes] = os.fdopen(os.dup(1), "wb")
        self._into: IO[bytes] = os.fdopen(os.dup(0), "rb")
        nowhere = os.open(os.devnull, os.O_RDWR)
        # Native libraries print as they like; that must reach neither the app nor its terminal.
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        self.tasks: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while (message := messages.receive(self._into)) is not None:
            self.tasks.put(message)
        os._exit(0)  # the app is gone or wants no more, whatever is under way here

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        messages.send(self.out, {"ask": question})
        return self.tasks.get()


def main() -> None:
    """Serves tasks until the app closes the pipe."""
    pipes = _Pipes()
    start = pipes.tasks.get()
    sys.path[:] = list(dict.fromkeys([*sys.path, *start["sys_path"]]))
    _guard(start["memory"], start["parent"])
    messages.send(pipes.out, {"ready": True})
    while True:
        task = pipes.tasks.get()
        faulthandler.dump_traceback_later(task["seconds"] + _GRACE, exit=True, file=2)
        answer = _answer(task, pipes.ask)
        faulthandler.cancel_dump_traceback_later()
        messages.send(pipes.out, answer)


def _answer(task: dict[str, Any], ask: Ask) -> dict[str, Any]:
    try:
        module, _, function = task["function"].partition(":")
        value = getattr(importlib.import_module(module), function)(ask=ask, **task["arguments"])
        return {"value": value.model_dump(mode="json") if hasattr(value, "model_dump") else value}
    except DocumentError as why:
        return {"document": {"path": why.path, "reason": why.reason, "what": why.what, "do": why.do}}
    except StillroomError as why:
        return {"halt": {"kind": type(why).__name__, "sentence": str(why)}}
    except MemoryError:
        return {"memory": True}
    except Exception as why:
        # The place and the kind of the fault help to mend it; its message may quote the document.
        last = traceback.extract_tb(why.__traceback__)[-1]
        return {"fault": f"{type(why).__name__} in {Path(last.filename).name}, line {last.lineno}"}


def _guard(memory: int, parent: int) -> None:
    """Limits that hold whatever the libraries of this process do, as far as the system offers them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the app
    if sys.platform == "win32":
        _quiet_windows()
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        _die_with_parent(parent)
    # macOS knows RLIMIT_AS but does not hold to it: there the app watches the memory.


def _die_with_parent(parent: int) -> None:
    """Even one stuck in a native call, where no thread of Python runs, goes when the app is killed."""
    import ctypes

    death_signal = 1  # PR_SET_PDEATHSIG
    ctypes.CDLL(None).prctl(death_signal, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def _quiet_windows() -> None:
    """No box about a crash, which would wait for a click."""
    from ctypes import windll  # type: ignore[attr-defined,unused-ignore]

    # SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX
    windll.kernel32.SetErrorMode(0x0001 | 0x0002 | 0x8000)


if __name__ == "__main__":
    main()
