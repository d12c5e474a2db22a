"""The pack as files: Word opens them, nothing is written over, faults are sentences."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.advise.engine import advise
from assistant.errors import InputError
from assistant.reports.paper_pack import file_stem, write_pack
from assistant.reports.papers import paper, papers
from assistant.reports.pdf import render as pdf
from assistant.reports.word import render as word
from tests.advise.strategies import answers_from
from tests.reports.paper_firms import ACCOUNTANT, FAQ_BOT, KNOW, RECRUITER, TODAY, made, pack

ADVICE = advise(ACCOUNTANT, TODAY, KNOW, with_changes=False)


def write(folder: Path, answers: dict[str, Any], name: str = "Post", **more: Any) -> list[Path]:
    advice = advise(answers, TODAY, KNOW, with_changes=False)
    return write_pack(folder, name, answers, advice, KNOW, **more)


def read(data: bytes | Path) -> str:
    """Every text of a Word file, as it stands in its XML."""
    document = docx.Document(io.BytesIO(data) if isinstance(data, bytes) else str(data))
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.footer._element, section.header._element]
    return "\n".join("".join(p.itertext()) for part in parts for p in part.iter() if p.tag.endswith("}p"))


@pytest.mark.parametrize("answers", [ACCOUNTANT, RECRUITER, FAQ_BOT])
def test_the_files_hold_the_papers(tmp_path: Path, answers: dict[str, Any]) -> None:
    written = write(tmp_path / "new" / "folder", answers, "Post & more")
    assert [path.name for path in written] == [f"{paper.file} - Post & more.docx" for paper in papers()]
    for path, report in zip(written, pack(answers, "Post & more").values(), strict=True):
        text = read(path)
        assert report.title in text
        assert 'the assessment "Post & more"' in text
        assert "[to be filled in" in text
        assert "not legal advice" in text and KNOW.about.version in text and "25 November 2026" in text
        assert "https://" in text


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    first = write(tmp_path, ACCOUNTANT, only=["staff_policy"])
    before = first[0].read_bytes()
    first[0].write_bytes(b"signed")
    second = write(tmp_path, ACCOUNTANT, only=["staff_policy"])
    third = write(tmp_path, ACCOUNTANT, only=["staff_policy"])
    assert first[0].read_bytes() == b"signed"
    assert [path.name for path in (*second, *third)] == [
        "Staff policy - Post (2).docx",
        "Staff policy - Post (3).docx",
    ]
    assert read(second[0]) == read(before)


def test_only_some_come_in_the_order_of_the_pack(tmp_path: Path) -> None:
    written = write(tmp_path, ACCOUNTANT, only=["staff_policy", "dpia_screening"])
    assert [path.name.partition(" - ")[0] for path in written] == ["DPIA screening", "Staff policy"]


def test_those_that_do_not_suit_are_left_out_or_told(tmp_path: Path) -> None:
    assert len(write(tmp_path, {"personal_data": "no"})) == 2
    with pytest.raises(InputError, match="DPIA screening: You said"):
        write(tmp_path / "other", {"personal_data": "no"}, only=["dpia_screening", "staff_policy"])
    assert not (tmp_path / "other").exists()
    with pytest.raises(InputError, match="no paper 'policy'"):
        write(tmp_path, ACCOUNTANT, only=["policy"])


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(InputError, match="is a file"):
        write(file, ACCOUNTANT)
    with pytest.raises(InputError, match="lies inside a file"):
        write(file / "inner", ACCOUNTANT)


def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            raise OSError(28, os.strerror(28))

    def open_full(path: Path, mode: str) -> io.BytesIO:
        path.touch(exist_ok=False)
        return Full()

    monkeypatch.setattr(Path, "open", open_full)
    with pytest.raises(InputError, match=r"Staff policy - Post\.docx cannot be written: No space left"):
        write(tmp_path, ACCOUNTANT, only=["staff_policy"])
    assert list(tmp_path.iterdir()) == []


@given(st.text(max_size=200))
def test_any_name_makes_a_file_name_that_every_system_takes(name: str) -> None:
    for rule in papers():
        stem = file_stem(rule, name)
        assert stem.startswith(rule.file) and len(stem.encode()) < 200
        assert not set(stem) & set('<>:"/\\|?*\n\r\t\0')
        assert stem == stem.strip(" .") and stem.isprintable()


@pytest.mark.parametrize(
    "name", ["../../etc", "CON", "a" * 200, "日本語" * 60, "...", "\udcff\ud800", "&<b>\n\x00'\""]
)
def test_odd_names_are_written_and_read_back(tmp_path: Path, name: str) -> None:
    (path,) = write(tmp_path, ACCOUNTANT, name, only=["privacy_notice"])
    assert path.parent == tmp_path and path.exists()
    assert "For your notice" in read(path)


@settings(max_examples=15)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=60))
def test_any_name_stands_in_the_word_file(name: str) -> None:
    assert name in read(word(paper("staff_policy", name, ACCOUNTANT, ADVICE, KNOW)))


@pytest.mark.parametrize("seed", range(25))
def test_the_staff_policy_fits_on_one_page_whatever_the_answers(seed: int) -> None:
    report = made(
        "staff_policy", answers_from(seed, 1.0), "Post and emails of the Manchester office, second try"
    )
    assert len(pypdfium2.PdfDocument(pdf(report))) == 1
