"""Solving the kernel machine of a taught head, and what it would have said without some of its rows.

With G the inverse of K + ridge and A = G Y the weights, leaving out the rows g changes their scores to
Y_g - inv(G_gg) A_g, exactly as if the machine had been solved without them (Rifkin & Lippert 2007).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.classify.taught import Labels, Matrix, likeness
from assistant.classify.terms import Terms, TermWeights, weigh
from assistant.errors import InputError

_BLOCK = 1024
_TERM_CELLS = 24_000_000  # terms times classes: what their weights may take
_MOST_TERMS = 300_000
_COMMON = 1000  # from so many documents on, a term must stand in two of them
_ROUNDS = 25  # of conjugate gradients


@dataclass(frozen=True)
class Rows:
    """What a machine is taught with: examples first, then names and descriptions."""

    vectors: Matrix  # (n, 384)
    bags: Any  # (n, terms), sparse
    labels: Labels  # (n,)
    trust: Matrix  # (n,): how much each counts
    is_example: npt.NDArray[np.bool_]  # (n,): False for a name or a description

    def take(self, which: Labels) -> Rows:
        return Rows(
            self.vectors[which],
            self.bags[which],
            self.labels[which],
            self.trust[which],
            self.is_example[which],
        )


@dataclass(frozen=True)
class Setting:
    """Chosen by leaving out: the words' share beside the vectors, and the ridge."""

    words: float
    ridge: float


@dataclass(frozen=True)
class Solved:
    weights: Matrix  # (n, classes)
    inverse: Matrix  # (kept, kept) of the rows that were asked for
    place: Labels  # (n,): row -> its place in `inverse`, -1 where it was not asked for

    def without(self, group: Labels, targets: Matrix) -> Matrix:
        """(len(group), classes): the scores of the rows of a group had none of them been taught."""
        at = self.place[group]
        block = self.inverse[np.ix_(at, at)]
        return np.asarray(targets[group] - np.linalg.solve(block, self.weights[group]), dtype=np.float32)


def term_weights(documents: Sequence[Terms], classes: int) -> TermWeights:
    most = max(2_000, min(_MOST_TERMS, _TERM_CELLS // classes))
    return weigh(documents, most, 2 if len(documents) >= _COMMON else 1)


def sparse_rows(weights: TermWeights, documents: Sequence[Terms]) -> Any:
    """(documents, terms)."""
    from scipy.sparse import csr_matrix

    entries = [weights.row(one) for one in documents]
    ends = np.cumsum([0, *(len(which) for which, _ in entries)])
    columns = np.concatenate([which for which, _ in entries]) if entries else np.zeros(0, dtype=np.int64)
    values = np.concatenate([v for _, v in entries]) if entries else np.zeros(0, dtype=np.float32)
    return csr_matrix((values.astype(np.float32), columns, ends), shape=(len(entries), len(weights.columns)))


def kernel(a: Rows, b: Rows, words: float) -> Matrix:
    """(len(a), len(b)), filled in block by block, so that little more than the result is held."""
    out = np.empty((len(a.labels), len(b.labels)), dtype=np.float32)
    turned = b.bags.T.tocsr()
    for start in range(0, len(out), _BLOCK):
        part = slice(start, start + _BLOCK)
        out[part] = likeness(a.vectors[part] @ b.vectors.T)
        if words:
            out[part] += words * (a.bags[part] @ turned).toarray()
    return out


def targets(labels: Labels, classes: int) -> Matrix:
    """(n, classes): one where the row is of the class."""
    out = np.zeros((len(labels), classes), dtype=np.float32)
    out[np.arange(len(labels)), labels] = 1.0
    return out


def solve(rows: Rows, classes: int, setting: Setting, kept: Labels) -> Solved:
    """All rows at once; `kept` are the rows that may be left out afterwards. n^2 floats of memory."""
    return solve_kernel(kernel(rows, rows, setting.words), rows, classes, setting, kept)


def solve_kernel(matrix: Matrix, rows: Rows, classes: int, setting: Setting, kept: Labels) -> Solved:
    """The same where the kernel is at hand; it is overwritten."""
    from scipy.linalg import LinAlgError, cho_solve, cholesky, solve_triangular

    matrix[np.diag_indices_from(matrix)] += setting.ridge * (1.0 + setting.words) / rows.trust
    try:
        # The transposed view of a symmetric matrix is what LAPACK wants: it works in place.
        factor = cholesky(matrix.T, lower=True, overwrite_a=True, check_finite=False)
    except LinAlgError as error:  # a ridge of a tenth rules it out for any finite numbers
        raise InputError("These examples cannot be learnt from: their vectors are damaged.") from error
    weights = cho_solve((factor, True), targets(rows.labels, classes), check_finite=False)
    unit = np.zeros((len(rows.labels), len(kept)), dtype=np.float32, order="F")
    unit[kept, np.arange(len(kept))] = 1.0
    half = solve_triangular(factor, unit, lower=True, overwrite_b=True, check_finite=False)
    place = np.full(len(rows.labels), -1)
    place[kept] = np.arange(len(kept))
    return Solved(np.asarray(weights, dtype=np.float32), half.T @ half, place)


@dataclass(frozen=True)
class Approximate:
    """Weights on some rows (landmarks), and on the terms for what these leave unexplained."""

    weights: Matrix  # (landmarks, classes)
    terms: Matrix  # (terms, classes)

    def scores(self, rows: Rows, landmarks: Rows, words: float) -> Matrix:
        return np.asarray(kernel(rows, landmarks, words) @ self.weights + rows.bags @ self.terms)


def approximate(rows: Rows, landmarks: Rows, classes: int, setting: Setting) -> Approximate:
    """For more rows than can be solved at once (Nystroem; Williams & Seeger 2001)."""
    from scipy.linalg import solve as solve_positive

    size = len(landmarks.labels)
    gram, right = np.zeros((size, size)), np.zeros((size, classes))
    wanted = targets(rows.labels, classes)
    parts = [np.arange(s, min(s + _BLOCK, len(wanted))) for s in range(0, len(wanted), _BLOCK)]
    for part in parts:
        likes = kernel(rows.take(part), landmarks, setting.words)
        weighted = likes * rows.trust[part][:, None]
        gram += weighted.T @ likes
        right += weighted.T @ wanted[part]
    ridge = setting.ridge * (1.0 + setting.words)
    gram += ridge * kernel(landmarks, landmarks, setting.words)
    gram[np.diag_indices_from(gram)] += 1e-3
    weights = solve_positive(gram, right, assume_a="pos", overwrite_a=True, overwrite_b=True)
    weights = weights.astype(np.float32)
    for part in parts:
        wanted[part] -= kernel(rows.take(part), landmarks, setting.words) @ weights
    return Approximate(weights, _words_for(rows.bags, wanted, max(0.3, ridge / max(setting.words, 0.1))))


def _words_for(bags: Any, wanted: Matrix, ridge: float) -> Matrix:
    """Ridge regression of `wanted` on the terms, by conjugate gradients on one weight for each row."""
    turned = bags.T.tocsr()
    weights = np.zeros_like(wanted)
    left = wanted.copy()
    step = left.copy()
    size = (left**2).sum(axis=0)
    for _ in range(_ROUNDS):
        moved = bags @ (turned @ step) + ridge * step
        rate = size / np.maximum((step * moved).sum(axis=0), 1e-12)
        weights += rate * step
        left -= rate * moved
        new = (left**2).sum(axis=0)
        step = left + (new / np.maximum(size, 1e-12)) * step
        size = new
    return np.asarray(turned @ weights, dtype=np.float32)
