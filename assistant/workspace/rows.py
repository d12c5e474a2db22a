"""Looking at a run's documents: filtered, in order, a page at a time."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.classify.decision import Verdict
from assistant.errors import SHORT, Reason
from assistant.workspace import schema
from assistant.workspace.order import fold
from assistant.workspace.result import Result

RowState = Literal["waiting", "working", "done", "failed"]
_AT_ONCE = 500
_STATUS: Mapping[Verdict, int] = {
    "sure": schema.SURE,
    "not_sure": schema.NOT_SURE,
    "not_read": schema.NOT_READ,
}
_VERDICT: Mapping[int, Verdict] = {status: verdict for verdict, status in _STATUS.items()}


_Columns = tuple[int, int, bytes, bytes | None, int, str | None, str | None, str | None, float | None, int]


@dataclass(frozen=True)
class Where:
    """Which rows. Everything that is given must hold."""

    text: str = ""  # each of its words in the name, the folder below the dropped one, or the category's name
    verdict: Verdict | None = None  # what counts: a person's answer makes a row "sure"
    category: str | None = None
    folder: str | None = None  # this folder and everything below it


@dataclass(frozen=True)
class Order:
    by: Literal["added", "name", "folder", "category", "confidence", "status"] = "added"
    descending: bool = False


@dataclass(frozen=True)
class Counts:
    all: int = 0
    sure: int = 0
    not_sure: int = 0
    not_read: int = 0
    waiting: int = 0  # those being worked on and those only in the cloud included
    cloud_only: int = 0


@dataclass(frozen=True)
class RowView:
    """One document of a run."""

    id: int
    run: int
    path: str  # absolute and exact; undecodable bytes as lone surrogates
    name: str
    folder: str
    state: RowState
    result: Result | None  # the machine's answer, even where a person's counts
    person: str | None  # "none" for none of these
    category: str | None  # what counts
    verdict: Verdict | None  # what counts; None while waiting
    note: str
    confidence: float | None
    cloud: bool = False  # only in the cloud: waits for consent to fetch it
    copied: bool = False  # the person answered for an identical file elsewhere

    @property
    def effective(self) -> Result | None:
        """The result that counts, for export: a person's answer stands above the machine's."""
        if self.result is None or self.person is None:
            return self.result
        why = (
            "A person chose this category for an identical file."
            if self.copied
            else "A person chose this category."
        )
        return self.result.model_copy(
            update={
                "verdict": "sure",
                "category": self.person,
                "confidence": None,
                "decided_by": "person",
                "note": self.note,
                "reasons": (why,),
            }
        )


def status_of(result: Result) -> int:
    return _STATUS[result.verdict]


def to_json(result: Result) -> str:
    # Not pydantic's own JSON: it refuses the lone surrogates of undecodable names in sentences.
    return json.dumps(result.model_dump(mode="json", exclude={"path"}, exclude_defaults=True))


def from_json(text: str, path: str) -> Result:
    return Result.model_validate({**json.loads(text), "path": path})


def counts(db: sqlite3.Connection, run: int) -> Counts:
    found = dict(
        db.execute("SELECT status, count(*) FROM document WHERE run = ? GROUP BY status", (run,)).fetchall()
    )
    return Counts(
        all=sum(found.values()),
        sure=found.get(schema.SURE, 0),
        not_sure=found.get(schema.NOT_SURE, 0),
        not_read=found.get(schema.NOT_READ, 0),
        waiting=sum(found.get(status, 0) for status in (*schema.QUEUED, schema.CLOUD)),
        cloud_only=found.get(schema.CLOUD, 0),
    )


def count(db: sqlite3.Connection, run: int, where: Where, names: Mapping[str, str]) -> int:
    condition, values = _condition(run, where, names)
    return int(db.execute(f"SELECT count(*) FROM document WHERE {condition}", values).fetchone()[0])


def ids(
    db: sqlite3.Connection,
    run: int,
    where: Where,
    order: Order,
    names: Mapping[str, str],
    *,
    offset: int = 0,
    limit: int = -1,
) -> list[int]:
    condition, values = _condition(run, where, names)
    found = db.execute(
        f"SELECT id FROM document WHERE {condition} ORDER BY {_order(order)} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [row for (row,) in found]


def views(db: sqlite3.Connection, wanted: Sequence[int]) -> list[RowView]:
    """The rows of these ids, in their order; those that are gone are left out."""
    found: dict[int, RowView] = {}
    for at in range(0, len(wanted), _AT_ONCE):
        some = wanted[at : at + _AT_ONCE]
        marks = ",".join("?" * len(some))
        for row in db.execute(
            "SELECT id, run, path, given, status, result, person, category, confidence, copied "
            f"FROM document WHERE id IN ({marks})",
            some,
        ):
            found[row[0]] = _view(row)
    return [found[row] for row in wanted if row in found]


def _view(columns: _Columns) -> RowView:
    row, run, raw, given, status, result, person, category, confidence, copied = columns
    path = os.fsdecode(raw)
    folder, name = os.path.split(path)
    answer = from_json(result, os.fsdecode(given or raw)) if result is not None else None
    return RowView(
        id=row,
        run=run,
        path=path,
        name=name,
        folder=folder,
        state=_state(status),
        result=answer,
        person=person,
        category=category,
        verdict=_VERDICT.get(status),
        note=_note(status, answer, person),
        confidence=confidence,
        cloud=status == schema.CLOUD,
        copied=bool(copied),
    )


def _state(status: int) -> RowState:
    if status == schema.WORKING:
        return "working"
    if status < schema.NOT_READ:
        return "waiting"
    return "failed" if status == schema.NOT_READ else "done"


def _note(status: int, result: Result | None, person: str | None) -> str:
    if person is not None:
        return "Your answer"
    if status == schema.CLOUD:
        return SHORT[Reason.CLOUD_ONLY]
    return result.note if result is not None and status >= schema.NOT_READ else ""


_ORDERS = {
    "added": ("id",),
    "name": ("name_key", "id"),
    "folder": ("folder_key", "name_key", "id"),
    "category": ("coalesce(category, '~')", "id"),  # as in the index; without a category last
    "confidence": ("coalesce(confidence, -1)", "id"),
    "status": ("status", "id"),
}


def _order(order: Order) -> str:
    return ", ".join(f"{column}{' DESC' if order.descending else ''}" for column in _ORDERS[order.by])


def _condition(run: int, where: Where, names: Mapping[str, str]) -> tuple[str, list[Any]]:
    parts, values = ["run = ?"], [run]  # type: tuple[list[str], list[Any]]
    if where.verdict is not None:
        parts.append("status = ?")
        values.append(_STATUS[where.verdict])
    if where.category is not None:
        parts.append("coalesce(category, '~') = ?")
        values.append(where.category)
    if where.folder is not None:
        below = os.fsencode(where.folder.rstrip(os.sep) + os.sep)
        parts.append("path >= ? AND path < ?")
        values += [below, below[:-1] + bytes([below[-1] + 1])]
    for word in fold(where.text).split():
        alike = [one for one, name in names.items() if word in fold(name)]
        parts.append(f"(instr(search, ?) OR category IN ({','.join('?' * len(alike))}))")
        values += [word, *alike]
    return " AND ".join(parts), values
