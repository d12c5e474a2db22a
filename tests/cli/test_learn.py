"""`stillroom learn` in a process of its own: from folders and tables, with whatever is odd about them said."""

from __future__ import annotations

import codecs
import json
from pathlib import Path
from typing import Any

import pytest

from assistant.classify.pack import describe
from tests.classify.test_taught import KENNEL, UNSEEN
from tests.journeys.conftest import Run, home, lines, stillroom

__all__ = ["home", "stillroom"]


def folders(place: Path, texts: dict[str, tuple[str, ...]] = KENNEL) -> Path:
    for label, some in texts.items():
        (place / label).mkdir(parents=True)
        for number, text in enumerate(some):
            (place / label / f"{number}.txt").write_text(text, encoding="utf-8")
    return place


def table(path: Path, rows: list[tuple[str, str]]) -> Path:
    path.write_text("text,kind\n" + "".join(f'"{text}",{label}\n' for text, label in rows), encoding="utf-8")
    return path


def learnt(stillroom: Run, *arguments: str | Path, code: int = 0) -> dict[str, Any]:
    done = stillroom("learn", *arguments, "--json", "--workers", "1")
    assert done.returncode == code, done.stderr
    assert done.stdout.isascii()
    assert done.stdout.endswith("\n")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def refused(stillroom: Run, *arguments: str | Path) -> str:
    done = stillroom("learn", *arguments, "--json", "--workers", "1")
    assert (done.returncode, done.stdout) == (2, "")
    assert "fault in Stillroom" not in done.stderr
    return done.stderr


def test_sorted_folders_become_a_pack_that_sorts_and_can_be_measured(stillroom: Run, tmp_path: Path) -> None:
    pack = tmp_path / "kennel.stillroom"
    source = folders(tmp_path / "sorted")
    (source / "none").mkdir()
    (source / "none" / "a.txt").write_text("Water the tomatoes every evening, and feed them once a week.")
    found = learnt(stillroom, source, "--pack", pack)
    assert (found["categories"], found["examples"]) == (5, 16)
    assert found["seconds"] > 0
    assert any("cannot be promised yet" in warning for warning in found["warnings"])

    new = folders(tmp_path / "new", {label: (text,) for label, text in UNSEEN.items()})
    done = stillroom("evaluate", new, "--pack", pack, "--json", "--workers", "1")
    assert json.loads(done.stdout)["accuracy"] == 1.0
    rows = lines(stillroom("classify", new / "Payment", "--pack", pack, "--json"))
    assert rows[0]["alternatives"][0]["category"] == "Payment"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (b"", "utf-16-le"), (b"", "utf-16-be")],
)
def test_any_spreadsheets_table_is_read(tmp_path: Path, delimiter: str, mark: bytes, encoding: str) -> None:
    from assistant.classify.source import read_source

    path = tmp_path / "texts.csv"
    rows = [("text", "kind"), ("Zwinger für zwei Nächte", "Boarding"), ("Wash and trim", "Grooming")]
    path.write_bytes(mark + "\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    assert [(case.text, case.label) for case in read_source(path, "text", "kind")] == rows[1:]


def test_a_spreadsheets_own_word_on_the_delimiter_is_heeded(tmp_path: Path) -> None:
    from assistant.classify.source import read_source

    (tmp_path / "a.csv").write_text("sep=;\ntext;kind\nWash, then trim;Grooming\n")
    assert [case.text for case in read_source(tmp_path / "a.csv", "text", "kind")] == ["Wash, then trim"]


def test_what_is_odd_about_a_table_is_said_and_the_rest_is_learnt(stillroom: Run, tmp_path: Path) -> None:
    source = table(
        tmp_path / "t.csv",
        [
            ("A kennel for two nights please", "Boarding"),
            ("a kennel for two nights, PLEASE", "Boarding"),
            ("A wash and a trim", "boarding"),
            ("A wash and a trim", "Grooming"),
            ("", "Grooming"),
            ("???", "Grooming"),
            ("Clip the claws", "None"),
            ("The weather will be fine tomorrow", ""),
        ],
    )
    found = learnt(stillroom, source, "--text", "text", "--label", "kind", "--pack", tmp_path / "p.stillroom")
    assert (found["categories"], found["examples"]) == (4, 6)
    said = "\n".join(found["warnings"])
    assert "2 without any word taught nothing: row 6, row 7" in said
    assert "'Boarding' and 'boarding' are taken for different categories" in said
    assert "'None' is taken for a category of that name" in said
    assert "1 text has more than one category: row 4 (boarding) and row 5 (Grooming)" in said
    assert "1 example repeats another word for word" in said
    assert [c.id for c in describe(tmp_path / "p.stillroom").categories] == [
        "Boarding", "boarding", "Grooming", "None",
    ]  # fmt: skip


def test_one_category_of_one_file_is_learnt_with_a_warning(stillroom: Run, tmp_path: Path) -> None:
    source = folders(tmp_path / "sorted", {"Boarding": KENNEL["Boarding"][:1]})
    found = learnt(stillroom, source, "--pack", tmp_path / "p.stillroom")
    assert (found["categories"], found["examples"]) == (1, 1)
    assert any("one category only" in warning for warning in found["warnings"])


def test_empty_folders_are_categories_known_by_name(stillroom: Run, tmp_path: Path) -> None:
    for name in ("Dog boarding", "Dog grooming", "Invoices"):
        (tmp_path / "sorted" / name).mkdir(parents=True)
    found = learnt(stillroom, tmp_path / "sorted", "--pack", tmp_path / "p.stillroom")
    assert (found["categories"], found["examples"]) == (3, 0)
    assert any("known by name only" in warning for warning in found["warnings"])


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_learnt(stillroom: Run, tmp_path: Path) -> None:
    source = folders(tmp_path / "sorted")
    (source / "Payment" / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    found = learnt(stillroom, source, "--pack", tmp_path / "p.stillroom", code=1)
    assert found["examples"] == 15
    assert any("broken.pdf" in warning for warning in found["warnings"])


def test_what_cannot_be_learnt_from_is_refused_in_a_sentence(stillroom: Run, tmp_path: Path) -> None:
    pack = tmp_path / "p.stillroom"
    columns = ("--text", "text", "--label", "kind", "--pack", pack)
    (tmp_path / "bare").mkdir()
    assert "no labelled documents" in refused(stillroom, tmp_path / "bare", "--pack", pack)
    only_none = table(tmp_path / "none.csv", [("A wash", ""), ("A trim", "none")])
    assert "There is no category to learn" in refused(stillroom, only_none, *columns)
    blank = table(tmp_path / "blank.csv", [("", "Boarding"), (" ", "Grooming")])
    assert "All 2 texts are empty" in refused(stillroom, blank, *columns)
    (tmp_path / "head.csv").write_text("text,kind\n")
    assert "no labelled documents" in refused(stillroom, tmp_path / "head.csv", *columns)
    some = table(tmp_path / "some.csv", [("A wash", "Grooming")])
    assert "no column 'sort'" in refused(stillroom, some, "--text", "text", "--label", "sort", "--pack", pack)
    assert ".stillroom file to write" in refused(stillroom, some, *columns[:-1], "uk-office")
    assert not pack.exists()
