"""A firm's own packs as files: taken in whole or not at all, never lost, and no name can do harm."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.pack import SUFFIX, load
from assistant.errors import InputError, PackError, StillroomError
from assistant.workspace import packs
from tests.workspace.own_pack import changed, learnt, write


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "kept"
    home.mkdir()
    return home


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / f"from a colleague{SUFFIX}")


def test_there_are_none_at_first(home: Path) -> None:
    assert packs.every(home) == []


def test_a_pack_is_taken_in_as_it_is_and_can_be_used(home: Path, file: Path) -> None:
    path = packs.add(home, file)
    assert path.parent == home / "packs"
    assert path.read_bytes() == file.read_bytes()
    (one,) = packs.every(home)
    assert (one.name, one.path, one.complaint) == ("Estate post", path, "")
    assert load(one.path).description.card.documents == 18
    assert [place.name for place in (home / "packs").iterdir()] == [path.name]


def test_the_same_pack_is_not_taken_in_twice(home: Path, file: Path) -> None:
    packs.add(home, file)
    with pytest.raises(InputError, match="among your packs already, as “Estate post”"):
        packs.add(home, file)


def test_another_pack_of_the_same_name_gets_a_file_of_its_own(home: Path, file: Path) -> None:
    one = packs.add(home, file)
    other = packs.keep(home, learnt(seed=2).pack)
    assert one != other
    assert [found.name for found in packs.every(home)] == ["Estate post", "Estate post"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "damaged"), (b"PK\x03\x04 and so on", "damaged"), (b"x" * 5000, "damaged")],
)
def test_a_file_that_is_no_pack_is_refused_and_leaves_nothing_behind(
    home: Path, tmp_path: Path, content: bytes, sentence: str
) -> None:
    bad = tmp_path / f"bad{SUFFIX}"
    bad.write_bytes(content)
    with pytest.raises(PackError, match=rf"bad\{SUFFIX}.*{sentence}"):
        packs.add(home, bad)
    assert list((home / "packs").iterdir()) == []


def test_a_pack_whose_arrays_were_altered_is_refused(home: Path, file: Path, tmp_path: Path) -> None:
    altered = changed(file, tmp_path / f"altered{SUFFIX}", {"arrays_sha256": "0" * 64})
    with pytest.raises(PackError, match=r"altered\.stillroom is damaged"):
        packs.add(home, altered)
    assert packs.every(home) == []


def test_damaged_and_newer_files_are_listed_with_their_sentence(
    home: Path, file: Path, tmp_path: Path
) -> None:
    packs.add(home, file)
    (home / "packs" / f"Old{SUFFIX}").write_bytes(b"nothing")
    changed(file, home / "packs" / f"New{SUFFIX}", {"format": 99})
    found = {one.name: one.complaint for one in packs.every(home)}
    assert found["Estate post"] == ""
    assert "damaged" in found["Old"]
    assert "newer Stillroom" in found["New"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("gone.stillroom", "is not there"),
        ("letters.zip", "ends in .stillroom"),
        ("folder.stillroom", "folder"),
    ],
)
def test_what_is_no_pack_file_is_told_by_name(home: Path, tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "folder.stillroom").mkdir()
    (tmp_path / "letters.zip").write_bytes(b"PK")
    with pytest.raises(InputError, match=f"{name}.*{sentence}"):
        packs.add(home, tmp_path / name)


def test_removed_and_put_back_it_is_the_same(home: Path, file: Path) -> None:
    path = packs.add(home, file)
    removed = packs.remove(home, path)
    assert packs.every(home) == []
    assert packs.put_back(removed) == path
    assert path.read_bytes() == file.read_bytes()


def test_put_back_beside_one_that_has_taken_its_place(home: Path, file: Path) -> None:
    removed = packs.remove(home, packs.add(home, file))
    packs.add(home, file)
    packs.put_back(removed)
    assert len(packs.every(home)) == 2


def test_a_removed_pack_is_deleted_when_it_is_forgotten(home: Path, file: Path) -> None:
    removed = packs.remove(home, packs.add(home, file))
    packs.forget_removed(home)
    assert not removed.now.exists()
    with pytest.raises(InputError, match="could not be put back"):
        packs.put_back(removed)
    packs.forget_removed(home)  # nothing is there any more: no fault


def test_another_name_changes_nothing_else(home: Path, file: Path) -> None:
    path = packs.add(home, file)
    before = load(path)
    assert packs.rename(path, "Letters") == "Estate post"
    after = load(path)
    assert after.description.name == "Letters"
    assert after.description.categories == before.description.categories
    assert (after.head.vectors == before.head.vectors).all()  # type: ignore[union-attr]
    packs.rename(path, "Estate post")
    assert path.read_bytes() == file.read_bytes()


def test_a_copy_is_the_same_and_gets_its_ending(home: Path, file: Path, tmp_path: Path) -> None:
    path = packs.add(home, file)
    copy = packs.export(path, tmp_path / "for Anna v1.2")
    assert copy == tmp_path / f"for Anna v1.2{SUFFIX}"
    assert copy.read_bytes() == file.read_bytes()
    with pytest.raises(InputError, match="is the pack itself"):
        packs.export(path, path)
    assert path.read_bytes() == file.read_bytes()


def test_a_copy_into_a_folder_that_is_not_there_says_so(home: Path, file: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="could not be saved"):
        packs.export(file, tmp_path / "none" / f"copy{SUFFIX}")


@pytest.mark.skipif(
    os.name == "nt" or getattr(os, "geteuid", lambda: 1)() == 0, reason="needs file permissions"
)
def test_a_folder_that_cannot_be_written_to_is_told(home: Path, file: Path) -> None:
    home.chmod(0o500)
    try:
        with pytest.raises(StillroomError, match="cannot be written to"):
            packs.add(home, file)
    finally:
        home.chmod(0o700)


@given(st.text(max_size=300))
def test_any_name_makes_a_file_name_that_every_system_takes(name: str) -> None:
    stem = packs.file_stem(name)
    assert stem
    assert len(f"{stem} 12345678 99{SUFFIX}".encode()) <= 255
    assert not set(stem) & set('<>:"/\\|?*\x00\n')
    assert stem == stem.strip(". ")
    assert stem.split(".")[0].strip().casefold() not in {"con", "nul", "aux", "prn", "com1", "lpt9"}


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Letters", "Letters"),
        ("../../etc", "etc"),
        ("CON", "CON pack"),
        ("nul.x", "nul.x pack"),
        ("...", "Pack"),
    ],
)
def test_names_that_would_do_harm(name: str, stem: str) -> None:
    assert packs.file_stem(name) == stem
