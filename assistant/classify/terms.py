"""Words, word pairs and parts of words as hashed columns, so that a pack need not hold anybody's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

Columns = npt.NDArray[np.int64]
Values = npt.NDArray[np.float32]

BITS = 20  # of each of the two kinds of columns
_WORDS = 1 << BITS  # columns below are parts of words, from here on words and pairs
COLUMNS = 2 << BITS
PARTS = (3, 4, 5)  # letters
MOST_TERMS = 20_000  # of a document; the commonest are kept


@dataclass(frozen=True)
class Terms:
    """The counts of one document: `columns` (k,) in ascending order, `counts` (k,)."""

    columns: Columns
    counts: Values


@lru_cache(maxsize=100_000)
def _columns(term: str) -> tuple[int, ...]:
    """The column of a word or pair; for a word also those of its parts, with the word's ends as blanks."""
    own = _WORDS + (crc32(term.encode("utf-8", "replace")) & (_WORDS - 1))
    if " " in term:
        return (own,)
    padded = f" {term} "
    parts = [padded[i : i + n] for n in PARTS for i in range(max(1, len(padded) - n + 1))]
    return (own, *(crc32(part.encode("utf-8", "replace")) & (_WORDS - 1) for part in parts))


def terms_of(bags: Iterable[Counter[str]]) -> Terms:
    """The terms of all of a document's windows together."""
    whole: Counter[str] = Counter()
    for bag in bags:
        whole.update(bag)
    counts: Counter[int] = Counter()
    for term, n in whole.items():
        for column in _columns(term):
            counts[column] += n
    kept = sorted(counts.items() if len(counts) <= MOST_TERMS else counts.most_common(MOST_TERMS))
    return Terms(
        np.array([column for column, _ in kept], dtype=np.int64),
        np.array([n for _, n in kept], dtype=np.float32),
    )


@dataclass(frozen=True)
class TermWeights:
    """TF-IDF over the columns that were met: parts and words each a row of unit length, halved together."""

    columns: Columns  # (terms,), ascending
    idf: Values  # (terms,)

    def row(self, terms: Terms) -> tuple[Columns, Values]:
        """Which of the known terms (k,), and their values (k,); the row's own product is at most 1."""
        at = np.searchsorted(self.columns, terms.columns)
        at[at == len(self.columns)] = 0
        known = self.columns[at] == terms.columns if len(self.columns) else np.zeros(len(at), dtype=bool)
        which = at[known]
        values = (1.0 + np.log(terms.counts[known])) * self.idf[which]
        words = terms.columns[known] >= _WORDS
        for kind in (words, ~words):
            norm = float(np.linalg.norm(values[kind]))
            if norm > 0:
                values[kind] /= norm * np.sqrt(2.0)
        return which, np.asarray(values, dtype=np.float32)


def weigh(documents: Sequence[Terms], most: int, fewest: int = 1) -> TermWeights:
    """Inverse document frequencies of the terms in `fewest` documents or more.

    At most `most` terms are kept, those in the most documents first.
    """
    if not documents:
        return TermWeights(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))
    columns, counts = np.unique(np.concatenate([d.columns for d in documents]), return_counts=True)
    columns, counts = columns[counts >= fewest], counts[counts >= fewest]
    if len(columns) > most:
        kept = np.sort(np.argsort(-counts, kind="stable")[:most])
        columns, counts = columns[kept], counts[kept]
    idf = np.log((1 + len(documents)) / (1 + counts)) + 1.0
    return TermWeights(columns, idf.astype(np.float32))
