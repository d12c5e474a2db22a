"""The reading pane: what a document is, what was decided, what that went by, and its text."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assistant.ui.state.pane import Choice, Pane, Verdict
from assistant.ui.text import plural, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import ElidedLabel, button, card, icon_button, label, set_tone
from assistant.ui.widgets.document_view import DocumentView

FEW_REASONS = 3


class ChoiceButton(QPushButton):
    """A category with the number key that chooses it, as on the key."""

    def __init__(self, number: int, choice: Choice) -> None:
        super().__init__()
        self.setAccessibleName(choice.label)
        self.setToolTip(html.escape(tr("{name}: press {n}", name=choice.label, n=number)))
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 0, 8, 0)
        line.setSpacing(6)
        for part in (label(str(number), "key"), ElidedLabel(choice.label)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            line.addWidget(part, 1 if isinstance(part, ElidedLabel) else 0, Qt.AlignmentFlag.AlignVCenter)


class ReadingPane(QFrame):
    chosen = Signal(str)  # a category for what is selected
    taken_back = Signal()
    other_asked = Signal()
    open_asked = Signal()
    folder_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(tr("Reading pane"))
        self.setMinimumWidth(292)
        self._title = ElidedLabel("", "card-title")
        self._quality = label("", "quiet", wrap=True)
        self._verdict = card("verdict")
        self._verdict_text = label("", wrap=True)
        self._verdict_text.setTextFormat(Qt.TextFormat.RichText)
        inside = QVBoxLayout(self._verdict)
        inside.setContentsMargins(12, 9, 12, 9)
        inside.setSpacing(2)
        inside.addWidget(self._verdict_text)
        self._take_back = button(tr("Take my answer back"), "link")
        self._take_back.clicked.connect(self.taken_back)
        inside.addWidget(self._take_back)
        self._choices = QWidget()
        self._grid = QGridLayout(self._choices)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._keys = label("", "quiet", wrap=True)
        self._why = _Why()
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
        self.open = button(tr("Open file"), tip=tr("Open file (Enter)"))
        self.open.clicked.connect(self.open_asked)
        self.folder = icon_button(theme, "folder-open", tr("Show in folder"))
        self.folder.clicked.connect(self.folder_asked)
        self.other = button(tr("Other category"), tip=tr("Other category (0)"))
        self.other.clicked.connect(self.other_asked)
        line = QHBoxLayout(self._buttons)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for part in (self.open, self.folder, self.other):
            line.addWidget(part)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self._quality)
        column.addLayout(head)
        for block in (self._verdict, self._choices, self._keys, self._why):
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
        self._show_verdict(pane.verdict, pane.by_person)
        self._show_choices(pane.choices[: pane.prominent])
        rest = pane.choices[pane.prominent :]
        first = pane.prominent + 1
        keys = ", ".join(f"{number} {one.name}" for number, one in enumerate(rest, first))
        self._keys.setText(tr("Keys: {keys}", keys=keys))
        self._keys.setVisible(bool(rest))
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
        self._body.setCurrentWidget(self.text)
        self._show_body(True)

    def next_mark(self) -> None:
        self.text.next_mark()

    @property
    def sentence(self) -> str:
        return self._said.text() if self._body.currentWidget() is self._said else ""

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
        self._body.setCurrentWidget(self._said)
        self._show_body(bool(sentence))

    def _show_body(self, on: bool) -> None:
        self._body.setVisible(on)
        self._gap.setVisible(not on)

    def _show_verdict(self, verdict: Verdict, by_person: bool) -> None:
        self._verdict.show()
        self._verdict_text.setText(f"<b>{html.escape(verdict.lead)}</b> {html.escape(verdict.rest)}")
        self._verdict.setAccessibleName(f"{verdict.lead} {verdict.rest}".strip())
        self._take_back.setVisible(by_person)
        set_tone(self._verdict, verdict.tone)

    def _show_choices(self, choices: Sequence[Choice]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for at, choice in enumerate(choices):
            made = ChoiceButton(at + 1, choice)
            made.clicked.connect(lambda _=False, which=choice.category: self.chosen.emit(which))
            self._grid.addWidget(made, at // 2, at % 2)
        self._choices.setVisible(bool(choices))


class _Why(QScrollArea):
    """'What it went by': the reasons in words, the nearest example, and what was left out.

    As tall as its words where there is room, else it scrolls.
    """

    next_mark = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._reasons: tuple[str, ...] = ()
        self._next = button(tr("Next passage"), "link", tr("Next marked passage (F3)"))
        self._next.clicked.connect(self.next_mark)
        head = QHBoxLayout()
        head.addWidget(label(tr("What it went by"), "strong"))
        head.addStretch(1)
        head.addWidget(self._next)
        self._list: QLabel = label("", "quiet", wrap=True)
        self._more = button("", "link")
        self._more.clicked.connect(lambda: self._show_reasons(all_of_them=True))
        self._nearest = label("", "quiet", wrap=True)
        self._warnings = label("", "quiet", wrap=True)
        self._inside = QWidget()
        self._inside.setObjectName("scrolled")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        for part in (self._list, self._more, self._nearest, self._warnings):
            column.addWidget(part)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("What it went by"))
        self.setMinimumHeight(44)

    def sizeHint(self) -> QSize:
        return QSize(260, self._tall())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _tall(self) -> int:
        return max(self.minimumHeight(), self._inside.heightForWidth(max(200, self.width())))

    def _fit(self) -> None:
        if self.maximumHeight() != self._tall():
            self.setMaximumHeight(self._tall())
            self.updateGeometry()

    def show_pane(self, pane: Pane) -> None:
        self._reasons = pane.reasons
        self._show_reasons(all_of_them=False)
        self._nearest.setText(tr("Nearest example taught: {name}", name=pane.nearest))
        self._nearest.setVisible(bool(pane.nearest))
        self._warnings.setText("\n".join(pane.warnings))
        self._warnings.setVisible(bool(pane.warnings))
        self._next.hide()
        self.setVisible(bool(pane.reasons or pane.nearest or pane.warnings))
        self._fit()

    def show_marked(self, marked: bool) -> None:
        self._next.setVisible(marked)
        self._fit()

    def _show_reasons(self, all_of_them: bool) -> None:
        shown = self._reasons if all_of_them else self._reasons[:FEW_REASONS]
        self._list.setText("\n".join(shown))
        self._list.setVisible(bool(shown))
        left = len(self._reasons) - len(shown)
        self._more.setText(plural(left, "{n} more reason", "{n} more reasons"))
        self._more.setAccessibleName(self._more.text())
        self._more.setVisible(left > 0)
        self._fit()
