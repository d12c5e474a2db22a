"""Settings: the theme, how many workers, and where things are kept."""

from __future__ import annotations

import os

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from assistant.ui.pages.information import InformationPage
from assistant.ui.session import Session
from assistant.ui.text import count, plural, safe, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import button, label
from assistant.ui.window_state import WindowState


class SettingsPage(InformationPage):
    """Every setting takes effect at once; there is nothing to confirm."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._choose_theme()
        self._choose_workers()
        place = self.add_card(
            tr("Where things are kept"),
            [safe(str(session.home)), tr("To keep them elsewhere, set STILLROOM_HOME to another folder.")],
        )
        more = button(tr("What is kept there"), "link")
        more.clicked.connect(lambda: self.go.emit("kept"))
        place.addWidget(more)
        self.end()

    @property
    def title(self) -> str:
        return tr("Settings")

    @property
    def context(self) -> str:
        return tr("Each takes effect at once")

    def shown(self) -> None:
        kept = self._session.workers if self._session.is_open else 0
        self.workers.get(kept, self.workers[0]).setChecked(True)
        for choice in self.workers.values():
            choice.setEnabled(self._session.is_open)
        super().shown()

    def panes(self) -> list[QWidget]:
        return [self.themes["system"]]

    def _choose_theme(self) -> None:
        inside = self.add_card(tr("Theme"), [])
        self.themes: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        for mode, name in (("system", tr("As the system")), ("light", tr("Light")), ("dark", tr("Dark"))):
            choice = QRadioButton(name)
            choice.setAccessibleName(tr("Theme: {name}", name=name))
            choice.setChecked(self._theme.mode == mode)
            choice.toggled.connect(lambda on, which=mode: self._set_theme(which) if on else None)
            self._group.addButton(choice)
            self.themes[mode] = choice
            inside.addWidget(choice)

    def _set_theme(self, mode: str) -> None:
        self._theme.set_mode(mode)
        WindowState(self._session.home).set_theme(mode)

    def _choose_workers(self) -> None:
        inside = self.add_card(
            tr("Workers"),
            [tr("How many documents are read at the same time. More is faster and takes more memory.")],
        )
        self.workers: dict[int, QRadioButton] = {}
        self._worker_group = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(20)
        for number in (0, *_offered(os.cpu_count() or 1)):
            choice = QRadioButton(count(number) if number else tr("As fits this computer"))
            choice.setAccessibleName(tr("Workers: {number}", number=choice.text()))
            choice.toggled.connect(lambda on, which=number: self._set_workers(which) if on else None)
            self._worker_group.addButton(choice)
            self.workers[number] = choice
            line.addWidget(choice)
        line.addStretch(1)
        inside.addLayout(line)
        inside.addWidget(
            label(plural(os.cpu_count() or 1, "It has {n} processor.", "It has {n} processors."), "quiet")
        )

    def _set_workers(self, number: int) -> None:
        if self._session.is_open and number != self._session.workers:
            self._session.set_workers(number)


def _offered(processors: int) -> list[int]:
    """The numbers worth choosing among: 1, 2, 3, 4, then doubling."""
    return [number for number in (1, 2, 3, 4, 8, 16, 32) if number <= max(2, processors)]
