"""`stillroom doctor`: what is installed, what works, how fast this machine is."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from assistant import __version__
from assistant.classify.pack import describe
from assistant.cli.printing import as_json
from assistant.display import why_no_window
from assistant.errors import StillroomError
from assistant.jobs.pool import Pool
from assistant.jobs.probe import ProbeTask
from assistant.models.catalogue import models, verify
from assistant.paths import home
from assistant.workspace.store import Workspace

LIBRARIES = (
    "PySide6-Essentials",
    "llama-cpp-python",
    "numpy",
    "pydantic",
    "pypdfium2",
    "pikepdf",
    "python-docx",
    "XlsxWriter",
)
LEAST_FREE = 500 * 10**6


class Finding(BaseModel):
    name: str
    ok: bool
    said: str


def main(options: argparse.Namespace) -> int:
    findings = [*_system(), *_libraries(), *_models(), _pack(), _workspace(), _speed(), _display()]
    if options.json:
        print(as_json({"ok": all(f.ok for f in findings), "findings": [f.model_dump() for f in findings]}))
    else:
        for finding in findings:
            print(f"{'ok     ' if finding.ok else 'PROBLEM'}  {finding.name}: {finding.said}")
    return 0 if all(f.ok for f in findings) else 1


def _system() -> list[Finding]:
    python = sys.version_info[:2]
    return [
        Finding(name="Stillroom", ok=True, said=__version__),
        Finding(
            name="Python",
            ok=(3, 11) <= python <= (3, 13),
            said=f"{platform.python_version()} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        ),
    ]


def _libraries() -> list[Finding]:
    found, missing = [], []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        return [
            Finding(
                name="Libraries", ok=False, said=f"missing: {', '.join(missing)}. Install Stillroom again."
            )
        ]
    return [Finding(name="Libraries", ok=True, said=", ".join(found))]


def _models() -> list[Finding]:
    return [
        Finding(name="Model", ok=check.problem is None, said=check.problem or f"{check.model.id}, unaltered")
        for check in map(verify, models())
    ]


def _pack() -> Finding:
    try:
        pack = describe("uk-office")
    except StillroomError as error:
        return Finding(name="Pack", ok=False, said=str(error))
    return Finding(
        name="Pack", ok=True, said=f"{pack.name} {pack.version}, {len(pack.categories)} categories"
    )


def _workspace() -> Finding:
    place = home()
    try:
        Workspace.open(place).close()
    except StillroomError as error:
        return Finding(name="Workspace", ok=False, said=str(error))
    free = shutil.disk_usage(_existing(place)).free
    said = f"{place}, {free / 10**9:.1f} GB free on its disk"
    return Finding(name="Workspace", ok=free >= LEAST_FREE, said=said)


def _existing(place: Path) -> Path:
    return place if place.exists() else _existing(place.parent)


def _speed() -> Finding:
    pool = Pool(workers=1)
    try:
        speed: dict[str, Any] = pool.submit(ProbeTask()).result()
    except StillroomError as error:
        return Finding(name="Encoder", ok=False, said=str(error))
    finally:
        pool.close()
    per_second = speed["tokens_per_second"]
    return Finding(
        name="Encoder",
        ok=True,
        said=f"loads in {speed['load_seconds']:.1f} s, {per_second:,.0f} tokens a second with one thread: "
        f"about {per_second / 400:.0f} one-page documents a second for each core",
    )


def _display() -> Finding:
    return Finding(name="Display", ok=True, said=why_no_window() or "a window can be opened")
