"""The glossary's words and pictures, and where its terms stand in a text."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.advise.data import RulesError
from assistant.advise.glossary import FOLDER, load_glossary, shipped, terms_in
from assistant.advise.knowledge import shipped as knowledge
from assistant.paths import resources

DRAWN = ("distillation", "fine_tuning", "rag", "prompting", "teacher", "student")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Nothing here.", []),
        ("A distilled model learns from a teacher.", ["distillation", "teacher"]),
        ("Teachers, students and DPIAs", ["teacher", "student", "dpia"]),
        ("fine tuning, Fine-tuned, FINE-TUNING", ["fine_tuning"]),
        ("RAG looks things up", ["rag"]),
        ("a rag doll", []),
        ("storage, fragment, prompted", ["prompting"]),
        ("large\nlanguage model", ["general_model"]),
        ("a general model and its token", ["general_model", "token"]),
        ("undistilled and pre-prompted", []),
        ("Write a data protection impact assessment first.", ["dpia"]),
        ("teacher, then student, then teacher", ["teacher", "student"]),
    ],
)
def test_terms_are_found_as_whole_words(text: str, found: list[str]) -> None:
    assert terms_in(text) == found


def test_the_longer_of_two_terms_counts() -> None:
    """A structured experiment is one term, whatever shorter spellings stand inside it."""
    assert terms_in("a structured prompt experiment") == ["structured_experiment"]
    assert terms_in("a solely automated decision") == ["automated_decision"]


@given(st.text(max_size=300))
def test_any_text_will_do(text: str) -> None:
    found = terms_in(text)
    assert len(found) == len(set(found))
    assert all(key in shipped() for key in found)


def test_every_name_is_found_as_its_own_term() -> None:
    for term in shipped().terms:
        for spelling in (term.name, *term.also, *term.forms):
            assert terms_in(f"So, {spelling}.") == [term.id], spelling


def test_the_words_of_the_article_are_there_and_drawn() -> None:
    for key in DRAWN:
        assert shipped()[key].picture is not None


def test_each_term_says_something_and_gives_a_source_that_exists() -> None:
    sources = knowledge().rules.sources
    for term in shipped().terms:
        assert term.short.strip().endswith(".")
        assert "!" not in term.short + term.more
        assert not term.source or term.source in sources


def test_every_picture_is_used_takes_the_colours_of_the_window_and_says_what_it_shows() -> None:
    folder = resources() / FOLDER
    used = {term.picture.file for term in shipped().terms if term.picture}
    assert used == {path.name for path in folder.glob("*.svg")}
    for name in used:
        text = (folder / name).read_text(encoding="utf-8")
        root = ET.fromstring(text)
        assert root.get("viewBox") == "0 0 320 150"
        for element in root.iter():
            for place in ("fill", "stroke"):
                colour = element.get(place)
                assert colour in (None, "none", "currentColor") or colour.startswith("var(--"), (
                    f"{name}: {colour}"
                )


def test_nothing_in_a_picture_lies_outside_it() -> None:
    for path in (resources() / FOLDER).glob("*.svg"):
        for element in ET.parse(path).getroot().iter():
            for place, most in (("x", 320), ("cx", 320), ("y", 150), ("cy", 150)):
                if (value := element.get(place)) is not None:
                    assert 0 <= float(value) <= most, f"{path.name}: {place}={value}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(resources() / FOLDER, tmp_path / FOLDER)
    return tmp_path


def _change(folder: Path, before: str, after: str) -> None:
    path = folder / FOLDER / "glossary.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("see: [teacher, student, frozen, fine_tuning]", "see: [tutor]", "'tutor'"),
        ("see: [teacher, student, frozen, fine_tuning]", "see: [distillation]", "no other term"),
        ("forms: [student model]", "forms: [teacher model]", "teacher model"),
        ("    short: Teaching", "    shrot: Teaching", "line 7: terms.0.short"),
        ("id: student", "id: teacher", "'teacher' stands twice"),
    ],
)
def test_a_slip_in_the_data_is_named(folder: Path, before: str, after: str, said: str) -> None:
    _change(folder, before, after)
    with pytest.raises(RulesError) as caught:
        load_glossary(folder)
    assert "glossary.yaml" in str(caught.value)
    assert said in str(caught.value)


def test_a_missing_picture_is_named(folder: Path) -> None:
    (folder / FOLDER / "rag.svg").unlink()
    with pytest.raises(RulesError, match=r"rag: there is no picture rag\.svg"):
        load_glossary(folder)
