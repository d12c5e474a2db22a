"""A pack's answers against a person's -> figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel

from assistant.classify.category import NONE

BINS = 15


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of one case. `best` and `confidence` also where it was not sure; None where unscored."""

    label: str
    sure: bool
    best: str | None
    confidence: float | None


class Figures(BaseModel):
    """As `stillroom evaluate` prints them. Strangers are the cases of no category."""

    documents: int
    accuracy: float | None  # every case of a category answered with its best candidate
    macro_f1: float | None
    coverage: float | None  # share of the categories' cases that it was sure about
    accuracy_when_sure: float | None
    ece: float | None
    auroc_unknown: float | None
    unknown_refused: float | None
    texts_per_second: float | None = None


def figures(answers: Sequence[Answer]) -> Figures:
    known = [a for a in answers if a.label != NONE]
    strangers = [a for a in answers if a.label == NONE]
    sure = [a for a in known if a.sure]
    return Figures(
        documents=len(answers),
        accuracy=_share([a.best == a.label for a in known]),
        macro_f1=macro_f1(known) if known else None,
        coverage=_share([a.sure for a in known]),
        accuracy_when_sure=_share([a.best == a.label for a in sure]),
        ece=calibration_error(
            np.array([a.confidence or 0.0 for a in known]), np.array([a.best == a.label for a in known])
        ),
        auroc_unknown=auroc([a.confidence or 0.0 for a in known], [a.confidence or 0.0 for a in strangers]),
        unknown_refused=_share([not a.sure for a in strangers]),
    )


def _share(values: Sequence[bool]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None


def macro_f1(known: Sequence[Answer]) -> float:
    """Mean over the labels present of 2TP / (2TP + FP + FN)."""
    scores = []
    for label in sorted({a.label for a in known}):
        hit = sum(a.best == label and a.label == label for a in known)
        false = sum(a.best == label and a.label != label for a in known)
        missed = sum(a.best != label and a.label == label for a in known)
        scores.append(2 * hit / (2 * hit + false + missed))
    return round(float(np.mean(scores)), 4)


def calibration_error(confidence: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]) -> float | None:
    """Expected calibration error of the top label over BINS bins of equal mass (Nixon et al. 2019)."""
    if not len(confidence):
        return None
    order = np.argsort(confidence, kind="stable")
    parts = np.array_split(order, min(BINS, len(order)))
    gaps = [len(p) * abs(float(confidence[p].mean()) - float(right[p].mean())) for p in parts]
    return round(sum(gaps) / len(order), 4)


def auroc(known: Sequence[float], unknown: Sequence[float]) -> float | None:
    """Chance that a known case is given more confidence than a stranger, ties counted half."""
    if not known or not unknown:
        return None
    both = np.array([*known, *unknown])
    _, inverse, counts = np.unique(both, return_inverse=True, return_counts=True)
    rank_of = np.cumsum(counts) - (counts - 1) / 2.0
    ranks = rank_of[inverse][: len(known)]
    wins = ranks.sum() - len(known) * (len(known) + 1) / 2.0
    return round(float(wins / (len(known) * len(unknown))), 4)
