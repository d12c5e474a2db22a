"""Results on stdout, progress on stderr."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # it takes a third of a second to load, and most commands sort nothing
    from assistant.jobs.sorter import Progress, Sorter


def as_json(value: Mapping[str, Any]) -> str:
    """One object, ASCII only, on one line."""
    return json.dumps(value, ensure_ascii=True)


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def table(rows: Sequence[Sequence[str]], heads: Sequence[str], most: Sequence[int]) -> str:
    """Columns padded to their longest cell, each cut to `most`; control characters shown as "�"."""

    def clean(cell: str, limit: int) -> str:
        text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in cell)
        return text if len(text) <= limit else text[: limit - 1] + "…"

    cells = [[clean(cell, limit) for cell, limit in zip(row, most, strict=True)] for row in (heads, *rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(heads))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def follow(sorter: Sorter) -> Progress:
    """Shows the progress until the work ends; returns the last state."""
    shown = sys.stderr.isatty()
    while not sorter.wait(0.2):
        if shown:
            width = shutil.get_terminal_size().columns - 1
            print(f"\r{sorter.progress().message[:width].ljust(width)}", end="", file=sys.stderr)
    progress = sorter.progress()
    if shown:
        print(f"\r{' ' * (shutil.get_terminal_size().columns - 1)}\r", end="", file=sys.stderr)
    return progress


class Ticker:
    """Counts on stderr, at most five times a second and only on a terminal."""

    def __init__(self, total: int, what: str) -> None:
        self._total, self._what, self._last = total, what, 0.0

    def __call__(self, done: int) -> None:
        if sys.stderr.isatty() and (time.monotonic() - self._last > 0.2 or done == self._total):
            self._last = time.monotonic()
            print(
                f"\r{done} of {self._total} {self._what}",
                end="\n" if done == self._total else "",
                file=sys.stderr,
            )
