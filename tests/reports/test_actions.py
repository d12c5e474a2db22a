"""The action list, read back as a spreadsheet program does."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from assistant.advise.advice import Advice
from assistant.advise.assessment import Assessment, FlagNote
from assistant.advise.engine import advise
from assistant.advise.expression import Value
from assistant.advise.knowledge import shipped
from assistant.errors import StillroomError
from assistant.reports.actions import STATUSES, write_actions
from tests.reports.reading import TODAY

KNOW = shipped()
ANSWERED: dict[str, Value] = {
    "personal_data": "yes",
    "vendor_offer": "custom_ai",
    "eu_link": "customers_in_eu",
}
Rows = list[dict[str, Any]]


def _advice(today: datetime.date = TODAY, answers: dict[str, Value] = ANSWERED) -> Advice:
    return advise(answers, today, KNOW, with_changes=False)


def _assessment(notes: dict[str, FlagNote], name: str = "Post room") -> Assessment:
    moment = datetime.datetime(2026, 11, 25, 9, 0, tzinfo=datetime.UTC)
    return Assessment(name=name, answers=ANSWERED, flags=notes, created=moment, changed=moment)


def _book(path: Path, advice: Advice | None = None, kept: Assessment | None = None) -> Workbook:
    write_actions(advice or _advice(), kept, KNOW, path)
    return load_workbook(path)


def _rows(book: Workbook, sheet: str = "Actions") -> Rows:
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_every_flag_is_a_row_with_what_to_do_why_source_address_and_day(tmp_path: Path) -> None:
    rows, flags = _rows(_book(tmp_path / "a.xlsx")), _advice().flags
    assert len(rows) == len(flags) > 10
    for row, flag in zip(rows, flags, strict=True):
        assert (row["Severity"], row["Point"], row["What to do"], row["Why"]) == (
            flag.severity.capitalize(), flag.title, flag.do, flag.why,
        )  # fmt: skip
        assert row["Evidence that settles it"] == flag.evidence
        assert flag.source.instrument in row["Source"] and flag.source.section in row["Source"]
        assert row["Kind of source"] == {
            "law": "Law", "guidance": "Guidance, not law", "advice": "Advice, not law",
        }[next(rule.kind for rule in KNOW.flags if rule.id == flag.id)]  # fmt: skip
        assert row["Address"] == flag.source.address
        assert row["Checked"].date() == flag.checked
        assert (row["Status"], row["Owner"], row["Due date"], row["Note"]) == ("To do", None, None, None)
    assert [row["Severity"] for row in rows] == sorted(
        (row["Severity"] for row in rows), key=["Must", "Should", "Consider"].index
    )


def test_what_the_owner_has_put_beside_a_flag_is_in_its_row(tmp_path: Path) -> None:
    due = datetime.date(2027, 3, 1)
    note = FlagNote(done=True, note="Agreed\nwith Bob", owner="Ann", due=due, evidence="Register")
    book = _book(tmp_path / "a.xlsx", kept=_assessment({"lawful_basis": note}))
    row = next(row for row in _rows(book) if row["Point"] == "Write down your lawful basis")
    assert (row["Status"], row["Owner"], row["Evidence held"]) == ("Done", "Ann", "Register")
    assert row["Note"] == "Agreed\nwith Bob"
    assert row["Due date"] == datetime.datetime(2027, 3, 1)
    assert "Assessment: Post room" in [cell.value for (cell,) in book["About"].iter_rows()]


def test_notes_of_flags_that_do_not_apply_any_more_stand_on_their_own_sheet(tmp_path: Path) -> None:
    fired = {flag.id for flag in _advice().flags}
    gone = next(flag for flag in KNOW.flags if flag.id not in fired)
    kept = _assessment({gone.id: FlagNote(note="Done in May"), "lawful_basis": FlagNote()})
    (row,) = _rows(_book(tmp_path / "a.xlsx", kept=kept), "No longer applies")
    assert (row["Point"], row["Note"]) == (gone.title, "Done in May")
    assert _book(tmp_path / "b.xlsx").sheetnames == ["Actions", "About"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "\uff1d1+1", '=HYPERLINK("https://a.example")'],
)
def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, text: str) -> None:
    note = FlagNote(note=text, owner=text, evidence=text)
    book = _book(tmp_path / "a.xlsx", kept=_assessment({"lawful_basis": note}, name=text))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d")
    head = [cell.value for cell in book["Actions"][1]]
    (row,) = (row for row in book["Actions"].iter_rows(min_row=2) if row[head.index("Owner")].value)
    for title in ("Owner", "Evidence held", "Note"):
        cell = row[head.index(title)]
        assert str(cell.value).strip() == text.strip()
        assert cell.quotePrefix


def test_addresses_are_links_and_what_a_user_has_typed_is_none(tmp_path: Path) -> None:
    kept = _assessment({"lawful_basis": FlagNote(note="https://a.example/x")})
    sheet = _book(tmp_path / "a.xlsx", kept=kept)["Actions"]
    linked = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert len(linked) == len(_advice().flags)
    assert all(cell.hyperlink.target == cell.value for cell in linked)


def test_the_sheet_is_ready_to_work_with(tmp_path: Path) -> None:
    sheet = _book(tmp_path / "a.xlsx")["Actions"]
    head = [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert all(sheet.column_dimensions[cell.column_letter].width >= 8 for cell in sheet[1])
    lists = {v.type: v for v in sheet.data_validations.dataValidation}
    status = sheet.cell(1, head.index("Status") + 1).column_letter
    assert lists["list"].formula1 == f'"{",".join(STATUSES)}"'
    assert str(lists["list"].sqref).startswith(f"{status}2:{status}")
    assert str(lists["date"].sqref).startswith(sheet.cell(1, head.index("Due date") + 1).column_letter)


def test_a_stale_source_is_loud(tmp_path: Path) -> None:
    late = _advice(TODAY + datetime.timedelta(days=200))
    rows = _rows(_book(tmp_path / "a.xlsx", late))
    assert all(
        row["Is the source current?"].startswith("OUT OF DATE: last checked 201 days ago") for row in rows
    )
    assert {row["Is the source current?"] for row in _rows(_book(tmp_path / "b.xlsx"))} == {"Current"}


def test_a_date_that_a_spreadsheet_cannot_hold_is_text(tmp_path: Path) -> None:
    note = FlagNote(due=datetime.date(1066, 10, 14))
    rows = _rows(_book(tmp_path / "a.xlsx", kept=_assessment({"lawful_basis": note})))
    assert "14 October 1066" in {row["Due date"] for row in rows}


def test_without_flags_there_is_a_list_with_nothing_in_it(tmp_path: Path) -> None:
    quiet = _advice().model_copy(update={"flags": []})
    assert _rows(_book(tmp_path / "a.xlsx", quiet)) == []


def test_the_same_list_gives_the_same_bytes(tmp_path: Path) -> None:
    kept = _assessment({"lawful_basis": FlagNote(owner="Ann")})
    for name in ("a.xlsx", "b.xlsx"):
        write_actions(_advice(), kept, KNOW, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    # The day is the advice's, not the clock's.
    assert load_workbook(tmp_path / "a.xlsx").properties.created == datetime.datetime(2026, 11, 25)


def test_a_place_that_cannot_be_written_is_told_and_an_old_list_is_kept(tmp_path: Path) -> None:
    with pytest.raises(StillroomError, match=r"list\.xlsx could not be written"):
        write_actions(_advice(), None, KNOW, tmp_path / "no" / "list.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(StillroomError, match=r"folder\.xlsx could not be written"):
        write_actions(_advice(), None, KNOW, tmp_path / "folder.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.xlsx"]
