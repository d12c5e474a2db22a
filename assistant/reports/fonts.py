"""The fonts that papers carry: DejaVu Sans, which comes with matplotlib, so that a paper is the same everywhere."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assistant.reports.plain import MISSING

FAMILY = "DejaVu Sans"


def regular() -> Path:
    return _folder() / "DejaVuSans.ttf"


def bold() -> Path:
    return _folder() / "DejaVuSans-Bold.ttf"


def shown(text: str) -> str:
    """The text with a mark in place of each character that the fonts have no shape for."""
    known = _characters()
    return text if text.isascii() else "".join(one if ord(one) in known else MISSING for one in text)


@cache
def _folder() -> Path:
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


@cache
def _characters() -> frozenset[int]:
    """What both weights can show; a line end is not a character that is shown."""
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(regular()).get_charmap()) & frozenset(FT2Font(bold()).get_charmap()) | {
        ord("\n")
    }
