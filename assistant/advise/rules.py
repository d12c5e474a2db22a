"""Gates and factors: the models of resources/advice/gates.yaml and factors.yaml."""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import cached_property
from typing import Literal, Self

from pydantic import model_validator

from assistant.advise.approach import Approach
from assistant.advise.data import RulesError, Strict
from assistant.advise.expression import Answers, Expression
from assistant.advise.questionnaire import Questionnaire

JUDGEMENT = "The direction has this source; the size is our own judgement."


class Source(Strict):
    """Where a statement comes from. `checked` is the day on which somebody last read it."""

    instrument: str
    section: str
    title: str
    address: str
    more: tuple[str, ...] = ()


class Gate(Strict):
    """A rule that beats any score.

    `shuts` are the approaches that it rules out; `leads_to` is the approach that it names outright.
    `curable` says that the firm can open it again by work or by asking, so that what it shuts may
    still stand under `then`.
    """

    id: str
    rule: Literal["1", "2", "3", "4", "5", "6", "7", "9", "10", "local", "teacher"]
    title: str
    when: Expression
    shuts: tuple[Approach, ...] = ()
    leads_to: Approach | None = None
    curable: bool = False
    text: str
    source: str


class Factor(Strict):
    """A push on approaches. `text` reads as a reason for those pushed up and against those pushed down."""

    id: str
    when: Expression
    push: Mapping[Approach, int]
    text: str
    source: str

    @model_validator(mode="after")
    def _moves(self) -> Self:
        if not self.push or 0 in self.push.values():
            raise ValueError(f"the factor {self.id} must push something, and no push is 0")
        return self


class GateFile(Strict):
    gates: tuple[Gate, ...]


class FactorFile(Strict):
    start: Mapping[Approach, int]
    names: Mapping[Approach, str]
    in_a_sentence: Mapping[Approach, str]
    factors: tuple[Factor, ...]


class SourceFile(Strict):
    sources: Mapping[str, Source]


class Rules:
    """Gates in their order of precedence, factors, and the sources that both name."""

    def __init__(
        self, gates: GateFile, factors: FactorFile, sources: SourceFile, questions: Questionnaire
    ) -> None:
        self.gates = gates.gates
        self.factors = factors.factors
        self.start = dict(factors.start)
        self.names = dict(factors.names)
        self.in_a_sentence = dict(factors.in_a_sentence)
        self.sources = sources.sources
        for table in (self.start, self.names, self.in_a_sentence):
            if set(table) != set(Approach):
                raise RulesError(
                    "factors.yaml: start, names and in_a_sentence must each name every approach."
                )
        for question in questions.questions.values():
            if question.source and question.source not in self.sources:
                raise RulesError(f"In the question {question.id}: there is no source {question.source}.")
        for rule in self._all():
            where = f"the rule {rule.id}"
            questions.check(rule.when, where)
            if rule.source not in self.sources:
                raise RulesError(f"In {where}: there is no source {rule.source}.")
            for name in placeholders(rule.text):
                if name not in rule.when.names:
                    raise RulesError(
                        f"In {where}: the text quotes {name}, which the condition does not look at."
                    )

    def _all(self) -> list[Gate | Factor]:
        return [*self.gates, *self.factors]

    @cached_property
    def names_used(self) -> frozenset[str]:
        """The questions that gates or factors look at."""
        return frozenset().union(*(rule.when.names for rule in self._all()))

    def steps(self, question: str) -> list[int]:
        """The whole numbers at which the advice may turn, for a question that is a number."""
        found = {0}
        for rule in self._all():
            for name, value in rule.when.compared:
                if name == question and isinstance(value, int | float):
                    found.update((int(value) - 1, int(value), int(value) + 1))
        return sorted(value for value in found if value >= 0)


def placeholders(text: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(text) if name]


def quote(text: str, answers: Answers, questions: Questionnaire) -> str:
    """The text with the user's own answers in it."""
    return text.format_map({name: questions[name].says(answers.get(name)) for name in placeholders(text)})
