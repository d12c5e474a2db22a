"""Memory of the whole app, window and workers, while it sorts ten thousand documents.

The real window is started (Qt's offscreen platform) on a folder of different documents. Memory is summed PSS: what
processes share counts once. Linux only, since only Linux tells it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
from corpus import build
from outcome import ROOT, Mark, Outcome, Table, options, say

from assistant.workspace.store import Workspace

WORKERS = 2
FLAT = 0.10
MOST = 500_000_000
EVERY = 0.5  # seconds between two looks
AROUND = 0.1  # a figure "at 1,000 documents" is the median from 900 to 1,100
PATIENCE = 3 * 3600.0


@dataclass(frozen=True)
class Look:
    done: int
    app: int  # bytes of PSS
    workers: tuple[int, ...]

    @property
    def whole(self) -> int:
        return self.app + sum(self.workers)


def pss(pid: int) -> int:
    """Bytes; 0 where the process is gone."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)


def look(app: psutil.Process, done: int) -> tuple[Look, list[int]]:
    """Memory now, and the workers' process ids."""
    workers = [child.pid for child in app.children(recursive=True)]
    found = tuple(size for size in map(pss, workers) if size)
    return Look(done, pss(app.pid), found), workers


def watch(home: Path, papers: Path, count: int) -> tuple[list[Look], set[int], float]:
    """Runs the window until all is sorted: what was seen, the workers that there were, and the seconds."""
    workspace = Workspace.open(home)
    workspace.set_setting("workers", str(WORKERS))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "STILLROOM_HOME": str(home)}
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "window", str(papers)], cwd=ROOT, env=environment
    )
    app = psutil.Process(process.pid)
    looks: list[Look] = []
    pids: set[int] = set()
    began = time.monotonic()
    told = after = 0
    seconds = 0.0
    try:
        while after < 10:  # a few more looks when all is done
            time.sleep(EVERY)
            if process.poll() is not None:
                sys.exit(f"The window ended with {process.returncode}.")
            if time.monotonic() - began > PATIENCE:
                sys.exit("The window took too long.")
            run = workspace.last_run()
            counts = workspace.counts(run.id) if run else None
            done = counts.all - counts.waiting if counts else 0
            seen, workers = look(app, done)
            looks.append(seen)
            pids.update(workers)
            if done - told >= 500:
                told = done
                say(f"{done:,} documents, {seen.whole / 1e6:.0f} MB")
            if done >= count:
                seconds = seconds or time.monotonic() - began
                after += 1
    finally:
        process.terminate()
        process.wait()
        workspace.close()
    return looks, pids, seconds


def at(looks: Sequence[Look], documents: int, most: int) -> Look:
    """The medians around so many documents, each part on its own."""
    lower, upper = documents * (1 - AROUND), min(documents * (1 + AROUND), most - 0.5)
    full = [one for one in looks if len(one.workers) >= WORKERS]
    if not full:
        sys.exit(f"Two workers were never seen at once: the look every {EVERY} seconds is too rare.")
    near = [one for one in full if lower <= one.done <= upper]
    near = near or sorted(full, key=lambda one: abs(one.done - documents))[:3]  # a short trial
    parts = [sorted(one.workers)[-WORKERS:] for one in near]
    workers = tuple(int(statistics.median(part[i] for part in parts)) for i in range(WORKERS))
    return Look(documents, int(statistics.median(one.app for one in near)), workers)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, help="documents (default: 10,000)")
    given = options(parser)
    most = given.count or (200 if given.quick else 10_000)
    outcome = Outcome("memory", "Memory", given.quick)
    if not Path("/proc/self/smaps_rollup").is_file():
        outcome.notes.append("Not measured: this system does not tell how much memory processes share (PSS).")
        outcome.marks += [
            Mark("Memory from 1,000 to 10,000 documents", "", f"within {FLAT:.0%}", None),
            Mark(
                "Whole app with its window and two workers, at most", "", f"under {MOST / 1e6:.0f} MB", None
            ),
        ]
        outcome.give(given)
        return 0
    with tempfile.TemporaryDirectory(prefix="stillroom-bench-") as folder:
        say(f"writing {most:,} documents")
        build(Path(folder) / "papers", most, given.workers)
        looks, pids, seconds = watch(Path(folder) / "kept", Path(folder) / "papers", most)
    report(outcome, looks, pids, seconds, most)
    outcome.give(given)
    return 0


def report(outcome: Outcome, looks: Sequence[Look], pids: set[int], seconds: float, most: int) -> None:
    steps = [most * share // 10 for share in (1, 2, 5, 10)]
    points = [at(looks, step, most) for step in steps]
    first, last = points[0], points[-1]
    change = last.whole / first.whole - 1
    peak = max(looks, key=lambda one: one.whole)
    outcome.marks += [
        Mark(
            f"Memory at {last.done:,} documents beside {first.done:,}",
            f"{change:+.1%}",
            f"within {FLAT:.0%}",
            abs(change) <= FLAT,
        ),
        Mark(
            "Whole app with its window and two workers, at most",
            f"{peak.whole / 1e6:.0f} MB",
            f"under {MOST / 1e6:.0f} MB",
            peak.whole < MOST,
        ),
    ]
    before = next((one for one in reversed(looks) if not one.workers and not one.done), None)
    named = [("Before the workers start", before)] if before else []
    named += [(f"At {point.done:,} documents", point) for point in points]
    named += [("All sorted, workers idle", looks[-1]), ("At its most", peak)]
    rows = [
        [
            name,
            f"{one.whole / first.whole:.2f}",
            f"{one.whole / 1e6:.0f}",
            f"{one.app / 1e6:.0f}",
            " + ".join(f"{size / 1e6:.0f}" for size in one.workers) or "none yet",
        ]
        for name, one in named
    ]
    heads = ["", f"Beside {first.done:,}", "Whole app, MB", "Window, MB", "Workers, MB"]
    outcome.tables.append(Table("Summed PSS (1 MB is a million bytes)", heads, rows))
    outcome.notes += [
        f"{most:,} different documents in the real window (Qt offscreen), {seconds:.0f} seconds, "
        f"{len(looks)} looks. A row is the median of the looks from 90 to 110 per cent of so many documents.",
        f"{len(pids)} worker processes in all: one that has grown is replaced.",
    ]


if __name__ == "__main__":
    sys.exit(main())
