"""`stillroom classify PATH...`."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterable
from pathlib import Path

from assistant.classify.pack import category_names
from assistant.cli.printing import as_json, follow, table
from assistant.errors import InputError
from assistant.jobs.sorter import Sorter
from assistant.paths import home
from assistant.workspace.export import write_csv
from assistant.workspace.result import Result
from assistant.workspace.store import Workspace

HEADS = ("File", "Category", "Confidence", "Status", "Why")
WIDTHS = (48, 26, 10, 40, 100)


def main(options: argparse.Namespace) -> int:
    names = category_names(options.pack)  # an unknown pack is told before anything is read
    paths = [Path(path) for path in options.paths]
    missing = [path for path in paths if not path.exists() and not path.is_symlink()]
    if len(missing) == len(paths):
        raise InputError(f"There is no file or folder {missing[0]}.")
    workspace = Workspace.open(home())
    try:
        sorter = Sorter(workspace, options.pack, options.workers)
        try:
            run = sorter.add(paths, title=", ".join(path.name or str(path) for path in paths))
            progress = follow(sorter)
            if options.fetch and progress.cloud_only:
                sorter.fetch_cloud(run)
                progress = follow(sorter)
        finally:
            sorter.close()
        if progress.fault:
            raise InputError(progress.fault)
        failed = _write(options, workspace.results(run), names)
        counts = workspace.counts(run)
    finally:
        workspace.close()
    print(
        f"{counts.all} documents: {counts.sure} sure, {counts.not_sure} not sure, {counts.not_read} not read"
        + (f"; {progress.skipped} system or temporary files skipped" if progress.skipped else "")
        + (
            f"; {progress.cloud_only} lie only in the cloud (--fetch gets them)"
            if progress.cloud_only
            else ""
        ),
        file=sys.stderr,
    )
    return 1 if failed else 0


def _write(options: argparse.Namespace, results: Iterable[Result], names: dict[str, str]) -> int:
    """Prints or writes the results in the form asked for; returns how many documents failed."""
    failed = 0

    def counted() -> Iterable[Result]:
        nonlocal failed
        for result in results:
            failed += result.error is not None
            yield result

    if options.csv:
        if options.output:
            write_csv(counted(), names, options.output)
        else:
            text = io.StringIO()
            write_csv(counted(), names, text)
            print(text.getvalue(), end="")
        return failed
    lines: Iterable[str]
    if options.json:
        lines = (as_json(result.line()) for result in counted())
    else:
        rows = [_row(result, names) for result in counted()]
        lines = [table(rows, HEADS, WIDTHS) if rows else "No documents there."]
    if options.output:
        try:
            with options.output.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                file.writelines(f"{line}\n" for line in lines)
        except OSError as error:
            raise InputError(f"{options.output} cannot be written: {error.strerror}.") from error
    else:
        for line in lines:
            print(line)
    return failed


def _row(result: Result, names: dict[str, str]) -> list[str]:
    category = "Not read" if result.error else names.get(result.category or "", "Not sure")
    confidence = "" if result.confidence is None else f"{result.confidence:.0%}"
    why = result.error or (result.reasons[0] if result.reasons else "")
    return [result.path, category, confidence, result.note, why]
