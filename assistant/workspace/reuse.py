"""When a result holds for another file of the same content, and what it says then."""

from __future__ import annotations

import re
from pathlib import PurePath

from assistant.errors import Reason
from assistant.workspace.result import Result

# Failures that follow from the content alone. A crash, a time-out or a lack of memory may go better
# next time, and whether a kind is known may hang on the file's name.
_LASTING = frozenset({Reason.EMPTY, Reason.ENCRYPTED, Reason.DAMAGED, Reason.NO_TEXT, Reason.NEEDS_OCR})
# A shorter name without a dot is too likely to be an ordinary word of the sentence.
_DISTINCT = 5


def is_reusable(result: Result) -> bool:
    return result.sha256 is not None and (result.verdict != "not_read" or result.reason in _LASTING)


def for_path(result: Result, path: str) -> Result:
    """The same result for an identical file at `path`; sentences that name the file name that one."""
    old, new = PurePath(result.path).name, PurePath(path).name
    if old == new:
        return result.model_copy(update={"path": path})
    return result.model_copy(
        update={
            "path": path,
            "error": _renamed(result.error, old, new) if result.error else result.error,
            "warnings": tuple(_renamed(one, old, new) for one in result.warnings),
        }
    )


def _renamed(sentence: str, old: str, new: str) -> str:
    if sentence.startswith(f"{old}: "):
        return new + sentence[len(old) :]
    if "." in old or len(old) >= _DISTINCT:
        return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, sentence)
    return sentence
