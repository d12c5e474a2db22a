"""What each way of doing the work costs over three years, as ranges.

Every figure that is not the user's own is an assumption: visible, dated, with its source, and editable.
The lowest total takes every assumption at its kindest, the highest at its harshest.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.advise.advice import Assumption, BreakEven, Cost, Costs, Range
from assistant.advise.data import RulesError, Strict
from assistant.advise.expression import Answers, Expression
from assistant.advise.questionnaire import Questionnaire

MONTHS = 36
_OPTIONS = ("today", "prompting", "rag", "fine_tuning", "vendor_distilled", "distillation")


class Variant(Strict):
    """Other figures of an assumption where a condition holds. The first that is true counts."""

    when: Expression
    low: float
    high: float


class AssumptionRule(Strict):
    id: str
    name: str
    unit: str
    low: float
    high: float
    source: str
    address: str = ""
    checked: datetime.date
    variants: tuple[Variant, ...] = ()


class CostNote(Strict):
    option: str
    when: Expression
    text: str


class CostFile(Strict):
    """`names` of the options, in the order in which they are shown."""

    names: Mapping[str, str]
    assumptions: tuple[AssumptionRule, ...]
    notes: tuple[CostNote, ...] = ()


@dataclass(frozen=True, slots=True)
class _Span:
    """A range of pounds, items or hours that is added and multiplied end by end."""

    low: float
    high: float

    def __add__(self, other: _Span) -> _Span:
        return _Span(self.low + other.low, self.high + other.high)

    def __mul__(self, other: _Span | float) -> _Span:
        if isinstance(other, _Span):
            return _Span(self.low * other.low, self.high * other.high)
        return _Span(self.low * other, self.high * other)

    def rounded(self) -> Range:
        return Range(low=_two_digits(self.low), high=_two_digits(self.high))


_NIL = _Span(0, 0)


@dataclass(frozen=True, slots=True)
class _Parts:
    setup: _Span
    month: _Span  # whatever the volume
    item: _Span  # for each item
    change: _Span  # each time that the work changes


def check_costs(file: CostFile, questions: Questionnaire) -> None:
    """Refuses a file whose conditions or options do not exist."""
    if tuple(file.names) != _OPTIONS:
        raise RulesError(f"costs.yaml: names must be {', '.join(_OPTIONS)}, in this order.")
    for rule in file.assumptions:
        for variant in rule.variants:
            questions.check(variant.when, f"the assumption {rule.id}")
        if rule.low > rule.high or any(v.low > v.high for v in rule.variants):
            raise RulesError(f"costs.yaml: {rule.id}: low is above high.")
    for note in file.notes:
        questions.check(note.when, "the notes of costs.yaml")


def costs(file: CostFile, answers: Answers, edited: Mapping[str, tuple[float, float]] | None = None) -> Costs:
    """`edited` replaces assumptions by the user's own figures, by id."""
    shown = [_assumption(rule, answers, edited or {}) for rule in file.assumptions]
    have = {a.id: _Span(a.low, a.high) for a in shown}
    parts = _options(have, answers)
    volume = answers.get("volume_per_month")
    missing = [] if volume is not None else ["volume_per_month"]
    staff = _staff(have, answers)
    if answers.get("minutes_per_item") is None:
        lacking = [*missing, "minutes_per_item"]
    else:
        lacking = missing
    options = [
        _cost(
            option,
            file,
            answers,
            parts[option],
            staff[option],
            have["changes_in_36_months"]
            if option in ("fine_tuning", "vendor_distilled", "distillation")
            else _NIL,
            lacking if option == "today" else missing,
        )
        for option in _OPTIONS
    ]
    return Costs(
        months=MONTHS,
        options=options,
        break_even=_break_even(parts, have["changes_in_36_months"]),
        assumptions=shown,
    )


def _assumption(
    rule: AssumptionRule, answers: Answers, edited: Mapping[str, tuple[float, float]]
) -> Assumption:
    low, high = next(((v.low, v.high) for v in rule.variants if v.when(answers)), (rule.low, rule.high))
    own = edited.get(rule.id)
    if own is not None:
        low, high = min(own), max(own)
    return Assumption(
        id=rule.id,
        name=rule.name,
        low=low,
        high=high,
        unit=rule.unit,
        source="your own figure" if own is not None else rule.source,
        address="" if own is not None else rule.address,
        checked=rule.checked,
        edited=own is not None,
    )


def _options(have: Mapping[str, _Span], answers: Answers) -> dict[str, _Parts]:
    hour = _hour(have, answers)
    price = have["usd_to_gbp"] * 1e-6
    reading = have["tokens_in"] * have["price_in_usd"] * price
    writing = have["tokens_out"] * have["price_out_usd"] * price
    api = reading + writing
    rag_item = reading * have["rag_reads_times"] + writing
    local = answers.get("must_stay_local") == "yes"
    machine = have["local_server_month"] if local else _NIL
    quoted = answers.get("running_cost_gbp_month")
    month = _Span(float(quoted), float(quoted)) if isinstance(quoted, int | float) else None
    offered = answers.get("vendor_offer") not in (None, "none")
    vendor_month = month if offered and month is not None else have["vendor_month"]
    today_month = month if not offered and month is not None else _NIL
    return {
        "today": _Parts(_NIL, today_month, _NIL, _NIL),
        "prompting": _Parts(have["prompt_hours"] * hour, machine, _NIL if local else api, _NIL),
        "rag": _Parts(have["rag_setup"], have["rag_month"] + machine, _NIL if local else rag_item, _NIL),
        "fine_tuning": _Parts(
            have["tuning_setup"],
            have["tuning_month"] + machine,
            _NIL if local else api,
            have["tuning_change"],
        ),
        "vendor_distilled": _Parts(
            have["vendor_setup"], vendor_month, have["vendor_item"], have["vendor_change"]
        ),
        "distillation": _Parts(
            have["distil_setup"] + have["distil_hours"] * hour,
            have["distil_month"],
            _NIL,
            have["distil_change_hours"] * hour,
        ),
    }


def _hour(have: Mapping[str, _Span], answers: Answers) -> _Span:
    own = answers.get("staff_cost_gbp_hour")
    return _Span(float(own), float(own)) if isinstance(own, int | float) else have["staff_hour"]


def _staff(have: Mapping[str, _Span], answers: Answers) -> dict[str, _Span]:
    """Pounds of people's time for an item: all of it today, the checking with any tool."""
    minutes = answers.get("minutes_per_item")
    if not isinstance(minutes, int | float):
        return dict.fromkeys(_OPTIONS, _NIL)
    whole = _hour(have, answers) * (minutes / 60)
    checking = whole * have["checking_share"]
    return {option: whole if option == "today" else checking for option in _OPTIONS}


def _cost(
    option: str,
    file: CostFile,
    answers: Answers,
    parts: _Parts,
    staff: _Span,
    changes: _Span,
    missing: list[str],
) -> Cost:
    volume = answers.get("volume_per_month")
    known = isinstance(volume, int | float)
    items = float(volume) if isinstance(volume, int | float) else 0.0
    running = parts.month + parts.item * items
    people = staff * items
    retraining = parts.change * changes
    total = parts.setup + (running + people) * MONTHS + retraining
    return Cost(
        option=option,
        name=file.names[option],
        setup=parts.setup.rounded(),
        running_month=running.rounded() if known else None,
        retraining=retraining.rounded(),
        staff_month=people.rounded() if known and answers.get("minutes_per_item") is not None else None,
        total=total.rounded() if known and not missing else None,
        missing=missing,
        notes=[note.text for note in file.notes if note.option == option and note.when(answers)],
    )


def _break_even(parts: Mapping[str, _Parts], changes: _Span) -> BreakEven:
    """Where 36 months of distillation cost what 36 months of prompting cost; checking is the same in both."""
    small, large = parts["distillation"], parts["prompting"]
    mine = small.setup + small.month * MONTHS + small.change * changes
    theirs = large.setup + large.month * MONTHS
    low = _crossing(mine.low - theirs.high, large.item.high - small.item.low)
    high = _crossing(mine.high - theirs.low, large.item.low - small.item.high)
    if low is None and high is None:
        text = "On these figures distillation does not become cheaper than prompting at any volume."
    elif high is None:
        text = f"On kind figures distillation becomes cheaper from about {low:,} items a month; on harsh ones never."
    elif low == high == 0:
        text = "On these figures distillation costs less than prompting at any volume."
    else:
        text = f"Distillation becomes cheaper than prompting somewhere between {low:,} and {high:,} items a month."
    return BreakEven(low=low, high=high, text=text)


def _crossing(fixed: float, per_item: float) -> int | None:
    if fixed <= 0:
        return 0
    if per_item <= 0:
        return None
    return int(_two_digits(math.ceil(fixed / (per_item * MONTHS))))


def _two_digits(pounds: float) -> float:
    """Two significant digits: more would be a precision that nobody has."""
    if pounds == 0:
        return 0.0
    digits = 1 - math.floor(math.log10(abs(pounds)))
    return round(pounds, digits)
