"""What is found in a folder, in which order, and what is left out."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.jobs import discover as discovering
from assistant.jobs.cloud import filesystem, is_cloud_only, stands_for
from assistant.jobs.discover import Found, discover

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's file names and links")


def make(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return root


def documents(root: Path) -> list[str]:
    return [os.path.relpath(one.path, root) for one in discover([root]) if one.kind == "document"]


def test_files_come_in_the_order_that_a_person_expects(tmp_path: Path) -> None:
    make(
        tmp_path,
        "b/2.txt",
        "b/10.txt",
        "B1.txt",
        "a9.txt",
        "A10.txt",
        "é.txt",
        "f.txt",
        "Z/1.txt",
        "a/deep/er/1.txt",
    )
    assert documents(tmp_path) == [
        "a9.txt", "A10.txt", "B1.txt", "é.txt", "f.txt", "a/deep/er/1.txt", "b/2.txt", "b/10.txt", "Z/1.txt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "~$letter.docx", ".~lock.letter.odt#", "Thumbs.db", "thumbs.DB", "desktop.ini", ".DS_Store",
        "._letter.pdf", "x.tmp", "X.TMP", "big.pdf.crdownload", "big.pdf.part", ".hidden.pdf",
        ".git/config.txt", "$RECYCLE.BIN/a.pdf", "System Volume Information/a.txt", "__MACOSX/._a.pdf",
        "__MACOSX/a.pdf", ".venv/lib/a.txt",
    ],
)  # fmt: skip
def test_temporary_and_system_files_are_skipped_and_counted(tmp_path: Path, name: str) -> None:
    make(tmp_path, name, "real.pdf")
    found = list(discover([tmp_path]))
    assert [one.kind for one in found].count("skipped") == 1
    assert documents(tmp_path) == ["real.pdf"]
    assert all(one.why.endswith(".") for one in found if one.kind == "skipped")


def test_ordinary_names_that_look_a_little_alike_are_documents(tmp_path: Path) -> None:
    names = [
        "template.txt",
        "tmp",
        "part",
        "partly.tmpx",
        "$ invoice.pdf",
        "~notes.txt",
        "thumbs.pdf",
        "git/a.txt",
    ]
    make(tmp_path, *names)
    assert sorted(documents(tmp_path)) == sorted(names)


@pytest.mark.parametrize("name", [".hidden.pdf", "~$letter.docx", "Thumbs.db", "x.tmp"])
def test_a_file_that_was_named_itself_is_always_taken(tmp_path: Path, name: str) -> None:
    make(tmp_path, name)
    assert [one.kind for one in discover([tmp_path / name])] == ["document"]


def test_a_hidden_folder_that_was_named_itself_is_walked(tmp_path: Path) -> None:
    make(tmp_path, ".records/a.txt")
    assert documents(tmp_path / ".records") == ["a.txt"]


def test_a_missing_file_that_was_named_becomes_a_row(tmp_path: Path) -> None:
    assert list(discover([tmp_path / "gone.pdf"])) == [Found(str(tmp_path / "gone.pdf"), "document")]


def test_paths_are_as_the_root_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "in/a.txt")
    monkeypatch.chdir(tmp_path)
    assert [one.path for one in discover(["./in"])] == [f"./in{os.sep}a.txt"]
    assert [one.path for one in discover(["in/a.txt"])] == ["in/a.txt"]


@linux
def test_links_are_safe(tmp_path: Path) -> None:
    outside = make(tmp_path / "outside", "secret.txt")
    root = make(tmp_path / "root", "a/1.txt")
    (root / "a" / "loop").symlink_to(root)
    (root / "self").symlink_to(root / "self")
    (root / "away").symlink_to(outside)
    (root / "gone.txt").symlink_to(root / "nothing.txt")
    (root / "linked.txt").symlink_to(outside / "secret.txt")
    assert documents(root) == ["linked.txt", "a/1.txt"]
    assert [one.kind for one in discover([root])].count("skipped") == 4


@linux
def test_a_root_that_is_a_link_is_walked(tmp_path: Path) -> None:
    make(tmp_path / "real", "a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert documents(tmp_path / "link") == ["a.txt"]


@linux
def test_pipes_are_skipped_without_waiting_for_them(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [one.kind for one in discover([tmp_path])] == ["skipped"]


def test_a_folder_that_cannot_be_opened_is_reported_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "a/1.txt", "locked/2.txt", "z/3.txt")
    real = os.scandir

    def scandir(path: str) -> object:  # root may open anything, so the refusal is faked
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(discovering.os, "scandir", scandir)
    found = list(discover([tmp_path]))
    assert [one.kind for one in found] == ["document", "unreachable", "document"]
    assert found[1].why == "You do not have permission to open this folder."


@linux
@pytest.mark.parametrize(
    "name", ["new\nline", "it's", " lead", "trail ", "-rf", "請求書", "n" * 255, "\udcff\udcfe", "Cafe\u0301"]
)
def test_names_of_every_kind_are_found_exactly(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / name).touch()
    (folder / "Caf\u00e9").touch()
    (folder / "Cafe\u0301").touch()
    found = {one.path for one in discover([folder])}
    assert found == {f"{folder}{os.sep}{one}" for one in (name, "Caf\u00e9", "Cafe\u0301")}


def test_the_apps_own_folder_is_left_out_unless_it_was_named(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "home/workspace.sqlite3")
    assert [one.kind for one in discover([tmp_path], leave_out=[tmp_path / "home"])] == [
        "document",
        "skipped",
    ]
    assert [one.kind for one in discover([tmp_path / "home"], leave_out=[tmp_path / "home"])] == ["document"]


def test_cancelling_ends_the_walk(tmp_path: Path) -> None:
    make(tmp_path, *(f"{n}.txt" for n in range(50)))
    found: list[Found] = []
    found.extend(discover([tmp_path], cancelled=lambda: len(found) >= 0 and True))
    assert found == []


@linux
def test_a_very_deep_folder_does_not_end_the_walk(tmp_path: Path) -> None:
    here = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(40):
            Path("d" * 200).mkdir()
            os.chdir("d" * 200)
    finally:
        os.chdir(here)
    make(tmp_path, "z.txt")
    kinds = [one.kind for one in discover([tmp_path])]
    assert kinds[0] == "document" and "unreachable" in kinds


def status(size: int = 500_000, blocks: int = 0, **more: int) -> SimpleNamespace:
    return SimpleNamespace(st_mode=stat.S_IFREG | 0o644, st_size=size, st_blocks=blocks, **more)


@pytest.mark.parametrize("mark", [0x1000, 0x40000, 0x400000, 0x400020])
def test_windows_marks_files_that_reading_would_fetch(mark: int) -> None:
    assert is_cloud_only(status(st_file_attributes=mark), "win32")
    assert not is_cloud_only(
        status(st_file_attributes=0x20 | 0x200 | 0x800), "win32"
    )  # archive, sparse, compressed


def test_macos_marks_dataless_files() -> None:
    assert is_cloud_only(status(st_flags=0x40000000), "darwin")
    assert not is_cloud_only(status(st_flags=0x20), "darwin")


@pytest.mark.parametrize("mount", ["fuse.rclone", "fuse.onedriver", "fuse.google-drive-ocamlfuse"])
def test_linux_cloud_mounts_show_files_without_blocks(mount: str) -> None:
    assert is_cloud_only(status(), "linux", mount)
    assert not is_cloud_only(status(blocks=976), "linux", mount)
    assert not is_cloud_only(status(size=0), "linux", mount)


@pytest.mark.parametrize(
    ("size", "mount"),
    [
        (1_800, "btrfs"), (500_000, "btrfs"), (600, "ntfs3"), (900_000, "ntfs3"), (150, "ext4"),
        (10**9, "ext4"), (500_000, "tmpfs"), (500_000, "overlay"), (500_000, "zfs"), (500_000, "fuseblk"),
        (500_000, "fuse.sshfs"), (500_000, "fuse.gvfsd-fuse"), (500_000, "cifs"), (500_000, "9p"),
        (500_000, ""), (2_000, "fuse.rclone"),
    ],
)  # fmt: skip
def test_small_sparse_and_compressed_files_are_not_taken_for_cloud_files(size: int, mount: str) -> None:
    assert not is_cloud_only(status(size=size), "linux", mount)


@linux
def test_a_sparse_file_on_this_computer_is_a_document(tmp_path: Path) -> None:
    with (tmp_path / "sparse.pdf").open("wb") as file:
        file.truncate(1_000_000)
    assert documents(tmp_path) == ["sparse.pdf"]
    assert filesystem(tmp_path.stat().st_dev) != "fuse.rclone"


def test_placeholders_stand_for_the_real_file(tmp_path: Path) -> None:
    make(tmp_path, ".Letter.pdf.icloud", "Bill.pdf.nextcloud")
    found = list(discover([tmp_path]))
    assert [one.kind for one in found] == ["cloud_only", "cloud_only"]
    assert {Path(one.path).name for one in found} == {"Letter.pdf", "Bill.pdf"}
    assert stands_for(".icloud") is None and stands_for("icloud") is None
