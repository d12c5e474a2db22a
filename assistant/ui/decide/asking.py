"""The middle of the question page: one screen's title, help and questions."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from assistant.advise.expression import Answers
from assistant.ui.decide.block import Block, ChoiceBlock, NumberBlock, block
from assistant.ui.decide.page import scrolled
from assistant.ui.decide.walk import Screen
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import label, take_out

Drafts = dict[str, str]


class Asking(QWidget):
    """Keeps the widgets of a screen for as long as it is the same one, so that nothing moves while one answers."""

    answered = Signal(str, object)
    entered = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("scrolled")
        self._theme = theme
        self._key = ""
        self.blocks: dict[str, Block] = {}
        self._title = label("", "title", wrap=True)
        self._intro = label("", "second", wrap=True)
        self._blocks = QVBoxLayout()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 8)
        self.column.setSpacing(12)
        self.column.addWidget(self._title)
        self.column.addWidget(self._intro)
        self.column.addLayout(self._blocks)
        self.column.addStretch(1)

    @property
    def title(self) -> str:
        return self._title.text()

    def show_screen(self, screen: Screen, answers: Answers, drafts: Drafts) -> bool:
        """True where it is another screen than before."""
        another = screen.key != self._key
        if another:
            self._key = screen.key
            self._title.setText(screen.title)
            self._intro.setText(screen.intro)
            self._remove(list(self.blocks))
            self._blocks.setSpacing(12 if screen.grouped else 8)
        wanted = {question.id: question for question in screen.questions}
        self._remove([key for key in self.blocks if key not in wanted])
        for at, (key, question) in enumerate(wanted.items()):
            if key not in self.blocks:
                made = block(self._theme, question, screen.grouped)
                made.answered.connect(self.answered)
                made.entered.connect(self.entered)
                self.blocks[key] = made
                self._blocks.insertWidget(at, made)
            self.blocks[key].show_value(key in answers, answers.get(key))
            if another and key in drafts:
                self.draft_into(key, drafts[key])
        self.blocks = {key: self.blocks[key] for key in wanted}
        return another

    def draft_into(self, key: str, text: str) -> None:
        one = self.blocks[key]
        if isinstance(one, NumberBlock):
            one.show_draft(text)

    def drafts(self) -> Drafts:
        """What is typed in and cannot be stored yet, after what can be has been."""
        found = {}
        for key, one in list(self.blocks.items()):
            if isinstance(one, NumberBlock):
                one.commit()
                if one.draft:
                    found[key] = one.draft
        return found

    @property
    def current(self) -> Block | None:
        """The question that keys go to: where the focus is, or else the first."""
        focus = self.window().focusWidget()
        for one in self.blocks.values():
            if focus is not None and one.isAncestorOf(focus):
                return one
        return next(iter(self.blocks.values()), None)

    def focus_in(self, key: str = "") -> None:
        one = self.blocks.get(key) or next(iter(self.blocks.values()), None)
        if one is not None:
            one.focus_in()

    def after(self, here: Block) -> Block | None:
        order = list(self.blocks.values())
        at = order.index(here) + 1
        return order[at] if at < len(order) else None

    def faults(self) -> list[tuple[Block, str]]:
        """The questions without an answer that can be used, each with its sentence."""
        found = [(one, one.problem()) for one in list(self.blocks.values())]
        return [(one, said) for one, said in found if said]

    def key_words(self) -> list[tuple[str, bool]]:
        """What the foot shows: words, and whether each is a key."""
        enter = [(tr("Enter"), True), (tr("next"), False)]
        choices = [one for one in self.blocks.values() if isinstance(one, ChoiceBlock)]
        if not choices:
            return enter
        last = min(9, max(len(one.cards()) for one in choices))
        between = tr("or a first letter chooses,") if any(one.filtered for one in choices) else tr("choose,")
        return [("1", True), (tr("to"), False), (str(last), True), (between, False), *enter]

    def _remove(self, keys: list[str]) -> None:
        for key in keys:
            gone = self.blocks.pop(key)
            take_out(self._blocks, gone)


def framed(view: QWidget, name: str) -> QScrollArea:
    """The view in an area that scrolls only when it must."""
    area, _ = scrolled(name)
    area.setWidget(view)
    area.setFrameShape(QFrame.Shape.NoFrame)
    return area
