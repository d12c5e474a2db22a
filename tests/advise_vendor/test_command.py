"""`stillroom vendor-check FILE`, through its module, on files of several kinds."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import docx as word
import pytest

from assistant.cli.vendor_check import main
from assistant.errors import InputError, StillroomError

PITCH = "\n\n  Our AI was distilled\nfrom GPT-4.  \n\n\n\n\nIt costs £9 a month, café included.\n"


def options(path: Path, **more: object) -> argparse.Namespace:
    given = {"path": path, "json": True, "email": None, "docx": None, "vendor": "", "product": "", "firm": ""}
    return argparse.Namespace(**(given | more))


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_places_count_in_a_text_file_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], charset: str
) -> None:
    path = tmp_path / "pitch.txt"
    path.write_text(PITCH, encoding=charset)
    assert main(options(path)) == 0
    printed = capsys.readouterr().out
    assert printed.isascii() and printed.endswith("\n")
    done = json.loads(printed)
    text = PITCH if charset == "utf-8" else done["text"]
    assert [signal["text"] for signal in done["signals"]] == ["distilled\nfrom GPT-4", "£9 a month"]
    for signal in done["signals"]:
        assert set(signal) == {"text", "start", "end", "kind"}
        assert text[signal["start"] : signal["end"]] == signal["text"]
    assert "vendor_data_described" in done["gaps"] and "vendor_teacher_named" not in done["gaps"]


def test_a_word_file_is_read_and_papers_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = word.Document()
    paper.add_paragraph("A compact model, trained on the outputs of a larger model.")
    paper.save(str(tmp_path / "pitch.docx"))
    letter, reply = tmp_path / "ask.txt", tmp_path / "ask.docx"
    assert main(options(tmp_path / "pitch.docx", json=False, email=letter, docx=reply, vendor="Acme")) == 0
    said = capsys.readouterr().out
    assert "“compact model”" in said and "It does not name the teacher" in said
    assert "Dear Acme," in letter.read_text(encoding="utf-8")
    assert word.Document(str(reply)).tables


def test_what_cannot_be_read_or_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.txt"):
        main(options(tmp_path / "missing.txt"))
    with pytest.raises(InputError, match="is a folder"):
        main(options(tmp_path))
    (tmp_path / "pitch.txt").write_text(PITCH, encoding="utf-8")
    with pytest.raises(InputError, match="give two names"):
        main(options(tmp_path / "pitch.txt", email=tmp_path / "a", docx=tmp_path / "a"))
    with pytest.raises(StillroomError, match=r"ask\.txt could not be written"):
        main(options(tmp_path / "pitch.txt", email=tmp_path / "none" / "ask.txt"))
