"""Office packages are zip files: the same members in the same order must give the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

WHEN = (2026, 3, 31, 9, 0, 0)


def fixed(package: bytes) -> bytes:
    """The package with one date on every member and in its properties."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return pack({name: archive.read(name) for name in archive.namelist()})


def pack(members: dict[str, bytes], stored: tuple[str, ...] = ()) -> bytes:
    """A zip of these members, in this order; those named in `stored` uncompressed."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, WHEN)
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            entry.create_system = 0  # not the system that happens to build it
            archive.writestr(entry, _undated(data) if name == "docProps/core.xml" else data)
    return into.getvalue()


def _undated(properties: bytes) -> bytes:
    return re.sub(rb">\d{4}-\d\d-\d\dT[\d:.]+Z?<", b">2026-03-31T09:00:00Z<", properties)
