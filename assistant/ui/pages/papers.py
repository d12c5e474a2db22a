"""Reports and papers: the report, the action list, the papers for the files, and the blank questionnaire."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from assistant.ui import desktop
from assistant.ui.decide import paper_work
from assistant.ui.decide.fitting import fit
from assistant.ui.decide.page import DeskPage, scrolled
from assistant.ui.decide.paper_work import Matter
from assistant.ui.decide.tick import Tick
from assistant.ui.session import Session
from assistant.ui.text import plural, safe, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import button, card, label, rule, take_out

WIDTH = 860
MARGIN, INSIDE = 24, 20  # of the page, and of a card
TICK = 24  # as wide as a box to tick, where there is none


class PapersPage(DeskPage):
    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.busy = False
        self.saves: list[QPushButton] = []  # what starts writing, for as long as nothing is being written
        self.ticks: dict[str, Tick] = {}
        self._rows: list[QHBoxLayout] = []
        self._area, self._column = scrolled(self.title)
        self.body.addWidget(self._area)
        # Beside a stretch: a column reckons the height of a widget at the full width, whatever its greatest is.
        self._line = QHBoxLayout()
        self._line.addStretch(1)
        self._column.addLayout(self._line)
        self._column.addStretch(1)
        self._whole: QWidget | None = None
        self.desk.opened.connect(self._show)
        self.desk.changed.connect(self._show)

    # The shell's side

    @property
    def title(self) -> str:
        return tr("Reports and papers")

    @property
    def context(self) -> str:
        if self.busy:
            return tr("Writing...")
        return safe(self.desk.current.name) if self.desk.current is not None else tr("No assessment is open")

    def panes(self) -> list[QWidget]:
        return [self._area]

    def shown(self) -> None:
        super().shown()
        self._area.setFocus()

    def prepared(self) -> None:
        self._show()

    # What can be saved

    def save_report(self, to: Path) -> None:
        self._write(paper_work.save_report, to)

    def save_actions(self, to: Path) -> None:
        self._write(paper_work.save_actions, to)

    def save_papers(self, folder: Path) -> None:
        chosen = [paper for paper, tick in self.ticks.items() if tick.isChecked()]
        if chosen:  # nothing ticked would mean all of them
            self._write(paper_work.save_papers, folder, chosen)

    def save_blank(self, to: Path) -> None:
        self._do(partial(paper_work.save_blank, self.desk.know, to))

    def _write(self, work: Callable[..., list[Path]], *rest: object) -> None:
        if self.desk.current is not None:
            matter = Matter(
                self.desk.current, dict(self.desk.answers), tuple(self.desk.since), self.desk.know
            )
            self._do(partial(work, matter, *rest))

    def _do(self, work: Callable[[], list[Path]]) -> None:
        if self.busy:
            return
        self._set_busy(True)
        self.notices.take_back("told")
        self.notices.take_back("done")
        self.session.background.run(work, self._written, self._failed)

    def _written(self, files: list[Path]) -> None:
        self._set_busy(False)
        first = files[0]
        if len(files) == 1:
            said = tr("Saved as {file}.", file=safe(first.name))
        else:
            folder = safe(str(first.parent))
            said = plural(len(files), "", "{n} papers saved in {folder}.", folder=folder)
        actions = [(tr("Show in folder"), lambda: self._desktop(desktop.show_in_folder, first))]
        if len(files) == 1:
            actions.insert(0, (tr("Open"), lambda: self._desktop(desktop.open_file, first)))
        self.notices.say(said, "sure", actions, kind="done")

    def _failed(self, sentence: str) -> None:
        self._set_busy(False)
        self.tell(sentence)

    def _desktop(self, act: Callable[[str], str], path: Path) -> None:
        refusal = act(str(path))
        if refusal:
            self.tell(refusal)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        for one in self.saves:
            one.setEnabled(not busy)
        self._allow_papers()
        self.context_changed.emit()

    # Asking where to

    def _ask(self, save: Callable[[Path], None], what: str, ending: str, kind: str, name: str) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            tr("Save: {what}", what=what),
            paper_work.suggested(what, name, ending),
            f"{kind} (*{ending})",
        )
        if chosen:
            save(paper_work.with_ending(Path(chosen), ending))

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("A folder for the papers"), str(Path.home()))
        if chosen:
            self.save_papers(Path(chosen))

    # Showing

    def _show(self) -> None:
        if not self.in_front or not self.desk.ready:
            return
        unticked = {paper for paper, tick in self.ticks.items() if not tick.isChecked()}
        if self._whole is not None:
            take_out(self._line, self._whole)
        self.saves, self.ticks, self._rows = [], {}, []
        self._whole = QWidget()
        self._whole.setMaximumWidth(WIDTH)
        cards = QVBoxLayout(self._whole)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(12)
        if self.desk.current is None:
            cards.addWidget(self._nothing_open())
        else:
            name = self.desk.current.name
            cards.addWidget(self._report(name))
            cards.addWidget(self._actions(name))
            cards.addWidget(self._papers(unticked))
        cards.addWidget(self._blank())
        self._line.insertWidget(0, self._whole, 100)
        self._arrange()
        self._set_busy(self.busy)

    def _nothing_open(self) -> QFrame:
        made, inside = _card(
            tr("No assessment is open"),
            tr("Open or start one: then its report, its action list and its papers can be saved here."),
            "answer",
        )
        choose = button(tr("Choose an assessment"), "primary")
        choose.clicked.connect(lambda: self.go.emit("decide"))
        inside.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _report(self, name: str) -> QFrame:
        made, inside = _card(
            tr("The report"),
            tr("The advice with its reasons, what would change it, the points of law with their sources, the "
               "costs, your answers, and a block to sign. To print, save it as PDF."),
            "answer",
        )  # fmt: skip
        what = tr("Is distillation right for us")
        kinds = ((".pdf", "PDF"), (".docx", "Word"), (".html", tr("Web page")), (".md", "Markdown"))
        inside.addLayout(self._row(self.save_report, what, kinds, name, primary=True))
        return made

    def _actions(self, name: str) -> QFrame:
        made, inside = _card(
            tr("The action list"),
            tr("Every point that needs attention as a row of a spreadsheet, with owner, due date, evidence and "
               "status, filled with what you have noted on the result page."),
        )  # fmt: skip
        what = tr("Points that need attention")
        inside.addLayout(self._row(self.save_actions, what, ((".xlsx", "Excel"),), name))
        return made

    def _papers(self, unticked: set[str]) -> QFrame:
        from assistant.reports.papers import suits

        made, inside = _card(
            tr("Papers for your files"),
            tr("Starters in Word, filled from your answers. What your answers do not say is left blank, "
               "for you to fill in."),
        )  # fmt: skip
        papers = suits(self.desk.answers, self.desk.know)
        for paper in papers:
            why = paper.why if paper.fits else tr("Not for these answers. {why}", why=paper.why)
            inside.addWidget(self._paper(paper.id, paper.title, why, paper.fits, paper.id not in unticked))
        inside.addWidget(self.links("\n".join(f"{paper.title}\n{paper.why}" for paper in papers)))
        inside.addWidget(rule())
        self.save_chosen = button(tr("Save the ticked ones in a folder..."))
        self.save_chosen.clicked.connect(self._ask_folder)
        inside.addWidget(self.save_chosen, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _paper(self, paper: str, name: str, why: str, fits: bool, ticked: bool) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        if fits:
            tick = Tick(self.theme)
            tick.setAccessibleName(name)
            tick.setAccessibleDescription(why)
            tick.setChecked(ticked)
            tick.toggled.connect(self._allow_papers)
            self.ticks[paper] = tick
            line.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        else:
            line.addSpacing(TICK)
        words = QVBoxLayout()
        words.setContentsMargins(0, 4, 0, 0)  # the title stands at the middle of the box
        words.setSpacing(2)
        words.addWidget(label(name, "strong"))
        words.addWidget(label(why, "quiet", wrap=True))
        line.addLayout(words, 1)
        return made

    def _allow_papers(self) -> None:
        if self.ticks:
            some = any(tick.isChecked() for tick in self.ticks.values())
            self.save_chosen.setEnabled(some and not self.busy)

    def _blank(self) -> QFrame:
        made, inside = _card(
            tr("A blank questionnaire"),
            tr("All the questions with room for notes, to print and fill in with colleagues."),
        )
        what = tr("Questionnaire")
        inside.addLayout(self._row(self.save_blank, what, ((".pdf", "PDF"), (".docx", "Word")), ""))
        return made

    def _row(
        self,
        save: Callable[[Path], None],
        what: str,
        kinds: Sequence[tuple[str, str]],
        name: str,
        *,
        primary: bool = False,
    ) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for at, (ending, kind) in enumerate(kinds):
            made = button(tr("Save as {kind}...", kind=kind), "primary" if primary and at == 0 else "")
            made.setAccessibleName(tr("{what}: save as {kind}", what=what, kind=kind))
            made.clicked.connect(partial(self._ask, save, what, ending, kind, name))
            self.saves.append(made)
            line.addWidget(made)
        line.addStretch(1)
        self._rows.append(line)
        return line

    # Qt's side

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        for row in self._rows:
            fit(row, min(self.width() - 2 * MARGIN, WIDTH) - 2 * INSIDE)


def _card(title: str, words: str, kind: str = "card") -> tuple[QFrame, QVBoxLayout]:
    made = card(kind)
    inside = QVBoxLayout(made)
    inside.setContentsMargins(16, 14, 16, 16)
    inside.setSpacing(10)
    inside.addWidget(label(title, "card-title"))
    inside.addWidget(label(words, "second", wrap=True))
    return made, inside
