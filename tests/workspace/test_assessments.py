"""Assessments are kept, also in a workspace that was made before there were any."""

from __future__ import annotations

import datetime
import sqlite3
from pathlib import Path

import pytest

from assistant.advise.assessment import Assessment
from assistant.errors import InputError
from assistant.workspace import schema
from assistant.workspace.database import FILE
from assistant.workspace.store import Workspace

NOW = datetime.datetime(2026, 11, 25, 9, 30, tzinfo=datetime.UTC)


def made(name: str, hours: int = 0) -> Assessment:
    when = NOW + datetime.timedelta(hours=hours)
    return Assessment(name=name, created=NOW, changed=when, answers={"task_kind": None})


def test_assessments_are_kept_the_one_changed_last_first(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    first = workspace.add_assessment(made("Post room", 1))
    second = workspace.add_assessment(made("Enquiries ‘é’ \n 事務所", 0))
    workspace.close()
    workspace = Workspace.open(tmp_path)
    assert [one.id for one in workspace.assessments()] == [first, second]
    workspace.put_assessment(second, made("Enquiries", 2))
    assert [one.id for one in workspace.assessments()] == [second, first]
    assert workspace.assessment(second).name == "Enquiries"
    workspace.close()


def test_a_deleted_assessment_can_be_put_back_and_cannot_be_written_to(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    number = workspace.add_assessment(made("Post room"))
    gone = workspace.delete_assessment(number)
    assert workspace.assessments() == []
    for call in (workspace.assessment, workspace.delete_assessment):
        with pytest.raises(InputError, match="deleted in the meantime"):
            call(number)
    with pytest.raises(InputError, match="deleted in the meantime"):
        workspace.put_assessment(number, gone)
    again = workspace.add_assessment(gone)
    assert again != number and workspace.assessment(again) == gone
    workspace.close()


def test_a_workspace_of_the_first_version_is_brought_up_to_date_and_keeps_what_it_has(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as db:
        db.executescript(schema.MIGRATIONS[0])
        db.execute("INSERT INTO setting VALUES ('theme', 'dark')")
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")
    db.close()
    workspace = Workspace.open(tmp_path)
    assert workspace.setting("theme") == "dark"
    number = workspace.add_assessment(made("Post room"))
    assert workspace.assessment(number).name == "Post room"
    workspace.close()
