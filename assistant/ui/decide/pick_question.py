"""A list of questions that narrows while one types; one of them is picked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from assistant.advise.expression import Answers
from assistant.advise.questionnaire import Question
from assistant.ui.decide import result_state as state
from assistant.ui.decide.fold import Opener, passive
from assistant.ui.decide.listed import capital
from assistant.ui.text import plural, tr
from assistant.ui.widgets.controls import ElidedLabel, button, label, set_tone, take_out

MOST = 7


class _Row(Opener):
    def __init__(self) -> None:
        super().__init__()
        self.question = ""
        self.name = passive(label(""))
        self.answer = passive(ElidedLabel("", "quiet"))
        self.answer.setAlignment(Qt.AlignmentFlag.AlignRight)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 6, 8, 6)
        line.setSpacing(12)
        line.addWidget(self.name)
        line.addWidget(self.answer, 1)


class PickQuestion(QWidget):
    picked = Signal(str)
    relisted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._questions: Sequence[Question] = ()
        self._answers: Answers = {}
        self._current = ""
        self._all = False
        self.search = QLineEdit(placeholderText=tr("Find a question"))
        self.search.setAccessibleName(tr("Find a question"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._first)
        self.rows: list[_Row] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.more = button("", "link")
        self.more.clicked.connect(self._every)
        self._none = label(tr("No question has these words."), "quiet", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addLayout(self._column)
        column.addWidget(self._none)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_questions(self, questions: Sequence[Question], answers: Answers) -> None:
        self._questions, self._answers = questions, answers
        self._list()

    def mark(self, question: str) -> None:
        self._current = question
        for row in self.rows:
            set_tone(row, "accent" if row.question == question else "")
            row.setAccessibleDescription(tr("Picked") if row.question == question else "")

    def _narrow(self) -> None:
        self._all = False
        self._list()

    def _every(self) -> None:
        self._all = True
        self._list()
        self.rows[MOST].setFocus()

    def _first(self) -> None:
        if self.rows:
            self.rows[0].click()

    def _list(self) -> None:
        found = state.narrowed(self._questions, self.search.text())
        shown = found if self._all else found[:MOST]
        while len(self.rows) < len(shown):
            row = _Row()
            row.clicked.connect(lambda _=False, which=row: self.picked.emit(which.question))
            self.rows.append(row)
            self._column.addWidget(row)
        while len(self.rows) > len(shown):
            gone = self.rows.pop()
            take_out(self._column, gone)
        for row, question in zip(self.rows, shown, strict=True):
            says = capital(question.says(self._answers.get(question.id)))
            row.question = question.id
            row.name.setText(question.short)
            row.answer.setText(says)
            row.setAccessibleName(tr("{question}: {answer}", question=question.short, answer=says))
        left = len(found) - len(shown)
        self.more.setText(plural(left, "Show {n} more question", "Show {n} more questions"))
        self.more.setAccessibleName(self.more.text())
        self.more.setVisible(left > 0)
        self._none.setVisible(not found)
        self.mark(self._current)
        self.relisted.emit()
