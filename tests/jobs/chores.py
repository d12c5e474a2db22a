"""Tasks for worker processes in tests: some behave, some do what hostile documents do."""

from __future__ import annotations

import ctypes
import hashlib
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from assistant.documents.document import Document, Page
from assistant.errors import DocumentError, ModelError, Reason
from assistant.workspace.result import Result

SORT = f"{__name__}:sort"
READ = f"{__name__}:read"
MADE_BY = "chores 1"


def sort(ask: Any, path: str, pack: str, fetch: bool = False) -> dict[str, Any]:
    """Sorts by the file's first word, which may also order a disaster.

    Each document that is really computed leaves a line in the file `computed` beside the folder.
    """
    try:
        content = Path(path).read_bytes()
    except FileNotFoundError as why:
        raise DocumentError(path, Reason.MISSING, "It is not there any more.") from why
    sha256 = hashlib.sha256(content).hexdigest()
    answer = ask({"sha256": sha256, "made_by": MADE_BY})
    if "later" in answer:
        return {"put": "same"}
    if "known" in answer:
        return {"result": answer["known"], "made_by": MADE_BY, "reused": True}
    log = os.environ.get("CHORES_LOG")
    if log:
        with open(log, "ab") as lines:  # noqa: PTH123
            lines.write(os.fsencode(path).replace(b"\n", b" ") + b"\n")
    word, _, rest = content.decode("utf-8", "replace").partition(" ")
    disaster(word, rest, path)
    result = Result(
        path=path,
        sha256=sha256,
        verdict="sure",
        category=word,
        confidence=0.9,
        decided_by="model",
        note="Sure",
        pages=1,
        characters=len(content),
        warnings=(f"{Path(path).name}: one picture was left out.",),
    )
    return {"result": result.model_dump(mode="json"), "made_by": MADE_BY}


def disaster(word: str, rest: str, path: str) -> None:  # noqa: PLR0912 - a list of disasters
    match word:
        case "abort":
            os.abort()
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "once":  # dies the first time, not the second
            marker = Path(path).with_suffix(".died")
            if not marker.exists():
                marker.touch()
                os.abort()
        case "hang":
            time.sleep(3600)
        case "stuck":  # in a native call that holds the interpreter: no Python thread runs
            ctypes.PyDLL(None).sleep(3600)
        case "eat":
            held = []
            while True:
                held.append(bytearray(16 * 1024 * 1024))
        case "print":
            os.write(1, b"noise on stdout\n")
            os.write(2, b"noise on stderr\n")
            print("more noise", flush=True)
            sys.stderr.write("and more\n")
        case "bug":
            raise ValueError("the secret text of a document")
        case "broken":
            raise DocumentError(path, Reason.DAMAGED, "The file is damaged.", "Ask for it again.")
        case "halt":
            raise ModelError("The model file is missing. Install Stillroom again.")
        case "slow":
            time.sleep(float(rest))
        case _:
            pass


def read(ask: Any, path: str, fetch: bool = False) -> Document:
    text = Path(path).read_text(encoding="utf-8")
    disaster(*text.partition(" ")[::2], path)
    return Document(path=path, kind="text", pages=(Page(number=1, text=text),))


def never_loads(ask: Any, path: str, pack: str, fetch: bool = False) -> dict[str, Any]:
    """A model that ends every worker which loads it."""
    os.abort()


def environment(ask: Any, path: str, fetch: bool = False) -> Document:
    """What the worker process is like: its modules and its environment."""
    lines = [f"module {name}" for name in sys.modules] + [
        f"{key}={value}" for key, value in os.environ.items()
    ]
    return Document(path=path, kind="text", pages=(Page(number=1, text="\n".join(lines)),))
