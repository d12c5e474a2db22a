"""Does a file's content lie on this computer, or only in the cloud?"""

# Paths stay text here: Path drops "./", and costs time over 100,000 entries.
# ruff: noqa: PTH118, PTH123

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol

# Windows: reading any of these makes OneDrive and its like fetch the file.
_OFFLINE = 0x1000
_RECALL_ON_OPEN = 0x40000
_RECALL_ON_DATA_ACCESS = 0x400000
_DATALESS = 0x40000000  # macOS: SF_DATALESS

# Linux has no such mark. A cloud client there mounts its files through FUSE, where one without
# blocks may be a mere name. Elsewhere a file without blocks is sparse, compressed, or so small that it
# lies in its own directory entry. These FUSE systems never count blocks, so there it says nothing.
_NEVER_COUNT = frozenset(
    {"fuse.sshfs", "fuse.gvfsd-fuse", "fuse.portal", "fuse.vmhgfs-fuse", "fuse.encfs", "fuse.lxcfs"}
)
_INLINE = 64 * 1024  # no file system keeps a larger file in its directory entry

_PLACEHOLDERS = (".nextcloud", ".owncloud")  # what these clients put in a file's place


class Status(Protocol):
    """What is asked of an os.stat_result; the platform's own fields are looked up where they exist."""

    @property
    def st_mode(self) -> int: ...
    @property
    def st_size(self) -> int: ...


def is_cloud_only(status: Status, platform: str = sys.platform, filesystem: str = "") -> bool:
    """Would reading the file fetch it from the cloud first? Judges by the file's status alone.

    `platform` is a value of sys.platform, `filesystem` the type of the mount ("ext4", "fuse.rclone"),
    which only matters on Linux; without it nothing there counts as cloud-only.
    """
    if not stat.S_ISREG(status.st_mode):
        return False
    if platform == "win32":
        marks = _OFFLINE | _RECALL_ON_OPEN | _RECALL_ON_DATA_ACCESS
        return bool(getattr(status, "st_file_attributes", 0) & marks)
    if platform == "darwin":
        return bool(getattr(status, "st_flags", 0) & _DATALESS)
    return (
        filesystem.startswith("fuse.")
        and filesystem not in _NEVER_COUNT
        and status.st_size > _INLINE
        and getattr(status, "st_blocks", 1) == 0
    )


def stands_for(name: str) -> str | None:
    """The name of the file that a placeholder stands for, or None if `name` is no placeholder."""
    if name.startswith(".") and name.endswith(".icloud") and len(name) > len("..icloud"):
        return name[1 : -len(".icloud")]
    for ending in _PLACEHOLDERS:
        if name.endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    return None


def icloud_placeholder(path: str) -> str:
    """Where iCloud Drive puts the placeholder of a file that it has taken off this computer."""
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{name}.icloud")


def filesystem(device: int) -> str:
    """The type of the mounted file system with that st_dev, or "" where that cannot be told."""
    if not sys.platform.startswith("linux"):
        return ""
    return _mounts().get(device) or _mounts_now().get(device, "")


@lru_cache(maxsize=1)
def _mounts() -> Mapping[int, str]:
    return _mounts_now()


def _mounts_now() -> Mapping[int, str]:
    try:
        with open("/proc/self/mountinfo", encoding="utf-8", errors="replace") as lines:
            return dict(_mount(line) for line in lines)
    except OSError:  # no /proc: a container that hides it
        return {}


def _mount(line: str) -> tuple[int, str]:
    fields, _, rest = line.partition(" - ")
    major, _, minor = fields.split()[2].partition(":")
    return os.makedev(int(major), int(minor)), rest.split()[0]
