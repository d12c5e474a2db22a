"""The smaller cards of the result: what would change it, what to do next, what to ask a vendor, what is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from assistant.advise.advice import Change, Step, VendorQuestion
from assistant.ui.decide.fold import reading
from assistant.ui.text import plural, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import button, label, take_all_out, take_out

FIRST = 3  # changes that are shown without asking


class _Card(QFrame):
    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 14, 18, 14)
        self.column.setSpacing(8)
        self.column.addWidget(label(title, "card-title", wrap=True))
        self._list = QWidget()
        self.column.addWidget(self._list)

    def fresh(self) -> QGridLayout:
        """An empty list in place of the one that was there."""
        old, self._list = self._list, QWidget()
        self.column.replaceWidget(old, self._list)
        take_out(self.column, old)
        grid = QGridLayout(self._list)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        return grid


def _mark(text: str) -> QLabel:
    made = label(text)
    made.setMinimumWidth(14)
    return made


class ChangesCard(_Card):
    """What would change the recommendation. Each can be tried."""

    tried = Signal(dict)

    def __init__(self) -> None:
        super().__init__(tr("What would change this"))
        self._all: Sequence[Change] | None = None
        self._every = False
        self.buttons: list[QWidget] = []
        self.more = button("", "link")
        self.more.clicked.connect(self._show_every)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def show_changes(self, found: Sequence[Change]) -> None:
        if list(found) == self._all:
            return
        self._all, self._every = list(found), False
        self._show()

    def _show_every(self) -> None:
        self._every = True
        self._show()
        if len(self.buttons) > FIRST:
            self.buttons[FIRST].setFocus()

    def _show(self) -> None:
        found = self._all or []
        grid = self.fresh()
        self.buttons = []
        if not found:
            text = tr(
                "Nothing that could be found: no single answer changes this, nor any pair that was tried."
            )
            grid.addWidget(reading(text, "quiet"), 0, 0, 1, 2)
        for row, change in enumerate(found if self._every else found[:FIRST]):
            grid.addWidget(_mark("•"), row, 0, Qt.AlignmentFlag.AlignTop)
            attempt = button(tr("Try it"), "link")
            attempt.setAccessibleName(tr("Try it: {what}", what=change.text))
            attempt.clicked.connect(lambda _=False, answers=change.answers: self.tried.emit(dict(answers)))
            words = QVBoxLayout()
            words.setSpacing(1)
            words.addWidget(reading(change.text))
            words.addWidget(attempt, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addLayout(words, row, 1)
            self.buttons.append(attempt)
        left = len(found) - FIRST
        self.more.setText(plural(left, "Show {n} more", "Show {n} more"))
        self.more.setAccessibleName(plural(left, "{n} more change", "{n} more changes"))
        self.more.setVisible(left > 0 and not self._every)
        if self.buttons:
            self.setFocusProxy(self.buttons[0])


class StepsCard(_Card):
    def __init__(self) -> None:
        super().__init__(tr("Next three steps"))
        self._steps: Sequence[Step] = ()
        self.column.addStretch(1)

    def show_steps(self, steps: Sequence[Step]) -> None:
        if list(steps) == list(self._steps):
            return
        self._steps = list(steps)
        grid = self.fresh()
        for row, step in enumerate(steps):
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(reading(step.text))
            words.addWidget(reading(step.why, "quiet"))
            grid.addWidget(_mark(f"{row + 1}."), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(words, row, 1)


class VendorCard(_Card):
    """What to ask a vendor; the page behind the link writes the letter."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Questions to ask a vendor"))
        self._shown: Sequence[VendorQuestion] = ()
        go = button(tr("Check an offer, or write to the vendor"), "link")
        go.clicked.connect(self.opened)
        self.column.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(go)

    def show_questions(self, questions: Sequence[VendorQuestion]) -> None:
        if list(questions) == list(self._shown):
            return
        self._shown = list(questions)
        grid = self.fresh()
        for row, question in enumerate(questions):
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(reading(question.text))
            why = tr("Answered.") if question.answered else question.why
            words.addWidget(reading(why, "quiet"))
            grid.addWidget(_mark(f"{row + 1}."), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(words, row, 1)


class TellCard(QFrame):
    """Sentences that must be seen, and one thing to do about them. Hidden while there are none."""

    def __init__(self, theme: Theme, title: str, action: str, act: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self.setProperty("tone", "unsure")
        self.setAccessibleName(title)
        self._theme = theme
        self._sign = QLabel()
        self._said: Sequence[str] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.button = button(action)
        self.button.clicked.connect(act)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(title, "strong", wrap=True))
        words.addLayout(self._lines)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._paint)
        self._paint()
        self.setVisible(False)
        self.setFocusProxy(self.button)

    @property
    def sentences(self) -> list[str]:
        return list(self._said)

    def say(self, sentences: Sequence[str]) -> None:
        if list(sentences) != list(self._said):
            self._said = list(sentences)
            take_all_out(self._lines)
            for sentence in sentences:
                self._lines.addWidget(reading(sentence))
        self.setVisible(bool(sentences))

    def _paint(self) -> None:
        self._sign.setPixmap(
            self._theme.icon("triangle-alert", self._theme.tokens.unsure).pixmap(QSize(18, 18))
        )
