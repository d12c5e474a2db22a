"""Two assessments side by side: what differs in the answers, and what that does to the advice."""

from __future__ import annotations

import html
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from assistant.advise import comparing
from assistant.advise.advice import Advice
from assistant.ui.decide import compare_cards as cards
from assistant.ui.decide.fold import reading
from assistant.ui.decide.page import DeskPage, scrolled
from assistant.ui.decide.result_state import confidence
from assistant.ui.session import Session
from assistant.ui.text import safe, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.chooser import Chooser
from assistant.ui.widgets.controls import button, card, label, take_out

if TYPE_CHECKING:
    from assistant.advise.knowledge import Knowledge
    from assistant.workspace.store import Stored

SIDES = (0, 1)
LEAST_CHOICE = 140
EDGES = 36  # of a button, at both sides of its words


class Choice(QPushButton):
    """The name of an assessment, cut where it does not fit, with a mark that others can be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(LEAST_CHOICE)

    def show_name(self, name: str) -> None:
        self._name = name
        self.setAccessibleName(tr("{name}. Choose another assessment", name=name))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        mark = "  \N{BLACK DOWN-POINTING SMALL TRIANGLE}"
        metrics = self.fontMetrics()
        room = self.width() - metrics.horizontalAdvance(mark) - EDGES
        words = metrics.elidedText(self._name, Qt.TextElideMode.ElideMiddle, room)
        self.setText(words.replace("&", "&&") + mark)
        self.setToolTip("" if words == self._name else html.escape(self._name))


class ComparePage(DeskPage):
    """`chosen` are the two assessments by their numbers; each has its advice with its own assumptions."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.chosen: list[int | None] = [None, None]
        self._by_hand = False  # has somebody chosen them?
        self._seen: list[Stored | None] = [None, None]  # what the advice is on
        self._know: Knowledge | None = None  # and under which rules
        self.advices: list[Advice | None] = [None, None]
        self.cards: list[QWidget] = []
        self.choosers = [Choice() for _ in SIDES]
        for side, made in enumerate(self.choosers):
            made.clicked.connect(partial(self.choose, side))
        self.only = button(tr("Only differences"), "pill", tr("Show only what differs"))
        self.only.setCheckable(True)
        self.only.setChecked(True)
        self.only.setMinimumWidth(self.only.sizeHint().width() + 12)
        self.only.toggled.connect(lambda _: self._show())
        self._top = self._chosen_row()
        self.answer = reading("", "answer-title")
        self._beside = reading("", "quiet")
        self._summary = card("answer")
        inside = QVBoxLayout(self._summary)
        inside.setContentsMargins(20, 12, 20, 14)
        inside.setSpacing(4)
        inside.addWidget(self.answer)
        inside.addWidget(self._beside)
        self._terms = self.links()
        inside.addWidget(self._terms)
        above = QVBoxLayout()
        above.setContentsMargins(24, 0, 24, 12)
        above.addWidget(self._top)
        self._area, self._column = scrolled(tr("The comparison"))
        self._column.setContentsMargins(24, 0, 24, 24)
        self._empty = self._nothing_to_compare()
        self._column.addWidget(self._empty)
        self._column.addWidget(self._summary)
        self._column.addStretch(1)
        self.body.addLayout(above)
        self.body.addWidget(self._area, 1)
        self.desk.listed.connect(self._again)

    def _chosen_row(self) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.choosers[0], 1)
        line.addWidget(label(tr("beside"), "quiet"))
        line.addWidget(self.choosers[1], 1)
        line.addWidget(self.only)
        return made

    def _nothing_to_compare(self) -> QFrame:
        made = card()
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(10)
        column.addWidget(label(tr("There are not two assessments yet"), "card-title", wrap=True))
        column.addWidget(
            reading(
                tr(
                    "Here two assessments stand beside each other, with what differs first. A copy of an "
                    'assessment with a few other answers shows "what if": another vendor, another volume, other machines.'
                )
            )
        )
        self.duplicate = button(tr("Duplicate the assessment at hand"), "primary")
        self.duplicate.clicked.connect(self._duplicate)
        self.to_list = button(tr("Go to the assessments"))
        self.to_list.clicked.connect(lambda: self.go.emit("decide"))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.duplicate)
        line.addWidget(self.to_list)
        line.addStretch(1)
        column.addLayout(line)
        return made

    @property
    def title(self) -> str:
        return tr("Two assessments side by side")

    @property
    def context(self) -> str:
        return tr("Each with its own answers and assumptions. General information, not legal advice")

    def panes(self) -> list[QWidget]:
        return [self.choosers[0], self._area]

    def shown(self) -> None:
        super().shown()
        self._area.setFocus()

    def prepared(self) -> None:
        self._pick()
        self._ask()
        self._show()

    def _again(self) -> None:
        if self.in_front and self.desk.ready:
            self.prepared()

    # Which two

    def choose(self, side: int) -> None:
        """Opens the list of all assessments beside the button."""
        title = tr("The first assessment") if side == 0 else tr("The second assessment")
        choice = Chooser(self, title, [(str(one.id), safe(one.assessment.name)) for one in self.desk.stored])
        choice.field.setAccessibleName(tr("Narrow the list of assessments"))
        choice.chosen.connect(lambda number: self.put(side, int(number)))
        choice.open_at(self.choosers[side])

    def put(self, side: int, number: int) -> None:
        """The one that stands on the other side changes places with it."""
        if self.chosen[1 - side] == number:
            self.chosen[1 - side] = self.chosen[side]
        self.chosen[side] = number
        self._by_hand = True
        self.prepared()

    def _pick(self) -> None:
        """The one at hand and the one changed last, where nobody has chosen; never one that is gone."""
        numbers = [one.id for one in self.desk.stored]
        if self.desk.id in numbers:
            numbers = [self.desk.id, *(n for n in numbers if n != self.desk.id)]
        if not self._by_hand:
            self.chosen = [None, None]
        for side in SIDES:
            if self.chosen[side] not in numbers:
                self.chosen[side] = next((n for n in numbers if n != self.chosen[1 - side]), None)

    def _stored(self, side: int) -> Stored | None:
        return next((one for one in self.desk.stored if one.id == self.chosen[side]), None)

    def _duplicate(self) -> None:
        if self.desk.current is not None:
            self.desk.duplicate(self.desk.current)

    # Their advice

    def _ask(self) -> None:
        """Beside the window, for those whose answers, assumptions or rules are others than before."""
        if self._know is not self.desk.know:
            self._know = self.desk.know
            self._seen = [None, None]
        for side in SIDES:
            stored, seen = self._stored(side), self._seen[side]
            if stored is not None and seen is not None and _same(stored, seen):
                continue
            self._seen[side], self.advices[side] = stored, None
            if stored is not None:
                self.desk.advise_on(stored.assessment, partial(self._advised, side, stored), self.tell)

    def _advised(self, side: int, stored: Stored, advice: Advice) -> None:
        if self._seen[side] is stored:
            self.advices[side] = advice
            self._show()

    # What is shown

    def _show(self) -> None:
        for old in self.cards:
            take_out(self._column, old)
        self.cards = []
        both = [self._stored(side) for side in SIDES]
        one, other = both
        ready = one is not None and other is not None
        self._top.setVisible(ready)
        self._empty.setVisible(not ready)
        # Where there is something to compare its scroll bar stands beside it.
        self._column.setContentsMargins(24, 0, 14 if ready else 24, 24)
        self._summary.setVisible(ready)
        self.duplicate.setVisible(self.desk.current is not None)
        if one is None or other is None:
            return
        names = safe(one.assessment.name), safe(other.assessment.name)
        for made, name in zip(self.choosers, names, strict=True):
            made.show_name(name)
        first, second = self.advices
        if first is None or second is None:
            self.answer.setText(tr("Working out the advice for both."))
            self._beside.setText("")
            self._terms.show_terms([])
            return
        self._say(names, first, second)
        self._fill(one, other, names, (first, second))

    def _say(self, names: tuple[str, str], first: Advice, second: Advice) -> None:
        known = self.desk.know.rules.names
        self._terms.show_terms_of("\n".join(one.name for one in first.ranking))
        if first.recommended is second.recommended:
            self.answer.setText(tr("Both come to: {name}", name=known[first.recommended]))
        else:
            self.answer.setText(tr("They come to different advice"))
        self._beside.setText(
            "\n".join(
                tr(
                    "{name}: {summary} {sure}.",
                    name=name,
                    summary=advice.summary,
                    sure=confidence(advice.confidence)[0],
                )
                for name, advice in zip(names, (first, second), strict=True)
            )
        )

    def _fill(
        self, one: Stored, other: Stored, names: tuple[str, str], advices: tuple[Advice, Advice]
    ) -> None:
        from assistant.advise.answers import usable

        questions, only = self.desk.know.questions, self.only.isChecked()
        answers = [usable(stored.assessment.answers, questions)[0] for stored in (one, other)]
        self.cards = [
            cards.answers_card(comparing.answer_pairs(answers[0], answers[1], questions), names, only),
            cards.ranking_card(self.theme, comparing.fit_pairs(*advices), names, advices),
            cards.flags_card(comparing.flag_pairs(*advices), names, only),
            cards.costs_card(comparing.cost_pairs(*advices), names, only, advices[0].costs.months),
        ]
        for at, made in enumerate(self.cards):
            self._column.insertWidget(2 + at, made)


def _same(one: Stored, other: Stored) -> bool:
    """Would both get the same advice?"""
    first, second = one.assessment, other.assessment
    return (one.id, first.answers, first.assumptions) == (other.id, second.answers, second.assumptions)
