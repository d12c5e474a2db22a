"""Worker processes: what goes wrong in one costs one document."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import chores
import psutil
import pytest

from assistant.documents.document import Document
from assistant.errors import DocumentError, ModelError, Reason, StillroomError
from assistant.jobs import process
from assistant.jobs.pool import Pool
from assistant.jobs.tasks import ReadTask, Sorted, SortTask

posix = pytest.mark.skipif(sys.platform == "win32", reason="uses signals and resource limits")


@pytest.fixture
def pool() -> Iterator[Pool]:
    one = Pool(1, seconds_per_document=20, memory=700 * 1024**2)
    yield one
    one.close()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], str]:
    def made(text: str) -> str:
        path = tmp_path / f"{text[:8]}{len(list(tmp_path.iterdir()))}.txt"
        path.write_text(text)
        return str(path)

    return made


def sort(pool: Pool, path: str) -> Sorted:
    done = pool.submit(SortTask(path, "pack", function=chores.SORT)).result(60)
    assert isinstance(done, Sorted)
    return done


def read(pool: Pool, path: str) -> Document:
    return pool.submit(ReadTask(path, function=chores.READ)).result(60)


def gone(pids: list[int], seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not any(
            psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE for pid in pids
        ):
            return True
        time.sleep(0.05)
    return False


def test_a_worker_sorts_and_reads_and_stays_for_the_next(pool: Pool, write: Callable[[str], str]) -> None:
    assert sort(pool, write("invoice one")).result.category == "invoice"
    before = pool.pids()
    assert read(pool, write("hello")).pages[0].text == "hello"
    assert pool.pids() == before and len(before) == 1


@posix
@pytest.mark.parametrize("disaster", ["abort", "kill"])
def test_a_document_that_kills_its_reader_costs_only_itself(
    pool: Pool, write: Callable[[str], str], disaster: str
) -> None:
    path = write(f"{disaster} x")
    result = sort(pool, path).result
    assert (result.verdict, result.reason, result.note) == ("not_read", Reason.CRASHED, "Reader crashed")
    assert result.error is not None and result.error.startswith(Path(path).name)
    assert result.sha256 is not None
    assert sort(pool, write("invoice")).result.category == "invoice"
    with pytest.raises(DocumentError) as caught:
        read(pool, path)
    assert caught.value.reason == Reason.CRASHED


@posix
def test_a_crash_by_chance_is_tried_once_more(pool: Pool, write: Callable[[str], str]) -> None:
    assert sort(pool, write("once x")).result.verdict == "sure"


@posix
def test_a_worker_that_was_killed_from_outside_costs_nothing(pool: Pool, write: Callable[[str], str]) -> None:
    sort(pool, write("invoice"))
    future = pool.submit(SortTask(write("slow 1"), "pack", function=chores.SORT))
    time.sleep(0.3)
    psutil.Process(pool.pids()[0]).kill()
    done = future.result(30)
    assert isinstance(done, Sorted) and done.result.verdict == "sure"
    psutil.Process(pool.pids()[0]).kill()  # idle this time
    assert sort(pool, write("invoice two")).result.verdict == "sure"


@pytest.mark.parametrize("disaster", ["hang", "stuck"])
def test_a_document_that_never_ends_is_given_up_after_its_time(
    write: Callable[[str], str], disaster: str
) -> None:
    pool = Pool(1, seconds_per_document=1.5)
    try:
        began = time.monotonic()
        result = sort(pool, write(f"{disaster} x")).result
        assert time.monotonic() - began < 20
        assert (result.reason, result.note) == (Reason.TOO_SLOW, "Took too long")
        assert sort(pool, write("invoice")).result.verdict == "sure"
    finally:
        pool.close()


def test_a_document_that_eats_memory_is_given_up(pool: Pool, write: Callable[[str], str]) -> None:
    result = sort(pool, write("eat x")).result
    assert (result.reason, result.note) == (Reason.TOO_BIG, "Too big")
    assert sort(pool, write("invoice")).result.verdict == "sure"


def test_memory_is_watched_where_the_system_sets_no_limit(
    write: Callable[[str], str], tmp_path: Path
) -> None:
    worker = process.WorkerProcess(1, 8 * 1024**3)
    watch = process.Watch(memory=400 * 1024**2)
    try:
        watch.begin(worker, 60)
        worker.send(
            {"function": chores.SORT, "arguments": {"path": write("eat x"), "pack": ""}, "seconds": 60}
        )
        assert worker.receive() is not None  # it asks whether the content is known
        worker.send({"go": True})
        assert worker.receive() is None
        assert worker.killed_for == "memory"
    finally:
        watch.done(worker)
        watch.close()
        worker.end()


def test_a_damaged_document_is_told_as_its_reader_tells_it(pool: Pool, write: Callable[[str], str]) -> None:
    result = sort(pool, write("broken x")).result
    assert (result.reason, result.note) == (Reason.DAMAGED, "Damaged file")
    with pytest.raises(DocumentError, match="damaged"):
        read(pool, write("broken x"))


def test_a_fault_of_the_program_becomes_a_row_that_does_not_quote_the_document(
    pool: Pool, write: Callable[[str], str]
) -> None:
    result = sort(pool, write("bug x")).result
    assert result.reason == Reason.FAILED
    assert (
        result.error is not None
        and "ValueError in chores.py" in result.error
        and "secret" not in result.error
    )


def test_a_missing_model_is_no_fault_of_the_document(pool: Pool, write: Callable[[str], str]) -> None:
    with pytest.raises(ModelError, match="model file is missing"):
        sort(pool, write("halt x"))


def test_what_libraries_print_reaches_nobody(
    pool: Pool, write: Callable[[str], str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert sort(pool, write("print x")).result.verdict == "sure"
    assert capfd.readouterr() == ("", "")


def test_workers_are_offline_slim_and_know_their_threads(write: Callable[[str], str]) -> None:
    pool = Pool(1, threads_per_worker=3)
    try:
        path = write("x")
        document = pool.submit(ReadTask(path, function=f"{chores.__name__}:environment")).result(30)
        lines = set(document.pages[0].text.splitlines())
        assert {"HF_HUB_OFFLINE=1", "OMP_NUM_THREADS=3", "STILLROOM_THREADS=3"} <= lines
        assert not any(
            line.startswith(("module PySide6", "module pytest", "module llama_cpp")) for line in lines
        )
    finally:
        pool.close()


def test_urgent_tasks_go_first_and_waiting_ones_can_be_cancelled(
    pool: Pool, write: Callable[[str], str]
) -> None:
    order: list[str] = []
    first = pool.submit(SortTask(write("slow 0.5"), "pack", function=chores.SORT))
    later = pool.submit(SortTask(write("invoice"), "pack", function=chores.SORT))
    dropped = pool.submit(SortTask(write("invoice"), "pack", function=chores.SORT))
    urgent = pool.submit(ReadTask(write("now"), function=chores.READ), urgent=True)
    later.add_done_callback(lambda _: order.append("later"))
    urgent.add_done_callback(lambda _: order.append("urgent"))
    assert dropped.cancel()
    first.result(30), later.result(30)
    assert order == ["urgent", "later"]
    with pytest.raises(CancelledError):
        dropped.result()


def test_closing_ends_everything_at_once(write: Callable[[str], str]) -> None:
    pool = Pool(2)
    busy = pool.submit(SortTask(write("hang x"), "pack", function=chores.SORT))
    waiting = [pool.submit(SortTask(write("hang x"), "pack", function=chores.SORT)) for _ in range(4)]
    while len(pool.pids()) < 2:
        time.sleep(0.05)
    time.sleep(0.3)
    pids = pool.pids()
    began = time.monotonic()
    pool.close()
    assert time.monotonic() - began < 10 and gone(pids)
    with pytest.raises(StillroomError):
        busy.result()
    assert waiting[-1].cancelled()
    with pytest.raises(StillroomError, match="closing"):
        pool.submit(ReadTask(write("x"), function=chores.READ))


@posix
@pytest.mark.parametrize("busy", ["hang", "stuck", "idle"])
def test_workers_die_with_the_app_however_it_dies(write: Callable[[str], str], busy: str) -> None:
    code = (
        "import sys, time; sys.path.insert(0, sys.argv[1]); import chores\n"
        "from assistant.jobs.pool import Pool\nfrom assistant.jobs.tasks import ReadTask\n"
        "pool = Pool(2)\n"
        "futures = [pool.submit(ReadTask(path, function=chores.READ)) for path in sys.argv[2:]]\n"
        "while len(pool.pids()) < 2: time.sleep(0.05)\n"
        "time.sleep(0.5)\nprint(*pool.pids(), flush=True)\ntime.sleep(60)"
    )
    paths = [write(f"{busy} x") for _ in range(2)]
    argv = [sys.executable, "-c", code, str(Path(chores.__file__).parent), *paths]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as app:
        assert app.stdout is not None
        pids = [int(pid) for pid in app.stdout.readline().split()]
        app.kill()
        app.wait()
    assert len(pids) == 2 and gone(pids)


@posix
def test_no_zombies_are_left(pool: Pool, write: Callable[[str], str]) -> None:
    for _ in range(3):
        sort(pool, write("abort x"))
    children = psutil.Process(os.getpid()).children()
    assert not any(child.status() == psutil.STATUS_ZOMBIE for child in children)


@posix
def test_a_worker_that_keeps_memory_is_replaced(
    pool: Pool, write: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sort(pool, write("invoice"))
    [first] = pool.pids()
    sort(pool, write("invoice"))
    assert pool.pids() == [first]
    monkeypatch.setattr("assistant.jobs.limits.has_grown", lambda resident, at_first: True)
    sort(pool, write("invoice"))
    sort(pool, write("invoice"))
    assert pool.pids() != [first]


def test_a_folder_full_of_modules_is_no_danger(
    write: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("invoice")
    (tmp_path / "json.py").write_text("raise SystemExit(3)")
    (tmp_path / "assistant.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    pool = Pool(1)
    try:
        assert sort(pool, path).result.verdict == "sure"
    finally:
        pool.close()


def test_a_frozen_app_starts_itself_as_its_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    assert process.command()[1] == "-P"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert process.command() == [sys.executable, "--stillroom-worker"]
