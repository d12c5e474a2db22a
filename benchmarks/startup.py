"""Seconds from the start of the process to the first window on the screen, and to the first result.

A new process each time, with a workspace of its own. The window counts as shown once its first frame is painted.
Where there is Xvfb the same is measured on an X server, which paints for real.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpus import build
from outcome import HERE, ROOT, Mark, Outcome, Table, options, say

from assistant.errors import StillroomError
from assistant.workspace.store import Workspace

WITHIN = 1.5
DOCUMENTS = 12
PATIENCE = 120.0


@contextmanager
def screen(platform: str) -> Iterator[dict[str, str]]:
    """The environment for Qt on this platform; an X server where it needs one."""
    if platform != "xcb":
        yield {"QT_QPA_PLATFORM": platform}
        return
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
        pass_fds=[writer],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as told:
            number = told.readline().strip()
        if not number:
            raise StillroomError("Xvfb did not start.")
        yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
    finally:
        server.terminate()
        server.wait()


def once(environment: dict[str, str], papers: Path, home: Path) -> dict[str, float]:
    """Starts the window on the papers; seconds to the painted window and to the first result stored."""
    began = time.time()
    process = subprocess.Popen(
        [sys.executable, str(HERE / "startup_window.py"), str(papers)],
        cwd=ROOT,
        env={**os.environ, **environment, "STILLROOM_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise StillroomError(f"The window did not open: it ended with {process.wait()}.")
        seen = json.loads(line)
        result = _first_result(home, began)
    finally:
        process.terminate()
        process.wait()
    return {
        "window": seen["painted"] - began,
        "python": seen["python"] - began,
        "result": result - began,
        "model": float(seen["model"]),
    }


def _first_result(home: Path, began: float) -> float:
    workspace = Workspace.open(home)
    try:
        while time.time() - began < PATIENCE:
            run = workspace.last_run()
            if run is not None:
                counts = workspace.counts(run.id)
                if counts.all > counts.waiting:
                    return time.time()
            time.sleep(0.02)
    finally:
        workspace.close()
    raise StillroomError("There was no result within two minutes.")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given = options(parser)
    outcome = Outcome("startup", "Start", given.quick)
    platforms = ["offscreen"] + (["xcb"] if shutil.which("Xvfb") else [])
    rounds = 2 if given.quick else 7
    found: dict[str, list[dict[str, float]]] = {name: [] for name in platforms}
    with tempfile.TemporaryDirectory(prefix="stillroom-bench-") as folder:
        papers = Path(folder) / "papers"
        build(papers, DOCUMENTS, 1)
        for platform in platforms:
            with screen(platform) as environment:
                for number in range(rounds):
                    found[platform].append(once(environment, papers, Path(folder) / f"{platform} {number}"))
                    say(f"{platform}: window after {found[platform][-1]['window']:.2f} s")
    report(outcome, found)
    outcome.give(given)
    return 0


def report(outcome: Outcome, found: dict[str, list[dict[str, float]]]) -> None:
    rows = []
    for platform, runs in found.items():
        window = statistics.median(run["window"] for run in runs)
        what = f"First window ({platform}), median of {len(runs)} starts"
        outcome.marks.append(Mark(what, f"{window:.2f} s", f"within {WITHIN} s", window <= WITHIN))
        rows.append(
            [
                platform,
                f"{window / WITHIN:.2f}",
                *(_cell(runs, key) for key in ("python", "window", "result")),
            ]
        )
    before = not any(run["model"] for runs in found.values() for run in runs)
    outcome.marks.append(
        Mark("First window is there before the model is loaded", "yes" if before else "no", "yes", before)
    )
    heads = ["Qt platform", "Window, of the 1.5 s", "Python ready, s", "Window painted, s", "First result, s"]
    outcome.tables.append(Table("From the start of the process: median (least to most)", heads, rows))
    outcome.notes.append(
        f"Opened on a folder of {DOCUMENTS} documents, workspace new. The program's files were in the system's cache "
        "from the second start on; a first start after switching on reads them from the disk as well, and cannot be "
        "measured here without emptying that cache. A first result is one stored in the workspace; the table shows it "
        "within the 0.2 seconds of the window's next look."
    )
    if "xcb" not in found:
        outcome.notes.append("Not measured on an X server: there is no Xvfb here.")


def _cell(runs: Sequence[dict[str, float]], key: str) -> str:
    values = [run[key] for run in runs]
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


if __name__ == "__main__":
    sys.exit(main())
