"""Bars from one figure to another on a grey track: for the ranking and for what things cost."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from assistant.ui.guard import guarded
from assistant.ui.theme.theme import Theme

THICK = 6
TALL = 12  # room for the mark of what was


def draw_bar(
    painter: QPainter, area: QRectF, *, low: float, high: float, colour: str, track: str = ""
) -> None:
    """From `low` to `high`, as shares of the area's width; something is always to be seen of a bar."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    round_off = area.height() / 2
    if track:
        painter.setBrush(QColor(track))
        painter.drawRoundedRect(area, round_off, round_off)
    if high > 0:
        left = area.left() + area.width() * min(1.0, low)
        wide = max(area.height(), area.width() * (min(1.0, high) - min(1.0, low)))
        left = min(left, area.right() - wide)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(left, area.top(), wide, area.height()), round_off, round_off)


class _Bar(QWidget):
    """Says nothing to a screen reader: the row that it stands in does."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def colour(self, best: bool) -> str:
        return self.theme.tokens.accent if best else self.theme.tokens.ink_2


class FitBar(_Bar):
    """0 to `share`; a mark stands where the bar ended before something was tried."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.share, self.best = 0.0, False
        self.was: float | None = None
        self.setFixedHeight(TALL)

    def show_share(self, share: float, best: bool, was: float | None) -> None:
        self.share, self.best, self.was = share, best, was
        self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(0, (self.height() - THICK) / 2, self.width(), THICK)
        colours = self.theme.tokens
        draw_bar(painter, area, low=0, high=self.share, colour=self.colour(self.best), track=colours.track)
        if self.was is not None and self.was != self.share:
            at = max(1.0, min(self.width() - 1.0, self.width() * self.was))
            mark = QLineF(at, 0, at, self.height())
            for colour, thick in ((colours.surface, 4), (colours.ink, 2)):
                painter.setPen(QPen(QColor(colour), thick))
                painter.drawLine(mark)


class RangeBar(_Bar):
    """A bar from low to high with its figures behind it; every bar of a chart keeps the same room for them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.low = self.high = 0.0
        self.best = False
        self.text = ""
        self.room = 0  # for the widest text of the chart
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(max(16, self._metrics().height()))

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self.theme.sizes.small)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._small())

    def width_of(self, text: str) -> int:
        return self._metrics().horizontalAdvance(text)

    def show_range(self, low: float, high: float, text: str, *, best: bool, room: int) -> None:
        self.low, self.high, self.text, self.best, self.room = low, high, text, best, room
        self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        plot = QRectF(0, (self.height() - THICK - 2) / 2, max(24, self.width() - self.room - 8), THICK + 2)
        end = 0.0
        if self.high > 0:
            draw_bar(painter, plot, low=self.low, high=self.high, colour=self.colour(self.best))
            end = max(plot.width() * self.high, plot.width() * self.low + plot.height()) + 8
        painter.setFont(self._small())
        painter.setPen(QColor(self.theme.tokens.ink if self.high > 0 else self.theme.tokens.ink_2))
        words = QRectF(end, 0, self.width() - end, self.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text)
