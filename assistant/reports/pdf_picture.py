"""The pictures of a paper as lines and letters of the PDF itself: sharp at any size, and their words can be found.

matplotlib draws by calls on a renderer, so this is a renderer that passes them on to reportlab's canvas.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from assistant.reports.chart import bars_figure, drawing, scores_figure
from assistant.reports.content import Bars, Scores
from assistant.reports.fonts import shown
from assistant.reports.pdf_style import BOLD, REGULAR


def picture(block: Scores | Bars, width: float, height: float) -> Any:
    """A flowable as wide as the column, smaller where it would be higher than `height`; None without content."""
    if isinstance(block, Scores):
        return _flowable()(scores_figure(block, width), height) if block.scores else None
    return _flowable()(bars_figure(block, width), height) if block.bars else None


@cache
def _flowable() -> type[Any]:
    from reportlab.platypus import Flowable

    class Picture(Flowable):  # type: ignore[misc]
        def __init__(self, figure: Any, most: float) -> None:
            super().__init__()
            self._figure = figure
            wide, high = (inches * 72 for inches in figure.get_size_inches())
            self._scale = min(1.0, most / high)
            self.width, self.height = wide * self._scale, high * self._scale
            self.spaceAfter = 8

        def wrap(self, *_: float) -> tuple[float, float]:
            return self.width, self.height

        def draw(self) -> None:
            self.canv.scale(self._scale, self._scale)
            with drawing:
                self._figure.draw(_renderer()(self.canv, *self._figure.get_size_inches() * 72))

    return Picture


@cache
def _renderer() -> type[Any]:
    from matplotlib.backend_bases import RendererBase
    from matplotlib.path import Path

    class Onto(RendererBase):
        """Draws at 72 dots an inch, so that a dot is a point, and from the bottom, as PDF does."""

        def __init__(self, canvas: Any, width: float, height: float) -> None:
            super().__init__()
            self._canvas = canvas
            self._size = width, height

        def flipy(self) -> bool:
            return False

        def get_canvas_width_height(self) -> tuple[float, float]:
            return self._size

        def draw_path(self, gc: Any, path: Any, transform: Any, rgbFace: Any = None) -> None:
            line = self._canvas.beginPath()
            last = (0.0, 0.0)
            for points, code in path.iter_segments(transform, simplify=False):
                if code == Path.MOVETO:
                    line.moveTo(*points)
                elif code == Path.LINETO:
                    line.lineTo(*points)
                elif code == Path.CURVE3:
                    line.curveTo(*_cubic(last, points))
                elif code == Path.CURVE4:
                    line.curveTo(*points)
                else:
                    line.close()
                    continue
                last = points[-2], points[-1]
            fill = rgbFace is not None and (len(rgbFace) < 4 or rgbFace[3] > 0)
            stroke = gc.get_linewidth() > 0
            if fill:
                self._canvas.setFillColorRGB(*rgbFace[:3])
            if stroke:
                self._canvas.setStrokeColorRGB(*gc.get_rgb()[:3])
                self._canvas.setLineWidth(gc.get_linewidth())
            self._canvas.drawPath(line, stroke=int(stroke), fill=int(fill))

        def draw_text(
            self,
            gc: Any,
            x: float,
            y: float,
            s: str,
            prop: Any,
            angle: float,
            ismath: Any = False,
            mtext: Any = None,
        ) -> None:
            self._canvas.setFont(BOLD if prop.get_weight() == "bold" else REGULAR, prop.get_size_in_points())
            self._canvas.setFillColorRGB(*gc.get_rgb()[:3])
            self._canvas.drawString(x, y, shown(s))

    return Onto


def _cubic(start: Any, points: Any) -> tuple[float, ...]:
    """The curve of one control point as that of two, which is what PDF has."""
    (x0, y0), (x1, y1, x2, y2) = start, points
    return (
        x0 + 2 / 3 * (x1 - x0),
        y0 + 2 / 3 * (y1 - y0),
        x2 + 2 / 3 * (x1 - x2),
        y2 + 2 / 3 * (y1 - y2),
        x2,
        y2,
    )
