"""How long ago the sources of the rules were last read, field by field."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from assistant.advise.flags import STALE_AFTER_DAYS
from assistant.advise.knowledge import Knowledge

APPROACHES = "What fits which work"
COSTS = "Costs"


@dataclass(frozen=True)
class Age:
    """A field of law or guidance, or another part of the rules."""

    area: str
    oldest: datetime.date
    newest: datetime.date
    today: datetime.date

    @property
    def days(self) -> int:
        """Since the oldest check."""
        return (self.today - self.oldest).days

    @property
    def newest_days(self) -> int:
        return (self.today - self.newest).days

    @property
    def stale(self) -> bool:
        return self.days > STALE_AFTER_DAYS


def ages(know: Knowledge, today: datetime.date) -> list[Age]:
    """In the order of the rules: what fits which work, each field of law or guidance, costs."""
    checked: dict[str, list[datetime.date]] = {APPROACHES: [know.about.checked]}
    for flag in know.flags:
        checked.setdefault(know.areas[flag.id], []).append(flag.checked)
    checked[COSTS] = [rule.checked for rule in know.costs.assumptions]
    return [Age(area, min(days), max(days), today) for area, days in checked.items()]
