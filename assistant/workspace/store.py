"""The workspace: everything that is remembered, in one SQLite file. Every method is safe from any thread."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import PackError
from assistant.workspace import answers, assessments, database, doubtful, queue, rows, runs
from assistant.workspace.answers import PersonAnswer
from assistant.workspace.assessments import Stored
from assistant.workspace.database import DamagedWorkspace, WorkspaceError, set_aside
from assistant.workspace.doubtful import Doubtful
from assistant.workspace.queue import Finished, Job, NewDocument, Root, Walked
from assistant.workspace.result import Result
from assistant.workspace.rows import Counts, Order, RowView, Where
from assistant.workspace.runs import Run

if TYPE_CHECKING:
    from assistant.advise.assessment import Assessment

__all__ = [
    "Counts",
    "DamagedWorkspace",
    "Doubtful",
    "Finished",
    "Job",
    "NewDocument",
    "Order",
    "PersonAnswer",
    "Root",
    "RowView",
    "Run",
    "Stored",
    "Walked",
    "Where",
    "Workspace",
    "WorkspaceError",
    "set_aside",
]

_PAGE = 500
_NOTED = "pack "  # before a pack's id or path, as the key of a setting
EVERY = Where()
AS_ADDED = Order()


def _pack_names(pack: str) -> Mapping[str, str]:
    from assistant.classify.pack import category_names

    return category_names(pack)


class Workspace:
    """Made by `Workspace.open`; several processes may have the same one open."""

    def __init__(self, base: database.Database, names: Callable[[str], Mapping[str, str]]) -> None:
        self._base = base
        self._names_of_pack = names
        self._names: dict[str, Mapping[str, str]] = {}

    @classmethod
    def open(cls, home: Path, names: Callable[[str], Mapping[str, str]] = _pack_names) -> Workspace:
        """Opens, makes or migrates the workspace in the folder `home`.

        `names` gives a pack's category names, for searching. Raises WorkspaceError with a sentence
        where the folder cannot be written to or the file comes from a newer version, and
        DamagedWorkspace where the file is damaged: `set_aside(home)` then makes room for a new one.
        """
        return cls(database.open_database(home), names)

    @property
    def home(self) -> Path:
        return self._base.path.parent

    def close(self) -> None:
        self._base.close()

    def revision(self) -> int:
        """Grows with every change, by whichever process."""
        with self._base.read() as db:
            return int(db.execute("SELECT revision FROM meta").fetchone()[0])

    # Runs

    def new_run(self, pack: str, title: str = "", kind: str = "sort") -> int:
        with self._base.write() as (db, _):
            return runs.new(db, kind, pack, title)

    def run(self, run: int) -> Run:
        with self._base.snapshot() as db:
            return runs.get(db, run)

    def runs(self) -> list[Run]:
        """The newest first."""
        with self._base.snapshot() as db:
            return runs.latest(db)

    def last_run(self) -> Run | None:
        with self._base.snapshot() as db:
            return next(iter(runs.latest(db, limit=1)), None)

    def unfinished_run(self) -> Run | None:
        """The newest run that an earlier process left with something to do. Cloud-only files do not count."""
        with self._base.snapshot() as db:
            return runs.unfinished(db)

    def take_over(self, run: int) -> None:
        """This process works on the run now. Raises InputError where a living one still does."""
        with self._base.write() as (db, revision):
            runs.take_over(db, run, revision)

    def settle(self, run: int, stopped: bool = False) -> None:
        """Nothing of the run is in hand any more: it is finished, or stopped with a rest that waits."""
        with self._base.write() as (db, revision):
            queue.release(db, revision, run)
            runs.settle(db, run, stopped)

    def release(self, run: int) -> None:
        """Whatever the run has in hand waits again."""
        with self._base.write() as (db, revision):
            queue.release(db, revision, run)

    def is_open(self, run: int) -> bool:
        """Is there anything left to do, cloud-only files left out?"""
        with self._base.read() as db:
            return runs.is_open(db, run)

    def skipped(self, run: int) -> int:
        with self._base.read() as db:
            return runs.skipped(db, run)

    def forget_run(self, run: int) -> None:
        """Drops what still waits in it; what is sorted stays."""
        with self._base.write() as (db, _):
            runs.forget(db, run)

    # Rows

    def counts(self, run: int) -> Counts:
        with self._base.read() as db:
            return rows.counts(db, run)

    def count(self, run: int, where: Where = EVERY) -> int:
        names = self._category_names(run, where)
        with self._base.read() as db:
            return rows.count(db, run, where, names)

    def rows(self, run: int, where: Where, order: Order, offset: int, limit: int) -> list[RowView]:
        names = self._category_names(run, where)
        with self._base.snapshot() as db:
            return rows.views(db, rows.ids(db, run, where, order, names, offset=offset, limit=limit))

    def rows_of(self, ids: Sequence[int]) -> list[RowView]:
        """The rows of these ids in their order; those that are gone are left out."""
        with self._base.snapshot() as db:
            return rows.views(db, ids)

    def row(self, id: int) -> RowView:
        """Raises KeyError where there is no such row (any more)."""
        found = self.rows_of([id])
        if not found:
            raise KeyError(id)
        return found[0]

    def ids(self, run: int, where: Where, order: Order) -> list[int]:
        names = self._category_names(run, where)
        with self._base.read() as db:
            return rows.ids(db, run, where, order, names)

    def changed_since(self, run: int, revision: int) -> list[int]:
        """Rows that are new or changed since that revision, in the order in which they were added."""
        with self._base.read() as db:
            found = db.execute(
                "SELECT id FROM document WHERE run = ? AND revision > ? ORDER BY id", (run, revision)
            )
            return [row for (row,) in found]

    def results(self, run: int, where: Where = EVERY, order: Order = AS_ADDED) -> Iterator[Result]:
        """What counts for each finished row, for export; holds one page in memory at a time."""
        wanted = self.ids(run, where, order)
        for at in range(0, len(wanted), _PAGE):
            for row in self.rows_of(wanted[at : at + _PAGE]):
                if row.state in ("done", "failed") and row.effective is not None:
                    yield row.effective

    def doubtful(self, run: int, since: int = -1) -> list[Doubtful]:
        """Those that are not sure and new or changed since that revision, in the order of their adding."""
        with self._base.read() as db:
            return doubtful.doubtful(db, run, since)

    # A person's answers

    def put_right(self, ids: Sequence[int], category: str | None) -> list[PersonAnswer]:
        """A person's category for these rows ("none": none of these; None: takes the answer back).

        Returns what the rows held before, for `restore`. All or nothing, and safe on disk on return.
        """
        with self._base.write(lasting=True) as (db, revision):
            return answers.put_right(db, revision, ids, category)

    def put_right_alike(self, ids: Sequence[int], category: str | None) -> list[PersonAnswer]:
        """The same, and at once for what is of the same content in the same run, where it is not sure either
        or has the answer that these had."""
        with self._base.write(lasting=True) as (db, revision):
            return answers.put_right(db, revision, [*ids, *doubtful.identical(db, ids)], category)

    def restore(self, before: Sequence[PersonAnswer]) -> None:
        with self._base.write(lasting=True) as (db, revision):
            answers.restore(db, revision, before)

    # Settings

    def setting(self, key: str, default: str = "") -> str:
        with self._base.read() as db:
            found = db.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return default if found is None else str(found[0])

    def set_setting(self, key: str, value: str) -> None:
        with self._base.write(lasting=True) as (db, _):
            db.execute(
                "INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )

    # Packs

    def note_pack(self, pack: str, name: str, categories: Mapping[str, str]) -> None:
        """What a pack is called, and its categories by id: lists are read when its file is gone, too."""
        noted = json.dumps({"name": name, "categories": dict(categories)})
        if self.setting(_NOTED + pack) != noted:
            self.set_setting(_NOTED + pack, noted)

    def noted_pack(self, pack: str) -> tuple[str, dict[str, str]]:
        """Its name and categories as noted; "" and none where it was never used."""
        noted = json.loads(self.setting(_NOTED + pack, "{}"))
        return noted.get("name", ""), noted.get("categories", {})

    # Assessments

    def assessments(self) -> list[Stored]:
        """The one changed last comes first."""
        with self._base.snapshot() as db:
            return assessments.every(db)

    def assessment(self, number: int) -> Assessment:
        """Raises InputError where it has been deleted."""
        with self._base.read() as db:
            return assessments.get(db, number)

    def add_assessment(self, assessment: Assessment) -> int:
        with self._base.write(lasting=True) as (db, _):
            return assessments.add(db, assessment)

    def put_assessment(self, number: int, assessment: Assessment) -> None:
        """Raises InputError where it has been deleted."""
        with self._base.write(lasting=True) as (db, _):
            assessments.put(db, number, assessment)

    def delete_assessment(self, number: int) -> Assessment:
        """Returns it, so that it can be added again."""
        with self._base.write(lasting=True) as (db, _):
            return assessments.delete(db, number)

    # The queue, for jobs

    def add_roots(self, run: int, paths: Sequence[tuple[str, str]]) -> None:
        """Notes (absolute path, path as given) to be walked."""
        with self._base.write() as (db, _):
            queue.add_roots(db, run, paths)

    def roots_to_walk(self, run: int) -> list[Root]:
        with self._base.read() as db:
            return queue.roots_to_walk(db, run)

    def walk_again(self, run: int) -> None:
        with self._base.write() as (db, _):
            queue.walk_again(db, run)

    def enqueue(self, run: int, found: Sequence[NewDocument], walked: Sequence[Walked] = ()) -> None:
        """Adds what the run does not have yet, together with the roots that hold nothing more."""
        with self._base.write() as (db, revision):
            queue.enqueue(db, revision, run, found, walked)

    def take(self, run: int, limit: int) -> list[Job]:
        with self._base.write() as (db, revision):
            return queue.take(db, revision, run, limit)

    def give_back(self, documents: Sequence[int]) -> None:
        with self._base.write() as (db, revision):
            queue.give_back(db, revision, documents)

    def wait_for_consent(self, document: int) -> None:
        with self._base.write() as (db, revision):
            queue.wait_for_consent(db, revision, document)

    def finish(self, done: Sequence[Finished]) -> None:
        """Stores results, all or nothing."""
        with self._base.write() as (db, revision):
            for one in done:
                queue.finish(db, revision, one)

    def known(self, sha256: str, made_by: str) -> Result | None:
        with self._base.read() as db:
            return queue.known(db, sha256, made_by)

    def retry_failed(self, run: int) -> None:
        with self._base.write() as (db, revision):
            queue.retry_failed(db, revision, run)

    def fetch_cloud(self, run: int) -> None:
        with self._base.write() as (db, revision):
            queue.fetch_cloud(db, revision, run)

    def _category_names(self, run: int, where: Where) -> Mapping[str, str]:
        if not where.text:
            return {}
        with self._base.read() as db:
            found = db.execute("SELECT pack FROM run WHERE id = ?", (run,)).fetchone()
        pack = "" if found is None else str(found[0])
        if pack not in self._names:
            try:
                self._names[pack] = {**self._names_of_pack(pack), "none": "None of these"}
            except PackError:
                # The pack of an old run may be gone; what it called its categories may be noted.
                return self.noted_pack(pack)[1]
        return self._names[pack]
