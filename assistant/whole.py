"""Files that are there whole or not at all: written beside their place first, and then put into it."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path


def put_whole(target: Path, write: Callable[[Path], object]) -> None:
    """`write` makes the file beside the target, which it then replaces; where that fails, the old file stays
    as it was. For a target that is no link, pipe or device. Raises OSError, and whatever `write` raises."""
    handle, name = tempfile.mkstemp(prefix=".stillroom-", suffix=".tmp", dir=target.parent)
    os.close(handle)
    try:
        write(Path(name))
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_bytes(path: Path, data: bytes) -> None:
    """The bytes are on the disk when this returns."""
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        if path.is_file():
            os.fsync(stream.fileno())


def _mode(target: Path) -> int:
    """The access rights that the file has, or that a new one would get."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
