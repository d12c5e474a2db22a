"""Days, pounds, sources and answers in words, the same on every paper."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from assistant.advise.advice import Cited, Range
from assistant.advise.expression import Value
from assistant.advise.flags import STALE_AFTER_DAYS
from assistant.advise.questionnaire import Question
from assistant.advise.rules import Source
from assistant.advise.written import day

DISCLAIMER = "This is general information for small UK firms, not legal advice."
DO_NOT_KNOW = "I don't know"

# How somebody saw what a flag says, by the letters of the rules.
_SEEN = {
    "P": "the instrument itself",
    "R": "a regulator's page",
    "S": "commentaries that agree",
    "N": "research notes",
    "M": "memory, so confirm it first",
}


# What a flag rests on, by the kind that the rules give.
KINDS: Mapping[str, str] = {"law": "law", "guidance": "guidance, not law", "advice": "advice, not law"}


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def pounds(span: Range | None) -> str:
    if span is None:
        return "not known"
    low, high = f"£{span.low:,.0f}", f"£{span.high:,.0f}"
    return low if low == high else f"{low} to {high}"


def age(checked: datetime.date, days_ago: int) -> str:
    """How long ago a source was read; a day that lies ahead is a clock that is wrong, and is said as it is."""
    if days_ago < 0:
        return f"checked on {day(checked)}"
    ago = "today" if days_ago == 0 else f"{counted(days_ago, 'day')} ago"
    return f"checked {ago}, on {day(checked)}"


def stale(days_ago: int) -> bool:
    return days_ago > STALE_AFTER_DAYS


def warned(checked: datetime.date, days_ago: int) -> str:
    """What is said where a source was not read for too long."""
    return (
        f"OUT OF DATE: last {age(checked, days_ago)}, which is more than {STALE_AFTER_DAYS} days. "
        "Look it up again before you rely on it."
    )


def said(question: Question, value: Value) -> str:
    """The user's own answer in words, where the question was put."""
    return DO_NOT_KNOW if value is None else question.says(value)


def listed(parts: Iterable[str], word: str = "and") -> str:
    *rest, last = parts
    return f"{', '.join(rest)} {word} {last}" if rest else last


def any_of(question: Question, values: Iterable[Value]) -> str:
    """Options to choose from, as they stand in the question."""
    return listed([f'"{question.says(value)}"' for value in values], "or")


def full_source(source: Source) -> str:
    """Instrument, section and title, each said once."""
    parts = [source.instrument, source.section]
    if source.title not in parts:
        parts.append(f'"{source.title}"')
    return ", ".join(parts)


def seen(letters: str) -> str:
    return listed([_SEEN[letter] for letter in letters if letter in _SEEN] or ["nothing that is named"])


class Sources:
    """Numbers sources in the order in which a paper names them first, so that its list has each once."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, str], int] = {}
        self.cited: list[Cited] = []

    def number(self, source: Cited) -> int:
        key = (source.instrument, source.section, source.address)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self.cited.append(source)
        return self._numbers[key]

    def mark(self, source: Cited) -> str:
        return f"[{self.number(source)}]"
