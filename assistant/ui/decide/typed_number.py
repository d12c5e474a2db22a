"""A number as people write it -> the number, or a sentence on what is wrong with it."""

from __future__ import annotations

import re
import unicodedata

from assistant.advise.questionnaire import Question
from assistant.ui.text import count, tr

_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[, ][0-9]{3})+(?:\.[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")
_LONGEST = 40


class NotANumber(ValueError):
    """The sentence is for the user."""


def limits(question: Question) -> str:
    """What the field takes, in words."""
    least, most = count(question.least), count(question.most)
    if question.type == "integer":
        return tr("A whole number from {least} to {most}.", least=least, most=most)
    return tr("A number from {least} to {most}, such as 2.5.", least=least, most=most)


def written(value: int | float) -> str:
    """As the field shows it."""
    return f"{value:,}"


def read_number(text: str, question: Question) -> int | float:
    """Raises NotANumber with a sentence where the text is no answer to the question."""
    bare = _without_signs(text, question)
    if not bare:
        raise NotANumber(tr("Type a number, or choose “I don't know”."))
    if bare.startswith("-"):
        raise NotANumber(tr("It cannot be less than {least}.", least=count(question.least)))
    if _DECIMAL_COMMA.fullmatch(bare):
        raise NotANumber(
            tr("Write a part of one with a point: {better}.", better=bare.replace(",", "."))
            if question.type == "number"
            else tr("Is that {together} or {apart}? Write it without the comma.", together=bare.replace(",", ""),
                    apart=bare.replace(",", "."))
        )  # fmt: skip
    if not _PLAIN.fullmatch(bare) and not _GROUPED.fullmatch(bare):
        raise NotANumber(tr("This is not a number. Type it in figures, such as 1,500."))
    value = float(bare.replace(",", "").replace(" ", ""))
    if question.type == "integer" and value != int(value):
        raise NotANumber(
            tr("Only a whole number will do here: {below} or {above}.", below=count(int(value)),
               above=count(int(value) + 1))
        )  # fmt: skip
    if value < question.least:
        raise NotANumber(tr("It cannot be less than {least}.", least=count(question.least)))
    if value > question.most:
        raise NotANumber(tr("It cannot be more than {most}.", most=count(question.most)))
    return int(value) if value == int(value) else value


def _without_signs(text: str, question: Question) -> str:
    """Without the pounds sign, the unit and what else is written around a figure."""
    bare = " ".join(unicodedata.normalize("NFKC", text[:_LONGEST]).replace("\N{MINUS SIGN}", "-").split())
    if len(text) > _LONGEST:
        return "?"
    unit = question.unit.strip()
    if unit and bare.lower().endswith(unit.lower()):
        bare = bare[: -len(unit)].rstrip()
    if question.pounds:
        bare = bare.replace("£", "", 1).strip()
    return bare
