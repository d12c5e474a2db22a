"""What a category's name, description and phrases teach before its first example."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from assistant.classify.category import Category
from assistant.classify.taught import Sight

# A name alone is shorter than any text it stands for; the mean of these is closer to such texts.
FRAMES = ("{}", "my question is about {}", "{}?", "i need help with {}", "question: {}")
MOST_CUES = 40


def display_name(label: str) -> str:
    """A label as a person would write it: "card_arrival" becomes "Card arrival"; others stay as they are."""
    name = re.sub(r"\s+", " ", re.sub(r"[_\s]+", " ", label)).strip()
    if "_" in label or label.islower():
        name = name[:1].upper() + name[1:]
    return name or label


def texts_of(category: Category) -> list[list[str]]:
    """Groups of texts to be encoded; each group's mean makes one row of the head."""
    name = category.name.casefold()
    groups = [[frame.format(name) for frame in FRAMES]]
    if category.description:
        groups.append([f"{category.name}. {category.description}"])
    cues = [cue.rstrip("*") for cue in (*category.cues.title, *category.cues.strong, *category.cues.weak)]
    if cues:
        groups.append([f"{category.name}: {', '.join(cues[:MOST_CUES])}"])
    return groups


def described(category: Category, see: Callable[[Sequence[str]], Sequence[Sight]]) -> list[Sight]:
    """The category's rows; `see` encodes a group of texts."""
    rows = []
    for group in texts_of(category):
        seen = see(group)
        total = np.sum([one.vector for one in seen], axis=0)
        norm = float(np.linalg.norm(total))
        vector = np.asarray(total / norm if norm > 0 else total, dtype=np.float32)
        # The frames' own words say nothing: the first text of a group is the plain one.
        rows.append(Sight(vector, seen[0].terms))
    return rows
