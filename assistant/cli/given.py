"""The file that a command is given: plain answers by question id, or an assessment that the window has exported."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from assistant.advise.answers import parse_answers, read_text, usable
from assistant.advise.assessment import Assessment, from_json
from assistant.advise.expression import Value
from assistant.advise.knowledge import Knowledge


@dataclass(frozen=True)
class Given:
    """`left_out` are sentences about answers that the rules in force cannot use."""

    name: str
    answers: dict[str, Value]
    assessment: Assessment | None
    left_out: list[str]


def read_given(path: Path, know: Knowledge) -> Given:
    """An exported assessment is known by its "format"; its answers may be of other rules."""
    text = read_text(path)
    if not _is_assessment(text):
        return Given(path.stem, parse_answers(text, know.questions, path.name), None, [])
    assessment = from_json(text, path.name)
    answers, left_out = usable(assessment.answers, know.questions)
    return Given(assessment.name, answers, assessment, left_out)


def _is_assessment(text: str) -> bool:
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        return False  # `parse_answers` says what is wrong with it
    return isinstance(held, dict) and "format" in held
