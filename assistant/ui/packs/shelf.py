"""The packs at hand and what is done to their files, beside the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from assistant.ui.session import PACK, Session

if TYPE_CHECKING:
    from assistant.classify.pack import Description
    from assistant.workspace.packs import Removed

T = TypeVar("T")


@dataclass(frozen=True)
class AtHand:
    """`pack` is what the session calls it by: an id, or a path. Without `about` it cannot be used."""

    pack: str
    name: str
    about: Description | None
    complaint: str = ""

    @property
    def shipped(self) -> bool:
        return self.pack == PACK


class Shelf(QObject):
    listed = Signal()
    looked_at = Signal(object, object)  # a pack file's path, and its Description
    imported = Signal(str)  # the pack
    exported = Signal(object)  # where the copy lies
    removed = Signal(object, object)  # the AtHand, and how to put it back: a Removed
    restored = Signal(str)  # the pack
    renamed = Signal(object, str, str)  # the AtHand as it was, its new name, and the one before
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.packs: Sequence[AtHand] = ()

    def reload(self) -> None:
        self._do(partial(_all, self._session.home), self._listed)

    def look(self, path: Path) -> None:
        self._do(partial(_look, path), partial(self.looked_at.emit, path))

    def add(self, path: Path) -> None:
        self._do(partial(_add, self._session.home, path), lambda to: self.imported.emit(str(to)))

    def export(self, one: AtHand, to: Path) -> None:
        self._do(partial(_export, one.pack, to), self.exported.emit)

    def remove(self, one: AtHand) -> None:
        self._do(partial(_remove, self._session.home, one.pack), partial(self.removed.emit, one))

    def rename(self, one: AtHand, name: str) -> None:
        self._do(partial(_rename, one.pack, name), partial(self.renamed.emit, one, name))

    def put_back(self, removed: Removed) -> None:
        self._do(partial(_put_back, removed), lambda to: self.restored.emit(str(to)))

    def _do(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        self._session.background.run(work, partial(_call, then), self.refused.emit)

    def _listed(self, packs: Sequence[AtHand]) -> None:
        self.packs = packs
        self.listed.emit()


def _call(then: Callable[[T], object], done: T) -> None:
    then(done)


def _all(home: Path) -> list[AtHand]:
    """The shipped one first."""
    from assistant.classify.pack import describe
    from assistant.workspace.packs import every

    shipped = describe(PACK)
    own = [AtHand(str(one.path), one.name, one.about, one.complaint) for one in every(home)]
    return [AtHand(PACK, shipped.name, shipped), *own]


def _look(path: Path) -> Description:
    from assistant.workspace.packs import look

    return look(path)


def _add(home: Path, path: Path) -> Path:
    from assistant.workspace.packs import add

    return add(home, path)


def _export(pack: str, to: Path) -> Path:
    from assistant.classify.pack import locate
    from assistant.workspace.packs import export

    return export(locate(pack), to)


def _remove(home: Path, pack: str) -> Removed:
    from assistant.workspace.packs import remove

    return remove(home, Path(pack))


def _rename(pack: str, name: str) -> str:
    from assistant.workspace.packs import rename

    return rename(Path(pack), name)


def _put_back(removed: Removed) -> Path:
    from assistant.workspace.packs import put_back

    return put_back(removed)
