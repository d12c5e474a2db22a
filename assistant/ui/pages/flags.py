"""All points of law and guidance: those that apply to the assessment at hand, those that do not, and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from assistant.ui.decide.catalogue import SEVERITIES, Listed, listing, severity_word
from assistant.ui.decide.flag_filter import FlagFilter
from assistant.ui.decide.flag_row import FlagRow
from assistant.ui.decide.fold import reading
from assistant.ui.decide.page import DeskPage, scrolled
from assistant.ui.session import Session
from assistant.ui.text import count, plural, safe, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.announce import announce
from assistant.ui.widgets.controls import card, label, rule, take_out


class Area(QFrame):
    """The flags of one field of law or guidance."""

    def __init__(self, title: str, rows: list[FlagRow]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self.rows = rows
        self._rules: list[QFrame] = [rule() for _ in rows]
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(0)
        head = label(title, "card-title")
        head.setContentsMargins(8, 0, 8, 6)
        column.addWidget(head)
        for line, row in zip(self._rules, rows, strict=True):
            column.addWidget(line)
            column.addWidget(row)

    def show_only(self, wanted: set[str]) -> None:
        for line, row in zip(self._rules, self.rows, strict=True):
            line.setVisible(row.flag.id in wanted)
            row.setVisible(row.flag.id in wanted)
        self.setVisible(any(row.flag.id in wanted for row in self.rows))


class FlagsPage(DeskPage):
    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._flags: list[Listed] = []
        self._areas: list[Area] = []
        self.filter = FlagFilter()
        self.filter.changed.connect(self._narrow)
        self.answer = reading("", "answer-title")
        self._beside = reading("", "quiet")
        summary = card("answer")
        inside = QVBoxLayout(summary)
        inside.setContentsMargins(20, 12, 20, 14)
        inside.setSpacing(4)
        inside.addWidget(self.answer)
        inside.addWidget(self._beside)
        above = QVBoxLayout()
        above.setContentsMargins(24, 0, 24, 12)
        above.setSpacing(12)
        above.addWidget(summary)
        above.addWidget(self.filter)
        self._none = label(tr("No point fits the search and the filters. Esc takes them away."), "quiet")
        self._none.hide()
        self._list, self._column = scrolled(tr("All points of law and guidance"))
        self._column.setContentsMargins(24, 0, 14, 24)  # its scroll bar stands beside it
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        self.body.addLayout(above)
        self.body.addWidget(self._list, 1)
        self.desk.changed.connect(self._again)
        self.desk.opened.connect(self._again)

    @property
    def title(self) -> str:
        return tr("All points of law and guidance")

    @property
    def context(self) -> str:
        current = self.desk.current
        if current is None:
            return tr("General information, not legal advice. No assessment is open")
        return tr("{name}. General information, not legal advice", name=safe(current.name))

    def panes(self) -> list[QWidget]:
        return [self.filter.search, self._list]

    def search(self) -> None:
        self.filter.search.setFocus()
        self.filter.search.selectAll()

    def escape(self) -> None:
        self.filter.clear()

    def rows(self) -> list[FlagRow]:
        return [row for area in self._areas for row in area.rows]

    def shown_rows(self) -> list[FlagRow]:
        return [row for row in self.rows() if not row.isHidden()]

    def shown(self) -> None:
        super().shown()
        self._list.setFocus()

    def prepared(self) -> None:
        answers = self.desk.answers if self.desk.current is not None else None
        flags = listing(self.desk.know, answers, datetime.date.today())
        self.context_changed.emit()
        if flags == self._flags:
            return
        self._flags = flags
        self._rebuild()
        self._say()
        self._narrow()
        self._warn()

    def _again(self) -> None:
        if self.in_front and self.desk.ready:
            self.prepared()

    # The list

    def _rebuild(self) -> None:
        """What was open stays open."""
        was_open = {row.flag.id for row in self.rows() if row.is_open}
        for old in self._areas:
            take_out(self._column, old)
        self._areas = [Area(title, self._made(title)) for title in dict.fromkeys(f.area for f in self._flags)]
        for at, area in enumerate(self._areas):
            self._column.insertWidget(at, area)
        for row in self.rows():
            row.open(row.flag.id in was_open)

    def _made(self, area: str) -> list[FlagRow]:
        rows = [FlagRow(self.theme, flag, self.links) for flag in self._flags if flag.area == area]
        for row in rows:
            row.head.installEventFilter(self)
        return rows

    def _narrow(self) -> None:
        self.filter.show_counts(self._flags)
        wanted = {flag.id for flag in self._flags if self.filter.lets_in(flag)}
        for area in self._areas:
            area.show_only(wanted)
        self._none.setVisible(not wanted)
        announce(self, plural(len(wanted), "{n} point is shown.", "{n} points are shown."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys go from row to row."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            heads = [row.head for row in self.shown_rows()]
            here = next((at for at, head in enumerate(heads) if head is watched), None)
            if step and here is not None:
                self._go_to(heads[max(0, min(len(heads) - 1, here + step))])
                return True
        return super().eventFilter(watched, event)

    def _go_to(self, head: QWidget) -> None:
        head.setFocus()
        self._list.ensureWidgetVisible(head, 0, 24)

    # The words above it

    def _say(self) -> None:
        apply = [flag for flag in self._flags if flag.applies]
        if self.desk.current is None:
            self.answer.setText(
                plural(
                    len(self._flags),
                    "This is {n} point that Stillroom knows",
                    "These are all {n} points that Stillroom knows",
                )
            )
            self._beside.setText(
                tr("Open an assessment to see which of them apply to it, and why the others do not.")
            )
            return
        counted = ", ".join(_counted(apply)) or tr("none")
        self.answer.setText(
            tr(
                "{n} of {all} points apply: {counted}",
                n=count(len(apply)),
                all=len(self._flags),
                counted=counted,
            )
            if apply
            else tr("None of the {all} points applies to your answers so far", all=len(self._flags))
        )
        self._beside.setText(
            tr("Each row says why it applies or why it does not. A smaller model changes none of this.")
        )

    def _warn(self) -> None:
        old = sum(flag.stale for flag in self._flags)
        if not old:
            self.notices.take_back("old")
            return
        self.notices.say(
            plural(
                old,
                "{n} point was checked more than 120 days ago. Look it up again, or import newer rules.",
                "{n} points were checked more than 120 days ago. Look them up again, or import newer rules.",
            ),
            "unsure",
            [(tr("Rules"), lambda: self.go.emit("rules"))],
            kind="old",
        )


def _counted(flags: list[Listed]) -> Iterator[str]:
    for severity in SEVERITIES:
        number = sum(flag.severity == severity for flag in flags)
        if number:
            yield f"{count(number)} {severity_word(severity).lower()}"
