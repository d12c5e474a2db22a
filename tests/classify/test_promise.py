""" "Wrong at most N in 100 when sure" holds, and what is missing for it is said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binom

from assistant.classify.promise import at_most, fewest_cases, promise, upper_bound


@given(st.integers(0, 60), st.integers(1, 3000))
def test_the_bound_is_clopper_and_pearsons(wrong: int, more: int) -> None:
    cases = wrong + more
    assert upper_bound(wrong, cases) == pytest.approx(beta.ppf(0.95, wrong + 1, cases - wrong), abs=1e-9)


@given(st.integers(0, 80), st.integers(0, 4000), st.floats(0.0, 1.0))
def test_the_chance_of_so_few_is_the_binomial_one(wrong: int, more: int, share: float) -> None:
    cases = wrong + more
    assert at_most(wrong, cases, share) == pytest.approx(binom.cdf(wrong, cases, share), abs=1e-9)


@pytest.mark.parametrize(("wrong", "in_100", "cases"), [(0, 5, 59), (0, 1, 299), (1, 5, 93), (0, 10, 29)])
def test_the_fewest_cases_are_those_of_the_tables(wrong: int, in_100: float, cases: int) -> None:
    assert fewest_cases(wrong, in_100 / 100) == cases


def test_with_twenty_cases_it_says_how_many_are_missing() -> None:
    found = promise(np.full(20, 0.99), np.ones(20, dtype=bool), 5)
    assert (found.threshold, found.missing) == (None, 39)


def test_fifty_nine_faultless_cases_are_enough_and_fifty_eight_are_not() -> None:
    assert promise(np.full(59, 0.9), np.ones(59, dtype=bool), 5).threshold == 0.9
    assert promise(np.full(58, 0.9), np.ones(58, dtype=bool), 5).threshold is None


def test_nothing_is_promised_without_cases() -> None:
    found = promise(np.zeros(0), np.zeros(0, dtype=bool), 5)
    assert (found.threshold, found.cases, found.missing) == (None, 0, 59)


def test_a_head_that_is_no_better_than_chance_promises_nothing() -> None:
    rng = np.random.default_rng(1)
    found = promise(rng.random(2000), rng.random(2000) < 0.5, 5)
    assert found.threshold is None
    assert found.missing > 0


@pytest.mark.parametrize("cases", [120, 400, 1500])
@pytest.mark.parametrize("in_100", [5.0, 10.0])
@pytest.mark.parametrize("overrated", [0.0, 0.15])
def test_the_promise_holds_in_at_least_95_of_100_resamples(
    cases: int, in_100: float, overrated: float
) -> None:
    """Also where the confidence says too much; the true share of wrong ones above a threshold is known."""
    grid = np.sort(np.random.default_rng(99).beta(4, 1, size=200_000))
    true_right = np.clip(grid - overrated * (1 - grid), 0, 1)
    wrong_above = np.cumsum((1 - true_right)[::-1])[::-1] / np.arange(len(grid), 0, -1)
    rng = np.random.default_rng(int(cases + in_100))
    broken = 0
    rounds = 400
    for _ in range(rounds):
        at = rng.integers(0, len(grid), size=cases)
        right = rng.random(cases) < true_right[at]
        found = promise(grid[at], right, in_100)
        if found.threshold is not None:
            broken += wrong_above[np.searchsorted(grid, found.threshold)] > in_100 / 100
    assert broken <= 0.05 * rounds


def test_it_finds_a_threshold_where_one_can_be_proved() -> None:
    rng = np.random.default_rng(3)
    confidence = rng.beta(4, 1, size=3000)
    found = promise(confidence, rng.random(3000) < confidence, 5)
    assert found.threshold is not None
    assert 0.7 < found.threshold < 0.95  # the mean wrong share above 0.87 is 5 in 100
    assert found.cases > 500


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=300), st.sampled_from([1.0, 5.0, 20.0]))
def test_what_is_promised_is_proved_by_the_cases_counted(
    cases: list[tuple[float, bool]], in_100: float
) -> None:
    confidence, right = np.array([c for c, _ in cases]), np.array([r for _, r in cases], dtype=bool)
    found = promise(confidence, right, in_100)
    if found.threshold is None:
        assert found.missing >= 1
    else:
        sure = confidence >= found.threshold
        assert (found.cases, found.wrong) == (int(sure.sum()), int((~right[sure]).sum()))
        assert beta.ppf(0.95, found.wrong + 1, found.cases - found.wrong) <= in_100 / 100 + 1e-9
