"""The glossary's line drawings, in the colours of the theme and sharp at every size."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from assistant.ui.guard import guarded
from assistant.ui.theme.theme import Theme

LEAST, MOST = 240, 400


class Drawing(QWidget):
    """As wide as there is room for, up to `MOST`; what it shows is its accessible name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._path: Path | None = None
        self._drawn: QSvgRenderer | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(MOST)
        theme.changed.connect(self._draw)

    def show_file(self, path: Path, alt: str) -> None:
        self._path = path
        self.setAccessibleName(alt)
        self._draw()

    def _draw(self) -> None:
        if self._path is None:
            return
        drawing = coloured(self._path.read_text(encoding="utf-8"), self._theme)
        self._drawn = QSvgRenderer(QByteArray(drawing.encode()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(MOST, self.heightForWidth(MOST))

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, self.heightForWidth(LEAST))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        natural = self._drawn.defaultSize() if self._drawn is not None else QSize(2, 1)
        return round(min(width, MOST) * natural.height() / max(1, natural.width()))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawn is None:
            return
        painter = QPainter(self)
        natural = self._drawn.defaultSize()
        scale = min(self.width() / natural.width(), self.height() / natural.height())
        self._drawn.render(painter, QRectF(0, 0, natural.width() * scale, natural.height() * scale))
        painter.end()


def coloured(drawing: str, theme: Theme) -> str:
    """The drawing with the theme's colours for `currentColor` and for `var(--name)`."""
    tokens = theme.tokens

    def colour(match: re.Match[str]) -> str:
        return str(getattr(tokens, match.group(1).replace("-", "_")))

    return re.sub(r"var\(--([a-z0-9-]+)\)", colour, drawing).replace("currentColor", tokens.ink)
