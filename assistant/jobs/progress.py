"""How far a run is, in terms that the window and the command line show."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from assistant.workspace.store import Counts, Workspace

State = Literal["idle", "looking", "running", "paused", "stopping"]


@dataclass(frozen=True)
class Progress:
    state: State = "idle"
    run: int | None = None
    done: int = 0  # sorted or failed
    total: int = 0  # without those that lie only in the cloud
    failed: int = 0
    skipped: int = 0
    cloud_only: int = 0  # they wait for consent: Sorter.fetch_cloud
    per_second: float | None = None
    seconds_left: float | None = None
    message: str = ""
    fault: str = ""  # why nothing could be sorted at all: a sentence


class Tally:
    """A run's counts, looked up no oftener than their cost allows, however often one asks."""

    _SHARE = 0.05  # of the time may go into counting

    def __init__(self, workspace: Workspace, clock: Callable[[], float] = time.monotonic) -> None:
        self._workspace = workspace
        self._clock = clock
        self._of: tuple[int, int] | None = None  # run and revision
        self._counts, self._skipped = Counts(), 0
        self._next = 0.0

    def look(self, run: int, busy: bool) -> tuple[Counts, int]:
        """Counts and how many were skipped. Exact where nothing is under way."""
        revision = self._workspace.revision()
        now = self._clock()
        if self._of != (run, revision) and (
            not busy or now >= self._next or not self._of or self._of[0] != run
        ):
            self._counts, self._skipped = self._workspace.counts(run), self._workspace.skipped(run)
            self._of = (run, revision)
            self._next = now + (self._clock() - now) / self._SHARE
        return self._counts, self._skipped


def message(progress: Progress) -> str:
    """One sentence for the command line and the strip."""
    if progress.fault:
        return progress.fault
    if progress.state == "looking":
        return f"Looking for documents: {progress.total:,} found so far."
    if progress.state == "stopping":
        return "Stopping after the documents in hand."
    if progress.state == "paused":
        return f"Paused at {progress.done:,} of {progress.total:,}."
    if progress.state == "running":
        return f"{progress.done:,} of {progress.total:,} documents sorted."
    return ""
