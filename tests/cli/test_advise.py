"""`stillroom advise` and `stillroom questions`, as a script sees them."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from assistant.cli import advise, questions
from assistant.errors import InputError


def _advise(path: Path, as_json: bool = True) -> int:
    return advise.main(argparse.Namespace(answers=path, json=as_json, report=None, actions=None))


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "answers.json"
    path.write_text(text, encoding="utf-8")
    return path


def test_json_is_one_ascii_line_with_the_fields_of_the_contract(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _advise(_file(tmp_path, '{"task_kind": "triage_email", "personal_data": "yes"}')) == 0
    out = capsys.readouterr().out
    assert out.isascii() and out.count("\n") == 1
    advice = json.loads(out)
    assert {
        "recommended", "then", "confidence", "ranking", "changes", "flags", "costs", "vendor_questions", "plan",
        "unknowns", "notes",
    } <= set(advice)  # fmt: skip
    assert {"approach", "fit", "gates", "reasons_for", "reasons_against"} <= set(advice["ranking"][0])
    assert {"id", "severity", "why", "do", "source", "checked"} <= set(advice["flags"][0])


def test_plain_text_says_the_advice_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _advise(_file(tmp_path, "{}"), as_json=False) == 0
    out = capsys.readouterr().out
    assert out.startswith("Prompt a general model on your own cases.")
    assert "not legal advice" in out
    assert max(map(len, out.splitlines())) < 260


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path: Path) -> None:
    assert _advise(_file(tmp_path, "\ufeff{}")) == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "answers.json is not JSON: line 1"),
        ("{", "answers.json is not JSON"),
        ("[]", "no JSON object"),
        ("null", "no JSON object"),
        ('{"task_knd": "other"}', "no question 'task_knd'. Did you mean 'task_kind'?"),
        ('{"zzz": 1}', "no question 'zzz'. `stillroom questions` lists them all."),
        ('{"task_kind": "cook"}', 'task_kind cannot be "cook". It is one of classify_documents'),
        ('{"task_kind": true}', "task_kind must be one of"),
        ('{"volume_per_month": "many"}', 'volume_per_month must be a number, or null; it is "many"'),
        ('{"volume_per_month": true}', "volume_per_month must be a number"),
        ('{"volume_per_month": 1.5}', "volume_per_month must be a whole number"),
        ('{"volume_per_month": -1}', "volume_per_month must lie between 0 and"),
        ('{"volume_per_month": 1e999}', "volume_per_month is too big a number"),
        ('{"minutes_per_item": NaN}', "NaN is not a number"),
        ('{"task_kind": "other", "task_kind": "draft_text"}', "'task_kind' stands in it twice"),
        ('{"volume_per_month": ' + "9" * 400 + "}", "volume_per_month must lie between 0 and"),
        ('{"volume_per_month": ' + "9" * 5000 + "}", "99999... is too big a number."),
        ("[" * 100_000, "answers.json"),
    ],
)
def test_what_cannot_be_used_is_told_by_file_and_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        _advise(_file(tmp_path, text))
    assert said in str(caught.value)
    assert "answers.json" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not there"):
        _advise(tmp_path / "gone.json")
    with pytest.raises(InputError, match=r"folder|cannot be read"):
        _advise(tmp_path)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(InputError, match="not text"):
        _advise(path)


def test_questions_lists_ids_types_options_conditions_and_sections(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert questions.main(argparse.Namespace(json=True, blank=None)) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)["questions"]}
    assert rows["stability"]["options"] == ["stable_years", "yearly", "quarterly", "monthly", "weekly"]
    assert rows["volume_per_month"]["type"] == "integer"
    assert rows["volume_per_month"]["options"] == []
    assert rows["task_kind"]["asked_when"] is None
    assert rows["prompt_result"]["asked_when"] == "prompt_experiment in ('informal', 'structured')"
    assert {"id", "type", "options", "asked_when", "section"} <= set(rows["sector"])


def test_questions_are_readable_without_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert questions.main(argparse.Namespace(json=False, blank=None)) == 0
    assert "task_kind: What should the tool do?" in capsys.readouterr().out
