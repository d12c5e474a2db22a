"""The window's one link to what is remembered and to what is being done: a workspace, a sorter, a list.

The workspace is opened and the sorter made only when the window is already on the screen. Both are asked
how things stand by a timer; nothing of theirs calls into the window.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from assistant.errors import StillroomError
from assistant.ui.background import Background, sentence
from assistant.ui.state import adding
from assistant.ui.text import tr

if TYPE_CHECKING:
    from assistant.jobs.own_pack import Learning
    from assistant.jobs.sorter import Progress, Sorter
    from assistant.ui.decide.desk import Desk
    from assistant.ui.documents.answers import Answers
    from assistant.workspace.store import Run, Workspace

PACK = "uk-office"
BUSY_MS = 200
IDLE_MS = 1000


class Session(QObject):
    """`run` is the list shown, None before the first. `names` are its pack's categories by id."""

    opened = Signal()
    pack_changed = Signal()  # another pack is in use
    run_changed = Signal()
    workspace_changed = Signal()
    progressed = Signal(object)  # Progress
    ended = Signal()  # work that was being done has come to its end
    refused = Signal(str)  # a sentence: something asked for could not be done
    damaged = Signal(str)  # a sentence: the workspace's file is broken; `set_aside` makes room for a new one

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.home = home
        self.background = Background(self)
        self.run: Run | None = None
        self.offer_resume = False
        self.names: dict[str, str] = {}
        self.pack_name = ""
        self._workspace: Workspace | None = None
        self._sorter: Sorter | None = None
        self._desk: Desk | None = None
        self._answers: Answers | None = None
        self.learning: Learning | None = None  # a pack that is being learnt
        self._revision = -1
        self._busy = False
        self._timer = QTimer(self, interval=IDLE_MS)
        self._timer.timeout.connect(self.poll)

    # Opening and closing

    def open(self) -> None:
        """Opens the workspace beside the window; `opened` or `refused` follows."""
        self.background.run(partial(_open, self.home), self._opened, self.refused.emit)

    def set_aside(self) -> None:
        """Keeps the damaged file under another name and begins a new workspace."""
        self.background.run(partial(_set_aside, self.home), lambda _: self.open(), self.refused.emit)

    def _opened(self, found: _Found | str) -> None:
        if isinstance(found, str):
            self.damaged.emit(found)
            return
        self._workspace, self.run, self.offer_resume = found.workspace, found.run, found.unfinished
        self.names, self.pack_name = found.names, found.pack_name
        self.opened.emit()
        if found.complaint:
            self.refused.emit(found.complaint)
        self._timer.start()
        self.poll()

    def close(self) -> None:
        self._timer.stop()
        if self._answers is not None:
            self._answers.flush()
        self.background.close()
        try:
            if self.learning is not None:
                self.learning.close()
            if self._desk is not None:
                self._desk.flush()
        finally:
            if self._sorter is not None:
                self._sorter.close()
                self._sorter = None
            if self._workspace is not None:
                self._workspace.close()
                self._workspace = None

    @property
    def is_open(self) -> bool:
        return self._workspace is not None

    @property
    def workspace(self) -> Workspace:
        if self._workspace is None:
            raise StillroomError("The workspace is not open yet. Try again in a moment.")
        return self._workspace

    # What is being done

    @property
    def busy(self) -> bool:
        return self._busy

    def poll(self) -> None:
        """Asks how things stand, and tells those who show it."""
        if self._workspace is None:
            return
        try:
            self._poll_progress()
            revision = self._workspace.revision()
        except Exception as fault:  # the timer must go on; the user sees a sentence
            self.refused.emit(sentence(fault))
            return
        if revision != self._revision:
            self._revision = revision
            self.workspace_changed.emit()

    def _poll_progress(self) -> None:
        if self._sorter is None:
            return
        progress = self._sorter.progress()
        was_busy, self._busy = self._busy, progress.state != "idle"
        self._timer.setInterval(BUSY_MS if self._busy else IDLE_MS)
        self.progressed.emit(progress)
        if was_busy and not self._busy:
            self.workspace_changed.emit()
            self.ended.emit()

    def progress(self) -> Progress | None:
        return self._sorter.progress() if self._sorter is not None else None

    @property
    def sorter(self) -> Sorter:
        if self._sorter is None:
            from assistant.jobs.sorter import Sorter

            self._sorter = Sorter(self.workspace, self.pack, workers=self.workers or None)
        return self._sorter

    @property
    def desk(self) -> Desk:
        if self._desk is None:
            from assistant.ui.decide.desk import Desk

            self._desk = Desk(lambda: self.workspace, self.background, self)
        return self._desk

    @property
    def unsaved(self) -> str:
        """The name of the assessment whose last change could not be saved; "" where none is."""
        return self._desk.failing if self._desk is not None else ""

    @property
    def answers(self) -> Answers:
        """What a person says of documents, on whichever page."""
        if self._answers is None:
            from assistant.ui.documents.answers import Answers

            self._answers = Answers(self)
        return self._answers

    @property
    def workers(self) -> int:
        """How many worker processes the user has set; 0 leaves it to the computer's cores."""
        kept = self.workspace.setting("workers", "0")
        return int(kept) if kept.isdigit() else 0

    def set_workers(self, number: int) -> None:
        """Takes effect at once when nothing is being done, else with the next start."""
        self.workspace.set_setting("workers", str(number))
        if self._sorter is not None and not self._busy:
            self._sorter.close()
            self._sorter = None

    @property
    def pack(self) -> str:
        """What new lists are sorted with: the id of the shipped pack, or the path of one of the firm's own."""
        from assistant.workspace.pack_in_use import in_use

        return in_use(self.workspace)

    def use_pack(self, pack: str) -> str:
        """New lists are sorted with this one; earlier lists keep theirs. Returns a sentence where it cannot be."""
        from assistant.workspace.pack_in_use import use

        if self._busy:
            return tr("Documents are being sorted. Stop that first, or wait, then choose another pack.")
        try:
            use(self.workspace, pack)
        except StillroomError as fault:
            return str(fault)
        if self._sorter is not None:
            self._sorter.close()
            self._sorter = None
        if self.run is None:
            self._know_pack()
        self.pack_changed.emit()
        return ""

    def name_pack(self, pack: str) -> None:
        """It has been given another name."""
        if pack in (self.pack, self.run.pack if self.run is not None else ""):
            self._know_pack()
        self.pack_changed.emit()

    # What the user asks for

    def add(self, paths: Sequence[Path]) -> None:
        """Puts files and folders on the list, and begins to sort them. A list has one pack: where another is
        in use now, a new list begins."""
        from assistant.workspace.pack_in_use import names

        if fault := names(self.workspace, self.pack).complaint:
            self.refused.emit(tr("{fault} Or choose another pack under Categories.", fault=fault))
            return
        if self.run is not None and self.run.pack != self.pack and not self._busy:
            self.new_list()
        current = self.run.id if self.run is not None else None
        title = adding.title(paths)
        self._do(lambda sorter: self._start(sorter.add(list(paths), run=current, title=title)))

    def retry_failed(self) -> None:
        self._on_run(lambda sorter, run: sorter.retry_failed(run))

    def add_new(self) -> None:
        self._on_run(lambda sorter, run: sorter.add_new(run))

    def resume_run(self) -> None:
        self.offer_resume = False
        self._on_run(lambda sorter, run: sorter.resume_run(run))

    def forget_run(self) -> None:
        """What waits is dropped from the list; a list with nothing sorted goes altogether."""
        self.offer_resume = False
        self._on_run(lambda sorter, run: sorter.forget_run(run))
        self.run = self.workspace.last_run()
        self._know_pack()
        self.run_changed.emit()

    def fetch_cloud(self) -> None:
        self._on_run(lambda sorter, run: sorter.fetch_cloud(run))

    def pause(self) -> None:
        self._do(lambda sorter: sorter.pause())

    def resume(self) -> None:
        self._do(lambda sorter: sorter.resume())

    def stop(self) -> None:
        self._do(lambda sorter: sorter.stop())

    def new_list(self) -> None:
        """The next files begin a list of their own; the old one stays remembered."""
        self.run = None
        self.offer_resume = False
        self._know_pack()
        self.run_changed.emit()

    # Inside

    def _know_pack(self) -> None:
        """The names of the shown list's own pack, or of the one in use where there is no list."""
        from assistant.workspace.pack_in_use import names

        known = names(self.workspace, self.run.pack if self.run is not None else self.pack)
        self.names, self.pack_name = known.categories, known.name

    def _start(self, run_id: int) -> None:
        self.offer_resume = False
        if self.run is None or self.run.id != run_id:
            self.run = self.workspace.last_run()
            self._know_pack()
            self.run_changed.emit()

    def _on_run(self, ask: Callable[[Sorter, int], object]) -> None:
        run = self.run
        if run is not None:
            self._do(lambda sorter: ask(sorter, run.id))

    def _do(self, ask: Callable[[Sorter], object]) -> None:
        try:
            ask(self.sorter)
        except Exception as fault:
            self.refused.emit(sentence(fault))
            return
        self._busy = True  # until the next poll knows better: the end of short work must be told as well
        self.poll()
        self._timer.setInterval(BUSY_MS)


@dataclass(frozen=True)
class _Found:
    """What the workspace held when it was opened."""

    workspace: Workspace
    run: Run | None
    unfinished: bool
    names: dict[str, str]
    pack_name: str
    complaint: str = ""


def _set_aside(home: Path) -> Path:
    from assistant.workspace.store import set_aside

    return set_aside(home)


def _open(home: Path) -> _Found | str:
    """The workspace with its last list; a sentence where its file is damaged."""
    from assistant.workspace.pack_in_use import in_use, names
    from assistant.workspace.store import DamagedWorkspace, Workspace

    try:
        workspace = Workspace.open(home)
    except DamagedWorkspace as fault:
        return str(fault)
    complaint = _forget_removed(home)
    unfinished = workspace.unfinished_run()
    run = unfinished or workspace.last_run()
    known = names(workspace, run.pack if run else in_use(workspace))
    if not known.categories:  # else the list can be read without the pack
        complaint = known.complaint
    return _Found(workspace, run, unfinished is not None, known.categories, known.name, complaint)


def _forget_removed(home: Path) -> str:
    """Packs that were removed in an earlier session can be put back no more. Returns a sentence or ""."""
    from assistant.workspace.packs import forget_removed

    try:
        forget_removed(home)
    except StillroomError as fault:
        return str(fault)
    return ""
