"""What a document may be, beside its text: its candidates by number, and every category there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from assistant.ui.state.pane import Choice, Pane
from assistant.ui.state.row import NONE
from assistant.ui.text import tr
from assistant.ui.widgets.category_list import CategoryList
from assistant.ui.widgets.choice_button import KeyButton
from assistant.ui.widgets.controls import ElidedLabel, button, label, rule, take_out

W = TypeVar("W", bound=QWidget)
LEAST_LIST = 132
BESIDE = 280  # from this width on the two buttons at the foot stand beside each other


class Candidate(KeyButton):
    """The one suggested is filled in, and says which key accepts it."""

    def __init__(self, number: int, choice: Choice, suggested: bool) -> None:
        enter = [_keeps_its_place(label(tr("Enter"), "key"))] if suggested else []
        super().__init__(str(number), choice.name, label(choice.share, "quiet"), *enter)
        self._enter = enter
        self.setProperty("kind", "candidate")
        self.setProperty("tone", "accent" if suggested else "")
        words = tr("{name}, suggested", name=choice.label) if suggested else choice.label
        self.setAccessibleName(words)
        if suggested:
            self.words.setProperty("kind", "strong")

    def show_enter(self, on: bool) -> None:
        """Is it this button that Enter presses now?"""
        for key in self._enter:
            key.setVisible(on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows to the sides belong to the page."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)


class Offers(QFrame):
    chosen = Signal(str)
    put_off = Signal()
    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(tr("Categories"))
        self._candidates = QVBoxLayout()
        self._candidates.setSpacing(8)
        self._made: list[Candidate] = []
        self.categories = CategoryList(tr("Every category"))
        self.categories.field.setPlaceholderText(tr("Type a letter to find another"))
        self.categories.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field moves in it
        self.categories.chosen.connect(self.chosen)
        self.categories.used.connect(self._show_enter)
        self.none = KeyButton("0", tr("None of these"))
        self.none.clicked.connect(lambda: self.chosen.emit(NONE))
        self.later = KeyButton(tr("Space"), tr("Later"))
        self.later.clicked.connect(self.put_off)
        self._said = ElidedLabel("", "quiet")
        self.undo = _keeps_its_place(button(tr("Undo"), "link", tr("Undo (Ctrl+Z)")))
        self.undo.clicked.connect(self.undo_asked)
        self._undo_key = _keeps_its_place(label("Ctrl+Z", "key"))
        self._lay_out()
        self.say("", False)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(tr("Which category?"), "strong"))
        column.addLayout(self._candidates)
        column.addWidget(self.categories, 1)
        self.categories.setMinimumHeight(LEAST_LIST)
        area = self._area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(tr("Categories"))
        self._keys = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._keys.setSpacing(8)
        for one in (self.none, self.later):
            self._keys.addWidget(one, 1)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self._said, 1)
        last.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignVCenter)
        last.addWidget(self._undo_key, 0, Qt.AlignmentFlag.AlignVCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 12)
        whole.setSpacing(12)
        whole.addWidget(area, 1)
        whole.addLayout(self._keys)
        whole.addWidget(rule())
        whole.addLayout(last)

    def show_pane(self, pane: Pane) -> None:
        for old in self._made:
            take_out(self._candidates, old)
        self._made.clear()
        for number, choice in enumerate(pane.choices, 1):
            made = Candidate(number, choice, suggested=number == 1 and not pane.by_person)
            made.clicked.connect(lambda _=False, which=choice.category: self.chosen.emit(which))
            self._candidates.addWidget(made)
            self._made.append(made)

    def _show_enter(self, typing: bool) -> None:
        for one in self._made:
            one.show_enter(not typing)

    def set_categories(self, categories: Sequence[tuple[str, str]]) -> None:
        self.categories.set_categories(categories)

    def set_width(self, width: int) -> None:
        self.setFixedWidth(width)
        Direction = QBoxLayout.Direction
        self._keys.setDirection(Direction.LeftToRight if width >= BESIDE else Direction.TopToBottom)

    def begin_with(self, letters: str) -> None:
        """Begins to narrow the list by these letters."""
        self.categories.field.setFocus()
        self.categories.field.setText(letters)
        self._area.ensureWidgetVisible(self.categories)

    def say(self, sentence: str, undoable: bool) -> None:
        """What was just done. The line keeps its place, whether there is anything to say or not."""
        self._said.setText(sentence)
        self.undo.setVisible(undoable)
        self._undo_key.setVisible(undoable)

    @property
    def said(self) -> str:
        return self._said.text()

    def candidates(self) -> list[Candidate]:
        return list(self._made)


def _keeps_its_place(widget: W) -> W:
    """While it is hidden, nothing moves up."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)
    return widget
