"""May a file be opened with a double click? Never one that would run instead of being shown."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from assistant.ui.text import safe, tr

# What Windows, macOS or a Linux desktop would start, or install, rather than show.
_PROGRAMS = frozenset(
    f".{suffix}"
    for suffix in re.split(
        r"\s+",
        """exe com bat cmd scr pif cpl msi msp msix appx ps1 psm1 vbs vbe js jse mjs ws wsf wsh hta reg inf
        lnk url scf chm jar gadget application dll sys ocx msc diagcab library-ms app command tool workflow
        action pkg mpkg dmg scpt scptd applescript terminal webloc desktop sh bash zsh csh fish run bin
        out appimage deb rpm flatpakref snap elf so dylib py pyw pyc pyz pl rb php lua tcl awk iso img vhd
        vhdx""",
    )
)
# What a Linux desktop shows even where the file is marked as one that may run, as on a USB stick.
_DOCUMENTS = frozenset(
    f".{suffix}"
    for suffix in re.split(
        r"\s+",
        """pdf doc docx dotx odt ott rtf xls xlsx ods csv tsv ppt pptx odp eml msg mbox txt md text log html
        htm xhtml xml json png jpg jpeg tif tiff gif bmp webp heic ics vcf""",
    )
)


def why_not_open(path: str) -> str:
    """A sentence that says why this file is not opened; empty where it may be."""
    # A link is judged by what it leads to, and a trailing dot or space is dropped as Windows does.
    target = Path(os.path.realpath(path))
    if not target.exists():
        return tr("{name} is no longer there. It may have been moved or deleted.", name=safe(Path(path).name))
    names = {Path(path).name, target.name}
    suffixes = {Path(name.rstrip(". ").lower()).suffix for name in names}
    if suffixes & _PROGRAMS or (_can_run(target) and not suffixes <= _DOCUMENTS):
        return tr(
            "{name} could run as a program, so Stillroom does not open it. Show it in its folder instead.",
            name=safe(Path(path).name),
        )
    return ""


def _can_run(path: Path) -> bool:
    return sys.platform != "win32" and path.is_file() and os.access(path, os.X_OK)
