"""Which rules are in force: those that came with the app, or newer ones that a person has imported."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from assistant.advise import knowledge
from assistant.advise.knowledge import Knowledge
from assistant.advise.renewal import keys
from assistant.advise.renewal.check import Check, knowledge_of, usable_rules, vendor_rules_of
from assistant.advise.renewal.sealed import MOST_BYTES, SUFFIX, Sealed, check_contents, from_bytes
from assistant.advise.vendor import rules as vendor
from assistant.advise.version import version
from assistant.errors import InputError, StillroomError
from assistant.whole import put_whole, write_bytes

_SLACK = datetime.timedelta(days=1)  # of a publisher further east
_INSTEAD = "The rules that came with Stillroom are in force, since the imported ones cannot be used:"


class Vendor(NamedTuple):
    rules: vendor.Rules
    complaint: str = ""


@dataclass(frozen=True)
class Active:
    """The rules in force. `complaint` is a sentence where imported ones are there but cannot be used."""

    knowledge: Knowledge
    origin: Literal["shipped", "imported"]
    published: datetime.date
    complaint: str = ""
    sealed: Sealed | None = None
    imported_is_kept: bool = False  # there are imported rules, whether they are in force or not

    @property
    def version(self) -> str:
        return self.knowledge.about.version

    def vendor(self) -> Vendor:
        """The rules of the vendor check, read when they are first asked for, since that takes most of a second."""
        if self.sealed is None:
            return Vendor(vendor.shipped())
        try:
            return Vendor(_vendor_rules(self.sealed.to_bytes()))
        except StillroomError as error:
            return Vendor(vendor.shipped(), f"{_INSTEAD} {error}")


@dataclass(frozen=True)
class Imported:
    before: Active
    after: Active


def active(home: Path) -> Active:
    """Never fails on account of imported rules: where they cannot be used, `complaint` says why."""
    path = _place(home)
    try:
        data = _bytes(path, path.name)
    except FileNotFoundError:
        return _shipped()
    except InputError as error:
        return _shipped(f"{_INSTEAD} {error}", kept=True)
    try:
        sealed = _verified(data, path.name)
        if version(sealed.version) <= version(knowledge.shipped().about.version):
            return _shipped(kept=True)
        know = _knowledge(data, path.name)
    except StillroomError as error:
        return _shipped(f"{_INSTEAD} {error}", kept=True)
    return Active(know, "imported", sealed.published, sealed=sealed, imported_is_kept=True)


def import_rules(
    path: Path, home: Path, today: datetime.date | None = None, also: Sequence[Check] = ()
) -> Imported:
    """Puts a rules file in force. Raises InputError, naming the file, where that is refused; then nothing changes.

    `also` are parts of the app further up that have to get on with the rules: they raise StillroomError if not.
    """
    data, sealed = _opened(path, today or datetime.date.today())
    before = active(home)
    if version(sealed.version) <= version(before.version):
        raise InputError(
            f"{path.name} holds the rules of {sealed.version}, which are no newer than those in force "
            f"({before.version}): there is nothing to import, unless you have a newer file."
        )
    usable_rules(sealed.files, path.name, sealed.version, also)
    _put(_place(home), data)
    return Imported(before, active(home))


def read_rules(path: Path, today: datetime.date, also: Sequence[Check] = ()) -> tuple[Sealed, Knowledge]:
    """Checks a rules file as an import does, whichever rules are in force. Raises InputError, naming the file."""
    _, sealed = _opened(path, today)
    return sealed, usable_rules(sealed.files, path.name, sealed.version, also)


def drop_imported(home: Path) -> bool:
    """Back to the rules that came with the app; `take_back` undoes it. False where there was nothing to drop."""
    try:
        _place(home).replace(_put_away(home))
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _not_written(_place(home), error) from error
    return True


def take_back(home: Path) -> bool:
    """Undoes `drop_imported`. What comes back is verified as ever when it is next loaded."""
    try:
        _put_away(home).replace(_place(home))
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _not_written(_place(home), error) from error
    return True


def _shipped(complaint: str = "", kept: bool = False) -> Active:
    know = knowledge.shipped()
    day = version(know.about.version).day
    return Active(know, "shipped", day, complaint, imported_is_kept=kept)


def _opened(path: Path, today: datetime.date) -> tuple[bytes, Sealed]:
    try:
        data = _bytes(path, path.name)
    except FileNotFoundError:
        raise InputError(f"{path} is not there: give the path of a file that ends in {SUFFIX}.") from None
    sealed = _verified(data, path.name)
    if sealed.published > today + _SLACK:
        raise InputError(
            f"{path.name} says that it was published on {sealed.published.isoformat()}, which is still to come: "
            "set the clock of this computer right, then import it again."
        )
    return data, sealed


def _verified(data: bytes, name: str) -> Sealed:
    sealed = from_bytes(data, name)
    sealed.verify(keys.known(), name)
    check_contents(sealed, name)
    return sealed


@lru_cache(maxsize=2)
def _knowledge(data: bytes, name: str) -> Knowledge:
    """Of a file that has been verified. Kept by its every byte, so that whatever is altered is read again."""
    sealed = from_bytes(data, name)
    return knowledge_of(sealed.files, name, sealed.version)


@lru_cache(maxsize=1)
def _vendor_rules(data: bytes) -> vendor.Rules:
    name = f"imported{SUFFIX}"
    return vendor_rules_of(from_bytes(data, name).files, name)


def _place(home: Path) -> Path:
    return home / "rules" / f"imported{SUFFIX}"


def _put_away(home: Path) -> Path:
    return home / "rules" / f"put-away{SUFFIX}"


def _bytes(path: Path, name: str) -> bytes:
    """At most one byte more than a rules file may have."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise
    except IsADirectoryError:
        raise InputError(
            f"{name or path} is a folder: choose the rules file in it, which ends in {SUFFIX}."
        ) from None
    except OSError as error:
        raise InputError(
            f"{name} cannot be read ({error.strerror or error}): check that you may open it, then try again."
        ) from error


def _put(place: Path, data: bytes) -> None:
    """Whole or not at all: beside its place first, and into it when every byte is on the disk."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        put_whole(place, lambda beside: write_bytes(beside, data))
    except OSError as error:
        raise _not_written(place, error) from error


def _not_written(place: Path, error: OSError) -> StillroomError:
    return StillroomError(
        f"{place} cannot be written ({error.strerror or error}): check that there is room and that you may write "
        "there, then try again."
    )
