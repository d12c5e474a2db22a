"""What waits for a person's word, and how torn the machine was about it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.classify import decide
from assistant.classify.decision import Candidate
from assistant.workspace import doubtful
from assistant.workspace.result import Result
from assistant.workspace.store import Doubtful, Finished, NewDocument, Order, Where, Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    one = Workspace.open(tmp_path, names=lambda pack: {})
    yield one
    one.close()


def unsure(path: str, *shares: float, note: str = "", sha256: str | None = None) -> Result:
    offered = tuple(Candidate(category=f"c{at}", confidence=share) for at, share in enumerate(shares))
    return Result(path=path, verdict="not_sure", alternatives=offered, note=note, sha256=sha256)


def sure(path: str, sha256: str | None = None) -> Result:
    return Result(path=path, verdict="sure", category="c0", confidence=0.9, sha256=sha256)


def run_over(workspace: Workspace, *results: Result) -> int:
    run = workspace.new_run("uk-office")
    workspace.enqueue(run, [NewDocument(one.path, one.path) for one in results])
    jobs = workspace.take(run, len(results))
    workspace.finish([Finished(job.id, one, "test 1") for job, one in zip(jobs, results, strict=True)])
    return run


def ids(workspace: Workspace, run: int) -> list[int]:
    return workspace.ids(run, Where(), Order())


def test_only_what_is_not_sure_waits(workspace: Workspace) -> None:
    run = run_over(workspace, sure("/a"), unsure("/b", 0.5, 0.375), unsure("/c", 0.5))
    _, b, c = ids(workspace, run)
    assert workspace.doubtful(run) == [Doubtful(b, 0.125, False), Doubtful(c, 0.5, False)]


def test_what_has_no_candidates_or_is_unlike_anything_taught_is_strange(workspace: Workspace) -> None:
    strange = decide.STRANGE
    run = run_over(workspace, unsure("/a", note="Written in Polish"), unsure("/b", 0.2, 0.1, note=strange))
    assert [one.strange for one in workspace.doubtful(run)] == [True, True]


def test_the_note_is_the_one_that_the_classifier_writes() -> None:
    assert doubtful.STRANGE == decide.STRANGE


def test_a_persons_answer_ends_the_waiting_and_its_undo_begins_it_again(workspace: Workspace) -> None:
    run = run_over(workspace, unsure("/a", 0.5, 0.4))
    [a] = ids(workspace, run)
    before = workspace.put_right([a], "c1")
    assert workspace.doubtful(run) == []
    revision = workspace.revision()
    workspace.restore(before)
    assert [one.id for one in workspace.doubtful(run, since=revision)] == [a]


def test_only_what_has_changed_since_is_looked_at(workspace: Workspace) -> None:
    run = run_over(workspace, unsure("/a", 0.5, 0.4))
    assert workspace.doubtful(run, since=workspace.revision()) == []


def test_identical_files_that_wait_get_the_answer_too_and_no_others(workspace: Workspace) -> None:
    same, other = "a" * 64, "b" * 64
    run = run_over(
        workspace,
        unsure("/a", 0.5, sha256=same),
        unsure("/copy of a", 0.5, sha256=same),
        unsure("/b", 0.5, sha256=other),
        sure("/sorted copy of a", sha256=same),
    )
    elsewhere = run_over(workspace, unsure("/other list", 0.5, sha256=same))
    a, copy, *_ = ids(workspace, run)
    before = workspace.put_right_alike([a], "c3")
    assert [one.id for one in before] == [a, copy]
    persons = [row.person for row in workspace.rows_of(ids(workspace, run))]
    assert persons == ["c3", "c3", None, None]
    assert workspace.rows_of(ids(workspace, elsewhere))[0].person is None
    workspace.restore(before)
    assert [row.person for row in workspace.rows_of([a, copy])] == [None, None]


def test_an_identical_file_that_a_person_answered_keeps_its_own_answer(workspace: Workspace) -> None:
    same = "a" * 64
    run = run_over(workspace, unsure("/a", 0.5, sha256=same), unsure("/copy of a", 0.5, sha256=same))
    a, copy = ids(workspace, run)
    workspace.put_right([copy], "c1")
    workspace.put_right_alike([a], "c3")
    assert workspace.row(copy).person == "c1"


def test_identical_files_are_put_right_again_and_taken_back_together(workspace: Workspace) -> None:
    same = "a" * 64
    run = run_over(workspace, unsure("/a", 0.5, sha256=same), unsure("/copy of a", 0.5, sha256=same))
    a, copy = ids(workspace, run)
    workspace.put_right_alike([a], "c3")
    workspace.put_right_alike([a], "c1")
    assert [row.person for row in workspace.rows_of([a, copy])] == ["c1", "c1"]
    workspace.put_right_alike([copy], None)
    assert [row.person for row in workspace.rows_of([a, copy])] == [None, None]


def test_empty_files_are_not_alike(workspace: Workspace) -> None:
    from assistant.workspace.answers import NOTHING

    run = run_over(workspace, unsure("/a", 0.5, sha256=NOTHING), unsure("/b", 0.5, sha256=NOTHING))
    a, b = ids(workspace, run)
    workspace.put_right_alike([a], "c3")
    assert workspace.row(b).person is None


def test_ten_thousand_are_looked_through_quickly(workspace: Workspace) -> None:
    run = run_over(workspace, *(unsure(f"/{at}", 0.6, 0.3) for at in range(10_000)))
    began = time.monotonic()
    assert len(workspace.doubtful(run)) == 10_000
    assert time.monotonic() - began < 2.0  # 0.03 s here
