"""What if: other answers, tried without changing the assessment."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from assistant.advise.advice import Advice
from assistant.advise.expression import Value
from assistant.advise.knowledge import Knowledge
from assistant.ui.decide import result_state as state
from assistant.ui.decide.fields import LineField
from assistant.ui.decide.fitting import fit
from assistant.ui.decide.fold import reading
from assistant.ui.decide.listed import capital
from assistant.ui.decide.option import OptionCard, choose_only
from assistant.ui.decide.pick_question import PickQuestion
from assistant.ui.decide.typed_number import NotANumber, limits, read_number, written
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.announce import announce
from assistant.ui.widgets.controls import button, icon_button, label, take_all_out

NARROW = 560


class WhatIfCard(QFrame):
    """`trial` are the answers that are tried, in place of the assessment's own."""

    changed = Signal()  # `trial` is another one
    kept = Signal()  # as a new assessment
    taken_over = Signal()  # into this assessment
    closed = Signal()
    relaid = Signal()  # there are other things to go through with Tab

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("kind", "answer")
        self.setAccessibleName(tr("What if"))
        self.trial: dict[str, Value] = {}
        self._know: Knowledge | None = None
        self._answers: dict[str, Value] = {}
        self._advice: Advice | None = None
        self._question = ""
        self._width = 0
        self.options: dict[str, OptionCard] = {}
        self.number: LineField | None = None
        self.pick = PickQuestion()
        self.pick.picked.connect(self.ask)
        self.pick.relisted.connect(self.relaid)
        self._asked = QWidget()
        self._ways = QVBoxLayout(self._asked)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(20)
        self._halves.addWidget(self.pick, 1)
        self._halves.addWidget(self._asked, 1)
        self._tried = QVBoxLayout()
        self._tried.setSpacing(2)
        self.outcome = reading("", "card-title")
        self._flags = QVBoxLayout()
        self._flags.setSpacing(2)
        self.keep = button(tr("Keep it as a new assessment"))
        self.take_over = button(tr("Change the answer here"))
        self.put_back = button(tr("Put it back"))
        self.keep.clicked.connect(self.kept)
        self.take_over.clicked.connect(self.taken_over)
        self.put_back.clicked.connect(self.forget)
        self._lay_out(theme)
        self.setFocusProxy(self.pick.search)
        self._ask_nothing()

    def _lay_out(self, theme: Theme) -> None:
        close = icon_button(theme, "x", tr("Close (Esc)"), "bare")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(label(tr("What if an answer were another one?"), "card-title", wrap=True), 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._actions = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._actions.setSpacing(8)
        for one in (self.keep, self.take_over, self.put_back):
            self._actions.addWidget(one)
        self._actions.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 12, 18, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(self._halves)
        column.addWidget(self.outcome)
        column.addLayout(self._tried)
        column.addLayout(self._flags)
        column.addLayout(self._actions)

    # What is handed in

    def show_base(self, know: Knowledge, answers: Mapping[str, Value], advice: Advice) -> None:
        """The assessment as it is; what is tried stays, as far as it is still another answer."""
        same = (know, dict(answers)) == (self._know, self._answers)
        self._know, self._answers, self._advice = know, dict(answers), advice
        self.trial = {k: v for k, v in self.trial.items() if answers.get(k) != v}
        self._relist()
        if self._question and not same:
            self.ask(self._question)

    def show_trial(self, advice: Advice) -> None:
        """What would be advised."""
        assert self._advice is not None
        same = advice.recommended is self._advice.recommended and advice.then is self._advice.then
        self.outcome.setText(
            tr("The advice would stay: {summary}", summary=advice.summary)
            if same
            else tr("The advice would be: {summary}", summary=advice.summary)
        )
        announce(self, self.outcome.text())
        take_all_out(self._flags)
        for kind, title in (
            ("new", tr("Points that come:")),
            ("gone", tr("Points that go:")),
            ("other", tr("Points that change:")),
        ):
            texts = [one.text for one in state.moved(self._advice, advice) if one.kind == kind]
            if texts:
                self._flags.addWidget(reading(f"{title} {'; '.join(texts)}."))
        if not state.moved(self._advice, advice):
            self._flags.addWidget(reading(tr("The points that need attention stay as they are."), "quiet"))

    def try_answers(self, answers: Mapping[str, Value]) -> None:
        """Begins with these."""
        self.trial = {k: v for k, v in answers.items() if self._answers.get(k) != v}
        if answers:
            self.ask(next(iter(answers)))
        self._moved()

    def forget(self) -> None:
        """Nothing is tried any more."""
        had_focus = self.put_back.hasFocus()
        if self.number is not None:
            self.number.blockSignals(True)  # what is typed in and not settled is forgotten with the rest
        self.trial = {}
        if self._question:
            self.ask(self._question)
        self._moved()
        if had_focus:
            self.pick.search.setFocus()

    # One question

    def ask(self, question: str) -> None:
        assert self._know is not None
        self._clear()
        self._question = question
        self.pick.mark(question)
        asked = self._know.questions[question]
        value = self.trial.get(question, self._answers.get(question))
        self._ways.addWidget(reading(asked.text, "strong"))
        if asked.type == "choice":
            for option, words in asked.options.items():
                self._offer(option, capital(words), question)
            self._offer("", tr("I don't know"), question)
            choose_only(self.options[str(value) if value is not None else ""], list(self.options.values()))
        else:
            self._ask_number(value)
        self._ways.addStretch(1)
        self.relaid.emit()

    def _offer(self, option: str, words: str, question: str) -> None:
        now = self._answers.get(question)
        hint = tr("Your answer") if (now if now is not None else "") == option else ""
        made = OptionCard(self._theme, words, hint, slim=True)
        made.clicked.connect(lambda: self._choose(option or None))
        self.options[option] = made
        self._ways.addWidget(made)

    def _ask_number(self, value: Value) -> None:
        assert self._know is not None
        asked = self._know.questions[self._question]
        self.number = LineField(asked.text)
        self.number.show_text(written(value) if isinstance(value, int | float) else "")
        fault = label(limits(asked), "quiet", wrap=True)

        def typed(text: str) -> None:
            try:
                number = read_number(text, asked)
            except NotANumber as error:
                fault.setText(str(error))
                return
            fault.setText(limits(asked))
            self._choose(number)

        self.number.edited.connect(typed)
        now = asked.says(self._answers.get(asked.id))
        self._ways.addWidget(self.number)
        self._ways.addWidget(fault)
        self._ways.addWidget(reading(tr("Your answer: {now}", now=now), "quiet"))

    def _choose(self, value: Value) -> None:
        if value == self._answers.get(self._question):
            self.trial.pop(self._question, None)
        else:
            self.trial[self._question] = value
        self._moved()

    def _ask_nothing(self) -> None:
        self._clear()
        self._question = ""
        self._ways.setContentsMargins(0, 0, 0, 0)
        self._ways.setSpacing(6)
        self._ways.addWidget(
            reading(
                tr(
                    "Choose a question at the left, then another answer. The bars move, and nothing is changed "
                    "until you say so. The questions that could turn the advice come first."
                ),
                "quiet",
            )
        )
        self._ways.addStretch(1)
        self._show_tried()

    def _clear(self) -> None:
        take_all_out(self._ways)
        self.options, self.number = {}, None

    # What is tried

    def _moved(self) -> None:
        self._relist()
        self._show_tried()
        self.changed.emit()

    def _relist(self) -> None:
        if self._know is not None and self._advice is not None:
            answers = {**self._answers, **self.trial}
            self.pick.show_questions(state.to_try(self._advice, self._know.questions, answers), answers)

    def _show_tried(self) -> None:
        take_all_out(self._tried)
        for one in (self.keep, self.take_over, self.put_back, self.outcome):
            one.setVisible(bool(self.trial))
        if not self.trial:
            self.outcome.setText("")
            take_all_out(self._flags)
            self.relaid.emit()
            return
        assert self._know is not None
        several = len(self.trial) > 1
        self.take_over.setText(tr("Change the answers here") if several else tr("Change the answer here"))
        self.take_over.setAccessibleName(self.take_over.text())
        self.fit(self._width)
        for key, text in state.tried(self.trial, self._know.questions, self._answers):
            self._tried.addWidget(self._line(key, text, several))
        self.relaid.emit()

    def _line(self, key: str, text: str, several: bool) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(reading(text, "quiet"), 1)
        if several:
            remove = icon_button(self._theme, "x", tr("Put back: {what}", what=text), "bare")
            remove.clicked.connect(lambda: self._put_back_one(key))
            row.addWidget(remove)
        return made

    def _put_back_one(self, key: str) -> None:
        self.trial.pop(key, None)
        if self._question == key:
            self.ask(key)
        self._moved()

    def fit(self, width: int) -> None:
        self._width = width
        narrow = width < NARROW * max(1.0, self._theme.sizes.base / 13)
        self._halves.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
        for half in (0, 1):
            self._halves.setStretch(half, 0 if narrow else 1)
        fit(self._actions, width - 36)
