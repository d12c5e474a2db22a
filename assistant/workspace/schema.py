"""The tables of a workspace and how an older file becomes a current one."""

from __future__ import annotations

# status: one number for where a document stands, in the order in which the window lists them.
WAITING, WORKING, CLOUD, NOT_READ, NOT_SURE, SURE = range(6)
QUEUED = (WAITING, WORKING)

APPLICATION_ID = 0x53744C52  # "StLR": tells a workspace from any other SQLite file

# Paths are stored as the bytes that the file system uses (os.fsencode): two names that look the
# same (composed and decomposed accents) stay two, and undecodable names survive.
_FIRST = """
CREATE TABLE meta (one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL);
INSERT INTO meta VALUES (1, 0);

CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    pack TEXT NOT NULL,
    started REAL NOT NULL,
    finished REAL,
    stopped INTEGER NOT NULL DEFAULT 0,
    owner TEXT NOT NULL              -- "pid:start time" of the process that works on it
);

CREATE TABLE root (                  -- what was dropped or named, so that a walk can be done again
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    path BLOB NOT NULL,
    given BLOB,                      -- as written on the command line, where that differs
    folder INTEGER,                  -- NULL until it was looked at
    walked INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    UNIQUE (run, path)
);

CREATE INDEX root_to_walk ON root (run) WHERE NOT walked;

CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    path BLOB NOT NULL,
    given BLOB,
    name_key TEXT NOT NULL,
    folder_key TEXT NOT NULL,
    search TEXT NOT NULL,            -- folded name and folder below the root
    revision INTEGER NOT NULL,       -- of the last change
    status INTEGER NOT NULL,
    fresh INTEGER NOT NULL DEFAULT 0,    -- 1: a person asked to try again, so nothing remembered is used
    fetch INTEGER NOT NULL DEFAULT 0,    -- 1: a person agreed to fetch it from the cloud
    sha256 TEXT,
    made_by TEXT,                    -- pack and app version that the result comes from
    result TEXT,                     -- JSON of Result without its path: the machine's answer
    machine_status INTEGER,
    machine_category TEXT,
    machine_confidence REAL,
    person TEXT,                     -- a person's category, "none" for none of these
    copied INTEGER NOT NULL DEFAULT 0,   -- 1: the person gave it for another file of the same content
    category TEXT,                   -- what counts: the person's if there is one, else the machine's
    confidence REAL,
    UNIQUE (run, path)
);
CREATE INDEX document_added ON document (run);  -- and by id, as every index ends with it
CREATE INDEX document_status ON document (run, status, id);
CREATE INDEX document_name ON document (run, name_key, id);
CREATE INDEX document_folder ON document (run, folder_key, name_key, id);
CREATE INDEX document_category ON document (run, coalesce(category, '~'), id);
CREATE INDEX document_confidence ON document (run, coalesce(confidence, -1), id);
CREATE INDEX document_revision ON document (run, revision);
CREATE INDEX document_content ON document (sha256, made_by) WHERE sha256 IS NOT NULL;

CREATE TABLE answer (                -- a person's answers outlive runs
    path BLOB NOT NULL,
    sha256 TEXT NOT NULL,            -- '' where the file could not even be opened
    category TEXT NOT NULL,
    given REAL NOT NULL,
    PRIMARY KEY (path, sha256)
) WITHOUT ROWID;
CREATE INDEX answer_content ON answer (sha256, given);

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

_ASSESSMENTS = """
CREATE TABLE assessment (            -- the owner's; the body is the same JSON as an exported one
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    changed REAL NOT NULL,
    body TEXT NOT NULL
);
"""

# Script n takes a file from version n to n + 1. Never change one that was released; add another.
MIGRATIONS: tuple[str, ...] = (_FIRST, _ASSESSMENTS)
VERSION = len(MIGRATIONS)
