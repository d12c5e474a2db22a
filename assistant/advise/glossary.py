"""The words that an owner may not know, and where in a text they stand. Words and pictures are data."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from assistant.advise.data import RulesError, Strict, load
from assistant.paths import resources

FOLDER = "glossary"


class Picture(Strict):
    """A line drawing beside the glossary's file; `alt` says what it shows."""

    file: str = Field(pattern=r"^[a-z_]+\.svg$")
    alt: str = Field(min_length=20)


class Term(Strict):
    """`also` are other names, shown; `forms` are further spellings by which it is found in a text.

    A name in capitals only, such as RAG, is found in capitals only.
    """

    id: str = Field(pattern=r"^[a-z_]+$")
    name: str
    also: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    short: str
    more: str
    see: tuple[str, ...] = ()
    source: str = ""  # of resources/advice/sources.yaml
    picture: Picture | None = None


class Glossary(Strict):
    terms: tuple[Term, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        ids = [term.id for term in self.terms]
        spelt = [_key(spelling) for term in self.terms for spelling in _spellings(term)]
        for kind, found in (("id", ids), ("spelling", spelt)):
            twice = next((one for one in found if found.count(one) > 1), None)
            if twice:
                raise ValueError(f"the {kind} {twice!r} stands twice")
        for term in self.terms:
            unknown = set(term.see) - set(ids) | ({term.id} & set(term.see))
            if unknown:
                raise ValueError(f"{term.id}: see names {sorted(unknown)[0]!r}, which is no other term")
        return self

    def __getitem__(self, key: str) -> Term:
        return self._by_id[key]

    def __contains__(self, key: str) -> bool:
        return key in self._by_id

    def terms_in(self, text: str) -> list[str]:
        """The ids of the terms that stand in the text as whole words, in the order of their first place.

        Of two that overlap the longer one counts: "general model" is not found as "model".
        """
        found = (self._id_of(match.group()) for match in self._pattern.finditer(text))
        return list(dict.fromkeys(one for one in found if one))

    @cached_property
    def _by_id(self) -> dict[str, Term]:
        return {term.id: term for term in self.terms}

    @cached_property
    def _by_spelling(self) -> dict[str, tuple[str, bool]]:
        """The id of each spelling, and whether it is found in capitals only."""
        return {_key(one): (term.id, one.isupper()) for term in self.terms for one in _spellings(term)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._by_spelling, key=len, reverse=True)
        # A hyphen, a space or a line's end may stand between two words of a term.
        words = "|".join(re.escape(one).replace(r"\ ", r"[\s-]+") for one in longest_first)
        return re.compile(rf"(?<![\w-])(?:{words})s?(?![\w-])", re.IGNORECASE)

    def _id_of(self, words: str) -> str | None:
        key = _key(words)
        term, capitals = self._by_spelling.get(key) or self._by_spelling[key.removesuffix("s")]
        return term if not capitals or words.removesuffix("s").isupper() else None


def _key(words: str) -> str:
    return re.sub(r"[\s-]+", " ", words).casefold()


def _spellings(term: Term) -> tuple[str, ...]:
    return (term.name, *term.also, *term.forms)


@cache
def shipped() -> Glossary:
    """The glossary that ships with the app."""
    return load_glossary(resources())


def load_glossary(folder: Path) -> Glossary:
    """Raises RulesError, naming the file and the line, where it cannot be used or a picture is missing."""
    glossary = load(folder / FOLDER / "glossary.yaml", Glossary)
    for term in glossary.terms:
        if term.picture and not (folder / FOLDER / term.picture.file).is_file():
            raise RulesError(f"glossary.yaml: {term.id}: there is no picture {term.picture.file}.")
    return glossary


def terms_in(text: str) -> list[str]:
    """The ids of the shipped glossary's terms in a text, in the order of their first place."""
    return shipped().terms_in(text)
