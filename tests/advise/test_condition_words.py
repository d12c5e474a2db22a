"""Conditions in words: hand-written expectations, and none of the rules without words."""

from __future__ import annotations

import pytest

from assistant.advise.condition_words import in_words
from assistant.advise.expression import Expression
from assistant.advise.knowledge import shipped


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("always", "in every case"),
        ("personal_data == 'yes'", 'Personal data: "yes"'),
        ("lawful_basis != 'recorded'", 'Lawful basis: anything but "recorded"'),
        ("personal_data in ('yes', 'unsure')", 'Personal data: "yes" or "unsure"'),
        ("exit_plan in (None, 'none')", 'Exit plan: "none" or not answered'),
        ("exit_plan == None", "Exit plan: not answered"),
        ("use_area not in (None, 'none')", 'Area of use: answered, but not "none of these"'),
        ("use_area != None", "Area of use: answered"),
        ("volume_per_month >= 2000", "Volume: at least 2,000 a month"),
        ("(unlabelled_examples or 0) > 0", "Unsorted examples: more than 0"),
        ("2000 <= volume_per_month", "Volume: at least 2,000 a month"),
        ("10 < volume_per_month <= 99", "Volume: more than 10 a month, and Volume: at most 99 a month"),
        ("'yes' == personal_data", 'Personal data: "yes"'),
        ("not children == 'yes'", 'it is not so that Children: "yes"'),
        (
            "children == 'yes' and (talks_to_public == 'yes' or outsourced == 'yes')",
            'Children: "yes", and one of these: Talks to the public: "yes"; Outsourced: "yes"',
        ),
        (
            "children == 'yes' or (talks_to_public == 'yes' and outsourced == 'yes')",
            'one of these: Children: "yes"; (Talks to the public: "yes", and Outsourced: "yes")',
        ),
    ],
)
def test_a_condition_in_words(condition: str, words: str) -> None:
    assert in_words(Expression(condition), shipped().questions) == words


def test_every_trigger_and_note_has_words_without_an_id_in_them() -> None:
    know = shipped()
    for flag in know.flags:
        for condition in (*(t.when for t in flag.triggers), *(n.when for n in flag.notes)):
            words = in_words(condition, know.questions)
            assert "_" not in words, words
            assert all(know.questions[name].short in words for name in condition.names)
