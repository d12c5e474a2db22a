"""What a head says of cases that it was not taught, and the layers of `Doubt` fitted on that."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from assistant.classify.doubt import (
    Array,
    Doubt,
    Evidence,
    best_temperature,
    fit_logistic,
    logit,
    signs,
)
from assistant.classify.machine import Rows, Solved, targets
from assistant.classify.taught import Labels, Matrix, nearest_mean

TEMPERATURE = 0.05  # before anything is known of the categories
TEMPERATURE_BELIEF = 10.0  # cases' worth of trust in it
# The signs' weights and the constant before anything is known: see docs/decisions/0014-heads.md.
STRANGE = np.array([-8.0, 0.0, -8.0, -4.0, 4.0])
STRANGE_PULL = np.array([0.05, 0.2, 0.05, 0.05, 0.05])
STRANGER_SHARE = 0.3  # how much all strangers weigh beside all known cases
REAL_SHARE = 0.8  # of that, where there are as many as ENOUGH_REAL that a person named
ENOUGH_REAL = 50
LAST_PULL = np.array([10.0, 5.0])  # of slope and shift
MOST_FOLDS = 20
LARGEST_GROUP = 1_000  # rows left out together
PER_CATEGORY = 40  # examples that play strangers when their category is left out
_BLOCK = 1024


@dataclass(frozen=True)
class HeldOut:
    """Left-out cases, and the signs of strangers found by leaving out whole categories."""

    example: Labels  # (k,): which of the examples
    labels: Labels  # (k,)
    evidence: Evidence
    strangers: tuple[Evidence, ...] = ()  # each with as many classes as were left

    @classmethod
    def of(cls, example: Labels, labels: Labels, scores: Matrix | Array, near: Array) -> HeldOut:
        return cls(example, labels, Evidence(np.asarray(scores, dtype=np.float64), near))

    def with_strangers(self, scores: Matrix | Array, near: Array) -> HeldOut:
        found = Evidence(np.asarray(scores, dtype=np.float64), near)
        return replace(self, strangers=(*self.strangers, found))


def folds(labels: Labels, groups: Labels, classes: int) -> Labels:
    """(n,): which cases are left out together: near duplicates always, and about one of each class.

    Leaving out a single case would weaken its own class alone, and so make every answer look worse than
    it is; where the rest of the fold goes too, all classes are weakened alike.
    """
    counts = np.bincount(labels, minlength=classes)[:-1]
    usual = int(np.median(counts[counts > 0])) if counts.any() else 1
    number = int(np.clip(usual, 1, MOST_FOLDS))
    number = max(number, -(-len(labels) // LARGEST_GROUP))
    order = np.random.default_rng(3).permutation(len(labels))
    turn = np.zeros(len(labels), dtype=np.int64)
    start = 0
    for label in np.unique(labels):
        own = order[labels[order] == label]
        turn[own] = (start + np.arange(len(own))) % number
        start += len(own)
    first = np.zeros(groups.max() + 1 if len(groups) else 0, dtype=np.int64)
    first[groups] = np.arange(len(groups))
    return turn[first[groups]]


def scores_without(solved: Solved, which: Labels, fold: Labels, wanted: Matrix) -> Array:
    """(len(which), classes): the scores of each of the rows had its fold not been taught."""
    scores = np.zeros((len(which), wanted.shape[1]))
    for one in np.unique(fold):
        at = np.flatnonzero(fold == one)
        scores[at] = solved.without(which[at], wanted)
    return scores


def left_out(rows: Rows, groups: Labels, classes: int, solved: Solved, kept: Labels) -> HeldOut:
    """Every kept example without its fold; every kept category's examples without the category."""
    wanted = targets(rows.labels, classes)
    own = kept[kept < len(groups)]
    fold = folds(rows.labels[own], groups[own], classes)
    of = np.full(len(rows.labels), -1)
    of[own] = fold
    near = _near(rows, own, of, classes)
    out = HeldOut.of(own, rows.labels[own], scores_without(solved, own, fold, wanted), near)
    if classes < 4:  # without two other categories, none can play the unknown one
        return out
    inside = np.zeros(len(rows.labels), dtype=bool)
    inside[kept] = True
    rng = np.random.default_rng(5)
    for label in range(classes - 1):
        category = np.flatnonzero(rows.labels == label)
        examples = np.flatnonzero(category < len(groups))
        if not len(examples) or not inside[category].all() or len(category) > LARGEST_GROUP:
            continue
        chosen = np.sort(rng.permutation(examples)[:PER_CATEGORY])
        without = np.delete(solved.without(category, wanted)[chosen], label, axis=1)
        out = out.with_strangers(without, _near(rows, category[chosen], rows.labels, classes))
    return out


def _near(rows: Rows, which: Labels, of: Labels, classes: int) -> Array:
    """(len(which),): mean cosine of the nearest rows of any category, those with the same `of` left out."""
    known = np.flatnonzero(rows.labels < classes - 1)
    out = np.zeros(len(which))
    for start in range(0, len(which), _BLOCK):
        part = which[start : start + _BLOCK]
        cosine = rows.vectors[part] @ rows.vectors[known].T
        cosine[of[part][:, None] == of[known][None, :]] = -1.0
        out[start : start + _BLOCK] = np.maximum(0.0, nearest_mean(cosine))
    return out


def fit_doubt(out: HeldOut, classes: int) -> Doubt:
    """All layers, from the left-out cases; with none at all, what is usual."""
    known = out.labels < classes - 1
    scores = out.evidence.scores
    temperature = best_temperature(scores[known, :-1], out.labels[known], TEMPERATURE, TEMPERATURE_BELIEF)
    first = Doubt(temperature, _strange(out, known, temperature), 1.0, 0.0)
    if not known.any():
        return first
    cases = Evidence(scores[known], out.evidence.near[known])
    probabilities = first.probabilities(cases)[:, :-1]
    right = probabilities.argmax(axis=1) == out.labels[known]
    slope, shift = fit_logistic(
        logit(probabilities.max(axis=1))[:, None],
        right.astype(np.float64),
        np.ones(len(right)),
        np.array([1.0, 0.0]),
        LAST_PULL,
    )
    return replace(first, slope=max(0.05, float(slope)), shift=float(shift))


def _strange(out: HeldOut, known: np.ndarray, temperature: float) -> Array:
    """The weights of the signs of strangeness."""
    real = Evidence(out.evidence.scores[~known], out.evidence.near[~known])
    parts = [signs(Evidence(out.evidence.scores[known], out.evidence.near[known]), temperature)]
    parts += [signs(real, temperature)]
    played = [signs(one, temperature) for one in out.strangers]
    parts += [np.concatenate(played)] if played else [np.zeros((0, parts[0].shape[1]))]
    sizes = [len(part) for part in parts]
    if not sizes[0] or not sum(sizes[1:]):
        return STRANGE
    to_real = REAL_SHARE * min(1.0, sizes[1] / ENOUGH_REAL) if sizes[2] else 1.0
    mass = np.array([1.0, STRANGER_SHARE * to_real, STRANGER_SHARE * (1.0 - to_real)]) * sizes[0]
    if not sizes[1]:
        mass[2] = STRANGER_SHARE * sizes[0]
    weight = np.concatenate([np.full(n, m / max(1, n)) for n, m in zip(sizes, mass, strict=True)])
    is_strange = np.concatenate([np.zeros(sizes[0]), np.ones(sizes[1] + sizes[2])])
    return fit_logistic(np.concatenate(parts), is_strange, weight, STRANGE, STRANGE_PULL)
