"""`stillroom classify PATH...`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.classify.pack import SUFFIX, category_names
from assistant.cli.printing import as_json, counted, follow, table
from assistant.errors import InputError
from assistant.jobs.sorter import Sorter
from assistant.jobs.walking import absolute
from assistant.paths import home
from assistant.workspace.export import write_csv, write_lines
from assistant.workspace.result import Result
from assistant.workspace.store import Workspace

HEADS = ("File", "Category", "Confidence", "Status", "Why")
WIDTHS = (48, 26, 10, 40, 100)


def main(options: argparse.Namespace) -> int:
    names = category_names(options.pack)  # an unknown pack is told before anything is read
    # The window may go on with this run, and it was started elsewhere.
    pack = str(Path(options.pack).absolute()) if options.pack.endswith(SUFFIX) else options.pack
    _check(options.paths, options.output)
    workspace = Workspace.open(home())
    try:
        sorter = Sorter(workspace, pack, options.workers)
        try:
            run = sorter.add(options.paths, title=_title(options.paths))
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
        f"{counted(counts.all, 'document')}: {counts.sure} sure, {counts.not_sure} not sure, {counts.not_read} not read"
        + (f"; {counted(progress.skipped, 'system or temporary file')} skipped" if progress.skipped else "")
        + (
            f"; {counted(progress.cloud_only, 'file')} only in the cloud left out (--fetch fetches them)"
            if progress.cloud_only
            else ""
        ),
        file=sys.stderr,
    )
    return 1 if failed else 0


def _check(paths: Sequence[str], output: Path | None) -> None:
    """Told before anything is sorted: that there is nothing to sort, or nowhere to write."""
    if "" in paths:
        raise InputError("One of the paths is empty. Name the files or folders to sort.")
    if all(map(_is_missing, paths)):
        raise InputError(f"There is no file or folder {paths[0]}.")
    if output is None:
        return
    if output.is_dir():
        raise InputError(f"{output} cannot be written: it is a folder.")
    if not output.parent.is_dir():
        raise InputError(f"{output} cannot be written: there is no folder {output.parent}.")


def _is_missing(path: str) -> bool:
    try:
        Path(path).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False  # its row says what is wrong with it
    return False


def _title(paths: Sequence[str]) -> str:
    """What the run is called in the window."""
    first = Path(absolute(paths[0])).name or paths[0]
    return first if len(paths) == 1 else f"{first} and {len(paths) - 1} more"


def _write(options: argparse.Namespace, results: Iterable[Result], names: dict[str, str]) -> int:
    """Prints or writes the results in the form asked for; returns how many documents failed."""
    failed = 0

    def watched() -> Iterable[Result]:
        nonlocal failed
        for result in results:
            failed += result.error is not None
            yield result

    to = options.output or sys.stdout
    if options.csv:
        write_csv(watched(), names, to)
    elif options.json:
        write_lines((as_json(result.line()) for result in watched()), to)
    else:
        rows = [_row(result, names) for result in watched()]
        write_lines([table(rows, HEADS, WIDTHS) if rows else "No documents there."], to)
    return failed


def _row(result: Result, names: dict[str, str]) -> list[str]:
    category = "Not read" if result.error else names.get(result.category or "", "Not sure")
    confidence = "" if result.confidence is None else f"{result.confidence:.0%}"
    why = result.error or (result.reasons[0] if result.reasons else "")
    path = (
        result.path if len(result.path) <= WIDTHS[0] else f"…{result.path[1 - WIDTHS[0] :]}"
    )  # keeps the name
    return [path, category, confidence, result.note, why]
