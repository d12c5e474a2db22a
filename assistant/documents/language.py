"""Which language a text is written in, as far as that can be said."""

from __future__ import annotations

import re

_SAMPLE = 20_000  # characters
_LEAST_LETTERS = 60  # of a script with an alphabet
_TABLE_WORDS = 25  # fewer words that are no sentences are not trusted: a menu, a list of names
_LEAST_SIGNS = 15  # of Chinese, Japanese, Korean, where one sign is a syllable or a word
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CODE_LIKE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\S*[\d_/\\{}=<>|#]\S*")
_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
# Common words of English that few other languages share: their share tells English, tables of it included.
_ENGLISH_WORDS = (
    "the of and with this that from your our you please have been which should would they their by it "
    "address number amount invoice payment balance paid due phone name"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
# Malaysian and Indonesian tills print English under Malay addresses, so their tables prove nothing.
_ONLY_PROSE = {"ms", "id"}
_SAME_TONGUE = {"iw": "he", "jw": "jv", "in": "id", "mo": "ro", "nb": "no"}
_NOT_TRUSTED = {"la", "un"}  # Latin is found in filler text and in lists of names and plants


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language that most of the text is in; None when too little text, or unsure.

    Unsure includes lists of names, dishes, parts or places: nothing there is a sentence. A text with a good
    part of English in it (a bilingual letter) is not called foreign.
    """
    sample = _CODE_LIKE.sub(" ", text[:_SAMPLE])
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    eastern = len(_EASTERN.findall(sample))
    if letters < _LEAST_LETTERS and eastern < _LEAST_SIGNS:
        return None
    english = sum(word.lower() in _ENGLISH for word in words) / max(len(words), 1)
    latin = len(_LATIN.findall(sample)) > 0.5 * letters
    found = _detected(" ".join(words) if latin else sample)
    if found is None:
        return "en" if english >= 0.08 else None
    code, share, others = found
    if code == "en":
        return "en"
    if english >= 0.06 or others.get("en", 0) > 20 or share < 70:
        return "en" if english >= 0.12 else None
    clear_table = len(words) >= _TABLE_WORDS and share >= 95 and code not in _ONLY_PROSE
    if latin and not clear_table and not _is_prose(sample, words):
        return None
    return code


def _detected(sample: str) -> tuple[str, int, dict[str, int]] | None:
    """(code, percentage, percentages of the others) by CLD2; None when it is not sure."""
    import pycld2

    clean = "".join(c if c.isprintable() else " " for c in sample)
    try:
        reliable, _, details = pycld2.detect(
            clean.encode("utf-8", "ignore"), isPlainText=True, bestEffort=False
        )
    except pycld2.error:
        return None
    _, code, share, _ = details[0]
    code = _SAME_TONGUE.get(code, code.partition("-")[0])
    if not reliable or code in _NOT_TRUSTED or len(code) != 2:
        return None
    return code, share, {entry[1]: entry[2] for entry in details[1:]}


def _is_prose(sample: str, words: list[str]) -> bool:
    """Sentences have words in small letters in a row; tables and lists of names, parts, dishes have few."""
    small = sum(word[0].islower() for word in words)
    runs = re.findall(r"(?:(?<![^\W_])[^\W\d_A-Z]+[ ,]+){2,}", sample)
    return small >= 0.5 * len(words) and sum(len(run.split()) for run in runs) >= 8


def language_name(code: str) -> str:
    """What English calls the language of an ISO 639-1 code; the code itself where it is not known."""
    import pycld2

    for name, known in pycld2.LANGUAGES:
        if _SAME_TONGUE.get(known, known) == code:
            return str(name).replace("_", " ").title()
    return code
