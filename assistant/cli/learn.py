"""`stillroom learn SOURCE --pack P`."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.classify.category import NONE
from assistant.classify.pack import SUFFIX, save
from assistant.classify.source import Case, folder_labels, read_source
from assistant.cli.printing import Ticker, as_json, counted
from assistant.errors import InputError
from assistant.jobs.learning import Outcome, learn_from
from assistant.jobs.limits import default_workers
from assistant.jobs.pool import Pool


def main(options: argparse.Namespace) -> int:
    path: Path = options.pack
    if path.suffix != SUFFIX or path.is_dir():
        raise InputError(f"'{path}' is no name for a pack: give --pack the path of a {SUFFIX} file to write.")
    labels = folder_labels(options.source)
    cases = _cases(options, labels)
    pool = Pool(options.workers or default_workers())
    try:
        ticker: list[Ticker] = []

        def tick(done: int, total: int) -> None:
            if not ticker:
                ticker.append(Ticker(total, "encoded"))
            ticker[0](done)

        outcome = learn_from(cases, labels, pool, path.stem, options.promise, tick)
    finally:
        pool.close()
    save(outcome.learnt.pack, path)
    _tell(outcome, path, options.json)
    return 1 if outcome.failed else 0


def _cases(options: argparse.Namespace, labels: list[str]) -> list[Case]:
    if any(label != NONE for label in labels) and not any(
        path.is_file() for label in labels for path in (options.source / label).rglob("*")
    ):
        return []  # folders without files: their names alone are learnt
    return read_source(options.source, options.text, options.label)


def _tell(outcome: Outcome, path: Path, as_object: bool) -> None:
    proved = outcome.learnt.promise
    if as_object:
        print(
            as_json(
                {
                    "pack": str(path),
                    "categories": outcome.categories,
                    "examples": outcome.examples,
                    "seconds": outcome.seconds,
                    "promise": {
                        "wrong_in_100": proved.wrong_in_100,
                        "promised": proved.threshold is not None,
                        "sure_cases": proved.cases,
                        "sure_wrong": proved.wrong,
                        "missing": proved.missing,
                    },
                    "warnings": outcome.warnings,
                }
            )
        )
        return
    categories = "1 category" if outcome.categories == 1 else f"{outcome.categories:,} categories"
    print(f"{path}: {categories} from {counted(outcome.examples, 'example')} in {outcome.seconds} seconds.")
    if proved.threshold is not None:
        print(
            f"When it is sure, it is wrong at most {proved.wrong_in_100:g} in 100 times, for documents like "
            f"these ({proved.wrong} of {proved.cases:,} sure ones were wrong when they were left out)."
        )
    for warning in outcome.warnings:
        print(f"- {warning}")
