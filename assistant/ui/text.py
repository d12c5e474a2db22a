"""Words on their way to the screen: translation, numbers, and text from files made harmless."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QCoreApplication

CONTEXT = "Stillroom"


def tr(text: str, **values: object) -> str:
    """The sentence in the user's language, with the named values put in."""
    said: str = QCoreApplication.translate(CONTEXT, text)
    return said.format(**values) if values else said


def plural(number: int, one: str, many: str, **values: object) -> str:
    """`one` or `many` by the number; both may use {n}, which is written with thousands separated."""
    return tr(one if number == 1 else many, n=count(number), **values)


def count(number: int) -> str:
    return f"{number:,}"


def percent(share: float) -> str:
    """A probability as a clerk reads it. A model is never shown as wholly certain."""
    return f"{min(99, max(0, round(share * 100)))}%"


def safe(text: str) -> str:
    """A name or text from outside on one line: control characters and those that turn the direction of
    writing would let a file name pass for another one, so each is shown as a box."""
    if text.isascii() and text.isprintable():
        return text
    return "".join("\N{WHITE SQUARE}" if _hides(character) else character for character in text)


def _hides(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in "\u200c\u200d"
    )


def shorten(text: str, most: int) -> str:
    """The text cut in the middle, so that both its beginning and its extension can be read."""
    if len(text) <= most:
        return text
    tail = most // 3
    return f"{text[: most - tail - 1]}\N{HORIZONTAL ELLIPSIS}{text[-tail:]}"
