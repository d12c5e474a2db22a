"""The workspace file: connections, transactions, and its faults as sentences."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import StillroomError
from assistant.workspace import schema

FILE = "workspace.sqlite3"
_PATIENCE = 30.0  # seconds to wait for another process that writes


class WorkspaceError(StillroomError):
    """The workspace cannot be used."""


class DamagedWorkspace(WorkspaceError):
    """The file is damaged. Nothing is thrown away: with the user's consent it is set aside."""


@dataclass
class _Connection:
    db: sqlite3.Connection
    thread: threading.Thread
    lock: threading.Lock = field(default_factory=threading.Lock)


class Database:
    """One SQLite connection for each thread that asks, all closed together."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[_Connection] = []
        self._guard = threading.Lock()
        self._closed = False

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """For looking things up; each statement sees the latest state."""
        with self._lent() as db:
            yield db

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """For several statements that must see one and the same state."""
        with self._lent() as db:
            db.execute("BEGIN")
            try:
                yield db
            finally:
                db.rollback()

    @contextmanager
    def write(self, lasting: bool = False) -> Iterator[tuple[sqlite3.Connection, int]]:
        """One transaction, all or nothing; yields the connection and the new revision.

        Written data survives the end of this process at once. `lasting` waits for the disk as well,
        so it survives a power cut: for what a person did. A machine's answer lost by a power cut is
        worked out again, and waiting for the disk at each would halve the speed on old laptops.
        """
        with self._lent() as db:
            db.execute(f"PRAGMA synchronous = {'FULL' if lasting else 'NORMAL'}")
            db.execute("BEGIN IMMEDIATE")
            try:
                db.execute("UPDATE meta SET revision = revision + 1")
                (revision,) = db.execute("SELECT revision FROM meta").fetchone()
                yield db, revision
            except BaseException:
                db.rollback()
                raise
            db.commit()

    def close(self) -> None:
        """From any thread; waits for statements under way."""
        with self._guard:
            self._closed = True
            for one in self._all:
                with one.lock:
                    one.db.close()
            self._all.clear()

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        one = self._mine()
        with one.lock:
            if self._closed:
                raise WorkspaceError("The workspace is closed.")
            try:
                yield one.db
            except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
                raise  # a fault in this program, not in the file
            except sqlite3.DatabaseError as why:
                raise _sentence(why, self.path) from why

    def _mine(self) -> _Connection:
        one: _Connection | None = getattr(self._local, "connection", None)
        if one is None:
            with self._guard:
                if self._closed:
                    raise WorkspaceError("The workspace is closed.")
                self._bury()
                one = _Connection(_connect(self.path), threading.current_thread())
                self._all.append(one)
            self._local.connection = one
        return one

    def _bury(self) -> None:
        for one in [one for one in self._all if not one.thread.is_alive()]:
            one.db.close()
            self._all.remove(one)


def open_database(home: Path) -> Database:
    """Opens the file in `home`, makes or migrates it. Raises WorkspaceError."""
    path = home / FILE
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as why:
        raise WorkspaceError(_not_writable(path, why.strerror or str(why))) from why
    database = Database(path)
    try:
        _migrate(database)
    except BaseException:
        database.close()
        raise
    return database


def set_aside(home: Path) -> Path:
    """Renames a damaged file, with the user's consent, so that the next opening makes a fresh one.

    Returns where the old file lies now.
    """
    number = 1
    while (kept := home / f"workspace-damaged-{number}.sqlite3").exists():
        number += 1
    try:
        for ending in ("-wal", "-shm", ""):
            old = home / (FILE + ending)
            if old.exists():
                old.rename(f"{kept}{ending}")
    except OSError as why:
        raise WorkspaceError(
            f"{home / FILE} could not be renamed ({why}). Close other programs that use it and try again."
        ) from why
    return kept


def _connect(path: Path) -> sqlite3.Connection:
    try:
        db = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as why:
        raise _sentence(why, path) from why
    try:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute("PRAGMA cache_size = -8000")
    except sqlite3.Error as why:
        db.close()
        raise _sentence(why, path) from why
    return db


def _migrate(database: Database) -> None:
    with database.read() as db:
        version = _version(db, database.path)
        if version == schema.VERSION:
            _check(db)
            return
        # Readers then never wait for a writer. A file system without shared memory (some network
        # drives) refuses, and the journal that it has serves too, only slower.
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("BEGIN EXCLUSIVE")
        try:
            # Another process may have done it while this one waited.
            for script in schema.MIGRATIONS[_version(db, database.path) :]:
                for statement in _statements(script):
                    db.execute(statement)
            db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {schema.VERSION}")
        except BaseException:
            db.rollback()
            raise
        db.commit()


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _version(db: sqlite3.Connection, path: Path) -> int:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    (mark,) = db.execute("PRAGMA application_id").fetchone()
    (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and mark != schema.APPLICATION_ID:
        raise WorkspaceError(
            f"{path} is not a Stillroom workspace. Move it, or set STILLROOM_HOME to another folder."
        )
    if version > schema.VERSION:
        raise WorkspaceError(
            f"The workspace {path} was written by a newer Stillroom. Update Stillroom, or set "
            "STILLROOM_HOME to another folder."
        )
    return int(version)


def _check(db: sqlite3.Connection) -> None:
    """Touches each table, so that a torn file shows at the start and not in the middle of work."""
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        db.execute(f'SELECT * FROM "{table}" LIMIT 1').fetchall()


def _sentence(why: sqlite3.Error, path: Path) -> WorkspaceError:
    text = str(why).lower()
    code = getattr(why, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DamagedWorkspace(
            f"The workspace file {path} is damaged and cannot be opened. Your documents are not affected. "
            "Restore the file from a backup, or let Stillroom set it aside and begin a new one."
        )
    if code == sqlite3.SQLITE_FULL:
        return WorkspaceError(
            f"There is no room left on the disk that holds {path}. Make room and try again."
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return WorkspaceError(
            f"Another program keeps the workspace {path} locked. Wait until it is done, or close it, "
            "and try again."
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return WorkspaceError(_not_writable(path, text))
    return WorkspaceError(f"The workspace {path} could not be used ({text}). Check the disk that it is on.")


def _not_writable(path: Path, why: str) -> str:
    return (
        f"Stillroom cannot write its workspace {path} ({why}). Check that you may write to that folder, "
        "or set STILLROOM_HOME to another one."
    )
