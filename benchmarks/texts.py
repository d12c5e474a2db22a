"""Own-written texts to measure on: the pack's examples, whole or put together to a length."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from outcome import ROOT

from assistant.classify.category import Category, Example, read_source

SOURCE = ROOT / "resources" / "packs" / "uk-office"


@lru_cache(maxsize=1)
def pack_source() -> tuple[list[Category], list[Example]]:
    """The shipped pack's categories in its order, and its examples."""
    import yaml

    order = yaml.safe_load((Path(SOURCE) / "pack.yaml").read_text(encoding="utf-8"))["categories"]
    return read_source(SOURCE, order)


def examples() -> list[Example]:
    return pack_source()[1]


def of_length(tokens: Callable[[str], list[int]], length: int, count: int, seed: int = 1) -> list[str]:
    """`count` different texts of `length` tokens each, or one or two fewer where the next word is long."""
    chosen = random.Random(seed)
    words = [word for one in chosen.sample(examples(), len(examples())) for word in one.text.split()]
    found: list[str] = []
    at = 0
    while len(found) < count:
        kept: list[str] = []
        size = 0
        while size < length:
            word = words[at % len(words)]
            at += 1
            new = len(tokens(word))
            if size + new > length:
                if length - size > 2:
                    continue  # a very long word; the next may fit
                break
            kept.append(word)
            size += new
        found.append(" ".join(kept))
        if at > len(words):  # the writing is used up: begin anew, elsewhere
            at = chosen.randrange(len(words))
    return found
