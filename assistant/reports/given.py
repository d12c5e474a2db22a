"""The answers that were given, by section; what is not known and what was not asked is told as such."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.advise.expression import Answers
from assistant.advise.questionnaire import Question, Questionnaire, Section
from assistant.reports.content import Block, Bullets, Heading, Paragraph, Span, Table, Words
from assistant.reports.wording import DO_NOT_KNOW, counted, said


def given(answers: Answers, questions: Questionnaire, left_out: Sequence[str] = ()) -> Iterator[Block]:
    """`left_out` are sentences about answers that the rules in force cannot use."""
    put = {question.id for question in questions.asked(answers)}
    known = sum(answers.get(key) is not None for key in questions.ids)
    unknown = sum(key in answers and answers[key] is None for key in questions.ids)
    waiting = sum(key not in answers for key in put)
    yield Heading("The answers given")
    yield Paragraph(
        f'{counted(known, "question")} answered, {unknown} answered with "{DO_NOT_KNOW}", {waiting} not answered '
        f"yet, {len(questions.ids - put - answers.keys())} not asked because other answers made them "
        "unnecessary. Whatever is not known is treated as not known, never as a no."
    )
    if left_out:
        yield Paragraph("Some answers were given under other rules and cannot be used:")
        yield Bullets(tuple(left_out))
    for section in questions.sections:
        yield from _section(section, answers, put)


def _section(section: Section, answers: Answers, put: set[str]) -> Iterator[Block]:
    yield Heading(f"{section.title}{' (optional)' if section.optional else ''}", 2)
    shown = [q for q in section.questions if q.id in answers or q.id in put]
    if shown:
        rows = tuple((question.text, _answer(question, answers)) for question in shown)
        yield Table(("Question", "Your answer"), rows, (0.6, 0.4))
    skipped = [question.text for question in section.questions if question not in shown]
    if skipped:
        yield Paragraph(f"Not asked: {' '.join(skipped)}", "quiet")


def _answer(question: Question, answers: Answers) -> Words:
    if question.id not in answers:
        return "not answered yet"
    value = answers[question.id]
    return said(question, value) if value is None else (Span(said(question, value), bold=True),)
