"""Learning from folders that are already sorted: the offer, what was found, the work, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from assistant.ui.decide.fold import Fold, passive, reading
from assistant.ui.packs import words
from assistant.ui.state.strip import time_left
from assistant.ui.text import count, plural, safe, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import button, label, take_out
from assistant.ui.widgets.strip import Bar

if TYPE_CHECKING:
    from assistant.jobs.own_pack import Learned, Stage
    from assistant.jobs.sorted_folders import Found

MOST_LINES = 60
MOST_FAILED = 200
USUAL_WRONG = 5
LONGEST_NAME = 80


class LearnCard(QFrame):
    """Shows one stage at a time; what is pressed is told by signals."""

    choose = Signal()
    learn = Signal(str, int)  # the pack's name, and how many in 100 may be wrong
    stop = Signal()
    use = Signal()
    again = Signal()  # away with what is shown: back to the offer

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "answer")
        self.setAccessibleName(tr("Learn from sorted folders"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 14, 16, 16)
        self._inside: QWidget | None = None
        self._had_focus = False
        self.first: QWidget = self  # what is most likely to be pressed next
        self.name, self.wrong = QLineEdit(), QLineEdit()
        self.fault = label()
        self.offer()

    def offer(self) -> None:
        column = self._fresh(tr("Learn from folders that are already sorted"))
        about = tr("Choose a folder that holds a folder for each category, with some documents in each. Their names "
                   "become the categories. A folder named none may hold documents of no category. Nothing in the "
                   "folders is changed.")  # fmt: skip
        column.addWidget(reading(about))
        start = button(tr("Choose a folder..."), "primary")
        start.clicked.connect(self.choose)
        column.addLayout(_row(start))
        self._ready(start)

    def looking(self, name: str) -> None:
        column = self._fresh(tr("Looking into {folder}...", folder=safe(name)))
        column.addWidget(label(tr("Its folders and documents are being counted."), wrap=True))
        away = button(tr("Cancel"))
        away.clicked.connect(self.stop)
        column.addLayout(_row(away))
        self._ready(away)

    def found(self, found: Found) -> None:
        column = self._fresh(tr("Found in {folder}", folder=safe(found.folder.name)))
        column.addWidget(reading(words.found_sentence(found)))
        column.addLayout(_lines(found))
        self.name = QLineEdit(safe(found.folder.name))
        self.name.setMaxLength(LONGEST_NAME)
        self.wrong = QLineEdit(str(USUAL_WRONG))
        self.wrong.setMaxLength(3)
        self.wrong.setFixedWidth(64)
        self.fault = label("", "fault", wrap=True)
        self.fault.hide()
        column.addLayout(_fields(self.name, self.wrong))
        column.addWidget(self.fault)
        go = button(tr("Learn"), "primary")
        go.clicked.connect(self._ask)
        for field in (self.name, self.wrong):
            field.returnPressed.connect(self._ask)
            field.textEdited.connect(self.fault.hide)
        other = button(tr("Choose another folder..."))
        other.clicked.connect(self.choose)
        away = button(tr("Cancel"))
        away.clicked.connect(self.again)
        column.addLayout(_row(go, other, away))
        self._ready(self.name)

    def refuse(self, sentence: str) -> None:
        """What is wrong with what was typed in."""
        self.fault.setText(sentence)
        self.fault.show()

    def working(self, name: str) -> None:
        column = self._fresh(tr("Learning “{name}”", name=safe(name)))
        self._said = label("", wrap=True)
        self._left = label("", "quiet")
        told = QHBoxLayout()
        told.addWidget(self._said, 1)
        told.addWidget(self._left)
        self._bar = Bar(self._theme)
        column.addLayout(told)
        column.addWidget(self._bar)
        column.addWidget(label(tr("You can go on working on the other pages."), "quiet", wrap=True))
        stop = button(tr("Stop"))
        stop.clicked.connect(self.stop)
        column.addLayout(_row(stop))
        self._ready(stop)

    def progress(self, stage: Stage) -> None:
        if stage.state == "reading":
            done = plural(stage.total, "{done} of {n} document read", "{done} of {n} documents read",
                          done=count(stage.done))  # fmt: skip
            self._say(done, time_left(stage.seconds_left), stage.done / stage.total if stage.total else 0.0)
        else:
            self._say(tr("Working out what tells the categories apart..."), "", 1.0)

    def _say(self, said: str, left: str, share: float) -> None:
        self._said.setText(said)
        self._left.setText(left)
        self._bar.fill(share)

    def learned(self, done: Learned) -> None:
        column = self._fresh(words.learned_sentence(done))
        for line in words.learned_lines(done):
            column.addWidget(reading(line))
        if failed := done.outcome.failed:
            column.addWidget(_named(self._theme, failed))
        use = button(tr("Sort with this"), "primary")
        use.clicked.connect(self.use)
        away = button(tr("Close"))
        away.clicked.connect(self.again)
        column.addLayout(_row(use, away))
        self._ready(use)

    def _ask(self) -> None:
        name, typed = " ".join(self.name.text().split()), self.wrong.text().strip()
        least, most = words.LEAST_WRONG, words.MOST_WRONG
        if not name:
            self.refuse(tr("Give the pack a name."))
            self.name.setFocus()
        elif not typed.isdecimal() or not least <= int(typed) <= most:
            self.refuse(tr("Wrong at most how many in 100? A whole number from {least} to {most}.", least=least,
                           most=most))  # fmt: skip
            self.wrong.setFocus()
        else:
            self.learn.emit(name, int(typed))

    def _fresh(self, title: str) -> QVBoxLayout:
        """An empty card with a title. The keys stay in the card where they were in it."""
        focus = self.window().focusWidget()
        self._had_focus = focus is not None and self.isAncestorOf(focus)
        if self._inside is not None:
            take_out(self._column, self._inside)
        self._inside = QWidget()
        self._column.addWidget(self._inside)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(label(title, "answer-title", wrap=True))
        return inside

    def _ready(self, first: QWidget) -> None:
        self.first = first
        if self._inside is not None:
            self._inside.show()  # at once: a layout would show it a moment later, and the keys would be lost
        if self._had_focus:
            first.setFocus()


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 6, 0, 0)
    row.setSpacing(12)
    for one in buttons:
        row.addWidget(one)
    row.addStretch(1)
    return row


def _fields(name: QLineEdit, wrong: QLineEdit) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 8, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    rows = (
        (tr("Name of the pack"), name, ""),
        (tr("When sure, wrong at most"), wrong, tr("in 100. Fewer needs more examples before it can be promised.")),
    )  # fmt: skip
    for row, (said, field, after) in enumerate(rows):
        grid.addWidget(label(said), row, 0)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(field, 0 if after else 1)
        if after:
            line.addWidget(label(after, wrap=True), 1)
        else:
            field.setMaximumWidth(420)
            line.addStretch(0)
        grid.addLayout(line, row, 1)
        field.setAccessibleName(f"{said} {after}".strip())
    return grid


def _lines(found: Found) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 2, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    lines = words.found_lines(found)
    for row, (name, said, few) in enumerate(lines[:MOST_LINES]):
        grid.addWidget(label(name, "strong", wrap=len(name) > 40), row, 0, Qt.AlignmentFlag.AlignTop)
        what = label(said, "pill" if few else "", wrap=not few)
        if few:
            what.setProperty("tone", "unsure")
            grid.addWidget(what, row, 1, Qt.AlignmentFlag.AlignLeft)
        else:
            grid.addWidget(what, row, 1)
    if (more := len(lines) - MOST_LINES) > 0:
        grid.addWidget(label(tr("and {n} more", n=count(more)), "quiet"), MOST_LINES, 0)
    return grid


def _named(theme: Theme, failed: list[str]) -> Fold:
    """The files that could not be read, each with its sentence."""

    def fill(layout: QVBoxLayout) -> None:
        layout.setContentsMargins(8, 0, 8, 8)
        shown = [safe(one) for one in failed[:MOST_FAILED]]
        if (more := len(failed) - MOST_FAILED) > 0:
            shown.append(tr("and {n} more", n=count(more)))
        layout.addWidget(reading("\n".join(shown)))

    row = Fold(theme, fill)
    said = plural(len(failed), "{n} file could not be read", "{n} files could not be read")
    line = QHBoxLayout(row.head)
    line.setContentsMargins(8, 5, 8, 5)
    line.addWidget(passive(label(said, "strong")), 1)
    line.addWidget(row.chevron)
    row.head.setAccessibleName(said)
    return row
