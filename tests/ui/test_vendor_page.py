"""Check a vendor's offer, through the real widgets, the real rules and the real reader of files."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
import yaml
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from assistant.advise.expression import Value
from assistant.advise.vendor.check import LONGEST, SENTENCES
from assistant.ui.decide.take_over import changed_by
from assistant.ui.main_window import MainWindow
from assistant.ui.pages.vendor import VendorPage
from assistant.ui.widgets.drop import DropVeil
from tests.ui.at_hand import afresh, assessment, nameless

PITCHES = Path(__file__).parents[1] / "data" / "pitches"
PITCH = (
    "Our \U0001f680 custom AI for lettings is not a wrapper.\nIt runs a compact model that was trained on the outputs "
    "of a larger model, for £19 a month. <b>Bold & cheap</b>."
)


@pytest.fixture
def page(qtbot: QtBot, shared_window: MainWindow) -> VendorPage:
    page = afresh(qtbot, shared_window, "vendor", VendorPage)
    page.pitch.clear()
    page._say("")
    for kind in ("told", "note"):
        page.notices.take_back(kind)
    return page


def _check(qtbot: QtBot, page: VendorPage, text: str) -> None:
    page.pitch.setPlainText(text)
    qtbot.mouseClick(page.check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.done is not None, timeout=30_000)


def _texts(page: VendorPage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if not one.isHidden()]


def _links(page: VendorPage) -> list[QPushButton]:
    return [
        one for one in page.findChildren(QPushButton) if one.accessibleName().startswith("Show in the text")
    ]


def _pitch(file: str, name: str) -> dict[str, object]:
    every = yaml.safe_load((PITCHES / file).read_text(encoding="utf-8"))
    return next(one for one in every if one["name"] == name)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("says.yaml", "names its teacher"),
        ("says.yaml", "a compact model without the word distilled"),
        ("says.yaml", "lightweight version of a named model"),
    ],
)
def test_signals_are_marked_in_the_text_with_a_line_under_them(
    qtbot: QtBot, page: VendorPage, file: str, name: str
) -> None:
    known = _pitch(file, name)
    _check(qtbot, page, str(known["text"]).strip())
    marked = [" ".join(one.split()) for one in page.pitch.marked_texts()]
    assert all(any(signal in one for one in marked) for signal in known["signals"])  # type: ignore[attr-defined]
    assert all(
        one.format.fontUnderline() or one.format.underlineStyle().value
        for one in page.pitch.extraSelections()
    )
    assert SENTENCES[known["verdict"]] in _texts(page)  # type: ignore[index]


def test_marks_fit_behind_an_emoji_and_choosing_one_selects_it(qtbot: QtBot, page: VendorPage) -> None:
    _check(qtbot, page, PITCH)
    assert "custom AI" in page.pitch.marked_texts()
    link = next(one for one in _links(page) if "trained on the outputs" in one.accessibleName())
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert page.pitch.textCursor().selectedText() == "trained on the outputs of a larger model"


def test_a_long_pitch_scrolls_to_the_chosen_passage(qtbot: QtBot, page: VendorPage) -> None:
    _check(qtbot, page, "We sort letters.\n" * 400 + PITCH)
    assert page.pitch.verticalScrollBar().value() == 0
    _links(page)[-1].click()
    assert page.pitch.verticalScrollBar().value() > 300


def test_each_wording_stands_once_and_leads_from_place_to_place(qtbot: QtBot, page: VendorPage) -> None:
    _check(qtbot, page, "\U0001f680 It is distilled from GPT-4.\n" * 3)
    link = next(one for one in _links(page) if "distilled from GPT-4" in one.accessibleName())
    assert link.text().endswith(", 3 times")
    found = []
    for _ in range(4):
        link.click()
        assert page.pitch.textCursor().selectedText() == "distilled from GPT-4"
        found.append(page.pitch.textCursor().blockNumber())
    assert found == [0, 1, 2, 0]


def test_what_is_denied_is_told_and_marked_otherwise(qtbot: QtBot, page: VendorPage) -> None:
    _check(qtbot, page, "Our model is not distilled. It is undistilled and runs in Leeds.")
    assert SENTENCES["none"] in _texts(page)
    denied = [one.accessibleName() for one in _links(page)]
    assert denied
    assert all(name.startswith("Show in the text, denied") for name in denied)


def test_the_five_points_are_told_in_words(qtbot: QtBot, page: VendorPage) -> None:
    _check(qtbot, page, str(_pitch("says.yaml", "names its teacher")["text"]))
    texts = _texts(page)
    assert "What it does not say: 4 of 5" in texts
    assert texts.count("Answered") == 1
    assert texts.count("Not said") + texts.count("Not enough") == 4
    assert (
        "It does not say when the model was last evaluated. A model is frozen at the point of training."
        in texts
    )


def test_a_changed_text_takes_the_result_back(qtbot: QtBot, page: VendorPage) -> None:
    _check(qtbot, page, PITCH)
    qtbot.keyClicks(page.pitch, "More. ")
    assert page.done is None
    assert page.pitch.marked_texts() == []
    assert page.state.text() == "The text has changed. Check it again."
    assert page.letter.isHidden()
    qtbot.keyClick(page.pitch, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.done is not None, timeout=30_000)


def test_nothing_to_check_gets_a_sentence(qtbot: QtBot, page: VendorPage) -> None:
    qtbot.mouseClick(page.check, Qt.MouseButton.LeftButton)
    assert page.notices.texts() == ["There is nothing to check yet. Paste the vendor's text, or open a file."]


def test_text_stays_plain(qtbot: QtBot, page: VendorPage) -> None:
    mime = QMimeData()
    mime.setHtml("<h1>Distilled from GPT-4</h1>")
    mime.setText("Distilled from GPT-4 & <b>more</b>")
    page.pitch.insertFromMimeData(mime)
    assert page.pitch.text == "Distilled from GPT-4 & <b>more</b>"
    _check(qtbot, page, PITCH)
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in page.findChildren(QLabel) if one.text())


def test_a_text_that_is_too_long_is_cut_with_a_sentence(page: VendorPage) -> None:
    mime = QMimeData()
    mime.setText("We sort letters.\n" * (LONGEST // 17 + 10))
    page.pitch.insertFromMimeData(mime)
    assert len(page.pitch.text) == LONGEST
    assert page.notices.texts() == [
        "The text is longer than 300,000 characters. Only the beginning is taken and checked."
    ]


def _drop(page: VendorPage, *paths: Path) -> None:
    """Over the field: that leaves it to the window."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    entering = QDragEnterEvent(
        QPoint(20, 20), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    )
    page.pitch.dragEnterEvent(entering)
    assert not entering.isAccepted()
    window = page.window()
    assert isinstance(window, MainWindow)
    window.dragEnterEvent(entering)
    assert [one.text() for one in window.findChildren(DropVeil)[0].findChildren(QLabel)] == [
        "Let go to read this pitch"
    ]
    window.dropEvent(
        QDropEvent(
            QPointF(20, 20), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
        )
    )


def test_a_dropped_file_is_read_by_a_worker_and_checked(
    qtbot: QtBot, page: VendorPage, tmp_path: Path
) -> None:
    paper = docx.Document()
    paper.add_paragraph("CaseSorter is distilled from Mistral Large.")
    paper.save(str(tmp_path / "pitch.docx"))
    _drop(page, tmp_path / "pitch.docx", tmp_path / "other.docx")
    assert page.state.text() == "Reading pitch.docx."
    assert page.notices.texts() == ["One pitch at a time: only pitch.docx is read."]
    qtbot.waitUntil(lambda: page.done is not None, timeout=60_000)
    assert page.done is not None
    assert page.done.verdict == "says"
    assert "distilled from Mistral Large" in page.pitch.marked_texts()[0]


def test_a_file_without_text_and_one_that_is_gone_get_a_sentence(
    qtbot: QtBot, page: VendorPage, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("  \n", encoding="utf-8")
    for path in (empty, tmp_path / "gone.txt"):
        page.reading.read(str(path))
        qtbot.waitUntil(
            lambda name=path.name: any(name in text for text in page.notices.texts()), timeout=60_000
        )
        assert "Traceback" not in page.notices.texts()[-1]
    page.reading.read(str(tmp_path))
    assert page.notices.texts()[-1] == f"{tmp_path.name} is a folder. Choose one file in it."


def test_the_letter_names_who_was_typed_in_and_goes_to_the_clipboard(qtbot: QtBot, page: VendorPage) -> None:
    _check(qtbot, page, PITCH)
    qtbot.keyClicks(page.letter.vendor, "Brightfile Ltd")
    qtbot.keyClicks(page.letter.firm, "Okafor and Sons")
    qtbot.mouseClick(page.letter.copy, Qt.MouseButton.LeftButton)
    mail = QApplication.clipboard().text()
    assert mail.startswith("Subject: ")
    assert "Dear Brightfile Ltd," in mail
    assert mail.rstrip().endswith("Okafor and Sons")
    assert page.done is not None
    assert all(question in mail for question in page.done.questions)


def test_it_is_saved_as_text_and_as_word(
    qtbot: QtBot, page: VendorPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _check(qtbot, page, PITCH)
    for action, name in ((page.letter.save_email, "ask.txt"), (page.letter.save_word, "ask")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, path=tmp_path / name: (str(path), ""))
        with qtbot.waitSignal(page.letter.told, timeout=30_000):
            qtbot.mouseClick(action, Qt.MouseButton.LeftButton)
    assert (tmp_path / "ask.txt").read_text(encoding="utf-8") == page.letter.email()
    paper = docx.Document(io.BytesIO((tmp_path / "ask.docx").read_bytes()))
    assert page.done is not None
    assert f"1. {page.done.questions[0]}" in [paragraph.text for paragraph in paper.paragraphs]


def test_a_place_that_cannot_be_written_gets_a_sentence(
    qtbot: QtBot, page: VendorPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _check(qtbot, page, PITCH)
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no folder" / "ask.txt"), "")
    )
    with qtbot.waitSignal(page.letter.failed, timeout=30_000):
        qtbot.mouseClick(page.letter.save_email, Qt.MouseButton.LeftButton)
    assert "ask.txt could not be written" in page.notices.texts()[-1]


def test_answers_are_taken_over_after_they_have_been_shown(qtbot: QtBot, page: VendorPage) -> None:
    mine: dict[str, Value] = {"vendor_offer": "custom_ai", "vendor_failures_tested": "yes", "sector": "legal"}
    assessment(qtbot, page, "Post room", mine)
    _check(qtbot, page, str(_pitch("says.yaml", "names its teacher")["text"]))
    offered = page._take_over
    assert offered is not None
    assert offered.boxes["vendor_offer"].accessibleName() == (
        "Vendor's offer: now: it speaks of custom AI; then: it says that it is distilled"
    )
    assert offered.boxes["vendor_offer"].isChecked()
    assert not offered.boxes[
        "vendor_failures_tested"
    ].isChecked()  # asked already: worth more than a pitch's silence
    qtbot.mouseClick(offered.button, Qt.MouseButton.LeftButton)
    answers = page.desk.answers
    assert answers["vendor_offer"] == "says_distilled"
    assert answers["vendor_teacher_named"] == "yes"
    assert answers["vendor_data_described"] == "not_asked"
    assert answers["vendor_failures_tested"] == "yes"
    assert answers["sector"] == "legal"
    page.undo()
    assert page.desk.answers == mine


def test_only_answers_that_the_questions_know_are_offered(page: VendorPage) -> None:
    found = {
        "vendor_offer": "says_distilled",
        "vendor_tested_on_our_sample": "not_asked",
        "no_such_question": "yes",
    }
    assert changed_by(found, {}, page.desk.know.questions) == {"vendor_offer": "says_distilled"}


def test_without_an_assessment_nothing_is_offered(qtbot: QtBot, page: VendorPage) -> None:
    _check(qtbot, page, PITCH)
    assert page._take_over is None


def test_the_text_is_kept_nowhere(qtbot: QtBot, page: VendorPage) -> None:
    assessment(qtbot, page, "Post room", {"sector": "legal"})
    _check(qtbot, page, PITCH.replace("wrapper", "zyzzyvabloom"))
    assert page._take_over is not None
    page._take_over.button.click()
    qtbot.waitUntil(lambda: page.desk.is_saved, timeout=10_000)
    for path in page.session.home.rglob("*"):
        if path.is_file():
            assert b"zyzzyvabloom" not in path.read_bytes()


def test_everything_has_a_name(qtbot: QtBot, page: VendorPage) -> None:
    assessment(qtbot, page, "Post room", {"sector": "legal"})
    _check(qtbot, page, PITCH)
    assert list(nameless(page)) == []
