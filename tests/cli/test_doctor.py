"""The doctor looks for what a user's installation has, not for what a developer's has besides."""

from __future__ import annotations

from assistant.cli.doctor import LIBRARIES
from tests.journeys.conftest import ROOT


def test_every_library_that_it_looks_for_is_one_to_run_with() -> None:
    pinned = {
        line.partition("==")[0].casefold()
        for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    assert {name.casefold() for name in LIBRARIES} <= pinned
