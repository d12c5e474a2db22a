"""The words that give a category away, proposed from its examples for a person to edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.classify.decide import TELLING

MOST = 8  # for each category
FEWEST_HOLDING = 2  # a word of one example only is a name, or that example's own text
_SHARE = 0.04  # of the category's examples, at least
_MOST_COUNTED = 400_000

# Words that hold sentences together; a phrase that begins or ends with one gives nothing away.
_GLUE = frozenset(
    "a about after again all also am an and any are as at be because been before being but by can could did do "
    "does doing done for from get got had has have having he her here him his how i if in into is it its just "
    "let like may me might more most much must my no nor not now of off on once one only or other our out over "
    "own please shall she should so some such than that the their them then there these they this those to too "
    "under until up us very was we were what when where which while who whom whose why will with would yet you "
    "your yours i'm i've it's don't can't didn't".split()
)


def telling_words(
    words: Sequence[frozenset[str]], labels: Sequence[int], categories: int
) -> list[list[tuple[str, float]]]:
    """For each category, phrases with how far each can be trusted (0 to 1), best first.

    A phrase's trust is its rate among the category's examples by the sum of its rates in all; strangers
    (label `categories`) count as a category. Figures and very short words are left out.
    """
    holding: list[Counter[str]] = [Counter() for _ in range(categories + 1)]
    sizes = Counter(labels)
    for some, label in zip(words, labels, strict=True):
        holding[label].update(word for word in some if len(word) > 2 and "0" not in word and _tells(word))
        if len(holding[label]) > _MOST_COUNTED:
            holding[label] = Counter({word: n for word, n in holding[label].items() if n > 1})
    rates: Counter[str] = Counter()
    for label, counts in enumerate(holding):
        for word, n in counts.items():
            rates[word] += n / sizes[label]  # type: ignore[assignment]
    return [_best(holding[label], sizes[label], rates) for label in range(categories)]


def _tells(phrase: str) -> bool:
    parts = phrase.split()
    return parts[0] not in _GLUE and parts[-1] not in _GLUE


def _best(own: Counter[str], size: int, rates: Counter[str]) -> list[tuple[str, float]]:
    fewest = max(FEWEST_HOLDING, _SHARE * size)
    found = [(word, n / size, n / size / rates[word]) for word, n in own.items() if n >= fewest]
    found.sort(key=lambda one: (-(one[2] ** 1.5) * one[1] ** 0.5, one[0]))
    chosen: list[tuple[str, float]] = []
    for word, _, trust in found:
        if len(chosen) == MOST:
            break
        spelt = set(word.split())
        if trust >= TELLING and not any(spelt & set(other.split()) for other, _ in chosen):
            chosen.append((word, round(trust, 3)))
    return chosen
