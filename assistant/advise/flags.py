"""Flags: which duty or guidance speaks to these answers, how loudly, and on what source."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Literal

from assistant.advise.advice import Cited, Flag, Idle, Severity
from assistant.advise.data import RulesError, Strict
from assistant.advise.expression import Answers, Expression, Value
from assistant.advise.questionnaire import Questionnaire
from assistant.advise.rules import Source

STALE_AFTER_DAYS = 120
_LOUD: dict[str, int] = {"must": 0, "should": 1, "consider": 2}


class Trigger(Strict):
    severity: Severity
    when: Expression


class Note(Strict):
    """A sentence that is added where its condition holds: a nation, a sector, a kind of firm."""

    when: Expression
    text: str


class FlagRule(Strict):
    """A flag as data. The first trigger that is true gives the severity."""

    id: str
    title: str
    triggers: tuple[Trigger, ...]
    means: str
    do: str
    evidence: str
    notes: tuple[Note, ...] = ()
    cleared_by: Mapping[str, str | int] = {}
    source: Source
    checked: datetime.date
    # How it was seen: P the instrument, R a regulator's page, S agreeing commentary, N research notes,
    # M from memory. Where it is M, the wording says less.
    seen: str
    kind: Literal["law", "guidance", "advice"]

    @property
    def names(self) -> frozenset[str]:
        return frozenset().union(*(t.when.names for t in self.triggers))

    def trigger(self, answers: Answers) -> Trigger | None:
        return next((t for t in self.triggers if t.when(answers)), None)


class FlagFile(Strict):
    """The flags of one field of law or guidance."""

    area: str
    flags: tuple[FlagRule, ...]


def gather(files: Iterable[FlagFile], questions: Questionnaire) -> tuple[FlagRule, ...]:
    """All flags of all files, each checked against the questions."""
    found: dict[str, FlagRule] = {}
    for file in files:
        for flag in file.flags:
            if flag.id in found:
                raise RulesError(f"The flag {flag.id} stands twice in the regulations.")
            where = f"the flag {flag.id}"
            for condition in (*(t.when for t in flag.triggers), *(n.when for n in flag.notes)):
                questions.check(condition, where)
            for key, value in flag.cleared_by.items():
                questions.check(Expression(f"{key} == {value!r}"), where)
            found[flag.id] = flag
    return tuple(found.values())


def fired(
    rules: Iterable[FlagRule], answers: Answers, questions: Questionnaire, today: datetime.date
) -> list[Flag]:
    """The flags that apply, the loudest first."""
    found = [
        _fire(rule, trigger, answers, questions, today)
        for rule in rules
        if (trigger := rule.trigger(answers)) is not None
    ]
    return sorted(found, key=lambda flag: _LOUD[flag.severity])


def idle(rules: Iterable[FlagRule], answers: Answers, questions: Questionnaire) -> list[Idle]:
    """The flags that do not apply, each with the answers that keep it quiet."""
    return [
        Idle(
            id=rule.id,
            title=rule.title,
            why_not=f"Your answers do not call for it: {_quoted(rule.names, answers, questions)}.",
            source=rule.source,
        )
        for rule in rules
        if rule.trigger(answers) is None
    ]


def cite(source: Source, checked: datetime.date, today: datetime.date) -> Cited:
    return Cited(**source.model_dump(), checked=checked, days_ago=(today - checked).days)


def _fire(
    rule: FlagRule, trigger: Trigger, answers: Answers, questions: Questionnaire, today: datetime.date
) -> Flag:
    names = [name for name in questions.questions if name in trigger.when.names]
    given: dict[str, Value] = {name: answers.get(name) for name in names}
    unsure = [questions[name].find_out for name in names if given[name] == "unsure"]
    age = (today - rule.checked).days
    return Flag(
        id=rule.id,
        severity=trigger.severity,
        title=rule.title,
        why=f"You answered: {_quoted(trigger.when.names, answers, questions)}.",
        answers=given,
        means=rule.means.strip(),
        notes=[note.text.strip() for note in rule.notes if note.when(answers)],
        do=" ".join([*unsure, rule.do.strip()]),
        evidence=rule.evidence.strip(),
        cleared_by=dict(rule.cleared_by),
        source=cite(rule.source, rule.checked, today),
        checked=rule.checked,
        checked_days_ago=age,
        stale=age > STALE_AFTER_DAYS,
        seen=rule.seen,
    )


def _quoted(names: Iterable[str], answers: Answers, questions: Questionnaire) -> str:
    asked = set(names)
    said = [q for q in questions.questions.values() if q.id in asked]
    return "; ".join(f"{q.short}: {q.says(answers.get(q.id))}" for q in said)
