"""The table of a run: paged, in order, filtered and searched."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import PackError
from assistant.workspace.result import Result
from assistant.workspace.store import AS_ADDED, EVERY, Finished, NewDocument, Order, Where, Workspace

NAMES = {"invoice": "Invoice", "tax_official": "Tax and official letters"}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    one = Workspace.open(tmp_path / "home", names=lambda pack: NAMES)
    yield one
    one.close()


def fill(workspace: Workspace, paths: list[str], below: str = "") -> int:
    run = workspace.new_run("uk-office")
    workspace.enqueue(run, [NewDocument(path, path, below) for path in paths])
    return run


def sort(workspace: Workspace, run: int, **by_name: dict[str, object]) -> None:
    """Gives every waiting document a result; `by_name` is keyed by the name without its ending."""
    for job in workspace.take(run, 100_000):
        stem = Path(job.path).stem
        facts = {"verdict": "sure", "category": "invoice", "confidence": 0.9, "note": "Sure"} | by_name.get(
            stem, {}
        )
        sha256 = hashlib.sha256(os.fsencode(stem)).hexdigest()
        result = Result(path=job.path, sha256=sha256, **facts)  # type: ignore[arg-type]
        workspace.finish([Finished(job.id, result, "test 1")])


def names(workspace: Workspace, run: int, where: Where = EVERY, order: Order = AS_ADDED) -> list[str]:
    return [row.name for row in workspace.rows(run, where, order, 0, 1000)]


def test_a_new_document_waits_and_a_sorted_one_shows_its_result(workspace: Workspace) -> None:
    run = fill(workspace, ["/in/a.txt"])
    [row] = workspace.rows(run, Where(), Order(), 0, 10)
    assert (row.state, row.result, row.verdict, row.name, row.folder) == (
        "waiting",
        None,
        None,
        "a.txt",
        "/in",
    )
    sort(workspace, run)
    row = workspace.row(row.id)
    assert (row.state, row.verdict, row.category, row.confidence, row.note) == (
        "done",
        "sure",
        "invoice",
        0.9,
        "Sure",
    )
    assert row.result is not None and row.result.path == "/in/a.txt"


def test_names_are_in_the_order_that_a_person_expects(workspace: Workspace) -> None:
    run = fill(workspace, ["/in/b10.txt", "/in/B9.txt", "/in/Émile.txt", "/in/emily.txt", "/in/a.txt"])
    assert names(workspace, run, order=Order("name")) == [
        "a.txt",
        "B9.txt",
        "b10.txt",
        "Émile.txt",
        "emily.txt",
    ]
    assert names(workspace, run, order=Order("name", True))[0] == "emily.txt"
    assert names(workspace, run) == ["b10.txt", "B9.txt", "Émile.txt", "emily.txt", "a.txt"]


def test_rows_can_be_put_in_order_by_every_column(workspace: Workspace) -> None:
    run = fill(workspace, ["/in/z/a.txt", "/in/b/b.txt", "/in/b/c.txt"])
    sort(
        workspace,
        run,
        a={"category": "quote", "confidence": 0.5},
        b={"verdict": "not_sure", "category": None, "confidence": 0.3},
        c={"verdict": "not_read", "category": None, "confidence": None, "error": "c.txt: no."},
    )
    assert names(workspace, run, order=Order("folder")) == ["b.txt", "c.txt", "a.txt"]
    assert names(workspace, run, order=Order("category")) == ["a.txt", "b.txt", "c.txt"]
    assert names(workspace, run, order=Order("confidence")) == ["c.txt", "b.txt", "a.txt"]
    assert names(workspace, run, order=Order("status")) == ["c.txt", "b.txt", "a.txt"]


def test_counts_tell_how_a_run_came_out(workspace: Workspace) -> None:
    run = fill(workspace, [f"/in/{name}.txt" for name in "abcd"])
    sort(workspace, run, b={"verdict": "not_sure"}, c={"verdict": "not_read", "error": "c: no"})
    workspace.enqueue(
        run, [NewDocument("/in/e.txt", "/in/e.txt"), NewDocument("/in/f.txt", "/in/f.txt", cloud=True)]
    )
    counts = workspace.counts(run)
    assert (counts.all, counts.sure, counts.not_sure, counts.not_read, counts.waiting) == (6, 2, 1, 1, 2)
    assert counts.cloud_only == 1
    assert workspace.count(run, Where(verdict="not_sure")) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cafe", ["Café bill.txt"]),
        ("BILL caf", ["Café bill.txt"]),
        ("official", ["letter.txt"]),
        ("tax", ["letter.txt"]),
        ("inbox", ["Café bill.txt", "letter.txt"]),
        ("home", []),  # the folders above the dropped one would match everything
        ("100%", []),
        ("'; DROP", []),
    ],
)
def test_searching_looks_at_name_folder_and_category(
    workspace: Workspace, text: str, found: list[str]
) -> None:
    run = fill(workspace, ["/home/x/Inbox/Café bill.txt", "/home/x/Inbox/letter.txt"], below="Inbox")
    sort(workspace, run, letter={"category": "tax_official"})
    assert names(workspace, run, Where(text=text)) == found
    assert workspace.count(run, Where(text=text)) == len(found)


def test_a_run_whose_pack_is_gone_can_still_be_searched_by_name(tmp_path: Path) -> None:
    def gone(pack: str) -> dict[str, str]:
        raise PackError("There is no such pack.")

    workspace = Workspace.open(tmp_path, names=gone)
    run = fill(workspace, ["/in/a.txt", "/in/b.txt"])
    assert names(workspace, run, Where(text="b.t")) == ["b.txt"]
    workspace.close()


def test_the_folder_filter_takes_all_that_lies_below_and_nothing_beside(workspace: Workspace) -> None:
    run = fill(workspace, ["/in/a/1.txt", "/in/a/deep/2.txt", "/in/ab/3.txt", "/in/4.txt"])
    assert names(workspace, run, Where(folder="/in/a")) == ["1.txt", "2.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not allow such names")
@pytest.mark.parametrize(
    "name",
    [
        "new\nline.txt",
        "it's ünïcode 請求書.txt",
        "-rf.txt",
        "undecodable \udcff\udcfe.txt",
        "n" * 251 + ".txt",
        '"q";--',
    ],
)
def test_every_name_comes_back_exactly(workspace: Workspace, name: str) -> None:
    run = fill(workspace, [f"/in/{name}"])
    sort(workspace, run)
    [row] = workspace.rows(run, Where(), Order(), 0, 10)
    assert row.path == f"/in/{name}" and row.result is not None and row.result.path == row.path
    assert os.fsencode(row.path)


def test_names_that_look_the_same_but_differ_are_two_documents(workspace: Workspace) -> None:
    run = fill(workspace, ["/in/Caf\u00e9.txt", "/in/Cafe\u0301.txt"])
    assert workspace.counts(run).all == 2
    assert workspace.count(run, Where(text="café")) == 2


def test_adding_the_same_path_twice_gives_one_row(workspace: Workspace) -> None:
    run = fill(workspace, ["/in/a.txt", "/in/a.txt"])
    workspace.enqueue(run, [NewDocument("/in/a.txt", "/in/a.txt")])
    assert workspace.counts(run).all == 1


def test_changes_are_told_by_revision(workspace: Workspace) -> None:
    run = fill(workspace, ["/in/a.txt", "/in/b.txt"])
    before = workspace.revision()
    assert workspace.changed_since(run, before) == []
    [first] = workspace.take(run, 1)
    assert workspace.revision() > before
    assert workspace.changed_since(run, before) == [first.id]


def test_rows_of_ids_keep_their_order_and_leave_out_what_is_gone(workspace: Workspace) -> None:
    run = fill(workspace, [f"/in/{n}.txt" for n in range(1200)])
    ids = workspace.ids(run, Where(), Order("name", True))
    assert [row.id for row in workspace.rows_of([*ids, 999_999])] == ids
    with pytest.raises(KeyError):
        workspace.row(999_999)


def test_another_process_sees_what_this_one_writes(workspace: Workspace) -> None:
    other = Workspace.open(workspace.home)
    run = fill(workspace, ["/in/a.txt"])
    assert other.counts(run).all == 1 and other.revision() == workspace.revision()
    other.close()


def test_ten_thousand_rows_come_quickly(workspace: Workspace) -> None:
    began = time.perf_counter()
    run = fill(workspace, [f"/in/folder {n % 97}/document {n}.pdf" for n in range(10_000)], below="in/folder")
    assert time.perf_counter() - began < 5
    asks = [
        lambda: workspace.rows(run, Where(), Order("name"), 9_900, 100),
        lambda: workspace.rows(run, Where(text="document 99"), Order("folder"), 0, 100),
        lambda: workspace.rows(run, Where(), Order("confidence", True), 5_000, 100),
        lambda: workspace.counts(run),
        lambda: workspace.count(run, Where(text="folder")),
    ]
    for ask in asks:
        times = []
        for _ in range(5):
            began = time.perf_counter()
            ask()
            times.append(time.perf_counter() - began)
        assert min(times) < 0.02  # the best of five: other work on this machine is not what is measured
