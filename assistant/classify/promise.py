""" "Wrong at most N in 100 when sure": which probability is high enough, proved on cases kept aside.

Learn, then test (Angelopoulos et al. 2021) with fixed-sequence testing: thresholds are tried from the
strictest on, and the first that fails ends the row, so that no correction for many tests is needed. Each
test is exact: the one-sided Clopper-Pearson bound on the share of wrong answers among the sure ones.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

TRUST = 0.95
STEPS = 60
Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Promise:
    """What can be promised for documents like those reviewed.

    `threshold` is None where nothing can be: then `missing` says how many more reviewed cases that are
    sure and right would do, if all goes on as it did.
    """

    wrong_in_100: float
    threshold: float | None
    cases: int  # sure ones at the threshold
    wrong: int  # of these
    missing: int


def upper_bound(wrong: int, cases: int, trust: float = TRUST) -> float:
    """The largest share of wrong answers that `wrong` of `cases` leave believable (Clopper & Pearson 1934).

    It is the p with P(at most `wrong` of `cases`) = 1 - trust.
    """
    if wrong >= cases:
        return 1.0
    low, high = wrong / cases, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        if at_most(wrong, cases, middle) > 1.0 - trust:
            low = middle
        else:
            high = middle
    return high


def at_most(wrong: int, cases: int, share: float) -> float:
    """Probability of at most `wrong` hits in `cases` draws of chance `share`."""
    if share <= 0.0:
        return 1.0
    if share >= 1.0:
        return 1.0 if wrong >= cases else 0.0
    odds = math.log(share) - math.log1p(-share)
    log_p = cases * math.log1p(-share)
    total, peak = 1.0, log_p
    for k in range(1, wrong + 1):
        log_p += math.log(cases - k + 1) - math.log(k) + odds
        if log_p > peak:
            total, peak = total * math.exp(peak - log_p) + 1.0, log_p
        else:
            total += math.exp(log_p - peak)
    return min(1.0, math.exp(min(0.0, peak + math.log(total))))


def is_proved(wrong: int, cases: int, share: float, trust: float = TRUST) -> bool:
    """Whether the upper bound is at most `share`; the bound itself need not be computed for that."""
    return cases > wrong and at_most(wrong, cases, share) <= 1.0 - trust


def fewest_cases(wrong: int, share: float, trust: float = TRUST) -> int:
    """How many sure cases with `wrong` wrong ones prove a share; 59 faultless ones prove 5 in 100."""
    low, high = wrong, wrong + 1
    while not is_proved(wrong, high, share, trust):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if is_proved(wrong, middle, share, trust):
            high = middle
        else:
            low = middle
    return high


def promise(confidence: Array, right: npt.NDArray[np.bool_], wrong_in_100: float) -> Promise:
    """The lowest threshold whose promise is proved by cases that taught nothing, one of each group alike.

    A stranger taken for a category counts as wrong. The row of thresholds is fixed by how many cases are
    sure at each, never by which of them are right: that keeps the proof exact.
    """
    share = wrong_in_100 / 100.0
    order = np.argsort(-confidence, kind="stable")
    ranked, wrong_so_far = confidence[order], np.cumsum(~right[order])
    fewest = fewest_cases(0, share)
    if len(ranked) < fewest:
        return Promise(wrong_in_100, None, len(ranked), int((~right).sum()), fewest - len(ranked))
    kept: Promise | None = None
    for size in _sizes(fewest, len(ranked)):
        threshold = float(ranked[size - 1])
        cases = int(np.searchsorted(-ranked, -threshold, side="right"))  # ties are sure too
        wrong = int(wrong_so_far[cases - 1])
        if not is_proved(wrong, cases, share):
            if kept is None:
                return Promise(wrong_in_100, None, cases, wrong, fewest_cases(wrong, share) - cases)
            return kept
        kept = Promise(wrong_in_100, threshold, cases, wrong, 0)
    assert kept is not None
    return kept


def _sizes(fewest: int, cases: int) -> list[int]:
    """How many cases are sure at each threshold of the row, from the strictest on.

    It begins with three times the fewest where a third of the cases are so many: with the bare fewest, one
    wrong answer, which any honest pack has, would end the row at once.
    """
    first = max(fewest, min(3 * fewest, cases // 3))
    return sorted({int(size) for size in np.geomspace(first, cases, STEPS).round()} | {cases})
