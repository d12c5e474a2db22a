"""Examples, names and descriptions -> a TaughtHead, and what it says of examples that it was not taught.

Everything that is chosen or fitted (the words' share, the ridge, all of `Doubt`) is judged on examples
that are left out together with their near duplicates; to leave out is exact and costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.classify import alike, machine
from assistant.classify.doubt import Array, golden
from assistant.classify.head import log_softmax
from assistant.classify.held import LARGEST_GROUP, HeldOut, fit_doubt, folds, left_out, scores_without
from assistant.classify.machine import Rows, Setting
from assistant.classify.taught import Labels, Matrix, Sight, TaughtHead, nearest_mean

EXACT = 16_000  # rows that are solved at once, in 1 GB; beyond, LANDMARKS stand for them
LANDMARKS = 5_000
CHOOSING = 2_000  # examples on which the setting is chosen
KEPT = 3_000  # rows that are judged without being taught
NAME_TRUST = 2.0  # a category's name counts as so many examples
BALANCE = 0.75  # 0 would leave lopsided examples as they are, 1 make all categories equal
MOST_BALANCE = 4.0
USUAL = Setting(words=0.1, ridge=0.2)  # of messages of a line or two
USUAL_LONG = Setting(words=1.5, ridge=0.2)  # of documents: words tell more there
NAMES_ONLY = Setting(words=0.0, ridge=0.2)  # the words of a name are few and common
LONG = 500  # terms
SHARES = (0.0, 0.1, 0.25, 0.6, 1.5, 5.0, 15.0)
FEWEST = 40  # examples below which a choice would be chance
_SEED = 11


@dataclass(frozen=True)
class Held:
    """What the head says of examples when it was not taught them, nor their near duplicates."""

    example: Labels  # (k,): which of the examples
    probabilities: Array  # (k, classes)
    group: Labels  # (k,): examples with the same number are near duplicates


@dataclass(frozen=True)
class Taught:
    head: TaughtHead
    held: Held
    setting: Setting
    groups: Labels  # (examples,): near duplicates have the same number


def teach(
    described: Sequence[Sequence[Sight]],
    examples: Sequence[Sight],
    labels: Labels,
    setting: Setting | None = None,
) -> Taught:
    """Learns a head. With the `setting` of an earlier one, which a few examples more do not change, it is
    several times faster.

    `described` has, for each category, what was made of its name, description and phrases (at least one
    Sight in all); `labels` are indices of categories, or their number for "of no category".
    """
    classes = len(described) + 1
    pseudo = [(one, label) for label, some in enumerate(described) for one in some]
    seen = [*examples, *(one for one, _ in pseudo)]
    weights = machine.term_weights([one.terms for one in seen], classes)
    rows = Rows(
        alike.vectors_of(seen),
        machine.sparse_rows(weights, [one.terms for one in seen]),
        np.concatenate([labels, np.array([label for _, label in pseudo], dtype=np.int64)]),
        _trust(labels, [label for _, label in pseudo], classes),
        np.arange(len(seen)) < len(examples),
    )
    groups = alike.groups(rows.vectors[: len(examples)])
    setting = setting or choose(rows, len(examples), groups, classes)
    if len(seen) <= EXACT:
        kept = _kept(rows, groups, classes)
        solved = machine.solve(rows, classes, setting, kept)
        out = left_out(rows, groups, classes, solved, kept)
        dual, base, linear = solved.weights, rows, setting.words * (rows.bags.T @ solved.weights)
    else:
        out = _set_aside(rows, groups, classes, setting)
        base = rows.take(_landmarks(rows, len(examples)))
        found = machine.approximate(rows, base, classes, setting)
        dual, linear = found.weights, setting.words * (base.bags.T @ found.weights) + found.terms
    doubt = fit_doubt(out, classes)
    head = TaughtHead(
        vectors=base.vectors,
        weights=dual,
        labels=base.labels,
        is_example=base.is_example,
        terms=weights,
        term_weights=np.asarray(linear, dtype=np.float32),
        doubt=doubt,
    )
    held = Held(out.example, doubt.probabilities(out.evidence), groups[out.example])
    return Taught(head, held, setting, groups)


def _trust(labels: Labels, of_pseudo: Sequence[int], classes: int) -> Matrix:
    """(rows,): how much each row counts. Those of a large category count less, so that it does not swallow
    the small ones; those made of names count as several examples."""
    counts = np.bincount(labels, minlength=classes).astype(np.float64)
    usual = counts[counts > 0].mean() if len(labels) else 1.0
    share = np.clip((usual / np.maximum(counts, 1.0)) ** BALANCE, 1.0 / MOST_BALANCE, MOST_BALANCE)
    pseudo = np.array(of_pseudo, dtype=np.int64)
    return np.concatenate([share[labels], NAME_TRUST * np.where(counts > 0, share, 1.0)[pseudo]]).astype(
        np.float32
    )


def choose(rows: Rows, examples: int, groups: Labels, classes: int) -> Setting:
    """The words' share by which left-out examples are best told apart; the usual one unless another is
    plainly better, since few examples say little. (The ridge is not chosen: that gained nothing.)"""
    firsts = alike.firsts(groups)
    rng = np.random.default_rng(_SEED)
    some = np.sort(rng.permutation(firsts)[:CHOOSING])
    some = some[rows.labels[some] < classes - 1]
    if not examples:
        return NAMES_ONLY
    terms = np.diff(rows.bags.indptr)[:examples]
    usual = USUAL_LONG if np.median(terms) > LONG else USUAL
    if len(some) < FEWEST:
        return usual
    sample = rows.take(np.concatenate([some, np.arange(examples, len(rows.labels))]))
    fold = folds(rows.labels[some], np.arange(len(some)), classes)
    vectors = machine.kernel(sample, sample, 0.0)
    words = machine.kernel(sample, sample, 1.0) - vectors

    def losses(setting: Setting) -> Array:
        wanted, own = machine.targets(sample.labels, classes), np.arange(len(some))
        matrix = vectors + np.float32(setting.words) * words
        solved = machine.solve_kernel(matrix, sample, classes, setting, own)
        return _losses(scores_without(solved, own, fold, wanted)[:, :-1], sample.labels[own])

    # The loss has one dip along the shares: walk from the usual one to either side while it falls.
    before = best = losses(usual)
    chosen, start = usual, SHARES.index(usual.words)
    for way in (SHARES[start + 1 :], SHARES[:start][::-1]):
        for share in way:
            found = losses(Setting(share, usual.ridge))
            if found.mean() >= best.mean():
                break
            chosen, best = Setting(share, usual.ridge), found
        if chosen != usual:
            break
    gain = before - best
    return chosen if gain.mean() > 0.5 * gain.std() / np.sqrt(len(gain)) else usual


def _losses(scores: Array, labels: Labels) -> Array:
    """(n,): minus the log of the right category's share, at the temperature that suits the scores best."""
    own = np.arange(len(labels))

    def loss(log_t: float) -> float:
        return -float(log_softmax(scores / np.exp(log_t))[own, labels].mean())

    t = np.exp(golden(loss, np.log(0.02), np.log(1.0), rounds=7))
    return -log_softmax(scores / t)[own, labels]


def _kept(rows: Rows, groups: Labels, classes: int) -> Labels:
    """Which rows may be left out: all of few; of many, whole groups at random and some whole categories."""
    total, examples = len(rows.labels), len(groups)
    if total <= KEPT:
        return np.arange(total)
    rng = np.random.default_rng(_SEED)
    chosen = np.zeros(total, dtype=bool)
    for label in rng.permutation(classes - 1):
        own = np.flatnonzero(rows.labels == label)
        if chosen.sum() + len(own) <= KEPT // 3:
            chosen[own] = True
    strangers = np.flatnonzero(rows.labels == classes - 1)
    chosen[rng.permutation(strangers)[: KEPT // 4]] = True
    sizes = np.bincount(groups)
    order = rng.permutation(len(sizes))
    wanted = order[np.cumsum(sizes[order]) <= KEPT - chosen.sum()]
    # A group comes as a whole or, where it is very large, not at all.
    chosen[:examples] |= np.isin(groups, np.union1d(wanted, groups[chosen[:examples]]))
    chosen[:examples] &= sizes[groups] <= LARGEST_GROUP
    return np.flatnonzero(chosen)


def _landmarks(rows: Rows, examples: int) -> Labels:
    """Names and descriptions, and as many examples of each class as come round in turn."""
    rng = np.random.default_rng(_SEED)
    order = rng.permutation(examples)
    turn = np.zeros(examples, dtype=np.int64)
    for label in np.unique(rows.labels[:examples]):
        own = order[rows.labels[order] == label]
        turn[own] = np.arange(len(own))
    first = order[np.argsort(turn[order], kind="stable")]
    pseudo = np.arange(examples, len(rows.labels))
    return np.concatenate([np.sort(first[: max(0, LANDMARKS - len(pseudo))]), pseudo])


def _set_aside(rows: Rows, groups: Labels, classes: int, setting: Setting) -> HeldOut:
    """For very many rows: a head of the rest judges groups set aside, and categories it was never taught."""
    rng = np.random.default_rng(_SEED)
    examples = len(groups)
    numbers = rng.permutation(groups.max() + 1)
    of_strangers = np.unique(groups[rows.labels[:examples] == classes - 1])
    some = rng.permutation(of_strangers)[: min(KEPT // 4, len(of_strangers) // 2)]
    aside = np.isin(groups, np.union1d(numbers[: KEPT // 2], some))
    spare = max(0, min(classes - 3, max(1, (classes - 1) // 12)))
    unknown = rng.permutation(classes - 1)[:spare]
    foreign = np.isin(rows.labels, unknown)
    taught = np.flatnonzero(~foreign & ~np.concatenate([aside, np.zeros(len(rows.labels) - examples, bool)]))
    rest = rows.take(taught)
    base = rest.take(_landmarks(rest, int(rest.is_example.sum())))
    found = machine.approximate(rest, base, classes, setting)
    judged = np.flatnonzero(aside & ~foreign[:examples])
    strangers = np.flatnonzero(foreign[:examples])
    strangers = np.sort(rng.permutation(strangers)[: KEPT // 2])
    known = base.vectors[base.labels < classes - 1]

    def judge(which: Labels) -> tuple[Matrix, Array]:
        part = rows.take(which)
        return found.scores(part, base, setting.words), nearest_mean(part.vectors @ known.T)

    kept_columns = np.array([c for c in range(classes) if c not in set(unknown.tolist())])
    scores, near = judge(judged)
    out = HeldOut.of(judged, rows.labels[judged], scores, near)
    if len(strangers):
        scores, near = judge(strangers)
        out = out.with_strangers(scores[:, kept_columns], near)
    return out
