"""The durable queue: documents wait, are worked on, and end with a result."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.workspace import answers, reuse, rows, schema
from assistant.workspace.order import fold, natural_key
from assistant.workspace.result import Result

WALK = "walk"  # made_by of a row that stands for a folder which could not be opened


@dataclass(frozen=True)
class Root:
    """Something that was dropped or named."""

    id: int
    path: str
    given: str


@dataclass(frozen=True)
class NewDocument:
    path: str  # absolute
    given: str  # as the user wrote it; the same as `path` in the window
    below: str = ""  # folder that searching looks at: from the dropped folder down
    cloud: bool = False
    failed: Result | None = None  # a folder that could not be opened


@dataclass(frozen=True)
class Walked:
    """A root that was looked through."""

    root: int
    folder: bool
    skipped: int


@dataclass(frozen=True)
class Job:
    """A document handed out."""

    id: int
    path: str
    fresh: bool
    fetch: bool


@dataclass(frozen=True)
class Finished:
    id: int
    result: Result
    made_by: str = ""  # pack and version; empty where none was asked


def add_roots(db: sqlite3.Connection, run: int, paths: Sequence[tuple[str, str]]) -> None:
    """Notes (path, given) before anything is looked at, so that a crash cannot lose them."""
    db.executemany(
        "INSERT INTO root (run, path, given) VALUES (?, ?, ?) "
        "ON CONFLICT (run, path) DO UPDATE SET walked = 0",
        [(run, os.fsencode(path), _unless_same(path, given)) for path, given in paths],
    )


def roots_to_walk(db: sqlite3.Connection, run: int) -> list[Root]:
    found = db.execute("SELECT id, path, given FROM root WHERE run = ? AND NOT walked ORDER BY id", (run,))
    return [Root(row, os.fsdecode(path), os.fsdecode(given or path)) for row, path, given in found]


def walk_again(db: sqlite3.Connection, run: int) -> None:
    db.execute("UPDATE root SET walked = 0 WHERE run = ? AND folder", (run,))


def enqueue(
    db: sqlite3.Connection, revision: int, run: int, found: Sequence[NewDocument], walked: Sequence[Walked]
) -> None:
    """Adds what the run does not have yet, and notes the roots that hold nothing more."""
    db.executemany(
        "INSERT INTO document (run, path, given, name_key, folder_key, search, revision, status, result, "
        "machine_status, made_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (run, path) DO NOTHING",
        [_new_row(run, revision, one) for one in found],
    )
    db.executemany(
        "UPDATE root SET walked = 1, folder = ?, skipped = ? WHERE id = ?",
        [(one.folder, one.skipped, one.root) for one in walked],
    )


def _new_row(run: int, revision: int, one: NewDocument) -> tuple[object, ...]:
    folder, name = os.path.split(one.path)
    status = schema.CLOUD if one.cloud else schema.WAITING
    if one.failed is not None:
        status = rows.status_of(one.failed)
    return (
        run,
        os.fsencode(one.path),
        _unless_same(one.path, one.given),
        natural_key(name),
        natural_key(folder),
        fold(f"{name}\n{one.below}"),
        revision,
        status,
        rows.to_json(one.failed) if one.failed else None,
        status if one.failed else None,
        WALK if one.failed else None,
    )


def take(db: sqlite3.Connection, revision: int, run: int, limit: int) -> list[Job]:
    """Hands out the next documents in the order in which they were found."""
    found = db.execute(
        "SELECT id, path, fresh, fetch FROM document WHERE run = ? AND status = ? ORDER BY id LIMIT ?",
        (run, schema.WAITING, limit),
    ).fetchall()
    db.executemany(
        "UPDATE document SET status = ?, revision = ? WHERE id = ?",
        [(schema.WORKING, revision, row[0]) for row in found],
    )
    return [Job(row, os.fsdecode(path), bool(fresh), bool(fetch)) for row, path, fresh, fetch in found]


def give_back(db: sqlite3.Connection, revision: int, documents: Sequence[int]) -> None:
    db.executemany(
        "UPDATE document SET status = ?, revision = ? WHERE id = ? AND status = ?",
        [(schema.WAITING, revision, one, schema.WORKING) for one in documents],
    )


def release(db: sqlite3.Connection, revision: int, run: int) -> None:
    """Whatever the run has in hand waits again."""
    db.execute(
        "UPDATE document SET status = ?, revision = ? WHERE run = ? AND status = ?",
        (schema.WAITING, revision, run, schema.WORKING),
    )


def wait_for_consent(db: sqlite3.Connection, revision: int, document: int) -> None:
    """A file that turned out to lie only in the cloud when its turn came."""
    db.execute(
        "UPDATE document SET status = ?, revision = ? WHERE id = ?", (schema.CLOUD, revision, document)
    )


def finish(db: sqlite3.Connection, revision: int, done: Finished) -> None:
    """Stores a result. A person's answer, given earlier or meanwhile, stays above it."""
    found = db.execute("SELECT path, person, copied FROM document WHERE id = ?", (done.id,)).fetchone()
    if found is None:  # the run was forgotten meanwhile
        return
    path, person, copied = found
    result = done.result
    if person is None:
        person, copied = answers.remembered(db, path, result.sha256) or (None, False)
    elif not copied:
        answers.keep(db, path, result.sha256, person)
    status = rows.status_of(result)
    db.execute(
        "UPDATE document SET revision = ?, status = ?, fresh = 0, sha256 = ?, made_by = ?, result = ?, "
        "machine_status = ?, machine_category = ?, machine_confidence = ?, person = ?, copied = ?, "
        "category = ?, confidence = ? WHERE id = ?",
        (
            revision,
            status if person is None else schema.SURE,
            result.sha256,
            done.made_by if done.made_by and reuse.is_reusable(result) else None,
            rows.to_json(result),
            status,
            result.category,
            result.confidence,
            person,
            copied,
            result.category if person is None else person,
            result.confidence if person is None else None,
            done.id,
        ),
    )


def known(db: sqlite3.Connection, sha256: str, made_by: str) -> Result | None:
    """What was found out about the same content with the same pack and version, in any run."""
    found = db.execute(
        "SELECT path, result FROM document WHERE sha256 = ? AND made_by = ? AND result IS NOT NULL LIMIT 1",
        (sha256, made_by),
    ).fetchone()
    return None if found is None else rows.from_json(found[1], os.fsdecode(found[0]))


def retry_failed(db: sqlite3.Connection, revision: int, run: int) -> None:
    """Failed documents wait again; folders that could not be opened are walked again."""
    gone = db.execute(
        "DELETE FROM document WHERE run = ? AND status = ? AND made_by = ?", (run, schema.NOT_READ, WALK)
    )
    if gone.rowcount:
        walk_again(db, run)
    db.execute(
        "UPDATE document SET status = ?, fresh = 1, revision = ? WHERE run = ? AND status = ?",
        (schema.WAITING, revision, run, schema.NOT_READ),
    )


def fetch_cloud(db: sqlite3.Connection, revision: int, run: int) -> None:
    db.execute(
        "UPDATE document SET status = ?, fetch = 1, revision = ? WHERE run = ? AND status = ?",
        (schema.WAITING, revision, run, schema.CLOUD),
    )


def _unless_same(path: str, given: str) -> bytes | None:
    return None if given == path else os.fsencode(given)
