"""Two assessments side by side: which answers differ, and what that does to the advice. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.advise.advice import Advice, Flag, Range, Severity
from assistant.advise.approach import Approach
from assistant.advise.expression import Answers
from assistant.advise.questionnaire import Questionnaire

_LOUD: dict[Severity | None, int] = {"must": 0, "should": 1, "consider": 2, None: 3}


@dataclass(frozen=True)
class AnswerPair:
    """A question that has been answered in at least one of the two, with both answers in words."""

    id: str
    text: str
    first: str
    second: str
    differs: bool


@dataclass(frozen=True)
class FitPair:
    approach: Approach
    name: str
    first: int
    second: int
    out: tuple[bool, bool]

    @property
    def differs(self) -> bool:
        return (self.first, self.out[0]) != (self.second, self.out[1])


@dataclass(frozen=True)
class FlagPair:
    """None is: does not apply."""

    id: str
    title: str
    first: Severity | None
    second: Severity | None

    @property
    def differs(self) -> bool:
        return self.first != self.second


@dataclass(frozen=True)
class CostPair:
    """None is: cannot be worked out, as an answer is missing."""

    option: str
    name: str
    first: Range | None
    second: Range | None

    @property
    def differs(self) -> bool:
        return self.first != self.second


def answer_pairs(first: Answers, second: Answers, questions: Questionnaire) -> list[AnswerPair]:
    """In the order of the questionnaire, those that differ first."""
    pairs = [
        AnswerPair(
            id=question.id,
            text=question.text,
            first=question.says(first.get(question.id)),
            second=question.says(second.get(question.id)),
            differs=first.get(question.id) != second.get(question.id),
        )
        for question in questions.questions.values()
        if first.get(question.id) is not None or second.get(question.id) is not None
    ]
    return sorted(pairs, key=lambda pair: not pair.differs)


def fit_pairs(first: Advice, second: Advice) -> list[FitPair]:
    """In the order of the first one's ranking."""
    others = {ranked.approach: ranked for ranked in second.ranking}
    return [
        FitPair(
            approach=one.approach,
            name=one.name,
            first=one.fit,
            second=others[one.approach].fit,
            out=(bool(one.gates), bool(others[one.approach].gates)),
        )
        for one in first.ranking
    ]


def flag_pairs(first: Advice, second: Advice) -> list[FlagPair]:
    """Those that differ first, among them the loudest."""
    one, other = _by_id(first.flags), _by_id(second.flags)
    pairs = [
        FlagPair(
            id=key,
            title=(one.get(key) or other[key]).title,
            first=one[key].severity if key in one else None,
            second=other[key].severity if key in other else None,
        )
        for key in dict.fromkeys([*one, *other])
    ]
    return sorted(pairs, key=lambda p: (not p.differs, min(_LOUD[p.first], _LOUD[p.second])))


def cost_pairs(first: Advice, second: Advice) -> list[CostPair]:
    others = {cost.option: cost for cost in second.costs.options}
    return [
        CostPair(
            cost.option, cost.name, cost.total, others[cost.option].total if cost.option in others else None
        )
        for cost in first.costs.options
    ]


def _by_id(flags: Sequence[Flag]) -> dict[str, Flag]:
    return {flag.id: flag for flag in flags}
