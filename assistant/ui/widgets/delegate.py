"""Paints the rows of the table: text, confidence bar, status pill."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from assistant.ui.guard import guarded
from assistant.ui.models import rows
from assistant.ui.state.row import Cells
from assistant.ui.theme.theme import Theme

MARGIN = 10
BAR = 68
PILL_PAD = 9


class RowDelegate(QStyledItemDelegate):
    """Reads the row's cells from the model and draws them in the theme's colours."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._view = parent
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, self._theme.sizes.row)

    @guarded
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cells: Cells | None = index.data(rows.CELLS)
        area, state, font = option.rect, option.state, QFont(option.font)
        painter.save()
        try:
            self._row(painter, area, state, index.row())
            if cells is not None:
                self._cell(painter, QRectF(area), index.column(), cells, font)
        finally:
            painter.restore()

    def _row(self, painter: QPainter, area: QRect, state: QStyle.StateFlag, row: int) -> None:
        """What all cells of a row share: the ground when selected, the rule below, the mark of the focus."""
        colours = self._theme.tokens
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(colours.accent_soft))
        painter.setPen(QColor(colours.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if self._view.hasFocus() and self._view.currentIndex().row() == row:
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.drawLine(area.bottomLeft(), area.bottomRight())
            painter.drawLine(area.topLeft(), area.topRight())

    def _cell(self, painter: QPainter, area: QRectF, column: int, cells: Cells, font: QFont) -> None:
        colours = self._theme.tokens
        inside = area.adjusted(MARGIN, 0, -MARGIN, 0)
        match column:
            case rows.FILE:
                self._text(
                    painter,
                    inside,
                    cells.file,
                    colour=colours.ink,
                    font=font,
                    cut=Qt.TextElideMode.ElideMiddle,
                )
            case rows.CATEGORY:
                font = self._small(font) if cells.quiet_category else font
                ink = colours.ink_2 if cells.quiet_category else colours.ink
                self._text(painter, inside, cells.category, colour=ink, font=font)
            case rows.CONFIDENCE:
                self._bar(painter, inside, cells, font)
            case rows.STATUS:
                self._pill(painter, inside, cells, self._small(font))
            case rows.REASON:
                self._text(painter, inside, cells.reason, colour=colours.ink_2, font=self._small(font))
            case _:
                small = self._small(font)
                self._text(
                    painter,
                    inside,
                    cells.folder,
                    colour=colours.ink_2,
                    font=small,
                    cut=Qt.TextElideMode.ElideLeft,
                )

    def _small(self, font: QFont) -> QFont:
        small = QFont(font)
        small.setPixelSize(self._theme.sizes.small)
        return small

    @staticmethod
    def _text(
        painter: QPainter,
        area: QRectF,
        text: str,
        *,
        colour: str,
        font: QFont,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        line = QFontMetrics(font).elidedText(text, cut, int(area.width()))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), line)

    def _bar(self, painter: QPainter, area: QRectF, cells: Cells, font: QFont) -> None:
        if cells.share is None:
            return
        colours = self._theme.tokens
        number = QFontMetrics(font).horizontalAdvance("00%")
        long = min(BAR, area.width() - number - 8)
        if long > 16:
            track = QRectF(area.left(), area.center().y() - 3, long, 6)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.track))
            painter.drawRoundedRect(track, 3, 3)
            painter.setBrush(QColor(colours.sure if cells.tone == "sure" else colours.unsure))
            track.setWidth(max(6.0, long * cells.share))
            painter.drawRoundedRect(track, 3, 3)
            area = area.adjusted(long + 8, 0, 0, 0)
        tabular = QFont(font)
        tabular.setFeature(QFont.Tag("tnum"), 1)
        self._text(painter, area, cells.confidence, colour=colours.ink, font=tabular)

    def _pill(self, painter: QPainter, area: QRectF, cells: Cells, font: QFont) -> None:
        colours = self._theme.tokens
        back, ink = {
            "sure": (colours.sure_soft, colours.sure),
            "unsure": (colours.unsure_soft, colours.unsure),
            "stop": (colours.stop_soft, colours.stop),
            "quiet": (colours.sidebar, colours.ink_2),
        }[cells.tone]
        metrics = QFontMetrics(font)
        words = metrics.elidedText(
            cells.status, Qt.TextElideMode.ElideRight, int(area.width()) - 2 * PILL_PAD
        )
        tall = metrics.height() + 5
        wide = metrics.horizontalAdvance(words) + 2 * PILL_PAD
        shape = QRectF(area.left(), area.center().y() - tall / 2, wide, tall)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(ink) if self._theme.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(back))
        painter.drawRoundedRect(shape, tall / 2, tall / 2)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(shape, int(Qt.AlignmentFlag.AlignCenter), words)
