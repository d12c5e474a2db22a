"""What a person put right stays, whatever runs afterwards."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.workspace.result import Result
from assistant.workspace.store import Finished, NewDocument, Order, RowView, Where, Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    one = Workspace.open(tmp_path, names=lambda pack: {})
    yield one
    one.close()


def run_over(
    workspace: Workspace, *documents: tuple[str, str | None], category: str = "invoice"
) -> list[RowView]:
    """A new run over (path, content), sorted by a machine that says `category` to everything."""
    run = workspace.new_run("uk-office")
    workspace.enqueue(run, [NewDocument(path, path) for path, _ in documents])
    finish(workspace, run, dict(documents), category)
    return rows(workspace, run)


def finish(
    workspace: Workspace, run: int, contents: dict[str, str | None], category: str = "invoice"
) -> None:
    for job in workspace.take(run, 10_000):
        content = contents[job.path]
        if content is None:
            result = Result(
                path=job.path, verdict="not_read", note="No permission", error="No.", reason="no_permission"
            )
        else:
            sha256 = hashlib.sha256(content.encode()).hexdigest()
            result = Result(
                path=job.path,
                sha256=sha256,
                verdict="sure",
                category=category,
                confidence=0.8,
                decided_by="model",
            )
        workspace.finish([Finished(job.id, result, "test 1")])


def rows(workspace: Workspace, run: int) -> list[RowView]:
    return workspace.rows(run, Where(), Order(), 0, 10_000)


def test_a_persons_answer_counts_instead_of_the_machines(workspace: Workspace) -> None:
    [row] = run_over(workspace, ("/a", "x"))
    workspace.put_right([row.id], "quote")
    row = workspace.row(row.id)
    assert (row.category, row.person, row.verdict, row.confidence) == ("quote", "quote", "sure", None)
    assert row.result is not None and row.result.category == "invoice"
    assert row.effective is not None
    assert (row.effective.category, row.effective.decided_by) == ("quote", "person")
    assert [one.category for one in workspace.results(row.run)] == ["quote"]
    assert workspace.count(row.run, Where(category="quote")) == 1
    assert workspace.count(row.run, Where(category="invoice")) == 0


def test_none_of_these_is_an_answer_too(workspace: Workspace) -> None:
    [row] = run_over(workspace, ("/a", "x"))
    workspace.put_right([row.id], "none")
    assert workspace.row(row.id).effective.category == "none"  # type: ignore[union-attr]


def test_a_later_run_and_a_retry_keep_the_answer(workspace: Workspace) -> None:
    [row] = run_over(workspace, ("/a", "x"))
    workspace.put_right([row.id], "quote")
    [again] = run_over(workspace, ("/a", "x"), category="minutes")
    assert (again.category, again.copied) == ("quote", False)
    assert again.result is not None and again.result.category == "minutes"


def test_a_file_whose_content_changed_is_judged_afresh(workspace: Workspace) -> None:
    [row] = run_over(workspace, ("/a", "x"))
    workspace.put_right([row.id], "quote")
    [again] = run_over(workspace, ("/a", "something else"))
    assert (again.category, again.person) == ("invoice", None)


def test_an_identical_file_elsewhere_gets_the_answer_and_says_so(workspace: Workspace) -> None:
    [row, other] = run_over(workspace, ("/a", "x"), ("/b", "x"))
    workspace.put_right([row.id], "quote")
    assert workspace.row(other.id).category == "invoice"  # nothing changes behind a person's back
    [copy] = run_over(workspace, ("/copy", "x"))
    assert (copy.category, copy.copied) == ("quote", True)
    assert copy.effective is not None and "identical" in copy.effective.reasons[0]


def test_an_empty_file_lends_its_answer_to_no_other(workspace: Workspace) -> None:
    [row] = run_over(workspace, ("/a", ""))
    workspace.put_right([row.id], "quote")
    [other] = run_over(workspace, ("/b", ""))
    assert other.person is None


def test_the_persons_own_answer_beats_one_for_an_identical_file(workspace: Workspace) -> None:
    first, second = run_over(workspace, ("/a", "x"), ("/b", "x"))
    workspace.put_right([first.id], "quote")
    workspace.put_right([second.id], "minutes")
    again = run_over(workspace, ("/a", "x"), ("/b", "x"))
    assert [row.category for row in again] == ["quote", "minutes"]


def test_a_document_put_right_while_it_waits_keeps_the_answer_when_it_is_sorted(workspace: Workspace) -> None:
    run = workspace.new_run("uk-office")
    workspace.enqueue(run, [NewDocument("/a", "/a")])
    [row] = rows(workspace, run)
    workspace.put_right([row.id], "quote")
    assert workspace.row(row.id).state == "waiting"
    finish(workspace, run, {"/a": "x"})
    assert workspace.row(row.id).category == "quote"
    [again] = run_over(workspace, ("/a", "x"))
    assert again.category == "quote"


def test_an_unreadable_document_can_be_put_right_and_is_not_tried_again(workspace: Workspace) -> None:
    row, other = run_over(workspace, ("/a", None), ("/b", None))
    workspace.put_right([row.id], "contract")
    row = workspace.row(row.id)
    assert (row.state, row.category) == ("done", "contract")
    assert row.effective is not None and row.effective.error == "No."
    workspace.retry_failed(row.run)
    assert [job.id for job in workspace.take(row.run, 10)] == [other.id]


def test_undo_brings_back_exactly_what_was_there(workspace: Workspace) -> None:
    untouched, answered, _ = run_over(workspace, ("/a", "x"), ("/b", "y"), ("/c", None))
    workspace.put_right([answered.id], "quote")
    before = rows(workspace, untouched.run)
    undo = workspace.put_right([one.id for one in before], "minutes")
    assert {row.category for row in rows(workspace, untouched.run)} == {"minutes"}
    workspace.restore(undo)
    assert rows(workspace, untouched.run) == before
    again = run_over(workspace, ("/a", "x"), ("/b", "y"), ("/c", None))
    assert [row.person for row in again] == [None, "quote", None]


def test_taking_the_answer_back_leaves_the_machines(workspace: Workspace) -> None:
    [row] = run_over(workspace, ("/a", "x"))
    workspace.put_right([row.id], "quote")
    workspace.put_right([row.id], None)
    assert workspace.row(row.id) == row
    [again] = run_over(workspace, ("/a", "x"))
    assert again.person is None


def test_five_thousand_rows_are_put_right_at_once(workspace: Workspace) -> None:
    made = run_over(workspace, *((f"/{n}", str(n)) for n in range(5_000)))
    began = time.perf_counter()
    revision = workspace.revision()
    undo = workspace.put_right([row.id for row in made], "quote")
    assert time.perf_counter() - began < 3
    assert workspace.revision() == revision + 1  # one transaction
    assert workspace.count(made[0].run, Where(category="quote")) == 5_000
    workspace.restore(undo)
    assert workspace.count(made[0].run, Where(category="invoice")) == 5_000
