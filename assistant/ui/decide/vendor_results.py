"""What the check found in a pitch: the verdict, the words that speak for it, what is not said."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from assistant.advise.vendor.check import Asked, QuestionState, VendorCheck, Verdict
from assistant.advise.vendor.check import Signal as Found
from assistant.advise.vendor.rules import Rules
from assistant.ui.decide.fold import reading
from assistant.ui.text import plural, safe, shorten, tr
from assistant.ui.widgets.controls import button, card, label

LONGEST_QUOTE, MOST_QUOTES = 90, 12


class FoundCards(QWidget):
    """`chosen` carries the passage that somebody wants to see in the text."""

    chosen = Signal(object)

    def __init__(self, done: VendorCheck, rules: Rules) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(_verdict(done))
        if done.signals or done.denied:
            column.addWidget(self._words(done))
        column.addWidget(_unsaid(done, rules))

    def _words(self, done: VendorCheck) -> QFrame:
        made, column = _card(tr("What the pitch says"))
        for kind, why in done.why.items():
            column.addWidget(reading(why))
            column.addLayout(
                self._quotes([one for one in done.signals if one.kind == kind], tr("Show in the text"))
            )
            column.addSpacing(4)
        if done.denied:
            column.addWidget(reading(tr("It says that it is not this. Ask for that in writing.")))
            column.addLayout(self._quotes(done.denied, tr("Show in the text, denied")))
        return made

    def _quotes(self, found: Sequence[Found], what: str) -> QVBoxLayout:
        """Each wording once; pressed again, it leads to the next place where it stands."""
        lines = QVBoxLayout()
        lines.setContentsMargins(12, 0, 0, 0)
        lines.setSpacing(2)
        places: dict[str, list[Found]] = {}
        for one in found:
            places.setdefault(" ".join(one.text.split()).casefold(), []).append(one)
        for same in islice(places.values(), MOST_QUOTES):
            words = quoted(shorten(same[0].text, LONGEST_QUOTE))
            if len(same) > 1:
                words = plural(len(same), "{words}, {n} time", "{words}, {n} times", words=words)
            lines.addWidget(self._link(words, what, same))
        if len(places) > MOST_QUOTES:
            more = len(places) - MOST_QUOTES
            lines.addWidget(
                label(
                    plural(more, "and {n} more, marked in the text", "and {n} more, marked in the text"),
                    "quiet",
                )
            )
        return lines

    def _link(self, words: str, what: str, same: Sequence[Found]) -> QPushButton:
        link = button(words, "link")
        link.setAccessibleName(f"{what}: {words}")
        turn = cycle(same)
        link.clicked.connect(lambda: self.chosen.emit(next(turn)))
        return link


def quoted(text: str) -> str:
    """The vendor's words on one line in quotation marks."""
    words = safe(" ".join(text.split()))
    return f"\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}"


def _verdict(done: VendorCheck) -> QFrame:
    words: dict[Verdict, tuple[str, str]] = {
        "says": (tr("It says so"), "unsure"),
        "likely": (tr("Likely"), "unsure"),
        "possible": (tr("Possible"), ""),
        "none": (tr("Nothing found"), ""),
    }
    made = card("answer")
    column = QVBoxLayout(made)
    column.setContentsMargins(20, 12, 16, 14)
    column.setSpacing(8)
    column.addWidget(reading(done.verdict_sentence, "answer-title"))
    line = QHBoxLayout()
    line.setSpacing(8)
    text, tone = words[done.verdict]
    line.addWidget(_pill(text, tone))
    line.addWidget(_pill(plural(len(done.signals), "{n} passage marked", "{n} passages marked"), ""))
    line.addStretch(1)
    column.addLayout(line)
    return made


def _unsaid(done: VendorCheck, rules: Rules) -> QFrame:
    """The four questions, and when it was last evaluated."""
    of_five = {question.id: question for question in rules.questions if question.gap}
    made, column = _card(
        plural(
            len(done.gaps),
            "What it does not say: {n} of {all}",
            "What it does not say: {n} of {all}",
            all=len(of_five),
        )
        if done.gaps
        else tr("It touches on all {n} points. Ask for evidence.", n=len(of_five))
    )
    for asked in done.asked:
        if asked.id in of_five:
            column.addLayout(_point(asked, of_five[asked.id].gap))
    return made


def _point(asked: Asked, gap: str) -> QHBoxLayout:
    words: dict[QuestionState, tuple[str, str]] = {
        "silent": (tr("Not said"), "stop"),
        "said": (tr("Not enough"), "unsure"),
        "answered": (tr("Answered"), "sure"),
        "denied": (tr("Denied"), "unsure"),
    }
    text, tone = words[asked.state]
    holder = QWidget()
    holder.setFixedWidth(92)
    inside = QHBoxLayout(holder)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(_pill(text, tone))
    inside.addStretch(1)
    says = QVBoxLayout()
    says.setSpacing(2)
    if asked.state == "answered":
        says.addWidget(reading(tr("It says: {quote}", quote=quoted(asked.quote))))
    else:
        says.addWidget(reading(gap))
        if asked.quote:
            says.addWidget(reading(tr("It says: {quote}", quote=quoted(asked.quote)), "quiet"))
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(says, 1)
    return line


def _card(title: str) -> tuple[QFrame, QVBoxLayout]:
    made = card()
    column = QVBoxLayout(made)
    column.setContentsMargins(16, 12, 16, 16)
    column.setSpacing(8)
    column.addWidget(label(title, "card-title", wrap=True))
    return made, column


def _pill(text: str, tone: str) -> QLabel:
    made = label(text, "pill")
    made.setProperty("tone", tone)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made
