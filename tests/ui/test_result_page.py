"""The result page: real widgets over a real workspace, driven as a person would."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from assistant.advise.advice import Advice
from assistant.advise.approach import Approach
from assistant.advise.assessment import Advised, Assessment
from assistant.advise.engine import advise
from assistant.advise.expression import Value
from assistant.ui.decide import desk as desk_module
from assistant.ui.main_window import MainWindow
from assistant.ui.pages.result import ResultPage
from assistant.workspace.store import Workspace
from tests.ui.conftest import Open

UNTRIED: dict[str, Value] = {
    "task_kind": "triage_email",
    "output_kind": "fixed_list",
    "stability": "yearly",
    "inputs_predictable": "mostly",
    "live_information": "no",
    "volume_per_month": 20000,
    "minutes_per_item": 0.5,
    "prompt_experiment": "none",
    "vendor_offer": "says_distilled",
    "personal_data": "yes",
    "examples_per_category": 25,
    "cost_is_constraint": "yes",
    "error_cost": "annoying",
    "human_review": "doubtful_items",
}
WHEN = datetime.datetime(2026, 11, 20, 9, 0, tzinfo=datetime.UTC)
OpenResult = Callable[..., ResultPage]


@pytest.fixture
def open_result(home: Path, open_window: Open, qtbot: QtBot) -> OpenResult:
    """A window whose result page shows the stored assessment, made of `answers` where there is none yet."""

    def make(answers: Mapping[str, Value] = UNTRIED, **fields: object) -> ResultPage:
        workspace = Workspace.open(home)
        stored = workspace.assessments()
        number = (
            stored[0].id
            if stored
            else workspace.add_assessment(
                Assessment.model_validate(
                    {
                        "name": "Post room",
                        "answers": dict(answers),
                        "created": WHEN,
                        "changed": WHEN,
                        **fields,
                    }
                )
            )
        )
        workspace.close()
        window = open_window()
        desk = window._session.desk
        with qtbot.waitSignal(desk.prepared):
            desk.prepare()
        desk.open(number)
        window.open_page("result")
        page = window.page
        assert isinstance(page, ResultPage)
        qtbot.waitUntil(lambda: page.shown_advice is not None and not page.answer.isHidden(), timeout=10_000)
        return page

    return make


def shell(page: ResultPage) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def shut(page: ResultPage) -> None:
    shell(page).close()
    page.session.close()


def wait_for_new_advice(qtbot: QtBot, page: ResultPage, old: Advice) -> Advice:
    qtbot.waitUntil(lambda: page.shown_advice is not None and page.shown_advice is not old, timeout=10_000)
    assert page.shown_advice is not None
    return page.shown_advice


def words(widget: QWidget) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


# The answer


def test_it_opens_with_the_answer_first(open_result: OpenResult) -> None:
    page = open_result()
    advice = page.shown_advice
    assert advice is not None
    head = shell(page).head
    assert head.title.text() == "Post room"
    assert head.context.text().endswith("General information, not legal advice")
    assert "Rules of 24 November 2026" in head.context.text()
    assert [one.text() for one in page.buttons()] == ["Change answers", "What if", "Save report"]
    assert page.answer.sentence.text() == advice.summary
    assert page.answer.reason.text() == advice.ranking[0].reasons_for[0].text
    assert page.answer.note.text() == advice.notes[0]
    assert not page.waiting.isVisible()


def test_all_notes_and_why_it_is_that_sure_are_opened_in_the_card(
    open_result: OpenResult, qtbot: QtBot
) -> None:
    page = open_result()
    assert page.shown_advice is not None
    page.answer.more.head.setFocus()
    qtbot.keyClick(page.answer.more.head, Qt.Key.Key_Return)
    shown = words(page.answer)
    assert all(note in shown for note in page.shown_advice.notes)
    assert page.shown_advice.confidence_reason in shown


def test_the_unknown_answers_lead_to_the_first_question_that_turns_the_advice(
    open_result: OpenResult, qtbot: QtBot
) -> None:
    page = open_result({"task_kind": "triage_email", "prompt_experiment": "structured"})
    assert "could change this" in page.answer.unknown.text()
    asked: list[str] = []
    page.go.disconnect()  # the page of questions has tests of its own
    page.go.connect(asked.append)
    page.answer.unknown.click()
    assert asked == ["question"]
    at = page.desk.current.at if page.desk.current else ""
    assert page.shown_advice is not None
    assert at in {unknown.id for unknown in page.shown_advice.unknowns}


def test_change_answers_goes_back_to_where_one_was(open_result: OpenResult) -> None:
    page = open_result(at="stability")
    assert page.desk.current is not None
    assert page.desk.current.at == "result"
    page.go.disconnect()
    page.change.click()
    assert page.desk.current.at == "stability"


# The ranking


def test_rows_of_the_ranking_speak_and_open_their_reasons(open_result: OpenResult, qtbot: QtBot) -> None:
    page = open_result()
    advice = page.shown_advice
    assert advice is not None
    first = page.ranking.rows[Approach.PROMPTING]
    assert first.head.accessibleName() == (
        f"Prompting a general model: {advice.ranking[0].fit} of 100, recommended"
    )
    first.head.setFocus()
    qtbot.keyClick(first.head, Qt.Key.Key_Space)
    shown = words(first)
    for reason in (*advice.ranking[0].reasons_for, *advice.ranking[0].reasons_against):
        assert reason.text in shown
        assert reason.source.title in shown
    assert "the size is our own judgement" in shown
    assert first.head.accessibleDescription() == "Open"
    qtbot.keyClick(first.head, Qt.Key.Key_Escape)
    assert not first.is_open
    assert first.head.hasFocus()
    out = page.ranking.rows[Approach.DISTILLATION]
    assert out.number.text() == "out"
    assert "no structured prompt experiment" in out.words.text()


# Points


def test_a_tick_and_a_record_are_there_the_next_day(open_result: OpenResult, qtbot: QtBot) -> None:
    page = open_result()
    row = page.flags.rows["lawful_basis"]
    row.tick.setFocus()
    qtbot.keyClick(row.tick, Qt.Key.Key_Space)
    assert row.note.done
    assert page.flags.tally.text().endswith("done")
    row.fold.open(True)
    assert row.record is not None
    row.record.owner.setFocus()
    qtbot.keyClicks(row.record.owner, "Ann")
    row.record.due.line.setFocus()
    qtbot.keyClicks(row.record.due.line, "3/12/2026")
    row.record.words.setFocus()
    qtbot.keyClicks(row.record.words, "Asked <b>Bob</b>")
    row.record.evidence.setFocus()
    qtbot.keyClicks(row.record.evidence, "File 12")
    shut(page)  # what is being typed is not lost
    again = open_result()
    row = again.flags.rows["lawful_basis"]
    assert row.tick.isChecked()
    assert "Done" in row.fold.head.accessibleName()
    row.fold.open(True)
    assert row.record is not None
    assert row.record.owner.text() == "Ann"
    assert row.record.due.line.text() == "03/12/2026"
    assert row.record.words.toPlainText() == "Asked <b>Bob</b>"
    assert row.record.evidence.toPlainText() == "File 12"


def test_ctrl_z_takes_a_tick_back(open_result: OpenResult, qtbot: QtBot) -> None:
    page = open_result()
    row = page.flags.rows["lawful_basis"]
    row.tick.click()
    qtbot.keyClick(row.tick, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not row.tick.isChecked()
    assert page.desk.current is not None
    assert not page.desk.current.flags.get("lawful_basis")


def test_an_opened_point_tells_everything_and_its_address_can_be_copied(
    open_result: OpenResult, qtbot: QtBot
) -> None:
    page = open_result()
    row = page.flags.rows["dpia"]
    flag = row.flag
    assert flag is not None
    row.fold.head.setFocus()
    qtbot.keyClick(row.fold.head, Qt.Key.Key_Return)
    shown = words(row)
    for text in (flag.why, flag.means, *flag.notes, flag.do, flag.evidence, flag.source.title):
        assert text in shown
    assert "ago" in shown
    addresses = [one.text() for one in row.findChildren(QLineEdit) if one.isReadOnly()]
    assert addresses == [flag.source.address, *flag.source.more]
    copy = next(b for b in row.findChildren(QAbstractButton) if b.text() == "Copy")
    copy.click()
    assert QApplication.clipboard().text() == flag.source.address


def test_a_wrong_date_gets_a_sentence_and_is_not_kept(open_result: OpenResult, qtbot: QtBot) -> None:
    page = open_result()
    row = page.flags.rows["lawful_basis"]
    row.fold.open(True)
    assert row.record is not None
    due = row.record.due
    due.line.setFocus()
    qtbot.keyClicks(due.line, "31/2/2026")
    qtbot.keyClick(due.line, Qt.Key.Key_Return)
    assert "There is no day" in due.fault.text()
    assert due.fault.isVisible()
    row.record.owner.setText("Ann")
    row.record.owner.settle()
    assert due.line.text() == "31/2/2026", "what is wrong stays to be mended"
    assert row.note.due is None
    assert row.note.owner == "Ann"


def test_what_was_checked_long_ago_is_loud(open_result: OpenResult, monkeypatch: pytest.MonkeyPatch) -> None:
    later = datetime.date(2027, 6, 1)

    def advise_later(
        answers: Mapping[str, Value],
        know: object,
        assumptions: Mapping[str, tuple[float, float]],
        with_changes: bool,
    ) -> Advice:
        return advise(answers, later, know, with_changes=with_changes, assumptions=assumptions)  # type: ignore[arg-type]

    monkeypatch.setattr(desk_module, "_advise", advise_later)
    page = open_result()
    row = page.flags.rows["lawful_basis"]
    days = (later - datetime.date(2026, 11, 24)).days
    assert "Old: look again" in words(row)
    assert f"Checked {days} days ago, look again" in row.fold.head.accessibleName()
    row.fold.open(True)
    assert f"Checked {days} days ago" in words(row)
    assert "That is long ago" in words(row)


def test_what_is_fresh_is_not_loud(open_result: OpenResult) -> None:
    page = open_result()
    row = page.flags.rows["lawful_basis"]
    assert "Old: look again" not in words(row)


# Costs


def test_an_own_figure_moves_the_costs_and_can_be_put_back(open_result: OpenResult, qtbot: QtBot) -> None:
    page = open_result()
    before = page.shown_advice
    assert before is not None
    was = page.costs.lines["prompting"].accessibleName()
    page.costs.detail.head.click()
    assert len(page.costs.assumptions) == len(before.costs.assumptions)
    row = page.costs.assumptions["prompt_hours"]
    assert not row.default.isVisible()
    row.high.setFocus()
    row.high.selectAll()
    qtbot.keyClicks(row.high, "4,000")
    qtbot.keyClick(row.high, Qt.Key.Key_Return)
    after = wait_for_new_advice(qtbot, page, before)
    assert page.costs.lines["prompting"].accessibleName() != was
    assert "Your own figure" in words(row)
    assert row.default.isVisible()
    assert row.high.hasFocus(), "the row stays where it is while it is edited"
    row.default.click()
    wait_for_new_advice(qtbot, page, after)
    assert page.costs.lines["prompting"].accessibleName() == was
    assert row.high.text() == "40"


@pytest.mark.parametrize(("low", "told"), [("many", "Write a figure"), ("100", "must not be above")])
def test_a_figure_that_cannot_be_is_told_and_not_kept(
    open_result: OpenResult, qtbot: QtBot, low: str, told: str
) -> None:
    page = open_result()
    page.costs.detail.open(True)
    row = page.costs.assumptions["prompt_hours"]
    row.low.setText(low)
    row.low.settle()
    assert told in row.fault.text()
    assert page.desk.current is not None
    assert page.desk.current.assumptions == {}


def test_the_picture_stays_while_new_advice_is_worked_out(open_result: OpenResult, qtbot: QtBot) -> None:
    page = open_result()
    before = page.shown_advice
    page.desk.assume("prompt_hours", 1, 2)
    assert page.desk.advice is None
    assert page.shown_advice is before
    assert page.answer.isVisible()


# What if


def test_one_answer_moves_the_ranking_and_is_put_back(open_result: OpenResult, qtbot: QtBot) -> None:
    page = open_result()
    row = page.ranking.rows[Approach.DISTILLATION]
    page.what_if_button.click()
    assert page.what_if.isVisible()
    assert page.what_if.pick.search.hasFocus()
    qtbot.keyClicks(page.what_if.pick.search, "prompt experiment")
    qtbot.keyClick(page.what_if.pick.search, Qt.Key.Key_Return)
    page.what_if.options["structured"].click()
    qtbot.waitUntil(lambda: row.bar.share > 0, timeout=10_000)
    assert row.bar.best
    assert row.bar.was == 0.0
    assert row.number.text().endswith("(was out)")
    assert page.what_if.outcome.text().startswith("The advice would be: Distil")
    gone = "Points that go: A distilled model is offered before prompting was tried"
    qtbot.waitUntil(lambda: gone in words(page.what_if), timeout=10_000)
    assert page.desk.current is not None
    assert page.desk.current.answers == UNTRIED, "nothing is changed by trying"
    page.what_if.put_back.click()
    assert row.number.text() == "out"
    assert row.bar.was is None
    assert page.what_if.trial == {}
    qtbot.keyClick(page.what_if.pick.search, Qt.Key.Key_Escape)
    assert not page.what_if.isVisible()


def test_what_would_change_it_can_be_tried_and_taken_over(open_result: OpenResult, qtbot: QtBot) -> None:
    page = open_result()
    before = page.shown_advice
    assert before is not None
    page.changes.buttons[0].click()  # type: ignore[attr-defined]
    assert page.what_if.trial == before.changes[0].answers
    qtbot.waitUntil(lambda: bool(page.what_if.outcome.text()), timeout=10_000)
    page.what_if.take_over.click()
    after = wait_for_new_advice(qtbot, page, before)
    assert after.recommended is before.changes[0].recommended
    assert page.answer.sentence.text() == after.summary
    assert not page.what_if.isVisible()
    assert page.desk.current is not None
    assert page.desk.current.answers == {**UNTRIED, **before.changes[0].answers}
    page.undo()
    qtbot.waitUntil(lambda: page.answer.sentence.text() == before.summary, timeout=10_000)


def test_a_trial_is_kept_as_a_new_assessment(open_result: OpenResult, qtbot: QtBot) -> None:
    page = open_result()
    page.changes.buttons[0].click()  # type: ignore[attr-defined]
    trial = dict(page.what_if.trial)
    with qtbot.waitSignal(page.desk.opened):
        page.what_if.keep.click()
    qtbot.waitUntil(lambda: page.shown_advice is not None, timeout=10_000)
    assert shell(page).head.title.text() == "Post room, what if"
    assert page.desk.current is not None
    assert page.desk.current.answers == {**UNTRIED, **trial}
    kept = {one.assessment.name: one.assessment.answers for one in page.desk.stored}
    assert kept["Post room"] == UNTRIED
    assert not page.what_if.isVisible()


def test_a_number_is_tried_and_a_wrong_one_told(open_result: OpenResult, qtbot: QtBot) -> None:
    page = open_result()
    page.open_what_if({})
    page.what_if.ask("volume_per_month")
    number = page.what_if.number
    assert number is not None
    assert number.text() == "20,000"
    number.selectAll()
    qtbot.keyClicks(number, "minus")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert page.what_if.trial == {}
    QApplication.processEvents()
    assert "not a number" in words(page.what_if)
    number.selectAll()
    qtbot.keyClicks(number, "50")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert page.what_if.trial == {"volume_per_month": 50}
    row = page.ranking.rows[Approach.PROMPTING]
    qtbot.waitUntil(lambda: row.bar.was is not None, timeout=10_000)


# Newer rules, older answers


def test_what_newer_rules_have_changed_is_told_until_noted(open_result: OpenResult, qtbot: QtBot) -> None:
    old = Advised(
        recommended=Approach.RAG,
        then=None,
        confidence="low",
        fit={},
        flags={},
        titles={},
        rules_version="2026-01-01",
        on=datetime.date(2026, 1, 1),
    )
    page = open_result(advised=old)
    assert page.since.isVisible()
    assert any("The recommendation was" in sentence for sentence in page.since.sentences)
    page.since.button.click()
    assert not page.since.isVisible()
    shut(page)
    assert not open_result().since.isVisible()


def test_answers_that_the_rules_do_not_know_are_told(open_result: OpenResult) -> None:
    page = open_result({**UNTRIED, "gone_question": "yes"})
    assert page.left_out.isVisible()
    assert "gone_question" in page.left_out.sentences[0]


# Sign-off


def test_the_sign_off_is_kept(open_result: OpenResult, qtbot: QtBot) -> None:
    page = open_result()
    card = page.sign_off
    assert "Not signed yet" in card.state.text()
    card.name.setFocus()
    qtbot.keyClicks(card.name, "Ann Lee")
    qtbot.keyClick(card.name, Qt.Key.Key_Tab)
    qtbot.keyClicks(card.role, "Partner")
    card.date.line.setFocus()
    qtbot.keyClicks(card.date.line, "25 Nov 2026")
    qtbot.keyClick(card.date.line, Qt.Key.Key_Return)
    card.later.click()
    card.note.setFocus()
    qtbot.keyClicks(card.note, "Agreed.")
    shut(page)
    card = open_result().sign_off
    assert (card.name.text(), card.role.text()) == ("Ann Lee", "Partner")
    assert (card.date.line.text(), card.review.line.text()) == ("25/11/2026", "25/05/2027")
    assert card.note.toPlainText() == "Agreed."
    assert card.state.text().startswith("Signed by Ann Lee on 25 November 2026.")


# Keys, names and sizes


def test_everything_that_can_be_used_has_a_name(open_result: OpenResult) -> None:
    page = open_result()
    page.open_what_if({"volume_per_month": 50})
    page.costs.detail.open(True)
    page.flags.rows["dpia"].fold.open(True)
    for row in page.ranking.rows.values():
        row.open(True)
    nameless = []
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QAbstractButton | QLineEdit | QPlainTextEdit):
            spoken = QAccessible.queryAccessibleInterface(widget)
            if spoken is None or not spoken.text(QAccessible.Text.Name).strip():
                nameless.append(type(widget).__name__)
    assert nameless == []


def test_tab_goes_down_the_page_also_through_what_was_opened_later(
    open_result: OpenResult, qtbot: QtBot
) -> None:
    page = open_result()
    first, second = list(page.flags.rows.values())[:2]
    first.fold.open(True)
    assert first.record is not None
    first.tick.setFocus()
    seen: list[QWidget] = []
    for _ in range(30):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus)
        if focus is second.tick:
            break
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    order = [
        seen.index(one) for one in (first.fold.head, first.record.owner, first.record.words, second.tick)
    ]
    assert order == sorted(order)


def test_f6_visits_every_card(open_result: OpenResult, qtbot: QtBot) -> None:
    page = open_result()
    page.answer.setFocus()
    visited: list[QWidget] = []
    for _ in range(9):
        focus = QApplication.focusWidget()
        assert focus is not None
        visited.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_F6)
    for card in (page.answer, page.changes, page.flags, page.vendor, page.sign_off):
        assert any(card.isAncestorOf(one) for one in visited)
    assert page.ranking.first in visited


@pytest.mark.parametrize("size", [(1280, 800), (760, 480), (1920, 1080)])
def test_nothing_is_wider_than_the_window(
    open_result: OpenResult, size: tuple[int, int], qtbot: QtBot
) -> None:
    page = open_result()
    window = shell(page)
    window.resize(*size)
    page.open_what_if({"prompt_experiment": "structured"})
    qtbot.waitUntil(lambda: bool(page.what_if.outcome.text()), timeout=10_000)
    page.costs.detail.open(True)
    page.flags.rows["dpia"].fold.open(True)
    QApplication.processEvents()
    assert page.area.horizontalScrollBar().maximum() == 0


def test_the_first_screen_shows_answer_ranking_steps_and_points(open_result: OpenResult) -> None:
    page = open_result()
    QApplication.processEvents()
    view = page.area.viewport().rect()
    for part in (
        page.answer.sentence,
        page.ranking.rows[Approach.PROMPTING],
        page.changes.buttons[0],
        page.steps,
        page.flags.rows["lawful_basis"],
    ):
        corner = part.mapTo(page.area.viewport(), part.rect().bottomLeft())
        assert view.contains(corner)
