"""A person's answers: kept for a path and its content, and stronger than any machine's.

An answer belongs to the file at that path with that content: it survives every later run, retry and
pack. An identical file elsewhere that is sorted later gets it as well (the newest one, where people
answered differently), because the content is what the person judged; such a row says so. Rows that
were sorted already are never changed behind a person's back (in the same list, what is identical and not
sure either is answered along with it: the window says so, and one undo takes it all back), an empty file
lends its answer to no other, and a file that has changed since is asked about afresh.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.workspace.schema import NOT_READ, SURE

NOTHING = hashlib.sha256(b"").hexdigest()
_AT_ONCE = 500  # SQLite's limit on the values of one statement is higher, on every version


@dataclass(frozen=True)
class PersonAnswer:
    """What a row held before it was put right, for undo."""

    id: int
    category: str | None  # None: no person had answered
    copied: bool = False


_Row = tuple[int, bytes, str | None, str | None, int]


def put_right(
    db: sqlite3.Connection, revision: int, ids: Sequence[int], category: str | None
) -> list[PersonAnswer]:
    """Sets one category for many rows; None takes the person's answer back. Unknown ids are left out."""
    before = list(_rows(db, ids))
    _write(db, revision, ((row, category, False) for row in before))
    return [PersonAnswer(row[0], row[3], bool(row[4])) for row in before]


def restore(db: sqlite3.Connection, revision: int, before: Sequence[PersonAnswer]) -> None:
    wanted = {one.id: one for one in before}
    rows = _rows(db, list(wanted))
    _write(db, revision, ((row, wanted[row[0]].category, wanted[row[0]].copied) for row in list(rows)))


def remembered(db: sqlite3.Connection, path: bytes, sha256: str | None) -> tuple[str, bool] | None:
    """The category that a person gave this file, and whether it was for an identical one elsewhere."""
    own = db.execute(
        "SELECT category FROM answer WHERE path = ? AND sha256 = ?", (path, sha256 or "")
    ).fetchone()
    if own is not None:
        return own[0], False
    if not sha256 or sha256 == NOTHING:
        return None
    other = db.execute(
        "SELECT category FROM answer WHERE sha256 = ? ORDER BY given DESC, path LIMIT 1", (sha256,)
    ).fetchone()
    return None if other is None else (other[0], True)


def keep(db: sqlite3.Connection, path: bytes, sha256: str | None, category: str) -> None:
    db.execute(
        "INSERT INTO answer VALUES (?, ?, ?, ?) ON CONFLICT (path, sha256) "
        "DO UPDATE SET category = excluded.category, given = excluded.given",
        (path, sha256 or "", category, time.time()),
    )


def _rows(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[_Row]:
    for at in range(0, len(ids), _AT_ONCE):
        some = ids[at : at + _AT_ONCE]
        marks = ",".join("?" * len(some))
        yield from db.execute(
            f"SELECT id, path, sha256, person, copied FROM document WHERE id IN ({marks})", some
        ).fetchall()


def _write(db: sqlite3.Connection, revision: int, changes: Iterable[tuple[_Row, str | None, bool]]) -> None:
    for (row, path, sha256, _, _), category, copied in changes:
        db.execute(
            "UPDATE document SET revision = :revision, person = :person, copied = :copied, "
            "category = coalesce(:person, machine_category), "
            "confidence = CASE WHEN :person IS NULL THEN machine_confidence END, "
            f"status = CASE WHEN status < {NOT_READ} THEN status WHEN :person IS NULL THEN machine_status "
            f"ELSE {SURE} END WHERE id = :id",
            {"revision": revision, "person": category, "copied": copied, "id": row},
        )
        if category is None or copied:
            db.execute("DELETE FROM answer WHERE path = ? AND sha256 = ?", (path, sha256 or ""))
        else:
            keep(db, path, sha256, category)
