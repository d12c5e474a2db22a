"""Nothing but the window itself comes up as a window: one that flashes takes the focus, and keys are lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assistant.ui.main_window import MainWindow
from assistant.ui.pages.decide import DecidePage
from assistant.ui.pages.flags import FlagsPage
from assistant.ui.pages.glossary import GlossaryPage
from assistant.ui.pages.question import QuestionPage
from assistant.ui.pages.result import ResultPage
from tests.ui.at_hand import assessment, in_front
from tests.ui.conftest import Open


class Watch(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        window = isinstance(watched, QWidget) and watched.isWindow()
        if window and event.type() == QEvent.Type.Show and not isinstance(watched, MainWindow):
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[Watch]:
    watch = Watch()
    qapp.installEventFilter(watch)
    yield watch
    qapp.removeEventFilter(watch)


def test_the_pages_of_the_wizard_open_no_window(open_window: Open, watch: Watch, qtbot: QtBot) -> None:
    window = open_window()
    page = in_front(qtbot, window, "decide", DecidePage)
    assessment(qtbot, page, "Post room", {"task_kind": "triage_email", "personal_data": "yes"})
    asking = in_front(qtbot, window, "question", QuestionPage)
    for place in ("sector", "volume_per_month", "special_category", "end"):
        asking.go_to(place)
        asking.show_so_far(True)
        asking.show_so_far(False)
    result = in_front(qtbot, window, "result", ResultPage)
    qtbot.waitUntil(lambda: result.shown_advice is not None, timeout=10_000)
    for row in result.flags.rows.values():
        row.fold.open(True)
    result.costs.detail.open(True)
    result.answer.more.open(True)
    result.open_what_if({"prompt_experiment": "structured"})
    flags = in_front(qtbot, window, "flags", FlagsPage)
    flags.rows()[0].open(True)
    glossary = in_front(qtbot, window, "glossary", GlossaryPage)
    qtbot.waitUntil(lambda: glossary.list.count() > 0, timeout=10_000)
    for at in range(glossary.list.count()):
        glossary.list.setCurrentRow(at)
    for name in ("vendor", "papers", "compare", "rules"):
        window.open_page(name)
        QApplication.processEvents()
    qtbot.wait(20)
    assert watch.seen == []
