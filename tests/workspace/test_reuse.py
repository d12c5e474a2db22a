"""A result found for a file also holds for its copy, in the copy's own name."""

from __future__ import annotations

import pytest

from assistant.errors import Reason
from assistant.workspace.result import Result
from assistant.workspace.reuse import for_path, is_reusable


def result(path: str, warning: str = "", error: str | None = None) -> Result:
    return Result(path=path, sha256="ab", verdict="sure", warnings=(warning,), error=error)


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("scan.pdf", "copy.pdf", "scan.pdf: page 2 is a picture.", "copy.pdf: page 2 is a picture."),
        ("scan.pdf", "copy.pdf", "Page 2 of scan.pdf is a picture.", "Page 2 of copy.pdf is a picture."),
        ("scan.pdf", "copy.pdf", "myscan.pdf.zip was left out.", "myscan.pdf.zip was left out."),
        ("a", "b", "In a file a page is missing.", "In a file a page is missing."),
        ("a", "b", "a: page 2 is a picture.", "b: page 2 is a picture."),
        ("x+(1).txt", "y\\1.txt", "x+(1).txt: odd.", "y\\1.txt: odd."),
    ],
)
def test_sentences_name_the_copy(old: str, new: str, before: str, after: str) -> None:
    made = for_path(result(f"/in/{old}", before, before), f"/else/{new}")
    assert (made.path, made.warnings, made.error) == (f"/else/{new}", (after,), after)


@pytest.mark.parametrize("reason", list(Reason))
def test_only_failures_of_the_content_itself_are_remembered(reason: Reason) -> None:
    failed = Result(path="/a", sha256="ab", verdict="not_read", error="a: no.", reason=reason)
    lasting = {Reason.EMPTY, Reason.ENCRYPTED, Reason.DAMAGED, Reason.NO_TEXT, Reason.NEEDS_OCR}
    assert is_reusable(failed) == (reason in lasting)
    assert not is_reusable(result("/a").model_copy(update={"sha256": None}))
