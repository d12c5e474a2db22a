"""The Review page, through its real widgets and its keys."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from assistant.classify.decision import Candidate, Mark
from assistant.ui.main_window import MainWindow
from assistant.ui.pages.review import ReviewPage
from assistant.workspace.database import WorkspaceError
from assistant.workspace.result import Result
from assistant.workspace.store import Finished, NewDocument, Workspace
from tests.ui.conftest import Open, sort_page

NAMES = ("torn.txt", "likely.txt", "strange.txt", "close.txt")  # as they were added
ORDER = ("torn.txt", "close.txt", "likely.txt", "strange.txt")  # as they are asked
SHARES = {
    "torn.txt": (0.46, 0.44),
    "close.txt": (0.50, 0.40),
    "likely.txt": (0.66, 0.20),
    "strange.txt": (0.21, 0.20),
}


def _text(name: str) -> str:
    return f"This is {name}.\nAmount due within 14 days.\n"


def _result(path: str, name: str) -> Result:
    first, second = SHARES.get(name, (0.6, 0.3))
    text = _text(name)
    start = text.index("Amount due")
    return Result(
        path=path,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        verdict="not_sure",
        confidence=first,
        alternatives=(
            Candidate(category="invoice", confidence=first),
            Candidate(category="quote", confidence=second),
            Candidate(category="receipt", confidence=0.02),
        ),
        note="Unlike anything taught" if name == "strange.txt" else "Invoice or Quote?",
        marks=(Mark(page=1, start=start, end=start + len("Amount due")),),
        pages=1,
    )


def _sure(path: str) -> Result:
    return Result(path=path, verdict="sure", category="invoice", confidence=0.97, note="Sure", pages=1)


def _add(workspace: Workspace, run: int, folder: Path, names: tuple[str, ...]) -> None:
    paths = [str(folder / name) for name in names]
    for path in paths[:50]:
        Path(path).write_text(_text(Path(path).name), encoding="utf-8", newline="\n")
    workspace.enqueue(run, [NewDocument(path, path) for path in paths])
    done = [
        Finished(
            job.id, _sure(job.path) if "sure" in job.path else _result(job.path, Path(job.path).name), ""
        )
        for job in workspace.take(run, len(paths))
    ]
    workspace.finish(done)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "March post"
    folder.mkdir()
    return folder


Listed = Callable[..., int]


@pytest.fixture
def listed(home: Path, folder: Path) -> Listed:
    def make(names: tuple[str, ...] = (*NAMES, "sure 1.txt", "sure 2.txt")) -> int:
        workspace = Workspace.open(home)
        run = workspace.new_run("uk-office", "March post")
        _add(workspace, run, folder, names)
        workspace.settle(run)
        workspace.close()
        return run

    return make


@pytest.fixture
def window(listed: Listed, open_window: Open) -> MainWindow:
    listed()
    return open_window()


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ReviewPage:
    return _open(qtbot, window)


def _open(qtbot: QtBot, window: MainWindow) -> ReviewPage:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open_page("review")
    page = window.page
    assert isinstance(page, ReviewPage)
    qtbot.waitUntil(lambda: page.doubts.counts is not None or page._session.run is None, timeout=10_000)
    if page.at_work:
        _shows(qtbot, page, ORDER[0] if page.queue.ids and page.queue.waiting == len(NAMES) else "")
    return page


def _shows(qtbot: QtBot, page: ReviewPage, name: str) -> None:
    qtbot.waitUntil(lambda: page.pane.title == name if name else page.reading.row is not None, timeout=10_000)


def _press(qtbot: QtBot, page: ReviewPage, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    focus = page.window().focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, *modifiers)


def _persons(page: ReviewPage, folder: Path) -> dict[str, str]:
    """What the workspace keeps as said by a person, by the file's name."""
    from assistant.workspace.store import Order, Where

    assert page._session.run is not None
    rows = page._session.workspace.rows(page._session.run.id, Where(), Order(), 0, 1000)
    return {row.name: row.person for row in rows if row.person is not None}


def _stored(qtbot: QtBot, page: ReviewPage, folder: Path, said: dict[str, str]) -> None:
    qtbot.waitUntil(lambda: _persons(page, folder) == said, timeout=10_000)


def test_the_most_torn_is_shown_first_with_where_one_stands(page: ReviewPage) -> None:
    assert page.pane.title == "torn.txt"
    assert page.context == "Document 1 of 4. March post"
    assert page.pane.verdict == "Not sure. Invoice or Quote? You decide:"


def test_its_candidates_are_numbered_and_the_best_is_filled_in(page: ReviewPage) -> None:
    said = [one.accessibleName() for one in page.offers.candidates()]
    assert said == ["Invoice 46%, suggested", "Quote 44%", "Receipt 2%"]


def test_its_text_is_read_with_what_decided_it_marked(qtbot: QtBot, page: ReviewPage) -> None:
    qtbot.waitUntil(lambda: page.pane.sentence == "", timeout=30_000)
    assert page.pane.text.toPlainText() == _text("torn.txt").strip()
    assert page.pane.text.marked_texts() == ["Amount due"]


def test_the_keys_work_before_the_text_is_there(page: ReviewPage) -> None:
    assert page.window().focusWidget() is page.pane.text


def test_enter_accepts_the_suggestion_and_goes_on(qtbot: QtBot, page: ReviewPage, folder: Path) -> None:
    _press(qtbot, page, Qt.Key.Key_Return)
    _shows(qtbot, page, "close.txt")
    _stored(qtbot, page, folder, {"torn.txt": "invoice"})
    assert page.context == "Document 2 of 4. 1 reviewed. March post"
    qtbot.waitUntil(lambda: page.offers.said == "torn.txt: Invoice.", timeout=10_000)


def test_a_number_chooses_by_this_documents_order_and_0_none(
    qtbot: QtBot, page: ReviewPage, folder: Path
) -> None:
    _press(qtbot, page, Qt.Key.Key_2)
    _shows(qtbot, page, "close.txt")
    _press(qtbot, page, Qt.Key.Key_0)
    _shows(qtbot, page, "likely.txt")
    _press(qtbot, page, Qt.Key.Key_9)  # there are not so many
    _stored(qtbot, page, folder, {"torn.txt": "quote", "close.txt": "none"})
    assert page.pane.title == "likely.txt"


def test_a_letter_finds_another_category(qtbot: QtBot, page: ReviewPage, folder: Path) -> None:
    _press(qtbot, page, Qt.Key.Key_M)
    field = page.offers.categories.field
    assert page.window().focusWidget() is field
    qtbot.keyClicks(field, "inutes")
    assert page.offers.categories.names() == ["Minutes"]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    _shows(qtbot, page, "close.txt")
    _stored(qtbot, page, folder, {"torn.txt": "minutes"})
    assert field.text() == ""


def test_what_is_typed_into_the_field_answers_nothing(qtbot: QtBot, page: ReviewPage, folder: Path) -> None:
    page.search()
    field = page.offers.categories.field
    qtbot.keyClicks(field, "1 0")
    assert field.text() == "1 0"
    assert page.pane.title == "torn.txt"
    qtbot.keyClick(field, Qt.Key.Key_Return)  # nothing has this in its name
    assert page.pane.title == "torn.txt"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert page.window().focusWidget() is page.pane.text
    assert _persons(page, folder) == {}


def test_space_leaves_it_for_later(qtbot: QtBot, page: ReviewPage, folder: Path) -> None:
    _press(qtbot, page, Qt.Key.Key_Space)
    _shows(qtbot, page, "close.txt")
    assert page.context == "Document 1 of 4. March post"
    for _ in range(3):
        _press(qtbot, page, Qt.Key.Key_Return)
    _shows(qtbot, page, "torn.txt")
    _press(qtbot, page, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.offers.said == "No other document is waiting.", timeout=10_000)
    assert page.pane.title == "torn.txt"


def test_ctrl_z_undoes_and_brings_the_document_back(qtbot: QtBot, page: ReviewPage, folder: Path) -> None:
    _press(qtbot, page, Qt.Key.Key_Return)
    _press(qtbot, page, Qt.Key.Key_2)
    _stored(qtbot, page, folder, {"torn.txt": "invoice", "close.txt": "quote"})
    _press(qtbot, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    _shows(qtbot, page, "close.txt")
    _stored(qtbot, page, folder, {"torn.txt": "invoice"})
    _press(qtbot, page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    _shows(qtbot, page, "torn.txt")
    _stored(qtbot, page, folder, {})
    qtbot.waitUntil(lambda: page.pane.verdict.startswith("Not sure."))
    assert page.context == "Document 1 of 4. March post"


def test_undo_never_overtakes_its_answer(qtbot: QtBot, page: ReviewPage, folder: Path) -> None:
    _press(qtbot, page, Qt.Key.Key_Return)
    page.undo()  # before the answer can have been stored
    _shows(qtbot, page, "torn.txt")
    qtbot.waitUntil(lambda: not page._session.answers.can_undo)
    assert _persons(page, folder) == {}


def test_the_arrows_go_to_the_document_before_and_after(qtbot: QtBot, page: ReviewPage, folder: Path) -> None:
    _press(qtbot, page, Qt.Key.Key_Right)
    _shows(qtbot, page, "close.txt")
    _press(qtbot, page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    _shows(qtbot, page, "likely.txt")
    _press(qtbot, page, Qt.Key.Key_Left)
    _shows(qtbot, page, "close.txt")
    _press(qtbot, page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    _shows(qtbot, page, "torn.txt")
    assert not page.pane.before.isEnabled()
    _press(qtbot, page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.window().page.title == "Sort documents"  # type: ignore[attr-defined]


def test_one_that_was_answered_can_be_seen_again_and_taken_back(
    qtbot: QtBot, page: ReviewPage, folder: Path
) -> None:
    _press(qtbot, page, Qt.Key.Key_2)
    _stored(qtbot, page, folder, {"torn.txt": "quote"})
    _press(qtbot, page, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: page.pane.verdict.startswith("You said Quote."), timeout=10_000)
    _press(qtbot, page, Qt.Key.Key_Return)  # accepts nothing: there is an answer, and it stays
    _shows(qtbot, page, "close.txt")
    _press(qtbot, page, Qt.Key.Key_Left)
    link = next(one for one in page.pane.findChildren(QPushButton) if one.text() == "Take my answer back")
    qtbot.waitUntil(link.isVisible)
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    _stored(qtbot, page, folder, {})
    qtbot.waitUntil(lambda: page.pane.verdict.startswith("Not sure."))
    assert page.pane.title == "torn.txt"


def test_a_key_held_down_answers_once(qtbot: QtBot, page: ReviewPage, folder: Path) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_Space, Qt.Key.Key_0):
        held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
        QApplication.sendEvent(page.pane.text, held)
    assert page.pane.title == "torn.txt"
    assert _persons(page, folder) == {}


def test_the_mouse_does_the_same(qtbot: QtBot, page: ReviewPage, folder: Path) -> None:
    qtbot.mouseClick(page.offers.candidates()[1], Qt.MouseButton.LeftButton)
    _shows(qtbot, page, "close.txt")
    qtbot.mouseClick(page.offers.later, Qt.MouseButton.LeftButton)
    _shows(qtbot, page, "likely.txt")
    qtbot.mouseClick(page.offers.none, Qt.MouseButton.LeftButton)
    _shows(qtbot, page, "strange.txt")
    _stored(qtbot, page, folder, {"torn.txt": "quote", "likely.txt": "none"})
    assert page.window().focusWidget() is page.pane.text
    qtbot.mouseClick(page.offers.undo, Qt.MouseButton.LeftButton)
    _shows(qtbot, page, "likely.txt")


def test_the_end_tells_the_result_and_undo_goes_back_to_work(
    qtbot: QtBot, page: ReviewPage, folder: Path
) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_3, Qt.Key.Key_0):
        _press(qtbot, page, key)
    assert not page.at_work
    assert page.standing.sentence == "4 reviewed: 2 as suggested, 1 put right, 1 none of these."
    qtbot.waitUntil(lambda: "6 documents are sure." in page.standing.text, timeout=10_000)
    undo = next(one for one in page.standing.buttons() if one.text() == "Undo the last answer")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.at_work, timeout=10_000)
    _shows(qtbot, page, "strange.txt")


def test_what_is_answered_in_sort_leaves_the_queue(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    page = _open(qtbot, window)
    workspace = page._session.workspace
    close = page.queue.ids[1]
    workspace.put_right([close], "payroll")
    qtbot.waitUntil(lambda: close not in page.queue.ids, timeout=10_000)
    assert page.pane.title == "torn.txt"
    assert page.context == "Document 1 of 3. March post"


def test_the_one_shown_stays_when_it_is_answered_elsewhere_and_enter_does_not_overwrite_it(
    qtbot: QtBot, page: ReviewPage, home: Path, folder: Path
) -> None:
    elsewhere = Workspace.open(home)  # as another process would
    elsewhere.put_right([page.queue.ids[0]], "payroll")
    elsewhere.close()
    qtbot.waitUntil(lambda: page.pane.verdict.startswith("You said Payroll."), timeout=10_000)
    assert page.pane.title == "torn.txt"
    _press(qtbot, page, Qt.Key.Key_Return)
    _shows(qtbot, page, "close.txt")
    assert _persons(page, folder) == {"torn.txt": "payroll"}
    assert page.context == "Document 1 of 3. March post"


@pytest.fixture
def with_copy(listed: Listed, folder: Path, home: Path) -> None:
    """A list in which one of the documents lies twice."""
    run = listed(("torn.txt", "close.txt"))
    workspace = Workspace.open(home)
    copy = folder / "copy.txt"
    copy.write_text(_text("torn.txt"), encoding="utf-8", newline="\n")
    workspace.enqueue(run, [NewDocument(str(copy), str(copy))])
    [job] = workspace.take(run, 1)
    workspace.finish([Finished(job.id, _result(str(copy), "torn.txt"), "")])
    workspace.settle(run)
    workspace.close()


def test_identical_files_are_answered_together(
    qtbot: QtBot, with_copy: None, open_window: Open, folder: Path
) -> None:
    page = _open(qtbot, open_window())
    assert page.context == "Document 1 of 3. March post"
    _press(qtbot, page, Qt.Key.Key_2)
    _shows(qtbot, page, "close.txt")
    assert page.context == "Document 2 of 2. 1 reviewed. March post"
    _stored(qtbot, page, folder, {"torn.txt": "quote", "copy.txt": "quote"})
    qtbot.waitUntil(lambda: page.offers.said == "torn.txt and 1 identical file: Quote.", timeout=10_000)
    page.undo()
    _stored(qtbot, page, folder, {})
    _shows(qtbot, page, "torn.txt")
    qtbot.waitUntil(lambda: page.queue.waiting == 3, timeout=10_000)


def test_an_answer_in_sort_holds_for_identical_files_too(
    qtbot: QtBot, with_copy: None, open_window: Open, folder: Path
) -> None:
    window = open_window()
    sort = sort_page(window)
    sort.table.selectRow(0)
    qtbot.waitUntil(lambda: sort.reading.row is not None)
    sort.documents.choose_number(2)
    qtbot.waitUntil(lambda: sort.toast.text == "torn.txt and 1 identical file: Quote.", timeout=10_000)
    page = _open(qtbot, window)
    _shows(qtbot, page, "close.txt")
    assert page.context == "Document 1 of 1. March post"


def test_what_is_new_joins_at_the_end(
    qtbot: QtBot, page: ReviewPage, folder: Path, window: MainWindow
) -> None:
    assert page._session.run is not None
    _add(page._session.workspace, page._session.run.id, folder, ("late.txt",))
    qtbot.waitUntil(lambda: page.context == "Document 1 of 5. March post", timeout=10_000)
    assert page.pane.title == "torn.txt"
    qtbot.waitUntil(lambda: window.side_bar.badge("review") == "5", timeout=10_000)


def test_what_comes_after_the_end_waits_behind_a_button(
    qtbot: QtBot, listed: Listed, open_window: Open, folder: Path
) -> None:
    listed(("torn.txt",))
    page = _open(qtbot, open_window())
    _press(qtbot, page, Qt.Key.Key_Return)
    _stored(qtbot, page, folder, {"torn.txt": "invoice"})
    assert page._session.run is not None
    _add(page._session.workspace, page._session.run.id, folder, ("late.txt",))
    qtbot.waitUntil(lambda: page.standing.buttons()[0].text() == "Review 1 document", timeout=10_000)
    assert not page.at_work
    qtbot.mouseClick(page.standing.buttons()[0], Qt.MouseButton.LeftButton)
    _shows(qtbot, page, "late.txt")


def test_a_file_that_is_gone_gets_a_sentence_and_can_still_be_answered(
    qtbot: QtBot, listed: Listed, open_window: Open, folder: Path
) -> None:
    listed()
    (folder / "torn.txt").unlink()
    page = _open(qtbot, open_window())
    qtbot.waitUntil(lambda: "torn.txt" in page.pane.sentence, timeout=30_000)
    assert "not there any more" in page.pane.sentence
    assert page.pane.text.placeholderText() == page.pane.sentence
    _press(qtbot, page, Qt.Key.Key_Return)
    _stored(qtbot, page, folder, {"torn.txt": "invoice"})


def test_a_file_that_has_changed_is_told_and_bears_no_marks(
    qtbot: QtBot, listed: Listed, open_window: Open, folder: Path
) -> None:
    listed()
    (folder / "torn.txt").write_text("Something else altogether, and it is longer than before.\n")
    page = _open(qtbot, open_window())
    said = "1 page, read in full. This file has changed since it was sorted."
    qtbot.waitUntil(lambda: page.pane._quality.text() == said, timeout=30_000)
    assert page.pane.text.marked_texts() == []
    _press(qtbot, page, Qt.Key.Key_Return)
    _stored(qtbot, page, folder, {"torn.txt": "invoice"})


def test_an_answer_that_cannot_be_stored_is_told_and_the_document_comes_back(
    qtbot: QtBot, page: ReviewPage, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    def full(*_: object) -> None:
        raise WorkspaceError("There is no room left on the disk.")

    monkeypatch.setattr(type(page._session.workspace), "put_right_alike", full)
    _press(qtbot, page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.notices.texts()), timeout=10_000)
    assert page.notices.texts() == ["There is no room left on the disk."]
    _shows(qtbot, page, "torn.txt")
    assert page.context == "Document 1 of 4. March post"


def test_an_answer_is_stored_when_the_window_closes_at_once(
    qtbot: QtBot, listed: Listed, open_window: Open, home: Path
) -> None:
    run = listed()
    window = open_window()
    page = _open(qtbot, window)
    for _ in range(3):
        page.accept()
    window.close()
    page._session.close()
    workspace = Workspace.open(home)
    assert workspace.counts(run).not_sure == 1
    workspace.close()


def test_ctrl_enter_opens_the_file(
    qtbot: QtBot, page: ReviewPage, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: bool(opened.append(url.toLocalFile()) or True)
    )
    _press(qtbot, page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened == [str(folder / "torn.txt")]
    assert page.pane.title == "torn.txt"


def test_the_side_bar_counts_what_waits(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    entry = window.side_bar.buttons["review"]
    qtbot.waitUntil(lambda: window.side_bar.badge("review") == "4", timeout=10_000)
    assert entry.accessibleName() == "Review, 4 documents"
    page = _open(qtbot, window)
    _press(qtbot, page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entry.accessibleName() == "Review, 3 documents", timeout=10_000)
    for _ in range(3):
        _press(qtbot, page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.side_bar.badge("review") == "", timeout=10_000)
    assert entry.accessibleName() == "Review"


def test_before_anything_is_sorted_a_folder_can_be_chosen(
    qtbot: QtBot, open_window: Open, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    window = open_window()
    page = _open(qtbot, window)
    assert page.standing.sentence == "Nothing is sorted yet"
    added: list[list[Path]] = []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    monkeypatch.setattr(page._session, "add", added.append)
    [first] = page.standing.buttons()
    assert first.text() == "Sort a folder"
    _press(qtbot, page, Qt.Key.Key_Return)
    assert added == [[folder]]
    assert window.page is sort_page(window)


def test_with_nothing_doubtful_one_can_look_in_sort(qtbot: QtBot, listed: Listed, open_window: Open) -> None:
    listed(("sure 1.txt", "sure 2.txt"))
    window = open_window()
    page = _open(qtbot, window)
    assert page.standing.sentence == "Nothing is waiting for you"
    assert page.standing.text == "2 documents are sure."
    qtbot.mouseClick(page.standing.buttons()[0], Qt.MouseButton.LeftButton)
    assert window.page is sort_page(window)


def test_another_list_begins_a_queue_of_its_own(
    qtbot: QtBot, page: ReviewPage, window: MainWindow, folder: Path
) -> None:
    _press(qtbot, page, Qt.Key.Key_Return)
    _stored(qtbot, page, folder, {"torn.txt": "invoice"})
    qtbot.waitUntil(lambda: page._session.answers.can_undo)
    page._session.new_list()
    assert not page._session.answers.can_undo
    assert not page.at_work
    qtbot.waitUntil(lambda: window.side_bar.badge("review") == "", timeout=10_000)
    assert page.standing.sentence == "Nothing is sorted yet"


def test_coming_back_one_finds_the_document_that_one_left(qtbot: QtBot, window: MainWindow) -> None:
    page = _open(qtbot, window)
    _press(qtbot, page, Qt.Key.Key_Right)
    _shows(qtbot, page, "close.txt")
    window.open_page("sort")
    window.open_page("review")
    _shows(qtbot, page, "close.txt")
    assert page.window().focusWidget() is page.pane.text


def test_an_answer_of_review_is_undone_in_sort_as_well(
    qtbot: QtBot, page: ReviewPage, window: MainWindow, folder: Path
) -> None:
    _press(qtbot, page, Qt.Key.Key_Return)
    _stored(qtbot, page, folder, {"torn.txt": "invoice"})
    window.open_page("sort")
    sort_page(window).undo()
    _stored(qtbot, page, folder, {})
    window.open_page("review")
    qtbot.waitUntil(lambda: page.queue.waiting == 4, timeout=10_000)


def test_ten_thousand_wait_and_answers_stay_quick(qtbot: QtBot, listed: Listed, open_window: Open) -> None:
    listed(tuple(f"{at}.txt" for at in range(10_000)))
    page = _open(qtbot, open_window())
    qtbot.waitUntil(lambda: len(page.queue.ids) == 10_000, timeout=20_000)
    qtbot.waitUntil(lambda: page.reading.row is not None, timeout=10_000)
    first = page.pane.title
    began = time.monotonic()
    _press(qtbot, page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.pane.title != first, timeout=10_000)
    assert time.monotonic() - began < 1.0
    assert len(page.doubts._rows) < 20
