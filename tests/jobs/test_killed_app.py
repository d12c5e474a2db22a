"""kill -9 of the app loses nothing, and no document that was done is done twice."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import chores
import pytest

from assistant.errors import InputError
from assistant.jobs.sorter import Sorter
from assistant.workspace.store import Order, Where, Workspace

APP = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import chores
from assistant.jobs.sorter import Sorter
from assistant.workspace.store import Workspace

workspace = Workspace.open(Path(sys.argv[2]))
sorter = Sorter(workspace, workers=2, sort_function=chores.SORT)
unfinished = workspace.unfinished_run()
print("resuming" if unfinished else "starting", flush=True)
if unfinished:
    sorter.resume_run(unfinished.id)
else:
    sorter.add([Path(sys.argv[3])])
sorter.wait()
sorter.close()
workspace.close()
"""


def app(home: Path, folder: Path) -> subprocess.Popen[str]:
    argv = [sys.executable, "-c", APP, str(Path(chores.__file__).parent), str(home), str(folder)]
    return subprocess.Popen(argv, stdout=subprocess.PIPE, text=True)


def done(workspace: Workspace, run: int) -> set[str]:
    return {row.name for row in workspace.rows(run, Where(), Order(), 0, 10_000) if row.state == "done"}


def test_an_app_killed_again_and_again_ends_with_every_document_done_once(
    tmp_path: Path, folder: Path, computed: Callable[[], list[str]]
) -> None:
    for n in range(120):
        (folder / f"{n}.txt").write_text("slow 0.03" + " " * n)
    home = tmp_path / "home"
    chance = random.Random(3)
    certain: set[str] = set()  # stored as done when an app was killed
    counted: Counter[str] = Counter()
    for kill in range(5):
        with app(home, folder) as one:
            assert one.stdout is not None
            assert one.stdout.readline() == ("resuming\n" if kill else "starting\n")
            time.sleep(chance.uniform(0.1, 0.9))
            one.kill()
        time.sleep(0.3)  # its workers go too
        before = Counter(computed())
        assert not certain & {name for name in before if before[name] > counted[name]}, "done twice"
        counted = before
        workspace = Workspace.open(home)
        run = workspace.unfinished_run()
        assert run is not None and run.state == "interrupted"
        now = done(workspace, run.id)
        assert certain <= now
        certain = now
        workspace.close()
    with app(home, folder) as last:
        assert last.wait(60) == 0
    after = Counter(computed())
    assert not certain & {name for name in after if after[name] > counted[name]}, "done twice"
    workspace = Workspace.open(home)
    assert len(workspace.runs()) == 1 and len(done(workspace, workspace.runs()[0].id)) == 120
    assert workspace.unfinished_run() is None
    workspace.close()


def test_a_run_of_a_living_process_is_nobody_elses(
    tmp_path: Path, folder: Path, start: Callable[..., Sorter]
) -> None:
    for n in range(60):
        (folder / f"{n}.txt").write_text("slow 0.1" + " " * n)
    with app(tmp_path / "home", folder) as other:
        try:
            workspace = Workspace.open(tmp_path / "home")
            end = time.monotonic() + 20
            while not (workspace.last_run() and workspace.counts(1).sure):
                assert time.monotonic() < end
                time.sleep(0.05)
            assert workspace.unfinished_run() is None
            sorter = start()
            with pytest.raises(InputError, match="still sorting"):
                sorter.resume_run(1)
            (tmp_path / "mine.txt").write_text("invoice")
            mine = sorter.add([tmp_path / "mine.txt"])  # a run of its own goes side by side
            assert sorter.wait(30) and workspace.counts(mine).sure == 1
        finally:
            other.kill()
    unfinished = workspace.unfinished_run()
    assert unfinished is not None and unfinished.id == 1
    workspace.close()


@pytest.mark.slow
def test_memory_stays_flat_over_ten_thousand_documents(folder: Path, start: Callable[..., Sorter]) -> None:
    import psutil

    for n in range(10_000):
        (folder / f"{n}.txt").write_text(f"invoice {n}")
    sorter = start()
    sorter.add([folder])
    sizes: dict[int, int] = {}
    while not sorter.wait(0.05):
        done = sorter.progress().done
        if done >= 1_000:
            sizes.setdefault(done // 1_000, psutil.Process().memory_info().rss)
    assert sorter.progress().done == 10_000
    assert max(sizes.values()) < sizes[min(sizes)] * 1.10
