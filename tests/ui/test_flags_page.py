"""All points of law and guidance, through the real widgets and the real rules."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from assistant.advise.expression import Value
from assistant.advise.flags import fired
from assistant.advise.knowledge import shipped
from assistant.ui.decide.catalogue import listing, seen_in_words
from assistant.ui.decide.flag_row import FlagRow
from assistant.ui.main_window import MainWindow
from assistant.ui.pages import flags as flags_page
from assistant.ui.pages.flags import FlagsPage
from tests.ui.at_hand import afresh, assessment, in_front, nameless
from tests.ui.conftest import Open

TODAY = datetime.date(2026, 11, 25)
ANSWERS: dict[str, Value] = {"personal_data": "yes", "sector": "legal", "talks_to_public": "no"}


@pytest.fixture
def page(qtbot: QtBot, shared_window: MainWindow) -> FlagsPage:
    page = afresh(qtbot, shared_window, "flags", FlagsPage)
    for row in page.rows():
        row.open(False)
    return page


def _ids(page: FlagsPage) -> list[str]:
    return [row.flag.id for row in page.shown_rows()]


def _row(page: FlagsPage, flag: str) -> FlagRow:
    return next(row for row in page.rows() if row.flag.id == flag)


def _texts(row: FlagRow) -> list[str]:
    return [one.text() for one in row.findChildren(QLabel) if one.isVisible()]


def test_without_an_assessment_all_stand_there_once_with_when_they_apply(page: FlagsPage) -> None:
    assert sorted(_ids(page)) == sorted(flag.id for flag in shipped().flags)
    assert len(_ids(page)) == 66
    assert all(row.flag.reason.startswith("Where ") for row in page.rows())
    assert page.answer.text() == "These are all 66 points that Stillroom knows"
    assert not page.filter.applying[True].isVisible()


def test_with_an_assessment_each_flag_stands_once_and_says_why_or_why_not(
    qtbot: QtBot, page: FlagsPage
) -> None:
    assessment(qtbot, page, "Post room", ANSWERS)
    assert sorted(_ids(page)) == sorted(flag.id for flag in shipped().flags)
    apply = {flag.id for flag in fired(shipped().flags, ANSWERS, shipped().questions, TODAY)}
    assert {row.flag.id for row in page.rows() if row.flag.applies} == apply
    for row in page.rows():
        begins = "You answered: " if row.flag.applies else "Your answers do not call for it: "
        assert row.flag.reason.startswith(begins)
        assert row.head.accessibleName().startswith("Must" if row.flag.id == "lawful_basis" else "")
    assert page.answer.text().startswith(f"{len(apply)} of 66 points apply: ")
    assert page.context.startswith("Post room.")


def test_areas_stand_in_the_order_of_the_rules_and_what_applies_comes_first(
    qtbot: QtBot, page: FlagsPage
) -> None:
    assessment(qtbot, page, "Post room", ANSWERS)
    assert list(dict.fromkeys(row.flag.area for row in page.rows())) == list(
        dict.fromkeys(shipped().areas.values())
    )
    for area in page._areas:
        order = [not row.flag.applies for row in area.rows]
        assert order == sorted(order)


def test_a_row_opens_in_place_with_everything_and_copies_an_address(qtbot: QtBot, page: FlagsPage) -> None:
    assessment(qtbot, page, "Post room", ANSWERS)
    row = _row(page, "lawful_basis")
    row.head.setFocus()
    qtbot.keyClick(row.head, Qt.Key.Key_Return)
    rule = next(flag for flag in shipped().flags if flag.id == "lawful_basis")
    said = "\n".join(_texts(row))
    assert rule.means.strip() in said
    assert rule.do in said
    assert rule.evidence in said
    assert 'Must, where Personal data: "yes", and Lawful basis: anything but "recorded".' in said
    assert f"{rule.source.instrument}, {rule.source.section}" in said
    assert "on 24 November 2026." in said
    assert seen_in_words(rule.seen) in said
    copy = next(one for one in row.findChildren(QPushButton) if one.text() == "Copy")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == rule.source.address
    qtbot.keyClick(row.head, Qt.Key.Key_Return)
    assert not row.is_open


def test_the_words_of_a_flag_lead_to_the_glossary(qtbot: QtBot, page: FlagsPage) -> None:
    row = _row(page, "dpia")
    row.head.click()
    link = next(
        one for one in row.findChildren(QPushButton) if one.accessibleName() == "What does DPIA mean?"
    )
    with qtbot.waitSignal(page.go, check_params_cb=lambda name: name == "glossary"):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)


def test_how_it_was_checked_is_told_in_words() -> None:
    assert seen_in_words("M") == "Long-standing text, from memory, so it says less."
    assert all(seen_in_words(flag.seen) for flag in shipped().flags)


def test_search_and_filters_narrow_and_esc_takes_them_away(qtbot: QtBot, page: FlagsPage) -> None:
    assessment(qtbot, page, "Post room", ANSWERS)
    page.search()
    qtbot.keyClicks(page.filter.search, "rics STANDARD")
    # Both speak of the RICS; "biometrics" only holds its letters.
    qtbot.waitUntil(lambda: _ids(page) == ["rics_standard", "client_confidentiality"])
    page.escape()
    qtbot.waitUntil(lambda: len(_ids(page)) == 66)
    qtbot.mouseClick(page.filter.applying[True], Qt.MouseButton.LeftButton)
    assert all(row.flag.applies for row in page.shown_rows())
    qtbot.mouseClick(page.filter.severities["must"], Qt.MouseButton.LeftButton)
    assert {row.flag.severity for row in page.shown_rows()} == {"must"}
    number = len(page.shown_rows())
    assert page.filter.severities["must"].text() == f"Must {number}"
    qtbot.mouseClick(page.filter.applying[False], Qt.MouseButton.LeftButton)
    assert page.shown_rows()
    assert all(row.flag.applies is False and "must" in row.flag.possible for row in page.shown_rows())
    page.search()
    qtbot.keyClicks(page.filter.search, "nothing holds these words")
    qtbot.waitUntil(lambda: not _ids(page))
    assert page._none.isVisible()


def test_the_list_follows_the_answers(qtbot: QtBot, page: FlagsPage) -> None:
    assessment(qtbot, page, "Post room", ANSWERS)
    assert _row(page, "lawful_basis").flag.severity == "must"
    page.desk.answer("lawful_basis", "recorded")
    qtbot.waitUntil(lambda: _row(page, "lawful_basis").flag.applies is False)
    page.undo()  # the answers are not to be seen here: none is taken back
    assert page.desk.answers["lawful_basis"] == "recorded"
    page.desk.undo()
    qtbot.waitUntil(lambda: _row(page, "lawful_basis").flag.applies is True)


def test_arrow_keys_go_from_row_to_row(qtbot: QtBot, page: FlagsPage) -> None:
    first, second = (row.head for row in page.shown_rows()[:2])
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Up)
    assert first.hasFocus()


def test_what_was_checked_long_ago_is_loud_in_words(
    qtbot: QtBot, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Later(datetime.date):
        @classmethod
        def today(cls) -> datetime.date:
            return datetime.date(2027, 6, 1)

    monkeypatch.setattr(flags_page.datetime, "date", Later)
    page = in_front(qtbot, open_window(), "flags", FlagsPage)
    assert page.notices.texts() == [
        "66 points were checked more than 120 days ago. Look them up again, or import newer rules."
    ]
    row = page.rows()[0]
    assert "Old: look again" in _texts(row)
    row.head.click()
    assert any("That is long ago: look it up again." in text for text in _texts(row))


def test_exactly_120_days_is_not_old_yet() -> None:
    know = shipped()
    checked = know.flags[0].checked
    on_time = listing(know, None, checked + datetime.timedelta(days=120))
    late = listing(know, None, checked + datetime.timedelta(days=121))
    assert not on_time[0].stale
    assert late[0].stale
    assert replace(late[0], stale=False, source=on_time[0].source) == on_time[0]


def test_everything_has_a_name(page: FlagsPage) -> None:
    page.shown_rows()[0].head.click()
    assert list(nameless(page)) == []
