"""The smallest sets of answers that would change the recommendation, found by trying and verified.

Single answers are tried exhaustively. A number is tried at every figure at which a rule turns, and next
to it, so the nearest figure that turns the advice is exact, not merely bisected. Only where no single
answer does it are pairs tried, the most promising first and a bounded number of them: the engine has
no clock, so the bound is a count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Literal

from assistant.advise.advice import Change, Unknown
from assistant.advise.approach import Approach
from assistant.advise.expression import Answers, Value
from assistant.advise.questionnaire import Question, Questionnaire
from assistant.advise.ranking import Standing, judge, stand
from assistant.advise.rules import Rules

_MOST_PAIRS = 2500
MOST_SHOWN = 40
_EASE = {"easily": 0, "with_work": 1, "no": 2}


class Trials:
    """The standing after a change of a few answers, working out anew only what looks at them."""

    def __init__(self, rules: Rules, answers: Answers) -> None:
        self._rules = rules
        self._answers = dict(answers)
        self._gates = [gate.when(answers) for gate in rules.gates]
        self._factors = [factor.when(answers) for factor in rules.factors]
        self.now = stand(rules, answers)
        self._gates_of: dict[str, set[int]] = defaultdict(set)
        self._factors_of: dict[str, set[int]] = defaultdict(set)
        for place, gate in enumerate(rules.gates):
            for name in gate.when.names:
                self._gates_of[name].add(place)
        for place, factor in enumerate(rules.factors):
            for name in factor.when.names:
                self._factors_of[name].add(place)

    def matters(self, question: str) -> bool:
        return question in self._gates_of or question in self._factors_of

    def after(self, change: Mapping[str, Value]) -> Standing:
        answers = {**self._answers, **change}
        points = dict(self.now.points)
        for place in set().union(*(self._factors_of[name] for name in change)):
            factor = self._rules.factors[place]
            if (now := factor.when(answers)) != self._factors[place]:
                for approach, push in factor.push.items():
                    points[approach] += push if now else -push
        truth = list(self._gates)
        for place in set().union(*(self._gates_of[name] for name in change)):
            truth[place] = self._rules.gates[place].when(answers)
        return judge(
            points, [gate for gate, is_true in zip(self._rules.gates, truth, strict=True) if is_true]
        )


def changes(rules: Rules, questions: Questionnaire, answers: Answers) -> list[Change]:
    """What the firm can alter comes first. Empty where neither a single answer nor a tried pair does it."""
    trials = Trials(rules, answers)
    found = dict(_singles(trials, rules, questions, answers))
    if not found:
        found = dict(_pairs(trials, rules, questions, answers))
    listed = [
        _change(dict(change), target, rules, questions, answers)
        for change, target in found.items()
        if stand(rules, {**answers, **dict(change)}).recommended is target  # verified by the whole engine
    ]
    listed.sort(key=lambda c: (_EASE[c.alter], len(c.answers)))
    return listed[:MOST_SHOWN]


def unknowns(rules: Rules, questions: Questionnaire, answers: Answers) -> list[Unknown]:
    """Unanswered questions whose answer could change the recommendation, alone or with another open one."""
    trials = Trials(rules, answers)
    now = trials.now
    still = [q for q in questions.questions.values() if answers.get(q.id) is None and trials.matters(q.id)]
    together = _together(trials, rules, still)
    found = []
    for question in still:
        would: dict[str, Approach] = {}
        later: dict[str, Approach | None] = {}
        for value in _values(question, rules):
            after = trials.after({question.id: value})
            if after.recommended is not now.recommended:
                would[str(value)] = after.recommended
            elif after.then is not now.then:
                later[str(value)] = after.then
        if would or later or question.id in together:
            with_others = not would and question.id in together
            found.append(
                Unknown(id=question.id, text=question.text, would=would, later=later, with_others=with_others)
            )
    return found


def _together(trials: Trials, rules: Rules, still: list[Question]) -> set[str]:
    """Open questions that turn the advice only with another open one.

    Looked at are the open questions behind the rule that decides now, each with any other, and those that
    would together bring in another deciding rule.
    """
    now, found = trials.now, set[str]()
    opened = {q.id: q for q in still}
    if now.lead is not None:
        for name in sorted(now.lead.when.names & opened.keys()):
            freeing = [
                v for v in _values(opened[name], rules) if trials.after({name: v}).lead is not now.lead
            ]
            for value in freeing[:1]:
                base = trials.after({name: value}).recommended
                for other in still:
                    if other.id != name and any(
                        trials.after({name: value, other.id: v}).recommended not in (base, now.recommended)
                        for v in _values(other, rules)
                    ):
                        found |= {name, other.id}
    for gate in rules.gates:
        names = sorted(gate.when.names & opened.keys())
        if gate.leads_to not in (None, now.recommended) and len(names) == 2:
            first, second = names
            for a, b in product(_values(opened[first], rules), _values(opened[second], rules)):
                if trials.after({first: a, second: b}).lead is gate:
                    found |= {first, second}
    return found


_Set = tuple[tuple[str, Value], ...]


def _singles(
    trials: Trials, rules: Rules, questions: Questionnaire, answers: Answers
) -> Iterator[tuple[_Set, Approach]]:
    for question in questions.questions.values():
        if not trials.matters(question.id):
            continue
        given = answers.get(question.id)
        flips = [
            (value, after)
            for value in _values(question, rules)
            if value != given
            and (after := trials.after({question.id: value}).recommended) is not trials.now.recommended
        ]
        if question.type != "choice":
            flips = _nearest(flips, given)
        for value, after in flips:
            yield ((question.id, value),), after


def _pairs(
    trials: Trials, rules: Rules, questions: Questionnaire, answers: Answers
) -> Iterator[tuple[_Set, Approach]]:
    """Pairs of which neither half does it alone, for no single answer does."""
    moves: list[tuple[int, int, str, Value]] = []
    for place, question in enumerate(questions.questions.values()):
        if trials.matters(question.id):
            for value in _values(question, rules):
                if value != answers.get(question.id):
                    moves.append((-_promise(trials, question.id, value), place, question.id, value))
    moves.sort(key=lambda move: move[:2])
    tried = 0
    seen: set[tuple[str, str, Approach]] = set()
    for (_, _, one, a), (_, _, other, b) in _by_promise(moves):
        if one == other:
            continue
        tried += 1
        if tried > _MOST_PAIRS:
            return
        after = trials.after({one: a, other: b}).recommended
        key = (min(one, other), max(one, other), after)
        if after is not trials.now.recommended and key not in seen:
            seen.add(key)
            yield ((one, a), (other, b)), after


def _by_promise(
    moves: list[tuple[int, int, str, Value]],
) -> Iterator[tuple[tuple[int, int, str, Value], tuple[int, int, str, Value]]]:
    """Pairs of the promising moves before pairs with a dull one."""
    for last in range(1, len(moves)):
        for first in range(last):
            yield moves[first], moves[last]


def _promise(trials: Trials, question: str, value: Value) -> int:
    """How near a move brings another approach: points, and gates opened or closed."""
    after, now = trials.after({question: value}), trials.now
    mine = now.recommended
    gap = max(after.points[a] - after.points[mine] for a in Approach if a is not mine)
    gates = sum(len(g) for g in now.shut.values()) - sum(len(g) for g in after.shut.values())
    led = 200 if (after.lead is None) != (now.lead is None) else 0
    return gap + 30 * abs(gates) + led


def _values(question: Question, rules: Rules) -> list[Value]:
    if question.type == "choice":
        return list(question.options)
    return [step for step in rules.steps(question.id) if question.least <= step <= question.most]


def _nearest(flips: list[tuple[Value, Approach]], given: Value) -> list[tuple[Value, Approach]]:
    """Of the numbers that lead to an approach, the nearest below and the nearest above."""
    at = given if isinstance(given, int | float) else 0
    best: dict[tuple[Approach, bool], Value] = {}
    for value, after in flips:
        assert isinstance(value, int | float)
        key = (after, value > at)
        now = best.get(key)
        if not isinstance(now, int | float) or abs(value - at) < abs(now - at):
            best[key] = value
    return [(value, after) for (after, _), value in best.items()]


def _change(
    change: dict[str, Value], target: Approach, rules: Rules, questions: Questionnaire, answers: Answers
) -> Change:
    asked = [questions[key] for key in change]
    parts = [f'"{q.short}" were "{q.says(change[q.id])}" (now "{q.says(answers.get(q.id))}")' for q in asked]
    return Change(
        answers=change,
        recommended=target,
        text=f"If {' and '.join(parts)}, the advice would be: {rules.in_a_sentence[target]}.",
        alter=max((_ease(q, change[q.id]) for q in asked), key=lambda ease: _EASE[ease]),
    )


def _ease(question: Question, value: Value) -> Literal["easily", "with_work", "no"]:
    return question.alter if not question.reach or value in question.reach else "no"
