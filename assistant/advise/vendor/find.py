"""Rules over a pitch: every phrase that is meant as the rule means it, with its exact place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from assistant.advise.vendor.plain import Plain, plain
from assistant.advise.vendor.rules import ClaimRule, CompiledMatch, CompiledScope, Rules, SignalRule
from assistant.advise.vendor.scope import Stance, denied_within, stance, touches_after, touches_before


@dataclass(frozen=True)
class Found:
    """A phrase of a rule in the pitch. `start` and `end` count characters of the text as it was given."""

    rule: SignalRule | ClaimRule
    start: int
    end: int
    stance: Stance


def find(text: str, rules: Rules) -> tuple[list[Found], list[Found]]:
    """The signals and the claims of the pitch, each in the order of the text."""
    signals: set[Found] = set()
    claims: set[Found] = set()
    readings = [plain(text)]
    if "-\n" in text or "-\r" in text or "\u2010\n" in text:
        readings.append(plain(text, joined=True))
    for reading in readings:
        signals.update(_every(reading, rules.signals, rules.scope))
        claims.update(_every(reading, rules.claims, rules.scope))
    return _ordered(signals), _ordered(claims)


def _ordered(found: Iterable[Found]) -> list[Found]:
    return sorted(found, key=lambda f: (f.start, -f.end, f.rule.id, f.stance))


def _every(pitch: Plain, rules: Iterable[CompiledMatch], scope: CompiledScope) -> Iterator[Found]:
    for rule in rules:
        searched: dict[tuple[int, int], bool] = {}
        for match in rule.phrase.finditer(pitch.text):
            start, end = match.span()
            if start < end and _fits(pitch, rule, start, end, searched):
                at, to = pitch.span(start, end)
                yield Found(rule.rule, at, to, _meant(pitch, rule.rule, start, end, scope))


def _meant(pitch: Plain, rule: SignalRule | ClaimRule, start: int, end: int, scope: CompiledScope) -> Stance:
    if not rule.with_not and denied_within(pitch.text[start:end]):
        return "denies"
    meant = stance(pitch, start, end, scope)
    if isinstance(rule, SignalRule) and rule.denied and meant in ("says", "hedges"):
        return "denies"
    return meant


def _fits(
    pitch: Plain, rule: CompiledMatch, start: int, end: int, searched: dict[tuple[int, int], bool]
) -> bool:
    """Whether the phrase is no homonym, by what stands around it.

    `searched` remembers where the rule's `needs` were looked for: a phrase that stands a thousand times would
    have the same text searched a thousand times.
    """
    if touches_before(rule.before, pitch.text, start) or touches_after(rule.after, pitch.text, end):
        return False
    number = pitch.sentence(start)
    first, last = pitch.sentences[number]
    if rule.sentence and rule.sentence.search(pitch.text, first, last):
        return False
    around = _around(pitch, number)
    if rule.near and rule.near.search(pitch.text, *around):
        return False
    if rule.needs is None:
        return True
    if rule.rule.where == "near":
        first, last = around
    elif rule.rule.where == "text":
        first, last = 0, len(pitch.text)
    if (first, last) not in searched:
        searched[first, last] = rule.needs.search(pitch.text, first, last) is not None
    return searched[first, last]


def _around(pitch: Plain, number: int) -> tuple[int, int]:
    """A sentence with the one before and the one behind."""
    last = min(len(pitch.sentences) - 1, number + 1)
    return pitch.sentences[max(0, number - 1)][0], pitch.sentences[last][1]


Kept = TypeVar("Kept", bound=Found)


def without_overlaps(found: Iterable[Kept], rank: dict[str, int]) -> list[Kept]:
    """Where two phrases overlap, the one whose strength ranks higher stays, then the longer one."""
    kept: list[Kept] = []  # none overlaps another, so that in their order only the neighbours can be touched

    def weight(one: Kept) -> tuple[int, int, int]:
        strength = one.rule.strength if isinstance(one.rule, SignalRule) else ""
        return -rank.get(strength, 0), one.start - one.end, one.start

    for one in sorted(found, key=weight):
        place = bisect_left(kept, one.start, key=lambda other: other.start)
        free_before = place == 0 or kept[place - 1].end <= one.start
        if free_before and (place == len(kept) or one.end <= kept[place].start):
            kept.insert(place, one)
    return kept
