"""Check a vendor's offer: what its pitch says about a distilled model, what it leaves out, what to ask."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from assistant.advise.vendor.check import LONGEST, VendorCheck
from assistant.ui.decide.fold import reading
from assistant.ui.decide.letter_card import LetterCard
from assistant.ui.decide.page import DeskPage, scrolled
from assistant.ui.decide.pitch_field import PitchField
from assistant.ui.decide.pitch_reading import PitchReading
from assistant.ui.decide.take_over import TakeOver
from assistant.ui.decide.term_links import TermLinks
from assistant.ui.decide.vendor_results import FoundCards
from assistant.ui.session import Session
from assistant.ui.text import count, plural, safe, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.announce import announce
from assistant.ui.widgets.controls import button, card, label, take_out
from assistant.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from assistant.advise.expression import Value
    from assistant.advise.vendor.rules import Rules

NARROW = 720  # below this width the results go under the text
LEAST_PITCH = 150


class VendorPage(DeskPage):
    """`done` is the check of the text as it stands, or None. The text itself is kept nowhere."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.done: VendorCheck | None = None
        self._rules: Rules | None = None
        self._round = 0  # a check of an older text is thrown away
        self._checking = False
        self._given: dict[str, Value] | None = None  # the answers once some were put in from here
        self.reading = PitchReading(session, self)
        self.reading.began.connect(lambda name: self._say(tr("Reading {name}.", name=name)))
        self.reading.ended.connect(lambda: self._say(""))
        self.reading.found.connect(self._arrived)
        self.reading.failed.connect(self.tell)
        self._left_column: QVBoxLayout
        self.pitch = PitchField(theme)
        self.pitch.textChanged.connect(self._text_changed)
        self.pitch.files.connect(self.drop)
        self.pitch.too_long.connect(self._cut)
        self.pitch.asked.connect(self.check_now)
        self.check = button(tr("Check"), "primary", tr("Check the text (Ctrl+Enter)"))
        self.check.clicked.connect(self.check_now)
        self.open_file = button(tr("Open a file"), "", tr("Open a file (Ctrl+O)"))
        self.open_file.clicked.connect(self.choose_file)
        for keys, act in (
            ("Ctrl+Return", self.check_now),
            ("Ctrl+Enter", self.check_now),
            ("Ctrl+O", self.choose_file),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._results, self._column = scrolled(tr("What was found"))
        self._column.setContentsMargins(0, 0, 14, 24)
        self.state = reading("", "strong")
        self.state.hide()
        self._before = self._explained()
        self._found: QWidget | None = None
        self._take_over: TakeOver | None = None
        self.letter = LetterCard(session.background)
        self.letter.told.connect(self._told)
        self.letter.failed.connect(self.tell)
        self.letter.hide()
        self._column.addWidget(self.state)
        self._column.addWidget(self._before)
        self._column.addWidget(self._words())
        self._column.addWidget(self.letter)
        self._column.addStretch(1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(24, 0, 10, 0)
        self._line.setSpacing(16)
        self._line.addWidget(self._left(), 1)
        self._line.addWidget(self._results, 1)
        self.body.addLayout(self._line, 1)
        self._toast = Toast(theme, self)
        self.desk.opened.connect(self._offer_answers)
        self.desk.changed.connect(self._offer_answers)
        self._show()

    def _left(self) -> QWidget:
        made = QWidget()
        column = self._left_column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 20)
        column.setSpacing(6)
        self.pitch.setMinimumHeight(LEAST_PITCH)
        column.addWidget(self.pitch, 1)
        foot = QHBoxLayout()
        foot.addWidget(
            label(tr("The text is not stored. It is gone when you close Stillroom."), "quiet", wrap=True), 1
        )
        self.clear = button(tr("Clear the text"), "link")
        self.clear.clicked.connect(lambda: self.pitch.show_text(""))
        foot.addWidget(self.clear)
        column.addLayout(foot)
        return made

    def _explained(self) -> QWidget:
        made = card()
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(tr("What this is for"), "card-title"))
        for text in (
            tr("A small model often reaches a firm inside a vendor's product, under another name. Paste what the "
               "vendor wrote, and Stillroom marks the words that speak of a distilled model."),
            tr("It then lists what the pitch does not say: which model was the teacher, what data was used, which "
               "failures were tested, whether it was tried on work like yours, and when it was last evaluated."),
            tr("You get a letter with what to ask. Everything happens on this computer, by rules and not by a model."),
        ):  # fmt: skip
            column.addWidget(reading(text))
        return made

    def _words(self) -> TermLinks:
        made = self.links()
        made.show_terms(["distillation", "teacher", "student", "frozen"])
        return made

    @property
    def title(self) -> str:
        return tr("Check a vendor's offer")

    @property
    def context(self) -> str:
        return tr("Good practice, not legal advice")

    def buttons(self) -> list[QPushButton]:
        return [self.open_file, self.check]

    def panes(self) -> list[QWidget]:
        return [self.pitch, self._results]

    def shown(self) -> None:
        super().shown()
        self.pitch.setFocus()

    def prepared(self) -> None:
        self._offer_answers()

    def undo(self) -> None:
        """Only what was put in from here: the other answers are not to be seen."""
        if self._given == self.desk.answers:
            self._given = None
            self._toast.hide()
            self.desk.undo()

    # The text

    def choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Open a pitch"), str(Path.home()))
        if chosen:
            self.reading.read(chosen)

    @property
    def drop_hint(self) -> str:
        return tr("Let go to read this pitch")

    def drop(self, local: list[str], others: int) -> None:
        if not local:
            self.tell(tr("That is not a file. Drop a file, or paste the text."))
            return
        if len(local) + others > 1:
            self._note(tr("One pitch at a time: only {name} is read.", name=safe(Path(local[0]).name)))
        self.reading.read(local[0])

    def _arrived(self, text: str, warning: str) -> None:
        self.pitch.show_text(text)
        if warning:
            self._note(warning)
        self.check_now()

    def _cut(self) -> None:
        self._note(
            tr(
                "The text is longer than {n} characters. Only the beginning is taken and checked.",
                n=count(LONGEST),
            )
        )

    def _text_changed(self) -> None:
        """What was found is about another text now."""
        self._round += 1
        again = tr("The text has changed. Check it again.")
        had = self.done is not None or self._checking or self.state.text() == again
        self.done = None
        self.pitch.forget_marks()
        self._say(again if had and self.pitch.text.strip() else "")
        self._show()

    # The check

    def check_now(self) -> None:
        """One at a time: a very long text keeps a thread busy for a while."""
        if self._checking:
            return
        text = self.pitch.text
        if not text.strip():
            self.tell(tr("There is nothing to check yet. Paste the vendor's text, or open a file."))
            self.pitch.setFocus()
            return
        if len(text) > LONGEST:
            self._cut()
        self._round += 1
        self._say(tr("Checking."))
        self._set_checking(True)
        self.session.background.run(
            partial(_check, text[:LONGEST], self.session.home),
            partial(self._checked, self._round),
            partial(self._not_checked, self._round),
        )

    def _set_checking(self, on: bool) -> None:
        self._checking = on
        self.check.setEnabled(not on)

    def _checked(self, turn: int, found: tuple[VendorCheck, Rules, str]) -> None:
        self._set_checking(False)
        if turn != self._round:
            return
        self.done, self._rules, complaint = found
        if complaint:
            self.tell(complaint)
        self.pitch.mark(self.done.signals, self.done.denied)
        self._say("")
        self._show()
        self._results.verticalScrollBar().setValue(0)
        announce(self, self.done.verdict_sentence)

    def _not_checked(self, turn: int, why: str) -> None:
        self._set_checking(False)
        if turn == self._round:
            self._say("")
            self.tell(why)

    def _show(self) -> None:
        if self._found is not None:
            take_out(self._column, self._found)
            self._found = None
        self.clear.setVisible(not self.pitch.document().isEmpty())
        self.letter.setVisible(self.done is not None)
        self._before.setVisible(self.done is None)
        if self.done is not None and self._rules is not None:
            found = FoundCards(self.done, self._rules)
            found.chosen.connect(self.pitch.go_to)
            self._column.insertWidget(1, found)
            self._found = found
            self.letter.show_check(self.done, self._rules)
        self._offer_answers()

    def _offer_answers(self) -> None:
        if self._take_over is not None:
            take_out(self._column, self._take_over)
            self._take_over = None
        if self.done is None or self.desk.current is None or not self.desk.ready:
            return
        self._take_over = TakeOver(self.desk, self.done.answers)
        self._take_over.taken.connect(self._taken)
        self._column.insertWidget(self._column.indexOf(self.letter), self._take_over)

    def _taken(self, number: int) -> None:
        self._given = dict(self.desk.answers)
        self._toast.say(plural(number, "{n} answer is in.", "{n} answers are in."), self.undo)

    # Words

    def _say(self, text: str) -> None:
        self.state.setText(text)
        self.state.setVisible(bool(text))
        if text:
            announce(self, text)

    def _note(self, text: str) -> None:
        self.notices.say(text, "unsure", kind="note")

    def _told(self, text: str) -> None:
        self._toast.say(text)

    # Qt's side

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= NARROW
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != way:
            self._line.setDirection(way)
            self._line.setSpacing(16 if beside else 4)
            self._left_column.setContentsMargins(0, 0, 0 if beside else 14, 20 if beside else 4)


def _check(text: str, home: Path) -> tuple[VendorCheck, Rules, str]:
    """By the rules in force; the sentence says why imported ones cannot be used, if they cannot."""
    from assistant.advise.renewal import active
    from assistant.advise.vendor.check import check

    rules, complaint = active(home).vendor()
    return check(text, rules), rules, complaint
