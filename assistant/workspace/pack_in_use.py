"""Which pack new lists are sorted with, and what a list's pack calls its categories."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.classify.pack import SUFFIX, describe
from assistant.errors import StillroomError
from assistant.workspace import packs
from assistant.workspace.store import Workspace

SHIPPED = "uk-office"
_KEY = "pack"  # of the setting


@dataclass(frozen=True)
class Names:
    """What a pack is called, and its categories by id. `complaint` is a sentence where it cannot be used."""

    name: str
    categories: dict[str, str]
    complaint: str = ""


def in_use(workspace: Workspace) -> str:
    """The id of the shipped pack, or the path of one of the firm's own. That is kept by its file's name, since the
    folder of everything may be moved."""
    kept = workspace.setting(_KEY, SHIPPED)
    return kept if kept == SHIPPED else str(packs.folder(workspace.home) / kept)


def use(workspace: Workspace, pack: str) -> Names:
    """Raises PackError or InputError where it cannot be used; then nothing has changed."""
    known = look(workspace, pack)
    workspace.set_setting(_KEY, pack if pack == SHIPPED else Path(pack).name)
    return known


def look(workspace: Workspace, pack: str) -> Names:
    """The pack's own names, noted for the day when its file is gone. Raises where it cannot be used."""
    about = packs.look(Path(pack)) if Path(pack).suffix == SUFFIX else describe(pack)
    categories = {category.id: category.name for category in about.categories}
    workspace.note_pack(pack, about.name, categories)
    return Names(about.name, categories)


def names(workspace: Workspace, pack: str) -> Names:
    """The same for reading a list: what was noted will do."""
    try:
        return look(workspace, pack)
    except StillroomError as why:
        name, categories = workspace.noted_pack(pack)
        return Names(name or pack, categories, str(why))
