"""The way through the questions: which screens there are, what comes next, how far one has come."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from assistant.advise.expression import Answers, Value
from assistant.advise.questionnaire import Question, Questionnaire, Section

# The place behind the last required question. No question has this id, since ids are of the data's own kind.
END = "end"
RESULT = "result"
Mark = Literal["done", "current", "open"]


@dataclass(frozen=True)
class Screen:
    """What is shown at one time: one question, or several that read better together."""

    section: Section
    questions: tuple[Question, ...]

    @property
    def id(self) -> str:
        """The first question's, under which the place is remembered."""
        return self.questions[0].id

    @property
    def key(self) -> str:
        """The same for as long as it is the same screen, whichever of its questions are asked."""
        one = self.questions[0]
        return f"{self.section.section}/{one.screen}" if one.screen else one.id

    @property
    def grouped(self) -> bool:
        return bool(self.questions[0].screen)

    @property
    def title(self) -> str:
        one = self.questions[0]
        return self.section.screens[one.screen].title if one.screen else one.text

    @property
    def intro(self) -> str:
        one = self.questions[0]
        return self.section.screens[one.screen].intro if one.screen else one.help

    @property
    def optional(self) -> bool:
        return self.section.optional


@dataclass(frozen=True)
class Part:
    """A section as the list at the left shows it. `first` is where a click goes: None where nothing is asked."""

    title: str
    mark: Mark
    optional: bool
    first: str | None


@dataclass(frozen=True)
class Progress:
    """`complete` says that every required question has an answer, "I don't know" included."""

    answered: int
    total: int

    @property
    def complete(self) -> bool:
        return self.answered == self.total

    @property
    def share(self) -> float:
        return self.answered / self.total if self.total else 1.0


def screens(questions: Questionnaire, answers: Answers) -> list[Screen]:
    """All screens for who has answered so far, in order, the optional ones at the end."""
    asked = questions.asked(answers)
    asked.sort(key=lambda q: questions.section_of[q.id].optional)  # stable: keeps the order otherwise

    def together(question: Question) -> tuple[str, str]:
        return questions.section_of[question.id].section, question.screen or f"/{question.id}"

    return [
        Screen(questions.section_of[(group := tuple(run))[0].id], group)
        for _, run in groupby(asked, key=together)
    ]


def screen_at(questions: Questionnaire, answers: Answers, place: str) -> Screen | None:
    """The screen of a question; of the one before it where it is not asked. None for the end."""
    if place == END:
        return None
    shown = screens(questions, answers)
    if place not in questions.ids:
        return first_open(questions, answers)
    order = _order(questions)
    before = [one for one in shown if order[one.id] <= order[place]]
    for one in shown:
        if any(question.id == place for question in one.questions):
            return one
    return before[-1] if before else shown[0]


def first_open(questions: Questionnaire, answers: Answers) -> Screen | None:
    """Where somebody goes on who comes back: the first required screen with a question not yet answered."""
    for one in screens(questions, answers):
        if not one.optional and any(question.id not in answers for question in one.questions):
            return one
    return None


def after(questions: Questionnaire, answers: Answers, place: str) -> str:
    """The place that follows; the end behind the last required question and behind the last of all."""
    order = _order(questions)
    here = screen_at(questions, answers, place)
    if here is None:
        return END
    last = max(order[question.id] for question in here.questions)
    for one in screens(questions, answers):
        if one.optional == here.optional and order[one.id] > last:
            return one.id
    return END


def before(questions: Questionnaire, answers: Answers, place: str) -> str | None:
    """The place that comes before; None before the first."""
    order = _order(questions)
    shown = screens(questions, answers)
    here = screen_at(questions, answers, place)
    if here is None:
        required = [one for one in shown if not one.optional]
        return required[-1].id if required else None
    earlier = [one for one in shown if one.optional == here.optional and order[one.id] < order[here.id]]
    if earlier:
        return earlier[-1].id
    return END if here.optional else None


def place_of(questions: Questionnaire, answers: Answers, at: str) -> str:
    """Where an assessment opens that was last at `at`: a question, the end, the result, or nowhere yet."""
    if at in (END, RESULT):
        return END
    if at in questions.ids:
        return at
    screen = first_open(questions, answers)
    return END if screen is None else screen.id


def after_again(
    questions: Questionnaire, answers: Answers, again: Sequence[str], shown: Collection[str]
) -> str:
    """The next of the questions that are asked again, behind those shown; then the end."""
    last = max((at for at, key in enumerate(again) if key in shown), default=-1)
    return next((key for key in again[last + 1 :] if _is_asked(questions, answers, key)), END)


def before_again(
    questions: Questionnaire, answers: Answers, again: Sequence[str], shown: Collection[str]
) -> str:
    first = min((at for at, key in enumerate(again) if key in shown), default=0)
    earlier = [key for key in again[:first] if _is_asked(questions, answers, key)]
    return earlier[-1] if earlier else END


def first_optional(questions: Questionnaire, answers: Answers) -> str | None:
    return next((one.id for one in screens(questions, answers) if one.optional), None)


def progress(questions: Questionnaire, answers: Answers) -> Progress:
    """Of the required questions."""
    asked = questions.asked(answers, optional=False)
    return Progress(sum(question.id in answers for question in asked), len(asked))


def still_open(questions: Questionnaire, answers: Answers) -> list[str]:
    """Required questions without an answer, or with "I don't know"."""
    return [q.id for q in questions.asked(answers, optional=False) if answers.get(q.id) is None]


def parts(questions: Questionnaire, answers: Answers, place: str) -> list[Part]:
    """The sections in order, as the list at the left marks them."""
    here = screen_at(questions, answers, place)
    asked = questions.asked(answers)
    found = []
    for section in sorted(questions.sections, key=lambda one: one.optional):
        mine = [q.id for q in asked if questions.section_of[q.id] is section]
        missing = [key for key in mine if key not in answers]
        mark: Mark = "open" if missing else "done"
        if here is not None and here.section is section:
            mark = "current"
        found.append(Part(section.title, mark, section.optional, next(iter(missing or mine), None)))
    return found


def no_longer_asked(questions: Questionnaire, answers: Mapping[str, Value]) -> list[tuple[Question, Value]]:
    """Answers that are kept although, after another answer, the question is not asked any more."""
    asked = {question.id for question in questions.asked(answers)}
    return [
        (question, answers[key])
        for key, question in questions.questions.items()
        if key in answers and key not in asked
    ]


def _is_asked(questions: Questionnaire, answers: Answers, key: str) -> bool:
    return questions[key].asked_when(answers)


def _order(questions: Questionnaire) -> dict[str, int]:
    """Places in the order of the screens."""
    optional = {key: questions.section_of[key].optional for key in questions.questions}
    return {key: at for at, key in enumerate(sorted(questions.questions, key=lambda key: optional[key]))}
