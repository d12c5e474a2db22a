"""Text in pictures: how wide it is, and where its lines end."""

from __future__ import annotations

import logging
from typing import Any

from assistant.reports.fonts import FAMILY

_MOST_LINES = 3
# matplotlib's own order of shapes for what the first font lacks; the last one has a box for every character.
_FAMILIES = [FAMILY, "Last Resort High-Efficiency"]


def wrapped(text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """The text in lines no wider than `width`; what three lines cannot hold ends in an ellipsis."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < _MOST_LINES:
        line = _fitting(rest, width, size, bold)
        lines.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    if rest:
        lines[-1] = f"{_fitting(lines[-1], width - width_of('…', size, bold), size, bold).rstrip()}…"
    return tuple(lines)


def _fitting(text: str, width: float, size: float, bold: bool) -> str:
    """As much of the text as fits on a line, up to the end of a word where there is one; never nothing."""
    if width_of(text, size, bold) <= width:
        return text
    low, high = 1, len(text)
    while low < high:  # the most characters that fit
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width_of(text[:middle], size, bold) <= width else (low, middle - 1)
    space = text.rfind(" ", 0, low + 1)
    return text[: space + 1] if space > 0 else text[:low]


def width_of(text: str, size: float, bold: bool = False) -> float:
    """The width of the text in points."""
    from matplotlib.font_manager import fontManager, get_font

    if not text:
        return 0.0
    # The same faces as the drawing itself will use, so that what is measured is what is drawn.
    face = get_font(fontManager._find_fonts_by_props(font(size, bold)))
    face.set_size(size, 72)
    face.set_text(text, 0.0)
    return float(face.get_width_height()[0]) / 64


def font(size: float, bold: bool) -> Any:
    from matplotlib.font_manager import FontProperties

    # It would say for each bold text that the font of boxes has no bold.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    return FontProperties(family=_FAMILIES, size=size, weight="bold" if bold else "normal")
