"""A learnt pack from a colleague: opened safely, or refused in a sentence."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load as load_arrays
from safetensors.numpy import save as save_arrays

from assistant.classify.category import Category
from assistant.classify.lesson import Lesson, learn
from assistant.classify.pack import category_names, describe, load, save, without_titles
from assistant.classify.taught import Sight
from assistant.classify.terms import terms_of
from assistant.errors import PackError


def see(seed: int) -> Sight:
    vector = np.random.default_rng(seed).normal(size=384).astype(np.float32)
    return Sight(vector / np.linalg.norm(vector), terms_of([Counter([f"word{seed}", "the"])]))


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    categories = [Category(id=id_, name=id_) for id_ in ("card_arrival", "Über uns")]
    lessons = [Lesson(categories[i % 2].id, see(i), f"{i}.txt") for i in range(12)]
    described = [[see(100)], [see(101)]]
    learnt = learn(lessons, categories, described, id="own", name="Own", made="2026-11-25", encoder="x")
    path = tmp_path_factory.mktemp("packs") / "own.stillroom"
    save(learnt.pack, path)
    return path


def changed(
    pack: Path, out: Path, json_: dict[str, Any] | None = None, arrays: dict[str, Any] | None = None
) -> Path:
    """The pack with some of its parts replaced, and the arrays' hash made to fit."""
    with zipfile.ZipFile(pack) as old, zipfile.ZipFile(out, "w") as new:
        content = json.loads(old.read("pack.json"))
        data = old.read("arrays.safetensors")
        if arrays is not None:
            data = save_arrays(load_arrays(data) | arrays)
            content["arrays_sha256"] = hashlib.sha256(data).hexdigest()
        new.writestr("pack.json", json.dumps(content | (json_ or {})))
        new.writestr("arrays.safetensors", data)
    return out


def test_it_is_format_2_with_its_labels_as_ids(pack: Path) -> None:
    assert describe(pack).format == 2
    assert category_names(pack) == {"card_arrival": "card_arrival", "Über uns": "Über uns"}
    assert load(pack).description.threshold >= 0.5


def test_it_can_be_shared_without_the_names_of_the_files(pack: Path, tmp_path: Path) -> None:
    assert describe(pack).titles[3] == "3.txt"
    save(without_titles(load(pack)), tmp_path / "x.stillroom")
    assert set(describe(tmp_path / "x.stillroom").titles) == {""}
    load(tmp_path / "x.stillroom")


def test_the_shipped_pack_is_still_format_1_and_opens() -> None:
    assert describe("uk-office").format == 1
    assert describe("uk-office").taught is None
    load("uk-office")


def test_arrays_that_were_altered_are_refused(pack: Path, tmp_path: Path) -> None:
    out = changed(pack, tmp_path / "x.stillroom", {"arrays_sha256": "0" * 64})
    with pytest.raises(PackError, match="not as it was when it was made"):
        load(out)


@pytest.mark.parametrize(
    "arrays",
    [
        {"vectors": np.zeros((3, 384), dtype=np.float16)},
        {"vectors": np.zeros((14, 8), dtype=np.float16)},
        {"weights": np.full((14, 3), np.nan, dtype=np.float16)},
        {"labels": np.full(14, 9, dtype=np.int32)},
        {"labels": np.zeros(14, dtype=np.int32)},
        {"term_columns": np.zeros(4, dtype=np.int32)},
        {"is_example": np.zeros(14, dtype=np.uint8)},
    ],
)
def test_arrays_that_do_not_fit_are_refused(pack: Path, tmp_path: Path, arrays: dict[str, Any]) -> None:
    with pytest.raises(PackError, match="do not fit together"):
        load(changed(pack, tmp_path / "x.stillroom", arrays=arrays))


@pytest.mark.parametrize(
    "json_",
    [
        {"taught": None},
        {"format": 1},
        {"taught": {"words": 1}},
        {"threshold": None},
        {"titles": ["one"]},
        {"categories": [{"id": "a", "name": "a"}]},
        {"format": 99},
    ],
)
def test_a_description_that_does_not_fit_is_refused(
    pack: Path, tmp_path: Path, json_: dict[str, Any]
) -> None:
    with pytest.raises(PackError):
        load(changed(pack, tmp_path / "x.stillroom", json_))


@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
def test_a_damaged_file_never_does_worse_than_a_sentence(
    pack: Path, tmp_path_factory: pytest.TempPathFactory, seed: int, hits: int
) -> None:
    rng = np.random.default_rng(seed)
    data = bytearray(pack.read_bytes())
    for at in rng.integers(0, len(data), size=hits):
        data[at] = int(rng.integers(256))
    out = tmp_path_factory.mktemp("damaged") / f"{seed}.stillroom"
    out.write_bytes(data[: int(rng.integers(1, len(data) + 1))] if hits % 2 else data)
    try:
        load(out)
    except PackError as why:
        assert str(why).endswith(".")
