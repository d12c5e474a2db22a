"""Which rules the advice is made with, how old their checks are, and newer ones from a file."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from assistant.ui.decide import rules_cards
from assistant.ui.decide.page import DeskPage, scrolled
from assistant.ui.session import Session
from assistant.ui.text import safe, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import button, take_all_out

if TYPE_CHECKING:
    from assistant.advise.assessment import Assessment
    from assistant.advise.renewal import Active, Changed, Imported


class RulesPage(DeskPage):
    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._area, self._column = scrolled(self.title)
        self.body.addWidget(self._area)
        self.load = button(tr("Import a rules file..."), "primary")
        self.load.clicked.connect(self.choose)
        self.found: Active | None = None
        self.changed: list[Changed] | None = None  # by what was done last, None before anything was
        self.busy = False
        self._can_take_back = False
        self._shown: object = None
        self._cards: list[QWidget] = []

    @property
    def title(self) -> str:
        return tr("Rules")

    @property
    def context(self) -> str:
        if self.busy:
            return tr("Checking the rules...")
        return tr("What the advice is made with")

    @property
    def drop_hint(self) -> str:
        return tr("Let go to import these rules")

    def buttons(self) -> list[QPushButton]:
        return [self.load]

    def panes(self) -> list[QWidget]:
        return [self._area]

    def shown(self) -> None:
        super().shown()
        self._area.setFocus()

    def prepared(self) -> None:
        from assistant.advise.renewal import active

        self.session.background.run(partial(active, self.session.home), self._show, self.tell)

    def undo(self) -> None:
        """Only what was done on this page: the answers are not to be seen here."""
        if self._can_take_back:
            self.take_back()

    # What can be done

    def choose(self) -> None:
        kinds = f"{tr('Rules files')} (*.stillroom-rules);;{tr('All files')} (*)"
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Import a rules file"), str(Path.home()), kinds)
        if chosen:
            self.take(Path(chosen))

    def drop(self, local: list[str], others: int) -> None:
        if len(local) == 1 and not others:
            self.take(Path(local[0]))
        else:
            self.tell(tr("Drop one rules file: its name ends in .stillroom-rules."))

    def take(self, path: Path) -> None:
        """Imports the file; what it changes is shown, or why it is refused."""
        self._do(
            partial(_take, path, self.session.home),
            tr("The rules in {name} are in force.", name=safe(path.name)),
        )

    def go_back(self) -> None:
        """To the rules that came with the app; one click takes it back."""
        sentence = tr("The imported rules are put away. Those that came with Stillroom are in force.")
        self._do(partial(_go_back, self.session.home), sentence, self.take_back)

    def take_back(self) -> None:
        self._do(partial(_take_back, self.session.home), tr("The imported rules are back."))

    def _do(
        self, work: Callable[[], Imported], sentence: str, undo: Callable[[], None] | None = None
    ) -> None:
        if self.busy or not self.session.is_open or not self.desk.ready:
            return
        self._set_busy(True)
        for kind in ("told", "done"):
            self.notices.take_back(kind)
        self.session.background.run(work, partial(self._done, sentence, undo), self._failed)

    def _done(self, sentence: str, undo: Callable[[], None] | None, done: Imported) -> None:
        self._set_busy(False)
        self._can_take_back = undo is not None
        self.notices.say(sentence, "sure", [(tr("Undo"), undo)] if undo else [], kind="done")
        self.changed = None
        self._show(done.after)
        stored = [(one.id, one.assessment) for one in self.desk.stored]
        self.session.background.run(partial(_compare, stored, done), self._compared, self.tell)

    def _failed(self, sentence: str) -> None:
        self._set_busy(False)
        self.tell(sentence)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.context_changed.emit()

    # What is shown

    def _compared(self, changed: list[Changed]) -> None:
        self.changed = changed
        self._fill()

    def _show(self, found: Active) -> None:
        self.found = found
        if found.complaint in self.notices.texts():  # the desk's; the first card has it
            self.notices.take_back("told")
        if found.version != self.desk.know.about.version:
            self.desk.use(found.knowledge)
        self._fill()

    def _fill(self) -> None:
        if self.found is None:
            return
        today = datetime.date.today()
        state = (self.found, self.changed, today)
        if state != self._shown:
            self._shown = state
            self._replace(self._made(self.found, today))

    def _made(self, found: Active, today: datetime.date) -> list[QWidget]:
        from assistant.advise.renewal import ages

        checked = ages(found.knowledge, today)
        oldest = max(checked, key=lambda age: age.days)
        made: list[QWidget] = [rules_cards.in_force(self.theme, found, oldest, self.go_back)]
        if self.changed is not None:
            made.append(rules_cards.changes(self.changed, self._open))
        return [*made, rules_cards.checks(self.theme, checked), rules_cards.how()]

    def _replace(self, cards: Sequence[QWidget]) -> None:
        focus = self.window().focusWidget()
        if focus is not None and any(old.isAncestorOf(focus) for old in self._cards):
            self._area.setFocus()  # what was pressed goes away
        take_all_out(self._column)
        self._cards = list(cards)
        for one in self._cards:
            self._column.addWidget(one)
        self._column.addStretch(1)

    def _open(self, number: int) -> None:
        self.desk.open(number)
        self.go.emit("result")


def _take(path: Path, home: Path) -> Imported:
    from assistant.advise.renewal import import_rules
    from assistant.reports.papers import papers

    return import_rules(path, home, also=(papers,))


def _go_back(home: Path) -> Imported:
    from assistant.advise.renewal import Imported, active, drop_imported

    before = active(home)
    drop_imported(home)
    return Imported(before, active(home))


def _take_back(home: Path) -> Imported:
    from assistant.advise.renewal import Imported, active, take_back

    before = active(home)
    take_back(home)
    return Imported(before, active(home))


def _compare(stored: Sequence[tuple[int, Assessment]], done: Imported) -> list[Changed]:
    from assistant.advise.renewal import changed_advice

    today = datetime.date.today()
    return changed_advice(stored, done.before.knowledge, done.after.knowledge, today)
