"""What the window needs to know before the workspace is open: its theme, and where it stood."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


class WindowState:
    """A small file in the app's own folder; a missing or broken one means the defaults."""

    def __init__(self, home: Path) -> None:
        self._kept = QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)

    def theme(self) -> str:
        return str(self._kept.value("theme", "system"))

    def set_theme(self, mode: str) -> None:
        self._kept.setValue("theme", mode)

    def geometry(self) -> QByteArray:
        kept = self._kept.value("geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def set_geometry(self, geometry: QByteArray) -> None:
        self._kept.setValue("geometry", geometry)
        self._kept.sync()
