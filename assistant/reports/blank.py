"""The questionnaire on paper, to be filled in by hand together with colleagues."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from assistant.advise.expression import Expression
from assistant.advise.knowledge import Knowledge
from assistant.advise.questionnaire import Question, Section
from assistant.reports.condition import when_put
from assistant.reports.content import (
    Blank,
    Block,
    Bullets,
    Choices,
    Heading,
    Paragraph,
    Report,
    Together,
)
from assistant.reports.glossary import words_explained
from assistant.reports.wording import DISCLAIMER, DO_NOT_KNOW

TITLE = "Is distillation right for us? The questions"


def blank_questionnaire(know: Knowledge, today: datetime.date) -> Report:
    """Every question once, in the order of the wizard, with boxes and lines."""
    numbers = {key: place for place, key in enumerate(know.questions.questions, start=1)}
    blocks = [
        *_front(len(numbers)),
        *(b for section in know.questions.sections for b in _section(section, know, numbers)),
    ]
    return Report(
        title=TITLE,
        subtitle=f"To fill in with colleagues. Rules of version {know.about.version}",
        day=today,
        blocks=(*blocks, *words_explained(blocks)),
        footer="Stillroom. General information, not legal advice",
    )


def _front(many: int) -> Iterator[Block]:
    yield from map(Blank, ("Name of this assessment", "Firm", "Filled in by", "Role", "Date"))
    yield Bullets(
        (
            f"There are {many} questions, but hardly anybody answers them all. Where one says "
            '"Only if" or "Leave this out if", look back at the answers that it names.',
            f'"{DO_NOT_KNOW}" is an honest answer, and better than a guess. The advice says which of these matter.',
            "Tick one box for each question. Write beside it where an answer needs a word more.",
            "Afterwards, type the answers into Stillroom. It works out the advice, the costs and the points of "
            "law on this computer, and sends nothing anywhere.",
        )
    )
    yield Paragraph(DISCLAIMER, "quiet")


def _section(section: Section, know: Knowledge, numbers: dict[str, int]) -> Iterator[Block]:
    """The heading stays with the first question, and the notes with their heading."""
    above: list[Block] = [
        Heading(f"{section.title}{' (optional)' if section.optional else ''}", 1),
        Paragraph(section.intro),
    ]
    for question in section.questions:
        yield Together((*above, *_question(question, know, numbers)))
        above = []
    yield Together((Blank(f'Notes on "{section.title}"', lines=4),))


def _question(question: Question, know: Knowledge, numbers: dict[str, int]) -> Iterator[Block]:
    yield Heading(f"{numbers[question.id]}. {question.text}", 2)
    if condition := _condition(question.asked_when, know, numbers):
        yield Paragraph(condition)
    yield Paragraph(f"{question.why} {question.help}", "quiet")
    if question.options:
        options = [_option(question, key, text) for key, text in question.options.items()]
        yield Choices((*options, DO_NOT_KNOW))
    else:
        unit = question.unit.strip()
        what = "Pounds" if question.pounds else "Number"
        yield Blank(f"{what} ({unit})" if unit else what)
        yield Choices((DO_NOT_KNOW,))


def _option(question: Question, key: str, text: str) -> str:
    text = text[:1].upper() + text[1:]
    hint = question.hints.get(key, "")
    return f"{text} ({hint})" if hint else text


def _condition(condition: Expression, know: Knowledge, numbers: dict[str, int]) -> str:
    """One question is quoted in its own words; several are named short, or nobody would read to the end."""
    alone = len(condition.names) == 1

    def name(question: Question) -> str:
        said = f'"{question.text}"' if alone else f"({question.short})"
        return f"question {numbers[question.id]}{',' if alone else ''} {said}"

    return when_put(condition, know.questions, name)
