"""The rules that a command goes by."""

from __future__ import annotations

import sys

from assistant.advise.renewal import Active, active
from assistant.paths import home


def in_force() -> Active:
    """Where imported rules cannot be used, that is said on stderr, and the shipped ones are given."""
    found = active(home())
    say(found.complaint)
    return found


def say(complaint: str) -> None:
    if complaint:
        print(f"stillroom: {complaint}", file=sys.stderr)
