"""The sample papers that `make run` sorts are what the script makes, and are described in full."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "resources" / "samples"
LABELS = ROOT / "packaging" / "samples" / "labels.csv"
CATEGORIES = {
    folder.name for folder in (ROOT / "resources" / "packs" / "uk-office").iterdir() if folder.is_dir()
}
FORMATS = {"pdf", "docx", "xlsx", "pptx", "odt", "rtf", "eml", "msg", "html", "txt", "md", "csv"}


def files(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def labels() -> dict[str, str]:
    with LABELS.open(encoding="utf-8", newline="") as file:
        return {row["path"]: row["category"] for row in csv.DictReader(file)}


def same(one: bytes, other: bytes) -> bool:
    """Equal, or equal but for how this machine's libraries pack a zip or draw a page."""
    if one == other:
        return True
    if one[:2] == other[:2] == b"PK":
        return members(one) == members(other)
    if is_picture(one) and is_picture(other):
        difference = pixels(one) - pixels(other)
        return bool(np.abs(difference).mean() < 3)
    return False


def members(package: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def is_picture(pdf: bytes) -> bool:
    return pdf.startswith(b"%PDF") and b"/DCTDecode" in pdf


def pixels(pdf: bytes) -> np.ndarray:
    with pypdfium2.PdfDocument(pdf) as document:
        return np.asarray(document[0].render(scale=1, grayscale=True).to_pil(), dtype=np.float32)


@pytest.mark.slow
def test_the_samples_are_what_the_script_makes(tmp_path: Path) -> None:
    made, table = tmp_path / "samples", tmp_path / "labels.csv"
    script = ROOT / "packaging" / "make_samples.py"
    subprocess.run([sys.executable, script, "--to", made, "--labels", table], check=True, capture_output=True)
    assert files(made).keys() == files(SAMPLES).keys()
    changed = [
        name
        for name, path in files(made).items()
        if not same(path.read_bytes(), (SAMPLES / name).read_bytes())
    ]
    # A truncated package cannot be opened to compare what is packed in it: its bytes hang on the zip library.
    assert [name for name in changed if name != "Shared drive/Board/Business plan draft.docx"] == []
    assert table.read_bytes() == LABELS.read_bytes()


def test_every_sample_has_a_label_and_every_label_a_sample() -> None:
    assert labels().keys() == files(SAMPLES).keys()
    assert set(labels().values()) <= CATEGORIES | {"none", "error", "several"}


def test_every_category_and_the_odd_ones_occur_often_enough() -> None:
    count = Counter(labels().values())
    assert len(CATEGORIES - {"none"}) == 18
    assert {category for category in CATEGORIES if count[category] < 3} == set()
    assert count["none"] >= 8
    assert count["error"] >= 6
    assert count["several"] >= 1


def test_sixty_six_documents_in_twelve_formats() -> None:
    readable = [name for name, category in labels().items() if category != "error"]
    assert len(readable) >= 66
    assert {name.rpartition(".")[2] for name in readable} >= FORMATS


def test_the_samples_are_small() -> None:
    assert sum(path.stat().st_size for path in files(SAMPLES).values()) < 3_000_000


def test_the_broken_ones_are_broken_as_meant() -> None:
    def content(name: str) -> bytes:
        return (SAMPLES / name).read_bytes()

    assert content("Downloads/untitled.docx") == b""
    assert content("Downloads/Scan from printer.docx").startswith(b"%PDF")
    assert content("Shared drive/Board/Salaries 2026.xlsx").startswith(b"\xd0\xcf\x11\xe0")
    with pytest.raises(zipfile.BadZipFile):
        members(content("Shared drive/Board/Business plan draft.docx"))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(SAMPLES / "Post March/payslip (protected).pdf")
    with pikepdf.open(SAMPLES / "Post March/payslip (protected).pdf", password="wexcombe") as opened:
        assert len(opened.pages) == 1
    with pypdfium2.PdfDocument(SAMPLES / "Post March/scan_0042.pdf") as scan:
        assert scan[0].get_textpage().get_text_range() == ""
