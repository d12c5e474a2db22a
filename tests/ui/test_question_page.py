"""The question page, through its real widgets and a real workspace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from assistant.ui.decide import walk
from assistant.ui.decide.block import NumberBlock
from assistant.ui.main_window import MainWindow
from assistant.ui.pages.decide import DecidePage
from assistant.ui.pages.question import QuestionPage
from assistant.ui.theme.theme import Theme
from tests.ui.at_hand import afresh
from tests.ui.conftest import Open

Ask = Callable[..., QuestionPage]

EVERYTHING = {
    "prompt_experiment": "structured", "vendor_offer": "custom_ai", "personal_data": "yes", "task_kind": "answer_faq",
    "output_kind": "short_text", "live_information": "sometimes", "knowledge_base": "partial", "error_cost": "costly",
    "sector": "financial_services", "fca_status": "fca_solo", "eu_link": "customers_in_eu", "use_area": "credit",
    "cost_is_constraint": "yes", "must_stay_local": "yes", "teacher_access": "vendor_api", "stability": "yearly",
    "examples_per_category": 40, "processing_place": "usa", "outsourced": "yes", "hardware": "server",
    "minutes_per_item": 4,
}  # fmt: skip


@pytest.fixture
def ask(shared_window: MainWindow, qtbot: QtBot) -> Ask:
    """ask("stability", task_kind="triage_email"): the page at that question, with these answers given."""
    shared_window.resize(1280, 800)
    shared_window.open_page("sort")
    afresh(qtbot, shared_window, "decide", DecidePage)
    return _asking(lambda: shared_window, qtbot)


@pytest.fixture
def ask_alone(open_window: Open, qtbot: QtBot) -> Ask:
    """The same in a window and with a workspace of its own."""
    return _asking(open_window, qtbot)


def _asking(open_window: Open, qtbot: QtBot) -> Ask:
    def make(at: str = "", **answers: Any) -> QuestionPage:
        window = open_window()
        desk = window._session.desk
        desk.prepare()
        qtbot.waitUntil(lambda: desk.ready, timeout=20_000)
        desk.new("Post room")
        qtbot.waitUntil(lambda: desk.current is not None, timeout=20_000)
        desk.take_over(answers)
        if at:
            desk.go_to(at)
        window.open_page("question")
        page = window.page
        assert isinstance(page, QuestionPage)
        _settle()
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=10_000)
        return page

    return make


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def _window(page: QuestionPage) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def _press(qtbot: QtBot, page: QuestionPage, key: Qt.Key, *, alt: bool = False) -> None:
    """To whatever has the focus, as a person does."""
    held = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(QApplication.focusWidget() or page, key, held)


def _chosen(page: QuestionPage, key: str) -> list[str]:
    return [card.words for card in page.asking.blocks[key].cards() if card.isChecked()]


def test_a_new_assessment_begins_with_the_first_question(ask: Ask) -> None:
    page = ask()
    assert page.asking.title == "What should the tool do?"
    assert page.frame.sections.words.text().startswith("0 of about 2")
    assert _window(page).head.title.text() == "Is distillation right for us?"


def test_without_an_assessment_it_leads_to_the_list(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.open_page("question")
    page = window.page
    assert isinstance(page, QuestionPage)
    assert page.buttons() == []
    assert page.back() is False
    page.foot.next.click()
    qtbot.waitUntil(lambda: window.page is not page, timeout=5_000)
    assert window.side_bar.buttons["decide"].isChecked()


def test_a_number_key_chooses_and_enter_goes_on(ask: Ask, qtbot: QtBot) -> None:
    page = ask()
    _press(qtbot, page, Qt.Key.Key_2)
    assert page.desk.answers == {"task_kind": "triage_email"}
    assert _chosen(page, "task_kind") == ["Sort incoming emails"]
    _press(qtbot, page, Qt.Key.Key_Return)
    assert page.asking.title == "What should come out?"
    assert page.desk.current is not None
    assert page.desk.current.at == "output_kind"


def test_the_arrow_keys_choose_as_in_any_group_of_radio_buttons(ask: Ask, qtbot: QtBot) -> None:
    page = ask("stability", stability="stable_years")
    _press(qtbot, page, Qt.Key.Key_Down)
    assert page.desk.answers["stability"] == "yearly"


def test_a_letter_chooses_where_there_are_more_options_than_number_keys(ask: Ask, qtbot: QtBot) -> None:
    page = ask("sector")
    _press(qtbot, page, Qt.Key.Key_I)
    assert page.desk.answers["sector"] == "insurance"
    _press(qtbot, page, Qt.Key.Key_I)
    assert page.desk.answers["sector"] is None  # I don't know
    assert "first letter" in " ".join(words for words, _ in page.asking.key_words())


def test_i_dont_know_is_the_last_option_everywhere(ask: Ask) -> None:
    page = ask(**EVERYTHING)
    for screen in walk.screens(page.desk.know.questions, page.desk.answers):
        page.go_to(screen.id)
        for block in page.asking.blocks.values():
            assert block.cards()[-1].words == "I don't know"


def test_next_stays_until_there_is_an_answer(ask: Ask, qtbot: QtBot) -> None:
    page = ask("stability")
    _press(qtbot, page, Qt.Key.Key_Return)
    assert page.place == "stability"
    assert page.foot.complaint.text() == "Choose an answer. “I don't know” is one, too."
    _press(qtbot, page, Qt.Key.Key_6)
    assert page.foot.complaint.text() == ""
    _press(qtbot, page, Qt.Key.Key_Return)
    assert page.place == "inputs_predictable"


def test_going_back_loses_no_answer_and_an_answer_asked_no_more_is_kept(ask: Ask, qtbot: QtBot) -> None:
    page = ask("prompt_result", prompt_experiment="informal", prompt_result="poor")
    _press(qtbot, page, Qt.Key.Key_Left, alt=True)
    assert page.place == "prompt_experiment"
    _press(qtbot, page, Qt.Key.Key_1)
    assert page.desk.answers == {"prompt_experiment": "none", "prompt_result": "poor"}
    _press(qtbot, page, Qt.Key.Key_Return)
    assert page.place == "vendor_offer"
    page.answers_button.click()
    still = [row for row in page.frame.so_far.rows if not row.isEnabled()]
    assert [row.question.id for row in still] == ["prompt_result"]


def test_alt_left_before_the_first_question_goes_to_the_page_before(ask: Ask, qtbot: QtBot) -> None:
    page = ask("task_kind")
    window = _window(page)
    assert page.back() is False
    _press(qtbot, page, Qt.Key.Key_Left, alt=True)
    assert window.page is not page


def test_ctrl_z_takes_an_answer_back_and_shows_its_question(ask: Ask, qtbot: QtBot) -> None:
    page = ask("stability")
    _press(qtbot, page, Qt.Key.Key_2)
    _press(qtbot, page, Qt.Key.Key_Return)
    assert page.place == "inputs_predictable"
    qtbot.keyClick(_window(page), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.place == "stability"
    assert "stability" not in page.desk.answers
    assert _chosen(page, "stability") == []


def _number(page: QuestionPage, key: str) -> NumberBlock:
    block = page.asking.blocks[key]
    assert isinstance(block, NumberBlock)
    return block


def test_a_number_is_taken_with_its_separators(ask: Ask, qtbot: QtBot) -> None:
    page = ask("volume_per_month")
    qtbot.keyClicks(_number(page, "volume_per_month").field, "20,000")
    assert "volume_per_month" not in page.desk.answers  # not stored while it is typed
    _press(qtbot, page, Qt.Key.Key_Return)
    assert page.desk.answers["volume_per_month"] == 20000
    assert page.place == "speed_need"
    page.back()
    assert _number(page, "volume_per_month").field.text() == "20,000"


def test_a_wrong_number_is_told_beside_the_field_and_stays(ask: Ask, qtbot: QtBot) -> None:
    page = ask("volume_per_month")
    block = _number(page, "volume_per_month")
    qtbot.keyClicks(block.field, "a few")
    page.foot.next.click()
    assert page.place == "volume_per_month"
    assert "not a number" in block.message.text()
    assert block.field.hasFocus()
    page.foot.back.click()
    assert page.place == "live_information"
    page.go_to("volume_per_month")
    assert _number(page, "volume_per_month").field.text() == "a few"  # what was typed is still there
    assert "volume_per_month" not in page.desk.answers


def test_i_dont_know_beside_a_number_and_back_to_a_number(ask: Ask, qtbot: QtBot) -> None:
    page = ask("volume_per_month", volume_per_month=300)
    block = _number(page, "volume_per_month")
    block.unknown.click()
    assert page.desk.answers["volume_per_month"] is None
    assert block.field.text() == ""
    qtbot.keyClicks(block.field, "7")
    assert not block.unknown.isChecked()
    page.next()
    assert page.desk.answers["volume_per_month"] == 7


def test_digits_typed_into_a_field_choose_nothing(ask: Ask, qtbot: QtBot) -> None:
    page = ask("examples_per_category", prompt_experiment="structured")
    _number(page, "examples_per_category").field.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        _press(qtbot, page, key)
    assert _number(page, "examples_per_category").field.text() == "12"
    assert not _number(page, "unlabelled_examples").unknown.isChecked()


def test_several_questions_on_one_screen_are_answered_by_keys_alone(ask: Ask, qtbot: QtBot) -> None:
    page = ask("vendor_teacher_named", vendor_offer="custom_ai")
    assert len(page.asking.blocks) == 6
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_2):
        _press(qtbot, page, key)
    page.next()
    assert page.place == "vendor_teacher_named"  # the sixth has no answer yet
    _press(qtbot, page, Qt.Key.Key_2)
    answers = page.desk.answers
    assert [answers[key] for key in page.asking.blocks] == ["no", "yes", "not_asked", None, "yes", "yes"]
    _press(qtbot, page, Qt.Key.Key_Return)
    assert page.place not in page.asking.blocks or "vendor_teacher_named" not in page.asking.blocks


def test_a_question_that_hangs_on_another_appears_beside_it(ask: Ask, qtbot: QtBot) -> None:
    page = ask("minutes_per_item")
    assert list(page.asking.blocks) == ["minutes_per_item"]
    first = _number(page, "minutes_per_item")
    qtbot.keyClicks(first.field, "2.5")
    first.commit()
    assert list(page.asking.blocks) == ["minutes_per_item", "staff_cost_gbp_hour"]
    assert page.asking.blocks["minutes_per_item"] is first  # nothing is made anew under the hand


def test_why_we_ask_names_its_source_and_follows_the_focus(ask: Ask, qtbot: QtBot) -> None:
    page = ask("special_category", personal_data="yes")
    texts = lambda: " ".join(one.text() for one in page.frame.why.findChildren(type(page.foot.complaint)))  # noqa: E731
    assert "further condition" in texts()
    page.asking.blocks["children"].focus_in()
    assert "Children need more care." in texts()
    assert "Information Commission" in texts()
    source = next(one for one in page.frame.why.findChildren(QPushButton) if "Source" in one.accessibleName())
    source.click()
    assert QGuiApplication.clipboard().text().startswith("https://ico.org.uk/")


def test_a_word_of_the_glossary_is_one_click_away(ask: Ask, qtbot: QtBot) -> None:
    page = ask("knowledge_base", task_kind="answer_faq")
    qtbot.waitUntil(lambda: bool(page.frame.why.links), timeout=20_000)
    asked: list[tuple[str, str]] = []
    page.go.disconnect()
    page.go.connect(lambda where: asked.append((where, page.desk.term)))
    link = page.frame.why.links[0]
    assert isinstance(link, QPushButton)
    assert link.accessibleName() == "What does “RAG” mean?"
    link.click()
    assert asked == [("glossary", "rag")]


def test_the_sections_show_where_one_is_and_lead_there(ask: Ask, qtbot: QtBot) -> None:
    page = ask("sector", task_kind="triage_email")
    names = [one.accessibleName() for one in page.frame.sections.sections]
    assert names[0] == "The work, open"
    assert names[3] == "The firm and its reach, you are here"
    assert names[-1] == "Papers and figures (optional), open"
    page.frame.sections.sections[0].click()
    assert page.place == "output_kind"  # the first of that section without an answer


def test_answers_so_far_lists_all_and_leads_to_each(ask: Ask, qtbot: QtBot) -> None:
    page = ask("speed_need", task_kind="triage_email", stability=None)
    page.answers_button.click()
    told = {row.question.id: row.accessibleName() for row in page.frame.so_far.rows}
    assert told["task_kind"] == "What should the tool do? Sort incoming emails. Change this answer"
    assert "I don't know" in told["stability"]
    assert "Not answered yet" in told["speed_need"]
    _press(qtbot, page, Qt.Key.Key_Escape)
    assert not page.so_far_open
    assert page.place == "speed_need"
    page.answers_button.click()
    next(row for row in page.frame.so_far.rows if row.question.id == "stability").click()
    assert page.place == "stability"


def _all(page: QuestionPage, **given: Any) -> dict[str, Any]:
    """The given answers and the first option, or 300, for every other question that is then asked."""
    answers: dict[str, Any] = dict(given)
    place = "task_kind"
    while place != walk.END:
        screen = walk.screen_at(page.desk.know.questions, answers, place)
        assert screen is not None
        for question in screen.questions:
            answers.setdefault(question.id, next(iter(question.options), 300))
        place = walk.after(page.desk.know.questions, answers, screen.id)
    return answers


def test_at_the_end_open_answers_are_asked_again_and_then_the_advice_is_offered(
    ask: Ask, qtbot: QtBot
) -> None:
    page = ask("end")
    page.desk.take_over(
        _all(page, prompt_experiment="structured", cost_is_constraint=None, speed_need=None, sector=None)
    )
    end = page.frame.end_view
    qtbot.waitUntil(lambda: "answers are open" in end.text, timeout=20_000)
    advice = page.desk.advice
    assert advice is not None
    turning = [one.id for one in advice.unknowns if one.would or one.with_others]
    assert end.text.startswith(f"3 answers are open; {len(turning)} could change the advice")
    assert 0 < len(turning) < 3
    end.ask_first.click()
    for key in turning:
        assert page.place == key
        _press(qtbot, page, Qt.Key.Key_1)
        _press(qtbot, page, Qt.Key.Key_Return)
    assert page.place == walk.END
    qtbot.waitUntil(lambda: end.text.startswith(f"{3 - len(turning)} answer"), timeout=20_000)
    assert page.foot.next.text() == "See the advice"
    asked: list[str] = []
    page.go.disconnect()
    page.go.connect(asked.append)
    _press(qtbot, page, Qt.Key.Key_Return)
    assert asked == ["result"]
    assert page.desk.current is not None
    assert page.desk.current.at == "result"


def test_questions_that_were_passed_over_are_told_at_the_end(ask: Ask, qtbot: QtBot) -> None:
    page = ask("end", task_kind="triage_email")
    assert page.frame.end_view.title.endswith("questions have no answer yet")
    qtbot.waitUntil(lambda: not page.frame.end_view.ask_others.isHidden(), timeout=20_000)
    page.frame.end_view.ask_others.click()
    assert page.place in page.desk.know.questions.ids


def test_the_optional_questions_are_offered_and_lead_back_to_the_end(ask: Ask, qtbot: QtBot) -> None:
    page = ask("end")
    page.desk.take_over(_all(page))
    assert "optional" in page.frame.end_view.go_on.parentWidget().findChild(type(page.foot.complaint)).text()
    page.frame.end_view.go_on.click()
    first = page.place
    assert page.desk.know.questions.section_of[first].optional
    for _ in range(20):
        for block in list(page.asking.blocks.values()):
            block.cards()[-1].click()
        page.next()
        if page.place == walk.END:
            break
    assert page.place == walk.END
    page.go_to(first)
    page.back()
    assert page.place == walk.END


@pytest.mark.parametrize("place", ["firm_size", "security_review", "eu_link"])
def test_another_page_can_send_the_user_to_any_question(ask: Ask, place: str) -> None:
    page = ask("result")
    assert page.so_far_open  # coming from the result without a question: all answers
    window = _window(page)
    window.open_page("settings")
    page.desk.go_to(place)
    window.open_page("question")
    assert not page.so_far_open
    assert page.place == place
    assert place in page.asking.blocks


def test_it_is_saved_as_one_goes_and_opens_there_the_next_day(
    ask_alone: Ask, qtbot: QtBot, open_window: Open
) -> None:
    page = ask_alone("stability")
    _press(qtbot, page, Qt.Key.Key_2)
    assert "Saving..." in page.context
    qtbot.waitUntil(lambda: page.context == "Post room. Saved a moment ago", timeout=20_000)
    _press(qtbot, page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.desk.is_saved, timeout=20_000)
    window = open_window()
    desk = window._session.desk
    desk.prepare()
    qtbot.waitUntil(lambda: desk.ready, timeout=20_000)
    desk.open(desk.stored[0].id)
    window.open_page("question")
    again = window.page
    assert isinstance(again, QuestionPage)
    assert again.place == "inputs_predictable"
    assert again.desk.answers == {"stability": "yearly"}


def test_a_change_that_cannot_be_saved_is_not_called_saved(
    ask_alone: Ask, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ask_alone("stability")
    qtbot.waitUntil(lambda: page.desk.is_saved, timeout=20_000)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(type(page.desk._workspace()), "put_assessment", full)
        _press(qtbot, page, Qt.Key.Key_2)
        qtbot.waitUntil(lambda: "not saved" in page.context, timeout=20_000)
        assert any("not saved" in text for text in page.notices.texts())
        asked: list[str] = []
        disk.setattr(MainWindow, "_may_lose", lambda _, name: bool(asked.append(name)))
        assert not _window(page).close()
        assert asked == ["Post room"]
    page.desk._retry.start(0)
    qtbot.waitUntil(lambda: page.context == "Post room. Saved a moment ago", timeout=20_000)
    assert page.notices.texts() == []
    assert page.desk.is_saved


def test_what_is_typed_in_is_saved_when_the_window_is_closed(
    ask_alone: Ask, qtbot: QtBot, open_window: Open
) -> None:
    page = ask_alone("volume_per_month")
    block = page.asking.blocks["volume_per_month"]
    assert isinstance(block, NumberBlock)
    qtbot.keyClicks(block.field, "4200")
    _window(page).close()
    page.session.close()
    desk = open_window()._session.desk
    desk.prepare()
    qtbot.waitUntil(lambda: desk.ready, timeout=20_000)
    assert desk.stored[0].assessment.answers == {"volume_per_month": 4200}


def _walk_screens(page: QuestionPage) -> list[str]:
    return [one.id for one in walk.screens(page.desk.know.questions, page.desk.answers)]


def test_no_question_needs_scrolling_at_1280_by_800(ask_alone: Ask, theme: Theme, qtbot: QtBot) -> None:
    page = ask_alone(**EVERYTHING)
    qtbot.waitUntil(lambda: page._glossary is not None, timeout=20_000)
    assert (_window(page).width(), _window(page).height()) == (1280, 800)
    too_high = {}
    seen: set[str] = set()
    for variant in (
        {},
        {"sector": "other", "fca_status": None},
        {"house_style": "some", "task_kind": "draft_text"},
    ):
        page.desk.take_over(variant)
        for key in [*_walk_screens(page), walk.END]:
            page.go_to(key)
            _settle()
            seen |= set(page.asking.blocks)
            bar = page.frame.areas[page.frame.view].verticalScrollBar()
            if bar.maximum() != 0:
                too_high[key] = bar.maximum()
            assert page.frame.why.height() <= page.frame.height() - 70, key
    assert too_high == {}
    assert seen == set(page.desk.know.questions.ids)


def test_in_the_smallest_window_everything_can_be_reached(ask: Ask, qtbot: QtBot) -> None:
    page = ask(**EVERYTHING)
    window = _window(page)
    window.resize(760, 480)
    qtbot.waitUntil(lambda: window.width() == 760, timeout=5_000)
    for key in _walk_screens(page):
        page.go_to(key)
        _settle()
        area = page.frame.areas[0]
        assert page.asking.width() <= area.viewport().width(), key
        assert page.asking.height() >= page.asking.heightForWidth(page.asking.width()), key
        for block in page.asking.blocks.values():
            for card in block.cards():
                assert card.width() >= card.minimumSizeHint().width(), (key, card.words)
                assert card.height() >= card.heightForWidth(card.width()), (key, card.words)
        assert page.foot.next.visibleRegion().boundingRect().size() == page.foot.next.size()


def test_where_it_must_scroll_what_has_the_focus_is_in_view(ask: Ask, qtbot: QtBot) -> None:
    page = ask("stability", stability="stable_years")
    window = _window(page)
    window.resize(760, 480)
    qtbot.waitUntil(lambda: window.width() == 760, timeout=5_000)
    _settle()
    assert page.frame.areas[0].verticalScrollBar().maximum() > 0
    for _ in range(5):
        _press(qtbot, page, Qt.Key.Key_Down)
        focus = window.focusWidget()
        assert focus is not None
        assert focus.visibleRegion().boundingRect().size() == focus.size()
    assert page.desk.answers["stability"] is None


@pytest.mark.parametrize("place", ["sector", "volume_per_month", "special_category", "end"])
def test_everything_that_can_be_used_has_a_name(ask: Ask, place: str) -> None:
    page = ask(place, personal_data="yes")
    _settle()
    nameless = []
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QAbstractButton | QLineEdit):
            seen = QAccessible.queryAccessibleInterface(widget)
            if seen is None or not seen.text(QAccessible.Text.Name).strip():
                nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert nameless == []


def test_tab_reaches_options_sections_links_and_buttons(ask: Ask, qtbot: QtBot) -> None:
    page = ask("stability", stability="yearly")
    qtbot.waitUntil(lambda: bool(page.frame.why.links), timeout=20_000)
    reached: list[QWidget | None] = []
    for _ in range(60):
        focus = QApplication.focusWidget()
        if focus in reached:
            break
        reached.append(focus)
        qtbot.keyClick(focus or page, Qt.Key.Key_Tab)
    names = [one.accessibleName() for one in reached if one is not None]
    wanted = [page.foot.next, page.foot.back, page.frame.sections.sections[0], page.frame.why.links[0]]
    assert all(one in reached for one in wanted), names
    order = [names.index(name) for name in ("The work, you are here", "About once a year", "Back", "Next")]
    turned = order.index(min(order))
    assert order[turned:] + order[:turned] == sorted(order)
    assert any(card in reached for card in page.asking.blocks["stability"].cards())
