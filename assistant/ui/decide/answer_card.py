"""The answer first: one sentence, what decided it, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from assistant.advise.advice import Advice
from assistant.ui.decide import result_state as state
from assistant.ui.decide.fold import Fold, passive, reading
from assistant.ui.text import plural, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import button, label, set_tone
from assistant.ui.widgets.flow import Flow


class AnswerCard(QFrame):
    """The first note is always in sight; the others, and why it is that sure, are opened below it."""

    asked = Signal(str)  # a question is to be answered

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "answer")
        self.setAccessibleName(tr("The recommendation"))
        self._first = ""
        self.sentence = reading("", "headline")
        self.reason = reading("")
        self.confidence = label("", "pill")
        self.confidence.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.unknown = button("", "tag")
        self.unknown.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.unknown.clicked.connect(lambda: self.asked.emit(self._first))
        self._known = label("", "pill")
        self._known.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.note = reading("", "quiet")
        self._shown: tuple[str, tuple[str, ...]] = ("", ())
        self.more = Fold(theme, self._fill)
        self._words = passive(label("", "link"))
        self._lay_out()
        self.setFocusProxy(self.more.head)

    def _lay_out(self) -> None:
        opener = QHBoxLayout(self.more.head)
        opener.setContentsMargins(6, 2, 6, 2)
        opener.setSpacing(6)
        opener.addWidget(self._words)
        opener.addWidget(self.more.chevron)
        # Beside the pills stands what opens the notes; what it opens stands below.
        self.more.column.removeWidget(self.more.head)
        self.more.head.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        pills = Flow(across=8)
        for one in (self.confidence, self.unknown, self._known, self.more.head):
            pills.addWidget(one)
        self.more.column.insertLayout(0, pills)
        self.more.column.insertWidget(1, self.note)
        self.more.column.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(21, 13, 20, 14)
        column.setSpacing(5)
        for part in (self.sentence, self.reason, self.more):
            column.addWidget(part)

    def show_advice(self, advice: Advice, unknown: state.Open) -> None:
        self.sentence.setText(advice.summary)
        reasons = advice.ranking[0].reasons_for
        self.reason.setText(reasons[0].text if reasons else "")
        self.reason.setVisible(bool(reasons))
        words, tone = state.confidence(advice.confidence)
        self.confidence.setText(words)
        set_tone(self.confidence, tone)
        self._show_unknown(unknown)
        self._show_notes(advice.confidence_reason, advice.notes)

    def _show_unknown(self, unknown: state.Open) -> None:
        self._first = unknown.first
        for one in (self.unknown, self._known):
            one.setText(unknown.text)
        self.unknown.setAccessibleName(unknown.text)
        self.unknown.setToolTip(tr("Go to the first of these questions"))
        self.unknown.setVisible(bool(unknown.first))
        self._known.setVisible(not unknown.first)
        set_tone(self.unknown, "unsure" if unknown.turning else "")

    def _show_notes(self, why: str, notes: Sequence[str]) -> None:
        if (why, tuple(notes)) == self._shown:
            return
        self._shown = why, tuple(notes)
        self.note.setText(notes[0] if notes else "")
        self.note.setVisible(bool(notes))
        self._words.setText(
            plural(len(notes) - 1, "Why, and {n} more note", "Why, and {n} more notes")
            if len(notes) > 1
            else tr("Why")
        )
        self.more.head.setAccessibleName(tr("{words}: how sure this is", words=self._words.text()))
        self.more.refill()

    def _fill(self, layout: QVBoxLayout) -> None:
        why, notes = self._shown
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for note in notes[1:]:
            layout.addWidget(reading(note, "quiet"))
        layout.addWidget(reading(tr("How sure this is: {why}", why=why), "quiet"))
