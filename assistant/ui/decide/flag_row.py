"""One flag in the list of all: its severity, title and reason, and, opened, everything that is known of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from assistant.advise.advice import Severity
from assistant.advise.written import day
from assistant.ui.decide.catalogue import Listed, seen_in_words, severity_word, tone
from assistant.ui.decide.cited import SourceLines
from assistant.ui.decide.figures import ago
from assistant.ui.decide.fold import Fold, Terms, passive, reading
from assistant.ui.decide.term_links import TermLinks
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import ElidedLabel, label

PILL = 106  # every title of the list begins at the same place
NAMES = 130
WIDE = 720


class FlagRow(Fold):
    """`links` makes links to the words of a text."""

    def __init__(self, theme: Theme, flag: Listed, links: Callable[[str], TermLinks]) -> None:
        super().__init__(theme, self._fill_in)
        self.flag, self._theme, self._links = flag, theme, links
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(passive(label(flag.title, "" if flag.applies is False else "strong", wrap=True)))
        reason = ElidedLabel(flag.reason, "quiet", cut=Qt.TextElideMode.ElideRight)
        words.addWidget(passive(reason))
        line = QHBoxLayout(self.head)
        line.setContentsMargins(8, 6, 8, 6)
        line.setSpacing(12)
        line.addWidget(self._state(), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        if flag.stale:
            line.addWidget(passive(_pill(tr("Old: look again"), "unsure")), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.chevron, 0, Qt.AlignmentFlag.AlignVCenter)
        self.head.setAccessibleName(f"{state_word(flag)}. {flag.title}. {flag.reason}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._indent()

    def _indent(self) -> None:
        """What is inside stands under the title, where there is room for that."""
        inside = self.inside.layout()
        if inside is not None:
            inside.setContentsMargins(20 + PILL if self.width() >= WIDE else 8, 2, 16, 16)

    def _state(self) -> QWidget:
        holder = QWidget()
        holder.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        holder.setFixedWidth(max(PILL, round(PILL * self._theme.sizes.base / 13)))
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(_pill(state_word(self.flag), tone(self.flag.severity) if self.flag.applies else ""))
        line.addStretch(1)
        return holder

    def _fill_in(self, layout: QVBoxLayout) -> None:
        flag = self.flag
        self._indent()
        lines = Terms(NAMES)
        layout.addLayout(lines)
        lines.add(tr("What it means"), flag.means)
        words = self._links("\n".join((flag.title, flag.means, flag.do)))
        if words.links:
            lines.add("", words)
        if flag.applies is not None:
            lines.add(tr("Why it applies") if flag.applies else tr("Why it does not"), flag.reason)
        lines.add(tr("When it applies"), _conditions(flag.when))
        lines.add(tr("What to do"), flag.do)
        lines.add(tr("What shows it is done"), flag.evidence)
        for at, note in enumerate(flag.notes):
            lines.add(tr("Note") if at == 0 else "", note)
        lines.add(tr("Source"), SourceLines(flag.source))
        lines.add(tr("How old that is"), _checked(flag))
        lines.add(tr("How it was checked"), seen_in_words(flag.seen))


def state_word(flag: Listed) -> str:
    """In the list of an assessment what applies, without one the loudest that it can be."""
    if flag.applies is None and len(flag.possible) > 1:
        return tr("Up to {severity}", severity=severity_word(flag.severity).lower())
    return tr("Does not apply") if flag.applies is False else severity_word(flag.severity)


def _pill(text: str, how: str) -> QLabel:
    made = label(text, "pill")
    made.setProperty("tone", how)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def _conditions(when: tuple[tuple[Severity, str], ...]) -> QWidget:
    """Each severity with its condition. The first one that holds counts."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for severity, words in when:
        column.addWidget(
            reading(tr("{severity}, where {words}.", severity=severity_word(severity), words=words))
        )
    return holder


def _checked(flag: Listed) -> QWidget:
    said = tr("{ago}, on {day}.", ago=ago(flag.source.days_ago), day=day(flag.source.checked))
    if not flag.stale:
        return reading(said)
    return _pill(tr("{said} That is long ago: look it up again.", said=said), "unsure")
