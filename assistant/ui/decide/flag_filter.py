"""Above the list of all flags: search, whether they apply, and how serious they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QWidget

from assistant.advise.advice import Severity
from assistant.ui.decide.catalogue import SEVERITIES, Listed, severity_word, tone
from assistant.ui.text import count, tr
from assistant.ui.widgets.controls import button, label

TYPING_MS = 150
LEAST_SEARCH = 180


class FlagFilter(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Search and filters"))
        self.search = QLineEdit(placeholderText=tr("Search all points"))
        self.search.setProperty("kind", "search")
        self.search.setAccessibleName(tr("Search all points"))
        self.search.setToolTip(tr("Search (Ctrl+F)"))
        self.search.setClearButtonEnabled(True)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.applying: dict[bool | None, QPushButton] = {one: _pill("") for one in (None, True, False)}
        self.applying[None].setChecked(True)
        self._group = QButtonGroup(self)
        for made in self.applying.values():
            self._group.addButton(made)
            made.clicked.connect(self.changed)
        self.severities: dict[Severity, QPushButton] = {one: _pill(tone(one)) for one in SEVERITIES}
        for made in self.severities.values():
            made.clicked.connect(self.changed)
        self._pills = QWidget()
        row = QHBoxLayout(self._pills)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for made in self.applying.values():
            row.addWidget(made)
        row.addSpacing(8)
        row.addWidget(label(tr("Only"), "quiet"))
        for made in self.severities.values():
            row.addWidget(made)
        row.addStretch(1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(12)
        self._line.addWidget(self.search, 1)
        self._line.addWidget(self._pills)
        self._pills.hide()  # until there is something to count

    def show_counts(self, flags: Sequence[Listed]) -> None:
        self._pills.show()
        held = any(one.applies is not None for one in flags)
        for which, words in ((None, tr("All")), (True, tr("Apply")), (False, tr("Do not apply"))):
            number = sum(which is None or one.applies is which for one in flags)
            _name(self.applying[which], words, number)
            self.applying[which].setVisible(held or which is None)
        if not held:
            self.applying[None].setChecked(True)
        for severity, made in self.severities.items():
            _name(made, severity_word(severity), sum(self._counts_as(one, severity) for one in flags))
        self._fit()

    def lets_in(self, flag: Listed) -> bool:
        which = next(one for one, made in self.applying.items() if made.isChecked())
        wanted = [one for one, made in self.severities.items() if made.isChecked()]
        words = self.search.text().casefold().split()
        return (
            (which is None or flag.applies is which)
            and (not wanted or any(self._counts_as(flag, one) for one in wanted))
            and all(_holds(flag.text.casefold(), word) for word in words)
        )

    def clear(self) -> bool:
        """Takes every filter away; False where there was none."""
        pressed = [made for made in self.severities.values() if made.isChecked()]
        had = bool(self.search.text() or pressed or not self.applying[None].isChecked())
        self.search.clear()
        self._typing.stop()
        self.applying[None].setChecked(True)
        for made in pressed:
            made.setChecked(False)
        if had:
            self.changed.emit()
        return had

    def _counts_as(self, flag: Listed, severity: Severity) -> bool:
        """Among those that apply, their severity counts; of others, asked for by themselves, each that they can have."""
        if flag.applies:
            return flag.severity == severity
        return (flag.applies is None or self.applying[False].isChecked()) and severity in flag.possible

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The pills go under the search field where both do not fit beside each other."""
        one_line = self.width() >= self._pills.sizeHint().width() + LEAST_SEARCH + 12
        way = QBoxLayout.Direction.LeftToRight if one_line else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != way:
            self._line.setDirection(way)


def _holds(text: str, word: str) -> bool:
    """A word that begins so: "rics" is not looked for inside "biometrics"."""
    return re.search(rf"(?<!\w){re.escape(word)}", text) is not None


def _pill(how: str) -> QPushButton:
    made = button("", "pill")
    made.setCheckable(True)
    if how:
        made.setProperty("tone", how)
    return made


def _name(made: QPushButton, words: str, number: int) -> None:
    text = f"{words} {count(number)}"
    made.setText(text)
    made.setAccessibleName(text)
