"""Days and figures as a British office writes them, on paper and in the window alike.

Not by the system's locale: Qt sets that for the whole process, and a report would have its months in German.
"""

from __future__ import annotations

import datetime

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(date: datetime.date) -> str:
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def figure(value: float) -> str:
    """Thousands separated, no digit that is not there: 20,000 or 0.72."""
    return f"{value:,.6f}".rstrip("0").rstrip(".")
