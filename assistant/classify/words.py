"""Words with their places in a text, and a fast search for many phrases at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Letters and digits with inner apostrophes: "tenant's", "P60", "12th". Hyphens part words.
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    text: str  # case-folded, straight apostrophes
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of `text` in order, each with its character offsets."""
    return [Word(m[0].casefold().replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(text)]


@dataclass(frozen=True, slots=True)
class Hit:
    """One phrase found in a list of words."""

    phrase: int  # index into the phrases that the index was built from
    first: int  # index of its first word
    last: int  # index of its last word


class PhraseIndex:
    """Finds any of many phrases in one pass; a trailing `*` lets the last word go on ("complain*")."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[int, tuple[str, ...], str]]] = {}
        self._one_word_prefixes: list[tuple[int, str]] = []
        for number, phrase in enumerate(phrases):
            open_ended = phrase.rstrip().endswith("*")
            parts = tuple(w.text for w in words(phrase))
            if not parts:
                continue
            prefix = parts[-1] if open_ended else ""
            exact = parts[:-1] if open_ended else parts
            if exact:
                self._by_first.setdefault(exact[0], []).append((number, exact, prefix))
            else:
                self._one_word_prefixes.append((number, prefix))
        self._prefix_cache: dict[str, tuple[int, ...]] = {}

    def _prefixed(self, word: str) -> tuple[int, ...]:
        found = self._prefix_cache.get(word)
        if found is None:
            found = tuple(n for n, prefix in self._one_word_prefixes if word.startswith(prefix))
            if len(self._prefix_cache) < 50_000:
                self._prefix_cache[word] = found
        return found

    def find(self, text: list[str]) -> Iterator[Hit]:
        """Every phrase that stands in `text`, a list of case-folded words; overlapping ones included."""
        for at, word in enumerate(text):
            for number in self._prefixed(word):
                yield Hit(number, at, at)
            for number, exact, prefix in self._by_first.get(word, ()):
                end = at + len(exact)
                if tuple(text[at:end]) != exact:
                    continue
                if not prefix:
                    yield Hit(number, at, end - 1)
                elif end < len(text) and text[end].startswith(prefix):
                    yield Hit(number, at, end)
