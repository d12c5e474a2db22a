"""Opening, sharing and losing the workspace file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from assistant.errors import StillroomError
from assistant.paths import home, resources
from assistant.workspace.database import FILE
from assistant.workspace.lock import WindowLock
from assistant.workspace.store import (
    DamagedWorkspace,
    NewDocument,
    Order,
    Where,
    Workspace,
    WorkspaceError,
    set_aside,
)


@pytest.mark.parametrize("name", ["plain", "a space", "it's", "Büro 事務所", "#?%20&x=1", "-rf"])
def test_a_workspace_opens_in_folders_of_any_name(tmp_path: Path, name: str) -> None:
    for _ in range(2):
        workspace = Workspace.open(tmp_path / name / "home")
        workspace.set_setting("theme", "dark")
        workspace.close()
    workspace = Workspace.open(tmp_path / name / "home")
    assert workspace.setting("theme") == "dark" and workspace.setting("absent", "light") == "light"
    workspace.close()


def test_a_damaged_file_is_told_kept_and_can_be_set_aside(tmp_path: Path) -> None:
    Workspace.open(tmp_path).close()
    (tmp_path / FILE).write_bytes(b"this was a database once" * 1000)
    with pytest.raises(DamagedWorkspace, match=r"damaged.*backup"):
        Workspace.open(tmp_path)
    assert (tmp_path / FILE).exists()
    kept = set_aside(tmp_path)
    assert kept.read_bytes().startswith(b"this was a database")
    Workspace.open(tmp_path).close()
    (tmp_path / FILE).write_bytes(b"again" * 1000)
    assert set_aside(tmp_path) != kept


def test_a_file_torn_in_the_middle_is_told_when_opened(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    run = workspace.new_run("uk-office")
    workspace.enqueue(run, [NewDocument(f"/in/{n}", f"/in/{n}") for n in range(3000)])
    workspace.close()
    content = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(content[:8192])
    with pytest.raises(DamagedWorkspace):
        Workspace.open(tmp_path)


def test_a_newer_workspace_is_left_alone(tmp_path: Path) -> None:
    Workspace.open(tmp_path).close()
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(WorkspaceError, match="newer Stillroom"):
        Workspace.open(tmp_path)


def test_someone_elses_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("CREATE TABLE theirs (x)")
    db.close()
    with pytest.raises(WorkspaceError, match="not a Stillroom workspace"):
        Workspace.open(tmp_path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WorkspaceError, match="STILLROOM_HOME"):
        Workspace.open(tmp_path / "file" / "home")
    with pytest.raises(StillroomError, match="STILLROOM_HOME"):
        WindowLock(tmp_path / "file" / "home").acquire()


def test_many_threads_use_one_workspace(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    run = workspace.new_run("uk-office")
    faults: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for step in range(20):
                path = f"/in/{number}-{step}"
                workspace.enqueue(run, [NewDocument(path, path)])
                workspace.rows(run, Where(), Order("name"), 0, 20)
        except BaseException as why:
            faults.append(why)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults and workspace.counts(run).all == 120
    workspace.close()
    with pytest.raises(WorkspaceError, match="closed"):
        workspace.counts(run)


def test_two_processes_that_open_a_new_workspace_at_once_both_can(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from assistant.workspace.store import Workspace; "
        "w = Workspace.open(Path(sys.argv[1])); w.new_run('uk-office'); w.close()"
    )
    started = [subprocess.Popen([sys.executable, "-c", code, tmp_path], cwd=Path.cwd()) for _ in range(3)]
    assert [one.wait(60) for one in started] == [0, 0, 0]
    workspace = Workspace.open(tmp_path)
    assert len(workspace.runs()) == 3
    workspace.close()


def test_a_second_window_is_refused_until_the_first_is_gone_even_if_it_was_killed(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from assistant.workspace.lock import WindowLock; "
        "lock = WindowLock(Path(sys.argv[1])); print(lock.acquire(), flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, tmp_path], stdout=subprocess.PIPE, text=True) as first:
        try:
            assert first.stdout is not None and first.stdout.readline() == "True\n"
            lock = WindowLock(tmp_path)
            assert not lock.acquire()
        finally:
            first.kill()
        first.wait()
        assert lock.acquire()
        lock.release()


def test_home_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STILLROOM_HOME", str(tmp_path / "it's mine"))
    assert home() == tmp_path / "it's mine"
    monkeypatch.delenv("STILLROOM_HOME")
    assert home().name == "Stillroom"
    assert (resources() / "packs").is_dir()
