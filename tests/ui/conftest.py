"""A real window over a real workspace with real files; nothing is shown on a screen."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assistant.classify.decision import Candidate, Mark
from assistant.ui.main_window import MainWindow
from assistant.ui.pages.sort import SortPage
from assistant.ui.session import Session
from assistant.ui.theme.theme import Theme
from assistant.workspace.queue import Walked
from assistant.workspace.result import Result
from assistant.workspace.store import Finished, NewDocument, Workspace

TEXT = "To: Ridgeway Motors\n\nOur estimate for the works is 4,180.00.\nAmount due within 14 days.\n"
KINDS = ("invoice", "unsure", "payroll", "failed", "<b>letter", "minutes")


def _result(path: str, kind: str) -> Result:
    def marked(words: str) -> Mark:
        return Mark(page=1, start=TEXT.index(words), end=TEXT.index(words) + len(words))

    best = Candidate(category="invoice", confidence=0.54)
    second = Candidate(category="quote", confidence=0.41)
    match kind:
        case "failed":
            name = Path(path).name
            why = f"{name}: It is locked with a password. Save a copy without it, then try again."
            return Result(
                path=path, verdict="not_read", note="Password needed", reason="encrypted", error=why
            )
        case "unsure":
            return Result(
                path=path,
                verdict="not_sure",
                confidence=0.54,
                alternatives=(best, second),
                note="Invoice or Quote?",
                reasons=("It says “estimate” like a quote.",),
                nearest="Roofing estimate",
                marks=(marked("Our estimate for the works"), marked("Amount due within 14 days")),
                pages=1,
                characters=len(TEXT),
            )
        case _:
            category = kind if kind in ("invoice", "payroll", "minutes") else "insurance"
            sure = (
                Candidate(category=category, confidence=0.97),
                Candidate(category="receipt", confidence=0.02),
            )
            return Result(
                path=path,
                verdict="sure",
                category=category,
                confidence=0.97,
                alternatives=sure,
                note="Sure",
                decided_by="model",
                pages=1,
            )


Seed = Callable[..., int]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "kept"
    home.mkdir()
    monkeypatch.setenv("STILLROOM_HOME", str(home))
    return home


@pytest.fixture
def seed(home: Path, tmp_path: Path) -> Seed:
    """seed(number, waiting=0): a finished list of that many documents, with more that wait."""

    def make(number: int = 12, waiting: int = 0) -> int:
        folder = tmp_path / "March post"
        folder.mkdir(exist_ok=True)
        workspace = Workspace.open(home)
        run = workspace.new_run("uk-office", "March post")
        workspace.add_roots(run, [(str(folder), str(folder))])
        paths = [
            str(folder / f"{at + 1:05} {KINDS[at % len(KINDS)].replace('/', '')}.txt")
            for at in range(number + waiting)
        ]
        for path in paths[:24]:
            Path(path).write_text(TEXT, encoding="utf-8", newline="\n")
        workspace.enqueue(run, [NewDocument(path=path, given=path) for path in paths])
        done = 0
        while done < number:
            jobs = workspace.take(run, min(500, number - done))
            workspace.finish(
                [
                    Finished(job.id, _result(job.path, KINDS[(done + at) % len(KINDS)]), "seed")
                    for at, job in enumerate(jobs)
                ]
            )
            done += len(jobs)
        if not waiting:
            walked = [Walked(root.id, True, 2) for root in workspace.roots_to_walk(run)]
            workspace.enqueue(run, [], walked)
        workspace.settle(run)
        workspace.close()
        return run

    return make


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, "light")
    yield theme
    theme.deleteLater()


Open = Callable[[], MainWindow]


@pytest.fixture
def open_window(home: Path, theme: Theme, qtbot: QtBot) -> Iterator[Open]:
    made: list[tuple[MainWindow, Session]] = []

    def make() -> MainWindow:
        session = Session(home)
        window = MainWindow(session, theme)
        made.append((window, session))
        qtbot.addWidget(window)
        window.resize(1280, 800)
        with qtbot.waitSignal(session.opened, timeout=20_000):
            window.show()
        qtbot.waitUntil(lambda: session.run is None or sort_page(window).model.rowCount() > 0, timeout=10_000)
        return window

    yield make
    for window, session in made:
        window.close()
        session.close()


@pytest.fixture(scope="module")
def shared_window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """One window for all tests of a module: for pages that keep nothing but the desk's assessments."""
    home = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("STILLROOM_HOME", str(home))
        theme = Theme(qapp, "light")
        session = Session(home)
        window = MainWindow(session, theme)
        window.resize(1280, 800)
        window.show()
        until = time.monotonic() + 20
        while not session.is_open and time.monotonic() < until:
            QTest.qWait(5)
        yield window
        window.close()
        session.close()
        window.deleteLater()
        theme.deleteLater()


def sort_page(window: MainWindow) -> SortPage:
    page = window.page
    assert isinstance(page, SortPage)
    return page
