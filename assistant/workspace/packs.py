"""A firm's own packs: files in a folder of the workspace. A damaged one is listed with what is wrong with it."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.classify import pack as packs
from assistant.classify.pack import SUFFIX, Description, Pack
from assistant.errors import InputError, PackError, StillroomError
from assistant.whole import put_whole

MOST_BYTES = 640 * 2**20  # more than any pack may hold inside
_NAME_BYTES = 120  # of a file's name, so that it fits on any system with its folder
_FORBIDDEN = frozenset('<>:"/\\|?*')
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)


@dataclass(frozen=True)
class OwnPack:
    """`about` is None where the file cannot be used; `complaint` says why, in a sentence."""

    path: Path
    about: Description | None
    complaint: str = ""

    @property
    def name(self) -> str:
        return self.about.name if self.about is not None else self.path.stem


@dataclass(frozen=True)
class Removed:
    """Where a removed pack was, and where it lies until it is forgotten."""

    was: Path
    now: Path


def folder(home: Path) -> Path:
    return home / "packs"


def every(home: Path) -> list[OwnPack]:
    """By name; those that cannot be used are among them."""
    place = folder(home)
    try:
        found = [one for one in place.iterdir() if one.suffix == SUFFIX and not one.name.startswith(".")]
    except FileNotFoundError:
        return []
    except OSError as why:
        raise _not_read(place, why) from why
    return sorted((_one(path) for path in found), key=lambda one: (one.name.casefold(), one.path.name))


def _one(path: Path) -> OwnPack:
    try:
        return OwnPack(path, look(path))
    except StillroomError as why:
        return OwnPack(path, None, str(why))


def look(path: Path) -> Description:
    """What a pack file says of itself, before it is taken in. Raises PackError or InputError."""
    _check_is_pack(path)
    return packs.describe(path)


def add(home: Path, path: Path) -> Path:
    """Takes a copy of a pack file in, after every check. Returns where it lies."""
    _check_is_pack(path)
    with _beside(home) as beside:
        copy = beside / f"{path.stem}{SUFFIX}"  # the checks name the file as the user knows it
        try:
            shutil.copyfile(path, copy)
        except OSError as why:
            raise _not_done(f"{path.name} could not be copied", why) from why
        about = packs.load(copy).description
        for known in every(home):
            if _same(known.path, copy):
                raise InputError(f"{path.name} is among your packs already, as “{known.name}”.")
        return _put(copy, folder(home), about.name)


def keep(home: Path, pack: Pack) -> Path:
    """Puts a pack that was just learnt among the others. Returns where it lies."""
    with _beside(home) as beside:
        copy = beside / f"learnt{SUFFIX}"
        try:
            packs.save(pack, copy)
        except OSError as why:
            raise _not_done(f"The pack “{pack.description.name}” could not be saved", why) from why
        return _put(copy, folder(home), pack.description.name)


def rename(path: Path, name: str) -> str:
    """Gives the pack another name to show; its file stays where it is. Returns the name it had."""
    pack = packs.load(path)
    before = pack.description.name
    other = pack.model_copy(update={"description": pack.description.model_copy(update={"name": name})})
    try:
        packs.save(other, path)
    except OSError as why:
        raise _not_done(f"“{before}” could not be renamed", why) from why
    return before


def export(path: Path, to: Path) -> Path:
    """Copies a pack out, whole or not at all. Returns where the copy lies."""
    target = to if to.suffix == SUFFIX else to.with_name(to.name + SUFFIX)
    try:
        if target.exists() and target.samefile(path):
            raise InputError(f"{target.name} is the pack itself. Choose another place for the copy.")
        put_whole(target, lambda beside: shutil.copyfile(path, beside))
    except OSError as why:
        raise _not_done(f"{target.name} could not be saved in {target.parent}", why) from why
    return target


def remove(home: Path, path: Path) -> Removed:
    """Moves the pack aside, so that it can be put back."""
    aside = _aside(home)
    try:
        aside.mkdir(parents=True, exist_ok=True)
        now = _free(aside, path.stem)
        path.replace(now)
    except OSError as why:
        raise _not_done(f"{path.name} could not be removed", why) from why
    return Removed(path, now)


def put_back(removed: Removed) -> Path:
    """To where it was, or beside it where another has taken the name."""
    try:
        to = removed.was if not removed.was.exists() else _free(removed.was.parent, removed.was.stem)
        removed.now.replace(to)
    except OSError as why:
        raise _not_done(f"{removed.was.name} could not be put back", why) from why
    return to


def forget_removed(home: Path) -> None:
    """Deletes what was removed: nothing can put it back any more."""
    try:
        shutil.rmtree(_aside(home))
    except FileNotFoundError:
        return
    except OSError as why:
        raise _not_done(f"Removed packs in {_aside(home)} could not be deleted", why) from why


def file_stem(name: str) -> str:
    """A file name without its ending that every system takes, whatever the pack is called."""
    kept = "".join(
        " " if one in _FORBIDDEN or unicodedata.category(one)[0] == "C" else one
        for one in unicodedata.normalize("NFC", name)
    )
    stem = " ".join(kept.split()).strip(". ")
    stem = stem.encode()[:_NAME_BYTES].decode("utf-8", "ignore").rstrip(". ")
    if not stem:
        return "Pack"
    return f"{stem} pack" if stem.split(".")[0].strip().casefold() in _DEVICES else stem


def _aside(home: Path) -> Path:
    return folder(home) / "removed"


def _check_is_pack(path: Path) -> None:
    if path.suffix.lower() != SUFFIX:
        raise InputError(f"{path.name} is not a pack: the name of a pack file ends in {SUFFIX}.")
    try:
        if path.is_dir():
            raise InputError(f"{path.name} is a folder: choose the pack file in it, which ends in {SUFFIX}.")
        size = path.stat().st_size
    except OSError as why:
        raise _not_read(path, why) from why
    if size > MOST_BYTES:
        raise PackError(f"{path.name} is larger than any pack may be. It was not opened.")


@contextmanager
def _beside(home: Path) -> Iterator[Path]:
    """A folder on the same disk, gone afterwards: what is not sound never lies among the packs."""
    place = folder(home)
    try:
        place.mkdir(parents=True, exist_ok=True)
        made = tempfile.mkdtemp(prefix=".coming-", dir=place)
    except OSError as why:
        raise _not_done(f"The folder of your packs, {place}, cannot be written to", why) from why
    try:
        yield Path(made)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _put(copy: Path, place: Path, name: str) -> Path:
    """Another content gets another name: lists, and the workers, know a pack by its path."""
    try:
        with copy.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        to = _free(place, f"{file_stem(name)} {content[:8]}")
        copy.replace(to)
    except OSError as why:
        raise _not_done(f"The pack “{name}” could not be saved", why) from why
    return to


def _free(place: Path, stem: str) -> Path:
    taken = {one.name.casefold() for one in place.iterdir()}
    number = 1
    while True:
        name = f"{stem}{SUFFIX}" if number == 1 else f"{stem} {number}{SUFFIX}"
        if name.casefold() not in taken:
            return place / name
        number += 1


def _same(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
    except OSError:  # it cannot be read, so it cannot be used, so it may be taken in again
        return False


def _not_read(path: Path, why: OSError) -> InputError:
    if isinstance(why, FileNotFoundError):
        return InputError(f"{path.name} is not there: {path.parent} does not hold it (any more).")
    return InputError(
        f"{path.name} cannot be read ({why.strerror or type(why).__name__}). Check that you may open it and that its "
        "drive is connected, then try again."
    )


def _not_done(what: str, why: OSError) -> InputError:
    return InputError(f"{what} ({why.strerror or type(why).__name__}). Check that you may use that folder and that "
                      "there is room, then try again.")  # fmt: skip
