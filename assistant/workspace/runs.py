"""Runs: what was dropped or named together, when, and by which process."""

from __future__ import annotations

import os
import sqlite3
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from assistant.errors import InputError
from assistant.workspace import owner, schema

State = Literal["running", "stopped", "interrupted", "finished"]

_OPEN = (
    "EXISTS (SELECT 1 FROM document d WHERE d.run = run.id AND d.status IN "
    f"({schema.WAITING}, {schema.WORKING})) "
    "OR EXISTS (SELECT 1 FROM root r WHERE r.run = run.id AND NOT r.walked)"
)


@dataclass(frozen=True)
class Run:
    id: int
    kind: str  # "sort"
    title: str
    pack: str
    started: datetime  # with its time zone
    finished: datetime | None
    roots: tuple[str, ...]  # the folders in it, as absolute paths
    state: State
    documents: int
    skipped: int  # temporary and system files, hidden folders, links that were not followed


def new(db: sqlite3.Connection, kind: str, pack: str, title: str) -> int:
    title = title.encode("utf-8", "replace").decode("utf-8")  # it may hold undecodable bytes of a name
    made = db.execute(
        "INSERT INTO run (kind, title, pack, started, owner) VALUES (?, ?, ?, ?, ?)",
        (kind, title, pack, time.time(), owner.this_process()),
    )
    assert made.lastrowid is not None
    return made.lastrowid


def get(db: sqlite3.Connection, run: int) -> Run:
    found = db.execute(f"SELECT {_COLUMNS} FROM run WHERE id = ?", (run,)).fetchone()
    if found is None:
        raise InputError(f"There is no run {run} in this workspace.")
    return _run(db, found)


def latest(db: sqlite3.Connection, limit: int = -1) -> list[Run]:
    """The newest first."""
    found = db.execute(f"SELECT {_COLUMNS} FROM run ORDER BY id DESC LIMIT ?", (limit,)).fetchall()
    return [_run(db, one) for one in found]


def unfinished(db: sqlite3.Connection) -> Run | None:
    """The newest run with something left to do whose process is gone."""
    found = db.execute(
        f"SELECT {_COLUMNS} FROM run WHERE finished IS NULL AND ({_OPEN}) ORDER BY id DESC"
    ).fetchall()
    for one in found:
        if not owner.is_alive(one[6]):
            return _run(db, one)
    return None


def take_over(db: sqlite3.Connection, run: int, revision: int) -> None:
    """This process works on the run from now on; what the earlier one was busy with waits again."""
    found = db.execute(
        "SELECT owner, finished IS NULL AND NOT stopped FROM run WHERE id = ?", (run,)
    ).fetchone()
    if found is None:
        raise InputError(f"There is no run {run} in this workspace.")
    mine = owner.this_process()
    if found[0] != mine and found[1] and owner.is_alive(found[0]):
        raise InputError(
            "Another Stillroom is still sorting these documents. Wait until it is done, or stop it."
        )
    if found[0] != mine:
        db.execute(
            "UPDATE document SET status = ?, revision = ? WHERE run = ? AND status = ?",
            (schema.WAITING, revision, run, schema.WORKING),
        )
    db.execute("UPDATE run SET owner = ?, finished = NULL, stopped = 0 WHERE id = ?", (mine, run))


def is_open(db: sqlite3.Connection, run: int) -> bool:
    found = db.execute(f"SELECT {_OPEN} FROM run WHERE id = ?", (run,)).fetchone()
    return found is not None and bool(found[0])


def skipped(db: sqlite3.Connection, run: int) -> int:
    return int(db.execute("SELECT coalesce(sum(skipped), 0) FROM root WHERE run = ?", (run,)).fetchone()[0])


def settle(db: sqlite3.Connection, run: int, stopped: bool) -> None:
    """Marks the run as finished if nothing is left to do, else as stopped where a person stopped it."""
    if not is_open(db, run):
        db.execute("UPDATE run SET finished = ?, stopped = 0 WHERE id = ?", (time.time(), run))
    elif stopped:
        db.execute("UPDATE run SET stopped = 1 WHERE id = ?", (run,))


def forget(db: sqlite3.Connection, run: int) -> None:
    """Drops what still waits; what is sorted stays. A run with nothing sorted goes altogether."""
    db.execute(f"DELETE FROM document WHERE run = ? AND status IN {schema.QUEUED}", (run,))
    db.execute("UPDATE root SET walked = 1 WHERE run = ?", (run,))
    db.execute("UPDATE run SET finished = ? WHERE id = ?", (time.time(), run))
    db.execute(
        "DELETE FROM run WHERE id = ? AND NOT EXISTS (SELECT 1 FROM document WHERE document.run = run.id)",
        (run,),
    )


_COLUMNS = "id, kind, title, pack, started, finished, owner, stopped"


def _run(db: sqlite3.Connection, row: tuple[int, str, str, str, float, float | None, str, int]) -> Run:
    run, kind, title, pack, started, finished, by, stopped = row
    roots = db.execute("SELECT path FROM root WHERE run = ? AND folder ORDER BY id", (run,)).fetchall()
    (documents,) = db.execute("SELECT count(*) FROM document WHERE run = ?", (run,)).fetchone()
    return Run(
        id=run,
        kind=kind,
        title=title,
        pack=pack,
        started=datetime.fromtimestamp(started, UTC),
        finished=None if finished is None else datetime.fromtimestamp(finished, UTC),
        roots=tuple(os.fsdecode(path) for (path,) in roots),
        state=_state(finished, stopped, by),
        documents=documents,
        skipped=skipped(db, run),
    )


def _state(finished: float | None, stopped: int, by: str) -> State:
    if finished is not None:
        return "finished"
    if stopped:
        return "stopped"
    return "running" if owner.is_alive(by) else "interrupted"
