"""Speed and time left are honest: nothing at first, pauses left out."""

from __future__ import annotations

from assistant.jobs.pace import Pace


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def work(clock: Clock, pace: Pace, seconds: int, per_second: int) -> None:
    for _ in range(seconds):
        clock.now += 1
        pace.done(per_second)


def test_nothing_is_said_before_anything_is_known() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.per_second() is None
    pace.go()
    work(clock, pace, 2, 10)
    assert pace.per_second() is None


def test_steady_work_is_told_as_it_is() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.go()
    work(clock, pace, 10, 5)
    assert pace.per_second() == 5


def test_a_pause_changes_nothing() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.go()
    work(clock, pace, 10, 5)
    pace.halt()
    clock.now += 3600
    assert pace.per_second() == 5
    pace.go()
    work(clock, pace, 5, 5)
    assert pace.per_second() == 5


def test_only_the_last_half_minute_counts() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.go()
    work(clock, pace, 100, 50)
    work(clock, pace, 31, 1)
    assert pace.per_second() == 31 / 30 or pace.per_second() == 1


def test_when_nothing_comes_any_more_nothing_is_promised() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.go()
    work(clock, pace, 10, 5)
    clock.now += 60
    assert pace.per_second() is None
