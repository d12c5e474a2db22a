"""Which process works on a run, and whether it still lives."""

from __future__ import annotations

import functools
import os

import psutil

# Clocks get corrected while a computer runs, and with them the start times that some systems report.
_CLOCK_SLACK = 3.0


@functools.cache
def _mine(pid: int) -> str:
    return f"{pid}:{psutil.Process(pid).create_time():.2f}"


def this_process() -> str:
    """A mark for this process that no later one can have: its number and when it started."""
    return _mine(os.getpid())


def is_alive(owner: str) -> bool:
    """Does the process of that mark still run? A killed one waiting to be buried does not."""
    number, _, started = owner.partition(":")
    try:
        process = psutil.Process(int(number))
        same = abs(process.create_time() - float(started)) < _CLOCK_SLACK
        return same and process.status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    except (psutil.NoSuchProcess, ValueError):
        return False
    except psutil.AccessDenied:  # it exists and belongs to someone else: not ours to take over
        return True
