"""The two pictures of a paper, drawn by matplotlib without its global state: ranges of costs, ranked scores.

A drawing is laid out once, in points from the top left; each format then renders it in its own way.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.reports.chart_text import font, width_of, wrapped
from assistant.reports.content import Bar, Bars, Score, Scores
from assistant.reports.look import CHART, Colours
from assistant.reports.plain import bar_in_words, fit_of, one_line, range_of, score_in_words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TEXT = 9.0  # points
_LINE = 1.35  # height of a line of text, in heights of the text
_GAP = 10.0
_THICK = 7.0  # of a bar
_MOST_PIXELS = 30_000  # matplotlib's limit is 65,535 a side; memory ends sooner
_LONGEST = 400  # characters of a name or a note that a picture takes in; what is longer ends in an ellipsis
_IDS = re.compile(r' id="[^"]*"')
drawing = threading.Lock()  # matplotlib's fonts are shared, and not made for two threads


@dataclass(frozen=True)
class _Pen:
    """Draws on one figure, in points from the top left."""

    axes: Any
    size: float

    def line_height(self, scale: float = 1.0) -> float:
        return self.size * scale * _LINE

    def text(self, x: float, y: float, text: str, colour: str, **how: Any) -> None:
        """`y` is where the line's base is; `bold`, `right` and `scale` say how it is set."""
        self.axes.text(
            x,
            y,
            text,
            color=colour,
            fontproperties=font(self.size * how.get("scale", 1.0), how.get("bold", False)),
            ha="right" if how.get("right") else "center" if how.get("centre") else "left",
            va="baseline",
            parse_math=False,
        )

    def bar(self, x: float, y: float, width: float, colour: str, thick: float = _THICK) -> None:
        from matplotlib.patches import FancyBboxPatch

        rounding = min(thick, width) / 2
        style = f"round,pad=0,rounding_size={rounding}"
        self.axes.add_patch(
            FancyBboxPatch((x, y), width, thick, boxstyle=style, fc=colour, lw=0, clip_on=False)
        )

    def rule(self, start: tuple[float, float], end: tuple[float, float], colour: str) -> None:
        from matplotlib.lines import Line2D

        points = zip(start, end, strict=True)
        self.axes.add_line(Line2D(*points, color=colour, linewidth=0.8, clip_on=False))


def bars_svg(bars: Bars, width: float, colours: Colours = CHART) -> str:
    """A picture to put into a web page, as wide as `width` points, without a title."""
    return _svg(lambda: bars_figure(bars, width, colours))


def scores_svg(scores: Scores, width: float, colours: Colours = CHART) -> str:
    return _svg(lambda: scores_figure(scores, width, colours))


def bars_png(
    bars: Bars, *, width_px: int, scale: float, colours: Colours = CHART, text_px: float = 13.0
) -> bytes:
    """The picture of `bars` on nothing (transparent), `width_px` times `scale` dots wide.

    `text_px` is the height of its text before scaling. Takes about a tenth of a second: call it off the
    thread that the window runs on.
    """
    return _png(lambda: bars_figure(bars, width_px, colours, text_px), scale)


def scores_png(
    scores: Scores, *, width_px: int, scale: float, colours: Colours = CHART, text_px: float = 13.0
) -> bytes:
    """The ranked picture, as `bars_png` makes the other."""
    return _png(lambda: scores_figure(scores, width_px, colours, text_px), scale)


def bars_figure(bars: Bars, width: float, colours: Colours = CHART, size: float = TEXT) -> Figure:
    """A bar from each low to each high on one scale, its range written beside it."""
    names = max([width_of(one_line(bar.name, _LONGEST), size, bar.best) for bar in bars.bars] or [0.0])
    left = min(names, width * 0.36) + _GAP
    labels = [bar_in_words(bar) for bar in bars.bars]
    ends = [found for bar in bars.bars if (found := range_of(bar))]
    ticks = _ticks(min([0.0, *(low for low, _ in ends)]), max([0.0, *(high for _, high in ends)]))
    scale = _Scale(ticks[0], ticks[-1], left, width - size * 2)
    for bar, label in zip(bars.bars, labels, strict=True):
        scale = scale.with_room(range_of(bar), width - width_of(label, size, bar.best) - _GAP)
    rows = [_bar_row(bar, label, left, width, size) for bar, label in zip(bars.bars, labels, strict=True)]
    height = sum(row.height for row in rows) + (size * 1.9 if ends else size)
    figure, pen = _blank(width, height, size)
    if ends:
        foot = height - size * 1.75
        pen.rule((scale.left, foot), (scale.right, foot), colours.track)
        for tick in ticks:
            pen.rule((scale.at(tick), foot), (scale.at(tick), foot + size * 0.3), colours.track)
            pen.text(
                scale.at(tick),
                height - size * 0.45,
                _short_pounds(tick),
                colours.quiet,
                centre=True,
                scale=0.85,
            )
    top = 0.0
    for row in rows:
        _draw_bar(pen, row, top, scale, colours)
        top += row.height
    return figure


def scores_figure(scores: Scores, width: float, colours: Colours = CHART, size: float = TEXT) -> Figure:
    """A bar of 100 for each approach, filled as far as it fits, its note below."""
    names = max([width_of(one_line(one.name, _LONGEST), size, one.best) for one in scores.scores] or [0.0])
    left = min(names, width * 0.4) + _GAP
    right = width - width_of("100", size) - _GAP
    rows = [_score_row(score, left, right, size) for score in scores.scores]
    figure, pen = _blank(width, sum(row.height for row in rows) + size * 0.5, size)
    top = 0.0
    for score, row in zip(scores.scores, rows, strict=True):
        colour = colours.accent if score.best else colours.bar
        base = top + pen.line_height() * 0.85
        _lines(pen, 0, base, row.name, colours.ink, bold=score.best)
        pen.bar(left, base - size * 0.36 - _THICK / 2, right - left, colours.track)
        if fit_of(score) and not score.shut:
            pen.bar(left, base - size * 0.36 - _THICK / 2, (right - left) * fit_of(score) / 100, colour)
        pen.text(width, base, score_in_words(score), colours.ink, right=True, bold=score.best)
        _lines(
            pen,
            left,
            base + pen.line_height(),
            row.note,
            colours.stop if score.shut else colours.quiet,
            scale=0.92,
        )
        top += row.height
    return figure


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float
    left: float
    right: float

    def at(self, value: float) -> float:
        return self.left + (self.right - self.left) * (value - self.low) / (self.high - self.low)

    def with_room(self, ends: tuple[float, float] | None, most: float) -> _Scale:
        """The scale made narrower where the bar would end beyond `most`, so that its label fits beside it."""
        if ends is None or self.at(ends[1]) <= most:
            return self
        narrower = self.left + (most - self.left) * (self.high - self.low) / (ends[1] - self.low)
        return replace(self, right=max(narrower, self.left + 1))


@dataclass(frozen=True)
class _Row:
    name: tuple[str, ...]
    note: tuple[str, ...]
    height: float
    label: str = ""
    best: bool = False
    ends: tuple[float, float] | None = None


def _bar_row(bar: Bar, label: str, left: float, width: float, size: float) -> _Row:
    ends = range_of(bar)
    text = one_line(bar.note, _LONGEST)
    if ends is None:
        text, label = f"{label.capitalize()}: {text}" if text else label.capitalize(), ""
    name = wrapped(one_line(bar.name, _LONGEST), left - _GAP, size, bar.best)
    note = wrapped(text, width - left, size * 0.92) if text else ()
    lines = max(len(name), len(note) + (ends is not None))
    return _Row(name, note, lines * size * _LINE + size * 0.75, label, bar.best, ends)


def _score_row(score: Score, left: float, right: float, size: float) -> _Row:
    name = wrapped(one_line(score.name, _LONGEST), left - _GAP, size, score.best)
    text = one_line(score.note, _LONGEST)
    note = wrapped(text, right - left, size * 0.92) if text else ()
    return _Row(name, note, max(len(name), len(note) + 1) * size * _LINE + size * 0.8)


def _draw_bar(pen: _Pen, row: _Row, top: float, scale: _Scale, colours: Colours) -> None:
    base = top + pen.line_height() * 0.85
    _lines(pen, 0, base, row.name, colours.ink, bold=row.best)
    if row.ends is None:
        _lines(pen, scale.left, base, row.note, colours.quiet, scale=0.92)
        return
    start, end = scale.at(row.ends[0]), scale.at(row.ends[1])
    width = max(end - start, _THICK / 2)
    pen.bar(start, base - pen.size * 0.36 - _THICK / 2, width, colours.accent if row.best else colours.bar)
    pen.text(start + width + 6, base, row.label, colours.ink, bold=row.best)
    _lines(pen, scale.left, base + pen.line_height(), row.note, colours.quiet, scale=0.92)


def _lines(pen: _Pen, x: float, base: float, lines: tuple[str, ...], colour: str, **how: Any) -> None:
    for number, line in enumerate(lines):
        pen.text(x, base + number * pen.line_height(), line, colour, **how)


def _blank(width: float, height: float, size: float) -> tuple[Figure, _Pen]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor="none")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    return figure, _Pen(axes, size)


def _ticks(low: float, high: float) -> list[float]:
    from matplotlib.ticker import MaxNLocator

    return [
        float(tick) for tick in MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high or 1.0)
    ]


def _short_pounds(value: float) -> str:
    """£250,000 as £250k, for the foot of a chart only."""
    for size, letter in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if abs(value) >= size:
            return f"{'-' if value < 0 else ''}£{abs(value) / size:,.4g}{letter}"
    return f"{'-' if value < 0 else ''}£{abs(value):,.4g}"


def _png(draw: Callable[[], Figure], scale: float) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    with drawing:
        figure = draw()
        longest = max(figure.get_size_inches()) * 72
        figure.set_dpi(72 * min(scale, _MOST_PIXELS / longest))
        out = io.BytesIO()
        FigureCanvasAgg(figure).print_png(out, metadata={"Software": None})  # type: ignore[no-untyped-call]
    return out.getvalue()


def _svg(draw: Callable[[], Figure]) -> str:
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    with drawing:
        # Text stays text, to be read aloud and found; the salt makes the same picture the same file.
        matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "stillroom"})
        out = io.BytesIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))  # no date, so always the same bytes
        FigureCanvasSVG(draw()).print_svg(out, metadata=nothing)  # type: ignore[no-untyped-call]
    svg = out.getvalue().decode()
    # A page may hold several pictures: names that nothing refers to would be there twice.
    return _IDS.sub("", svg[svg.index("<svg") :]).strip()
