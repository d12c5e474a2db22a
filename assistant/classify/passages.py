"""The lines of a document that spoke most for its category, by the head's own word weights."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assistant.classify.decision import Mark
from assistant.classify.features import lexical
from assistant.classify.head import Head, Matrix
from assistant.classify.taught import TaughtHead
from assistant.classify.words import Word, words
from assistant.documents.document import Page

PASSAGES = 2
FEWEST_WORDS = 4  # a shorter line is a label, which the phrases already cover
LINES = 600
FEWEST_LINES = 3


def term_pull(head: Head, category: int) -> Matrix:
    """(terms,): how much each word pulls towards the category, against the mean of all classes."""
    weights = head.witnesses.lexical.weights[: len(head.witnesses.vocabulary.idf)]
    pull = (weights[:, category] - weights.mean(axis=1)) * head.witnesses.vocabulary.idf
    return np.asarray(pull, dtype=np.float32)


def line_pull(head: Head | TaughtHead, category: int) -> Callable[[list[Word]], float]:
    """A function that says how much the words of a line speak for the category."""
    if isinstance(head, TaughtHead):
        taught = head  # for the type checker
        return lambda line: taught.pull(lexical(line), category)
    pull, index = term_pull(head, category), head.witnesses.vocabulary.index
    return lambda line: sum(float(pull[i]) for t in lexical(line) if (i := index.get(t)) is not None)


def passages(pages: list[Page], head: Head | TaughtHead, category: int) -> list[Mark]:
    """At most PASSAGES lines, those with the largest summed pull per root of their length, in reading order."""
    if isinstance(head, TaughtHead) and sum(page.text.strip().count("\n") for page in pages) < FEWEST_LINES:
        return []  # of a text of a line or two, to mark the whole would say nothing
    pull = line_pull(head, category)
    scored: list[tuple[float, Mark]] = []
    seen = 0
    for page in pages:
        at = 0
        for line in page.text.splitlines(keepends=True):
            seen += 1
            if seen > LINES:
                break
            text = line.strip()
            line_words = words(text[:400])
            if len(line_words) >= FEWEST_WORDS:
                total = pull(line_words)
                start = at + line.index(text[0])
                mark = Mark(page=page.number, start=start, end=start + min(len(text), 400), kind="passage")
                scored.append((total / len(line_words) ** 0.5, mark))
            at += len(line)
    best = sorted(scored, key=lambda s: -s[0])[:PASSAGES]
    return sorted((mark for score, mark in best if score > 0), key=lambda m: (m.page, m.start))
