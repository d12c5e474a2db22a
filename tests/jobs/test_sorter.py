"""A folder through the queue and the workers to results."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import chores
import pytest

from assistant.jobs import discover as discovering
from assistant.jobs import walking
from assistant.jobs.discover import Found
from assistant.jobs.sorter import Sorter
from assistant.workspace.store import Order, RowView, Where, Workspace

Start = Callable[..., Sorter]


def fill(folder: Path, count: int, text: str = "invoice {n}") -> None:
    for n in range(count):
        (folder / f"{n}.txt").write_text(text.format(n=n))


def rows(workspace: Workspace, run: int) -> dict[str, RowView]:
    return {row.name: row for row in workspace.rows(run, Where(), Order(), 0, 100_000)}


def until(true: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def test_a_folder_is_sorted(workspace: Workspace, folder: Path, start: Start) -> None:
    fill(folder, 30)
    (folder / "Thumbs.db").touch()
    sorter = start()
    run = sorter.add([folder], title="My folder")
    assert sorter.wait(60)
    progress = sorter.progress()
    assert (progress.state, progress.done, progress.total, progress.skipped) == ("idle", 30, 30, 1)
    assert [row.name for row in workspace.rows(run, Where(), Order(), 0, 3)] == ["0.txt", "1.txt", "2.txt"]
    found = workspace.last_run()
    assert found is not None and (found.state, found.title, found.documents) == ("finished", "My folder", 30)
    assert found.roots == (str(folder),) and found.finished is not None
    assert workspace.unfinished_run() is None


def test_one_bad_document_does_not_stop_the_rest(workspace: Workspace, folder: Path, start: Start) -> None:
    fill(folder, 10)
    for word in ("abort", "broken", "bug"):
        (folder / f"{word}.txt").write_text(f"{word} x")
    sorter = start()
    run = sorter.add([folder, folder / "never there.txt"])
    assert sorter.wait(60)
    counts = workspace.counts(run)
    assert (counts.sure, counts.not_read, counts.waiting) == (10, 4, 0)
    assert rows(workspace, run)["never there.txt"].note == "File is gone"
    assert all(
        row.result.error for row in rows(workspace, run).values() if row.state == "failed" and row.result
    )


def test_the_same_content_is_computed_once(
    workspace: Workspace, folder: Path, start: Start, computed: Callable[[], list[str]]
) -> None:
    for n in range(12):
        (folder / f"copy {n}.txt").write_text("slow 0.2")
    sorter = start(workers=3)
    run = sorter.add([folder])
    assert sorter.wait(60)
    assert len(computed()) == 1
    for name, row in rows(workspace, run).items():
        assert row.result is not None
        assert row.result.path == row.path and row.result.warnings == (f"{name}: one picture was left out.",)
    (folder / "later.txt").write_text("slow 0.2")
    again = sorter.add([folder])
    assert sorter.wait(60)
    assert len(computed()) == 1 and workspace.counts(again).sure == 13


def test_a_crash_is_never_remembered_for_another_file(
    workspace: Workspace, folder: Path, start: Start, computed: Callable[[], list[str]]
) -> None:
    (folder / "a.txt").write_text("abort x")
    (folder / "b.txt").write_text("abort x")
    sorter = start(workers=1)
    run = sorter.add([folder])
    assert sorter.wait(60)
    assert computed() == ["a.txt", "a.txt", "b.txt", "b.txt"]  # each with its second try
    assert {row.note for row in rows(workspace, run).values()} == {"Reader crashed"}


def test_failed_documents_can_be_tried_again(
    workspace: Workspace, folder: Path, start: Start, computed: Callable[[], list[str]]
) -> None:
    fill(folder, 3)
    (folder / "bad.txt").write_text("broken x")
    sorter = start()
    run = sorter.add([folder])
    assert sorter.wait(60)
    sorter.retry_failed(run)
    assert sorter.wait(60)
    assert computed().count("bad.txt") == 2 and len(computed()) == 5
    (folder / "bad.txt").write_text("invoice mended")
    sorter.retry_failed(run)
    assert sorter.wait(60)
    assert rows(workspace, run)["bad.txt"].category == "invoice"
    assert workspace.counts(run).not_read == 0


def test_only_what_is_new_in_the_folder_is_added(
    workspace: Workspace, folder: Path, start: Start, computed: Callable[[], list[str]]
) -> None:
    fill(folder, 3)
    sorter = start()
    run = sorter.add([folder])
    assert sorter.wait(60)
    (folder / "new.txt").write_text("invoice new")
    sorter.add_new(run)
    assert sorter.wait(60)
    assert len(computed()) == 4 and workspace.counts(run).all == 4
    assert len(workspace.runs()) == 1


def test_files_added_to_a_run_join_it(workspace: Workspace, folder: Path, start: Start) -> None:
    fill(folder, 3)
    sorter = start()
    run = sorter.add([folder / "0.txt"])
    assert sorter.add([folder / "1.txt", folder / "0.txt"], run=run) == run
    assert sorter.wait(60)
    assert sorted(rows(workspace, run)) == ["0.txt", "1.txt"]


def test_pausing_finishes_what_is_in_hand_and_begins_nothing(
    workspace: Workspace, folder: Path, start: Start, computed: Callable[[], list[str]]
) -> None:
    for n in range(40):
        (folder / f"{n}.txt").write_text("slow 0.1" + " " * n)
    sorter = start()
    run = sorter.add([folder])
    until(lambda: workspace.counts(run).sure >= 3)
    sorter.pause()
    assert sorter.progress().state == "paused"
    time.sleep(0.6)
    stood = len(computed())
    assert workspace.counts(run).sure == stood < 40
    assert all(row.state != "working" for row in rows(workspace, run).values())
    time.sleep(0.4)
    assert len(computed()) == stood
    assert not sorter.wait(0.1)
    sorter.resume()
    assert sorter.wait(60)
    assert len(computed()) == 40 and workspace.counts(run).sure == 40


def test_stopping_leaves_the_rest_waiting_and_it_can_be_resumed(
    workspace: Workspace, folder: Path, start: Start, computed: Callable[[], list[str]]
) -> None:
    for n in range(30):
        (folder / f"{n}.txt").write_text("slow 0.1" + " " * n)
    sorter = start()
    run = sorter.add([folder])
    until(lambda: workspace.counts(run).sure >= 3)
    sorter.stop()
    assert sorter.wait(20)
    counts = workspace.counts(run)
    assert counts.waiting > 0 and counts.sure == len(computed())
    assert sorter.progress().state == "idle"
    assert workspace.run(run).state == "stopped"
    sorter.resume_run(run)
    assert sorter.wait(60)
    assert len(computed()) == 30 and workspace.run(run).state == "finished"


def test_forgetting_a_run_drops_only_what_waits(workspace: Workspace, folder: Path, start: Start) -> None:
    for n in range(30):
        (folder / f"{n}.txt").write_text("slow 0.1" + " " * n)
    sorter = start()
    run = sorter.add([folder])
    until(lambda: workspace.counts(run).sure >= 3)
    sorter.stop()
    assert sorter.wait(20)
    sure = workspace.counts(run).sure
    sorter.forget_run(run)
    assert (workspace.counts(run).all, workspace.counts(run).sure) == (sure, sure)
    assert workspace.run(run).state == "finished"


def test_a_run_forgotten_in_the_middle_ends_there(workspace: Workspace, folder: Path, start: Start) -> None:
    for n in range(30):
        (folder / f"{n}.txt").write_text("slow 0.1" + " " * n)
    sorter = start()
    run = sorter.add([folder])
    until(lambda: workspace.counts(run).sure >= 3)
    sorter.forget_run(run)
    assert sorter.wait(20)
    time.sleep(0.5)
    assert workspace.counts(run).waiting == 0 and workspace.counts(run).all < 30
    again = sorter.add([folder])
    assert sorter.wait(60) and workspace.counts(again).sure == 30


def test_a_missing_model_halts_the_run_and_says_why(workspace: Workspace, folder: Path, start: Start) -> None:
    fill(folder, 20)
    (folder / "0.txt").write_text("halt x")
    sorter = start()
    run = sorter.add([folder])
    assert sorter.wait(30)
    assert "model file is missing" in sorter.progress().fault
    counts = workspace.counts(run)
    assert counts.waiting > 0 and counts.not_read == 0
    (folder / "0.txt").write_text("invoice")
    sorter.resume_run(run)
    assert sorter.wait(30)
    assert workspace.counts(run).sure == 20 and sorter.progress().fault == ""


def test_a_model_that_ends_every_worker_is_not_blamed_on_the_documents(
    workspace: Workspace, folder: Path, start: Start
) -> None:
    fill(folder, 20)
    sorter = start(sort_function=f"{chores.__name__}:never_loads")
    run = sorter.add([folder])
    assert sorter.wait(30)
    assert "model cannot be loaded" in sorter.progress().fault
    assert workspace.counts(run).not_read <= 4 and workspace.counts(run).waiting >= 16


def test_cloud_files_are_counted_and_fetched_only_with_consent(
    workspace: Workspace,
    folder: Path,
    start: Start,
    monkeypatch: pytest.MonkeyPatch,
    computed: Callable[[], list[str]],
) -> None:
    fill(folder, 3)
    real = discovering.discover

    def some_in_cloud(*args: object) -> list[Found]:
        return [
            Found(one.path, "cloud_only", "It lies only in the cloud.") if one.path.endswith("1.txt") else one
            for one in real(*args)  # type: ignore[arg-type]
        ]

    monkeypatch.setattr(walking, "discover", some_in_cloud)
    sorter = start()
    run = sorter.add([folder])
    assert sorter.wait(30)
    progress = sorter.progress()
    assert (progress.done, progress.total, progress.cloud_only) == (2, 2, 1)
    assert sorted(computed()) == ["0.txt", "2.txt"]
    row = rows(workspace, run)["1.txt"]
    assert (row.state, row.cloud, row.note) == ("waiting", True, "Only in the cloud")
    assert workspace.run(run).state == "finished" and workspace.unfinished_run() is None
    sorter.fetch_cloud(run)
    assert sorter.wait(30)
    assert workspace.counts(run).sure == 3 and sorter.progress().cloud_only == 0


def test_a_folder_that_cannot_be_opened_is_a_row_and_can_be_tried_again(
    workspace: Workspace, folder: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "locked").mkdir()
    fill(folder / "locked", 2)
    fill(folder, 2)
    real = os.scandir

    def scandir(path: str) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(discovering.os, "scandir", scandir)
    sorter = start()
    run = sorter.add([folder])
    assert sorter.wait(30)
    row = rows(workspace, run)["locked"]
    assert row.state == "failed" and row.note == "No permission"
    assert row.result is not None and row.result.error is not None and row.result.error.startswith("locked: ")
    monkeypatch.undo()
    sorter.retry_failed(run)
    assert sorter.wait(30)
    assert (workspace.counts(run).sure, workspace.counts(run).not_read) == (4, 0)


def test_paths_as_given_come_out_as_given(
    workspace: Workspace, folder: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(folder, 1)
    monkeypatch.chdir(folder.parent)
    sorter = start()
    run = sorter.add([folder.name, f"{folder.name}{os.sep}0.txt"])
    assert sorter.wait(30)
    [result] = workspace.results(run)
    assert result.path == f"{folder.name}{os.sep}0.txt"
    [row] = rows(workspace, run).values()
    assert row.path == str(folder / "0.txt")


def test_the_reading_pane_is_served_while_the_queue_is_full(folder: Path, start: Start) -> None:
    for n in range(40):
        (folder / f"{n}.txt").write_text("slow 0.2" + " " * n)
    (folder / "read me.txt").write_text("hello")
    sorter = start()
    sorter.add([folder])
    assert sorter.read(str(folder / "read me.txt")).result(20).pages[0].text == "hello"
    assert sorter.progress().done < 20  # of 41: it did not wait for its turn
    sorter.stop()
    assert sorter.wait(20)


def test_time_left_is_told_once_it_is_known(workspace: Workspace, folder: Path, start: Start) -> None:
    for n in range(60):
        (folder / f"{n}.txt").write_text("slow 0.15" + " " * n)
    sorter = start()
    sorter.add([folder])
    until(lambda: sorter.progress().total == 60)
    assert sorter.progress().seconds_left is None
    until(lambda: sorter.progress().seconds_left is not None)
    progress = sorter.progress()
    assert progress.per_second is not None and progress.seconds_left is not None
    assert progress.seconds_left == pytest.approx((60 - progress.done) / progress.per_second, rel=0.2)
    sorter.stop()
    assert sorter.wait(20)


def test_closing_in_the_middle_loses_nothing(
    workspace: Workspace, folder: Path, start: Start, computed: Callable[[], list[str]]
) -> None:
    for n in range(30):
        (folder / f"{n}.txt").write_text("slow 0.1" + " " * n)
    sorter = start()
    run = sorter.add([folder])
    until(lambda: workspace.counts(run).sure >= 3)
    began = time.monotonic()
    sorter.close()
    assert time.monotonic() - began < 10
    assert all(row.state != "working" for row in rows(workspace, run).values())
    other = start()
    other.resume_run(run)
    assert other.wait(60)
    assert workspace.counts(run).sure == 30


def test_two_runs_one_after_the_other(
    workspace: Workspace, folder: Path, tmp_path: Path, start: Start
) -> None:
    fill(folder, 10)
    second = tmp_path / "second"
    second.mkdir()
    fill(second, 10, "quote {n}")
    sorter = start()
    one, two = sorter.add([folder]), sorter.add([second])
    assert sorter.wait(60)
    assert workspace.counts(one).sure == workspace.counts(two).sure == 10
    assert {row.category for row in rows(workspace, two).values()} == {"quote"}
