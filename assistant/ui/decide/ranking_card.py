"""How the approaches compare: a bar each; a row opens its reasons for and against."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.advise.advice import Ranked, Reason
from assistant.advise.approach import Approach
from assistant.ui.decide import result_state as state
from assistant.ui.decide.bars import FitBar
from assistant.ui.decide.figures import ago
from assistant.ui.decide.fold import Fold, passive, reading
from assistant.ui.decide.term_links import TermLinks
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import label, restyle


class PlaceRow(Fold):
    """One approach."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self._reasons)
        self._place: state.Place | None = None
        self._ranked: Ranked | None = None
        self.name = passive(label("", wrap=True))
        self.number = passive(label("", "figure"))
        self.words = passive(label("", "quiet", wrap=True))
        self.bar = FitBar(theme)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.name, 1)
        first.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.words, 1)
        last.addWidget(self.chevron, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self.head)
        column.setContentsMargins(8, 5, 8, 5)
        column.setSpacing(1)
        column.addLayout(first)
        column.addWidget(self.bar)
        column.addLayout(last)

    @property
    def place(self) -> state.Place | None:
        return self._place

    def show_place(self, place: state.Place) -> None:
        if place == self._place:
            return
        self._place = place
        self.name.setText(place.ranked.name)
        self.number.setText(place.number)
        self.words.setText(place.words)
        for one, kind in (
            (self.name, "strong" if place.tone == "best" else ""),
            (self.words, "fault" if place.tone == "out" else "quiet"),
        ):
            if one.property("kind") != kind:
                one.setProperty("kind", kind)
                restyle(one)
        self.bar.show_share(place.share, place.tone == "best", place.was)
        self.head.setAccessibleName(place.spoken)
        if place.ranked != self._ranked:
            self._ranked = place.ranked
            self.refill()

    def _reasons(self, layout: QVBoxLayout) -> None:
        layout.setContentsMargins(8, 2, 8, 12)
        assert self._ranked is not None
        for title, reasons in (
            (tr("For"), self._ranked.reasons_for),
            (tr("Against"), self._ranked.reasons_against),
        ):
            layout.addWidget(label(title, "strong"))
            if not reasons:
                layout.addWidget(label(tr("Nothing in your answers."), "quiet"))
            for reason in reasons:
                layout.addWidget(reading(reason.text))
                layout.addWidget(reading(_rests_on(reason), "quiet"))


def _rests_on(reason: Reason) -> str:
    weight = "" if reason.weight is None else tr("Counts {weight:+}. ", weight=reason.weight)
    source = reason.source
    return tr(
        "{weight}{is_what} Source: {instrument}, {section}: {title}. {ago}.",
        weight=weight,
        is_what=reason.weight_is,
        instrument=source.instrument,
        section=source.section,
        title=source.title,
        ago=ago(source.days_ago),
    )


def _words_of(one: Ranked) -> str:
    return "\n".join((one.name, *(reason.text for reason in (*one.reasons_for, *one.reasons_against))))


class RankingCard(QWidget):
    """Keeps a row for each approach, so that a bar moves rather than appears anew."""

    def __init__(self, theme: Theme, links: TermLinks) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(tr("How the approaches compare"))
        self.rows: dict[Approach, PlaceRow] = {}
        self._order: list[Approach] = []
        self._note = label("", "quiet", wrap=True)
        self._note.setVisible(False)
        self._links = links
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 14, 10, 10)
        column.setSpacing(4)
        for widget in (label(tr("How the approaches compare"), "card-title"), self._note):
            widget.setContentsMargins(8, 0, 8, 0)
            column.addWidget(widget)
        column.addLayout(self._column)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 2, 8, 2)
        foot.addWidget(links)
        column.addLayout(foot)

    def show_places(self, places: Sequence[state.Place], trying: bool) -> None:
        self._note.setText(tr("The mark across a bar shows where it stands today."))
        self._note.setVisible(trying)
        order = [place.ranked.approach for place in places]
        for approach in order:
            if approach not in self.rows:
                self.rows[approach] = PlaceRow(self._theme)
        if order != self._order:
            self._order = order
            for at, approach in enumerate(order):
                self._column.insertWidget(at, self.rows[approach])
        self._links.show_terms_of("\n".join(_words_of(place.ranked) for place in places))
        for place in places:
            self.rows[place.ranked.approach].show_place(place)

    @property
    def first(self) -> QWidget:
        return self.rows[self._order[0]].head
