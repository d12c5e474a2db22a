"""The documents of a run that wait for a person's word, and how torn the machine was between its best two."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.workspace import schema
from assistant.workspace.answers import NOTHING

STRANGE = "Unlike anything taught"  # the classifier's note, as it lies in stored results
_AT_ONCE = 500


@dataclass(frozen=True)
class Doubtful:
    """`lead` is how far the best candidate stands before the second one, from 0 to 1."""

    id: int
    lead: float
    strange: bool  # unlike anything taught, or not scored at all
    content: str = ""  # the same for identical files; "" where that is not known or the file is empty


def doubtful(db: sqlite3.Connection, run: int, since: int) -> list[Doubtful]:
    """Those that are new or changed since that revision, in the order in which they were added."""
    found = db.execute(
        "SELECT id, json_extract(result, '$.alternatives[0].confidence'), "
        "json_extract(result, '$.alternatives[1].confidence'), json_extract(result, '$.note'), "
        "CASE WHEN sha256 != ? THEN sha256 END "
        "FROM document WHERE run = ? AND status = ? AND revision > ? ORDER BY id",
        (NOTHING, run, schema.NOT_SURE, since),
    )
    return [
        Doubtful(row, (first or 0.0) - (second or 0.0), first is None or note == STRANGE, content or "")
        for row, first, second, note, content in found
    ]


def identical(db: sqlite3.Connection, ids: Sequence[int]) -> list[int]:
    """The other documents of the same runs with the same content, so far as they wait for a person's word as
    well or have been given the same one: what is said of one of them is meant for all."""
    found: list[int] = []
    for at in range(0, len(ids), _AT_ONCE):
        some = ids[at : at + _AT_ONCE]
        marks = ",".join("?" * len(some))
        found += [
            row
            for (row,) in db.execute(
                "SELECT DISTINCT twin.id FROM document AS one JOIN document AS twin "
                "ON twin.sha256 = one.sha256 AND twin.run = one.run AND twin.id != one.id "
                f"WHERE one.id IN ({marks}) AND one.sha256 != ? "
                "AND (twin.status = ? OR twin.person = one.person) ORDER BY twin.id",
                (*some, NOTHING, schema.NOT_SURE),
            )
        ]
    wanted = set(ids)
    return [row for row in dict.fromkeys(found) if row not in wanted]
