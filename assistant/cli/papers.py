"""`stillroom papers ANSWERS.json --to FOLDER`: the paper pack, filled from the answers, as Word files."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path

from assistant.advise.engine import advise
from assistant.cli.given import read_given
from assistant.cli.in_force import in_force
from assistant.cli.printing import as_json
from assistant.reports.paper_pack import write_pack
from assistant.reports.papers import Suits, suits


def main(options: argparse.Namespace) -> int:
    know = in_force().knowledge
    given = read_given(options.answers, know)
    for sentence in given.left_out:
        print(f"stillroom: {sentence}", file=sys.stderr)
    advice = advise(given.answers, datetime.date.today(), know, with_changes=False)
    written = write_pack(options.to, given.name, given.answers, advice, know, options.only)
    fits = suits(given.answers, know)
    wanted = [fit for fit in fits if fit.fits and (not options.only or fit.id in options.only)]
    left = [fit for fit in fits if not fit.fits and not options.only]
    pairs = list(zip(wanted, written, strict=True))
    print(as_json(_json(pairs, left)) if options.json else "\n".join(_lines(pairs, left)))
    return 0


def _json(pairs: list[tuple[Suits, Path]], left: list[Suits]) -> dict[str, object]:
    return {
        "written": [{"id": fit.id, "title": fit.title, "path": str(path)} for fit, path in pairs],
        "left_out": [{"id": fit.id, "title": fit.title, "why": fit.why} for fit in left],
    }


def _lines(pairs: list[tuple[Suits, Path]], left: list[Suits]) -> list[str]:
    lines = [f"{fit.title}: {path}" for fit, path in pairs]
    lines += [f"{fit.title}: left out. {fit.why}" for fit in left]
    return [*lines, "Each is a starter and general information, not legal advice."]
