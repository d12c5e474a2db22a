"""Whether the words around a phrase assert it, deny it, hedge it, or speak of somebody else's product."""

from __future__ import annotations

import re
from typing import Literal

from assistant.advise.vendor.phrase import GAP
from assistant.advise.vendor.plain import HARD, SOFT, Plain
from assistant.advise.vendor.rules import CompiledScope, CompiledTurn

Stance = Literal["says", "hedges", "denies", "others"]

_UN = re.compile(r"(?<!\w)(?:non|un|not)[ -]$", re.IGNORECASE)
_CLAUSE_END = re.compile(rf"[:–;()?!{SOFT}{HARD}]|\.(?!\w)")
_COMMA = re.compile(r",(?!\d)")
_LIST_WORDS = re.compile(r" ?(?:or|nor|neither|even|a|an|any|and not|not)? ?(?:a|an|any)? ?", re.IGNORECASE)
_OR = re.compile(r"[^.;:!?]{0,60}?\b(?:or|nor)\b", re.IGNORECASE)
_ANSWERED_NO = re.compile(
    rf"[^.!?{HARD}]{{0,60}}\?[ \n{HARD}]*(?:no|never|nope|none|not|(?:it|they|we|this) (?:\w+n't|\w+ not))\b",
    re.IGNORECASE,
)
_ANSWERED_YES = re.compile(
    rf"[^.!?{HARD}]{{0,60}}\?[ \n{HARD}]*(?:yes|it is|they are|we do|indeed)\b", re.IGNORECASE
)
_INNER_NOT = re.compile(r"(?<=[\w,] )(?:not|never|nor|neither|nobody|no|cannot|\w+n't)(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"[\w'£%.]*\w")
_AND = re.compile(r"(?<!\w)and(?!\w)", re.IGNORECASE)


def stance(pitch: Plain, start: int, end: int, scope: CompiledScope) -> Stance:
    """How the pitch means the phrase that stands at `pitch.text[start:end]`."""
    first, last = pitch.sentences[pitch.sentence(start)]
    before = _clause(pitch.text[first:start])
    behind = pitch.text[end : end + 90]
    asserted = scope.not_negating.sub(lambda found: "\x00" * len(found.group()), before)
    if _UN.search(before) and not re.search(r"(?:not)[ -]un[ -]$", before, re.IGNORECASE):
        return "denies"
    negations = sum(_reaches(turn, asserted, pitch.text[end:last]) for turn in scope.negated)
    if negations or touches_after(scope.negated_after, behind, 0) or _ANSWERED_NO.match(behind):
        return "denies"
    whole = pitch.text[first:start]
    if any(_reaches(turn, whole, pitch.text[end:last], commas=True) for turn in scope.about_others):
        return "others"
    asked = "?" in pitch.text[end:last] and not _ANSWERED_YES.match(behind)
    if (
        asked
        or any(_reaches(turn, asserted, "") for turn in scope.hedged)
        or touches_after(scope.hedged_after, behind, 0)
    ):
        return "hedges"
    return "says"


def denied_within(text: str) -> bool:
    """Whether the words that a phrase leaves free hold a negation: "failure modes were not tested"."""
    return _INNER_NOT.search(text) is not None


def _clause(before: str) -> str:
    """What stands before the phrase in its own clause."""
    ends = [found.end() for found in _CLAUSE_END.finditer(before)]
    return before[ends[-1] :] if ends else before


def _reaches(turn: CompiledTurn, before: str, behind: str, *, commas: bool = False) -> bool:
    """Whether a turning word stands before the phrase with nothing between that would end its reach."""
    for found in turn.before.finditer(before):
        between = before[found.end() :]
        if len(_WORD.findall(between)) > turn.words or turn.stopped_by.search(between):
            continue
        if _AND.search(between):
            continue
        if commas or not _COMMA.search(between) or _is_list(between, behind):
            return True
    return False


def _is_list(between: str, behind: str) -> bool:
    """Whether the commas part a list that is denied as a whole: "not distilled, quantised or pruned"."""
    last = between.rpartition(",")[2]
    if not _LIST_WORDS.fullmatch(last):
        return False
    return bool(re.search(r"(?:or|nor|neither|not)\b", last, re.IGNORECASE) or _OR.match(behind))


def touches_before(pattern: re.Pattern[str] | None, text: str, start: int) -> bool:
    """Whether the pattern, which ends in a gap, ends at `start`."""
    return pattern is not None and pattern.search(text[max(0, start - 80) : start]) is not None


def touches_after(pattern: re.Pattern[str] | None, text: str, end: int) -> bool:
    """Whether the pattern begins directly behind `end`."""
    if pattern is None:
        return False
    gap = re.compile(GAP).match(text, end)
    return bool(gap and pattern.match(text, gap.end()))
