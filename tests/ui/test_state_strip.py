"""What the strip says about the work."""

from __future__ import annotations

import pytest

from assistant.jobs.sorter import Progress
from assistant.ui.state import strip
from assistant.workspace.store import Counts


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (None, ""),
        (4, "A few seconds left"),
        (24, "About 20 seconds left"),
        (58, "About 1 minute left"),
        (31 * 60, "About 31 minutes left"),
        (95 * 60, "About 1 hour and 35 minutes left"),
        (7 * 3600 + 600, "About 7 hours left"),
    ],
)
def test_time_left_is_round_and_said_in_words(seconds: float | None, told: str) -> None:
    assert strip.time_left(seconds) == told


@pytest.mark.parametrize(
    ("rate", "told"),
    [(None, ""), (0, ""), (31.2, "31 a second"), (0.2, "12 a minute"), (1234, "1,234 a second")],
)
def test_a_slow_rate_is_told_by_the_minute(rate: float | None, told: str) -> None:
    assert strip.rate(rate) == told


def test_running_says_how_many_of_how_many_how_fast_and_how_long() -> None:
    shown = strip.working(Progress("running", 1, 1204, 3000, per_second=31.0, seconds_left=58.0))
    assert shown.sentence == "1,204 of 3,000 sorted"
    assert shown.right == "31 a second. About 1 minute left"
    assert shown.fraction == pytest.approx(0.4013, abs=0.001)
    assert shown.actions == ("pause", "stop")


def test_paused_offers_to_resume_and_stopping_offers_nothing() -> None:
    assert strip.working(Progress("paused", 1, 5, 10)).actions == ("resume", "stop")
    assert strip.working(Progress("stopping", 1, 5, 10)).actions == ()


def test_nothing_is_divided_by_zero_while_looking() -> None:
    shown = strip.working(Progress("looking", 1, 0, 0))
    assert shown.fraction is None
    assert "0 documents found so far" in shown.sentence


def test_the_end_tells_the_result_in_one_sentence() -> None:
    shown = strip.finished(Counts(all=30, sure=24, not_sure=4, not_read=2), has_folders=True)
    assert shown.sentence == "30 documents sorted: 24 sure, 4 not sure, 2 not read."
    assert shown.actions == ("retry", "add_new")


def test_the_end_leaves_out_what_did_not_happen() -> None:
    shown = strip.finished(Counts(all=1, sure=1), has_folders=False)
    assert shown.sentence == "1 document sorted: 1 sure."
    assert shown.actions == ()


def test_a_stopped_list_can_be_gone_on_with() -> None:
    shown = strip.finished(Counts(all=30, sure=10, waiting=20), has_folders=True)
    assert shown.sentence == "Stopped. 10 of 30 sorted."
    assert shown.actions == ("continue",)


def test_files_left_in_the_cloud_do_not_count_as_stopped() -> None:
    shown = strip.finished(Counts(all=12, sure=10, waiting=2, cloud_only=2), has_folders=False)
    assert shown.sentence == "10 documents sorted: 10 sure."


def test_a_crash_is_told_with_what_was_done() -> None:
    shown = strip.unfinished(Counts(all=30, sure=10, waiting=20))
    assert shown.sentence == "10 of 30 were sorted when Stillroom closed. Nothing is done twice."
    assert shown.actions == ("resume_run", "forget_run")


def test_every_action_has_a_name() -> None:
    for action in ("pause", "resume", "stop", "resume_run", "forget_run", "retry", "add_new", "continue"):
        assert strip.action_name(action)
