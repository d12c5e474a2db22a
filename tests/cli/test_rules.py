"""`stillroom rules`, as a script sees it, and the commands that go by the rules in force."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from assistant import cli
from assistant.advise.assessment import Assessment
from assistant.advise.renewal.sealed import SUFFIX
from assistant.workspace.store import Workspace
from tests import rules_file
from tests.rules_file import IN_FORCE, NEWER, newer, write

ALTERED = {
    "regulations/3-security.yaml": ("severity: should", "severity: must"),
    "questionnaire/1-work.yaml": ("text: What should the tool do?", "text: What is the tool to do?"),
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rules_file.trust(monkeypatch)
    monkeypatch.setenv("STILLROOM_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / f"winter{SUFFIX}", newer(ALTERED))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.advise.renewal.check.vendor_rules_of", lambda files, name: None)


def _run(*arguments: str | Path) -> int:
    return cli.run([str(one) for one in arguments], lambda paths: 9)


def test_show_is_what_happens_without_more(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("rules") == 0
    out = capsys.readouterr().out
    assert out.startswith(f"Version {IN_FORCE}. These rules came with Stillroom.")
    assert "Data protection: checked" in out
    assert not home.exists()


def test_json_says_version_origin_and_oldest_check(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("rules", "show", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["version"], told["origin"], told["complaint"], told["key"]) == (
        str(IN_FORCE), "shipped", None, None,
    )  # fmt: skip
    assert told["oldest_check_days_ago"] == max(area["days_ago"] for area in told["areas"])
    assert "changed" not in told


def test_old_checks_are_loud(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.advise.renewal.age.STALE_AFTER_DAYS", -1)
    _run("rules")
    assert "AGO: LOOK IT UP AGAIN" in capsys.readouterr().out


@pytest.mark.usefixtures("quick")
def test_an_import_says_what_changes_and_every_command_goes_by_it(
    home: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = Workspace.open(home)
    now = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
    workspace.add_assessment(Assessment(name="Post\nroom", answers={}, created=now, changed=now))
    workspace.close()
    assert _run("rules", "import", file) == 0
    out = capsys.readouterr().out
    assert f"Version {NEWER}" in out and "These rules were imported." in out
    assert "The advice of 1 assessment changes:" in out
    assert "  Post�room\n    - Guidance on secure AI: was should, is now must." in out

    answers = tmp_path / "answers.json"
    answers.write_text("{}")
    assert _run("advise", answers, "--json") == 0
    advice = json.loads(capsys.readouterr().out)
    assert advice["rules_version"] == NEWER
    assert {flag["id"]: flag["severity"] for flag in advice["flags"]}["secure_ai_guidance"] == "must"
    assert _run("questions") == 0
    assert "task_kind: What is the tool to do?" in capsys.readouterr().out

    assert _run("rules", "reset") == 0
    assert "put away" in capsys.readouterr().out
    assert _run("rules", "reset") == 0
    assert "No rules had been imported." in capsys.readouterr().out
    _run("advise", answers, "--json")
    assert json.loads(capsys.readouterr().out)["rules_version"] == str(IN_FORCE)


def test_the_vendor_check_goes_by_imported_rules(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = newer().files["vendor/questions.yaml"]
    first = next(line for line in text.splitlines() if line.strip().startswith("ask:"))
    file = write(
        tmp_path / f"vendor{SUFFIX}",
        newer({"vendor/questions.yaml": (first, "    ask: Is this the question from the file?")}),
    )
    assert _run("rules", "import", file) == 0
    pitch = tmp_path / "pitch.txt"
    pitch.write_text("Our custom AI answers fast.")
    capsys.readouterr()
    assert _run("vendor-check", pitch) == 0
    assert "Is this the question from the file?" in capsys.readouterr().out


@pytest.mark.usefixtures("quick")
def test_json_of_an_import_holds_what_changed(
    home: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("rules", "import", file, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["version"], told["origin"], told["changed"]) == (NEWER, "imported", [])


@pytest.mark.usefixtures("quick")
def test_refusals_are_one_sentence_and_exit_2(
    home: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all")
    for arguments, said in (
        (("rules", "import", letter), "letter.txt is not a rules file"),
        (("rules", "import", tmp_path / "gone"), "is not there"),
        (("rules", "import"), "needs the path of a rules file"),
        (("rules", "show", file), "takes no file"),
        (("rules", "reset", file), "takes no file"),
    ):
        assert _run(*arguments) == 2
        streams = capsys.readouterr()
        assert said in streams.err and streams.err.count("\n") == 1 and streams.out == ""


@pytest.mark.usefixtures("quick")
def test_altered_rules_are_told_on_stderr_and_the_shipped_ones_used(
    home: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _run("rules", "import", file)
    kept = home / "rules" / f"imported{SUFFIX}"
    kept.write_bytes(kept.read_bytes().replace(b"severity: must", b"severity: shod", 1))
    capsys.readouterr()
    assert _run("questions", "--json") == 0
    streams = capsys.readouterr()
    assert "since the imported ones cannot be used" in streams.err
    rows = {row["id"]: row for row in json.loads(streams.out)["questions"]}
    assert rows["task_kind"]["text"] == "What should the tool do?"


@pytest.mark.usefixtures("quick")
def test_a_workspace_that_cannot_be_opened_does_not_hide_that_the_rules_are_in(
    home: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home.mkdir()
    (home / "workspace.sqlite3").write_bytes(b"no database at all, and long enough to be told so" * 40)
    assert _run("rules", "import", file) == 0
    streams = capsys.readouterr()
    assert NEWER in streams.out and "The rules are imported." in streams.err
