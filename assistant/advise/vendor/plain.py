"""A pitch as rules see it: one kind of quote, hyphen and space, with the way back to the exact place in the text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

SOFT = "\n"  # a line end within a paragraph: a phrase may run over it, a negation may not
HARD = "\x1e"  # the end of a paragraph or of a bullet point

_APOSTROPHES = frozenset("’‘ʼ′`´＇")
_HYPHENS = frozenset("‐‑﹣－⁃")
_DASHES = frozenset("–—―−‒")
_DROPPED = frozenset('*_"“”„«»[]{}<>\u00ad\u200b\u200c\u200d\u2060\ufeff')
_BULLETS = frozenset("•◦▪▫‣·●○■□➤➢✓✔☑►▶")
_BULLET_LINE = re.compile(r"[ \t]*(?:[-*+#>|=]+[ \t]|\d{1,2}[.)][ \t]|[a-z][.)][ \t])")
_ENDS = re.compile(r"[.!?]+(?=[)'\s\x1e]|$)|[;\x1e]")
_LONGEST = 600  # characters of a sentence; what runs on without a full stop is a list, and is cut at a gap
# A full stop behind these ends no sentence.
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|approx|incl|inc|cf|etc|no|mr|mrs|ms|dr|st|ltd|co|p\.m|a\.m))$", re.I
)


@dataclass(frozen=True)
class Plain:
    """`text` is for matching only; `starts` and `ends` give, for each of its characters, the place in the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]`, not empty, stands in the original."""
        return self.starts[start], self.ends[end - 1]

    def sentence(self, place: int) -> int:
        """The number of the sentence that holds the character at `place`."""
        return max(0, bisect_right(self.sentences, (place, len(self.text) + 1)) - 1)


def plain(text: str, *, joined: bool = False) -> Plain:
    """The pitch for matching. `joined` puts together words that are broken with a hyphen at a line's end."""
    pieces: list[tuple[str, int, int]] = []
    i = 0
    while i < len(text):
        if text[i].isspace():
            i = _white(text, i, pieces, joined)
        elif text[i] == "(" and pieces and pieces[-1][0] in (" ", SOFT):
            pieces[-1] = ("(", i, i + 1)
            i += 1
        else:
            if text[i] == ":" and text[i + 1 : i + 2].isspace() and pieces and pieces[-1][0] != " ":
                pieces.append((" ", i, i))  # so that a colon stands between two gaps, as a dash does
            i = _sign(text, i, pieces)
    signs = "".join(sign for sign, _, _ in pieces)
    starts = tuple(start for sign, start, _ in pieces for _ in sign)
    ends = tuple(end for sign, _, end in pieces for _ in sign)
    return Plain(signs, starts, ends, _sentences(signs))


def _sign(text: str, i: int, pieces: list[tuple[str, int, int]]) -> int:
    """One character that is no white space; returns the place behind it."""
    sign = text[i]
    if sign in _DROPPED:
        return i + 1
    if sign in _APOSTROPHES:
        new = "'"
    elif sign in _HYPHENS:
        new = "-"
    elif sign in _DASHES:
        # "teacher–student" is one compound, "fast—and small" is a break.
        tight = 0 < i < len(text) - 1 and text[i - 1].isalnum() and text[i + 1].isalnum()
        new = "-" if tight and sign != "—" else "–"
    elif sign in _BULLETS:
        new = HARD
    elif sign in ("\x1e", "\x1f"):
        new = " "
    else:
        new = unicodedata.normalize("NFKC", sign).replace("\x1e", " ")
        if new != sign and any(part.isspace() for part in new):
            new = new.replace(" ", "")  # a lone accent is a space and an accent in compatible form
    pieces.append((new, i, i + 1))
    return i + 1


def _white(text: str, i: int, pieces: list[tuple[str, int, int]], joined: bool) -> int:
    """A run of white space; returns the place behind it."""
    end = i
    while end < len(text) and text[end].isspace():
        end += 1
    run = (
        text[i:end]
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2029", "\n\n")
        .replace("\u2028", "\n")
    )
    lines = run.count("\n") + run.count("\f") * 2
    broken = lines == 1 and len(pieces) > 1 and pieces[-1][0] == "-" and pieces[-2][0].isalpha()
    if joined and broken and text[end : end + 1].islower():
        pieces.pop()
        return end
    if lines >= 2 or (lines == 1 and _BULLET_LINE.match(text, end)):
        sign = HARD
    elif lines == 1 and end < len(text) and not text[end].islower():
        sign = SOFT
    else:
        sign = " "
    if sign == HARD or not pieces or pieces[-1][0] != ")":
        pieces.append((sign, i, end))
    return end


def _sentences(signs: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    start = 0
    for end in _ENDS.finditer(signs):
        if end.group() == "." and _ABBREVIATED.search(signs, max(0, end.start() - 8), end.start()):
            continue
        found += _cut(signs, start, end.end())
        start = end.end()
    if start < len(signs) or not found:
        found += _cut(signs, start, len(signs))
    return tuple(found)


def _cut(signs: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, in pieces where it is too long: the checks around each phrase would take hours."""
    while end - start > _LONGEST:
        gaps = (signs.rfind(sign, start, start + _LONGEST) for sign in (SOFT, " "))
        piece = next((gap + 1 for gap in gaps if gap >= start), start + _LONGEST)
        yield start, piece
        start = piece
    yield start, end
