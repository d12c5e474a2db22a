"""What a worker does with one file, up to and after the model's decision."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.classify.decision import Decision
from assistant.documents.document import Document, Page
from assistant.errors import DocumentError, ModelError, Reason
from assistant.jobs import work

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's pipes and access rights")


class Model:
    """Decides by the first word, so that these tests are about files and not about the model."""

    def decide(self, document: Document) -> Decision:
        return Decision(
            verdict="sure", category=document.pages[0].text.split()[0], confidence=0.9, note="Sure"
        )


@pytest.fixture(autouse=True)
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "classifier_for", lambda pack: (Model(), "model 1"))


def go(question: dict[str, Any]) -> dict[str, Any]:
    return {"go": True}


def sort(path: Path, **more: Any) -> dict[str, Any]:
    return work.sort_one(go, str(path), "uk-office", **more)["result"]  # type: ignore[no-any-return]


def written(tmp_path: Path, text: str = "invoice for six chairs, total 420 pounds") -> Path:
    path = tmp_path / "a.txt"
    path.write_text(text)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


def test_a_document_gets_its_decision_and_its_facts(tmp_path: Path) -> None:
    path = written(tmp_path)
    result = sort(path)
    assert (result["category"], result["decided_by"], result["pages"]) == ("invoice", "model", 1)
    assert result["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert result["characters"] > 30 and result["path"] == str(path)


def test_known_content_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unread(path: str) -> Document:
        raise AssertionError("it was read")

    monkeypatch.setattr(work, "_read", unread)
    asked: list[dict[str, Any]] = []

    def known(question: dict[str, Any]) -> dict[str, Any]:
        asked.append(question)
        return {"known": {"path": "x", "verdict": "sure"}}

    path = written(tmp_path)
    assert work.sort_one(known, str(path), "uk-office")["reused"]
    assert asked == [{"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "made_by": "model 1"}]
    assert work.sort_one(lambda _: {"later": True}, str(path), "uk-office") == {"put": "same"}


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    result = sort(tmp_path / "gone.pdf")
    assert (result["reason"], result["note"]) == (Reason.MISSING, "File is gone")
    assert result["error"].startswith("gone.pdf: ")


def test_a_file_that_may_not_be_opened_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(work, "open", refuse, raising=False)
    assert sort(written(tmp_path))["reason"] == Reason.NO_PERMISSION


@linux
def test_a_pipe_or_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert sort(tmp_path / "pipe.txt")["reason"] == Reason.UNKNOWN_KIND
    assert sort(tmp_path)["reason"] == Reason.UNKNOWN_KIND


@pytest.mark.parametrize("coarse", [False, True])
def test_a_file_that_changes_while_it_is_read_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, coarse: bool
) -> None:
    path = written(tmp_path, "invoice one")
    real: Callable[[str], Document] = work._read
    if coarse:  # the change leaves size and time stamp as they were, within the stamps' own coarseness
        os.utime(path)
    before = path.stat()

    def read(name: str) -> Document:
        document = real(name)
        path.write_text("invoice two")
        if coarse:
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        return document

    monkeypatch.setattr(work, "_read", read)
    result = sort(path)
    assert result["verdict"] == "not_read" and "was being changed" in result["error"]


def test_a_scan_says_that_it_needs_ocr_and_rubbish_that_it_has_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path)
    for status, reason in (("needs_ocr", Reason.NEEDS_OCR), ("unreadable", Reason.NO_TEXT)):
        document = Document(path=str(path), kind="pdf", pages=(Page(number=1, text="", status=status),))  # type: ignore[arg-type]
        monkeypatch.setattr(work, "_read", lambda _, document=document: document)
        assert sort(path)["reason"] == reason


def test_a_file_in_the_cloud_is_not_touched_without_consent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path)
    monkeypatch.setattr(work, "_is_cloud_only", lambda _: True)
    assert work.sort_one(go, str(path), "uk-office") == {"put": "cloud"}
    with pytest.raises(DocumentError) as caught:
        work.read_one(go, str(path))
    assert caught.value.reason == Reason.CLOUD_ONLY
    assert sort(path, fetch=True)["category"] == "invoice"
    assert work.read_one(go, str(path), fetch=True).pages[0].text.startswith("invoice")


def test_an_icloud_placeholder_counts_as_in_the_cloud(tmp_path: Path) -> None:
    (tmp_path / ".Letter.pdf.icloud").touch()
    path = str(tmp_path / "Letter.pdf")
    assert work.sort_one(go, path, "uk-office") == {"put": "cloud"}
    assert stat.S_ISREG((tmp_path / ".Letter.pdf.icloud").stat().st_mode)


def test_a_library_that_does_not_fit_is_no_documents_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    work.classifier_for.cache_clear()
    monkeypatch.setitem(sys.modules, "assistant.classify.classifier", None)
    with pytest.raises(ModelError, match="cannot be loaded"):
        work.classifier_for("uk-office")
