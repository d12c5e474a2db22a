"""A point that needs attention: ticked off on its row; opened, what it means, its source, and one's own record."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assistant.advise.advice import Flag
from assistant.advise.assessment import FlagNote
from assistant.advise.written import day
from assistant.ui.decide import result_state as state
from assistant.ui.decide.cited import SourceLines
from assistant.ui.decide.fields import DayField, LineField, TextField
from assistant.ui.decide.figures import ago
from assistant.ui.decide.fold import Fold, Terms, passive, reading
from assistant.ui.decide.term_links import TermLinks
from assistant.ui.decide.tick import Tick
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import ElidedLabel, button, label, restyle, rule, set_tone

TERM = 96  # wide, at a font of 13 pixels
PILL = 76
SOURCE = 168
SOURCE_SHARE = 0.27
NARROW = 480


class PointRow(QWidget):
    noted = Signal(str, object)  # the flag's id, FlagNote
    asked = Signal(str)  # a question that decides it

    def __init__(self, theme: Theme, links: Callable[[str], TermLinks]) -> None:
        super().__init__()
        self._links = links
        self._grow = max(1.0, theme.sizes.base / 13)
        self._flag: Flag | None = None
        self.note = FlagNote()
        self.record: Record | None = None  # there once the row has been opened
        self.tick = Tick(theme)
        self.tick.clicked.connect(lambda on: self._keep(done=on))
        self._pill = passive(label("", "pill"))
        self._pill.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.title = passive(label("", wrap=True))
        self._old = passive(label(tr("Old: look again"), "pill"))
        self._old.setProperty("tone", "unsure")
        self._source = ElidedLabel("", "quiet")
        passive(self._source)
        self._source.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.fold = Fold(theme, self._fill)
        self._lay_out()

    def _lay_out(self) -> None:
        pill = QWidget()
        pill.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        pill.setFixedWidth(round(PILL * self._grow))
        around = QHBoxLayout(pill)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignLeft)
        line = QHBoxLayout(self.fold.head)
        line.setContentsMargins(6, 7, 17, 7)
        line.setSpacing(8)
        line.addWidget(pill)
        line.addWidget(self.title, 1)
        line.addWidget(self._old)
        line.addWidget(self._source)
        line.addWidget(self.fold.chevron)
        # The tick box stands beside the row, not on it: each is used by itself.
        beside = QHBoxLayout()
        beside.setContentsMargins(13, 0, 0, 0)
        beside.setSpacing(4)
        self.fold.column.removeWidget(self.fold.head)
        beside.addWidget(self.tick)
        beside.addWidget(self.fold.head, 1)
        self.fold.column.insertLayout(0, beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        column.addWidget(self.fold)

    @property
    def flag(self) -> Flag | None:
        return self._flag

    def fit(self, width: int) -> None:
        """Where there is little room the short source goes: it stands in the opened row as well."""
        self._source.setVisible(width >= NARROW * self._grow)
        self._source.setFixedWidth(max(round(SOURCE * self._grow), round(width * SOURCE_SHARE)))

    def show_flag(self, flag: Flag, note: FlagNote) -> None:
        self.note = note
        if flag != self._flag:
            self._flag = flag
            words, tone = state.severity(flag.severity)
            self._pill.setText(words)
            set_tone(self._pill, tone)
            self.title.setText(flag.title)
            self._old.setVisible(flag.stale)
            self._source.setText(state.short_source(flag.source))
            self.tick.setAccessibleName(tr("Done: {title}", title=flag.title))
            self.record = None
            self.fold.refill()
        self._say()
        if self.record is not None:
            self.record.show_note(note)

    def _say(self) -> None:
        assert self._flag is not None
        self.tick.setChecked(self.note.done)
        kind = "second" if self.note.done else ""
        if (self.title.property("kind") or "") != kind:
            self.title.setProperty("kind", kind)
            restyle(self.title)
        parts = [
            tr(
                "{severity}: {title}", severity=state.severity(self._flag.severity)[0], title=self._flag.title
            ),
            state.short_source(self._flag.source),
        ]
        if self._flag.stale:
            parts.append(tr("{age}, look again", age=ago(self._flag.checked_days_ago)))
        if self.note.done:
            parts.append(tr("Done"))
        self.fold.head.setAccessibleName(". ".join(parts))

    def _keep(self, **fields: object) -> None:
        assert self._flag is not None
        self.note = self.note.model_copy(update=fields)
        self._say()
        self.noted.emit(self._flag.id, self.note)

    # Opened

    def _fill(self, layout: QVBoxLayout) -> None:
        flag = self._flag
        assert flag is not None
        layout.setContentsMargins(13 + self.tick.sizeHint().width() + 10, 4, 18, 16)
        layout.setSpacing(12)
        terms = Terms(round(TERM * self._grow))
        terms.add(tr("Why it applies"), flag.why)
        terms.add(tr("What it means"), flag.means)
        words = self._links("\n".join((flag.title, flag.means, flag.do)))
        if words.links:
            terms.add("", words)
        for note in flag.notes:
            terms.add(tr("Note"), note)
        terms.add(tr("What to do"), flag.do)
        terms.add(tr("What clears it"), self._clearing(flag))
        terms.add(tr("Source"), SourceLines(flag.source))
        age = terms.add(tr("How current"), self._checked(flag))
        if flag.stale:
            age.setProperty("kind", "fault")
        layout.addLayout(terms)
        layout.addWidget(label(tr("Your record"), "strong"))
        self.record = Record(self._grow)
        self.record.show_note(self.note)
        self.record.changed.connect(self._keep_record)
        layout.addWidget(self.record)

    def _keep_record(self, note: FlagNote) -> None:
        self._keep(owner=note.owner, due=note.due, note=note.note, evidence=note.evidence)

    def _clearing(self, flag: Flag) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(reading(flag.evidence))
        for question in flag.cleared_by:
            go = button(tr("Go to the question that decides it"), "link")
            go.clicked.connect(lambda _=False, which=question: self.asked.emit(which))
            column.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    @staticmethod
    def _checked(flag: Flag) -> str:
        when = tr("{ago}, on {day}.", ago=ago(flag.checked_days_ago), day=day(flag.checked))
        if flag.stale:
            return tr("{when} That is long ago: look at the source before you rely on this.", when=when)
        return when


class Record(QWidget):
    """What the owner puts beside a point, for the action list."""

    changed = Signal(object)  # FlagNote; whether it is done is not asked here

    def __init__(self, grow: float) -> None:
        super().__init__()
        self._note = FlagNote()
        self.owner = LineField(tr("Who sees to it"))
        self.due = DayField(tr("Due on"))
        self.evidence = TextField(tr("Evidence: what shows that it is done, and where it is kept"))
        self.words = TextField(tr("Note"))
        terms = Terms(round(TERM * grow))
        terms.add(tr("Owner"), self.owner, field=True)
        terms.add(tr("Due"), self.due, field=True)
        terms.add(tr("Evidence"), self.evidence, field=True)
        terms.add(tr("Note"), self.words, field=True)
        self.setLayout(terms)
        self.owner.edited.connect(lambda text: self._put(owner=text))
        self.due.chosen.connect(self._put_day)
        self.evidence.edited.connect(lambda text: self._put(evidence=text))
        self.words.edited.connect(lambda text: self._put(note=text))

    def show_note(self, note: FlagNote) -> None:
        self._note = note
        self.owner.show_text(note.owner)
        self.due.show_day(note.due)
        self.evidence.show_text(note.evidence)
        self.words.show_text(note.note)

    def _put_day(self, due: datetime.date | None) -> None:
        self._put(due=due)

    def _put(self, **fields: object) -> None:
        self._note = self._note.model_copy(update=fields)
        self.changed.emit(self._note)
