"""Text on its way to paper: made harmless, and read the same by every renderer."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from assistant.advise.advice import Range
from assistant.reports.content import Bar, Score, Span, Words
from assistant.reports.wording import pounds

MISSING = "\N{REPLACEMENT CHARACTER}"
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Control characters, overrides of the direction of writing, hidden tags, and what is no character at all: no
# format can hold them all, and some make one text pass for another. A mark shows that something stood there.
_HARMFUL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef"
    "\U000e0000-\U000e007f]|["
    + "".join(f"{chr(p * 0x10000 + 0xFFFE)}{chr(p * 0x10000 + 0xFFFF)}" for p in range(17))
    + "]"
)
_SCHEMES = {"http", "https", "mailto"}


def clean(text: str) -> str:
    """The text with lines ending in a newline, and a mark in place of each character that does harm."""
    return _HARMFUL.sub(MISSING, _LINE_ENDS.sub("\n", text).replace("\t", " "))


def one_line(text: str, most: int = 0) -> str:
    """The text without line ends, cut where it is longer than `most` characters."""
    line = " ".join(clean(text).split())
    return line if not most or len(line) <= most else line[: most - 1].rstrip() + "…"


def spans(words: Words) -> Iterator[Span]:
    """Clean spans. A span keeps its address only where a reader may safely follow it."""
    for span in (Span(words),) if isinstance(words, str) else words:
        yield Span(clean(span.text), span.bold, web_address(span.address))


def text_of(words: Words) -> str:
    return "".join(span.text for span in spans(words))


def web_address(address: str) -> str:
    """The address in ASCII where it is one of the web or of mail, else nothing: no script, no local file."""
    address = address.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if (
        parts.scheme not in _SCHEMES
        or (parts.scheme != "mailto" and not parts.netloc)
        or _HARMFUL.search(address)
    ):
        return ""
    return quote(address, safe="%/:=&?~#+!$,;'@()*[]-._")


def range_of(bar: Bar) -> tuple[float, float] | None:
    """The bar's ends in order, where both are known."""
    if bar.low is None or bar.high is None or not math.isfinite(bar.low + bar.high):
        return None
    return min(bar.low, bar.high), max(bar.low, bar.high)


def bar_in_words(bar: Bar) -> str:
    """What stands beside the bar: the range in pounds, or that it is not known."""
    found = range_of(bar)
    return "not known" if found is None else pounds(Range(low=found[0], high=found[1]))


def score_in_words(score: Score) -> str:
    return "out" if score.shut else str(fit_of(score))


def fit_of(score: Score) -> int:
    return min(100, max(0, score.fit))
