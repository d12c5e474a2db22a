"""Starting: what is loaded, what happens without a display, and a second start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assistant.errors import StillroomError
from assistant.ui import app
from assistant.ui.instance import Instance, hand_over


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display there")
def test_without_a_display_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(StillroomError, match="no display"):
        app.main([])


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display there")
@pytest.mark.parametrize(
    "display",
    [{"DISPLAY": ":4711"}, {"WAYLAND_DISPLAY": "gone-0"}, {"DISPLAY": ":4711", "QT_QPA_PLATFORM": "xcb"}],
)
def test_a_display_that_does_not_answer_is_told_and_ends_nothing_natively(
    display: dict[str, str], tmp_path: Path
) -> None:
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "-m", "assistant"],
        capture_output=True, text=True, timeout=60, check=False,
        env={**bare, **display, "STILLROOM_HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 2  # Qt itself would abort
    assert "does not answer, so no window can be opened" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_window_is_made_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from assistant.ui.app import application\n"
        "from assistant.ui.main_window import MainWindow\n"
        "from assistant.ui.session import Session\n"
        "from assistant.ui.theme.theme import Theme\n"
        "a = application()\n"
        f"w = MainWindow(Session(Path({str(tmp_path)!r})), Theme(a))\n"
        "w.show()\n"
        "w.repaint()\n"
        "heavy = {'numpy', 'scipy', 'sklearn', 'llama_cpp', 'openpyxl', 'xlsxwriter', 'sqlite3'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=env, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_second_start_hands_its_files_to_the_first_window(qtbot: QtBot, tmp_path: Path) -> None:
    first = Instance(tmp_path)
    assert first.is_first()
    second = Instance(tmp_path)
    assert not second.is_first()
    wanted = [tmp_path / "O'Neill – März.pdf"]
    code = (
        "from pathlib import Path; from assistant.ui.instance import hand_over; "
        f"hand_over(Path({str(tmp_path)!r}), [Path({str(wanted[0])!r})])"
    )
    with qtbot.waitSignal(first.called, timeout=20_000) as told:
        caller = subprocess.Popen([sys.executable, "-c", code])
    assert caller.wait(20) == 0
    assert told.args == [wanted]
    first.close()
    assert second.is_first()
    second.close()


def test_another_workspace_has_a_window_of_its_own(tmp_path: Path) -> None:
    one, other = Instance(tmp_path / "one"), Instance(tmp_path / "other")
    assert one.is_first()
    assert other.is_first()
    one.close()
    other.close()


def test_a_first_window_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.ui.instance.PATIENCE", 0.3)
    with pytest.raises(StillroomError, match="does not answer"):
        hand_over(tmp_path, [])


def test_a_fault_nobody_caught_becomes_a_sentence(qtbot: QtBot) -> None:
    told: list[str] = []
    faults = app.Faults(told.append)
    try:
        sys.excepthook(ValueError, ValueError("text of a document"), None)
        qtbot.waitUntil(lambda: bool(told))
    finally:
        faults.stop()
    assert told == ["Something went wrong inside Stillroom. What happened is noted in its log file."]


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot be freed there")
def test_painting_does_not_use_up_references(qtbot: QtBot) -> None:
    """PySide6 6.12.0 loses one to None with each painting, and ends the process after some minutes."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    widget.repaint()
    before = sys.getrefcount(None)
    for _ in range(200):
        widget.repaint()
    assert sys.getrefcount(None) > before - 100
