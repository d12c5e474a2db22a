"""A small pack that was really learnt, from vectors made up here: no model is loaded."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np

from assistant.classify.category import Category
from assistant.classify.lesson import Learnt, Lesson, learn
from assistant.classify.pack import save
from assistant.classify.taught import Sight
from assistant.classify.terms import Terms
from assistant.models.encoder import DIMENSIONS


def learnt(name: str = "Estate post", spread: float = 0.05, seed: int = 1) -> Learnt:
    """Three categories of six examples each; the larger the spread, the more alike they are."""
    rng = np.random.default_rng(seed)
    names = ("Boiler service", "Rent statement", "Tenant complaint")
    centres = np.eye(len(names), DIMENSIONS, dtype=np.float32)

    def near(at: int) -> Sight:
        vector = centres[at] + spread * rng.normal(size=DIMENSIONS).astype(np.float32)
        unit = np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)
        return Sight(unit, Terms(np.array([at], dtype=np.int64), np.ones(1, dtype=np.float32)))

    lessons = [
        Lesson(one, near(at), f"{one} {number}.txt", frozenset({one.split()[0].casefold()}), f"{one}{number}")
        for at, one in enumerate(names)
        for number in range(6)
    ]
    categories = [Category(id=one, name=one) for one in names]
    rows = [[near(at)] for at in range(len(names))]
    return learn(lessons, categories, rows, id=name, name=name, made="2026-11-25", encoder="x")


def write(path: Path, name: str = "Estate post") -> Path:
    save(learnt(name).pack, path)
    return path


def changed(path: Path, out: Path, change: dict[str, object]) -> Path:
    """The pack with some of its description replaced."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        new.writestr("pack.json", json.dumps(json.loads(old.read("pack.json")) | change))
        new.writestr("arrays.safetensors", old.read("arrays.safetensors"))
    return out
