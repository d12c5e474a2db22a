"""The glossary in the window, and the links that lead to it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from assistant.advise.glossary import shipped
from assistant.ui.decide.drawing import Drawing
from assistant.ui.decide.term_links import TermLinks
from assistant.ui.main_window import MainWindow
from assistant.ui.pages.glossary import GlossaryPage
from assistant.ui.theme.theme import Theme
from tests.ui.at_hand import in_front, nameless
from tests.ui.conftest import Open


@pytest.fixture
def page(qtbot: QtBot, shared_window: MainWindow) -> GlossaryPage:
    page = in_front(qtbot, shared_window, "glossary", GlossaryPage)
    qtbot.waitUntil(lambda: page.list.count() > 0, timeout=10_000)
    page.escape()
    while page.back():
        pass
    page._select("distillation")
    return page


def _shown(page: GlossaryPage) -> list[str]:
    return [page.list.item(at).text() for at in range(page.list.count()) if not page.list.item(at).isHidden()]


def _texts(page: GlossaryPage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def test_all_words_stand_in_order_and_the_first_is_distillation(page: GlossaryPage) -> None:
    names = [term.name for term in shipped().terms]
    assert _shown(page) == sorted(names, key=str.casefold)
    assert page.term is shipped()["distillation"]
    assert page.context == f"{len(names)} words, each with an example from a small firm"


def test_each_word_shows_its_text_and_its_drawing_with_words_for_who_cannot_see_it(
    qtbot: QtBot, page: GlossaryPage
) -> None:
    for term in shipped().terms:
        page._select(term.id)
        qtbot.waitUntil(lambda name=term.name: name in _texts(page))
        said = _texts(page)
        assert term.short.strip() in said
        assert term.more.strip() in said
        drawings = [one for one in page.findChildren(Drawing) if one.isVisible()]
        assert [one.accessibleName() for one in drawings] == ([term.picture.alt] if term.picture else [])


def test_it_opens_at_the_word_that_was_asked_for(qtbot: QtBot, page: GlossaryPage) -> None:
    links = TermLinks(page.session, page)
    links.go.connect(lambda name: page.session.desk and page.go.emit(name))
    links.show_terms_of("A tool that looks things up (RAG), or a distilled model.")
    assert [one.text() for one in links.links] == ["RAG", "Distillation"]
    assert links.links[0].accessibleName() == "What does RAG mean?"
    page.go.emit("sort")
    qtbot.mouseClick(links.links[0], Qt.MouseButton.LeftButton)
    assert page.in_front
    assert page.term is shipped()["rag"]
    assert page.list.currentItem().text() == "RAG"
    assert page.desk.term == ""


def test_links_hide_where_there_is_nothing_to_explain(qtbot: QtBot, page: GlossaryPage) -> None:
    links = TermLinks(page.session, page)
    links.show_terms_of("How big is the firm?")
    assert links.isHidden()
    assert links.links == []


def test_see_also_leads_on_and_back_leads_back(qtbot: QtBot, page: GlossaryPage) -> None:
    link = next(one for one in page.findChildren(QPushButton) if one.accessibleName() == "See also: Student")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.term is shipped()["student"])
    assert page.back()
    assert page.term is shipped()["distillation"]
    assert not page.back()


def test_search_finds_other_names_and_the_arrow_keys_move(qtbot: QtBot, page: GlossaryPage) -> None:
    page.search()
    qtbot.keyClicks(page.field, "hallucination")
    assert _shown(page) == ["Made-up answer"]
    assert page.term is shipped()["made_up_answer"]
    page.escape()
    qtbot.keyClicks(page.field, "model")
    shown = _shown(page)
    page.list.setCurrentRow(-1)
    qtbot.keyClick(page.field, Qt.Key.Key_Down)
    qtbot.keyClick(page.field, Qt.Key.Key_Down)
    assert page.list.currentItem().text() == shown[1]
    page.escape()
    qtbot.keyClicks(page.field, "no such word at all")
    assert _shown(page) == []
    assert page._none.isVisible()


def test_a_drawing_takes_the_colours_of_the_theme(qtbot: QtBot, open_window: Open, theme: Theme) -> None:
    page = in_front(qtbot, open_window(), "glossary", GlossaryPage)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(Drawing)), timeout=10_000)
    drawing = next(one for one in page.findChildren(Drawing) if one.isVisible())

    def accents() -> int:
        picture = drawing.grab().toImage()
        wanted = QColor(theme.tokens.accent).rgb()
        return sum(
            picture.pixel(x, y) == wanted for x in range(picture.width()) for y in range(picture.height())
        )

    assert accents() > 20
    theme.set_mode("dark")
    assert accents() > 20


def test_everything_has_a_name(page: GlossaryPage) -> None:
    assert list(nameless(page)) == []
