"""Keeps the application in the theme that the user or the system has chosen, while it runs."""

from __future__ import annotations

from typing import Literal, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontInfo, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from assistant.ui.theme.icons import icon
from assistant.ui.theme.sheet import Sizes, sheet
from assistant.ui.theme.tokens import Tokens, tokens

Mode = Literal["system", "light", "dark"]


class Theme(QObject):
    """The current tokens and sizes. `changed` tells those who paint for themselves to paint again."""

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode = "system") -> None:
        super().__init__(app)
        self._app = app
        self._mode = mode
        self.tokens: Tokens = tokens(dark=False)
        self.sizes = Sizes(base=13)
        style = QStyleFactory.create("Fusion")
        if style is not None:
            app.setStyle(style)
        # Both are held: PySide forgets the inner object together with the outer one's wrapper.
        self._hints = app.styleHints()
        self._wishes = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._apply)
        self._wishes.contrastPreferenceChanged.connect(self._apply)
        app.fontChanged.connect(self._apply)
        self._apply()

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def dark(self) -> bool:
        if self._mode != "system":
            return self._mode == "dark"
        return self._hints.colorScheme() == Qt.ColorScheme.Dark

    @property
    def high_contrast(self) -> bool:
        return self._wishes.contrastPreference() == Qt.ContrastPreference.HighContrast

    def set_mode(self, mode: str) -> None:
        self._mode = cast("Mode", mode) if mode in ("system", "light", "dark") else "system"
        self._apply()

    def icon(self, name: str, colour: str | None = None) -> QIcon:
        return icon(name, colour or self.tokens.ink_2)

    def _apply(self) -> None:
        self.tokens = tokens(self.dark, self.high_contrast)
        self.sizes = Sizes(base=QFontInfo(self._app.font()).pixelSize())
        self._app.setPalette(_palette(self.tokens))
        wanted = sheet(self.tokens, self.sizes)
        if self._app.styleSheet() != wanted:
            self._app.setStyleSheet(wanted)
        self.changed.emit()


def _palette(colours: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, colours.window),
        (role.WindowText, colours.ink),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.window),
        (role.Text, colours.ink),
        (role.PlaceholderText, colours.ink_2),
        (role.Button, colours.surface),
        (role.ButtonText, colours.ink),
        (role.BrightText, colours.stop),
        (role.ToolTipBase, colours.surface),
        (role.ToolTipText, colours.ink),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Mid, colours.control_line),
        (role.Midlight, colours.line),
        (role.Light, colours.surface),
        (role.Dark, colours.control_line),
        (role.Shadow, colours.control_line),
    ):
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(colours.ink_2))
    return palette
