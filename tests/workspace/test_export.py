"""Exported files open safely and say what the table says."""

from __future__ import annotations

import csv
import io
import json
import stat
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.decision import Candidate
from assistant.errors import StillroomError
from assistant.workspace.export import write_csv, write_json, write_xlsx
from assistant.workspace.result import Result

NAMES = {"invoice": "Invoice", "quote": "Quote, proposal or tender"}
SURE = Result(
    path="/in/Rechnung März.pdf",
    sha256="ab" * 32,
    verdict="sure",
    category="invoice",
    confidence=0.934567,
    alternatives=(
        Candidate(category="invoice", confidence=0.93),
        Candidate(category="quote", confidence=0.04),
    ),
    decided_by="model",
    note="Sure",
    reasons=("“invoice number” stands on page 1.",),
    pages=2,
    characters=1834,
)
FAILED = Result(path="/in/x.pdf", verdict="not_read", note="Damaged file", error="x.pdf: It is damaged.")
PERSON = SURE.model_copy(update={"category": "none", "decided_by": "person", "confidence": None})
NASTY = [
    "=1+1",
    "+44 20",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =cmd|' /C calc'!A0",
    "\u00a0=1",
    "\ufeff=1",
    "\uff1d1",
    "|x",
]


def named(sender: str) -> Result:
    return SURE.model_copy(update={"sender": sender})


def sheet(path: Path) -> list[dict[str, Any]]:
    book = openpyxl.load_workbook(path)
    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]  # type: ignore[arg-type]


def test_a_csv_file_opens_in_excel_with_its_accents(tmp_path: Path) -> None:
    to = tmp_path / "out.csv"
    write_csv([SURE, FAILED, PERSON], NAMES, to)
    raw = to.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\r\n") == 4
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert rows[0]["file"] == "Rechnung März.pdf" and rows[0]["category_name"] == "Invoice"
    assert (rows[0]["category"], rows[0]["confidence"]) == ("invoice", "0.9346")
    assert rows[0]["alternatives"] == "Quote, proposal or tender 4%"
    assert rows[1]["error"] == "x.pdf: It is damaged." and rows[1]["category"] == ""
    assert (rows[2]["category"], rows[2]["category_name"]) == ("none", "None of these")


def test_a_csv_stream_has_no_byte_order_mark() -> None:
    to = io.StringIO()
    write_csv([SURE], NAMES, to)
    assert to.getvalue().startswith("path,file,")


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_is_a_formula(tmp_path: Path, text: str) -> None:
    stream = io.StringIO()
    write_csv([named(text), SURE.model_copy(update={"path": text})], NAMES, stream)
    for row in csv.reader(io.StringIO(stream.getvalue())):
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "|", "\uff1d"))
    write_xlsx([named(text)], NAMES, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert all(cell.data_type != "f" for row in book.worksheets[0] for cell in row)
    assert sheet(tmp_path / "out.xlsx")[0]["Sender"]


@given(st.text(min_size=1))
def test_no_text_whatever_breaks_a_csv_row_or_hides_in_it(text: str) -> None:
    stream = io.StringIO(newline="")
    write_csv([named(text), SURE], NAMES, stream)
    rows = list(csv.reader(io.StringIO(stream.getvalue(), newline="")))
    assert len(rows) == 3 and len({len(row) for row in rows}) == 1
    stream.getvalue().encode("utf-8")
    assert stream.getvalue().count("\n") == 3
    assert "\u202e" not in stream.getvalue() and "\x00" not in stream.getvalue()


def test_a_workbook_holds_what_the_table_says(tmp_path: Path) -> None:
    to = tmp_path / "out.xlsx"
    write_xlsx([SURE, FAILED, PERSON], NAMES, to)
    rows = sheet(to)
    assert (
        rows[0]["File"] == "Rechnung März.pdf" and rows[0]["Confidence"] == 0.9346 and rows[0]["Pages"] == 2
    )
    assert rows[1]["What went wrong"] == "x.pdf: It is damaged." and rows[2]["Category"] == "None of these"
    page = openpyxl.load_workbook(to).worksheets[0]
    assert page.freeze_panes == "B2" and page.auto_filter.ref == "A1:S4"
    assert page.column_dimensions["A"].width > 20


def test_a_workbook_takes_any_text(tmp_path: Path) -> None:
    nasty = [
        "\x00\x08\x1f",
        "undecodable \udcff",
        "\ufffe\uffff",
        "x" * 40_000,
        "fdp\u202eexe",
        "_x0041_",
        "https://a.b/c",
    ]
    write_xlsx([named(text) for text in nasty], NAMES, tmp_path / "out.xlsx")
    senders = [row["Sender"] for row in sheet(tmp_path / "out.xlsx")]
    assert len(senders[3]) == 32_767 and senders[4] == "fdp\\u202eexe" and senders[6] == "https://a.b/c"
    assert not any(
        cell.hyperlink for row in openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0] for cell in row
    )


def test_an_empty_export_is_a_valid_file(tmp_path: Path) -> None:
    write_xlsx([], NAMES, tmp_path / "out.xlsx")
    assert sheet(tmp_path / "out.xlsx") == []
    write_json([], NAMES, tmp_path / "out.json")
    assert json.loads((tmp_path / "out.json").read_text()) == []


def test_json_is_an_ascii_array_of_the_command_lines_objects(tmp_path: Path) -> None:
    to = tmp_path / "out.json"
    write_json([SURE, FAILED.model_copy(update={"path": "/in/\udcff.pdf"})], NAMES, to)
    assert to.read_bytes().isascii() and to.read_bytes().endswith(b"\n")
    first, second = json.loads(to.read_text())
    assert first == {**SURE.line(), "category_name": "Invoice"}
    assert second["path"] == "/in/\udcff.pdf"


def test_a_failure_half_way_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    def results() -> Any:
        yield SURE
        raise RuntimeError("half-way")

    for write, name in ((write_csv, "a.csv"), (write_xlsx, "a.xlsx"), (write_json, "a.json")):
        (tmp_path / name).write_text("old")
        with pytest.raises(RuntimeError):
            write(results(), NAMES, tmp_path / name)
        assert (tmp_path / name).read_text() == "old"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.csv", "a.json", "a.xlsx"]


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    for write, name in ((write_csv, "a.csv"), (write_xlsx, "a.xlsx"), (write_json, "a.json")):
        with pytest.raises(
            StillroomError, match=rf"{name} could not be written \(there is no folder .*choose another place"
        ):
            write([SURE], NAMES, tmp_path / "absent" / name)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(StillroomError, match=r"folder\.csv could not be written \(it is a folder\)"):
        write_csv([SURE], NAMES, tmp_path / "folder.csv")
    assert [one.name for one in tmp_path.iterdir()] == ["folder.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other access rights")
def test_access_rights_of_an_old_file_are_kept(tmp_path: Path) -> None:
    to = tmp_path / "out.csv"
    to.touch(mode=0o640)
    to.chmod(0o640)
    write_csv([SURE], NAMES, to)
    assert stat.S_IMODE(to.stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["a space.csv", "it's.csv", "Büro 請求書.csv", "-rf.csv"])
def test_names_of_any_kind_can_be_written_to(tmp_path: Path, name: str) -> None:
    write_csv([SURE], NAMES, tmp_path / name)
    write_xlsx([SURE], NAMES, tmp_path / f"{name}.xlsx")
    assert len(list(tmp_path.iterdir())) == 2
