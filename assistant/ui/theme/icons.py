"""Line icons (Lucide, ISC licence, in resources/icons) in the colour of the writing around them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from assistant.paths import resources

FOLDER = resources() / "icons"
SIZES = (16, 18, 20, 24, 32, 36, 48, 54, 64, 96, 144)  # sharp at 100, 150, 200 and 300 per cent


@lru_cache(maxsize=128)
def icon(name: str, colour: str) -> QIcon:
    drawing = (FOLDER / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    made = QIcon()
    for size in SIZES:
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(picture.rect()))
        painter.end()
        made.addPixmap(picture)
    return made


@lru_cache(maxsize=1)
def app_icon() -> QIcon:
    return QIcon(str(FOLDER / "stillroom.svg"))
