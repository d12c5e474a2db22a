"""A pack file: opened safely, the same bytes each time, and every fault told in a sentence."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from assistant.classify.category import read_category, read_examples, read_source
from assistant.classify.pack import category_names, describe, load, save
from assistant.classify.words import words
from assistant.errors import PackError
from tests.journeys.conftest import ROOT

SHIPPED = ROOT / "resources/packs/uk-office.stillroom"
SOURCE = ROOT / "resources/packs/uk-office"


def changed(tmp_path: Path, change: dict[str, object]) -> Path:
    """The shipped pack with some of its description replaced."""
    out = tmp_path / "other.stillroom"
    with zipfile.ZipFile(SHIPPED) as old, zipfile.ZipFile(out, "w") as new:
        new.writestr("pack.json", json.dumps(json.loads(old.read("pack.json")) | change))
        new.writestr("arrays.safetensors", old.read("arrays.safetensors"))
    return out


def test_the_categories_have_the_ids_that_scripts_rely_on() -> None:
    assert (
        list(category_names())
        == (
            "invoice statement receipt purchase_order quote contract complaint enquiry job_application payroll "
            "bank_statement insurance tax_official minutes policy report data_subject_request marketing"
        ).split()
    )


def test_saved_again_it_is_the_same_file(tmp_path: Path) -> None:
    save(load(SHIPPED), tmp_path / "again.stillroom")
    assert (tmp_path / "again.stillroom").read_bytes() == SHIPPED.read_bytes()


def test_the_card_tells_what_it_was_made_from() -> None:
    card = describe("uk-office").card
    _, examples = read_source(SOURCE)
    assert card.documents + card.strangers == len(examples)
    assert {"held_out_accuracy_when_sure", "held_out_coverage", "held_out_unknown_refused"} <= set(
        card.figures
    )


def test_every_category_has_forty_documents_in_eight_registers_and_there_are_300_strangers() -> None:
    _, examples = read_source(SOURCE)
    for category in category_names():
        own = [e for e in examples if e.category == category]
        assert len({e.text for e in own}) >= 40, category
        assert len({e.register_ for e in own}) >= 8, category
    assert len({e.text for e in examples if e.category == "none"}) >= 300


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": 99}, "made by a newer Stillroom"),
        ({"terms": ["one"]}, "its parts do not fit together"),
        ({"categories": []}, "its parts do not fit together"),
        ({"threshold": "high"}, "not a Stillroom pack, or it is damaged"),
    ],
)
def test_a_pack_that_does_not_fit_is_refused(
    tmp_path: Path, change: dict[str, object], sentence: str
) -> None:
    with pytest.raises(PackError, match=sentence):
        load(changed(tmp_path, change))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip" * 99])
def test_a_file_that_is_no_pack_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.stillroom"
    path.write_bytes(content)
    with pytest.raises(PackError, match=r"x\.stillroom is not a Stillroom pack"):
        load(path)


def test_a_pack_that_swells_when_opened_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.stillroom"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pack.json", b" " * (65 * 2**20))
    with pytest.raises(PackError, match="larger inside than any pack may be"):
        load(bomb)


def test_a_category_file_with_a_slip_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "category.yaml"
    path.write_text("id: x\nname: X\ncues: {strnog: [a]}\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"category\.yaml.*strnog"):
        read_category(path)


def test_words_that_yaml_takes_for_switches_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "category.yaml"
    path.write_text("id: x\nname: X\ncues: {weak: [off, yes, 1099]}\n", encoding="utf-8")
    assert read_category(path).cues.weak == ("off", "yes", "1099")


def test_an_example_without_a_title_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "examples.txt"
    path.write_text("=== letter | One\nDear Sir\n=== letter\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"examples\.txt, line 3"):
        read_examples(path, "x")


def test_no_phrase_of_a_category_stands_in_two_tiers_or_means_less_than_it_says() -> None:
    for category in describe("uk-office").categories:
        phrases = [*category.cues.title, *category.cues.strong, *category.cues.weak]
        meant = [(*(word.text for word in words(phrase)), phrase.endswith("*")) for phrase in phrases]
        assert len(set(meant)) == len(meant), category.id
        assert not any("#" in phrase for phrase in phrases), category.id
