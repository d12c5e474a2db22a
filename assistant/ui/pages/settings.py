"""Settings: the theme, how many workers, and where things are kept."""

from __future__ import annotations

import os

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSpinBox, QWidget

from assistant.ui.pages.information import InformationPage
from assistant.ui.session import Session
from assistant.ui.text import safe, tr
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
    def title(self) -> str:  # type: ignore[override]
        return tr("Settings")

    @property
    def context(self) -> str:
        return tr("Each takes effect at once")

    def shown(self) -> None:
        if self._session.is_open:
            self.workers.blockSignals(True)
            self.workers.setValue(self._session.workers)
            self.workers.blockSignals(False)
        self.workers.setEnabled(self._session.is_open)
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
        self.workers = QSpinBox()
        self.workers.setRange(0, max(2, os.cpu_count() or 2))
        self.workers.setSpecialValueText(tr("By itself"))
        self.workers.setAccessibleName(tr("Number of workers"))
        self.workers.setFixedWidth(140)
        self.workers.valueChanged.connect(self._session.set_workers)
        line = QHBoxLayout()
        line.addWidget(self.workers)
        line.addWidget(label(tr("This computer has {n} processors.", n=os.cpu_count() or 1), "quiet"))
        line.addStretch(1)
        inside.addLayout(line)
