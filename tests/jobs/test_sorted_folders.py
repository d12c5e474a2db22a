"""What is found in a folder that somebody has sorted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.jobs.sorted_folders import look


def _make(folder: Path, *files: str) -> Path:
    for one in files:
        (folder / one).parent.mkdir(parents=True, exist_ok=True)
        (folder / one).write_text("x")
    return folder


def test_each_folder_is_a_category_with_all_that_lies_below_it(tmp_path: Path) -> None:
    found = look(
        _make(tmp_path, "A/1.txt", "A/deeper/2.txt", "B/3.txt", "none/4.txt", "loose.txt", ".hidden")
    )
    assert found.counts == {"A": 2, "B": 1, "none": 1}
    assert found.categories == ["A", "B"]
    assert len(found.cases) == 4
    assert found.loose == 1


def test_folders_without_a_file_are_categories_known_by_name(tmp_path: Path) -> None:
    (tmp_path / "A").mkdir()
    (tmp_path / "B").mkdir()
    found = look(tmp_path)
    assert (found.counts, found.cases) == ({"A": 0, "B": 0}, ())


@pytest.mark.parametrize("files", [(), ("1.txt",), ("none/1.txt",), (".git/config",)])
def test_a_folder_that_names_no_category_is_refused_by_name(tmp_path: Path, files: tuple[str, ...]) -> None:
    folder = tmp_path / "Post"
    folder.mkdir()
    with pytest.raises(InputError, match=r"^Post has no folders in it that name a category"):
        look(_make(folder, *files))


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^a\.txt is not a folder"):
        look(_make(tmp_path, "a.txt") / "a.txt")


@pytest.mark.skipif(
    os.name == "nt" or getattr(os, "geteuid", lambda: 1)() == 0, reason="needs file permissions"
)
def test_a_folder_that_may_not_be_opened_is_named(tmp_path: Path) -> None:
    folder = _make(tmp_path / "Post", "A/1.txt")
    folder.chmod(0)
    try:
        with pytest.raises(InputError, match="Post cannot be read"):
            look(folder)
    finally:
        folder.chmod(0o700)
