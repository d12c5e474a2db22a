"""Renders the main states of every page into docs/screenshots.

    python packaging/screenshots.py [--all] [--to FOLDER]

The samples are sorted for real, once, into a workspace of its own; every picture is taken of the real window
over a copy of it. Without --all: every state at 1280 x 800 in light and dark, and a few at 200 per cent and
at 1920 x 1080. With --all: every state in both themes, both scales and both sizes. The pictures are drawn in
Inter at 13 pixels where it is installed, as a stand-in for the system's font.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
STATES = (
    "sort-empty",
    "sort-running",
    "sort-not-sure",
    "sort-not-read",
    "sort-many",
    "sort-you-said",
    "sort-resume",
    "review",
    "review-end",
    "decide-empty",
    "decide",
    "question",
    "question-group",
    "question-end",
    "result",
    "result-open",
    "result-what-if",
    "flags",
    "vendor",
    "papers",
    "compare",
    "glossary",
    "rules",
    "settings",
    "kept",
    "offline",
    "keys",
    "about",
)
FEW = ("sort-not-sure", "question", "result")
WIZARD = ("decide", "question", "result", "flags", "vendor", "papers", "compare", "glossary", "rules")
PATIENCE = 120.0
# An adviser's firm with a vendor at the door: enough answers to see every part of the result.
ANSWERS = {
    "task_kind": "triage_email", "output_kind": "fixed_list", "stability": "yearly",
    "inputs_predictable": "mostly", "live_information": "no", "volume_per_month": 20000,
    "speed_need": "minutes", "prompt_experiment": "informal", "prompt_result": "close",
    "vendor_offer": "custom_ai", "vendor_teacher_named": "not_asked", "vendor_data_described": "no",
    "vendor_failures_tested": None, "vendor_evaluated_like_ours": "not_asked",
    "vendor_last_evaluated_known": "no", "vendor_tested_on_our_sample": "no", "teacher_terms": None,
    "cost_is_constraint": "yes", "running_cost_gbp_month": 900, "must_stay_local": "no",
    "error_cost": "costly", "human_review": "doubtful_items", "sector": "financial_services",
    "fca_status": "fca_solo", "retail_customers": "yes", "important_service": "unsure", "outsourced": "yes",
    "eu_link": "none", "use_area": "none", "talks_to_public": "no", "personal_data": "yes",
    "special_category": "unsure", "criminal_offence_data": "no", "children": "no",
    "automated_decision": "helps_a_person", "processing_place": "usa", "minutes_per_item": 3,
    "staff_cost_gbp_hour": 22,
}  # fmt: skip
PITCH = """Dear Ms Hartley,

Our custom AI reads your enquiries and sorts them in milliseconds, at a tenth of the price of the large models.
It was distilled from a leading frontier model on data from your sector. It is not trained on your data.

Kind regards
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--all", action="store_true", help="every state at every size and scale")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument(
        "--render", nargs=4, metavar=("HOME", "THEME", "SIZE", "STATES"), help=argparse.SUPPRESS
    )
    parser.add_argument("--sort", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.sort:
        sort_samples(given.sort)
        return 0
    if given.render:
        home, theme, size, states = given.render
        render(Path(home), theme, size, states.split(","), given.to)
        return 0
    given.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="stillroom-screens-") as folder:
        home = Path(folder) / "kept"
        sort_samples(home)
        sort_half(home.parent / "killed")
        for theme in ("light", "dark"):
            _render(home, theme, "1280x800", 1, states=STATES, to=given.to)
            some = STATES if given.all else FEW
            _render(home, theme, "1280x800", 2, states=some, to=given.to)
            _render(home, theme, "1920x1080", 1, states=some, to=given.to)
            if given.all:
                _render(home, theme, "1920x1080", 2, states=STATES, to=given.to)
    return 0


def sort_samples(home: Path) -> None:
    """The samples through the real workers and the real model."""
    from assistant.jobs.sorter import Sorter
    from assistant.paths import resources
    from assistant.workspace.store import Workspace

    workspace = Workspace.open(home)
    sorter = Sorter(workspace)
    sorter.add([resources() / "samples"], title="Samples")
    if not sorter.wait(PATIENCE) or sorter.progress().fault:
        sys.exit(f"The samples could not be sorted: {sorter.progress().fault or 'it took too long'}")
    sorter.close()
    workspace.close()


def sort_half(home: Path) -> None:
    """The same, killed half-way."""
    from assistant.workspace.store import Workspace

    process = subprocess.Popen([sys.executable, __file__, "--sort", str(home)])
    workspace = Workspace.open(home)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        run = workspace.last_run()
        counts = workspace.counts(run.id) if run else None
        if counts and counts.all and counts.waiting <= counts.all // 2:
            break
        time.sleep(0.02)
    process.kill()
    process.wait()
    workspace.close()


def _render(home: Path, theme: str, size: str, scale: int, *, states: tuple[str, ...], to: Path) -> None:
    """A process of its own: Qt takes its scale when it starts."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale)}
    with tempfile.TemporaryDirectory(prefix="stillroom-screens-") as folder:
        copy = Path(folder) / "kept"
        shutil.copytree(home, copy)
        shutil.copytree(home.parent / "killed", copy.parent / "killed")
        command = [
            sys.executable,
            __file__,
            "--to",
            str(to),
            "--render",
            str(copy),
            theme,
            size,
            ",".join(states),
        ]
        subprocess.run(command, env=env, check=True)


def render(home: Path, theme_name: str, size: str, states: list[str], to: Path) -> None:
    from PySide6.QtGui import QFont, QFontDatabase

    from assistant.ui.app import application
    from assistant.ui.main_window import MainWindow
    from assistant.ui.session import Session
    from assistant.ui.theme.theme import Theme

    app = application()
    font = QFont("Inter" if "Inter" in QFontDatabase.families() else app.font().family())
    font.setPixelSize(13)
    app.setFont(font)
    theme = Theme(app, "dark" if theme_name == "dark" else "light")
    width, height = (int(part) for part in size.split("x"))
    scale = round(app.devicePixelRatio() * 100)
    for state in states:
        session = Session(_home_for(state, home))
        window = MainWindow(session, theme)
        window.resize(width, height)
        window.show()
        until(partial(getattr, session, "is_open"))
        pose = Pose(window, session)
        pose.take(state)
        settle(400)
        suffix = "" if (scale, size) == (100, "1280x800") else f"-{size}-{scale}"
        save(window.grab().toImage(), to / f"{state}-{theme_name}{suffix}.png")
        window.close()
        session.close()


def save(picture: QImage, to: Path) -> None:
    """With 256 colours of its own choosing a window looks the same at a third of the size."""
    picture = picture.convertToFormat(picture.Format.Format_RGB888)
    packed = bytes(picture.constBits())
    size = picture.width(), picture.height()
    image = Image.frombuffer("RGB", size, packed, "raw", "RGB", picture.bytesPerLine(), 1)
    image.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(to, optimize=True)


def _home_for(state: str, home: Path) -> Path:
    if state.split("-", maxsplit=1)[0] in WIZARD:
        return home.parent / state
    if state in ("sort-empty", "sort-running"):
        return home.parent / state
    return home.parent / "killed" if state == "sort-resume" else home


class Pose:
    """Brings the window into a state, as a person would."""

    def __init__(self, window, session) -> None:  # type: ignore[no-untyped-def]
        self.window, self.session = window, session
        self.page = window.page

    def take(self, state: str) -> None:
        if state.split("-", maxsplit=1)[0] in WIZARD:
            Wizard(self.window, self.session).take(state)
            return
        if state.startswith("review"):
            self.review(to_the_end=state == "review-end")
            return
        if not state.startswith("sort-"):
            self.window.open_page(state)
            return
        if state == "sort-empty":
            return
        if state == "sort-running":
            self.running()
            return
        until(lambda: self.page.model.rowCount() > 0)
        settle(300)
        getattr(self, state.removeprefix("sort-").replace("-", "_"))()

    def review(self, to_the_end: bool) -> None:
        self.window.open_page("review")
        page = self.window.page
        until(lambda: page.at_work and page.reading.row is not None)
        until(lambda: not page.pane.sentence.startswith("Reading"))
        page.accept()
        settle(500)
        until(lambda: not page.pane.sentence.startswith("Reading"))
        while to_the_end and page.at_work:
            page.accept() if page.suggestion else page.answer("none")
            settle(150)

    def not_sure(self) -> None:
        self._select(lambda cells: cells.tone == "unsure" and "?" in cells.status)

    def not_read(self) -> None:
        self._select(lambda cells: cells.tone == "stop")

    def many(self) -> None:
        self.page.filters.pills["not_sure"].click()
        settle(400)
        self.page.table.setFocus()
        self.page.table.selectAll()

    def you_said(self) -> None:
        self._select(lambda cells: cells.tone == "unsure" and "?" in cells.status)
        self.page.documents.choose_number(2)
        settle(800)
        self.page.answers.forget()

    def running(self) -> None:
        """Caught at work, somewhere in the middle."""
        from assistant.paths import resources

        self.session.add([resources() / "samples"])
        until(lambda: self._done() > 0.4)
        self.session.poll()

    def resume(self) -> None:
        """As after a crash: nothing to do but look."""
        until(lambda: self.page.strip.shown.kind == "resume")

    def _done(self) -> float:
        progress = self.session.sorter.progress()
        return progress.done / progress.total if progress.total else 0.0

    def _select(self, wanted: Callable[..., bool]) -> None:
        model, table = self.page.model, self.page.table
        row = next(at for at in range(model.rowCount()) if (cells := self._cells(at)) and wanted(cells))
        table.setFocus()
        table.selectRow(row)
        table.scrollTo(model.index(max(0, row - 4), 0), table.ScrollHint.PositionAtTop)
        settle(300)
        until(lambda: not self.page.pane.sentence.startswith("Reading"))

    def _cells(self, row: int):  # type: ignore[no-untyped-def]
        until(lambda: self.page.model.cells_at(row) is not None)
        return self.page.model.cells_at(row)


class Wizard:
    """The owner's pages, with an assessment or two."""

    def __init__(self, window, session) -> None:  # type: ignore[no-untyped-def]
        self.window, self.session, self.desk = window, session, session.desk

    def take(self, state: str) -> None:
        self.desk.prepare()
        until(lambda: self.desk.ready)
        page = state.split("-", maxsplit=1)[0]
        if state != "decide-empty":
            self._assessment("Post room triage", ANSWERS)
        if state in ("decide", "compare"):
            local = {
                "must_stay_local": "yes",
                "processing_place": "own_machines",
                "prompt_experiment": "structured",
            }
            self._assessment("Post room, on our own machines", {**ANSWERS, **local})
        if page == "question":
            self.desk.go_to(
                {"question": "stability", "question-group": "vendor_teacher_named"}.get(state, "")
            )
        self.window.open_page(page)
        settle(500)
        if pose := getattr(self, state.replace("-", "_"), None):
            pose(self.window.page)
            settle(500)

    def question_end(self, page) -> None:  # type: ignore[no-untyped-def]
        page.go_to("end")

    def result_open(self, page) -> None:  # type: ignore[no-untyped-def]
        from PySide6.QtWidgets import QScrollArea

        until(lambda: page.flags.rows)
        row = next(iter(page.flags.rows.values()))
        row.fold.head.click()
        settle(300)
        page.findChild(QScrollArea).ensureWidgetVisible(row)

    def result_what_if(self, page) -> None:  # type: ignore[no-untyped-def]
        until(lambda: page.shown_advice is not None)
        page.what_if_button.click()
        page.what_if.try_answers({"prompt_experiment": "structured"})

    def vendor(self, page) -> None:  # type: ignore[no-untyped-def]
        page.pitch.show_text(PITCH)
        page.check.click()
        settle(3000)

    def _assessment(self, name: str, answers: dict[str, object]) -> None:
        before = self.desk.id
        self.desk.new(name)
        until(lambda: self.desk.id not in (None, before))
        self.desk.take_over(answers)
        self.desk.advise()
        until(lambda: self.desk.advice is not None)
        until(lambda: self.desk.is_saved)


def settle(milliseconds: int) -> None:
    """Lets the event loop run, with the interpreter free for the threads beside it."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            raise TimeoutError("The window did not come into the state to be pictured.")
        settle(50)


if __name__ == "__main__":
    sys.exit(main())
