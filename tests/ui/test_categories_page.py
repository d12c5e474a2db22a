"""The page of packs: learning from sorted folders, import, use, removal; over a real workspace and real files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from assistant.classify.pack import SUFFIX
from assistant.ui.main_window import MainWindow
from assistant.ui.packs.pack_row import DamagedRow, PackRow
from assistant.ui.pages.categories import CategoriesPage
from assistant.ui.session import PACK, Session
from assistant.workspace import packs
from assistant.workspace.store import NewDocument
from tests.ui.conftest import Open, sort_page
from tests.workspace.own_pack import changed, write

TEXTS = {
    "Boiler service": "Annual boiler service at {at}. Flue checked, gas pressure tested, burner cleaned.",
    "Rent statement": "Rent statement for {at}. Rent due 850.00, received 850.00, balance of the account nil.",
    "Tenant complaint": "Dear landlord, I complain about the noise above my flat at {at} and expect an answer.",
}
PLACES = ("12 Mill Lane", "4 Station Road, Leeds", "9 High Street")


@pytest.fixture
def sorted_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Estate post"
    for category, text in TEXTS.items():
        (folder / category).mkdir(parents=True)
        for number, at in enumerate(PLACES, start=1):
            (folder / category / f"{number}.txt").write_text(text.format(at=at), encoding="utf-8")
    return folder


@pytest.fixture
def own(home: Path, tmp_path: Path) -> Path:
    """A pack of the firm's own in the workspace."""
    return packs.add(home, write(tmp_path / f"own{SUFFIX}"))


def _page(window: MainWindow, qtbot: QtBot, number: int = 1) -> CategoriesPage:
    window.open_page("categories")
    page = window.page
    assert isinstance(page, CategoriesPage)
    qtbot.waitUntil(lambda: len(page.list.rows) == number, timeout=10_000)
    return page


def _texts(inside: QWidget) -> str:
    return "\n".join(one.text() for one in inside.findChildren(QLabel) if one.isVisibleTo(inside))


def _press(inside: QWidget, text: str) -> None:
    (made,) = [
        one for one in inside.findChildren(QPushButton) if one.text() == text and one.isVisibleTo(inside)
    ]
    made.click()


def _row(page: CategoriesPage, pack: Path | str) -> PackRow:
    row = page.list.rows[str(pack)]
    assert isinstance(row, PackRow)
    return row


def _drop(window: MainWindow, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.dropEvent(
        QDropEvent(
            QPointF(400, 400),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def _said(page: CategoriesPage, words: str) -> Callable[[], bool]:
    return lambda: any(words in text for text in page.notices.texts())


# What is shown


def test_the_shipped_pack_is_in_use_at_first(open_window: Open, qtbot: QtBot) -> None:
    page = _page(open_window(), qtbot)
    assert "In use" in _texts(_row(page, PACK))
    assert "UK office" in page.context
    assert "Remove" not in _row(page, PACK).acts


def test_an_opened_pack_tells_its_card_and_its_categories(open_window: Open, qtbot: QtBot, own: Path) -> None:
    page = _page(open_window(), qtbot, 2)
    row = _row(page, own)
    row.fold.head.click()
    said = _texts(row)
    assert "3 categories · 18 examples · made on 25 November 2026" in said
    assert "No document text" in said
    assert "Boiler service" in said
    assert said.count("6 examples") == 3
    heads = [
        one for one in row.findChildren(QPushButton) if one.accessibleName().startswith("Boiler service.")
    ]
    heads[0].click()
    assert "boiler" in _texts(row)


def test_names_from_a_pack_are_shown_as_plain_text(
    open_window: Open, qtbot: QtBot, home: Path, tmp_path: Path
) -> None:
    plain = write(tmp_path / f"plain{SUFFIX}")
    path = packs.add(home, changed(plain, tmp_path / f"bold{SUFFIX}", {"name": "<b>Bold</b>\n\u202etxt"}))
    page = _page(open_window(), qtbot, 2)
    name = next(one for one in _row(page, path).findChildren(QLabel) if "Bold" in one.text())
    assert name.textFormat() == Qt.TextFormat.PlainText
    assert not set(name.text()) & set("\n\u202e")


def test_a_damaged_file_is_listed_with_its_sentence(open_window: Open, qtbot: QtBot, home: Path) -> None:
    (home / "packs").mkdir()
    (home / "packs" / f"Old letters{SUFFIX}").write_bytes(b"nothing")
    page = _page(open_window(), qtbot, 2)
    row = page.list.rows[str(home / "packs" / f"Old letters{SUFFIX}")]
    assert isinstance(row, DamagedRow)
    assert "damaged" in _texts(row)


# Which pack is in use


def test_another_pack_is_used_for_new_lists_and_the_list_at_hand_keeps_its_own(
    open_window: Open, qtbot: QtBot, seed: Callable[..., int], own: Path
) -> None:
    seed(3)
    window = open_window()
    session: Session = window._session
    page = _page(window, qtbot, 2)
    _press(_row(page, own), "Sort with this")
    assert session.pack == str(own)
    assert "In use" in _texts(_row(page, own))
    assert "In use" not in _texts(_row(page, PACK))
    assert session.names["invoice"] == "Invoice"
    page.undo()
    assert session.pack == PACK


def test_the_choice_lasts_until_the_next_start(open_window: Open, qtbot: QtBot, own: Path) -> None:
    first = open_window()
    _page(first, qtbot, 2).use(str(own))
    first.close()
    first._session.close()
    second = open_window()
    assert second._session.pack == str(own)
    assert list(second._session.names) == list(TEXTS)
    assert "Estate post" in sort_page(second).context


def test_it_is_not_changed_while_documents_are_sorted(
    open_window: Open, qtbot: QtBot, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    page = _page(window, qtbot, 2)
    monkeypatch.setattr(window._session, "_busy", True)
    page.use(str(own))
    assert _said(page, "Documents are being sorted")()
    assert window._session.pack == PACK


def test_a_pack_in_use_whose_file_is_gone_is_told_when_files_are_added(
    open_window: Open, qtbot: QtBot, own: Path, tmp_path: Path
) -> None:
    window = open_window()
    _page(window, qtbot, 2).use(str(own))
    own.unlink()
    told: list[str] = []
    window._session.refused.connect(told.append)
    window._session.add([tmp_path])
    assert len(told) == 1
    assert own.name in told[0]
    assert "Categories" in told[0]
    assert window._session.run is None


def test_a_list_keeps_the_names_of_a_pack_that_is_gone(
    open_window: Open, qtbot: QtBot, home: Path, own: Path
) -> None:
    window = open_window()
    session = window._session
    assert session.use_pack(str(own)) == ""
    run = session.workspace.new_run(str(own), "March")
    session.workspace.enqueue(run, [NewDocument(path="/gone.txt", given="/gone.txt")])
    session.workspace.settle(run, stopped=True)
    window.close()
    session.close()
    own.unlink()
    again = open_window()
    assert again._session.names == {name: name for name in TEXTS}
    assert again._session.pack_name == "Estate post"


# Removing, copying


def test_a_removed_pack_comes_back_with_undo(open_window: Open, qtbot: QtBot, own: Path) -> None:
    page = _page(open_window(), qtbot, 2)
    _press(_row(page, own), "Remove")
    qtbot.waitUntil(lambda: len(page.list.rows) == 1, timeout=5_000)
    assert not own.exists()
    page.undo()
    qtbot.waitUntil(lambda: len(page.list.rows) == 2, timeout=5_000)
    assert own.exists()


def test_removing_the_pack_in_use_goes_back_to_the_shipped_one_and_undo_to_it(
    open_window: Open, qtbot: QtBot, own: Path
) -> None:
    window = open_window()
    page = _page(window, qtbot, 2)
    page.use(str(own))
    _press(_row(page, own), "Remove")
    qtbot.waitUntil(lambda: window._session.pack == PACK, timeout=5_000)
    qtbot.waitUntil(lambda: page.toast.text.startswith("“Estate post” is removed"), timeout=5_000)
    page.undo()
    qtbot.waitUntil(lambda: window._session.pack == str(own), timeout=5_000)


def test_a_copy_is_saved_where_one_chooses(
    open_window: Open, qtbot: QtBot, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _page(open_window(), qtbot, 2)
    to = tmp_path / "for Anna"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *rest: (str(to), ""))
    _press(_row(page, own), "Save a copy...")
    qtbot.waitUntil(_said(page, "Saved as for Anna.stillroom"), timeout=5_000)
    assert to.with_name(f"for Anna{SUFFIX}").read_bytes() == own.read_bytes()


def test_a_pack_gets_another_name_and_undo_gives_it_back(
    open_window: Open, qtbot: QtBot, own: Path, home: Path
) -> None:
    window = open_window()
    page = _page(window, qtbot, 2)
    page.use(str(own))
    _press(_row(page, own), "Rename")
    field = _row(page, own).field
    assert field is not None
    field.setText("  Letters of the  estate ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Letters of the estate" in page.context, timeout=5_000)
    assert [one.name for one in packs.every(home)] == ["Letters of the estate"]
    assert window._session.pack_name == "Letters of the estate"
    assert window._session.pack == str(own)
    page.undo()
    qtbot.waitUntil(lambda: "Estate post" in page.context, timeout=5_000)


def test_a_name_that_is_taken_is_refused_and_escape_leaves_the_field(
    open_window: Open, qtbot: QtBot, own: Path, home: Path
) -> None:
    page = _page(open_window(), qtbot, 2)
    row = _row(page, own)
    row.offer_rename()
    page.escape()
    assert row.field is None
    row.offer_rename()
    assert row.field is not None
    row.field.setText("UK Office")
    qtbot.keyClick(row.field, Qt.Key.Key_Return)
    assert _said(page, "already")()
    assert [one.name for one in packs.every(home)] == ["Estate post"]


# Importing


def test_a_dropped_pack_shows_its_card_before_it_is_taken_in(
    open_window: Open, qtbot: QtBot, tmp_path: Path, home: Path
) -> None:
    window = open_window()
    page = _page(window, qtbot)
    _drop(window, write(tmp_path / f"neighbour{SUFFIX}"))
    qtbot.waitUntil(lambda: page.preview is not None, timeout=5_000)
    assert page.preview is not None
    said = _texts(page.preview)
    assert "Import “Estate post”?" in said
    assert "Boiler service, Rent statement, Tenant complaint" in said
    assert packs.every(home) == []
    _press(page.preview, "Import")
    qtbot.waitUntil(lambda: len(page.list.rows) == 2, timeout=5_000)
    assert [one.name for one in packs.every(home)] == ["Estate post"]


def test_the_question_can_be_answered_with_no(
    open_window: Open, qtbot: QtBot, tmp_path: Path, home: Path
) -> None:
    page = _page(open_window(), qtbot)
    page.shelf.look(write(tmp_path / f"neighbour{SUFFIX}"))
    qtbot.waitUntil(lambda: page.preview is not None, timeout=5_000)
    page.escape()
    assert page.preview is None
    assert packs.every(home) == []


@pytest.mark.parametrize("arrays", [False, True])
def test_a_damaged_file_is_refused_by_name(
    open_window: Open, qtbot: QtBot, tmp_path: Path, home: Path, arrays: bool
) -> None:
    """Some damage shows only when the whole file is read."""
    bad = tmp_path / f"bad{SUFFIX}"
    bad.write_bytes(b"nothing")
    if arrays:
        changed(write(tmp_path / f"good{SUFFIX}"), bad, {"arrays_sha256": "0" * 64})
    window = open_window()
    page = _page(window, qtbot)
    _drop(window, bad)
    if arrays:
        qtbot.waitUntil(lambda: page.preview is not None, timeout=5_000)
        assert page.preview is not None
        _press(page.preview, "Import")
    qtbot.waitUntil(_said(page, f"bad{SUFFIX}"), timeout=5_000)
    assert any("damaged" in text for text in page.notices.texts())
    assert packs.every(home) == []


def test_what_is_neither_a_folder_nor_a_pack_is_told(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ms Hartley")
    window = open_window()
    page = _page(window, qtbot)
    _drop(window, tmp_path / "letter.txt")
    assert _said(page, "letter.txt is neither a folder nor a pack")()


# Learning


def _found(page: CategoriesPage, folder: Path, qtbot: QtBot) -> None:
    page.look(folder)
    qtbot.waitUntil(lambda: "Found in" in _texts(page.learn), timeout=10_000)


def test_a_folder_shows_what_is_in_it_before_anything_is_learnt(
    open_window: Open, qtbot: QtBot, sorted_folder: Path
) -> None:
    (sorted_folder / "none").mkdir()
    (sorted_folder / "none" / "menu.txt").write_text("Soup of the day")
    (sorted_folder / "Empty").mkdir()
    (sorted_folder / "beside.txt").write_text("x")
    (sorted_folder / "Rent statement" / "3.txt").unlink()
    page = _page(open_window(), qtbot)
    _found(page, sorted_folder, qtbot)
    said = _texts(page.learn)
    assert "4 categories with 9 documents in all. 1 file that lies beside the folders is left out." in said
    assert "1 document, of no category" in said
    assert "2 documents: a few more would help" in said
    assert "No document: it would be known by its name only" in said
    assert page.learn.name.text() == "Estate post"
    assert page.learn.wrong.text() == "5"


@pytest.mark.parametrize(
    ("name", "wrong", "sentence"),
    [("  ", "5", "Give the pack a name"), ("uk OFFICE", "5", "already"), ("New", "0", "from 1 to 20"),
     ("New", "five", "from 1 to 20"), ("New", "21", "from 1 to 20"), ("New", "", "from 1 to 20")],
)  # fmt: skip
def test_what_cannot_be_learnt_so_is_said_beside_the_fields(
    open_window: Open, qtbot: QtBot, sorted_folder: Path, name: str, wrong: str, sentence: str
) -> None:
    page = _page(open_window(), qtbot)
    _found(page, sorted_folder, qtbot)
    page.learn.name.setText(name)
    page.learn.wrong.setText(wrong)
    _press(page.learn, "Learn")
    assert sentence in page.learn.fault.text()
    assert page.learn.fault.isVisibleTo(page.learn)
    assert page.session.learning is None


def test_a_folder_without_folders_is_told_by_name(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "Flat"
    folder.mkdir()
    (folder / "a.txt").write_text("a")
    window = open_window()
    page = _page(window, qtbot)
    _drop(window, folder)
    qtbot.waitUntil(_said(page, "Flat has no folders in it"), timeout=5_000)
    assert "Choose a folder..." in [one.text() for one in page.learn.findChildren(QPushButton)]


def test_a_folder_that_goes_away_is_told_by_name(
    open_window: Open, qtbot: QtBot, sorted_folder: Path
) -> None:
    page = _page(open_window(), qtbot)
    shutil.rmtree(sorted_folder)
    page.look(sorted_folder)
    qtbot.waitUntil(_said(page, "Estate post"), timeout=5_000)


@pytest.mark.slow
def test_it_learns_and_sorts_with_what_it_has_learnt(
    open_window: Open, qtbot: QtBot, sorted_folder: Path, home: Path, tmp_path: Path
) -> None:
    (sorted_folder / "Rent statement" / "blank.pdf").write_bytes(b"")
    window = open_window()
    session = window._session
    page = _page(window, qtbot)
    _found(page, sorted_folder, qtbot)
    _press(page.learn, "Learn")
    window.open_page("sort")  # leaving the page does not stop it
    window.open_page("categories")
    qtbot.waitUntil(lambda: "has learnt" in _texts(page.learn), timeout=120_000)
    said = _texts(page.learn)
    assert "“Estate post” has learnt 3 categories from 9 examples." in said
    assert "cannot be promised yet" in said
    assert "1 file could not be read" in said
    (one,) = packs.every(home)
    _press(page.learn, "Sort with this")
    assert session.pack == str(one.path)

    new = tmp_path / "new.txt"
    new.write_text("Rent statement for 1 Orchard Close. Rent due 900.00, received 900.00, balance nil.")
    with qtbot.waitSignal(session.ended, timeout=120_000):
        session.add([new])
    assert session.run is not None
    assert session.run.pack == str(one.path)
    (result,) = session.workspace.results(session.run.id)
    assert result.alternatives[0].category == "Rent statement"
    assert list(session.names) == list(TEXTS)


@pytest.mark.slow
def test_stopped_it_keeps_nothing_and_closing_ends_the_workers(
    open_window: Open, qtbot: QtBot, sorted_folder: Path, home: Path
) -> None:
    window = open_window()
    page = _page(window, qtbot)
    _found(page, sorted_folder, qtbot)
    _press(page.learn, "Learn")
    first = page.session.learning
    assert first is not None
    _press(page.learn, "Stop")
    assert page.session.learning is None
    assert "Choose a folder..." in [one.text() for one in page.learn.findChildren(QPushButton)]

    _found(page, sorted_folder, qtbot)
    _press(page.learn, "Learn")
    second = page.session.learning
    assert second is not None
    qtbot.waitUntil(lambda: bool(second._pool.pids()), timeout=60_000)
    workers = second._pool.pids()
    window.close()
    page.session.close()
    assert not [pid for pid in workers if psutil.pid_exists(pid) and psutil.Process(pid).status() != "zombie"]
    first._thread.join(30)
    assert packs.every(home) == []
