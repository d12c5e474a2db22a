"""Whole documents a second, reading included, beside what the encoder alone would allow for their tokens.

The corpus is sorted by the app's own Sorter in a new workspace. Before and after, workers of the same number and
kind encode the very windows that these documents gave the encoder, and do nothing else: that is the most that
any reader could reach.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import calls
from corpus import build
from outcome import Mark, Outcome, Table, options, say

from assistant.jobs.pool import Pool
from assistant.jobs.sorter import Sorter
from assistant.workspace.store import Counts, Workspace

PACK = "uk-office"
SHARE = 0.8


def sort(sorter: Sorter, workspace: Workspace, paths: Sequence[Path]) -> tuple[float, Counts]:
    """Seconds until all are sorted, and what became of them."""
    began = time.perf_counter()
    run = sorter.add(paths)
    sorter.wait()
    seconds = time.perf_counter() - began
    if fault := sorter.progress().fault:
        sys.exit(fault)
    return seconds, workspace.counts(run)


def looked_at(pool: Pool, paths: Sequence[Path]) -> list[dict[str, Any]]:
    """For each document: the windows that the encoder was given, and where the time went."""
    futures = [
        pool.submit(calls.Call("decide", {"path": str(path), "pack": PACK}, str(path))) for path in paths
    ]
    return [future.result() for future in futures]


def by_extension(paths: Sequence[Path]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, path in enumerate(paths):
        found.setdefault(path.suffix[1:], []).append(at)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, help="documents (default: 1,000)")
    given = options(parser)
    count = given.count or (40 if given.quick else 1000)
    outcome = Outcome("documents", "Whole documents", given.quick)
    with tempfile.TemporaryDirectory(prefix="stillroom-bench-") as folder:
        say(f"writing {count} documents")
        paths = build(Path(folder) / "papers", count, given.workers)
        measure(outcome, paths, Path(folder), given.workers)
    outcome.give(given)
    return 0


def measure(outcome: Outcome, paths: Sequence[Path], folder: Path, workers: int) -> None:
    pool = Pool(workers, PACK)
    try:
        say("looking at each document's windows")
        facts = looked_at(pool, paths)
        windows = [window for fact in facts for window in fact["windows"]]
        say("encoding only")
        calls.wake(pool)
        rates = [encoding_rate(pool, windows)]
        say("sorting")
        workspace = Workspace.open(folder / "kept")
        sorter = Sorter(workspace, PACK, workers)
        try:
            seconds, counts = sort(sorter, workspace, paths)
        finally:
            sorter.close()
            workspace.close()
        rates.append(encoding_rate(pool, windows))
    finally:
        pool.close()
    # A new workspace, so that nothing is known yet.
    say("sorting by format")
    workspace = Workspace.open(folder / "kept by format")
    sorter = Sorter(workspace, PACK, workers)
    try:
        sort(sorter, workspace, _first_ones(folder))
        places = by_extension(paths)
        apart = {kind: sort(sorter, workspace, [paths[i] for i in at])[0] for kind, at in places.items()}
    finally:
        sorter.close()
        workspace.close()
    report(outcome, facts, Timing(seconds, sum(apart.values()), statistics.mean(rates), workers), counts)
    outcome.tables.append(formats(facts, places, apart))


def encoding_rate(pool: Pool, windows: Sequence[list[int]]) -> float:
    """Tokens a second when the workers do nothing else."""
    seconds, tokens, _ = calls.embed_windows(pool, windows)
    return tokens / seconds


def _first_ones(folder: Path) -> list[Path]:
    """A few documents that start the workers before the clock runs."""
    place = folder / "first ones"
    place.mkdir()
    for number in range(8):
        (place / f"{number}.txt").write_text(f"Invoice number {number}. Please pay within thirty days.")
    return [place]


class Timing:
    """Seconds of the mixed run (starting the workers included) and of the runs by format (it is not)."""

    def __init__(self, mixed: float, apart: float, rate: float, workers: int) -> None:
        self.mixed, self.apart, self.rate, self.workers = mixed, apart, rate, workers


def report(outcome: Outcome, facts: Sequence[dict[str, Any]], timing: Timing, counts: Counts) -> None:
    n = len(facts)
    tokens = sum(len(window) for fact in facts for window in fact["windows"])
    least = tokens / timing.rate
    share = least / timing.mixed
    what = "Documents a second, of what the encoder's own speed allows for their tokens"
    outcome.marks.append(Mark(what, f"{share:.2f}", f"at least {SHARE}", share >= SHARE))
    total = {key: sum(fact[key] for fact in facts) for key in ("read", "encode", "rest")}
    everything = sum(total.values())
    outcome.tables.append(
        Table(
            f"{n:,} mixed documents, {timing.workers} worker{'s' if timing.workers > 1 else ''} of 1 thread",
            ["", "Share of the encoder's limit", "Documents a second", "Tokens a second", "Seconds"],
            [
                ["Encoder alone, on the same windows (mean of before and after)", "1.00", f"{n / least:.1f}",
                 f"{timing.rate:,.0f}", f"{least:.1f}"],
                ["Sorted, from nothing: workers start and load the model too", f"{share:.2f}",
                 f"{n / timing.mixed:.1f}", f"{tokens / timing.mixed:,.0f}", f"{timing.mixed:.1f}"],
                ["Sorted format by format, workers already running", f"{least / timing.apart:.2f}",
                 f"{n / timing.apart:.1f}", f"{tokens / timing.apart:,.0f}", f"{timing.apart:.1f}"],
            ],
        )
    )  # fmt: skip
    outcome.notes += [
        f"{tokens:,} tokens went through the encoder, {tokens / n:.0f} a document. A worker's time: "
        f"reading {total['read'] / everything:.0%}, encoder {total['encode'] / everything:.0%}, "
        f"the rest of the decision {total['rest'] / everything:.0%}.",
        f"Of the {counts.all:,} documents {counts.sure:,} were sure, {counts.not_sure:,} not sure, "
        f"{counts.not_read:,} not read. Texts are joined at random here, so this says nothing of accuracy.",
        "No two documents have the same content, and each workspace was new. The files were in the system's cache.",
    ]


def formats(facts: Sequence[dict[str, Any]], places: dict[str, list[int]], apart: dict[str, float]) -> Table:
    rows = []
    for kind, at in places.items():
        own = [facts[i] for i in at]
        tokens = sum(len(window) for fact in own for window in fact["windows"]) / len(own)
        milliseconds = [
            statistics.mean(fact[key] for fact in own) * 1000 for key in ("read", "encode", "rest")
        ]
        rows.append([kind, f"{len(own) / apart[kind]:.1f}", str(len(own)), f"{tokens:.0f}",
                     *(f"{m:.1f}" for m in milliseconds)])  # fmt: skip
    heads = [
        "",
        "Documents a second",
        "Documents",
        "Tokens a document",
        "Reading, ms",
        "Encoder, ms",
        "The rest, ms",
    ]
    return Table("By format", heads, rows)


if __name__ == "__main__":
    sys.exit(main())
