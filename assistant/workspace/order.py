"""How names are put in order and found: as a person would, not as bytes fall."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = re.compile("[0-9]+")


def fold(text: str) -> str:
    """Text for searching: no difference of case, accent or width, and no undecodable bytes.

    Both the name and what is searched for go through this, so "cafe" finds "Café".
    """
    flat = unicodedata.normalize("NFKD", text).casefold()
    flat = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return flat.encode("utf-8", "replace").decode("utf-8")


def natural_key(text: str) -> str:
    """A key that sorts "page 9" before "page 10"; comparing keys as text is enough, in SQL too."""
    return _DIGITS.sub(_number, fold(text))


def _number(digits: re.Match[str]) -> str:
    # The count of digits in front makes longer numbers larger; file names cannot reach 999 digits.
    plain = digits.group().lstrip("0")
    return f"{min(len(plain), 999):03}{plain}"
