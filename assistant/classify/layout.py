"""What a text looks like, apart from its words: figures, dates, short lines, questions, code."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

_MONEY = re.compile(r"[£$€₹]\s?\d|\b(?:RM|Rs\.?|GBP|USD|INR|EUR|AUD|SGD)\s?\d|\b\d{1,3}(?:,\d{3})*\.\d{2}\b")
_DATE = re.compile(
    r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b|"
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:i|my|me|we|our|us|i'm|i've|we're)\b", re.IGNORECASE)
_SECOND_PERSON = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*•▪–]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s", re.MULTILINE)
_LINK = re.compile(r"https?://|www\.|\.com\b", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_CODE = re.compile(
    r"[{};=<>\[\]()]{1,2}\s*$|^\s*(?:def|class|import|return|public|var|const|#include|if|for)\b",
    re.MULTILINE,
)
_MAIL_HEAD = re.compile(r"^(?:from|to|subject|sent|date|cc):", re.MULTILINE | re.IGNORECASE)
_LABEL = re.compile(r"^[A-Z][\w /.#&'-]{1,30}:", re.MULTILINE)
_BLANK_FIELD = re.compile(r"_{4,}|\.{6,}|\[ ?\]|☐|\[[A-Z][\w ]{2,30}\]")
_DASHED = re.compile(r"[-=*]{5,}")

NAMES = (
    "length", "money", "dates", "digits", "capitals", "short_lines", "long_lines", "line_words", "first_person",
    "second_person", "questions", "exclamations", "bullets", "links", "emails", "code", "mail_head", "labels",
    "blank_fields", "dashed",
)  # fmt: skip
SIZE = len(NAMES)


def layout(text: str) -> npt.NDArray[np.float32]:
    """(SIZE,) signals, each roughly between 0 and 3, in the order of NAMES."""
    text = text[:20_000]
    lines = [line for line in text.splitlines() if line.strip()] or [""]
    count = max(1, len(text.split()))
    letters = max(1, sum(c.isalpha() for c in text))
    per_hundred = 100.0 / count

    def density(pattern: re.Pattern[str]) -> float:
        return len(pattern.findall(text)) * per_hundred

    lengths = np.array([len(line.split()) for line in lines])
    raw = [
        np.log10(count),
        np.log1p(density(_MONEY)),
        np.log1p(density(_DATE)),
        3.0 * sum(c.isdigit() for c in text) / max(1, len(text)) * 2,
        2.0 * sum(c.isupper() for c in text) / letters,
        float((lengths <= 4).mean()),
        float((lengths >= 12).mean()),
        np.log1p(float(lengths.mean())) / 2,
        np.log1p(density(_FIRST_PERSON)),
        np.log1p(density(_SECOND_PERSON)),
        np.log1p(text.count("?") * per_hundred),
        np.log1p(text.count("!") * per_hundred),
        np.log1p(density(_BULLET)),
        np.log1p(density(_LINK)),
        np.log1p(density(_EMAIL)),
        np.log1p(density(_CODE)),
        np.log1p(density(_MAIL_HEAD)),
        np.log1p(density(_LABEL)),
        np.log1p(density(_BLANK_FIELD)),
        np.log1p(density(_DASHED)),
    ]
    return np.array(raw, dtype=np.float32)
