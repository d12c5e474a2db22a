"""Puts the outcomes of a run together: report.py OUT OUTCOME.json..."""

from __future__ import annotations

import sys
from pathlib import Path

import machine
from outcome import Outcome, as_table


def main(out: Path, kept: list[Path]) -> int:
    outcomes = [Outcome.read(path) for path in kept if path.is_file()]
    missing = [path.stem for path in kept if not path.is_file()]
    marks = [[one.title, *mark.row()] for one in outcomes for mark in one.marks]
    parts = [
        "# Benchmarks",
        "Written by `make bench`. Ratios carry over to other machines, absolute figures do not.",
        as_table(["Benchmark", "", "Found", "To reach", ""], marks),
        "## Machine",
        as_table(["", ""], machine.rows()),
        *(one.markdown().rstrip() for one in outcomes),
    ]
    if missing:
        parts.append(
            "## Not measured\n\n" + "\n".join(f"- {name}: it ended with an error" for name in missing)
        )
    out.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    print(f"{out}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute(), [Path(name).absolute() for name in sys.argv[2:]]))
