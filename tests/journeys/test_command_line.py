"""A user sorts, reads, measures and checks from the command line."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT, SAMPLES, Run, lines

CONTRACT = {
    "path", "sha256", "category", "confidence", "alternatives", "decided_by", "reasons", "language", "sender", "date",
    "personal_data", "pages", "characters", "warnings", "error",
}  # fmt: skip


@pytest.mark.slow
def test_the_samples_are_sorted_as_their_labels_say(stillroom: Run) -> None:
    done = stillroom("classify", "resources/samples", "--json")
    rows = {Path(row["path"]).relative_to("resources/samples").as_posix(): row for row in lines(done)}
    with (ROOT / "packaging/samples/labels.csv").open(encoding="utf-8") as file:
        labels = {row["path"]: row["category"] for row in csv.DictReader(file)}
    assert set(rows) == set(labels)
    assert done.returncode == 1  # some samples are broken on purpose
    assert done.stdout.isascii()
    for path, row in rows.items():
        assert set(row) == CONTRACT
        assert (row["error"] is not None) == (labels[path] == "error"), path
        if row["error"]:
            assert Path(path).name in row["error"]
    sure = [path for path, row in rows.items() if row["category"]]
    assert all(rows[path]["category"] == labels[path] for path in sure)
    wanted = [path for path, label in labels.items() if label not in ("none", "several", "error")]
    assert len(sure) >= 0.9 * len(wanted)


def test_one_letter_is_sorted_with_reasons_and_from_any_folder(stillroom: Run, tmp_path: Path) -> None:
    folder = tmp_path / "Müller & Söhne's post"
    folder.mkdir()
    (folder / "-rf.txt").write_text(
        "Dear Sir, I am writing to complain about the boiler you fitted in May. It has leaked ever since and nobody "
        "has come back to me. I am very dissatisfied with your service and expect a refund within fourteen days.",
        encoding="utf-8",
    )
    (folder / "~$lock.docx").write_bytes(b"x")
    done = stillroom("classify", ".", "--json", cwd=folder)
    (row,) = lines(done)
    assert (done.returncode, row["category"], row["decided_by"]) == (0, "complaint", "model")
    assert any("complain" in reason for reason in row["reasons"])
    assert row["alternatives"][0] == {"category": "complaint", "confidence": row["confidence"]}
    assert "1 system or temporary file skipped" in done.stderr


def test_what_cannot_be_used_is_told_in_one_sentence(stillroom: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("invoice", encoding="utf-8")
    (tmp_path / "nothing").mkdir()
    for arguments, sentence in (
        (("classify", tmp_path / "no such folder"), "There is no file or folder"),
        (("classify", tmp_path, "--pack", "uk-ofice"), "There is no pack 'uk-ofice'"),
        (("classify", tmp_path / ("a" * 300), "--pack", "b" * 300), "File name too long"),
        (("classify", ""), "One of the paths is empty"),
        (("classify", tmp_path, "--workers", "many"), "a number from 1 to 64 is wanted, not 'many'"),
        (("classify", tmp_path, "--json", "--output", tmp_path / "no" / "o.jsonl"), "cannot be written"),
        (("classify", tmp_path, "--output", tmp_path / "nothing"), "cannot be written: it is a folder"),
        (("evaluate", tmp_path / "a.txt"), "name its columns with --text and --label"),
        (("evaluate", tmp_path / ("a" * 300)), "File name too long"),
        (("evaluate", tmp_path / "nothing"), "holds no labelled documents"),
    ):
        done = stillroom(*arguments)
        assert done.returncode == 2
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr
        assert done.stdout == ""


def test_the_table_shows_the_name_of_a_file_in_a_deep_folder(stillroom: Run, tmp_path: Path) -> None:
    path = tmp_path / ("deep" * 15) / "Rent March.txt"
    path.parent.mkdir()
    path.write_text("invoice", encoding="utf-8")
    assert "Rent March.txt  Not sure" in stillroom("classify", path).stdout


def test_names_stay_as_they_were_given_even_those_that_are_not_unicode(
    stillroom: Run, tmp_path: Path
) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    (folder / "a.txt").write_text("TAX INVOICE no 4471, amount due 420.00", encoding="utf-8")
    done = stillroom(
        "classify", f"./{folder.name}", "./missing.txt", f"./{'a' * 300}", "--json", cwd=tmp_path
    )
    rows = lines(done)
    assert [row["path"] for row in rows] == [f"./{folder.name}/a.txt", "./missing.txt", f"./{'a' * 300}"]
    assert [row["error"] is None for row in rows] == [True, False, False]
    assert done.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_nobody_can_take_is_no_traceback(stillroom: Run, tmp_path: Path, home: Path) -> None:
    (tmp_path / "a.txt").write_text("invoice", encoding="utf-8")
    environment = {**os.environ, "STILLROOM_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = (
        f"{shlex.quote(sys.executable)} -m assistant classify {shlex.quote(str(tmp_path / 'a.txt'))} --json"
    )
    for redirected, code, said in (
        (">/dev/full", 2, "stillroom: Something cannot be read or written: No space left on device.\n"),
        (">&-", 0, "1 document: 0 sure, 1 not sure, 0 not read\n"),
        (">&- 2>&-", 0, ""),
        ("| true; exit ${PIPESTATUS[0]}", 0, None),
    ):
        done = subprocess.run(
            ["bash", "-c", f"{command} {redirected}"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, redirected
        assert "Traceback" not in done.stderr
        assert "Exception ignored" not in done.stderr
        if said is not None:
            assert done.stderr.endswith(said), redirected


def test_a_csv_of_texts_is_measured(stillroom: Run, tmp_path: Path) -> None:
    table = tmp_path / "texts.csv"
    table.write_bytes(
        "Text;Kind\r\nTAX INVOICE no 4471, amount due £420.00, VAT no 291 8830 12;invoice\r\n"
        "Minutes of the meeting of the board held on 5 March. Present: A. Bell (chair). Apologies: none.;minutes\r\n"
        "Rub the butter into the flour, add the sugar and bake for twenty minutes.;\r\n".encode("utf-16")
    )
    done = stillroom("evaluate", table, "--text", "Text", "--label", "Kind", "--json")
    figures = json.loads(done.stdout)
    assert done.returncode == 0
    assert figures["documents"] == 3
    assert figures["accuracy"] == 1.0
    assert figures["unknown_refused"] == 1.0
    missing = stillroom("evaluate", table, "--text", "Texts", "--label", "Kind")
    assert missing.returncode == 2
    assert "has no column 'Texts'. Its columns are: Text, Kind." in missing.stderr


def test_a_folder_with_an_unknown_category_is_refused(stillroom: Run, tmp_path: Path) -> None:
    (tmp_path / "recipes").mkdir()
    (tmp_path / "recipes" / "a.txt").write_text("Flour, butter, sugar", encoding="utf-8")
    done = stillroom("evaluate", tmp_path, "--json")
    assert done.returncode == 2
    assert "has no category recipes" in done.stderr


def test_a_spreadsheet_export_cannot_start_a_formula(stillroom: Run, tmp_path: Path) -> None:
    (tmp_path / "=cmd()|A0.txt").write_text("Please find our quotation, valid for 30 days.", encoding="utf-8")
    done = stillroom("classify", tmp_path / "=cmd()|A0.txt", "--csv", cwd=tmp_path)
    assert done.returncode == 0
    cells = [cell for row in csv.reader(io.StringIO(done.stdout.lstrip("\ufeff"))) for cell in row]
    assert any("cmd()" in cell for cell in cells)
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)


def test_reading_shows_pages_and_a_scan_says_that_it_needs_ocr(stillroom: Run) -> None:
    done = stillroom("read", SAMPLES / "Post March" / "scan_0041.pdf", "--json")
    pages = json.loads(done.stdout)["pages"]
    assert [page["number"] for page in pages] == [1, 2, 3]
    assert all(page["status"] == "read" and page["text"] for page in pages)
    broken = stillroom("read", "no such file.pdf", "--json")
    assert broken.returncode == 1
    assert "no such file.pdf" in json.loads(broken.stdout)["error"]


def test_models_are_listed_and_verified(stillroom: Run) -> None:
    listed = json.loads(stillroom("models", "list", "--json").stdout)["models"]
    assert listed[0]["id"] == "all-MiniLM-L6-v2"
    verified = stillroom("models", "verify", "--json")
    assert verified.returncode == 0
    assert json.loads(verified.stdout)["models"][0]["ok"] is True


def test_the_doctor_says_what_works(stillroom: Run) -> None:
    done = stillroom("doctor", "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 0
    assert report["ok"] is True
    assert {"Model", "Pack", "Workspace", "Encoder"} <= {finding["name"] for finding in report["findings"]}


def test_a_damaged_pack_is_told(stillroom: Run, tmp_path: Path) -> None:
    pack = tmp_path / "ours.stillroom"
    shutil.copy(ROOT / "resources/packs/uk-office.stillroom", pack)
    pack.write_bytes(pack.read_bytes()[:50_000])
    done = stillroom("classify", SAMPLES, "--pack", pack)
    assert done.returncode == 2
    assert "ours.stillroom is not a Stillroom pack, or it is damaged" in done.stderr
