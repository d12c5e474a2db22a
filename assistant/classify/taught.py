"""The head of a firm's own categories: a kernel machine over the encoder's vector and the words.

A text's score for a category is the sum over the examples (and the categories' names) of weight times
likeness, where likeness is a Gaussian of the vectors' distance plus a share of the words in common
(kernel ridge regression, one category against the rest; Saunders et al. 1998). Since the share of the
words is linear, it is kept as one weight for each term. Prediction needs numpy only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.classify.doubt import Array, Doubt, Evidence
from assistant.classify.features import Features
from assistant.classify.terms import Terms, TermWeights, terms_of

Matrix = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]

NEIGHBOURS = 3


@dataclass(frozen=True)
class Sight:
    """All that a taught head sees of a text; it can be kept, since the text cannot be read from it."""

    vector: Matrix  # (384,), of unit length, or zeros where there is no text
    terms: Terms


def sight(features: Features) -> Sight:
    """A document's windows taken together: their mean direction, and all their words."""
    total = features.vectors.sum(axis=0)
    norm = float(np.linalg.norm(total))
    vector = total / norm if norm > 0 else np.zeros(features.vectors.shape[1], dtype=np.float32)
    return Sight(np.asarray(vector, dtype=np.float32), terms_of(features.words))


def likeness(cosines: Matrix) -> Matrix:
    """exp(-|a - b|^2) of unit vectors, that is exp(2 (cosine - 1)); the cosines are overwritten."""
    cosines -= 1.0
    cosines *= 2.0
    return np.asarray(np.exp(cosines, out=cosines))


@dataclass(frozen=True)
class TaughtHead:
    """All that is learnt. Classes are the categories in the pack's order, then "of no category"."""

    vectors: Matrix  # (rows, 384): examples, and what was made of names and descriptions
    weights: Matrix  # (rows, classes)
    labels: Labels  # (rows,): the class of each row
    is_example: npt.NDArray[np.bool_]  # (rows,): False for a row made of a name or a description
    terms: TermWeights
    term_weights: Matrix  # (terms, classes)
    doubt: Doubt

    def scores(self, seen: Sequence[Sight]) -> Array:
        """(n, classes): about 1 for what is surely of a class, about 0 for what is surely not."""
        return self._evidence(seen).scores

    def judge(self, seen: Sequence[Sight]) -> Array:
        """(n, classes) calibrated probabilities; each row sums to 1."""
        return self.doubt.probabilities(self._evidence(seen))

    def _evidence(self, seen: Sequence[Sight]) -> Evidence:
        # One product for both, and no copy of the vectors: of many examples they are most of the work.
        cosines = np.stack([one.vector for one in seen]) @ self.vectors.T
        near = nearest_mean(cosines[:, self.labels < self.weights.shape[1] - 1])
        scores = (likeness(cosines) @ self.weights).astype(np.float64)
        for row, one in enumerate(seen):
            which, values = self.terms.row(one.terms)
            scores[row] += values @ self.term_weights[which]
        return Evidence(scores, near)

    def probabilities(self, features: Features) -> Array:
        """(classes,), summing to 1; the last is "of no category"."""
        return np.asarray(self.judge([sight(features)])[0])

    def nearest(self, features: Features, label: int) -> int | None:
        """Which of the examples of the class is closest, counted among all examples; None without any."""
        examples = np.flatnonzero(self.is_example)
        own = np.flatnonzero(self.labels[examples] == label)
        if not len(own):
            return None
        cosine = self.vectors[examples[own]] @ sight(features).vector
        return int(own[cosine.argmax()])

    def pull(self, bag: Counter[str], category: int) -> float:
        """How much the words of a passage speak for the category, against the mean of all classes."""
        which, values = self.terms.row(terms_of([bag]))
        weights = self.term_weights[which].astype(np.float64)
        return float(values @ (weights[:, category] - weights.mean(axis=1)))


def nearest_mean(cosines: Matrix) -> Array:
    """(n,): the mean of the NEIGHBOURS largest of each row; 0 where there is no column."""
    if not cosines.shape[1]:
        return np.zeros(len(cosines))
    k = min(NEIGHBOURS, cosines.shape[1])
    return np.asarray(np.partition(cosines, -k, axis=1)[:, -k:].mean(axis=1), dtype=np.float64)
