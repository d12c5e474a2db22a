"""Two assessments side by side, through the real widgets, the real rules and a real workspace."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from assistant.advise.expression import Value
from assistant.ui.decide.compare_cards import PairCard
from assistant.ui.main_window import MainWindow
from assistant.ui.pages.compare import ComparePage
from assistant.ui.widgets.chooser import Chooser
from tests.ui.at_hand import afresh, assessment, nameless

FIRST: dict[str, Value] = {
    "task_kind": "triage_email",
    "personal_data": "yes",
    "volume_per_month": 900,
    "minutes_per_item": 2,
    "staff_cost_gbp_hour": 25,
}
SECOND: dict[str, Value] = {**FIRST, "personal_data": "no", "volume_per_month": 9000}


@pytest.fixture
def window(shared_window: MainWindow) -> MainWindow:
    return shared_window


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> ComparePage:
    page = afresh(qtbot, window, "compare", ComparePage)
    page._by_hand = False
    page.only.setChecked(True)
    return page


@pytest.fixture
def two(qtbot: QtBot, page: ComparePage) -> ComparePage:
    assessment(qtbot, page, "Second thoughts & <b>more", SECOND)
    assessment(qtbot, page, "Post room", FIRST)
    _settled(qtbot, page)
    return page


def _settled(qtbot: QtBot, page: ComparePage) -> None:
    qtbot.waitUntil(lambda: None not in page.advices and bool(page.cards), timeout=20_000)


def _rows(page: ComparePage, at: int) -> list[tuple[str, str, str]]:
    card = page.cards[at]
    assert isinstance(card, PairCard)
    found = []
    for row in range(1, card.rows + 1):
        cells = [card.grid.itemAtPosition(row, column) for column in range(3)]
        found.append(tuple(_said(cell.widget()) if cell else "" for cell in cells))
    return found  # type: ignore[return-value]


def _said(widget: object) -> str:
    if isinstance(widget, QLabel):
        return widget.text()
    inner = widget.findChild(QLabel)  # type: ignore[attr-defined]
    return widget.accessibleName() or inner.text()  # type: ignore[attr-defined,no-any-return]


def test_fewer_than_two_says_what_the_page_is_for_and_offers_a_copy(qtbot: QtBot, page: ComparePage) -> None:
    assert page._empty.isVisible()
    assert not page.duplicate.isVisible()
    assessment(qtbot, page, "Post room", FIRST)
    assert page._empty.isVisible()
    qtbot.mouseClick(page.duplicate, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page._empty.isVisible(), timeout=10_000)
    _settled(qtbot, page)
    assert "Both have the same answers." in [one.text() for one in page.cards[0].findChildren(QLabel)]
    assert page.answer.text().startswith("Both come to: ")


def test_answers_that_differ_stand_side_by_side(two: ComparePage) -> None:
    assert [made.accessibleName() for made in two.choosers] == [
        "Post room. Choose another assessment",
        "Second thoughts & <b>more. Choose another assessment",
    ]
    assert _rows(two, 0) == [
        ("How many documents or messages a month?", "900 a month", "9,000 a month"),
        ("Do the documents hold information about living people?", "yes", "no"),
    ]
    assert two.cards[0].accessibleName() == "2 answers differ"


def test_flags_bars_and_costs_stand_side_by_side(two: ComparePage) -> None:
    first, second = two.advices
    assert first is not None
    assert second is not None
    flags = {row[0]: row[1:] for row in _rows(two, 2)}
    assert flags["Write down your lawful basis"] == ("Must", "Does not apply")
    bars = _rows(two, 1)
    assert [row[0] for row in bars] == [ranked.name for ranked in first.ranking]
    assert f"{first.ranking[0].name}: {first.ranking[0].fit} of 100, recommended" == bars[0][1]
    costs = {row[0]: row[1:] for row in _rows(two, 3)}
    assert costs["The work as it is done today"] == ("£27,000", "£270,000")  # 36 months at 900 and 9,000


def test_only_differences_can_be_switched_off(qtbot: QtBot, two: ComparePage) -> None:
    qtbot.mouseClick(two.only, Qt.MouseButton.LeftButton)
    assert [row[0] for row in _rows(two, 0)][:2] == [
        "How many documents or messages a month?",
        "Do the documents hold information about living people?",
    ]
    assert ("What should the tool do?", "Sort incoming emails", "Sort incoming emails") in _rows(two, 0)


def test_each_has_its_own_assumptions(qtbot: QtBot, two: ComparePage) -> None:
    before = two.advices[0]
    assert before is not None
    known = {one.id: one for one in before.costs.assumptions}
    two.desk.assume("tokens_in", known["tokens_in"].low * 50, known["tokens_in"].high * 50)
    qtbot.waitUntil(lambda: two.advices[0] not in (None, before), timeout=20_000)
    edited = [
        next(a for a in advice.costs.assumptions if a.id == "tokens_in").edited
        for advice in two.advices
        if advice
    ]
    assert edited == [True, False]


def test_another_one_is_chosen_by_the_keys(qtbot: QtBot, two: ComparePage) -> None:
    assessment(qtbot, two, "A third", {"sector": "legal"})
    two.choosers[1].setFocus()
    qtbot.keyClick(two.choosers[1], Qt.Key.Key_Space)
    chooser = two.findChild(Chooser)
    assert isinstance(chooser, Chooser)
    qtbot.keyClicks(chooser.field, "third")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: two.choosers[1].accessibleName().startswith("A third."))
    _settled(qtbot, two)
    assert ("What does the firm do?", "not answered", "legal services") in _rows(two, 0)


def test_choosing_the_one_of_the_other_side_changes_their_places(two: ComparePage) -> None:
    first, second = two.chosen
    assert second is not None
    two.put(0, second)
    assert two.chosen == [second, first]


def test_one_that_is_deleted_goes_from_the_page(qtbot: QtBot, two: ComparePage) -> None:
    gone = two.chosen[1]
    assert gone is not None
    two.desk.delete(gone, lambda _: None)
    qtbot.waitUntil(two._empty.isVisible, timeout=10_000)


def test_everything_has_a_name(two: ComparePage) -> None:
    assert list(nameless(two)) == []
