"""Finding documents in what was dropped or named. Nothing is opened, only listed."""

# Paths stay text here: Path drops "./", and costs time over 100,000 entries.
# ruff: noqa: PTH112, PTH116, PTH118, PTH120

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.jobs import cloud
from assistant.workspace.order import natural_key

_SYSTEM_NAMES = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
_SYSTEM_FOLDERS = frozenset({"$recycle.bin", "system volume information", "__macosx", "lost+found"})
_UNDER_WAY = (".tmp", ".temp", ".crdownload", ".part", ".partial", ".download", ".swp", ".lnk")
_WINDOWS_HIDDEN = 0x2
_WINDOWS_JUNCTION = 0xA0000003  # stat.IO_REPARSE_TAG_MOUNT_POINT, which exists on Windows only
_MAC_HIDDEN = 0x8000  # UF_HIDDEN
_LINK = "It is a link to a folder; drop that folder itself to sort what is in it."
_IN_CLOUD = "It lies only in the cloud; reading it would download it."


@dataclass(frozen=True)
class Found:
    """Something in a folder, or a file that was named itself."""

    path: str  # as the root was given, joined with what lies below it
    kind: Literal["document", "skipped", "cloud_only", "unreachable"]
    why: str = ""  # a sentence, unless it is a document


def discover(
    roots: Sequence[Path | str],
    cancelled: Callable[[], bool] = lambda: False,
    leave_out: Sequence[Path] = (),
) -> Iterator[Found]:
    """What lies in `roots`, files of a folder before its folders, in the order a person expects.

    A file that is a root itself is taken whatever it is called, even if it is missing (reading it then
    says so). Folders that are links are not followed; those in `leave_out` (the app's own) are skipped.
    Stops between two entries once `cancelled()` is true.
    """
    own = frozenset(filter(None, (_identity(path) for path in leave_out)))
    for root in roots:
        path = os.fspath(root)
        if cancelled():
            return
        if os.path.isdir(path):
            yield from _walk(path, cancelled, own)
        else:
            yield _named(path)


def _named(path: str) -> Found:
    try:
        status = os.stat(path)
    except OSError:
        return Found(path, "document")  # the row says what is wrong with it
    found = _file(path, status)
    return Found(path, "document") if found.kind == "skipped" else found


def _walk(root: str, cancelled: Callable[[], bool], leave_out: frozenset[tuple[int, int]]) -> Iterator[Found]:
    been = set(leave_out)
    waiting = [root]
    while waiting and not cancelled():
        folder = waiting.pop()
        here = _identity(folder)
        if here is not None and here in been and folder != root:
            yield Found(folder, "skipped", "It was listed already, or belongs to Stillroom itself.")
            continue
        if here is not None:
            been.add(here)
        try:
            with os.scandir(folder) as listing:
                entries = sorted(
                    listing, key=lambda entry: (natural_key(entry.name), os.fsencode(entry.name))
                )
        except OSError as why:
            yield Found(folder, "unreachable", _unreachable(why))
            continue
        below: list[str] = []
        for entry in entries:
            if cancelled():
                return
            found = _entry(entry)
            if found is None:
                below.append(entry.path)
            else:
                yield found
        waiting += reversed(below)


def _entry(entry: os.DirEntry[str]) -> Found | None:
    """What an entry is, or None for a folder to look into."""
    name, path = entry.name, entry.path
    real = cloud.stands_for(name)
    if real is not None:
        return Found(os.path.join(os.path.dirname(path), real), "cloud_only", _IN_CLOUD)
    folder = False
    try:
        folder = entry.is_dir()
        status = entry.stat(follow_symlinks=False)
        link = stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _WINDOWS_JUNCTION
        if (reason := _left_out(name, folder, status)) is not None:
            return Found(path, "skipped", reason)
        if folder:
            return Found(path, "skipped", _LINK) if link else None
        return _file(path, os.stat(path) if link else status)
    except OSError as why:
        if isinstance(why, FileNotFoundError) or why.errno == errno.ELOOP:
            return Found(path, "skipped", "It is a link to a file that is gone, or was deleted just now.")
        # Looking into the folder, or reading the file, says what is wrong with it.
        return None if folder else Found(path, "document")


def _file(path: str, status: os.stat_result) -> Found:
    if not stat.S_ISREG(status.st_mode):
        return Found(path, "skipped", "It is not a file but a device, a pipe or a socket.")
    # Asking for the file system costs a look-up, so only where nothing else can tell.
    system = cloud.filesystem(status.st_dev) if getattr(status, "st_blocks", 1) == 0 else ""
    if cloud.is_cloud_only(status, sys.platform, system):
        return Found(path, "cloud_only", _IN_CLOUD)
    return Found(path, "document")


def _left_out(name: str, folder: bool, status: os.stat_result) -> str | None:
    plain = name.casefold()
    attributes = getattr(status, "st_file_attributes", 0)
    hidden = bool(attributes & _WINDOWS_HIDDEN) or bool(getattr(status, "st_flags", 0) & _MAC_HIDDEN)
    if folder and plain in _SYSTEM_FOLDERS:
        return "It belongs to the system."
    if not folder:
        if plain.startswith(("~$", ".~lock.")) or plain.endswith(_UNDER_WAY):
            return "It is a temporary file."
        if plain in _SYSTEM_NAMES or plain.startswith("._"):
            return "It belongs to the system."
    return "It is hidden." if hidden or name.startswith(".") else None


def _unreachable(why: OSError) -> str:
    if isinstance(why, PermissionError):
        return "You do not have permission to open this folder."
    if why.errno in (errno.ENAMETOOLONG, errno.ELOOP):
        return "Its path is too long for this system."
    return f"This folder could not be opened ({why.strerror or type(why).__name__})."


def _identity(path: str | Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    # Some network systems number nothing; there only the system's own limits stop a loop.
    return (status.st_dev, status.st_ino) if status.st_ino else None
