"""One answer to choose: a big card with a short example, or a slim one where several questions share a screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from assistant.ui.guard import guarded
from assistant.ui.theme.theme import Theme

RADIUS = 8
CIRCLE = 16
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_LONG = 10_000


class OptionCard(QRadioButton):
    """A radio button by its behaviour and to a screen reader; its words wrap, and a click anywhere counts.

    `number` is the number key that chooses it, shown at the right; 0 where there is none.
    """

    def __init__(
        self, theme: Theme, words: str, hint: str = "", number: int = 0, *, slim: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._hint, self.number, self._slim = theme, hint, number, slim
        self._key = str(number) if number and not slim else ""
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setAccessibleDescription(hint)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyled)
        self._restyled()

    @property
    def words(self) -> str:
        return self._words

    @property
    def hint(self) -> str:
        return self._hint

    # Sizes

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lead, hint = self._heights(width)
        return max(CIRCLE, lead + hint) + 2 * self._edge

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(self._bold()).horizontalAdvance(self._words) + self._left + self._right
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        longest = max(self._words.split(), key=len, default="")
        wide = QFontMetrics(self._bold()).horizontalAdvance(longest) + self._left + self._right + 4
        return QSize(wide, max(CIRCLE, QFontMetrics(self.font()).height()) + 2 * self._edge)

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    @property
    def _edge(self) -> int:
        return 6 if self._slim else 10

    @property
    def _left(self) -> int:
        return (10 if self._slim else 16) + CIRCLE + (8 if self._slim else 12)

    @property
    def _right(self) -> int:
        return 34 if self._key else (8 if self._slim else 16)

    def _heights(self, width: int) -> tuple[int, int]:
        """Of the words and of the line under them. Measured in bold, so that choosing moves nothing."""
        room = max(40, width - self._left - self._right)
        lead = QFontMetrics(self._bold()).boundingRect(0, 0, room, _LONG, _WRAP, self._words).height()
        if not self._hint:
            return lead, 0
        hint = QFontMetrics(self._small()).boundingRect(0, 0, room, _LONG, _WRAP, self._hint).height()
        return lead, hint + 1

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._theme.sizes.small)
        return font

    # Painting

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_card(painter)
        lead, hint = self._heights(self.width())
        top = (self.height() - lead - hint) // 2
        self._draw_circle(painter)
        self._draw_words(painter, QRect(self._left, top, self.width() - self._left - self._right, lead), hint)
        if self._key:
            self._draw_key(painter)

    def _draw_card(self, painter: QPainter) -> None:
        colours = self._theme.tokens
        focused = self.hasFocus()
        thick = 2.0 if focused else 1.0
        edge = colours.accent if focused or self.isChecked() else colours.control_line
        fill = colours.accent_soft if self.isChecked() else colours.surface
        if self.underMouse() and not self.isChecked():
            fill = colours.sidebar
        painter.setPen(QPen(QColor(edge), thick))
        painter.setBrush(QColor(fill))
        inset = thick / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)

    def _draw_circle(self, painter: QPainter) -> None:
        colours = self._theme.tokens
        left = 10 if self._slim else 16
        area = QRectF(left + 0.5, (self.height() - CIRCLE) / 2 + 0.5, CIRCLE - 1, CIRCLE - 1)
        on = self.isChecked()
        painter.setPen(QPen(QColor(colours.accent if on else colours.control_line), 1))
        painter.setBrush(QColor(colours.accent if on else colours.surface))
        painter.drawEllipse(area)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.on_accent))
            painter.drawEllipse(area.center(), 3, 3)

    def _draw_words(self, painter: QPainter, area: QRect, hint: int) -> None:
        colours = self._theme.tokens
        painter.setPen(QColor(colours.ink))
        painter.setFont(self._bold() if self.isChecked() else self.font())
        painter.drawText(area, _WRAP, self._words)
        if hint:
            painter.setPen(QColor(colours.ink_2))
            painter.setFont(self._small())
            painter.drawText(QRect(area.left(), area.bottom() + 2, area.width(), hint), _WRAP, self._hint)

    def _draw_key(self, painter: QPainter) -> None:
        colours = self._theme.tokens
        font = self._small()
        metrics = QFontMetrics(font)
        wide, tall = metrics.horizontalAdvance(self._key) + 8, metrics.height() + 2
        left = self.width() - 12 - wide
        area = QRectF(left + 0.5, (self.height() - tall) // 2 + 0.5, wide, tall)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, 3, 3)
        painter.setPen(QColor(colours.ink_2))
        painter.setFont(font)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), self._key)

    # The pointer

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def _restyled(self) -> None:
        self.updateGeometry()
        self.update()


def choose_only(card: OptionCard | None, cards: Sequence[OptionCard]) -> None:
    """Checks one of them, or none, which a radio button does not do by itself; nothing is signalled.

    The one that is checked is where Tab stops; where none is, Tab stops at each.
    """
    for one in cards:
        one.blockSignals(True)
        one.setAutoExclusive(False)
        one.setChecked(one is card)
    for one in cards:
        one.setAutoExclusive(True)
        one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if card in (None, one) else Qt.FocusPolicy.ClickFocus)
        one.blockSignals(False)
        one.update()
