"""A folder with a folder for each category, as somebody has sorted it: what is found in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from assistant.classify.category import NONE
from assistant.classify.source import Case, folder_labels, read_source
from assistant.errors import InputError


@dataclass(frozen=True)
class Found:
    """`counts` has every category, those without a file included, and NONE where there is such a folder."""

    folder: Path
    cases: tuple[Case, ...]
    labels: tuple[str, ...]
    counts: dict[str, int]
    loose: int  # files beside the folders, which belong to no category

    @property
    def categories(self) -> list[str]:
        return [label for label in self.labels if label != NONE]


def look(folder: Path) -> Found:
    """Raises InputError with a sentence where nothing can be learnt from the folder."""
    try:
        return _look(folder)
    except OSError as why:
        where = Path(why.filename).name if why.filename else folder.name
        raise InputError(
            f"{where} cannot be read ({why.strerror or type(why).__name__}). Check that you may open it and that "
            "its drive is connected, then choose the folder again."
        ) from why


def _look(folder: Path) -> Found:
    if not folder.is_dir():
        raise InputError(f"{folder.name} is not a folder. Choose the folder that holds the sorted folders.")
    labels = folder_labels(folder)
    if not [label for label in labels if label != NONE]:
        raise InputError(
            f"{folder.name} has no folders in it that name a category. Choose the folder that holds a folder for "
            "each category."
        )
    holds_files = any(one.is_file() for label in labels for one in (folder / label).rglob("*"))
    cases = read_source(folder) if holds_files else []  # without a file, the names alone are learnt
    counts = Counter(case.label for case in cases)
    loose = sum(one.is_file() and not one.name.startswith((".", "~$")) for one in folder.iterdir())
    return Found(folder, tuple(cases), tuple(labels), {label: counts[label] for label in labels}, loose)
