"""Features -> calibrated probabilities over the categories and "of no category".

Three witnesses are heard for each category: a linear head on the window vectors, a linear head on words
and layout, and the cue phrases found. A last layer with weights *shared by all categories* adds them up
(a conditional logit, McFadden 1974). Since the weights are shared, a category that has cue phrases but no
example yet is judged by the same measure, and few own-written examples cannot overfit a category.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.classify.features import CUE_COLUMNS, Features

Array = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float32]

# What the last layer weighs, per category. The none class has cue columns of zero and a bias instead.
INPUTS = ("vector_mean", "vector_peak", "lexical_mean", "lexical_peak", "near", *CUE_COLUMNS)
NEIGHBOURS = 3
FLOOR = -8.0  # no window may veto a class altogether
LAYOUT_WEIGHT = 0.15  # of a standardised layout signal beside a text row of unit length


def log_softmax(scores: Array, axis: int = -1) -> Array:
    shifted = scores - scores.max(axis=axis, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True)))


@dataclass(frozen=True)
class LinearHead:
    """Scores = x @ weights + bias, for rows x of any kind."""

    weights: Matrix  # (inputs, classes)
    bias: Matrix  # (classes,)

    def log_probabilities(self, rows: Matrix) -> Array:
        """(n, classes)."""
        return log_softmax((rows @ self.weights + self.bias).astype(np.float64))


@dataclass(frozen=True)
class Vocabulary:
    """TF-IDF over words and word pairs (sublinear counts, rows of unit length)."""

    index: dict[str, int]
    idf: Matrix  # (terms,)

    def entries(self, bag: Counter[str]) -> tuple[npt.NDArray[np.int64], Matrix]:
        """The bag's row without its zeros: which terms (k,), and their values (k,)."""
        known = [(at, count) for term, count in bag.items() if (at := self.index.get(term)) is not None]
        which = np.array([at for at, _ in known], dtype=np.int64)
        values = (1.0 + np.log(np.array([count for _, count in known], dtype=np.float32))) * self.idf[which]
        norm = float(np.linalg.norm(values))
        return which, np.asarray(values / norm if norm > 0 else values, dtype=np.float32)


@dataclass(frozen=True)
class Witnesses:
    """What is learnt from examples alone."""

    vector: LinearHead
    vocabulary: Vocabulary
    lexical: LinearHead
    layout_mean: Matrix  # (layout.SIZE,)
    layout_scale: Matrix
    example_vectors: Matrix  # (examples, 384)
    example_labels: npt.NDArray[np.int64]

    def looks(self, features: Features) -> Matrix:
        """(windows, layout.SIZE), standardised. Cut off at twice the usual spread: a look that no example
        had must not outweigh every word."""
        looks = (features.layout - self.layout_mean) / self.layout_scale
        return np.asarray(np.clip(looks, -2 * LAYOUT_WEIGHT, 2 * LAYOUT_WEIGHT), dtype=np.float32)

    def lexical_log_probabilities(self, features: Features) -> Array:
        """(windows, classes). A window has some hundred of the many thousand terms, so only theirs are read."""
        terms = len(self.vocabulary.idf)
        scores = self.looks(features) @ self.lexical.weights[terms:] + self.lexical.bias
        for row, bag in enumerate(features.words):
            which, values = self.vocabulary.entries(bag)
            scores[row] += values @ self.lexical.weights[which]
        return log_softmax(scores.astype(np.float64))

    def inputs(self, features: Features) -> Array:
        """(classes, len(INPUTS)): what each witness says about each class.

        `*_mean` is the log of the windows' mean probability. `*_peak` is what the best window says for
        the class beyond that mean: it finds the one page of five that names the category. The none class
        has no peak, since every long document has a page that is like nothing. `near` is the mean cosine
        of the NEIGHBOURS nearest examples of the class, times ten.
        """
        classes = len(self.vector.bias)
        out = np.zeros((classes, len(INPUTS)))
        if len(features.vectors):
            out[:, 0], out[:, 1] = mean_and_peak(self.vector.log_probabilities(features.vectors))
            out[:, 2], out[:, 3] = mean_and_peak(self.lexical_log_probabilities(features))
            out[:, 4] = self._near(features.vectors, classes)
        else:
            out[:, 0] = out[:, 2] = -np.log(classes)
        out[:-1, 5:] = features.cues
        return out

    def _near(self, vectors: Matrix, classes: int) -> Array:
        similarity = (self.example_vectors @ vectors.T).max(axis=1)
        near = np.zeros(classes)
        for label in range(classes):
            own = np.sort(similarity[self.example_labels == label])[-NEIGHBOURS:]
            near[label] = 10.0 * own.mean() if len(own) else 0.0
        return near

    def nearest(self, vectors: Matrix, label: int) -> int | None:
        """Which example of the class is closest to any of the vectors, by cosine."""
        own = np.flatnonzero(self.example_labels == label)
        if not len(vectors) or not len(own):
            return None
        return int(own[(self.example_vectors[own] @ vectors.T).max(axis=1).argmax()])


def mean_and_peak(window_logp: Array) -> tuple[Array, Array]:
    """Both (classes,), from (windows, classes)."""
    probability = np.exp(np.maximum(window_logp, FLOOR))
    mean = np.log(probability.mean(axis=0))
    peak = np.log(probability.max(axis=0)) - mean
    peak[-1] = 0.0
    return mean, peak


@dataclass(frozen=True)
class Head:
    """All that is learnt. Classes are the categories in the pack's order, then "of no category"."""

    witnesses: Witnesses
    weights: Array  # (len(INPUTS),) of the last layer
    none_bias: float
    temperature: float

    def probabilities(self, features: Features) -> Array:
        """(categories + 1,), summing to 1; the last is "of no category"."""
        inputs = self.witnesses.inputs(features)
        log_p = combine(inputs[None], self.weights, self.none_bias, self.temperature)[0]
        return np.asarray(np.exp(log_p))

    def nearest(self, features: Features, label: int) -> int | None:
        """Which example of the class is closest to any of the windows; None where there is none."""
        return self.witnesses.nearest(features.vectors, label)


def combine(inputs: Array, weights: Array, none_bias: float, temperature: float) -> Array:
    """(n, classes) log-probabilities from (n, classes, inputs)."""
    scores = inputs @ weights
    scores[:, -1] += none_bias
    return log_softmax(scores / temperature)
