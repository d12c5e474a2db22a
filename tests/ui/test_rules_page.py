"""The page on the rules in force: import, refusals, what changes, and the way back; over a real workspace."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from assistant.advise.assessment import Assessment
from assistant.advise.renewal import active
from assistant.advise.renewal.sealed import SUFFIX
from assistant.ui.decide.rules_cards import _Sign
from assistant.ui.main_window import MainWindow
from assistant.ui.pages import rules as rules_module
from assistant.ui.pages.rules import RulesPage
from assistant.workspace.store import Workspace
from tests import rules_file
from tests.rules_file import IN_FORCE, NEWER, newer, write
from tests.ui.conftest import Open

ALTERED = {"regulations/3-security.yaml": ("severity: should", "severity: must")}
CHANGE = "Guidance on secure AI: was should, is now must."


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    rules_file.trust(monkeypatch)
    monkeypatch.setattr("assistant.advise.renewal.check.vendor_rules_of", lambda files, name: None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / f"winter{SUFFIX}", newer(ALTERED))


@pytest.fixture
def assessed(home: Path) -> int:
    workspace = Workspace.open(home)
    now = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
    number = workspace.add_assessment(Assessment(name="<b>Post room", answers={}, created=now, changed=now))
    workspace.close()
    return number


def _open(window: MainWindow, qtbot: QtBot) -> RulesPage:
    window.open_page("rules")
    page = window.page
    assert isinstance(page, RulesPage)
    qtbot.waitUntil(lambda: _says(page, "When the sources were last checked"), timeout=10_000)
    return page


def _take(page: RulesPage, file: Path, qtbot: QtBot) -> None:
    page.take(file)
    title = "What this changes in your assessments"
    qtbot.waitUntil(lambda: not page.busy and _says(page, title), timeout=10_000)


def _texts(page: RulesPage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.text() and one.isVisible()]


def _button(page: RulesPage, text: str) -> QAbstractButton:
    return next(one for one in page.findChildren(QAbstractButton) if one.text() == text and one.isVisible())


def _says(page: RulesPage, text: str) -> bool:
    return any(text in one for one in _texts(page))


def test_it_says_which_rules_are_in_force_and_how_old_each_check_is(qtbot: QtBot, open_window: Open) -> None:
    page = _open(open_window(), qtbot)
    assert _says(page, "The rules that came with Stillroom are in force.")
    assert _says(page, f"Version {IN_FORCE}.")
    for area in ("Data protection", "Financial regulation", "EU AI Act", "Costs"):
        assert area in _texts(page)
    assert not [one for one in page.findChildren(QAbstractButton) if one.text().startswith("Go back")]


@pytest.mark.parametrize(("days", "loud"), [(120, 0), (121, 1)])
def test_checks_older_than_120_days_are_loud(
    qtbot: QtBot, open_window: Open, monkeypatch: pytest.MonkeyPatch, days: int, loud: int
) -> None:
    oldest = min(flag.checked for flag in active(Path("none")).knowledge.flags)

    class Day(datetime.date):
        @classmethod
        def today(cls) -> Day:
            then = oldest + datetime.timedelta(days=days)
            return cls(then.year, then.month, then.day)

    monkeypatch.setattr(rules_module, "datetime", type("datetime", (), {"date": Day}))
    page = _open(open_window(), qtbot)
    assert _says(page, f"The oldest source was checked {days} days ago.")
    assert _says(page, f"{days} days ago: look it up again") == bool(loud)
    assert bool(page.findChildren(_Sign)) == bool(loud)


def test_an_import_changes_the_rules_of_the_desk_and_lists_what_changes(
    qtbot: QtBot, open_window: Open, assessed: int, file: Path
) -> None:
    page = _open(open_window(), qtbot)
    _take(page, file, qtbot)
    assert _says(page, "Rules from a file are in force.") and _says(page, NEWER)
    assert "<b>Post room" in _texts(page) and _says(page, CHANGE)
    assert page.desk.know.about.version == NEWER
    assert page.notices.texts() == [f"The rules in {file.name} are in force."]
    link = _button(page, "Open")
    assert link.accessibleName() == "Open <b>Post room"


def test_without_assessments_it_says_that_nothing_changes(
    qtbot: QtBot, open_window: Open, file: Path
) -> None:
    page = _open(open_window(), qtbot)
    _take(page, file, qtbot)
    assert _says(page, "The advice of no assessment changes.")


def test_a_refusal_is_a_sentence_and_the_rules_stay(qtbot: QtBot, open_window: Open, file: Path) -> None:
    page = _open(open_window(), qtbot)
    file.write_bytes(file.read_bytes().replace(b"severity: must", b"severity: shod", 1))
    page.take(file)
    qtbot.waitUntil(lambda: bool(page.notices.texts()), timeout=10_000)
    assert (
        "not as its publisher signed it" in page.notices.texts()[0] and file.name in page.notices.texts()[0]
    )
    assert not page.busy and page.desk.know.about.version == str(IN_FORCE)


def test_going_back_is_undone_by_one_key(
    qtbot: QtBot, open_window: Open, assessed: int, file: Path, home: Path
) -> None:
    window = open_window()
    page = _open(window, qtbot)
    _take(page, file, qtbot)
    _button(page, "Go back to the rules that came with Stillroom").click()
    qtbot.waitUntil(lambda: page.desk.know.about.version == str(IN_FORCE) and not page.busy, timeout=10_000)
    qtbot.waitUntil(lambda: _says(page, "was must, is now should"), timeout=10_000)
    assert active(home).origin == "shipped"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.desk.know.about.version == NEWER and not page.busy, timeout=10_000)
    assert active(home).origin == "imported"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not page.busy  # there is nothing more to undo


def test_the_file_can_be_chosen_or_dropped(
    qtbot: QtBot, open_window: Open, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    page = _open(window, qtbot)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(drop)
    qtbot.waitUntil(lambda: page.desk.know.about.version == NEWER and not page.busy, timeout=10_000)
    assert window.page is page
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    page.load.click()
    qtbot.waitUntil(lambda: any("no newer than" in text for text in page.notices.texts()), timeout=10_000)


def test_several_files_or_something_else_dropped_get_a_sentence(qtbot: QtBot, open_window: Open) -> None:
    page = _open(open_window(), qtbot)
    page.drop(["a", "b"], 0)
    assert page.notices.texts() == ["Drop one rules file: its name ends in .stillroom-rules."]


def test_altered_rules_in_the_home_folder_are_told_and_not_used(
    qtbot: QtBot, open_window: Open, file: Path, home: Path
) -> None:
    (home / "rules").mkdir()
    data = file.read_bytes().replace(b"severity: must", b"severity: shod", 1)
    (home / "rules" / f"imported{SUFFIX}").write_bytes(data)
    page = _open(open_window(), qtbot)
    assert page.desk.know.about.version == str(IN_FORCE)
    qtbot.waitUntil(lambda: not page.notices.texts(), timeout=10_000)
    assert sum("since the imported ones cannot be used" in text for text in _texts(page)) == 1
    _button(page, "Put the imported rules away").click()
    qtbot.waitUntil(lambda: not page.busy and not _says(page, "cannot be used"), timeout=10_000)


def test_every_control_has_a_name_and_can_be_reached(qtbot: QtBot, open_window: Open, file: Path) -> None:
    page = _open(open_window(), qtbot)
    _take(page, file, qtbot)
    for one in page.findChildren(QAbstractButton):
        assert one.accessibleName() or one.text()
        assert one.focusPolicy() & Qt.FocusPolicy.TabFocus
