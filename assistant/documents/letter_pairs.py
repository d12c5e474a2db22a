"""How usual one letter after another is in the languages of Europe, to tell words from rubbish.

The table is made by packaging/build_letter_pairs.py.
"""

from __future__ import annotations

import unicodedata

BEFORE = "^abcdefghijklmnopqrstuvwxyz"  # "^" is the start of a word
AFTER = "abcdefghijklmnopqrstuvwxyz$"  # "$" is its end

_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ħ": "h"}
)

# 9 + log2 of how often the column's letter follows the row's, between 0 (never) and 9 (always).
_LEVELS = (
    "644554445344455524554431330",  # ^
    "334422434245462315553320337",  # a
    "720070046215026004215100404",  # b
    "503050076225036003145000335",  # c
    "600470046013035004315110326",  # d
    "424432424245461206552311137",  # e
    "620064035012036006245000307",  # f
    "631160355123035004336020307",  # g
    "701270005202126003155310306",  # h
    "434452522345465205552310236",  # i
    "700270026131146000316100004",  # j
    "700260026044116004446220306",  # k
    "710361216335235000444100307",  # l
    "740171236001315300325010206",  # m
    "603551536321144001453100317",  # n
    "234524424335563306543430137",  # o
    "701060035004126307334100005",  # p
    "600410102000006021218000005",  # q
    "632461226132235103454210326",  # r
    "603161036053225301464300237",  # s
    "600060056022025004445210326",  # t
    "434432324245564315553112237",  # u
    "700070006102036003303000315",  # v
    "731160046004046003304000515",  # w
    "732350006320005501236304006",  # x
    "634453334034455004442130117",  # y
    "730560216333344201244320436",  # z
)
_LEVEL = {
    first + second: int(level)
    for first, row in zip(BEFORE, _LEVELS, strict=True)
    for second, level in zip(AFTER, row, strict=True)
}


def folded(text: str) -> str:
    """The text in lower case without accents, so that one table serves many languages."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.lower().translate(_PLAIN))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def likeness(words: list[str]) -> float:
    """Mean level of the letter pairs of folded words (a to z only).

    Running text lies between 4.6 (Welsh) and 5.5; letters moved along the alphabet or swapped by
    chance between 2.7 and 4.
    """
    total = count = 0
    for word in words:
        for first, second in zip("^" + word, word + "$", strict=True):
            total += _LEVEL[first + second]
        count += len(word) + 1
    return total / count if count else 0.0
