"""Every error a user can meet: what happened, to which file, and what to do."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class StillroomError(Exception):
    """A fault that is told to the user as a sentence, never as a traceback."""


class Reason(StrEnum):
    """Why a document could not be read. The values are stored, so they never change."""

    MISSING = "missing"
    NO_PERMISSION = "no_permission"
    CLOUD_ONLY = "cloud_only"
    EMPTY = "empty"
    TOO_BIG = "too_big"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    UNKNOWN_KIND = "unknown_kind"
    NO_TEXT = "no_text"
    NEEDS_OCR = "needs_ocr"
    TOO_SLOW = "too_slow"
    CRASHED = "crashed"
    FAILED = "failed"


# What the window shows in the status pill: two or three words.
SHORT = {
    Reason.MISSING: "File is gone",
    Reason.NO_PERMISSION: "No permission",
    Reason.CLOUD_ONLY: "Only in the cloud",
    Reason.EMPTY: "Empty file",
    Reason.TOO_BIG: "Too big",
    Reason.ENCRYPTED: "Password needed",
    Reason.DAMAGED: "Damaged file",
    Reason.UNKNOWN_KIND: "Not a document",
    Reason.NO_TEXT: "No text in it",
    Reason.NEEDS_OCR: "Needs OCR",
    Reason.TOO_SLOW: "Took too long",
    Reason.CRASHED: "Reader crashed",
    Reason.FAILED: "Could not be read",
}


class DocumentError(StillroomError):
    """One document cannot be used.

    `what` says what is wrong, `do` what the user can do; both are whole sentences without the
    file's name, which `str()` puts in front.
    """

    def __init__(self, path: str | Path, reason: Reason, what: str, do: str = "") -> None:
        self.path = str(path)
        self.reason = reason
        self.what = what
        self.do = do
        super().__init__(self.path, reason, what, do)

    def __str__(self) -> str:
        return f"{Path(self.path).name}: {self.what} {self.do}".strip()


class ModelError(StillroomError):
    """A model file is missing, altered or cannot be loaded."""


class PackError(StillroomError):
    """A pack file is missing, damaged or of a version that cannot be opened."""


class InputError(StillroomError):
    """The arguments or the input given cannot be used."""
