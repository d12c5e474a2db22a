"""Where the cards of the result stand: two columns, or one where there is no room for two."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from assistant.ui.decide.answer_card import AnswerCard
from assistant.ui.decide.points_card import PointsCard
from assistant.ui.decide.sign_off import SignOffCard
from assistant.ui.decide.small_cards import ChangesCard, StepsCard, VendorCard
from assistant.ui.decide.what_if import WhatIfCard
from assistant.ui.theme.theme import Theme

STACKED = 820  # narrower than this, the two columns stand under one another
LEFT = 0.363  # the left column's share of the width
LEFT_LEAST, LEFT_MOST = 330, 560
PAIR_STACKED = 480
GAP = 12
_ANY = 16_777_215  # what Qt takes for "as wide as may be"


class Cards(Protocol):
    theme: Theme
    answer: AnswerCard
    pictures: QFrame
    what_if: WhatIfCard
    changes: ChangesCard
    steps: StepsCard
    flags: PointsCard
    vendor: VendorCard
    sign_off: SignOffCard


class ResultColumns(QWidget):
    """Under the answer: the pictures at the left; what to do at the right."""

    def __init__(self, cards: Cards) -> None:
        super().__init__()
        self._cards = cards
        self._stacked = False
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(GAP)
        self._pair.addWidget(cards.changes, 5)
        self._pair.addWidget(cards.steps, 6)
        self._left, self._left_column = _column(cards.pictures, cards.vendor)
        right, self._right_column = _column(cards.what_if)
        self._right_column.addLayout(self._pair)
        for part in (cards.flags, cards.sign_off):
            self._right_column.addWidget(part)
        for side in (self._left_column, self._right_column):
            side.addStretch(1)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(GAP)
        self._beside.addWidget(self._left)
        self._beside.addWidget(right, 1)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(GAP)
        self._whole.addWidget(cards.answer)
        self._whole.addLayout(self._beside)

    def fit(self, room: int) -> None:
        """`room` is how wide they may be; their own width would follow what they ask for."""
        grow = max(1.0, self._cards.theme.sizes.base / 13)
        stacked = room < STACKED * grow
        self._beside.setDirection(_way(stacked))
        self._stack(stacked)
        right = room
        if stacked:
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(_ANY)
        else:
            left = max(round(LEFT_LEAST * grow), min(round(LEFT_MOST * grow), round(room * LEFT)))
            self._left.setFixedWidth(left)
            right = room - left - GAP
        self._cards.what_if.fit(right)
        self._cards.flags.fit(right)
        self._pair.setDirection(_way(right < PAIR_STACKED * grow))

    def _stack(self, stacked: bool) -> None:
        """In one column, what is tried stands above what it moves, and the vendor's questions below the points."""
        if stacked == self._stacked:
            return
        self._stacked = stacked
        cards = self._cards
        if stacked:
            self._whole.insertWidget(1, cards.what_if)
            self._right_column.insertWidget(self._right_column.indexOf(cards.sign_off), cards.vendor)
        else:
            self._right_column.insertWidget(0, cards.what_if)
            self._left_column.insertWidget(1, cards.vendor)
        cards.what_if.relaid.emit()


def _way(stacked: bool) -> QBoxLayout.Direction:
    return QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight


def _column(*parts: QWidget) -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    for part in parts:
        column.addWidget(part)
    return made, column
