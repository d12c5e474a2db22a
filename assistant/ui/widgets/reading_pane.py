"""The reading pane: what a document is, what was decided, what that went by, and its text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assistant.ui.state.pane import Choice, Pane
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.choice_button import ChoiceButton
from assistant.ui.widgets.controls import ElidedLabel, button, icon_button, label, take_all_out
from assistant.ui.widgets.document_view import DocumentView
from assistant.ui.widgets.verdict import VerdictCard
from assistant.ui.widgets.why import Why


class ReadingPane(QFrame):
    """`offers`: with the categories inside; else the page offers them beside it."""

    chosen = Signal(str)  # a category for what is selected
    taken_back = Signal()
    other_asked = Signal()
    open_asked = Signal()
    folder_asked = Signal()
    before_asked = Signal()
    after_asked = Signal()

    def __init__(self, theme: Theme, offers: bool = True) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(tr("Reading pane"))
        self.setMinimumWidth(292)
        self._offers = offers
        self._title = ElidedLabel("", "card-title")
        self._quality = label("", "quiet", wrap=True)
        self._verdict = VerdictCard()
        self._verdict.taken_back.connect(self.taken_back)
        self._choices = QWidget()
        self._grid = QGridLayout(self._choices)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._keys = label("", "quiet", wrap=True)
        self._why = Why()
        self._why.next_mark.connect(self.next_mark)
        self._gap = QWidget()  # keeps the buttons at the foot where there is no text
        self.text = DocumentView(theme)
        self._said = label("", "quiet", wrap=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body = QStackedWidget()
        self._body.addWidget(self.text)
        self._body.addWidget(self._said)
        self._body.setMinimumHeight(72)
        self._buttons = QWidget()
        self._lay_out(theme)
        self.show_nothing()

    def _lay_out(self, theme: Theme) -> None:
        key = tr("Enter") if self._offers else tr("Ctrl+Enter")
        self.open = button(tr("Open file"), tip=tr("Open file ({key})", key=key))
        self.open.clicked.connect(self.open_asked)
        self.folder = icon_button(theme, "folder-open", tr("Show in folder"))
        self.folder.clicked.connect(self.folder_asked)
        self.other = button(tr("Other category"), tip=tr("Other category (0)"))
        self.other.clicked.connect(self.other_asked)
        line = QHBoxLayout(self._buttons)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.open)
        line.addWidget(self.folder)
        if self._offers:
            line.addWidget(self.other)
        line.addStretch(1)
        self.before = icon_button(theme, "arrow-left", tr("Document before (Left)"))
        self.before.clicked.connect(self.before_asked)
        self.after = icon_button(theme, "arrow-right", tr("Document after (Right)"))
        self.after.clicked.connect(self.after_asked)
        if not self._offers:
            line.addWidget(self.before)
            line.addWidget(self.after)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self._quality)
        column.addLayout(head)
        offered = (self._choices, self._keys) if self._offers else ()
        for block in (self._verdict, *offered, self._why):
            column.addWidget(block)
        column.addWidget(self._body, 1)
        column.addWidget(self._gap, 1)
        column.addWidget(self._buttons)

    # What is shown

    def show_nothing(self) -> None:
        self._title.setText(tr("No document selected"))
        self._quality.show()
        self._quality.setText(tr("Select a document to read it here and to see what it went by."))
        for part in (self._verdict, self._choices, self._keys, self._why, self._buttons):
            part.hide()
        self._say("")

    def show_many(self, title: str, line: str, choices: Sequence[Choice]) -> None:
        self._title.setText(title)
        self._quality.setText(line)
        self._quality.show()
        for part in (self._verdict, self._why, self._keys):
            part.hide()
        self._show_choices(choices)
        self._buttons.show()
        self.open.hide()
        self.folder.hide()
        self._say("")

    def show_pane(self, pane: Pane) -> None:
        self._title.setText(pane.title)
        self._quality.setText(pane.quality)
        self._quality.setVisible(bool(pane.quality))
        self._verdict.show_verdict(pane.verdict, pane.by_person)
        if self._offers:
            self._show_offers(pane)
        self._why.show_pane(pane)
        self._buttons.show()
        self.open.show()
        self.folder.show()

    def show_quality(self, line: str, marked: bool) -> None:
        self._quality.setText(line)
        self._quality.show()
        self._why.show_marked(marked)

    def say(self, sentence: str) -> None:
        """A sentence in the place of the text."""
        self.text.clear_document()
        self._say(sentence)

    def show_text(self) -> None:
        self._said.clear()
        self._body.setCurrentWidget(self.text)
        self._show_body(True)

    def next_mark(self) -> None:
        self.text.next_mark()

    @property
    def sentence(self) -> str:
        return self._said.text()

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def verdict(self) -> str:
        return str(self._verdict.accessibleName()) if not self._verdict.isHidden() else ""

    def choice_buttons(self) -> list[QPushButton]:
        return self._choices.findChildren(QPushButton)

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        if not self._offers:  # the text holds the focus, so that the keys go on working: it stays where it is
            self.text.clear_document()
            self.text.setPlaceholderText(sentence)
            self._show_body(True)
            return
        self._body.setCurrentWidget(self._said)
        self._show_body(bool(sentence))

    def _show_body(self, on: bool) -> None:
        self._body.setVisible(on)
        self._gap.setVisible(not on)

    def _show_offers(self, pane: Pane) -> None:
        self._show_choices(pane.choices[: pane.prominent])
        rest = pane.choices[pane.prominent :]
        first = pane.prominent + 1
        keys = ", ".join(f"{number} {one.name}" for number, one in enumerate(rest, first))
        self._keys.setText(tr("Keys: {keys}", keys=keys))
        self._keys.setVisible(bool(rest))

    def _show_choices(self, choices: Sequence[Choice]) -> None:
        take_all_out(self._grid)
        for at, choice in enumerate(choices):
            made = ChoiceButton(at + 1, choice)
            made.clicked.connect(lambda _=False, which=choice.category: self.chosen.emit(which))
            self._grid.addWidget(made, at // 2, at % 2)
        self._choices.setVisible(bool(choices))
