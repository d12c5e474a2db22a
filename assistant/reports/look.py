"""The look of paper: the window's light colours, on white. No other file of the reports names a colour."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Colours:
    ink: str
    quiet: str
    accent: str
    bar: str  # a bar that is not the best
    track: str  # the empty part of a bar, and the lines of a chart
    stop: str


INK = "#22262B"
QUIET = "#5B626B"
ACCENT = "#98491F"
ACCENT_SOFT = "#FBF5F1"
STOP = "#A3302B"
STOP_SOFT = "#FCF3F2"
LINE = "#DEDAD2"
CONTROL = "#8A8375"  # edges of what is filled in by hand

CHART = Colours(ink=INK, quiet=QUIET, accent=ACCENT, bar=QUIET, track=LINE, stop=STOP)

TICKED, UNTICKED = "\N{BALLOT BOX WITH CHECK}", "\N{BALLOT BOX}"
