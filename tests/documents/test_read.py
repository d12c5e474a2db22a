# ruff: noqa: E501 (raw messages and markup are easier to read unbroken)
"""The one entry: what a file is, its content says; what cannot be read gets a plain sentence."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_office import docx, ole, package, paragraph
from PIL import Image

from assistant.documents import limits
from assistant.documents.read import read
from assistant.errors import DocumentError, Reason

ROOT = Path(__file__).parents[2]


def put(folder: Path, data: bytes, name: str = "file") -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def refusal(path: Path) -> DocumentError:
    with pytest.raises(DocumentError) as fault:
        read(path)
    error = fault.value
    assert error.what.endswith((".", "!")) and str(error).startswith(path.name)
    assert "Error" not in str(error) and "Traceback" not in str(error)
    return error


def picture(kind: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (300, 400), "white").save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize("name", ["lease.pdf.exe", "lease", "lease.jpg", "lease.txt", "Lease £5 żółć's.DOCX"])
def test_the_name_decides_nothing(tmp_path: Path, name: str) -> None:
    document = read(put(tmp_path, docx(paragraph("The term is twelve months")), name))
    assert (document.kind, document.pages[0].text) == ("docx", "The term is twelve months")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{\\rtf1 x}", "rtf"),
        (b"\xef\xbb\xbf  {\\rtf1 x}", "rtf"),
        (b"<!DOCTYPE html><p>x", "html"),
        (b"From: a@b.c\nTo: d@e.f\nSubject: s\nMIME-Version: 1.0\n\nx", "eml"),
        ("From: a@b.c\nSubject: s\nMessage-ID: <1@b>\n\nwords".encode("utf-16"), "eml"),
        (b"a,b,c\n1,2,3\n4,5,6\n", "csv"),
        (b"# Policy\n\nWe do this.", "text"),
        (b"MZ is the postcode prefix of nobody.", "text"),
        (b"PAR1 is a heading in this text.", "text"),
        (b"%PDF is a format, says this text.", "text"),
        (b"<?xml version='1.0'?><a><b>x</b></a>", "xml"),
    ],
)
def test_the_content_decides(tmp_path: Path, data: bytes, kind: str) -> None:
    assert read(put(tmp_path, data)).kind == kind


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
def test_pictures_wait_for_ocr(tmp_path: Path, kind: str) -> None:
    document = read(put(tmp_path, picture(kind)))
    assert document.kind == kind.lower()
    assert [page.status for page in document.pages] == ["needs_ocr"]


def test_every_page_of_a_scanned_tiff_is_a_page(tmp_path: Path) -> None:
    sheets = [Image.new("1", (300, 400), 1) for _ in range(3)]
    sheets[0].save(tmp_path / "scan", "TIFF", save_all=True, append_images=sheets[1:])
    assert len(read(tmp_path / "scan").pages) == 3


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "WEBP"])
def test_a_damaged_picture_says_so(tmp_path: Path, kind: str) -> None:
    assert refusal(put(tmp_path, picture(kind)[:60])).reason is Reason.DAMAGED


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "words")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"\0" * 100_000, Reason.EMPTY),
        (b" \n\n ", Reason.NO_TEXT),
        (b"GGUF\3\0\0\0" + b"\xff" * 40, Reason.UNKNOWN_KIND),
        (b"MZ\x90\0\3" + bytes(range(256)), Reason.UNKNOWN_KIND),
        (b"\x7fELF\2\1\1\0" + b"\0" * 60, Reason.UNKNOWN_KIND),
        (bytes(range(256)) * 20, Reason.UNKNOWN_KIND),
        (zipped("a.txt", "../../slip.txt"), Reason.UNKNOWN_KIND),
        (b"\x1f\x8b\x08\0\0\0\0\0", Reason.UNKNOWN_KIND),
        (b"7z\xbc\xaf\x27\x1c\0\4", Reason.UNKNOWN_KIND),
        (b"Rar!\x1a\x07\0", Reason.UNKNOWN_KIND),
        (b"PK\x03\x04broken", Reason.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4000, Reason.DAMAGED),
        (ole({"Something": b"x"}), Reason.UNKNOWN_KIND),
        (b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n", Reason.ENCRYPTED),
    ],
)
def test_what_is_no_document_says_what_it_is(tmp_path: Path, data: bytes, reason: Reason) -> None:
    assert refusal(put(tmp_path, data)).reason is reason


def test_an_archive_is_named_and_never_unpacked(tmp_path: Path) -> None:
    error = refusal(put(tmp_path, zipped("inner.txt", "../slip.txt")))
    assert error.what == "Not a document: an archive (ZIP)."
    assert error.do.startswith("Unpack it")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_missing_folder_pipe_and_device(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone").reason is Reason.MISSING
    assert refusal(tmp_path).reason is Reason.UNKNOWN_KIND
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert refusal(tmp_path / "pipe").reason is Reason.UNKNOWN_KIND
        assert refusal(Path("/dev/zero")).reason is Reason.UNKNOWN_KIND
    assert refusal(tmp_path / ("n" * 300)).reason is Reason.FAILED


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = put(tmp_path, b"words")
    path.chmod(0)
    assert refusal(path).reason is Reason.NO_PERMISSION


def test_a_file_beyond_the_limit_is_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "big").open("wb") as file:
        file.truncate(limits.FILE_BYTES + 1)
    error = refusal(tmp_path / "big")
    assert error.reason is Reason.TOO_BIG
    assert "500 MB" in error.what


def test_pages_are_numbered_through(tmp_path: Path) -> None:
    path = put(tmp_path, b"one\fthree\f\f four")
    assert [(page.number, page.text) for page in read(path).pages] == [(1, "one"), (2, "three"), (3, " four")]


def test_an_unknown_fault_of_a_library_is_a_plain_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(data: bytes) -> None:
        raise ZeroDivisionError("words of the document")

    monkeypatch.setattr("assistant.documents.rtf.read_rtf", fails)
    error = refusal(put(tmp_path, b"{\\rtf1 x}"))
    assert error.reason is Reason.DAMAGED
    assert "words of the document" not in str(error)


def mangled() -> list[bytes]:
    """Whole files of several kinds, to be broken."""
    sheet = package("xl/workbook.xml", {"xl/workbook.xml": "<workbook><sheets/></workbook>"}, {})
    return [docx(paragraph("words") * 50), sheet, ole({"WordDocument": b"\xec\xa5" * 400, "1Table": b"x" * 50}), picture("PNG"),
            b"{\\rtf1\\ansi {\\b words} \\'e9\\u8364 ?}" * 9, b"From: a@b.c\nSubject: s\nMIME-Version: 1.0\nContent-Type: "
            b"multipart/mixed; boundary=q\n\n--q\nContent-Type: text/html\n\n<p>words\n--q--"]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(mangled()),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=30),
    st.floats(0.05, 1),
)
def test_broken_files_are_read_or_refused_and_nothing_else(
    tmp_path: Path, data: bytes, changes: list[tuple[int, int]], share: float
) -> None:
    broken = bytearray(data)
    for place, value in changes:
        broken[place % len(broken)] = value
    path = put(tmp_path, bytes(broken[: max(1, int(len(broken) * share))]))
    try:
        assert read(path).pages
    except DocumentError as error:
        assert error.what


def hostile() -> dict[str, bytes]:
    word = "<w:document xmlns:w='w'><w:body>{}</w:body></w:document>"
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    lines = "\n".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}" for n in range(5000))

    def word_file(body: str, head: str = "") -> bytes:
        return package("word/document.xml", {"word/document.xml": head + word.format(body)}, {})

    return {
        "laughs.docx": word_file("<w:p><w:t>&l9;</w:t></w:p>", f'<!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]>'),
        "bomb.docx": word_file("<w:p><w:t>" + "a " * 50_000_000 + "</w:t></w:p>"),
        "elements.docx": word_file("<w:p/>" * 10_000_000),
        "deep.docx": word_file("<w:p><w:r>" * 50_000 + "</w:r></w:p>" * 50_000),
        "deep.html": b"<div>" * 300_000 + b"complaint",
        "deep.rtf": b"{\\rtf1 " + b"{" * 300_000 + b" hello",
        "bin.rtf": b"{\\rtf1 \\bin2147483647 abc}",
        "nested.eml": lines.encode() + b"\nContent-Type: text/plain\n\ninvoice",
        "header.eml": b"From: a\nMIME-Version: 1.0\nSubject: " + b"=?utf-8?q?a?= " * 700_000 + b"\n\nhello",
        "parts.eml": b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000 + b"--b--",
        "line.txt": b"invoice " * 4_000_000,
        "letter.txt": b"a" * 5_000_000,
        "quoted.eml": b"From: a\nMIME-Version: 1.0\nSubject: s\n\n" + b">" * 2_000_000 + b"\n" + b"On 1 \n" * 200_000,
        "wide.csv": b",".join(b"c%d" % n for n in range(200_000)) + b"\n" + b"," * 200_000,
        "marks.html": b"<html>" + b"<" * 400_000 + b"<a " + b"x=1 " * 200_000,
        "style.html": b"<html><style>" + b"@media{a{" * 40_000 + b"</style><p>words",
        "accents.txt": ("i" + "\u0301" * 500_000).encode(),
        "blank.txt": b" \t" * 3_000_000 + b"\n" * 3_000_000 + b"end",
    }  # fmt: skip


_READ_ALL = """
import resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from assistant.documents.read import read
from assistant.errors import DocumentError
for path in sys.argv[1:]:
    start = time.process_time()
    try:
        found = str(sum(len(page.text) for page in read(path).pages))
    except DocumentError as error:
        found = error.reason
    print(f"{path[path.rfind('/') + 1:]} {found} {time.process_time() - start:.1f}", flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="memory limits are set the Unix way")
def test_hostile_files_end_in_seconds_within_memory(tmp_path: Path) -> None:
    paths = [put(tmp_path, data, name) for name, data in hostile().items()]
    done = subprocess.run(
        [sys.executable, "-c", _READ_ALL, *map(str, paths)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    rows = [line.split() for line in done.stdout.splitlines()]
    assert (done.returncode, [row[0] for row in rows]) == (0, [path.name for path in paths])
    assert {row[0]: row[2] for row in rows if float(row[2]) > 10} == {}
    found = {row[0]: row[1] for row in rows}
    assert found["laughs.docx"] == found["nested.eml"] == "damaged"
    assert (found["deep.html"], found["deep.rtf"], found["bomb.docx"]) == ("9", "6", "5000000")
