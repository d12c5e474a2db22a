"""Whether the last change is saved, in words for the head of a page."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from assistant.ui.decide.desk import Desk
from assistant.ui.decide.listed import ago
from assistant.ui.text import safe, tr

SAID_ANEW_MS = 30_000  # how long ago it was


class SavedWords(QObject):
    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._saving = False
        desk.changed.connect(self._changed)
        desk.saved.connect(self._saved)
        desk.opened.connect(self._saved)
        desk.unsaved.connect(self.changed)
        timer = QTimer(self, interval=SAID_ANEW_MS)
        timer.timeout.connect(self.changed)
        timer.start()

    @property
    def words(self) -> str:
        current = self._desk.current
        if current is None:
            return ""
        name = safe(current.name)
        if self._desk.save_failed:
            return tr("{name}. The last change is not saved", name=name)
        if self._saving:
            return tr("{name}. Saving...", name=name)
        since = ago(current.changed, datetime.datetime.now(datetime.UTC))
        return tr("{name}. Saved {ago}", name=name, ago=since)

    def _changed(self) -> None:
        self._saving = not self._desk.is_saved
        self.changed.emit()

    def _saved(self) -> None:
        self._saving = False
        self.changed.emit()
