"""Is a file still the one that was sorted?"""

from __future__ import annotations

import hashlib
from pathlib import Path

MOST = 64 * 1024 * 1024  # bytes; a larger one may lie on a slow drive and would hold up what is behind it


def changed(path: str, sha256: str | None) -> bool:
    """True only where that is certain, and looked at only where that is quick."""
    if sha256 is None:
        return False
    try:
        with Path(path).open("rb") as file:
            if Path(path).stat().st_size > MOST:
                return False
            return hashlib.file_digest(file, "sha256").hexdigest() != sha256
    except OSError:
        return False
