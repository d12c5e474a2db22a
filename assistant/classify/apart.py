"""Which categories a pack tells apart, judged on its own examples when each was left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from assistant.classify.lesson import Learnt

ENOUGH = 5  # left-out examples of a category before anything is said of it
WELL = 0.8  # share of them that came out right


@dataclass(frozen=True)
class Apart:
    """One category, and how many of its left-out examples came out right."""

    category: str  # an id
    cases: int
    right: int

    @property
    def known(self) -> bool:
        """Whether there are enough cases to say anything."""
        return self.cases >= ENOUGH

    @property
    def well(self) -> bool:
        return self.known and self.right >= WELL * self.cases


def apart(learnt: Learnt) -> list[Apart]:
    """Every category of the pack, in its order. Near duplicates of an example were left out with it."""
    about = learnt.pack.description
    cases: Counter[int] = Counter()
    right: Counter[int] = Counter()
    held = learnt.taught.held
    for example, row in zip(held.example.tolist(), held.probabilities, strict=True):
        label = about.labels[example]
        cases[label] += 1
        right[label] += int(row[:-1].argmax()) == label
    return [Apart(one.id, cases[at], right[at]) for at, one in enumerate(about.categories)]
