"""Which rules are newer: a version is the day it was made, and from the second of a day on, its number.

2026-12-01 < 2026-12-01.2 < 2026-12-01.10 < 2026-12-02
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

_FORM = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.([1-9]\d{0,2}))?", re.ASCII)


class Version(NamedTuple):
    """Ordered by the day, then by the number within it."""

    day: datetime.date
    number: int

    def __str__(self) -> str:
        return self.day.isoformat() if self.number == 1 else f"{self.day.isoformat()}.{self.number}"


def version(text: str) -> Version:
    """Raises ValueError where the text is no version, or a second way of writing one."""
    found = _FORM.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        made = Version(datetime.date.fromisoformat(found[1]), int(found[2] or 1))
        if str(made) != text:  # 2026-12-01.1 is 2026-12-01
            raise ValueError
    except ValueError:
        raise ValueError(
            f"{text!r} is no version: it is a day such as 2026-12-01, or 2026-12-01.2 for that day's second"
        ) from None
    return made
