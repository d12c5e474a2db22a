"""The little language in which the rules' phrases are written, as regular expressions.

distilled model       the words, apart by a space, a line's end, a hyphen or a slash
distil*               a word that begins so
(small|tiny) model    one of them; each may be several words
(very)? small         may be missing
~3                    up to three words, whatever they are
#                     a number, in figures or in words;  #% a percentage
@                     a name: a word that begins with a capital letter or holds a figure
:                     a colon or a dash
{models}              a list of resources/vendor/words.yaml
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

# Between two words stands one of these: `plain` drops the space beside a bracket. "GPT-4's accuracy" has its gap too.
GAP = r"(?:'s)?[ \n/()-]"
_ANY = r"[\w'£$€%&+]+(?:[.,'&+][\w%]+)*,?"
_SMALL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen"
    "|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_IN_WORDS = rf"(?:{_SMALL})(?:[ -](?:{_SMALL}))?"
_FIGURES = r"\d(?:[\d,.]*\d)?"
_NUMBER = rf"(?:[£$€]?{_FIGURES}[a-z]{{0,2}}|{_IN_WORDS}|a hundred|hundreds|dozens|thousands)"
_PERCENT = rf"(?:{_FIGURES}|{_IN_WORDS})(?: ?%|[ \n-](?:per[ \n]?cent|pct|percentage points?|points?)(?!\w))"
_NAME = r"(?:(?-i:[A-Z])[\w.]*\w|(?=[\w.]*\d)\w[\w.]*\w)"
_TOKEN = re.compile(r"[()|][?*]?|\{[a-z_]+\}\??|~\d|#%|#{1,2}\?|@\?|[^\s()|]+")
_CLOSING = (")", ")?", ")*")
_SIGNS = {"#": _NUMBER, "##": _FIGURES + "[a-z]{0,2}", "#%": _PERCENT, "@": _NAME, ":": "[:–-]"}

Words = Mapping[str, str]  # a list's name -> the expression of its entries


class PhraseError(ValueError):
    """A phrase is not written in the language above."""


def expanded(lists: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The lists as expressions; a list may name those that stand before it."""
    words: dict[str, str] = {}
    for name, entries in lists.items():
        words[name] = "|".join(sorted((expression(entry, words) for entry in entries), key=len, reverse=True))
    return words


def compiled(phrases: Iterable[str], words: Words) -> re.Pattern[str]:
    """One expression for all the phrases, whole words only; PhraseError says which phrase is wrong."""
    every = sorted(
        (expression(phrase, words) for phrase in phrases), key=len, reverse=True
    )  # the fullest first
    if not every:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<![\w£$€])(?:{'|'.join(every)})(?!\w)", re.IGNORECASE)


def expression(phrase: str, words: Words) -> str:
    """The phrase as a regular expression without its outer word boundaries."""
    return _Reading(phrase, words).all()


class _Reading:
    """One pass over the tokens of a phrase."""

    def __init__(self, phrase: str, words: Words) -> None:
        self._phrase, self._words = phrase, words
        self._tokens = _TOKEN.findall(phrase)
        self._at = 0

    def all(self) -> str:
        out = self._choices()
        if self._at < len(self._tokens):
            raise PhraseError(f"'{self._phrase}' has a bracket too many")
        return out

    def _choices(self) -> str:
        choices = [self._sequence()]
        while self._next() == "|":
            self._at += 1
            choices.append(self._sequence())
        return choices[0] if len(choices) == 1 else f"(?:{'|'.join(sorted(choices, key=len, reverse=True))})"

    def _sequence(self) -> str:
        out, gap, required = "", "", False
        while (token := self._next()) not in ("", "|", *_CLOSING):
            self._at += 1
            if token[0] == "~":
                some = f",?{gap}{_ANY}" if gap else f"{_ANY}{GAP}"
                out += f"(?:{some}){{0,{token[1:]}}}?"
            else:
                element, optional = self._element(token)
                # What may be missing takes its gap along: the one behind it at the beginning, else the one before.
                if optional:
                    out += f"(?:{gap}{element})?" if gap else f"(?:{element}{GAP})?"
                else:
                    out, gap, required = out + gap + element, GAP, True
        if not required:
            raise PhraseError(f"'{self._phrase}' has a part without a word that must be there")
        return out

    def _element(self, token: str) -> tuple[str, bool]:
        """The token's expression, and whether it may be missing."""
        if token == "(":
            inner = self._choices()
            closing = self._next()
            if closing not in _CLOSING:
                raise PhraseError(f"'{self._phrase}' has a bracket that is not closed")
            self._at += 1
            return f"(?:{inner})" + (r"\w*" if closing == ")*" else ""), closing == ")?"
        if token[0] == "{":
            name = token.strip("{}?")
            if name not in self._words:
                raise PhraseError(
                    f"'{self._phrase}' names {{{name}}}, which words.yaml does not hold before it"
                )
            return f"(?:{self._words[name]})", token.endswith("?")
        if token in ("#?", "##?", "@?"):
            return _SIGNS[token[:-1]], True
        return _SIGNS.get(token) or self._word(token), False

    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _word(self, token: str) -> str:
        stem = token.removesuffix("*")
        if not stem or re.search(r"[{}~*?\\]", stem):
            raise PhraseError(f"'{self._phrase}' cannot be read at '{token}'")
        figures = _FIGURES.join(re.escape(part) for part in stem.split("#"))
        return figures + (r"\w*" if stem != token else "")
