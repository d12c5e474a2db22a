"""Which answers of an assessment the vendor check would change, each to be ticked before it does."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QVBoxLayout, QWidget

from assistant.advise.answers import usable
from assistant.advise.expression import Value
from assistant.advise.questionnaire import Questionnaire
from assistant.ui.decide.desk import Desk
from assistant.ui.decide.fold import reading
from assistant.ui.text import plural, safe, tr
from assistant.ui.widgets.controls import button, label

NOT_ASKED = "not_asked"


def changed_by(
    found: Mapping[str, str], answers: Mapping[str, Value], questions: Questionnaire
) -> dict[str, Value]:
    """What the check would change in the answers, as far as the rules in force know such answers."""
    kept, _ = usable(found, questions)
    return {key: value for key, value in kept.items() if answers.get(key) != value}


class TakeOver(QFrame):
    taken = Signal(int)  # so many answers were put into the assessment

    def __init__(self, desk: Desk, found: Mapping[str, str]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._desk = desk
        self._changes = changed_by(found, desk.answers, desk.know.questions)
        self.boxes: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(tr("Put these into my assessment"), "card-title", wrap=True))
        name = safe(desk.current.name) if desk.current is not None else ""
        if not self._changes:
            column.addWidget(reading(tr("{name} says all of this already.", name=name)))
            return
        column.addWidget(
            reading(plural(len(self._changes), "In {name} this answer would change:",
                           "In {name} these answers would change:", name=name), "quiet")
        )  # fmt: skip
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, key in enumerate(self._changes):
            self._add(grid, row, key)
        column.addLayout(grid)
        self.button = button(tr("Put the ticked ones in"))
        self.button.clicked.connect(self._take)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._count()

    def _add(self, grid: QGridLayout, row: int, key: str) -> None:
        question = self._desk.know.questions[key]
        before, after = question.says(self._desk.answers.get(key)), question.says(self._changes[key])
        words = tr("now: {before}; then: {after}", before=before, after=after)
        box = QCheckBox(question.short.replace("&", "&&"))
        box.setAccessibleName(f"{question.short}: {words}")
        # An answer that somebody has got already is worth more than that the pitch does not give it.
        box.setChecked(self._desk.answers.get(key) is None or self._changes[key] != NOT_ASKED)
        box.toggled.connect(self._count)
        self.boxes[key] = box
        grid.addWidget(box, row, 0, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 4, 0, 0)
        inside.addWidget(label(words, "quiet", wrap=True))
        grid.addWidget(holder, row, 1)

    def _count(self) -> None:
        self.button.setEnabled(any(box.isChecked() for box in self.boxes.values()))

    def _take(self) -> None:
        ticked = {key: value for key, value in self._changes.items() if self.boxes[key].isChecked()}
        self._desk.take_over(ticked)
        self.taken.emit(len(ticked))
