"""What each way costs over three years: a chart, the break-even, and behind it every assumption to edit."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from assistant.advise.advice import Assumption
from assistant.advise.written import day, figure
from assistant.errors import InputError
from assistant.ui.decide.address import Address
from assistant.ui.decide.bars import RangeBar
from assistant.ui.decide.cost_state import CostRow
from assistant.ui.decide.fields import LineField
from assistant.ui.decide.figures import parse_figure
from assistant.ui.decide.fold import Fold, passive, reading
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import button, label, restyle

FIELD = 92  # wide, at a font of 13 pixels


class CostLine(QWidget):
    """One way of doing the work: its name, and a bar with the sum behind it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.name = label("", "quiet", wrap=True)
        self.bar = RangeBar(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 5)
        column.setSpacing(0)
        column.addWidget(self.name)
        column.addWidget(self.bar)

    def show_row(self, row: CostRow, most: float, room: int) -> None:
        self.name.setText(row.name)
        self.setAccessibleName(row.spoken)
        kind = "strong" if row.best else "quiet"
        if self.name.property("kind") != kind:
            self.name.setProperty("kind", kind)
            restyle(self.name)
        low, high = ((row.low or 0) / most, (row.high or 0) / most) if most else (0.0, 0.0)
        self.bar.show_range(low, high, row.text, best=row.best, room=room)


class AssumptionRow(QWidget):
    """A figure that the costs rest on, from low to high, and where it comes from."""

    edited = Signal(str, float, float)
    put_back = Signal(str)

    def __init__(self, theme: Theme, assumption: Assumption) -> None:
        super().__init__()
        self.id = assumption.id
        self._shown: Assumption | None = None
        self.low = LineField(tr("{name}, low", name=assumption.name))
        self.high = LineField(tr("{name}, high", name=assumption.name))
        self._source = reading("", "quiet")
        self._address = Address()
        self.default = button(tr("Put the default back"), "link")
        self.default.setAccessibleName(tr("Put the default back: {name}", name=assumption.name))
        self.default.clicked.connect(lambda: self.put_back.emit(self.id))
        self.fault = label("", "fault", wrap=True)
        self.fault.setVisible(False)
        fields = QHBoxLayout()
        fields.setSpacing(8)
        for field in (self.low, self.high):
            field.setFixedWidth(round(FIELD * max(1.0, theme.sizes.base / 13)))
            field.edited.connect(self._typed)
        fields.addWidget(self.low)
        fields.addWidget(label(tr("to"), "quiet"))
        fields.addWidget(self.high)
        fields.addWidget(label(assumption.unit, "quiet", wrap=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(4)
        column.addWidget(label(assumption.name, wrap=True))
        column.addLayout(fields)
        for one in (self.fault, self._source, self._address):
            column.addWidget(one)
        column.addWidget(self.default, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_figures(assumption)

    def show_figures(self, assumption: Assumption) -> None:
        if assumption == self._shown:
            return
        self._shown = assumption
        self.low.show_text(figure(assumption.low))
        self.high.show_text(figure(assumption.high))
        self._complain("")
        if assumption.edited:
            self._source.setText(tr("Your own figure"))
        else:
            source = f"{assumption.source[0].upper()}{assumption.source[1:]}"
            self._source.setText(tr("{source}. Set on {day}.", source=source, day=day(assumption.checked)))
        self._address.show_address(assumption.address)
        self.default.setVisible(assumption.edited)

    def _typed(self, _: str) -> None:
        try:
            low, high = parse_figure(self.low.text()), parse_figure(self.high.text())
        except InputError as error:
            self._complain(str(error))
            return
        if low > high:
            self._complain(tr("The first figure must not be above the second."))
            return
        self._complain("")
        self.edited.emit(self.id, low, high)

    def _complain(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        for field in (self.low, self.high):
            field.setAccessibleDescription(sentence)


class CostsCard(QWidget):
    edited = Signal(str, float, float)
    put_back = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(tr("What it costs"))
        self.title = label("", "card-title", wrap=True)
        self.lines: dict[str, CostLine] = {}
        self.assumptions: dict[str, AssumptionRow] = {}
        self._now: Mapping[str, Assumption] = {}
        self._made_of: dict[str, str] = {}
        self._parts: list[tuple[str, QLabel]] = []
        self.break_even = reading("", "quiet")
        self.detail = Fold(theme, self._fill)
        self._words = passive(label("", "link"))
        head = QHBoxLayout(self.detail.head)
        head.setContentsMargins(8, 6, 8, 6)
        head.setSpacing(6)
        head.addWidget(self._words)
        head.addWidget(self.detail.chevron)
        head.addStretch(1)
        self.detail.toggled.connect(self._say)
        self._say(False)
        self._chart = QVBoxLayout()
        self._chart.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 14, 10, 10)
        column.setSpacing(6)
        for widget in (self.title, self.break_even):
            widget.setContentsMargins(8, 0, 8, 0)
        column.addWidget(self.title)
        column.addLayout(self._chart)
        column.addWidget(self.break_even)
        column.addWidget(self.detail)
        self.setFocusProxy(self.detail.head)

    def show_costs(
        self, title: str, rows: list[CostRow], break_even: str, figures: Mapping[str, Assumption]
    ) -> None:
        self.title.setText(title)
        self.break_even.setText(break_even)
        most = max((row.high or 0 for row in rows), default=0)
        for row in rows:
            if row.option not in self.lines:
                self.lines[row.option] = CostLine(self._theme)
                self._chart.addWidget(self.lines[row.option])
        room = max((self.lines[row.option].bar.width_of(row.text) for row in rows), default=0)
        for row in rows:
            self.lines[row.option].show_row(row, most, room)
        made_of = {row.name: row.parts for row in rows}
        if list(figures) != list(self._now) or made_of.keys() != self._made_of.keys():
            self._now, self._made_of = figures, made_of
            self.detail.refill()
        self._now, self._made_of = figures, made_of
        for key, line in self.assumptions.items():
            line.show_figures(figures[key])
        for name, text in self._parts:
            text.setText(made_of[name])

    def forget(self) -> None:
        """Another assessment comes: its figures are shown in fields of their own."""
        self._now, self._made_of, self.assumptions, self._parts = {}, {}, {}, []
        self.detail.open(False)

    def _say(self, is_open: bool) -> None:
        words = tr("Hide what is assumed") if is_open else tr("Show what is assumed")
        self._words.setText(words)
        self.detail.head.setAccessibleName(words)

    def _fill(self, layout: QVBoxLayout) -> None:
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(4)
        layout.addWidget(label(tr("What each is made of"), "strong"))
        self._parts = []
        for name, parts in self._made_of.items():
            layout.addWidget(label(name, wrap=True))
            text = reading(parts, "quiet")
            self._parts.append((name, text))
            layout.addWidget(text)
        layout.addSpacing(8)
        layout.addWidget(label(tr("What is assumed"), "strong"))
        layout.addWidget(
            reading(
                tr(
                    "The lowest sum takes every figure at its kindest, the highest at its harshest. Put in your own."
                ),
                "quiet",
            )
        )
        self.assumptions = {}
        for key, assumption in self._now.items():
            line = AssumptionRow(self._theme, assumption)
            line.edited.connect(self.edited)
            line.put_back.connect(self.put_back)
            self.assumptions[key] = line
            layout.addWidget(line)
