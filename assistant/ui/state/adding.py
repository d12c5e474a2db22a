"""What was dropped or chosen: which of it can be sorted, and what the list is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.ui.text import plural, tr


@dataclass(frozen=True)
class Dropped:
    paths: tuple[Path, ...]
    complaint: str  # a sentence where something could not be taken, else empty


def dropped(local: Sequence[str], others: int) -> Dropped:
    """`local` are paths of this computer, `others` counts what came along and is not one."""
    paths = tuple(dict.fromkeys(Path(one) for one in local if one))
    there = tuple(path for path in paths if path.exists() or path.is_symlink())
    gone = len(paths) - len(there)
    if not there:
        if gone:
            return Dropped((), plural(gone, "That file is not there.", "Those {n} files are not there."))
        return Dropped((), tr("That is not a file. Drop files or folders from your file manager."))
    if others or gone:
        left = plural(
            others + gone,
            "One thing was left out: it is not a file on this computer.",
            "{n} things were left out: they are not files on this computer.",
        )
        return Dropped(there, left)
    return Dropped(there, "")


def title(paths: Sequence[Path]) -> str:
    """The list's name: its folder's, or its only file's, or how many there are."""
    folders = [path for path in paths if path.is_dir()]
    if len(folders) == 1:
        return folders[0].resolve().name or str(folders[0])
    if len(paths) == 1:
        return paths[0].name
    if folders:
        return plural(len(folders), "{n} folder", "{n} folders")
    parents = {path.parent for path in paths}
    if len(parents) == 1:
        name = next(iter(parents)).name
        if name:
            return tr("{files} from {folder}", files=plural(len(paths), "{n} file", "{n} files"), folder=name)
    return plural(len(paths), "{n} file", "{n} files")


def context(title: str, files: int, skipped: int, pack: str) -> str:
    """The quiet line under the page's title."""
    told = [f"{title.rstrip('.')}."] if title else []
    counted = plural(files, "{n} file", "{n} files")
    if skipped:
        counted = tr(
            "{files}, {skipped}", files=counted, skipped=plural(skipped, "{n} skipped", "{n} skipped")
        )
    told.append(f"{counted}.")
    told.append(tr("Pack: {pack}", pack=pack))
    return " ".join(told)
