"""What the reading pane says of a document."""

from __future__ import annotations

from typing import Any

from assistant.classify.decision import Candidate
from assistant.documents.document import Document, Page
from assistant.ui.state import pane
from assistant.ui.state.row import cells
from assistant.workspace.result import Result
from assistant.workspace.store import RowView

NAMES = {"invoice": "Invoice", "quote": "Quote"}
OFFERED = (Candidate(category="invoice", confidence=0.54), Candidate(category="quote", confidence=0.41))


def _row(result: Result | None, **kept: Any) -> RowView:
    fields: dict[str, Any] = {
        "id": 1,
        "run": 1,
        "path": "/post/a.pdf",
        "name": "a.pdf",
        "folder": "/post",
        "state": "done",
        "result": result,
        "person": None,
        "category": result.category if result else None,
        "verdict": result.verdict if result else None,
        "note": result.note if result else "",
        "confidence": result.confidence if result else None,
    }
    return RowView(**{**fields, **kept})


def _unsure(*reasons: str, note: str = "Invoice or Quote?") -> Result:
    return Result(
        path="/post/a.pdf",
        verdict="not_sure",
        confidence=0.54,
        alternatives=OFFERED,
        note=note,
        reasons=reasons,
        nearest="Roof estimate",
    )


def test_the_classifiers_doubt_is_said_once() -> None:
    shown = pane.pane(
        _row(_unsure("Not sure: it reads like Invoice and like Quote.", "It says total.")), NAMES
    )
    assert shown.verdict == pane.Verdict(
        "Not sure.", "It reads like Invoice and like Quote. You decide:", "unsure"
    )
    assert shown.reasons == ("It says total.",)
    assert shown.nearest == "Roof estimate"


def test_the_nearest_example_is_named_once() -> None:
    shown = pane.pane(_row(_unsure("Nearest example taught: Roof estimate.")), NAMES)
    assert shown.nearest == ""


def test_a_person_is_told_what_the_model_had_read() -> None:
    row = _row(
        _unsure(), person="quote", category="quote", verdict="sure", note="Your answer", confidence=None
    )
    shown = pane.pane(row, NAMES)
    assert shown.verdict.lead == "You said Quote."
    assert shown.verdict.rest == "It read most like Invoice (54%)."
    assert cells(row, NAMES).status == "You said"
    assert cells(row, NAMES).share is None


def test_an_answer_for_an_identical_file_says_so() -> None:
    row = _row(_unsure(), person="quote", category="quote", verdict="sure", confidence=None, copied=True)
    assert pane.pane(row, NAMES).verdict.rest == "That was for an identical file."


def test_a_failure_does_not_repeat_the_files_name() -> None:
    why = Result(path="/post/a.pdf", verdict="not_read", reason="empty", error="a.pdf: It is empty.")
    shown = pane.pane(_row(why, state="failed"), NAMES)
    assert shown.verdict.rest == "It is empty."
    assert not shown.readable


def test_a_file_in_the_cloud_is_never_read_for_the_pane() -> None:
    shown = pane.pane(_row(None, state="waiting", cloud=True), NAMES)
    assert shown.verdict.lead == "Only in the cloud."
    assert not shown.readable


def test_pages_that_need_ocr_are_named() -> None:
    pages = (Page(number=1, text="x"), Page(number=2, text="", status="needs_ocr"))
    assert pane.quality(Document(path="a.pdf", kind="pdf", pages=pages)) == "2 pages, page 2 needs OCR"


def test_many_are_offered_what_most_of_them_could_be() -> None:
    rows = [_row(_unsure()), _row(_unsure()), _row(None, state="waiting")]
    assert [choice.name for choice in pane.shared_choices(rows, NAMES)] == ["Invoice", "Quote"]


def test_a_category_of_a_lost_pack_is_shown_by_its_id() -> None:
    result = Result(path="/post/a.pdf", verdict="sure", category="gone", confidence=0.9, note="Sure")
    assert cells(_row(result), {}).category == "gone"
