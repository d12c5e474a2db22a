"""Scores -> probabilities that mean what they say, "of no category" among them.

Three small layers, each fitted on cases that the scores were not taught with: a temperature turns scores
into shares of the categories; a logistic model on four signs of strangeness says how likely the text is
of none of them; a last one (Platt 1999, on the log-odds) makes the best category's probability match how
often it is right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.classify.head import log_softmax

Array = npt.NDArray[np.float64]

SIGNS = ("best", "lead", "near", "weight")
_FAR = 30.0  # log-odds beyond which nothing is gained


@dataclass(frozen=True)
class Evidence:
    """What the head found about n texts."""

    scores: Array  # (n, classes), the last is "of no category": zeros where no stranger was taught
    near: Array  # (n,): mean cosine of the nearest examples


@dataclass(frozen=True)
class Doubt:
    """The fitted layers. `slope` and `shift` belong to the last of them."""

    temperature: float
    strange: Array  # (len(SIGNS) + 1,): the signs' weights, then the constant
    slope: float
    shift: float

    def probabilities(self, found: Evidence) -> Array:
        """(n, classes); each row sums to 1."""
        shares = np.exp(log_softmax(found.scores[:, :-1] / self.temperature))
        known = 1.0 - self.strangeness(found)
        top = shares.max(axis=1) * known
        meant = sigmoid(self.slope * logit(top) + self.shift)
        out = np.concatenate([shares * known[:, None], (1.0 - known)[:, None]], axis=1)
        # All but the best keep their proportions; none of them may overtake it.
        rest = np.minimum(out * ((1.0 - meant) / np.maximum(1.0 - top, 1e-12))[:, None], meant[:, None])
        rest[np.arange(len(out)), shares.argmax(axis=1)] = meant
        rest[:, -1] = np.maximum(0.0, 1.0 - rest[:, :-1].sum(axis=1))
        return np.asarray(rest / rest.sum(axis=1, keepdims=True))

    def strangeness(self, found: Evidence) -> Array:
        """(n,): how likely each is of no category, before the last layer."""
        return sigmoid(signs(found, self.temperature) @ self.strange[:-1] + self.strange[-1])


def signs(found: Evidence, temperature: float) -> Array:
    """(n, len(SIGNS)): the best category's score (less that of "of no category"), its lead over the next,
    the nearest examples' cosine, and the free energy of all scores (Liu et al. 2020)."""
    known = found.scores[:, :-1]
    best = known.max(axis=1)
    if known.shape[1] > 1:
        lead = best - np.partition(known, -2, axis=1)[:, -2]
    else:
        lead = best
    scaled = known / temperature
    peak = scaled.max(axis=1)
    energy = temperature * (peak + np.log(np.exp(scaled - peak[:, None]).mean(axis=1)))
    return np.stack([best - found.scores[:, -1], lead, found.near, energy], axis=1)


def sigmoid(x: Array) -> Array:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(x, -_FAR, _FAR))))


def logit(p: Array) -> Array:
    clipped = np.clip(p, 1e-6, 1.0 - 1e-6)
    return np.asarray(np.log(clipped) - np.log1p(-clipped))


def fit_logistic(rows: Array, is_so: Array, weights: Array, prior: Array, pull: Array) -> Array:
    """(columns + 1,) weights and constant of the most likely logistic model, drawn to `prior` by `pull`.

    Newton's method (iteratively reweighted least squares); `pull` is the strength of the belief in each
    entry of `prior`, in the unit of `weights`.
    """
    x = np.concatenate([rows, np.ones((len(rows), 1))], axis=1)
    theta = prior.copy()
    for _ in range(50):
        p = sigmoid(x @ theta)
        slope = x.T @ (weights * (p - is_so)) + pull * (theta - prior)
        curve = (x * (weights * p * (1 - p))[:, None]).T @ x + np.diag(pull + 1e-9)
        step = np.linalg.solve(curve, slope)
        step *= min(1.0, 5.0 / max(1e-12, float(np.abs(step).max())))
        theta = theta - step
        if np.abs(step).max() < 1e-6:
            break
    return theta


def best_temperature(scores: Array, labels: npt.NDArray[np.int64], prior: float, belief: float) -> float:
    """The temperature by which the labels are likeliest; `belief` cases' worth of trust in `prior`."""
    own = np.arange(len(labels))

    def loss(log_t: float) -> float:
        value = -float(log_softmax(scores / np.exp(log_t))[own, labels].sum()) if len(labels) else 0.0
        return value + belief * float(log_t - np.log(prior)) ** 2

    return float(np.exp(golden(loss, np.log(0.01), np.log(1.5))))


def golden(loss: Callable[[float], float], low: float, high: float, rounds: int = 16) -> float:
    """Where a function of one dip is lowest (golden-section search)."""
    ratio = (np.sqrt(5.0) - 1) / 2
    a, b = high - ratio * (high - low), low + ratio * (high - low)
    at_a, at_b = loss(a), loss(b)
    for _ in range(rounds):
        if at_a < at_b:
            high, b, at_b = b, a, at_a
            a = high - ratio * (high - low)
            at_a = loss(a)
        else:
            low, a, at_a = a, b, at_b
            b = low + ratio * (high - low)
            at_b = loss(b)
    return float((low + high) / 2)
