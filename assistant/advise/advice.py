"""The shape of the advice. Field names are a contract: reports, the window and scripts read them."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.advise.approach import Approach
from assistant.advise.expression import Value
from assistant.advise.rules import Source

Severity = Literal["must", "should", "consider"]
Confidence = Literal["high", "medium", "low"]


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True)


class Cited(Source):
    checked: datetime.date
    days_ago: int


class Reason(Shape):
    """`answers` are the user's own, as ids and values; the text quotes them in words."""

    text: str
    answers: dict[str, Value]
    weight: int | None
    weight_is: str
    source: Cited


class Shutting(Shape):
    gate: str
    title: str
    text: str
    answers: dict[str, Value]
    source: Cited


class Ranked(Shape):
    """One approach, with the rules that shut it out and the reasons on both sides."""

    approach: Approach
    name: str
    fit: int
    gates: list[Shutting]
    reasons_for: list[Reason]
    reasons_against: list[Reason]


class Change(Shape):
    answers: dict[str, Value]
    recommended: Approach
    text: str
    alter: Literal["easily", "with_work", "no"]


class Flag(Shape):
    id: str
    severity: Severity
    title: str
    why: str
    answers: dict[str, Value]
    means: str
    notes: list[str]
    do: str
    evidence: str
    cleared_by: dict[str, Value]
    source: Cited
    checked: datetime.date
    checked_days_ago: int
    stale: bool
    seen: str


class Idle(Shape):
    """A flag that does not apply to these answers, and why."""

    id: str
    title: str
    why_not: str
    source: Source


class Unknown(Shape):
    """An unanswered question: what each answer would lead to, where that differs from the advice.

    `would` holds what it would change by itself, `later` what it would change under "then", and
    `with_others` says that it would change the advice together with another open question.
    """

    id: str
    text: str
    would: dict[str, Approach]
    later: dict[str, Approach | None]
    with_others: bool


class Range(Shape):
    low: float
    high: float


class Cost(Shape):
    """Pounds. `total` is over the whole span; None where an answer is missing that it needs."""

    option: str
    name: str
    setup: Range
    running_month: Range | None
    retraining: Range | None
    staff_month: Range | None
    total: Range | None
    missing: list[str]
    notes: list[str]


class Assumption(Shape):
    id: str
    name: str
    low: float
    high: float
    unit: str
    source: str
    address: str
    checked: datetime.date
    edited: bool


class BreakEven(Shape):
    """Items a month above which distillation costs less than prompting; None where it never does."""

    low: int | None
    high: int | None
    text: str


class Costs(Shape):
    months: int
    options: list[Cost]
    break_even: BreakEven
    assumptions: list[Assumption]


class Step(Shape):
    id: str
    text: str
    why: str


class VendorQuestion(Shape):
    id: str
    text: str
    why: str
    answered: bool


class Advice(Shape):
    recommended: Approach
    then: Approach | None
    summary: str
    confidence: Confidence
    confidence_reason: str
    ranking: list[Ranked]
    changes: list[Change]
    flags: list[Flag]
    costs: Costs
    vendor_questions: list[VendorQuestion]
    plan: list[Step]
    unknowns: list[Unknown]
    notes: list[str]
    always: list[str]
    sources: list[Cited]
    today: datetime.date
    rules_version: str
