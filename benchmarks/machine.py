"""The machine that a figure was measured on."""

from __future__ import annotations

import datetime
import os
import platform
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil

LIBRARIES = ("llama-cpp-python", "numpy", "PySide6-Essentials", "pikepdf", "pypdfium2", "lxml")
_SIMD = ("avx512f", "avx512_vnni", "avx_vnni", "avx2", "amx_int8", "neon", "asimd", "sve")


def rows() -> list[list[str]]:
    """Name and value, for a table."""
    return [
        ["Processor", _processor()],
        ["Cores", f"{psutil.cpu_count(logical=False) or '?'} physical, {_usable()} usable by this process"],
        ["Memory", f"{psutil.virtual_memory().total / 2**30:.1f} GiB"],
        ["System", _system()],
        ["Python", f"{platform.python_version()} ({platform.python_compiler()})"],
        ["Libraries", ", ".join(filter(None, map(_library, LIBRARIES)))],
        ["Date", datetime.datetime.now(datetime.UTC).strftime("%d %B %Y, %H:%M UTC")],
    ]


def _processor() -> str:
    found = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        text = info.read_text(encoding="utf-8", errors="replace")
        model = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
        flags = re.search(r"^(?:flags|Features)\s*:\s*(.+)$", text, re.MULTILINE)
        has = set(flags[1].split()) if flags else set()
        simd = ", ".join(name for name in _SIMD if name in has)
        found = (model[1] if model else found) + (f" ({simd})" if simd else "")
    return found


def _usable() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _system() -> str:
    try:
        name = platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        name = ""
    return f"{name or platform.system()}, {platform.system()} {platform.release()}, {platform.machine()}"


def _library(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return ""
