"""How long texts are best represented: the size of the windows, how many, and how they are put together.

Documents of one to twelve pages are made of own-written texts. What names the category stands on one page, or in
pieces on three; the rest is text of no category. Manners of writing (registers) are parted into folds: neither the
heads nor the phrases' worth have seen those that the documents are made of.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import calls
import numpy as np
import numpy.typing as npt
from long_texts import SHAPES, STRANGERS, Long, build
from outcome import Outcome, Table, options, say
from texts import pack_source

from assistant.classify.category import NONE, Category, Example
from assistant.classify.features import Extractor, Features, default_worth
from assistant.classify.head import Head, LinearHead, combine, mean_and_peak
from assistant.classify.learn import cue_worth, pseudo_texts, witnesses
from assistant.classify.measure import auroc
from assistant.classify.pack import load
from assistant.classify.windows import MAX_WINDOWS, WINDOW_TOKENS, Window, page_windows, spread
from assistant.documents.document import Page
from assistant.jobs.pool import Pool
from assistant.models.catalogue import encoder_path
from assistant.models.encoder import Encoder

SIZES = (128, 256, 510)
TOKENS = (2048, 4096, 8192)  # of a document: what the limit of windows comes to
MIDDLE = 4096
Scores = npt.NDArray[np.float64]


class Encoded:
    """Every window's vector, each computed once, by the app's own workers."""

    def __init__(self, workers: int) -> None:
        self.tokenizer = Encoder(encoder_path())
        self._pool = Pool(workers)
        self._vectors: dict[tuple[int, ...], npt.NDArray[np.float32]] = {}
        self._cut: dict[tuple[str, int], list[Window]] = {}

    def windows(self, pages: Sequence[Page], size: int) -> list[Window]:
        """All windows of the pages. A page that is in many documents is cut once."""
        found: list[Window] = []
        for page in pages:
            key = (page.text, size)
            if key not in self._cut:
                self._cut[key] = list(page_windows(page, self.tokenizer.tokens, size))
            found += [Window(page.number, one.start, one.end, one.tokens) for one in self._cut[key]]
        return found

    def learn(self, lists: Sequence[Sequence[list[int]]]) -> None:
        new = {tuple(w) for windows in lists for w in windows if tuple(w) not in self._vectors}
        ordered = sorted(new, key=len)
        say(f"encoding {len(ordered):,} windows, {sum(map(len, ordered)):,} tokens")
        _, _, rows = calls.embed_windows(self._pool, [list(w) for w in ordered], vectors=True)
        self._vectors.update(zip(ordered, np.array(rows, dtype=np.float32), strict=True))

    def vectors(self, windows: Sequence[Window]) -> npt.NDArray[np.float32]:
        return np.stack([self._vectors[tuple(window.tokens)] for window in windows])

    def close(self) -> None:
        self._pool.close()
        self.tokenizer.close()


@dataclass(frozen=True)
class Scheme:
    size: int
    limit: int
    way: str  # how windows are put together
    head: str  # "vectors" or "whole"

    @property
    def ships(self) -> bool:
        return (self.size, self.limit, self.head) == (WINDOW_TOKENS, MAX_WINDOWS, "whole")


@dataclass(frozen=True)
class Judged:
    shape: str
    right: bool
    best: float  # probability of the best category
    tokens: int


def mean_of_vectors(head: LinearHead, vectors: npt.NDArray[np.float32], last: Head) -> Scores:
    middle = vectors.mean(axis=0, keepdims=True)
    return head.log_probabilities(middle / np.linalg.norm(middle))[0]


def first_window(head: LinearHead, vectors: npt.NDArray[np.float32], last: Head) -> Scores:
    return head.log_probabilities(vectors[:1])[0]


def mean_of_probabilities(head: LinearHead, vectors: npt.NDArray[np.float32], last: Head) -> Scores:
    return np.asarray(np.log(np.exp(head.log_probabilities(vectors)).mean(axis=0)))


def mean_and_best(head: LinearHead, vectors: npt.NDArray[np.float32], last: Head) -> Scores:
    """The mean, and what the best window says beyond it, weighed as in the shipped pack."""
    inputs = np.stack(mean_and_peak(head.log_probabilities(vectors)), axis=-1)
    return combine(inputs[None], last.weights[:2] / last.weights[0], 0.0, 1.0)[0]


WAYS: dict[str, Callable[[LinearHead, npt.NDArray[np.float32], Head], Scores]] = {
    "first window only": first_window,
    "mean of vectors": mean_of_vectors,
    "mean of probabilities": mean_of_probabilities,
    "mean and best window": mean_and_best,
}


class Fold:
    """What is taught on the registers of the other folds, for one size of windows."""

    def __init__(self, bench: Bench, taught: Sequence[int], size: int) -> None:
        categories, examples, labels = bench.categories, bench.examples, bench.labels
        texts = [[Page(number=1, text=examples[i].text)] for i in taught]
        cut = [bench.encoded.windows(pages, size) for pages in texts]
        bench.encoded.learn([[w.tokens for w in windows] for windows in cut])
        own = labels[list(taught)]

        def extract(finder: Extractor) -> list[Features]:
            rows = zip(texts, cut, strict=True)
            return [
                finder.assemble(pages, windows, bench.encoded.vectors(windows)) for pages, windows in rows
            ]

        tokenizer = bench.encoded.tokenizer
        raw = extract(Extractor(tokenizer, categories, default_worth(categories)))
        self.finder = Extractor(tokenizer, categories, cue_worth(categories, [f.found for f in raw], own))
        told = witnesses(extract(self.finder), own, len(categories) + 1, bench.pseudo)
        shipped = bench.shipped
        self.head = Head(told, shipped.weights, shipped.none_bias, shipped.temperature)


class Bench:
    """The examples, their folds, and what is found."""

    def __init__(self, workers: int, quick: bool) -> None:
        self.quick = quick
        self.categories: list[Category]
        self.categories, everything = pack_source()
        self.examples: list[Example] = everything[::8] if quick else everything
        self.ids = [*(category.id for category in self.categories), NONE]
        self.labels = np.array([self.ids.index(one.category) for one in self.examples])
        self.encoded = Encoded(workers)
        # Thirteen numbers that all categories share; fitted on answers that were out of fold themselves.
        self.shipped = load("uk-office").head
        told = [(text, i) for i, category in enumerate(self.categories) for text in pseudo_texts(category)]
        of = np.array([i for _, i in told])
        self.pseudo = (self.encoded.tokenizer.embed([text for text, _ in told]), of)
        self.found: dict[Scheme, list[Judged]] = defaultdict(list)

    def run(self) -> None:
        sizes, folds, each = ((256,), 1, 1) if self.quick else (SIZES, 2, 4)
        registers = sorted({one.register_.casefold() for one in self.examples})
        random.Random(5).shuffle(registers)
        fold_of = {register: i % 3 for i, register in enumerate(registers)}
        of = [fold_of[one.register_.casefold()] for one in self.examples]
        for fold in range(folds):
            held = [one for one, place in zip(self.examples, of, strict=True) if place == fold]
            documents = build(held, each, seed=fold)
            for size in sizes:
                say(f"fold {fold + 1} of {folds}, windows of {size} tokens, {len(documents)} documents")
                taught = Fold(self, [i for i, place in enumerate(of) if place != fold], size)
                self.judge(taught, documents, size)

    def judge(self, fold: Fold, documents: Sequence[Long], size: int) -> None:
        cut = [self.encoded.windows(one.pages, size) for one in documents]
        most = max(TOKENS) // size
        self.encoded.learn([[windows[i].tokens for i in spread(len(windows), most)] for windows in cut])
        # A smaller limit takes other windows than a larger one does, where there are too many.
        for tokens in TOKENS:
            limit = max(1, tokens // size)
            kept = [[windows[i] for i in spread(len(windows), limit)] for windows in cut]
            self.encoded.learn([[w.tokens for w in windows] for windows in kept])
            for document, windows in zip(documents, kept, strict=True):
                vectors = self.encoded.vectors(windows)
                features = fold.finder.assemble(document.pages, windows, vectors)
                whole = Scheme(size, limit, "mean and best window", "whole")
                self.note(whole, document, windows, fold.head.probabilities(features))
                if tokens != MIDDLE:
                    continue
                for way, pooled in WAYS.items():
                    scores = pooled(fold.head.witnesses.vector, vectors, fold.head)
                    used = windows[:1] if way == "first window only" else windows
                    self.note(Scheme(size, limit, way, "vectors"), document, used, np.exp(scores))

    def note(self, scheme: Scheme, document: Long, windows: Sequence[Window], p: Scores) -> None:
        top = int(p[:-1].argmax())
        right = self.ids[top] == document.category
        cost = sum(len(window.tokens) for window in windows)
        self.found[scheme].append(Judged(document.shape, right, float(p[top]), cost))


def row(scheme: Scheme, judged: Sequence[Judged]) -> list[str]:
    known = [one for one in judged if one.shape != STRANGERS]
    strangers = [one for one in judged if one.shape == STRANGERS]
    long_ones = [one for one in known if one.shape != "alone"]
    by_shape = [share([one for one in known if one.shape == shape]) for shape in SHAPES]
    told = auroc([one.best for one in long_ones], [one.best for one in strangers])
    name = f"{scheme.size} tokens, at most {scheme.limit}: {scheme.way}" + (
        " (**ships**)" if scheme.ships else ""
    )
    tokens = f"{np.mean([one.tokens for one in judged]):,.0f}"
    return [name, f"{share(long_ones):.3f}", *(f"{s:.2f}" for s in by_shape), f"{told or 0:.3f}", tokens]


def share(judged: Sequence[Judged]) -> float:
    return sum(one.right for one in judged) / max(1, len(judged))


def report(outcome: Outcome, bench: Bench) -> None:
    heads = ["", "Long ones right", *SHAPES, "Told from strangers (AUROC)", "Tokens encoded"]
    parts: dict[str, Any] = {
        "whole": "The whole head (vectors, words, layout, cue phrases)",
        "vectors": "Vectors alone",
    }
    for kind, title in parts.items():
        rows = [row(scheme, judged) for scheme, judged in bench.found.items() if scheme.head == kind]
        outcome.tables.append(Table(title, heads, sorted(rows, key=lambda r: r[1], reverse=True)))
    one = next(iter(bench.found.values()))
    counts = {shape: sum(j.shape == shape for j in one) for shape in (*SHAPES, STRANGERS)}
    outcome.notes += [
        f"{len(one)} documents ({', '.join(f'{n} {shape}' for shape, n in counts.items())}); every one had to be "
        "given a category. Registers are parted, so no head has seen writing of the documents' kind.",
        "'Told from strangers': the chance that a long document of a category is given more confidence than one of "
        "no category. 'Tokens encoded' is what a document costs.",
        "The last layer's weights are the shipped pack's, for all sizes alike.",
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given = options(parser)
    outcome = Outcome("windows", "Long texts: the choice of windows", given.quick)
    bench = Bench(given.workers, given.quick)
    try:
        bench.run()
    finally:
        bench.encoded.close()
    report(outcome, bench)
    outcome.give(given)
    return 0


if __name__ == "__main__":
    sys.exit(main())
