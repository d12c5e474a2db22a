"""`stillroom papers`, as a person and a script see it."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from assistant.advise.assessment import Assessment, to_json
from assistant.cli import run
from assistant.reports.papers import papers
from tests.reports.paper_firms import ACCOUNTANT

NOW = datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC)


def stillroom(*arguments: str) -> int:
    return run(["papers", *arguments], lambda paths: 99)


def answers_file(folder: Path, answers: dict[str, Any]) -> str:
    path = folder / "incoming post.json"
    path.write_text(json.dumps(answers), encoding="utf-8")
    return str(path)


def test_plain_answers_give_the_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "papers"
    assert stillroom(answers_file(tmp_path, ACCOUNTANT), "--to", str(out)) == 0
    said = capsys.readouterr().out
    assert {path.name for path in out.iterdir()} == {f"{p.file} - incoming post.docx" for p in papers()}
    assert all(f"{p.title}: {out}" in said for p in papers())
    assert "not legal advice" in said


def test_json_says_what_was_written_and_what_was_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = answers_file(tmp_path, {"personal_data": "no"})
    assert stillroom(given, "--to", str(tmp_path / "out"), "--json") == 0
    out = capsys.readouterr().out
    assert out.isascii() and out.count("\n") == 1
    told = json.loads(out)
    assert [one["id"] for one in told["written"]] == ["ai_register", "staff_policy"]
    assert all(Path(one["path"]).is_file() for one in told["written"])
    assert [one["id"] for one in told["left_out"]] == [
        "dpia_screening",
        "privacy_notice",
        "legitimate_interests",
    ]
    assert all("living people" in one["why"] for one in told["left_out"])


def test_left_out_papers_are_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stillroom(answers_file(tmp_path, {"personal_data": "no"}), "--to", str(tmp_path / "out"))
    assert "DPIA screening: left out. You said" in capsys.readouterr().out


def test_an_exported_assessment_gives_its_name_and_its_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = {**ACCOUNTANT, "gone": "yes"}
    assessment = Assessment(name="Müller: post/2026", answers=held, created=NOW, changed=NOW)
    path = tmp_path / "exported.json"
    path.write_text(to_json(assessment), encoding="utf-8")
    assert (
        stillroom(str(path), "--to", str(tmp_path / "out"), "--only", "staff_policy", "--only", "ai_register")
        == 0
    )
    assert {p.name for p in (tmp_path / "out").iterdir()} == {
        "AI register line - Müller post 2026.docx",
        "Staff policy - Müller post 2026.docx",
    }
    assert "'gone' is not asked any more" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("answers", "more", "said"),
    [
        ({"task_knd": "other"}, [], "no question 'task_knd'"),
        ({"format": "something"}, [], "not an assessment that Stillroom has exported"),
        ({}, ["--only", "policy"], "There is no paper 'policy'. The papers are: dpia_screening"),
        ({"personal_data": "no"}, ["--only", "dpia_screening"], "no information about living people"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], answers: dict[str, Any], more: list[str], said: str
) -> None:
    assert stillroom(answers_file(tmp_path, answers), "--to", str(tmp_path / "out"), *more) == 2
    told = capsys.readouterr()
    assert said in told.err and told.err.count("\n") == 1 and told.out == ""
    assert not (tmp_path / "out").exists()


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = answers_file(tmp_path, ACCOUNTANT)
    assert stillroom(given, "--to", given) == 2
    assert "is a file" in capsys.readouterr().err
