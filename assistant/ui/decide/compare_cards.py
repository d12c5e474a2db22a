"""The cards of two assessments side by side: answers, ranking, flags and costs, a column for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from assistant.advise.advice import Advice, Range, Severity
from assistant.advise.comparing import AnswerPair, CostPair, FitPair, FlagPair
from assistant.ui.decide.bars import FitBar
from assistant.ui.decide.catalogue import severity_word, tone
from assistant.ui.decide.figures import pounds
from assistant.ui.decide.fold import reading
from assistant.ui.text import count, plural, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import ElidedLabel, label


class PairCard(QFrame):
    """A title, and a grid: what it is about at the left, then a column for each of the two."""

    def __init__(self, title: str, names: tuple[str, str]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addWidget(label(title, "card-title", wrap=True))
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(20)
        self.grid.setVerticalSpacing(8)
        for at, stretch in enumerate((5, 4, 4)):
            self.grid.setColumnStretch(at, stretch)
        for at, name in enumerate(names, start=1):
            self.grid.addWidget(ElidedLabel(name, "quiet", cut=Qt.TextElideMode.ElideRight), 0, at)
        column.addLayout(self.grid)
        self.rows = 0

    def add(self, what: str, first: QWidget, second: QWidget, *, strong: bool = False) -> None:
        self.rows += 1
        self.grid.addWidget(
            reading(what, "strong" if strong else ""), self.rows, 0, Qt.AlignmentFlag.AlignTop
        )
        self.grid.addWidget(first, self.rows, 1, Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(second, self.rows, 2, Qt.AlignmentFlag.AlignTop)

    def say(self, sentence: str) -> None:
        """In place of rows."""
        self.rows += 1
        self.grid.addWidget(label(sentence, "quiet", wrap=True), self.rows, 0, 1, 3)


def answers_card(pairs: Sequence[AnswerPair], names: tuple[str, str], only: bool) -> PairCard:
    number = sum(pair.differs for pair in pairs)
    card = PairCard(plural(number, "{n} answer differs", "{n} answers differ"), names)
    shown = [pair for pair in pairs if pair.differs or not only]
    for pair in shown:
        card.add(pair.text, reading(pair.first), reading(pair.second), strong=pair.differs and not only)
    if not shown:
        card.say(tr("Both have the same answers."))
    return card


def ranking_card(
    theme: Theme, pairs: Sequence[FitPair], names: tuple[str, str], advices: tuple[Advice, Advice]
) -> PairCard:
    """Every approach, whether it differs or not: a picture with gaps says nothing."""
    card = PairCard(tr("How the approaches compare"), names)
    for pair in pairs:
        bars = [
            _bar(theme, pair.name, fit, out, advice.recommended is pair.approach)
            for fit, out, advice in zip((pair.first, pair.second), pair.out, advices, strict=True)
        ]
        card.add(pair.name, bars[0], bars[1], strong=any(a.recommended is pair.approach for a in advices))
    return card


def flags_card(pairs: Sequence[FlagPair], names: tuple[str, str], only: bool) -> PairCard:
    number = sum(pair.differs for pair in pairs)
    title = plural(number, "{n} point of law or guidance differs", "{n} points of law or guidance differ")
    card = PairCard(title, names)
    shown = [pair for pair in pairs if pair.differs or not only]
    for pair in shown:
        card.add(pair.title, _severity(pair.first), _severity(pair.second), strong=pair.differs and not only)
    if not shown:
        card.say(tr("The same points apply to both."))
    return card


def costs_card(pairs: Sequence[CostPair], names: tuple[str, str], only: bool, months: int) -> PairCard:
    card = PairCard(tr("Costs over {n} months", n=months), names)
    shown = [pair for pair in pairs if pair.differs or not only]
    for pair in shown:
        card.add(pair.name, _cost(pair.first), _cost(pair.second), strong=pair.differs and not only)
    if not shown:
        card.say(tr("The costs are the same in both."))
    return card


def _bar(theme: Theme, name: str, fit: int, out: bool, best: bool) -> QWidget:
    made = QWidget()
    number = tr("out") if out else count(fit)
    said = tr("{name}: {fit} of 100", name=name, fit=fit) if not out else tr("{name}: out", name=name)
    made.setAccessibleName(tr("{said}, recommended", said=said) if best else said)
    bar = FitBar(theme)
    bar.show_share(0.0 if out else fit / 100, best, None)
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(10)
    line.addWidget(bar, 1)
    words = label(number, "strong" if best else "")
    words.setMinimumWidth(words.fontMetrics().horizontalAdvance("100") + 4)
    words.setAlignment(Qt.AlignmentFlag.AlignRight)
    line.addWidget(words)
    return made


def _severity(severity: Severity | None) -> QWidget:
    if severity is None:
        return label(tr("Does not apply"), "quiet")
    pill = label(severity_word(severity), "pill")
    pill.setProperty("tone", tone(severity))
    pill.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(pill)
    line.addStretch(1)
    return made


def _cost(total: Range | None) -> QLabel:
    if total is not None:
        return reading(pounds(total))
    return label(tr("an answer is missing"), "quiet", wrap=True)
