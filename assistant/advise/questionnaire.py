"""The questions: their words, their options, and when each is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import groupby
from typing import Literal, Self

from pydantic import model_validator

from assistant.advise.data import RulesError, Strict
from assistant.advise.expression import Answers, Expression, Value

UNKNOWN = "not answered"


class Question(Strict):
    """One question. `short` names it in a reason; `asked_when` is a condition on other answers."""

    id: str
    type: Literal["choice", "integer", "number"] = "choice"
    short: str
    text: str
    why: str
    help: str
    options: Mapping[str, str] = {}
    # A second line under an option: a short example.
    hints: Mapping[str, str] = {}
    # Where the "why" comes from: an id in advice/sources.yaml.
    source: str = ""
    # What the glossary explains of the words used here: its ids.
    terms: tuple[str, ...] = ()
    # Questions that follow one another with the same screen are put together.
    screen: str = ""
    unit: str = ""
    least: int = 0
    most: int = 10_000_000
    asked_when: Expression = Expression("always")
    # Can the firm alter this itself: quickly, with work, or not at all? `changes` shows the first ones first.
    alter: Literal["easily", "with_work", "no"] = "no"
    # The options that it can bring about; all of them where none are named. An experiment cannot be undone.
    reach: tuple[str, ...] = ()
    # Put before what to do where the answer is "unsure".
    find_out: str = ""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.type == "choice") != bool(self.options):
            raise ValueError(f"{self.id}: a choice has options, a number has none")
        if len(self.options) == 1:
            raise ValueError(f"{self.id}: one option is no choice")
        if not set(self.reach) <= set(self.options):
            raise ValueError(f"{self.id}: reach names an option that there is not")
        if not set(self.hints) <= set(self.options):
            raise ValueError(f"{self.id}: hints name an option that there is not")
        if ("unsure" in self.options) != bool(self.find_out):
            raise ValueError(f"{self.id}: an option 'unsure' needs find_out, and only that")
        return self

    @property
    def pounds(self) -> bool:
        return self.id.endswith(("_gbp", "_gbp_month", "_gbp_hour"))

    def says(self, value: Value) -> str:
        """The user's own answer in words."""
        if value is None:
            return UNKNOWN
        if self.type == "choice":
            return self.options.get(str(value), str(value))
        number = f"{value:,}"
        return f"£{number}{self.unit}" if self.pounds else f"{number}{self.unit}"


class Screen(Strict):
    """The words above questions that are put together."""

    title: str
    intro: str


class Section(Strict):
    """A file of questions. An `optional` section is offered after the result: it clears flags and fills costs."""

    section: str
    title: str
    intro: str
    optional: bool = False
    screens: Mapping[str, Screen] = {}
    questions: tuple[Question, ...]

    @model_validator(mode="after")
    def _screened(self) -> Self:
        runs = [(name, len(list(run))) for name, run in groupby(q.screen for q in self.questions) if name]
        named = [name for name, _ in runs]
        for name, length in runs:
            if name not in self.screens:
                raise ValueError(f"there is no screen {name} in screens")
            if named.count(name) > 1 or length == 1:
                raise ValueError(f"the screen {name} needs two or more questions that follow one another")
        if unused := sorted(set(self.screens) - set(named)):
            raise ValueError(f"no question is on the screen {unused[0]}")
        return self


class Questionnaire:
    """All sections in order."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self.sections = tuple(sections)
        self.questions: dict[str, Question] = {}
        self.section_of: dict[str, Section] = {}
        for section in self.sections:
            for question in section.questions:
                if question.id in self.questions:
                    raise RulesError(f"The question {question.id} stands twice in the questionnaire.")
                self.questions[question.id] = question
                self.section_of[question.id] = section
        for question in self.questions.values():
            self.check(question.asked_when, f"the question {question.id}")

    def __getitem__(self, key: str) -> Question:
        return self.questions[key]

    def asked(self, answers: Answers, optional: bool = True) -> list[Question]:
        """The questions that are put to somebody who has answered so far."""
        return [
            q
            for q in self.questions.values()
            if (optional or not self.section_of[q.id].optional) and q.asked_when(answers)
        ]

    def check(
        self, condition: Expression, where: str, also: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        """Refuses a condition on a question or an option that there is not."""
        extra = also or {}
        for name in sorted(condition.names):
            if name not in self.questions and name not in extra:
                raise RulesError(f"In {where}: there is no question {name} ({condition.text}).")
        for name, value in sorted(condition.compared, key=str):
            if value is None:
                continue
            allowed = extra.get(name) or tuple(self.questions[name].options)
            if allowed and value not in allowed:
                raise RulesError(f"In {where}: {name} has no option {value!r} ({condition.text}).")
            if not allowed and not isinstance(value, int | float):
                raise RulesError(f"In {where}: {name} is a number ({condition.text}).")

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(self.questions)
