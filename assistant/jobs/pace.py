"""How fast the work goes and how long it still takes, pauses left out."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

_WINDOW = 30.0  # seconds looked back on
_FIRST = 3.0  # seconds of work before anything is said: the model is loading, and little is known
_FEWEST = 3  # documents


class Pace:
    """A stopwatch with a memory of when documents were done. Not thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._worked = 0.0
        self._since: float | None = None
        self._done: deque[float] = deque()

    def go(self) -> None:
        if self._since is None:
            self._since = self._clock()

    def halt(self) -> None:
        self._worked = self._time()
        self._since = None

    def done(self, documents: int = 1) -> None:
        now = self._time()
        self._done.extend([now] * documents)
        self._forget(now)

    def per_second(self) -> float | None:
        """Over the last half minute of work; None until enough is known."""
        now = self._time()
        self._forget(now)
        if now < _FIRST or len(self._done) < _FEWEST:
            return None
        return len(self._done) / min(now, _WINDOW)

    def _time(self) -> float:
        return self._worked + (0.0 if self._since is None else self._clock() - self._since)

    def _forget(self, now: float) -> None:
        while self._done and self._done[0] < now - _WINDOW:
            self._done.popleft()
