"""All answers by section, in the place of the question; choosing one goes to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.advise.expression import Answers, Value
from assistant.advise.questionnaire import Question, Questionnaire
from assistant.ui.decide import walk
from assistant.ui.decide.fold import Opener, passive
from assistant.ui.decide.listed import capital
from assistant.ui.text import safe, tr
from assistant.ui.widgets.controls import card, label, rule, take_all_out


class AnswerRow(Opener):
    def __init__(self, question: Question, said: str, quiet: bool) -> None:
        super().__init__()
        self.setProperty("kind", "step")
        self.question = question
        self.setAccessibleName(
            tr("{question} {answer}. Change this answer", question=question.text, answer=said)
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 6, 8, 6)
        line.setSpacing(16)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(passive(label(question.text, "second", wrap=True)), 3, top)
        line.addWidget(passive(label(said, "second" if quiet else "strong", wrap=True)), 2, top)


class SoFar(QWidget):
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scrolled")
        self.rows: list[AnswerRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 12, 24)
        self._column.setSpacing(12)

    def show_answers(self, questions: Questionnaire, answers: Answers, left_out: Sequence[str]) -> None:
        """`left_out` are sentences on answers that the rules in force cannot use."""
        self._clear()
        asked = questions.asked(answers)
        for section in sorted(questions.sections, key=lambda one: one.optional):
            mine = [question for question in asked if questions.section_of[question.id] is section]
            title = tr("{title} (optional)", title=section.title) if section.optional else section.title
            self._add_card(title, "", [(q, *said(q, answers)) for q in mine])
        kept = walk.no_longer_asked(questions, answers)
        about = tr("Kept, but not used for now: after another answer these questions are not asked.")
        self._add_card(
            tr("No longer asked"), about, [(q, said(q, answers)[0], True) for q, _ in kept], still=True
        )
        if left_out:
            inside = self._begin_card(tr("Cannot be used under the rules in force"))
            for sentence in left_out:
                inside.addWidget(label(safe(sentence), wrap=True))
        self._column.addStretch(1)

    def _add_card(
        self, title: str, about: str, rows: Sequence[tuple[Question, str, bool]], still: bool = False
    ) -> None:
        if not rows:
            return
        inside = self._begin_card(title)
        if about:
            inside.addWidget(label(about, "quiet", wrap=True))
        for at, (question, words, quiet) in enumerate(rows):
            if at:
                inside.addWidget(rule())
            row = AnswerRow(question, words, quiet)
            row.setEnabled(not still)
            row.clicked.connect(lambda _=False, which=question.id: self.chosen.emit(which))
            self.rows.append(row)
            inside.addWidget(row)

    def _begin_card(self, title: str) -> QVBoxLayout:
        made = card()
        inside = QVBoxLayout(made)
        inside.setContentsMargins(12, 12, 12, 8)
        inside.setSpacing(2)
        heading = label(title, "card-title")
        heading.setContentsMargins(8, 0, 8, 4)
        inside.addWidget(heading)
        self._column.addWidget(made)
        return inside

    def _clear(self) -> None:
        self.rows = []
        take_all_out(self._column)


def said(question: Question, answers: Answers) -> tuple[str, bool]:
    """The answer in words, and whether it is none."""
    if question.id not in answers:
        return tr("Not answered yet"), True
    value: Value = answers[question.id]
    if value is None:
        return tr("I don't know"), True
    return capital(question.says(value)), False
