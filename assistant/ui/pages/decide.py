"""The wizard's first page: the assessments, a new one, and the ways to the pages inside."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from assistant.advise.assessment import Assessment
from assistant.errors import InputError
from assistant.ui.decide import walk
from assistant.ui.decide.entry import Entry
from assistant.ui.decide.listed import file_name, listed, rules_words
from assistant.ui.decide.page import DeskPage, scrolled
from assistant.ui.decide.ways import Ways
from assistant.ui.decide.welcome import Welcome
from assistant.ui.session import Session
from assistant.ui.text import plural, safe, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import button, take_out
from assistant.ui.widgets.toast import Toast

SUFFIX = ".json"
AGE_MS = 30_000


class DecidePage(DeskPage):
    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.entries: dict[int, Entry] = {}
        self._when_added: Callable[[], None] | None = None  # what follows once the new one is at hand
        self._deleted: list[Assessment] = []
        self.new_button = button(tr("New assessment"), "primary")
        self.import_button = button(tr("Import..."), "", tr("Opens an assessment that was saved as a file"))
        self.new_button.clicked.connect(self.start)
        self.import_button.clicked.connect(self._ask_import)
        self.welcome, self.ways = Welcome(), Ways(theme)
        self.welcome.start.connect(self.start)
        self.welcome.glossary.connect(lambda: self.go.emit("glossary"))
        self.ways.chosen.connect(self._way)
        self._area, column = scrolled(tr("Assessments"))
        column.setContentsMargins(24, 4, 24, 24)
        column.addWidget(self.welcome)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column.addLayout(self._list)
        column.addWidget(self.ways)
        column.addStretch(1)
        self.body.addWidget(self._area, 1)
        self.toast = Toast(theme, self)
        self.welcome.hide()
        self.ways.hide()
        self.desk.listed.connect(self._show)
        self.desk.opened.connect(self._opened)
        timer = QTimer(self, interval=AGE_MS)
        timer.timeout.connect(self._show)
        timer.start()

    # The shell's side

    @property
    def title(self) -> str:
        return tr("Is distillation right for us?")

    @property
    def context(self) -> str:
        number = len(self.desk.stored)
        if not self.desk.ready:
            return ""
        if not number:
            return tr("General information, not legal advice")
        return plural(
            number,
            "{n} assessment. General information, not legal advice",
            "{n} assessments. General information, not legal advice",
        )

    def buttons(self) -> list[QPushButton]:
        if not self.desk.ready:
            return []
        return [self.import_button, self.new_button] if self.desk.stored else [self.import_button]

    def panes(self) -> list[QWidget]:
        first = next(iter(self.entries.values()), None)
        return [first or self.welcome.first, next(iter(self.ways.ways.values())).link]

    def prepared(self) -> None:
        self._show()
        self._focus()

    def undo(self) -> None:
        """Brings back what was deleted last, then the one before. Answers are undone where they are given."""
        if self._deleted:
            self.toast.hide()
            self.desk.restore(self._deleted.pop())

    @property
    def drop_hint(self) -> str:
        return tr("Let go to import this assessment")

    def drop(self, local: list[str], others: int) -> None:
        for path in local:
            self.take_in(Path(path))
        if others:
            self.tell(tr("That is not a file. Drop an assessment that was saved as a file."))

    def escape(self) -> None:
        for entry in self.entries.values():
            entry.end_rename()

    # What can be done

    def start(self) -> None:
        if self._when_added is not None:
            return  # a second click, before the first has had its effect
        self._when_added = lambda: self.go.emit("question")
        self.desk.new()

    def open(self, number: int) -> None:
        """Where the user was when it was last open."""
        self.desk.open(number)
        current = self.desk.current
        if current is not None:
            self.go.emit("result" if current.at == walk.RESULT else "question")

    def take_in(self, path: Path) -> None:
        def told() -> None:
            current = self.desk.current
            if current is not None and self.desk.id is not None:
                self.toast.say(tr("“{name}” is in the list.", name=safe(current.name)))
                self._focus(self.desk.id)

        self._when_added = told
        self.desk.import_file(path)

    def copy(self, number: int) -> None:
        found = self._assessment(number)
        if found is None or self._when_added is not None:
            return

        def told() -> None:
            self.toast.say(tr("This is the copy. Change an answer in it, then see the two side by side."))
            if self.desk.id is not None:
                self._focus(self.desk.id)

        self._when_added = told
        self.desk.duplicate(found)

    def rename(self, number: int, name: str) -> None:
        try:
            self.desk.rename(number, name)
        except InputError as fault:
            self.tell(str(fault))

    def delete(self, number: int) -> None:
        def gone(was: Assessment) -> None:
            self._deleted.append(was)
            self.toast.say(tr("“{name}” is deleted.", name=safe(was.name)), self.undo)
            self._focus()

        self.desk.delete(number, gone)

    def export(self, number: int, path: Path) -> None:
        if self.desk.id != number:
            self.desk.open(number)
        self.desk.export_file(path, lambda to: self.toast.say(tr("Saved as {file}.", file=safe(to.name))))

    def _ask_import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Import an assessment"), str(Path.home()), tr("Assessments (*.json);;All files (*)")
        )
        if chosen:
            self.take_in(Path(chosen))

    def _ask_export(self, number: int) -> None:
        found = self._assessment(number)
        if found is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            tr("Save the assessment"),
            str(Path.home() / file_name(found.name)),
            tr("Assessments (*.json)"),
        )
        if chosen:
            path = Path(chosen)
            self.export(number, path if path.suffix else path.with_suffix(SUFFIX))

    def _assessment(self, number: int) -> Assessment | None:
        return next((one.assessment for one in self.desk.stored if one.id == number), None)

    # Showing

    def _show(self) -> None:
        if not self.desk.ready or not self.in_front:
            return
        now, today = datetime.datetime.now(datetime.UTC), datetime.date.today()
        wanted = {one.id: one.assessment for one in self.desk.stored}
        for number in [one for one in self.entries if one not in wanted]:
            gone = self.entries.pop(number)
            take_out(self._list, gone)
        for at, (number, assessment) in enumerate(wanted.items()):
            if number not in self.entries:
                self.entries[number] = self._entry(number)
            entry = self.entries[number]
            if self._list.indexOf(entry) != at:
                self._list.removeWidget(entry)
                self._list.insertWidget(at, entry)
            entry.show_listed(assessment.name, listed(assessment, self.desk.know, now, today))
        self.entries = {number: self.entries[number] for number in wanted}
        about = self.desk.know.about
        self.ways.show_state(len(wanted), *rules_words(about.version, about.checked, today))
        self.welcome.setVisible(not wanted)
        self.ways.setVisible(True)
        self.context_changed.emit()
        self.buttons_changed.emit()

    def _entry(self, number: int) -> Entry:
        entry = Entry(self.theme, number)
        entry.opened.connect(self.open)
        entry.renamed.connect(self.rename)
        entry.copied.connect(self.copy)
        entry.exported.connect(self._ask_export)
        entry.deleted.connect(self.delete)
        return entry

    def _focus(self, number: int | None = None) -> None:
        entry = self.entries.get(number) if number is not None else next(iter(self.entries.values()), None)
        (entry or self.welcome.first).setFocus()

    def _way(self, page: str) -> None:
        if page == "glossary":
            self.desk.term = ""
        self.go.emit(page)

    def _opened(self) -> None:
        follow, self._when_added = self._when_added, None
        if follow is not None and self.desk.current is not None and self.in_front:
            follow()

    def _refused(self, sentence: str) -> None:
        self._when_added = None
        super()._refused(sentence)

    # Qt's side

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.ways.arrange(self.width() - 48)
