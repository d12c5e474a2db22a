"""A named assessment: the answers, the owner's own figures, ticks and sign-off, and what was advised last.

As a file it is one JSON object that comes back exactly as it went, whatever the assessment is called.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.advise.advice import Advice, Severity
from assistant.advise.answers import strict_json
from assistant.advise.approach import Approach
from assistant.advise.expression import Value
from assistant.errors import InputError

FORMAT = "stillroom-assessment"
VERSION = 1
LONGEST_NAME = 200
_MOST_CHARACTERS = 2_000_000


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


Figure = Annotated[float, Field(ge=0, le=1_000_000_000)]


class FlagNote(_Kept):
    """What the owner has put beside a flag, for the action list."""

    done: bool = False
    note: str = ""
    owner: str = ""
    due: datetime.date | None = None
    evidence: str = ""


class SignOff(_Kept):
    """Who stands behind the assessment, and when it is to be looked at again."""

    name: str = ""
    role: str = ""
    signed: datetime.date | None = None
    review: datetime.date | None = None
    note: str = ""


class Advised(_Kept):
    """The last advice in short, to tell what newer rules or another answer have changed in it."""

    recommended: Approach
    then: Approach | None
    confidence: str
    fit: dict[Approach, int]
    flags: dict[str, Severity]
    titles: dict[str, str]
    rules_version: str
    on: datetime.date


class Assessment(_Kept):
    """`answers` holds null for "I don't know" and lacks what was not answered yet.

    Answers may name questions or options that the rules in force do not know any more: they are kept,
    and `answers.usable` leaves them out with a sentence each. `at` is the question last shown, "end"
    behind the last one, "result" for the result, "" for the start. Times are UTC.
    """

    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    answers: dict[str, Value] = {}
    assumptions: dict[str, tuple[Figure, Figure]] = {}
    flags: dict[str, FlagNote] = {}
    sign_off: SignOff = SignOff()
    at: str = ""
    created: datetime.datetime
    changed: datetime.datetime
    advised: Advised | None = None

    @field_validator("name")
    @classmethod
    def _named(cls, name: str) -> str:
        if not name.strip():
            raise ValueError("a name is needed")
        return name

    def altered(self, now: datetime.datetime, **fields: Any) -> Assessment:
        """A copy with these fields, checked, and changed now."""
        return Assessment.model_validate({**dict(self), **fields, "changed": now})


def in_short(advice: Advice) -> Advised:
    return Advised(
        recommended=advice.recommended,
        then=advice.then,
        confidence=advice.confidence,
        fit={ranked.approach: ranked.fit for ranked in advice.ranking},
        flags={flag.id: flag.severity for flag in advice.flags},
        titles={flag.id: flag.title for flag in advice.flags},
        rules_version=advice.rules_version,
        on=advice.today,
    )


def to_json(assessment: Assessment) -> str:
    """One JSON object, readable, ASCII only, so that no mail program can spoil it."""
    held = {"format": FORMAT, "version": VERSION, **assessment.model_dump(mode="json")}
    return json.dumps(held, indent=2, ensure_ascii=True) + "\n"


def from_json(text: str, name: str) -> Assessment:
    """Raises InputError, naming the file `name`, where the text is no assessment."""
    if len(text) > _MOST_CHARACTERS:
        raise InputError(f"{name} is too big for an assessment.")
    try:
        held = strict_json(text)
    except (json.JSONDecodeError, RecursionError):
        raise InputError(
            f"{name} is not an assessment that Stillroom has exported. Choose a file that it has."
        ) from None
    except ValueError as error:
        raise InputError(f"{name} cannot be imported: {error}") from None
    if not isinstance(held, Mapping) or held.get("format") != FORMAT:
        raise InputError(f"{name} is JSON, but not an assessment that Stillroom has exported.")
    version = held.get("version")
    if type(version) is not int or version < 1:
        raise InputError(f"{name} cannot be imported: its version is missing or no whole number.")
    if version > VERSION:
        raise InputError(f"{name} was exported by a newer Stillroom. Update Stillroom, then import it.")
    try:
        return Assessment.model_validate_json(
            json.dumps({k: v for k, v in held.items() if k not in ("format", "version")})
        )
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "the file"
        said = first["msg"].removeprefix("Value error, ")
        raise InputError(f"{name} cannot be imported: {key}: {said}.") from None


# What two pieces of advice differ in.
Kind = Literal["recommended", "then", "confidence", "flag_new", "flag_gone", "flag_severity"]


class Difference(_Kept):
    kind: Kind
    text: str


def differences(before: Advised, after: Advised, names: Mapping[Approach, str]) -> list[Difference]:
    """What has changed from one advice to another, as sentences, the weightiest first."""
    found: list[Difference] = []
    if before.recommended is not after.recommended:
        found.append(
            Difference(
                kind="recommended",
                text=f'The recommendation was "{names[before.recommended]}" and is now '
                f'"{names[after.recommended]}".',
            )
        )
    if before.then is not after.then:
        was, now = (names[a] if a else "nothing" for a in (before.then, after.then))
        found.append(Difference(kind="then", text=f'What may come later was "{was}" and is now "{now}".'))
    if before.confidence != after.confidence:
        found.append(
            Difference(
                kind="confidence",
                text=f"The confidence was {before.confidence} and is now {after.confidence}.",
            )
        )
    for key, severity in after.flags.items():
        if key not in before.flags:
            found.append(Difference(kind="flag_new", text=f"New: {after.titles[key]} ({severity})."))
        elif before.flags[key] != severity:
            text = f"{after.titles[key]}: was {before.flags[key]}, is now {severity}."
            found.append(Difference(kind="flag_severity", text=text))
    for key in before.flags:
        if key not in after.flags:
            text = f"No longer applies: {before.titles.get(key, key)}."
            found.append(Difference(kind="flag_gone", text=text))
    return found
