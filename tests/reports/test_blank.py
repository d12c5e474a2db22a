"""The blank questionnaire, and the sentences that say when a question may be skipped."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest

from assistant.advise.expression import Expression
from assistant.advise.knowledge import shipped
from assistant.reports.blank import blank_questionnaire
from assistant.reports.condition import when_put
from assistant.reports.content import Blank, Choices, Heading, Together
from tests.reports.reading import TODAY, flat, of_kind, whole

KNOW = shipped()
REPORT = blank_questionnaire(KNOW, TODAY)


def test_every_question_stands_once_with_its_options_and_a_way_not_to_know() -> None:
    blocks = list(flat(REPORT))
    titles = [block.text for block in blocks if isinstance(block, Heading) and block.level == 2]
    questions = list(KNOW.questions.questions.values())
    assert titles == [f"{number}. {question.text}" for number, question in enumerate(questions, start=1)]
    choices = of_kind(REPORT, Choices)
    assert len(choices) == len(questions)
    for question, block in zip(questions, choices, strict=True):
        wanted = [
            f"{text} ({question.hints[key]})" if key in question.hints else text
            for key, text in question.options.items()
        ]
        assert [option.casefold() for option in block.options] == [
            o.casefold() for o in [*wanted, "I don't know"]
        ]
        assert not block.ticked


def test_why_and_help_stand_with_each_question_and_numbers_have_a_line() -> None:
    text = whole(REPORT)
    for question in KNOW.questions.questions.values():
        assert f"{question.why} {question.help}" in text
    numbers = [q for q in KNOW.questions.questions.values() if not q.options]
    lines = [one for one in of_kind(REPORT, Blank) if one.label.startswith(("Number", "Pounds"))]
    assert len(lines) == len(numbers)
    assert Counter(one.label.split(" ")[0] for one in lines)["Pounds"] == sum(q.pounds for q in numbers)


def test_no_question_is_split_over_a_page_and_each_section_has_room_for_notes() -> None:
    whole_ones = [block for block in REPORT.blocks if isinstance(block, Together)]
    for question in KNOW.questions.questions.values():
        holders = [
            block
            for block in whole_ones
            if any(isinstance(b, Heading) and b.text.endswith(f". {question.text}") for b in block.blocks)
        ]
        assert len(holders) == 1
        assert any(isinstance(b, Choices) for b in holders[0].blocks)
    notes = [one for one in of_kind(REPORT, Blank) if one.label.startswith("Notes on ")]
    assert [one.label for one in notes] == [f'Notes on "{s.title}"' for s in KNOW.questions.sections]
    assert all(one.lines >= 3 for one in notes)


def test_name_firm_and_date_stand_on_top() -> None:
    assert [one.label for one in of_kind(REPORT, Blank)][:5] == [
        "Name of this assessment", "Firm", "Filled in by", "Role", "Date",
    ]  # fmt: skip


def _told(condition: str) -> str:
    return when_put(Expression(condition), KNOW.questions, lambda question: f'"{question.text}"')


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        ("always", ""),
        (
            "children == 'yes'",
            'Only if you answered "yes" to "Is there information about children?".',
        ),
        (
            "personal_data in ('yes', 'unsure')",
            'Only if you answered "yes" or "unsure" to "Do the documents hold information about living people?".',
        ),
        (
            "children != 'yes'",
            'Leave this out if you answered "yes" to "Is there information about children?".',
        ),
        (
            "eu_link not in (None, 'none')",
            'Only if you answered something other than "no link" or "I don\'t know" to '
            '"Does the work reach into the European Union?".',
        ),
        (
            "minutes_per_item != None",
            'Only if you gave a figure for "How many minutes does one item take today?".',
        ),
        (
            "(volume_per_month or 0) > 2000",
            'Only if you gave a figure above 2,000 for "How many documents or messages a month?".',
        ),
        (
            "10 < volume_per_month <= 99",
            'Only if you gave a figure above 10 for "How many documents or messages a month?", and you gave a '
            'figure at most 99 for "How many documents or messages a month?".',
        ),
        (
            "not (children == 'yes' and personal_data == 'no')",
            'Only if you did not answer "yes" to "Is there information about children?", or you did not answer '
            '"no" to "Do the documents hold information about living people?".',
        ),
        (
            "children == 'yes' and (personal_data == 'no' or personal_data == 'unsure')",
            'Only if you answered "yes" to "Is there information about children?", and (you answered "no" to "Do '
            'the documents hold information about living people?", or you answered "unsure" to "Do the documents '
            'hold information about living people?").',
        ),
        (
            "10 <= 5 or children == 'yes'",
            None,
        ),
    ],
)
def test_a_condition_is_a_sentence_in_the_questions_own_words(condition: str, sentence: str | None) -> None:
    if sentence is None:
        with pytest.raises(ValueError, match="no question"):
            _told(condition)
    else:
        assert _told(condition) == sentence


def test_every_condition_of_the_questions_has_words_that_name_each_question_it_looks_at() -> None:
    for question in KNOW.questions.questions.values():
        said = when_put(question.asked_when, KNOW.questions, lambda q: f"<{q.id}>")
        assert bool(said) == bool(question.asked_when.names)
        assert all(f"<{name}>" in said for name in question.asked_when.names)


def test_leave_this_out_says_the_contrary_of_only_if() -> None:
    """Held against the engine: where the sentence says to leave it out, the question is not put."""
    for question in KNOW.questions.questions.values():
        said = when_put(question.asked_when, KNOW.questions, lambda q: q.id)
        if not said.startswith("Leave this out"):
            continue
        names = sorted(question.asked_when.names)
        for values in product(*([*KNOW.questions[name].options, None] for name in names)):
            answers = dict(zip(names, values, strict=True))
            named = any(
                value is not None and f'"{KNOW.questions[name].says(value)}"' in said
                for name, value in answers.items()
            )
            assert question.asked_when(answers) == (not named)


def test_the_paper_says_how_it_is_used() -> None:
    assert "not legal advice" in whole(REPORT)
