"""From what was dropped or named to documents in the queue."""

# Paths stay text here: Path drops "./", and costs time over 100,000 entries.
# ruff: noqa: PTH100, PTH109, PTH112, PTH118, PTH119, PTH120

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.errors import SHORT, Reason
from assistant.jobs.discover import Found, discover
from assistant.workspace.result import Result
from assistant.workspace.store import NewDocument, Root, Walked, Workspace

_BATCH = 500
_SECONDS = 0.2  # the table fills while a slow network folder is still being listed


def absolute(path: Path | str) -> str:
    """The absolute path, without following links: a link keeps its own name."""
    given = os.fspath(path)
    if ".." not in Path(given).parts:
        return os.path.abspath(given)
    # "link/../file" lies beside what the link points to.
    folder, name = os.path.split(os.path.join(os.getcwd(), given.rstrip(os.sep)))
    return os.path.realpath(given) if name == ".." else os.path.join(os.path.realpath(folder), name)


def walk(workspace: Workspace, run: int, cancelled: Callable[[], bool], leave_out: Sequence[Path]) -> None:
    """Puts what lies in the run's roots in the queue as it is found.

    A root counts as walked once all of it is stored, so a crash or `cancelled()` leaves it for next time.
    """
    batch: list[NewDocument] = []
    done: list[Walked] = []
    last = time.monotonic()
    for root in workspace.roots_to_walk(run):
        skipped = 0
        folder = os.path.isdir(root.path)
        for found in discover([root.path], cancelled, leave_out):
            if found.kind == "skipped":
                skipped += 1
            else:
                batch.append(_document(root, found, folder))
            if len(batch) >= _BATCH or (batch and time.monotonic() - last > _SECONDS):
                workspace.enqueue(run, batch, done)
                batch, done, last = [], [], time.monotonic()
        if cancelled():
            break
        done.append(Walked(root.id, folder, skipped))
    workspace.enqueue(run, batch, done)


def _document(root: Root, found: Found, in_folder: bool) -> NewDocument:
    if not in_folder:
        return NewDocument(
            path=root.path,
            given=root.given,
            below=os.path.basename(os.path.dirname(root.path)),
            cloud=found.kind == "cloud_only",
        )
    below = os.path.relpath(found.path, root.path)
    return NewDocument(
        path=found.path,
        given=root.given if below == "." else os.path.join(root.given, below),
        below=os.path.join(os.path.basename(root.path), os.path.dirname(below)),
        cloud=found.kind == "cloud_only",
        failed=_unreachable(found) if found.kind == "unreachable" else None,
    )


def _unreachable(found: Found) -> Result:
    name = os.path.basename(found.path) or found.path
    return Result(
        path=found.path,
        verdict="not_read",
        note=SHORT[Reason.NO_PERMISSION],
        error=f"{name}: {found.why} Nothing in it was sorted. Put that right and try the failed ones again.",
        reason=Reason.NO_PERMISSION.value,
    )
