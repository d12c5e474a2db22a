"""The rules as they ship can be read, every one of them is used, and a slip of the pen is told with its line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from assistant.advise.vendor.check import check
from assistant.advise.vendor.phrase import PhraseError, compiled, expanded
from assistant.advise.vendor.rules import Rules, VendorRulesError, shipped
from assistant.paths import resources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(resources() / "vendor", tmp_path / "vendor")
    return tmp_path / "vendor"


def line_of(path: Path, text: str) -> int:
    return path.read_text(encoding="utf-8").split(text)[0].count("\n") + 1


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("signals.yaml", "strength: pairs", "strength: perhaps", "strength"),
        ("signals.yaml", "kind: small_model", "kind: tiny_model", "kinds and signals differ"),
        ("signals.yaml", "where: text", "wher: text", "wher"),
        ("claims.yaml", "topic: hosting", "topic: weather", "topic"),
        ("questions.yaml", "{quote}", "{qoute}", "{quote}"),
        ("negation.yaml", "words: 7", "words: many", "words"),
        ("signals.yaml", "distilled ~2 {models}", "distilled ~2 {modells}", "{modells}"),
        ("claims.yaml", "(red teamed|", "((red teamed|", "bracket"),
        ("words.yaml", "words:\n", "words: [\n", "no YAML"),
    ],
)
def test_a_slip_names_the_file_and_what_is_wrong(
    folder: Path, file: str, before: str, after: str, said: str
) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(VendorRulesError) as error:
        Rules(folder)
    assert str(error.value).startswith(file)
    assert said in str(error.value)


def test_a_slip_names_the_line(folder: Path) -> None:
    path = folder / "signals.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("strength: pairs", "strength: perhaps", 1), encoding="utf-8"
    )
    with pytest.raises(VendorRulesError, match=rf"line {line_of(path, 'strength: perhaps')}\b"):
        Rules(folder)


def test_a_missing_file_and_a_key_that_stands_twice_are_told(folder: Path) -> None:
    path = folder / "negation.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\nhedged: []\n", encoding="utf-8")
    with pytest.raises(VendorRulesError, match="stands twice"):
        Rules(folder)
    path.unlink()
    with pytest.raises(VendorRulesError, match=r"negation\.yaml cannot be read"):
        Rules(folder)


def test_ids_are_used_once_and_the_five_gaps_are_there() -> None:
    rules = shipped()
    for ids in ([r.rule.id for r in rules.signals], [r.rule.id for r in rules.claims]):
        assert len(ids) == len(set(ids))
    assert [q.answer for q in rules.questions if q.gap] == [
        "vendor_teacher_named",
        "vendor_data_described",
        "vendor_failures_tested",
        "vendor_evaluated_like_ours",
        "vendor_last_evaluated_known",
    ]


@pytest.mark.parametrize(
    ("phrase", "fits", "fails"),
    [
        (
            "small model",
            ["small model", "SMALL-MODEL", "small\nmodel"],
            ["small models", "smallmodel", "small, model"],
        ),
        ("distil* it", ["distil it", "distilled it"], ["undistilled it"]),
        ("(very)? small", ["very small", "small"], ["verysmall"]),
        ("(a|b c)* x", ["a x", "b cd x"], ["b x"]),
        ("one ~2 two", ["one two", "one or two", "one, or maybe two"], ["one or two or two three"]),
        ("#% of", ["97% of", "97 % of", "97 per cent of", "ninety-seven per cent of"], ["97 of"]),
        ("£# a", ["£9 a", "£1,200.50 a"], ["9 a"]),
        ("by @", ["by Acme", "by o3"], ["by acme"]),
        ("x : y", ["x : y", "x – y"], ["x y"]),
        ("{it} lid", ["box lid", "box's lid", "tin-lid"], ["it lid"]),
    ],
)
def test_phrases_mean_what_the_readme_says(phrase: str, fits: list[str], fails: list[str]) -> None:
    found = compiled([phrase], expanded({"it": ["box", "tin"]}))
    assert all(found.fullmatch(text) for text in fits)
    assert not any(found.fullmatch(text) for text in fails)


@pytest.mark.parametrize("phrase", ["", "~2", "(a|)", "(a", "a)", "{none}", "(a)?", "a**", "~2 ~3"])
def test_a_phrase_that_means_nothing_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseError):
        compiled([phrase], {})


@pytest.mark.parametrize("kind", sorted(shipped().kinds))
def test_every_kind_is_met_in_some_pitch(kind: str) -> None:
    folder = Path(__file__).parents[1] / "data" / "pitches"
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("*.yaml")]
    assert any(kind in check(part).why for text in texts for part in re.split(r"(?m)^- name:", text))
