"""A Document -> what a head sees: window vectors, cue phrases, words and layout."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from assistant.classify.category import TIERS, Category
from assistant.classify.layout import SIZE, layout
from assistant.classify.windows import Window, document_windows
from assistant.classify.words import PhraseIndex, Word, words
from assistant.documents.document import Page
from assistant.models.encoder import Encoder

TOP_WORDS = 40  # where a document names itself: its heading, its subject
TITLE_WORDS = 12
CUE_WORDS = 60_000  # beyond some 150 pages, more words tell nothing new
TRUST = {"title": 0.8, "strong": 0.9, "weak": 0.5}
CUE_COLUMNS = ("title_first", "title_top", "title_any", "strong_top", "strong_any", "weak_any")
Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """A cue phrase found in a document."""

    category: int  # index into the categories
    tier: str
    phrase: str
    page: int
    start: int
    end: int
    at: int  # which word of the document it begins with
    worth: float  # how far the phrase can be trusted, 0 to 1


@dataclass(frozen=True)
class Features:
    windows: list[Window]
    vectors: Matrix  # (windows, 384)
    cues: Matrix  # (categories, len(CUE_COLUMNS))
    words: list[Counter[str]]  # of each window: words and word pairs
    layout: Matrix  # (windows, layout.SIZE)
    found: list[Found]


CueWorth = dict[tuple[int, str], float]  # (category, phrase) -> how far it can be trusted, 0 to 1


def default_worth(categories: Sequence[Category]) -> CueWorth:
    """What phrases are worth before any example has shown where they occur."""
    return {
        (i, phrase): TRUST[tier]
        for i, category in enumerate(categories)
        for tier in reversed(TIERS)  # where a phrase stands in two tiers, the first of TIERS counts
        for phrase in getattr(category.cues, tier)
    }


class CueFinder:
    """Finds the cue phrases of all categories in one pass."""

    def __init__(self, categories: Sequence[Category], worth: CueWorth) -> None:
        self._size = len(categories)
        self._worth = worth
        self._phrases: list[tuple[int, str, str]] = [
            (i, tier, phrase)
            for i, category in enumerate(categories)
            for tier in TIERS
            for phrase in getattr(category.cues, tier)
        ]
        self._index = PhraseIndex(phrase for _, _, phrase in self._phrases)

    def find(self, pages: Sequence[tuple[Page, list[Word]]]) -> list[Found]:
        found: list[Found] = []
        before = 0
        for page, page_words in pages:
            for hit in self._index.find([word.text for word in page_words]):
                category, tier, phrase = self._phrases[hit.phrase]
                start, end = page_words[hit.first].start, page_words[hit.last].end
                worth = self._worth[category, phrase]
                found.append(
                    Found(category, tier, phrase, page.number, start, end, before + hit.first, worth)
                )
            before += len(page_words)
        return found

    def table(self, found: Sequence[Found], word_count: int) -> Matrix:
        """(categories, len(CUE_COLUMNS)): damped counts of distinct and repeated phrases, by tier and place.

        A phrase counts log(1 + times), so that one repeated on every page does not drown the rest; long
        documents hold phrases of every category by chance, so what stands below the top is scaled by
        1 / sqrt(1 + words / 400).
        """
        times: Counter[tuple[int, str, str]] = Counter()
        table = np.zeros((self._size, len(CUE_COLUMNS)), dtype=np.float32)
        for item in found:
            key = (item.category, item.tier, item.phrase)
            times[key] += 1
            row = table[item.category]
            if item.tier == "title" and item.at < TOP_WORDS:
                row[1] = max(row[1], item.worth)
                if item.at < TITLE_WORDS:
                    row[0] = max(row[0], item.worth)
            if item.tier == "strong" and item.at < TOP_WORDS * 2 and times[key] == 1:
                row[3] += item.worth
        thin = 1.0 / math.sqrt(1.0 + word_count / 400.0)
        for (category, tier, phrase), n in times.items():
            column = {"title": 2, "strong": 4, "weak": 5}[tier]
            table[category, column] += thin * self._worth[category, phrase] * math.log1p(min(n, 6))
        table[:, 3] = np.log1p(table[:, 3])
        return table


_DIGITS = re.compile(r"\d")


def lexical(page_words: Sequence[Word]) -> Counter[str]:
    """Words and neighbouring pairs; figures become 0s of the same length, so that amounts look alike."""
    texts = [_DIGITS.sub("0", word.text)[:20] for word in page_words]
    bag = Counter(texts)
    bag.update(f"{a} {b}" for a, b in pairwise(texts))
    return bag


class Extractor:
    """Holds what is needed to turn pages into Features."""

    def __init__(self, encoder: Encoder, categories: Sequence[Category], worth: CueWorth) -> None:
        self.encoder = encoder
        self.cues = CueFinder(categories, worth)

    def __call__(self, pages: Sequence[Page]) -> Features:
        """Features of the pages taken together as one document."""
        windows = document_windows(pages, self.encoder.tokens)
        return self.assemble(pages, windows, self.encoder.embed_tokens([w.tokens for w in windows]))

    def assemble(self, pages: Sequence[Page], windows: list[Window], vectors: Matrix) -> Features:
        """The same from windows that are encoded already."""
        spelt: list[tuple[Page, list[Word]]] = []
        total = 0
        for page in pages:
            if total >= CUE_WORDS:
                break
            page_words = words(page.text[: 20 * CUE_WORDS])[: CUE_WORDS - total]
            spelt.append((page, page_words))
            total += len(page_words)
        found = self.cues.find(spelt)
        texts = {page.number: page.text for page in pages}
        shown = [texts[window.page][window.start : window.end] for window in windows]
        looks = np.stack([layout(text) for text in shown]) if shown else np.zeros((0, SIZE), dtype=np.float32)
        bags = [lexical(words(text)) for text in shown]
        return Features(windows, vectors, self.cues.table(found, total), bags, looks, found)
