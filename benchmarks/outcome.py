"""What a benchmark found, as Markdown and JSON, and the options that all of them take."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
DATA = HERE / "data"

# Workers are given this process's import path, less the folder that it was started in.
os.chdir(ROOT)
for folder in (HERE, ROOT):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))


def _load() -> str:
    """Figures from a machine that does other work at the same time are not worth much."""
    if not hasattr(os, "getloadavg"):
        return "not known on this system"
    return f"{os.getloadavg()[0]:.1f} processes in the last minute"


@dataclass(frozen=True)
class Mark:
    """One requirement: what was found beside what must be reached. `met` is None where it was not measured."""

    what: str
    found: str
    mark: str
    met: bool | None

    def row(self) -> list[str]:
        verdict = {True: "reached", False: "**missed**", None: "not measured"}[self.met]
        return [self.what, self.found, self.mark, verdict]


@dataclass(frozen=True)
class Table:
    title: str
    heads: list[str]
    rows: list[list[str]]


@dataclass
class Outcome:
    """Ratios and marks first, then tables, then what a reader must know to judge them."""

    benchmark: str
    title: str
    quick: bool = False
    marks: list[Mark] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    load: str = field(default_factory=_load)

    def markdown(self) -> str:
        parts = [f"## {self.title}"]
        if self.quick:
            parts.append("A trial (`--quick`): too short to rely on.")
        if self.marks:
            parts.append(as_table(["", "Found", "To reach", ""], [mark.row() for mark in self.marks]))
        for table in self.tables:
            parts += [f"**{table.title}**", as_table(table.heads, table.rows)]
        notes = [*self.notes, f"Load of the machine before the start: {self.load}."]
        parts.append("\n".join(f"- {note}" for note in notes))
        return "\n\n".join(parts) + "\n"

    @classmethod
    def read(cls, path: Path) -> Outcome:
        kept = json.loads(path.read_text(encoding="utf-8"))
        kept["marks"] = [Mark(**mark) for mark in kept["marks"]]
        kept["tables"] = [Table(**table) for table in kept["tables"]]
        return cls(**kept)

    def give(self, options: argparse.Namespace) -> None:
        """Prints it, and keeps it as JSON where that is asked for."""
        if options.json:
            options.json.parent.mkdir(parents=True, exist_ok=True)
            options.json.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")
        print(self.markdown())


def as_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first column is set left, the others right."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def options(parser: argparse.ArgumentParser, arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """--quick, --json and --workers, beside the benchmark's own."""
    from assistant.jobs import limits

    parser.add_argument(
        "--quick", action="store_true", help="a short trial, no more than a check that it runs"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the outcome to this file")
    parser.add_argument("--workers", type=int, metavar="N", help="worker processes (default: one a core)")
    given = parser.parse_args(arguments)
    if given.workers is None:
        given.workers = limits.workers_and_threads()[0]
    if given.json:
        given.json = given.json.absolute()
    return given


def say(text: str) -> None:
    """What is being done, for whoever watches."""
    print(text, file=sys.stderr, flush=True)
