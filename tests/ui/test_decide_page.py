"""The wizard's first page: the list of assessments and the ways from it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assistant.advise.assessment import Assessment, SignOff, from_json, to_json
from assistant.ui.decide.entry import Entry
from assistant.ui.main_window import MainWindow
from assistant.ui.pages.decide import DecidePage
from assistant.workspace.store import Workspace
from tests.ui.conftest import Open

NOW = datetime.datetime.now(datetime.UTC)
Shown = Callable[..., DecidePage]


def _assessment(name: str, **fields: object) -> Assessment:
    return Assessment.model_validate({"name": name, "created": NOW, "changed": NOW, **fields})


@pytest.fixture
def shown(home: Path, open_window: Open, qtbot: QtBot) -> Shown:
    """shown(assessment, ...): the page over a workspace that holds these, the last one changed last."""

    def make(*assessments: Assessment) -> DecidePage:
        workspace = Workspace.open(home)
        for at, one in enumerate(assessments):
            workspace.add_assessment(one.altered(NOW + datetime.timedelta(seconds=at)))
        workspace.close()
        window = open_window()
        window.open_page("decide")
        page = window.page
        assert isinstance(page, DecidePage)
        qtbot.waitUntil(lambda: page.desk.ready, timeout=20_000)
        for _ in range(4):
            QApplication.processEvents()
        return page

    return make


def _window(page: DecidePage) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def _names(page: DecidePage) -> list[str]:
    return [entry.words[0] for entry in page.entries.values()]


def _gone_to(page: DecidePage) -> list[str]:
    """Where the page asks to go from now on."""
    asked: list[str] = []
    page.go.disconnect()
    page.go.connect(asked.append)
    return asked


def _first(page: DecidePage) -> Entry:
    return next(iter(page.entries.values()))


def test_before_the_first_assessment_it_says_what_this_is_for(shown: Shown) -> None:
    page = shown()
    words = " ".join(one.text() for one in page.welcome.findChildren(QLabel))
    for said in (
        "Distillation makes a small AI model",
        "ten minutes",
        "23 questions",
        "Nothing leaves this computer",
    ):
        assert said in words
    assert page.welcome.first.text() == "Start an assessment"
    assert [one.text() for one in page.buttons()] == ["Import..."]


def test_start_leads_to_the_first_question(shown: Shown, qtbot: QtBot) -> None:
    page = shown()
    page.welcome.first.click()
    qtbot.waitUntil(lambda: _window(page).page is not page, timeout=20_000)
    assert _window(page).page.title == "Is distillation right for us?"
    assert page.desk.current is not None
    assert page.desk.current.name == "My assessment"


def test_the_list_tells_name_progress_and_a_review_that_is_due(shown: Shown) -> None:
    due = SignOff(name="J. Okafor", review=datetime.date(2020, 1, 6))
    page = shown(
        _assessment("Post room", answers={"task_kind": "triage_email"}),
        _assessment("<b>Old</b>", sign_off=due),
    )
    assert _names(page) == ["<b>Old</b>", "Post room"]  # plain text, and the one changed last first
    old, post = page.entries.values()
    assert old.is_due
    assert old.words[-1] == "The review was due on 6 January 2020."
    assert any(words.startswith("1 of about 2") for words in post.words)
    assert "assessments" in page.context
    assert not page.welcome.isVisible()


@pytest.mark.parametrize(("at", "where"), [("result", "result"), ("sector", "question"), ("", "question")])
def test_enter_opens_it_where_the_user_was(shown: Shown, qtbot: QtBot, at: str, where: str) -> None:
    page = shown(_assessment("Post room", at=at))
    asked = _gone_to(page)
    _first(page).setFocus()
    qtbot.keyClick(_first(page), Qt.Key.Key_Return)
    assert asked == [where]
    assert page.desk.current is not None
    assert page.desk.current.name == "Post room"


def test_a_double_click_opens_it(shown: Shown, qtbot: QtBot) -> None:
    page = shown(_assessment("Post room"))
    asked = _gone_to(page)
    qtbot.mouseDClick(_first(page), Qt.MouseButton.LeftButton, pos=QPoint(30, 10))
    assert asked == ["question"]


def test_f2_renames_in_its_place(shown: Shown, qtbot: QtBot) -> None:
    page = shown(_assessment("Post room"))
    entry = _first(page)
    entry.setFocus()
    qtbot.keyClick(entry, Qt.Key.Key_F2)
    assert entry.is_renaming
    entry.field.setText("Lettings & sales")
    qtbot.keyClick(entry.field, Qt.Key.Key_Return)
    assert _names(page) == ["Lettings & sales"]
    qtbot.waitUntil(lambda: page.desk.is_saved, timeout=20_000)
    assert page.session.workspace.assessments()[0].assessment.name == "Lettings & sales"


def test_esc_leaves_the_name_and_an_empty_name_gets_a_sentence(shown: Shown, qtbot: QtBot) -> None:
    page = shown(_assessment("Post room"))
    entry = _first(page)
    entry.begin_rename()
    entry.field.setText("Other")
    qtbot.keyClick(entry.field, Qt.Key.Key_Escape)
    assert not entry.is_renaming
    assert _names(page) == ["Post room"]
    entry.begin_rename()
    entry.field.setText("  ")
    qtbot.keyClick(entry.field, Qt.Key.Key_Return)
    assert _names(page) == ["Post room"]
    assert "1 to 200 characters" in page.notices.texts()[0]


def test_a_copy_asks_what_if_and_has_the_answers(shown: Shown, qtbot: QtBot) -> None:
    page = shown(_assessment("Post room", answers={"task_kind": "triage_email"}, sign_off=SignOff(name="J.")))
    _first(page).make_menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: len(page.entries) == 2, timeout=20_000)
    assert _names(page) == ["Post room, what if", "Post room"]
    copy = page.desk.current
    assert copy is not None
    assert copy.answers == {"task_kind": "triage_email"}
    assert copy.sign_off == SignOff()
    assert not page.ways.ways["compare"].isHidden()
    assert "side by side" in page.toast.text


def test_delete_can_be_undone(shown: Shown, qtbot: QtBot) -> None:
    page = shown(_assessment("Post room"), _assessment("Lettings", answers={"sector": "property"}))
    entry = _first(page)
    entry.setFocus()
    qtbot.keyClick(entry, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: _names(page) == ["Post room"], timeout=20_000)
    assert page.toast.text == "“Lettings” is deleted."
    qtbot.keyClick(_window(page), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(page.entries) == 2, timeout=20_000)
    back = next(one.assessment for one in page.desk.stored if one.assessment.name == "Lettings")
    assert back.answers == {"sector": "property"}


def test_deleting_the_last_shows_the_beginning_again(shown: Shown, qtbot: QtBot) -> None:
    page = shown(_assessment("Post room"))
    page.delete(_first(page).number)
    qtbot.waitUntil(page.welcome.isVisible, timeout=20_000)
    assert page.entries == {}


@pytest.mark.parametrize(
    "name", ["Post room", "A/B: \u201ctest\u201d?", "\u0645\u0643\u062a\u0628 \U0001f3e0"]
)
def test_a_saved_file_comes_back_exactly(
    shown: Shown, qtbot: QtBot, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(_assessment(name, answers={"task_kind": "triage_email", "stability": None}))
    to = tmp_path / "saved"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(to), ""))
    _first(page).make_menu().actions()[2].trigger()
    qtbot.waitUntil(lambda: page.toast.text == "Saved as saved.json.", timeout=20_000)
    written = to.with_suffix(".json")
    kept = page.desk.stored[0].assessment
    assert from_json(written.read_text(encoding="utf-8"), "saved.json") == kept
    page.delete(_first(page).number)
    qtbot.waitUntil(lambda: not page.entries, timeout=20_000)
    page.take_in(written)
    qtbot.waitUntil(lambda: len(page.entries) == 1, timeout=20_000)
    assert page.desk.stored[0].assessment == kept


def test_a_dropped_file_is_taken_in(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown()
    path = tmp_path / "from Ann.json"
    path.write_text(to_json(_assessment("From Ann")), encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    held = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    _window(page).dropEvent(QDropEvent(QPointF(40, 40), *held))
    qtbot.waitUntil(lambda: _names(page) == ["From Ann"], timeout=20_000)
    assert _window(page).page is page


def test_something_dropped_that_is_no_file_gets_a_sentence(shown: Shown) -> None:
    page = shown()
    page.drop([], 1)
    assert page.notices.texts()[0].startswith("That is not a file.")
    assert page.drop_hint == "Let go to import this assessment"


@pytest.mark.parametrize(
    ("body", "says"),
    [("{}", "not an assessment"), ("nonsense", "not an assessment"), (json.dumps({"format": "x"}), "not an")],
)
def test_a_file_that_is_no_assessment_gets_a_sentence(
    shown: Shown, qtbot: QtBot, tmp_path: Path, body: str, says: str
) -> None:
    page = shown()
    path = tmp_path / "other.json"
    path.write_text(body, encoding="utf-8")
    page.take_in(path)
    qtbot.waitUntil(lambda: bool(page.notices.texts()), timeout=20_000)
    assert "other.json" in page.notices.texts()[0]
    assert says in page.notices.texts()[0]
    assert page.entries == {}


def test_the_ways_lead_to_the_pages_inside(shown: Shown) -> None:
    page = shown(_assessment("One"))
    assert page.ways.ways["compare"].isHidden()  # there is nothing to compare with
    asked = _gone_to(page)
    for way in page.ways.ways.values():
        way.link.click()
    assert asked == ["vendor", "flags", "compare", "papers", "glossary", "rules"]
    assert page.ways.ways["rules"].about.text().startswith("Rules of ")


def test_old_rules_are_told_loudly(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    page = shown(_assessment("One"))
    about = page.desk.know.about
    monkeypatch.setattr(
        "assistant.ui.pages.decide.rules_words",
        lambda *_: (f"Rules of {about.version}, checked 130 days ago", True),
    )
    page.prepared()
    way = page.ways.ways["rules"]
    assert way.about.text().endswith("That is long ago: look for newer ones.")
    assert way.about.property("tone") == "stop"
    assert way.sign.isVisible()


def test_everything_can_be_used_in_the_smallest_window_and_has_a_name(shown: Shown, qtbot: QtBot) -> None:
    page = shown(
        _assessment("A long name for an assessment " * 6),
        _assessment("Two", sign_off=SignOff(review=NOW.date())),
    )
    window = _window(page)
    window.resize(760, 480)
    qtbot.waitUntil(lambda: window.width() == 760, timeout=5_000)
    for _ in range(4):
        QApplication.processEvents()
    for entry in page.entries.values():
        assert entry.width() <= page._area.viewport().width() - 40
    nameless = []
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QAbstractButton | Entry):
            seen = QAccessible.queryAccessibleInterface(widget)
            if seen is None or not seen.text(QAccessible.Text.Name).strip():
                nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert nameless == []


def test_f6_goes_to_the_list_and_to_the_ways(shown: Shown, qtbot: QtBot) -> None:
    page = shown(_assessment("One"))
    window = _window(page)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=10_000)
    panes = page.panes()
    reached = set()
    for _ in range(6):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        reached.add(window.focusWidget())
    assert set(panes) <= reached
