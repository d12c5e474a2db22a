"""Saving papers: the kind by the ending, whole or not at all, and a sentence for what goes wrong."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest
from every_block import report

from assistant.errors import InputError
from assistant.reports.content import Paragraph
from assistant.reports.save import save

PAPER = report(Paragraph("The words"))


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("a.pdf", b"%PDF-"),
        ("a.PDF", b"%PDF-"),
        ("a.docx", b"PK\x03\x04"),
        ("a.html", b"<!DOCTYPE html>"),
        ("a.htm", b"<!DOCTYPE html>"),
        ("Entwürfe & more.v2.md", b"# Post room triage"),
    ],
)
def test_the_ending_says_the_kind(tmp_path: Path, name: str, beginning: bytes) -> None:
    path = tmp_path / name
    assert save(PAPER, path) == path
    assert path.read_bytes().startswith(beginning)
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["a.txt", "a", "a.", ".pdf", "pdf"])
def test_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"Use \.pdf, \.docx \(Word\), \.html or \.md\.$"):
        save(PAPER, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"The folder .*nowhere does not exist"):
        save(PAPER, tmp_path / "nowhere" / "a.md")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(InputError, match="is a folder"):
        save(PAPER, tmp_path / "a.md")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="is a file, not a folder"):
        save(PAPER, tmp_path / "file" / "a.md")


def test_a_name_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be used as a file name"):
        save(PAPER, tmp_path / "a\x00.md")
    with pytest.raises(InputError, match=r"too long|cannot be used"):
        save(PAPER, tmp_path / f"{'a' * 300}.md")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "There is no room left for a.md"),
        (errno.EROFS, "Close it in other programs"),
        (errno.EACCES, "check that you may write to"),
        (errno.EIO, "could not be written"),
    ],
)
def test_a_disk_that_refuses_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    path = tmp_path / "a.md"
    path.write_text("the old one")

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(InputError, match=sentence):
        save(PAPER, path)
    assert path.read_text() == "the old one"
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="a folder closed to its owner needs rights"
)
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(InputError, match="check that you may write to"):
            save(PAPER, tmp_path / "a.md")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights and no easy links")
def test_rights_and_links_stay_as_they_are(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("the old one")
    real.chmod(0o640)
    link.symlink_to(real)
    save(PAPER, link)
    assert link.is_symlink()
    assert real.read_text().startswith("# Post room triage")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
