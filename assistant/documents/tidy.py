"""Text as people write it: without what typesetting put in, and spaced-out letters joined to words.

Judge first, tidy then: `is_rubbish` needs to see the characters that this takes out.
"""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\xa0": " ",
        "\u2007": " ",
    }
    | {"\u202f": " ", "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\v": "\n", "\f": "\n"}
    # Symbol and Wingdings characters that offices use: bullets and tick boxes.
    | dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf076\uf0b0", "•")
    | dict.fromkeys("\uf0a8\uf06f\uf071\uf072\uf0a3", "☐")
    | dict.fromkeys("\uf0fe\uf0fd\uf0fc\uf052\uf053\uf054", "☑")
)
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[\x02\ufffe]\n?(?=[^\W\d_])")  # as PDFium marks it
_OTHER_MARK = re.compile(r"[\x02\ufffe]")
_SOFT_HYPHEN = re.compile("\u00ad[ \t]*\n?")
_HYPHENATED = re.compile(r"(?<=[a-zà-ÿ]{2})[-‐]\n(?=[a-zà-ÿ]{2})")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ue000-\uf8ff\uffff]"
)
_TRAILING = re.compile(r"[ \t]+\n")
_EMPTY_LINES = re.compile(r"\n{3,}")


def tidy(text: str) -> str:
    """The text in composed Unicode, with words broken at line ends joined and unseen characters gone."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _BROKEN_WORD.sub(_joined_or_hyphen, text)
    text = _OTHER_MARK.sub("-", text)
    text = _SOFT_HYPHEN.sub("", text).translate(_LIGATURES)
    text = _HYPHENATED.sub("", _UNSEEN.sub("", text))
    text = _TRAILING.sub("\n", unicodedata.normalize("NFC", text))
    return _EMPTY_LINES.sub("\n\n", text).strip()


def _joined_or_hyphen(mark: re.Match[str]) -> str:
    """A word goes on in small letters; before a capital the hyphen was the writer's own."""
    return "" if mark.string[mark.end()].islower() else "-"


_SPACED_RUN = re.compile(r"(?<!\S)\S(?:[ \t]{1,8}\S){7,}(?!\S)")
_SHORT_RUN = re.compile(r"(?<!\S)\S(?:[ \t]{1,8}\S)+(?!\S)")
# A line of its own: "I N V O I C E", "M I N U T E S".
_SPACED_HEADING = re.compile(r"(?m)^[ \t]*([A-Z](?: [A-Z]){3,6})[ \t]*$")
_HEADINGS = frozenset(
    "invoice minutes agenda quote order receipt payslip report survey policy memo notice contract lease deed will "
    "letter budget claim advice return tender offer terms summary charter bylaws remit notes news resume".split()
)
_LETTERS = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"([^\W\d_]+)[.,;:!?)]*")
_WHOLE_WORDS = frozenset(
    "a the to of in on and for be at is it or an as by we no so up over out under not all".split()
)


def has_spaced_letters(text: str) -> bool:
    """Whether a line has a blank between all its letters: "T o t a l   d u e"."""
    return _has_spaced_run(text) or any(_heading(line) != line[0] for line in _SPACED_HEADING.finditer(text))


def _has_spaced_run(text: str) -> bool:
    return any(_is_words(run.group()) for run in _SPACED_RUN.finditer(text))


def _heading(line: re.Match[str]) -> str:
    """The word of a short heading; the line itself where it is none, as "M T W T F S S" above a calendar."""
    word = line[1].replace(" ", "")
    return word if word.lower() in _HEADINGS else line[0]


def _is_words(run: str) -> bool:
    """A row of ticks, marks or digits ("Y N Y N", "1 2 3 4") is not a word taken apart."""
    letters = [character for character in run if character.isalpha()]
    signs = sum(not character.isspace() for character in run)
    return len(letters) >= 0.6 * signs and len({letter.lower() for letter in letters}) >= 5


def join_spaced_letters(text: str) -> str:
    """Puts words together again where every letter stands alone; two blanks or more part the words.

    Where single blanks part letters and words alike, the likeliest English words are taken. Such lines
    are broken anywhere, so a word may go on in the next line.
    """
    lines: list[str] = []
    before_was_spaced = False
    given = text.split("\n")
    # On a page that is spaced throughout, short lines ("J .  S m i t h") are too.
    throughout = 2 * sum(map(_has_spaced_run, given)) > sum(len(line) > 12 for line in given)
    for line in given:
        joined = _SHORT_RUN.sub(_joined_run, line) if throughout else _SPACED_RUN.sub(_joined_long_run, line)
        is_spaced = joined != line
        joined = _SPACED_HEADING.sub(_heading, joined)
        if lines and is_spaced and before_was_spaced:
            lines[-1], joined = _word_over_line_end(lines[-1], joined)
        lines.append(joined)
        before_was_spaced = is_spaced
    return "\n".join(lines)


def _joined_long_run(run: re.Match[str]) -> str:
    return _joined(run.group()) if _is_words(run.group()) else run.group()


def _joined_run(run: re.Match[str]) -> str:
    return _joined(run.group())


def _word_over_line_end(line: str, following: str) -> tuple[str, str]:
    start, end = _LAST_WORD.search(line), _FIRST_WORD.match(following)
    if not start or not end or start.group().lower() in _WHOLE_WORDS:
        return line, following
    word = start.group() + end.group(1)
    if not word.isascii() or _parted(word) != word:
        return line, following
    return line + end.group(), following[end.end() :].lstrip()


def _joined(run: str) -> str:
    parts = re.split(r"[ \t]{2,}", run)
    if len(parts) > 1 or len(run) < 24:
        return " ".join(re.sub(r"[ \t]", "", part) for part in parts)
    return _LETTERS.sub(lambda letters: _parted(letters.group()), re.sub(r"[ \t]", "", run))


def _parted(letters: str) -> str:
    import wordninja  # reads its word list on import: only where it is needed

    return " ".join(wordninja.split(letters)) if letters.isascii() else letters
