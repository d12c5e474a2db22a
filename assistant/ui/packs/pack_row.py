"""One pack: what it is in a line, what can be done with it, and, opened, its card and its categories."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from assistant.ui.decide.fold import Fold, Terms, passive, reading
from assistant.ui.packs import words
from assistant.ui.text import plural, safe, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import ElidedLabel, button, label, rule, take_out

if TYPE_CHECKING:
    from assistant.classify.category import Category
    from assistant.classify.pack import Description

NAMES = 170
LONGEST_NAME = 80
PAGE = 60  # categories that are shown at once


class PackRow(QFrame):
    use = Signal()
    export = Signal()
    rename = Signal(str)
    remove = Signal()

    def __init__(self, theme: Theme, about: Description, in_use: bool, shipped: bool) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.about, self.in_use, self._theme = about, in_use, theme
        name = safe(about.name)
        self.fold = Fold(theme, self._fill)
        heading = QVBoxLayout()
        heading.setSpacing(0)
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(passive(label(name, "card-title", wrap=True)), 1)
        heading.addLayout(title)
        summary = words.summary(about, shipped)
        heading.addWidget(passive(ElidedLabel(summary, "quiet", cut=Qt.TextElideMode.ElideRight)))
        line = QHBoxLayout(self.fold.head)
        line.setContentsMargins(10, 8, 10, 8)
        line.setSpacing(12)
        line.addLayout(heading, 1)
        if in_use:
            line.addWidget(passive(in_use_mark()), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.fold.chevron, 0, Qt.AlignmentFlag.AlignVCenter)
        said = tr("In use. {name}. {summary}", name=name, summary=summary) if in_use else f"{name}. {summary}"
        self.fold.head.setAccessibleName(said)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 10)
        column.setSpacing(2)
        column.addWidget(self.fold)
        column.addLayout(self._actions(name, shipped))
        self._column = column
        self.field: QLineEdit | None = None

    def _actions(self, name: str, shipped: bool) -> QHBoxLayout:
        offered: list[tuple[str, str, SignalInstance | Callable[[], None]]] = [
            (tr("Save a copy..."), tr("Save a copy of {name}", name=name), self.export)
        ]
        if not self.in_use:
            offered.insert(0, (tr("Sort with this"), tr("Sort with {name}", name=name), self.use))
        if not shipped:
            offered.append((tr("Rename"), tr("Rename {name}", name=name), self.offer_rename))
            offered.append((tr("Remove"), tr("Remove {name}", name=name), self.remove))
        acts = QHBoxLayout()
        acts.setContentsMargins(11, 0, 10, 0)
        acts.setSpacing(20)
        self.acts: dict[str, QWidget] = {}
        for text, spoken, signal in offered:
            made = button(text, "link")
            made.setAccessibleName(spoken)
            made.clicked.connect(signal)
            acts.addWidget(made)
            self.acts[text] = made
        acts.addStretch(1)
        return acts

    def offer_rename(self) -> None:
        """A field for another name, in the row itself."""
        if self.field is not None:
            self.field.setFocus()
            return
        self.field = QLineEdit(safe(self.about.name))
        self.field.setMaxLength(LONGEST_NAME)
        self.field.setMaximumWidth(420)
        self.field.setAccessibleName(tr("Name of the pack"))
        self.field.returnPressed.connect(self._take_name)
        self._editor = QWidget()
        line = QHBoxLayout(self._editor)
        line.setContentsMargins(11, 6, 10, 2)
        line.setSpacing(12)
        line.addWidget(self.field, 1)
        for text, act in ((tr("Rename"), self._take_name), (tr("Cancel"), self.end_rename)):
            made = button(text)
            made.clicked.connect(act)
            line.addWidget(made)
        line.addStretch(0)
        self._column.addWidget(self._editor)
        self._editor.show()
        self.field.selectAll()
        self.field.setFocus()

    def end_rename(self) -> bool:
        """False where no name was being typed in."""
        if self.field is None:
            return False
        self.field = None
        self.acts[tr("Rename")].setFocus()
        take_out(self._column, self._editor)
        return True

    def _take_name(self) -> None:
        assert self.field is not None
        name = " ".join(self.field.text().split())
        self.end_rename()
        if name and name != self.about.name:
            self.rename.emit(name)

    def _fill(self, layout: QVBoxLayout) -> None:
        layout.setContentsMargins(10, 2, 10, 12)
        layout.addLayout(card_of(self.about))
        layout.addWidget(rule())
        layout.addWidget(label(tr("Categories"), "strong"))
        Categories(self._theme, self.about, layout)


class DamagedRow(QFrame):
    """A file among the packs that cannot be used, with the sentence that says why."""

    remove = Signal()

    def __init__(self, theme: Theme, name: str, complaint: str, in_use: bool) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._theme, self.complaint = theme, complaint
        self._sign = QLabel()
        self._sign.setAccessibleName(tr("Cannot be used"))
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        title.addWidget(label(safe(name), "card-title", wrap=True), 1)
        if in_use:
            title.addWidget(in_use_mark())
        away = button(tr("Remove"), "link")
        away.setAccessibleName(tr("Remove {name}", name=safe(name)))
        away.clicked.connect(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 14, 16, 10)
        column.setSpacing(6)
        column.addLayout(title)
        column.addWidget(reading(safe(complaint)))
        column.addWidget(away)
        theme.changed.connect(self._paint)
        self._paint()

    def _paint(self) -> None:
        self._sign.setPixmap(self._theme.icon("circle-alert", self._theme.tokens.stop).pixmap(16, 16))


class Categories:
    """The categories of a pack under one another, so many at a time."""

    def __init__(self, theme: Theme, about: Description, layout: QVBoxLayout) -> None:
        self._theme, self._about = theme, about
        self._examples = words.examples_of(about)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        layout.addLayout(self._column)
        self._more = button("", "link")
        self._more.clicked.connect(self._add)
        layout.addWidget(self._more)
        self._shown = 0
        self._add()

    def _add(self) -> None:
        upto = min(len(self._about.categories), self._shown + PAGE)
        for at in range(self._shown, upto):
            self._column.addWidget(_row(self._theme, self._about.categories[at], self._examples[at]))
        self._shown = upto
        left = len(self._about.categories) - upto
        self._more.setText(plural(left, "{n} more category", "{n} more categories"))
        self._more.setVisible(left > 0)


def in_use_mark() -> QLabel:
    made = label(f"\N{CHECK MARK} {tr('In use')}", "pill")
    made.setProperty("tone", "sure")
    made.setAccessibleName(tr("In use"))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def card_of(about: Description) -> Terms:
    lines = Terms(NAMES)
    for name, said in words.facts(about):
        lines.add(name, said)
    return lines


def _row(theme: Theme, category: Category, examples: int) -> Fold:
    row = Fold(theme, partial(_describe, category))
    name = safe(category.name)
    number = plural(examples, "{n} example", "{n} examples")
    line = QHBoxLayout(row.head)
    line.setContentsMargins(8, 5, 8, 5)
    line.setSpacing(12)
    line.addWidget(passive(label(name, wrap=True)), 1)
    line.addWidget(passive(label(number, "quiet")))
    line.addWidget(row.chevron, 0, Qt.AlignmentFlag.AlignVCenter)
    row.head.setAccessibleName(f"{name}. {number}")
    return row


def _describe(category: Category, layout: QVBoxLayout) -> None:
    layout.setContentsMargins(8, 0, 8, 10)
    told = words.phrases(category)
    if category.description:
        layout.addWidget(reading(safe(category.description)))
    lines = Terms(NAMES - 20)
    for name, said in told:
        lines.add(name, said)
    layout.addLayout(lines)
    if not told and not category.description:
        layout.addWidget(label(tr("It has neither a description nor phrases: its examples alone tell."), "quiet",
                               wrap=True))  # fmt: skip
