"""Points that need attention, the loudest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from assistant.advise.advice import Flag
from assistant.advise.assessment import FlagNote
from assistant.ui.decide import result_state as state
from assistant.ui.decide.fitting import fit
from assistant.ui.decide.point_row import PointRow
from assistant.ui.decide.term_links import TermLinks
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import button, label, rule, take_out


class PointsCard(QFrame):
    """Keeps a row as long as its flag applies, so that what is open or typed stays."""

    noted = Signal(str, object)
    asked = Signal(str)
    all_flags = Signal()

    def __init__(self, theme: Theme, links: Callable[[str], TermLinks]) -> None:
        super().__init__()
        self._theme, self._links = theme, links
        self.setProperty("kind", "card")
        self.setAccessibleName(tr("Points that need attention"))
        self.rows: dict[str, PointRow] = {}
        self.tally = label("", "quiet")
        more = button(tr("All points, and why the others do not apply"), "link")
        more.clicked.connect(self.all_flags)
        self._width = 0
        self._head = head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setContentsMargins(18, 14, 18, 10)
        head.addWidget(label(tr("Points that need attention"), "card-title"))
        head.addStretch(1)
        head.addWidget(self.tally)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        foot = QVBoxLayout()
        foot.setContentsMargins(18, 10, 18, 14)
        foot.setSpacing(6)
        foot.addWidget(label(tr("A smaller model changes none of this."), "quiet", wrap=True))
        foot.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._column)
        column.addWidget(rule())
        column.addLayout(foot)
        self.setFocusProxy(more)

    def show_flags(self, flags: Sequence[Flag], notes: Mapping[str, FlagNote]) -> None:
        self.tally.setText(state.tally(flags, notes))
        fit(self._head, self._width - 38)
        order = [flag.id for flag in flags]
        for key in [key for key in self.rows if key not in order]:
            gone = self.rows.pop(key)
            take_out(self._column, gone)
        for at, flag in enumerate(flags):
            row = self.rows.get(flag.id)
            if row is None:
                row = PointRow(self._theme, self._links)
                row.noted.connect(self.noted)
                row.asked.connect(self.asked)
                row.fit(self._width)
                self.rows[flag.id] = row
            if self._column.indexOf(row) != at:
                self._column.insertWidget(at, row)
            row.show_flag(flag, notes.get(flag.id, FlagNote()))
        if order:
            self.setFocusProxy(self.rows[order[0]].fold.head)

    def fit(self, width: int) -> None:
        self._width = width
        fit(self._head, width - 38)
        for row in self.rows.values():
            row.fit(self._width)
