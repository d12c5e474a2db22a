"""One sorted document: the decision about it together with what the file is."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.classify.decision import Candidate, DecidedBy, Mark, Verdict


class Result(BaseModel):
    """What is known about one document after sorting; stored, shown and exported. No text of it."""

    model_config = ConfigDict(frozen=True)

    path: str
    sha256: str | None = None
    verdict: Verdict
    category: str | None = None
    confidence: float | None = None
    alternatives: tuple[Candidate, ...] = ()
    decided_by: DecidedBy | None = None
    note: str = ""
    reasons: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    nearest: str | None = None
    language: str | None = None
    sender: str | None = None
    date: str | None = None
    personal_data: dict[str, int] | None = None  # None until counted
    pages: int = 0
    characters: int = 0
    warnings: tuple[str, ...] = ()
    error: str | None = None  # a sentence naming the file; None when it was read
    reason: str | None = None  # errors.Reason value behind `error`

    def line(self) -> dict[str, Any]:
        """The object that `stillroom classify --json` prints (a contract)."""
        keep = self.model_dump(mode="json", exclude={"verdict", "note", "marks", "nearest", "reason"})
        order = (
            "path sha256 category confidence alternatives decided_by reasons language sender date "
            "personal_data pages characters warnings error"
        ).split()
        if self.nearest:
            keep["reasons"].append(f"Nearest example taught: {self.nearest}.")
        return {key: keep[key] for key in order}
