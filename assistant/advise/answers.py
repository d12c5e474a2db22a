"""A file of answers -> answers that the engine can use, or one clear sentence."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from assistant.advise.expression import Value
from assistant.advise.questionnaire import Question, Questionnaire
from assistant.errors import InputError

_MOST_BYTES = 2_000_000  # an assessment with long notes is let through


def read_answers(path: Path, questionnaire: Questionnaire) -> dict[str, Value]:
    """Answers from a JSON object of question id -> value; null means "I don't know"."""
    return parse_answers(read_text(path), questionnaire, path.name)


def read_text(path: Path) -> str:
    """The text of a file of answers, or a sentence why there is none."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise InputError(
                f"{path.name} is too big for a file of answers. Give a JSON object of a few lines."
            )
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"{path} is not there. Give the path of a JSON file of answers.") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder. Give the path of a JSON file of answers.") from None
    except UnicodeDecodeError:
        raise InputError(
            f"{path.name} is not text in UTF-8. Save it again as UTF-8, or give another file."
        ) from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error


def parse_answers(text: str, questionnaire: Questionnaire, name: str) -> dict[str, Value]:
    """Raises InputError, naming the file `name`, where the text holds no answers that can be used."""
    try:
        given = strict_json(text)
    except RecursionError:
        raise InputError(f"{name} is nested too deeply for a file of answers.") from None
    except json.JSONDecodeError as error:
        raise InputError(
            f"{name} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}."
        ) from None
    except ValueError as error:
        raise InputError(f"{name}: {error}") from None
    return check_answers(given, questionnaire, name)


def strict_json(text: str) -> Any:
    """JSON in which no key stands twice and every number is one. Raises ValueError or RecursionError."""
    return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant, parse_int=_whole)


def check_answers(given: Any, questionnaire: Questionnaire, name: str) -> dict[str, Value]:
    """Raises InputError, naming the file and the key, for the first answer that cannot be used."""
    if not isinstance(given, Mapping):
        raise InputError(
            f'{name} holds no JSON object of answers. It should look like {{"task_kind": "triage_email"}}.'
        )
    checked: dict[str, Value] = {}
    for key, value in given.items():
        if key not in questionnaire.ids:
            raise InputError(
                f"{name}: there is no question {_key(key)}.{_did_you_mean(str(key), questionnaire.ids)}"
            )
        checked[key] = None if value is None else _value(questionnaire[key], value, name)
    # The order of answering never matters, not even in what is printed.
    return {key: checked[key] for key in questionnaire.questions if key in checked}


def usable(given: Mapping[str, Value], questionnaire: Questionnaire) -> tuple[dict[str, Value], list[str]]:
    """Answers made under other rules: those that these rules can use, and a sentence for each that they cannot."""
    kept: dict[str, Value] = {}
    left: list[str] = []
    for key, value in given.items():
        if key not in questionnaire.ids:
            left.append(
                f"The question {_key(key)} is not asked any more; your answer {_shown(value)} is left out."
            )
            continue
        try:
            kept |= check_answers({key: value}, questionnaire, "")
        except InputError:
            question = questionnaire[key]
            left.append(
                f'"{question.text}" does not have the answer {_shown(value)} any more. Answer it again.'
            )
    return {key: kept[key] for key in questionnaire.questions if key in kept}, left


def _value(question: Question, value: Any, name: str) -> Value:
    where = f"{name}: {question.id}"
    if question.type == "choice":
        if not isinstance(value, str):
            raise InputError(
                f"{where} must be one of {', '.join(question.options)}, or null; it is {_shown(value)}."
            )
        if value not in question.options:
            raise InputError(
                f"{where} cannot be {_shown(value)}. It is one of {', '.join(question.options)}, or null."
            )
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(f"{where} must be a number, or null; it is {_shown(value)}.")
    if isinstance(value, float) and not math.isfinite(value):
        raise InputError(f"{where} is too big a number.")
    if question.type == "integer" and value != int(value):
        raise InputError(f"{where} must be a whole number; it is {_shown(value)}.")
    if not question.least <= value <= question.most:
        raise InputError(
            f"{where} must lie between {question.least:,} and {question.most:,}; it is {_shown(value)}."
        )
    return int(value) if question.type == "integer" else value


def _shown(value: Any) -> str:
    return _short(json.dumps(value, ensure_ascii=True))


def _key(key: Any) -> str:
    return _short(repr(key))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def _did_you_mean(key: str, ids: frozenset[str]) -> str:
    close = get_close_matches(key, sorted(ids), 1, 0.7)
    return f" Did you mean {close[0]!r}?" if close else " `stillroom questions` lists them all."


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"{_key(key)} stands in it twice. Leave one.")
        found[key] = value
    return found


def _whole(text: str) -> int:
    """Python does not read thousands of digits, and says so in words that are no use to anybody."""
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"{text[:20]}... is too big a number.") from None


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is not a number that can be used.")
