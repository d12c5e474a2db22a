"""Near duplicates: texts so alike that one tells how the other is judged."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assistant.classify.taught import Matrix, Sight

SAME = 0.98  # cosine of the vectors from which on two texts are the same for the encoder
_BLOCK = 2048


def groups(vectors: Matrix, same: float = SAME) -> npt.NDArray[np.int64]:
    """(n,): texts with the same number are near duplicates, directly or through others."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    n = len(vectors)
    pairs: list[npt.NDArray[np.int64]] = []
    for start in range(0, n, _BLOCK):
        cosine = vectors[start : start + _BLOCK] @ vectors[start:].T
        first, second = np.nonzero(cosine > same)
        apart = first < second
        found = np.stack([first[apart], second[apart]]) + start
        # Of thousands of copies, one tie each is enough: each row keeps its first.
        _, once = np.unique(found[1], return_index=True)
        rest = len(found[0]) > 20 * _BLOCK
        pairs.append(found[:, once] if rest else found)
    one, other = np.concatenate(pairs, axis=1) if pairs else np.zeros((2, 0), dtype=np.int64)
    ties = csr_matrix((np.ones(len(one), dtype=np.int8), (one, other)), shape=(n, n))
    _, numbers = connected_components(ties, directed=False)
    return np.asarray(numbers, dtype=np.int64)


def firsts(numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Which cases speak for their group: the first of each."""
    return np.asarray(np.sort(np.unique(numbers, return_index=True)[1]), dtype=np.int64)


def vectors_of(seen: Sequence[Sight]) -> Matrix:
    """(n, 384)."""
    return np.stack([one.vector for one in seen]) if seen else np.zeros((0, 384), dtype=np.float32)
