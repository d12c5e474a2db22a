"""Days and figures as a British office writes them, and back from what somebody has typed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from assistant.advise.advice import Range
from assistant.advise.written import MONTHS, figure
from assistant.errors import InputError
from assistant.ui.text import plural, tr

_DAY_FIRST = re.compile(
    r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2}|[a-z]{3,9})\.?\s*[/.\- ,]\s*(\d{4}|\d{2})", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MOST = 1e9


def typed_day(date: datetime.date | None) -> str:
    """As it stands in a field: 03/12/2026."""
    return f"{date.day:02}/{date.month:02}/{date.year:04}" if date else ""


def parse_day(text: str) -> datetime.date | None:
    """The day comes first, as in 3/12/2026 or 3 Dec 2026; nothing is no day. Raises InputError."""
    text = text.strip()
    if not text:
        return None
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, number = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        number, year = int(found[1]), int(found[3])
        month = int(found[2]) if found[2].isdigit() else _month(found[2])
        year += 2000 if year < 100 else 0
    else:
        raise InputError(tr("Write the date as day, month and year, for example 03/12/2026."))
    try:
        return datetime.date(year, month, number)
    except ValueError:
        raise InputError(
            tr('There is no day "{typed}". The day comes first, then the month: 03/12/2026.', typed=text)
        ) from None


def _month(word: str) -> int:
    """0 where it is no month."""
    return next((at for at, name in enumerate(MONTHS, 1) if name.lower().startswith(word.lower())), 0)


def months_later(date: datetime.date, months: int) -> datetime.date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    for number in range(date.day, 27, -1):
        try:
            return datetime.date(year, month + 1, number)
        except ValueError:
            continue
    return datetime.date(year, month + 1, min(date.day, 28))


def parse_figure(text: str) -> float:
    """Raises InputError for what is no figure of nothing or more."""
    plain = text.strip().removeprefix("£").replace(",", "").replace(" ", "")
    if not re.fullmatch(r"\d{1,12}(\.\d{1,6})?|\.\d{1,6}", plain):
        raise InputError(tr("Write a figure, for example 1,500 or 0.25."))
    value = float(plain)
    if value > _MOST:
        raise InputError(tr("That figure is too big."))
    return value


def pounds(span: Range) -> str:
    if span.low == span.high:
        return f"£{figure(span.low)}"
    return tr("£{low} to £{high}", low=figure(span.low), high=figure(span.high))


def ago(days: int) -> str:
    if days <= 0:
        return tr("Checked today")
    return plural(days, "Checked {n} day ago", "Checked {n} days ago")


def listed(parts: Sequence[str]) -> str:
    """ "one, two and three" """
    if len(parts) < 2:
        return "".join(parts)
    return tr("{some} and {last}", some=", ".join(parts[:-1]), last=parts[-1])
