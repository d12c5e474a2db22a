"""What is decided about a document, in terms that can be stored without its text."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

DecidedBy = Literal["model", "rule", "person"]
Verdict = Literal["sure", "not_sure", "not_read"]


class Candidate(BaseModel):
    model_config = ConfigDict(frozen=True)

    category: str  # a category's id
    confidence: float = Field(ge=0.0, le=1.0)  # calibrated probability


class Mark(BaseModel):
    """A stretch of the document that weighed in: offsets only, the text stays in the file."""

    model_config = ConfigDict(frozen=True)

    page: int  # Page.number
    start: int  # character offsets into Page.text
    end: int
    kind: Literal["phrase", "passage"] = "phrase"


class Decision(BaseModel):
    """The classifier's answer for one document."""

    model_config = ConfigDict(frozen=True)

    verdict: Verdict
    category: str | None = None  # None unless verdict is "sure"
    confidence: float | None = None  # of the best candidate, sure or not; None where not scored
    alternatives: tuple[Candidate, ...] = ()  # best first, the winner included
    note: str = ""  # the status pill: "Sure", "Invoice or Quote?", "Written in Polish"
    reasons: tuple[str, ...] = ()  # sentences a clerk can check; they quote the pack, not the document
    marks: tuple[Mark, ...] = ()
    nearest: str | None = None  # title of the nearest taught example
    language: str | None = None  # ISO 639-1 code
