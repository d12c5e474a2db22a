"""The owner's whole task through the window: from the first question to a report, and again the next day."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from assistant.advise.expression import Value
from assistant.ui.decide import walk
from assistant.ui.decide.block import NumberBlock
from assistant.ui.main_window import MainWindow
from assistant.ui.pages.decide import DecidePage
from assistant.ui.pages.papers import PapersPage
from assistant.ui.pages.question import QuestionPage
from assistant.ui.pages.result import ResultPage
from assistant.ui.session import Session
from assistant.ui.theme.theme import Theme

pytestmark = pytest.mark.slow

# A lettings agent with 3,000 emails a month, told here as an owner would: by question and answer.
FIRM: dict[str, Value] = {
    "task_kind": "triage_email", "output_kind": "fixed_list", "stability": "stable_years",
    "inputs_predictable": "mostly", "live_information": "no", "volume_per_month": 3000,
    "speed_need": "minutes", "prompt_experiment": "structured", "prompt_result": "close",
    "own_test_set": "yes", "vendor_offer": "none", "examples_per_category": 60, "unlabelled_examples": 5000,
    "teacher_access": "local_model", "teacher_terms": "allowed", "skills": "some", "setup_budget_gbp": 3000,
    "cost_is_constraint": "yes", "running_cost_gbp_month": None, "must_stay_local": "yes",
    "error_cost": "annoying", "human_review": "doubtful_items", "sector": "property",
    "fca_status": "not_regulated", "eu_link": "none", "use_area": "none", "talks_to_public": "no",
    "personal_data": "yes", "special_category": "unsure", "criminal_offence_data": "no", "children": "no",
    "automated_decision": "helps_a_person", "trained_on_personal_data": "yes",
    "processing_place": "own_machines", "hardware": "laptops",
}  # fmt: skip


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, "light")
    yield theme
    theme.deleteLater()


class Window:
    """A user at the keyboard."""

    def __init__(self, home: Path, theme: Theme, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.session = Session(home)
        self.window = MainWindow(self.session, theme)
        self.window.resize(1280, 800)
        with qtbot.waitSignal(self.session.opened, timeout=20_000):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=10_000)
        self.window.side_bar.buttons["decide"].click()
        page = self.window.page
        assert isinstance(page, DecidePage)
        qtbot.waitUntil(lambda: page.desk.ready, timeout=20_000)
        self.start_page = page

    def close(self) -> None:
        self.window.close()
        self.session.close()

    def question(self) -> QuestionPage:
        page = self.window.page
        assert isinstance(page, QuestionPage)
        return page

    def type(self, text: str) -> None:
        target = self.window.focusWidget() or self.question()
        self.qtbot.keyClicks(target, text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target = self.window.focusWidget() or self.window.page
        self.qtbot.keyClick(target, key, modifier)

    def answer_screen(self) -> list[str]:
        """Every question on the screen by keys, then Enter; the ids that were answered."""
        page, done = self.question(), []
        while block := next((b for b in page.asking.blocks.values() if b.question.id not in done), None):
            question, value = block.question, FIRM[block.question.id]
            block.focus_in()
            QApplication.processEvents()
            if isinstance(block, NumberBlock) and value is not None:
                self.type(f"{value:,}")
            elif isinstance(block, NumberBlock):
                block.cards()[-1].click()
            else:
                place = list(question.options).index(str(value)) if value is not None else -1
                self.qtbot.keyClick(block.cards()[place], Qt.Key.Key_Space)
            done.append(question.id)
        place = page.place
        self.press(Qt.Key.Key_Return)
        faults = [block.problem() for block in page.asking.blocks.values()]
        assert page.place != place, f"Enter does not go on from {place}: {faults}"
        return done


def test_from_the_first_question_to_a_report_and_changed_the_next_day(
    tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    user = Window(tmp_path / "kept", theme, qtbot)
    with qtbot.waitSignal(user.session.desk.opened):
        user.start_page.start()
    answered: list[str] = []
    while user.question().place != walk.END:
        answered += user.answer_screen()
        assert len(answered) <= len(FIRM), "the path does not end"
    assert len(answered) == len(set(answered)) == len(FIRM)
    desk = user.session.desk
    assert desk.answers == {key: FIRM[key] for key in answered}
    user.press(Qt.Key.Key_Return)
    result = user.window.page
    assert isinstance(result, ResultPage)
    qtbot.waitUntil(lambda: desk.advice is not None, timeout=20_000)
    assert desk.advice is not None and desk.advice.recommended == "distillation"

    result.save.click()
    papers = user.window.page
    assert isinstance(papers, PapersPage)
    papers.save_report(tmp_path / "report.pdf")
    qtbot.waitUntil(lambda: not papers.busy, timeout=60_000)
    assert papers.notices.texts() == ["Saved as report.pdf."]
    document = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    text = " ".join(" ".join(p.get_textpage().get_text_range() for p in document).split())
    document.close()
    assert "Distil a small model for this one task." in text
    for flag in desk.advice.flags:
        assert flag.title in text and flag.source.address in text.replace(" ", "")
    for key in answered:
        assert desk.know.questions[key].says(FIRM[key]).lower() in text.lower() or FIRM[key] is None
    user.close()

    _the_next_day(tmp_path / "kept", theme, qtbot, answered)


def _the_next_day(home: Path, theme: Theme, qtbot: QtBot, answered: list[str]) -> None:
    """It opens at the advice; back to a question, another answer, and the advice follows."""
    user = Window(home, theme, qtbot)
    desk = user.session.desk
    user.start_page.open(desk.stored[0].id)
    result = user.window.page
    assert isinstance(result, ResultPage)
    qtbot.waitUntil(lambda: desk.advice is not None, timeout=20_000)
    result.change.click()
    page = user.question()
    page.go_to("stability")
    page.asking.blocks["stability"].focus_in()
    user.type("4")
    assert desk.answers["stability"] == "monthly"
    user.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert user.question().place == "output_kind" and desk.answers["output_kind"] == "fixed_list"
    user.close()

    user = Window(home, theme, qtbot)
    desk = user.session.desk
    user.start_page.open(desk.stored[0].id)
    assert user.question().place == "output_kind"
    user.question().see_advice()
    qtbot.waitUntil(lambda: desk.advice is not None, timeout=20_000)
    assert desk.answers == {**{key: FIRM[key] for key in answered}, "stability": "monthly"}
    assert desk.advice is not None
    (distilled,) = (one for one in desk.advice.ranking if one.approach == "distillation")
    assert "2" in [gate.gate for gate in distilled.gates]
    user.close()
