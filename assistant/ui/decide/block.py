"""One question with its answers on the screen: options as cards, or a field for a number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from assistant.advise.expression import Value
from assistant.advise.questionnaire import Question
from assistant.ui.decide.listed import capital
from assistant.ui.decide.option import OptionCard, choose_only
from assistant.ui.decide.typed_number import NotANumber, limits, read_number, written
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.announce import announce
from assistant.ui.widgets.controls import label, set_tone

NUMBER_KEYS = 9
TWO_COLUMNS_FROM = 9  # so many options stand beside one another where there is room
WIDE_ENOUGH = 520
FIELD_WIDTH = 160
GAP = 8


class Block(QWidget):
    """Shows what is answered; hands back what the user chooses. None is "I don't know"."""

    answered = Signal(str, object)
    entered = Signal(str)  # the focus has come in: this is the question being answered

    def __init__(self, theme: Theme, question: Question, grouped: bool) -> None:
        super().__init__()
        self.theme, self.question, self.grouped = theme, question, grouped
        self.setAccessibleName(question.text)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(3)
        if grouped:
            self.column.addWidget(label(question.text, "strong", wrap=True))
            self.column.addWidget(label(question.help, "quiet", wrap=True))

    def cards(self) -> list[OptionCard]:
        raise NotImplementedError

    def stops(self) -> list[QWidget]:
        """Where Tab may stop, in order."""
        return list(self.cards())

    def show_value(self, given: bool, value: Value) -> None:
        raise NotImplementedError

    def focus_in(self) -> None:
        raise NotImplementedError

    def problem(self) -> str:
        """A sentence where there is no answer that can be used; empty where there is."""
        raise NotImplementedError

    def choose(self, number: int) -> bool:
        """The option with this number key, counted from 1; false where there is none."""
        keyed = [card for card in self.cards() if card.number == number]
        if not keyed:
            return False
        keyed[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        keyed[0].click()
        return True

    def choose_letter(self, letter: str) -> bool:
        """The next option that begins with it, after the one chosen now."""
        cards = self.cards()
        here = next((at for at, card in enumerate(cards) if card.isChecked()), -1)
        turned = [*cards[here + 1 :], *cards[: here + 1]]
        found = next((card for card in turned if card.words.lower().startswith(letter.lower())), None)
        if found is None:
            return False
        found.setFocus(Qt.FocusReason.ShortcutFocusReason)
        found.click()
        return True

    def watch(self, widgets: Sequence[QWidget]) -> None:
        for one in widgets:
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self.question.id)
        return False


class ChoiceBlock(Block):
    def __init__(self, theme: Theme, question: Question, grouped: bool) -> None:
        super().__init__(theme, question, grouped)
        self._values: list[Value] = [*question.options, None]
        self._cards = [self._card(at, value) for at, value in enumerate(self._values)]
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        self._grid.setContentsMargins(0, 2 if grouped else 0, 0, 0)
        self.column.addLayout(self._grid)
        self._shape = (0, True)
        self._arrange()
        self.watch(self._cards)

    def cards(self) -> list[OptionCard]:
        return self._cards

    @property
    def filtered(self) -> bool:
        """More options than number keys: letters choose as well."""
        return len(self._cards) > NUMBER_KEYS

    def show_value(self, given: bool, value: Value) -> None:
        which = next((c for c, v in zip(self._cards, self._values, strict=True) if v == value), None)
        choose_only(which if given else None, self._cards)

    def focus_in(self) -> None:
        next((card for card in self._cards if card.isChecked()), self._cards[0]).setFocus()

    def problem(self) -> str:
        if any(card.isChecked() for card in self._cards):
            return ""
        return tr("Choose an answer. “I don't know” is one, too.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _card(self, at: int, value: Value) -> OptionCard:
        question = self.question
        unknown = value is None
        words = tr("I don't know") if unknown else capital(question.options[str(value)])
        hint = tr("We will ask again at the end if it matters") if unknown else _hint(question, value)
        number = at + 1 if at < NUMBER_KEYS else 0
        slim = self.grouped
        card = OptionCard(self.theme, words, "" if slim else hint, number, slim=slim)
        if slim and hint:
            card.setToolTip(hint)
            card.setAccessibleDescription(hint)
        card.toggled.connect(lambda on: self.answered.emit(question.id, value) if on else None)
        return card

    def _arrange(self) -> None:
        columns, even = self._fitting()
        if (columns, even) == self._shape:
            return
        before, self._shape = self._shape[0], (columns, even)
        for at in range(max(columns, before)):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        rows = -(-len(self._cards) // columns)
        for at, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            # Down the first column, then down the second; side by side where they are slim.
            row, column = divmod(at, columns) if self.grouped else (at % rows, at // rows)
            self._grid.addWidget(card, row, column)
            if not even:
                self._grid.setColumnStretch(column, card.sizeHint().width())
        self.updateGeometry()

    def _fitting(self) -> tuple[int, bool]:
        """How many columns there is room for, and whether they are as wide as one another."""
        number, room = len(self._cards), self.width() + GAP
        if not self.grouped:
            return (2 if self.width() >= WIDE_ENOUGH and number >= TWO_COLUMNS_FROM else 1), True
        widths = [card.sizeHint().width() + GAP for card in self._cards]
        if number * max(widths) <= room or sum(widths) > room:
            most = max(1, min(number, room // max(widths)))
            rows = -(-number // most)
            return -(-number // rows), True  # rows of like length
        return number, False


class NumberBlock(Block):
    """Nothing is stored while it is being typed: on Enter, Next, or when the field is left."""

    def __init__(self, theme: Theme, question: Question, grouped: bool) -> None:
        super().__init__(theme, question, grouped)
        self._stored: Value = None
        self.field = QLineEdit()
        self.field.setAccessibleName(question.text)
        self.field.setAccessibleDescription(limits(question))
        self.field.setFixedWidth(FIELD_WIDTH)
        self.unknown = OptionCard(
            theme,
            tr("I don't know"),
            "" if grouped else tr("We will ask again at the end if it matters"),
            slim=grouped,
        )
        self.unknown.setAutoExclusive(False)
        self.message = label(limits(question), "quiet", wrap=True)
        self._lay_out()
        self.field.textEdited.connect(self._typed)
        self.field.editingFinished.connect(self.commit)
        self.unknown.clicked.connect(self._unknown)
        self.watch([self.field, self.unknown])

    def cards(self) -> list[OptionCard]:
        return [self.unknown]

    def stops(self) -> list[QWidget]:
        return [self.field, self.unknown]

    @property
    def draft(self) -> str:
        """What stands in the field and could not be stored."""
        return self.field.text() if self.field.text() and self._value() is None else ""

    def show_draft(self, text: str) -> None:
        self.field.setText(text)
        choose_only(None, [self.unknown])
        self.unknown.setAutoExclusive(False)
        self.commit()

    def show_value(self, given: bool, value: Value) -> None:
        before, self._stored = self._stored, value
        if isinstance(value, int | float):
            if self._value() != value:
                self.field.setText(written(value))
                self._say("")
        elif given or (before is not None and not self.draft):
            self.field.clear()
            self._say("")
        choose_only(self.unknown if given and value is None else None, [self.unknown])
        self.unknown.setAutoExclusive(False)

    def focus_in(self) -> None:
        if self.unknown.isChecked():
            self.unknown.setFocus()
        else:
            self.field.setFocus()
            self.field.selectAll()

    def problem(self) -> str:
        if self.unknown.isChecked():
            return ""
        try:
            read_number(self.field.text(), self.question)
        except NotANumber as fault:
            self._say(str(fault))
            return str(fault)
        self.commit()
        return ""

    def commit(self) -> None:
        """Stores what stands in the field, or says beside it what is wrong with it."""
        if self.unknown.isChecked() or not self.field.text().strip():
            return
        try:
            value = read_number(self.field.text(), self.question)
        except NotANumber as fault:
            self._say(str(fault))
            return
        self._say("")
        self.field.setText(written(value))
        if value != self._stored:
            self._stored = value
            self.answered.emit(self.question.id, value)

    def _value(self) -> int | float | None:
        try:
            return read_number(self.field.text(), self.question)
        except NotANumber:
            return None

    def _typed(self) -> None:
        self.unknown.setChecked(False)
        self._say("")

    def _unknown(self) -> None:
        self.unknown.setChecked(True)
        self.field.clear()
        self._say("")
        self._stored = None
        self.answered.emit(self.question.id, None)

    def _say(self, fault: str) -> None:
        """The limits and what is wrong stand in the same place, so that nothing moves."""
        self.message.setText(fault or limits(self.question))
        set_tone(self.message, "stop" if fault else "")
        set_tone(self.field, "stop" if fault else "")
        self.field.setAccessibleDescription(self.message.text())
        if fault:
            announce(self.field, fault)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        if self.question.pounds:
            line.addWidget(label("£"))
        line.addWidget(self.field)
        if self.question.unit:
            line.addWidget(label(self.question.unit.strip(), "quiet"))
        if self.grouped:
            self.unknown.setSizePolicy(_fixed(self.unknown.sizePolicy()))
            line.addSpacing(GAP)
            line.addWidget(self.unknown, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        self.column.addLayout(line)
        self.column.addWidget(self.message)
        if not self.grouped:
            self.column.addSpacing(GAP)
            self.column.addWidget(self.unknown)


def block(theme: Theme, question: Question, grouped: bool) -> Block:
    made = ChoiceBlock if question.type == "choice" else NumberBlock
    return made(theme, question, grouped)


def _hint(question: Question, value: Value) -> str:
    return capital(question.hints.get(str(value), ""))


def _fixed(policy: QSizePolicy) -> QSizePolicy:
    policy.setHorizontalPolicy(QSizePolicy.Policy.Fixed)
    return policy
