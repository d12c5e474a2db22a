"""Assessments in the workspace: each a row with its JSON. What was deleted can be put back by its id."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import InputError

# The models of advice take longer to read than the rest of the workspace: only who asks for assessments waits.
if TYPE_CHECKING:
    from assistant.advise.assessment import Assessment


@dataclass(frozen=True)
class Stored:
    """An assessment with its number in the workspace."""

    id: int
    assessment: Assessment


def add(db: sqlite3.Connection, assessment: Assessment) -> int:
    from assistant.advise.assessment import to_json

    made = db.execute(
        "INSERT INTO assessment (changed, body) VALUES (?, ?)",
        (assessment.changed.timestamp(), to_json(assessment)),
    )
    return int(made.lastrowid or 0)


def put(db: sqlite3.Connection, number: int, assessment: Assessment) -> None:
    """Raises InputError where there is none of that number."""
    from assistant.advise.assessment import to_json

    changed = db.execute(
        "UPDATE assessment SET changed = ?, body = ? WHERE id = ?",
        (assessment.changed.timestamp(), to_json(assessment), number),
    )
    if not changed.rowcount:
        raise InputError("This assessment has been deleted in the meantime.")


def get(db: sqlite3.Connection, number: int) -> Assessment:
    from assistant.advise.assessment import from_json

    row = db.execute("SELECT body FROM assessment WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise InputError("This assessment has been deleted in the meantime.")
    return from_json(row[0], "the workspace")


def every(db: sqlite3.Connection) -> list[Stored]:
    """The one changed last comes first."""
    from assistant.advise.assessment import from_json

    rows = db.execute("SELECT id, body FROM assessment ORDER BY changed DESC, id DESC").fetchall()
    return [Stored(number, from_json(body, "the workspace")) for number, body in rows]


def delete(db: sqlite3.Connection, number: int) -> Assessment:
    """Returns it as it was, so that it can be added again."""
    gone = get(db, number)
    db.execute("DELETE FROM assessment WHERE id = ?", (number,))
    return gone
