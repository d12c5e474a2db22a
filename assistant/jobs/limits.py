"""What one document may cost, and how much of the computer sorting may use."""

from __future__ import annotations

import os

import psutil

MEMORY = 3 * 1024**3  # bytes for one worker process; a document that needs more is given up
_GROWTH = 200 * 1024**2  # a worker that keeps this much more than after its first document is replaced
_MOST_WORKERS = 4
_ROOM_PER_WORKER = 700 * 1024**2
_BYTES_PER_SECOND = 2 * 1024**2  # slower than any reader on any disk
_MOST_EXTRA = 240.0
_FETCH = 300.0  # for a download


def seconds_for(size: int, base: float, fetch: bool = False) -> float:
    """How long a document of `size` bytes may take."""
    return base + min(size / _BYTES_PER_SECOND, _MOST_EXTRA) + (_FETCH if fetch else 0.0)


def has_grown(resident: int, at_first: int) -> bool:
    return resident > at_first + _GROWTH


def cores() -> int:
    """Physical cores that this process may use."""
    physical = psutil.cpu_count(logical=False) or os.cpu_count() or 1
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else physical
    return max(1, min(physical, allowed))


def default_workers() -> int:
    return workers_and_threads()[0]


def workers_and_threads() -> tuple[int, int]:
    """Workers, and threads for each, that together make use of all physical cores and fit in memory."""
    room = int(psutil.virtual_memory().available // _ROOM_PER_WORKER)
    workers = max(1, min(cores(), _MOST_WORKERS, room))
    return workers, max(1, cores() // workers)
