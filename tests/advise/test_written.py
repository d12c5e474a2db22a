"""Days and figures in words, whatever the system's language is."""

from __future__ import annotations

import datetime

import pytest

from assistant.advise.written import day, figure


def test_a_day_is_written_in_english_without_asking_the_system() -> None:
    class German(datetime.date):
        def __format__(self, form: str) -> str:
            return {"%B": "Dezember", "%B %Y": "Dezember 2026"}[form]

    assert day(German(2026, 12, 3)) == "3 December 2026"
    assert day(datetime.date(2027, 1, 31)) == "31 January 2027"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (20000, "20,000"),
        (100.0, "100"),
        (0.72, "0.72"),
        (1500.5, "1,500.5"),
        (1e9, "1,000,000,000"),
    ],
)
def test_a_figure_has_no_digit_that_is_not_there(value: float, said: str) -> None:
    assert figure(value) == said
