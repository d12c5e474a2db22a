"""Sets of answers, complete or partial, possible or odd."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import strategies as st

from assistant.advise.knowledge import shipped

QUESTIONS = shipped().questions.questions
NUMBERS = [0, 1, 3, 4, 40, 99, 100, 400, 500, 1999, 2000, 4999, 5000, 20000, 50000]


def answers_from(seed: int, share: float) -> dict[str, Any]:
    """Answers to about a `share` of the questions, some of them "I don't know"."""
    chance = random.Random(seed)
    return {
        key: chance.choice([*(list(question.options) or NUMBERS), None])
        for key, question in QUESTIONS.items()
        if chance.random() < share
    }


# Drawn from a seed: a choice for each of 62 questions would take hypothesis longer than the engine takes.
# Every other set has the answers that open the rules, or nearly all would end at "prompting first".
ANSWERS = st.builds(
    lambda seed, share, opened: {**answers_from(seed, share), **opened},
    st.integers(0, 2**32),
    st.sampled_from([0.1, 0.5, 0.8, 1.0]),
    st.sampled_from(
        [
            {},
            {"prompt_experiment": "structured"},
            {
                "prompt_experiment": "structured",
                "task_kind": "triage_email",
                "output_kind": "fixed_list",
                "stability": "yearly",
                "inputs_predictable": "yes",
                "live_information": "no",
                "error_cost": "annoying",
            },
        ]
    ),
)
