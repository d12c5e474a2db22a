"""Shows how the sorting goes: the strip, the question about cloud files, the word at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from assistant.ui import desktop
from assistant.ui.session import Session
from assistant.ui.state import strip
from assistant.ui.text import plural, tr
from assistant.ui.widgets.notices import Notices
from assistant.ui.widgets.strip import StripCard

if TYPE_CHECKING:
    from assistant.jobs.sorter import Progress
    from assistant.workspace.store import Counts


class Work(QObject):
    def __init__(self, session: Session, shown: StripCard, notices: Notices, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._strip, self._notices, self._page = session, shown, notices, page
        self._cloud_told = 0
        shown.acted.connect(self.act)
        session.progressed.connect(self._progressed)
        session.ended.connect(self._ended)

    @property
    def going_on(self) -> bool:
        progress = self._session.progress()
        return progress is not None and progress.state != "idle"

    def update(self, counts: Counts | None) -> None:
        """The strip as things stand: progress, an offer, or the result."""
        progress = self._session.progress()
        if progress is not None and progress.state != "idle":
            self._strip.show_strip(strip.working(progress))
        elif counts is None:
            self._strip.show_strip(strip.Strip("hidden"))
        elif self._session.offer_resume:
            self._strip.show_strip(strip.unfinished(counts))
        else:
            run = self._session.run
            self._strip.show_strip(strip.finished(counts, bool(run and run.roots)))
            self._offer_cloud(counts.cloud_only)

    def act(self, action: str) -> None:
        session = self._session
        {
            "pause": session.pause,
            "resume": session.resume,
            "stop": session.stop,
            "continue": session.resume_run,
            "resume_run": session.resume_run,
            "forget_run": session.forget_run,
            "retry": session.retry_failed,
            "add_new": session.add_new,
        }[action]()

    def pause_or_resume(self) -> None:
        for action in ("pause", "resume"):
            if action in self._strip.shown.actions:
                self.act(action)
                return

    def stop(self) -> bool:
        """False where there is nothing to stop."""
        if "stop" not in self._strip.shown.actions:
            return False
        self._session.stop()
        return True

    @property
    def skipped(self) -> int:
        """Temporary and system files that were passed over."""
        run, progress = self._session.run, self._session.progress()
        if run is None:
            return 0
        if progress is not None and progress.run == run.id:
            return max(progress.skipped, run.skipped)
        return run.skipped

    def _progressed(self, progress: Progress) -> None:
        if progress.fault:
            self._notices.say(progress.fault, "stop", kind="fault")
        if progress.state != "idle":
            self._offer_cloud(progress.cloud_only)

    def _offer_cloud(self, number: int) -> None:
        if number == self._cloud_told:
            return
        self._cloud_told = number
        if not number:
            self._notices.take_back("cloud")
            return
        text = plural(
            number,
            "{n} file lies only in the cloud. To sort it, it must be fetched to this computer first.",
            "{n} files lie only in the cloud. To sort them, they must be fetched to this computer first.",
        )
        act = plural(number, "Fetch it", "Fetch {n} files")
        self._notices.say(text, "cloud", [(act, self._session.fetch_cloud)], kind="cloud")

    def _ended(self) -> None:
        """Tells the result by one system notification if the window is away."""
        run = self._session.run
        if run is None:
            return
        workspace = self._session.workspace
        self._session.background.run(lambda: workspace.counts(run.id), self._tell_end)

    def _tell_end(self, counts: Counts) -> None:
        if counts.all and counts.waiting <= counts.cloud_only:
            desktop.notify(self._page.window(), tr("Sorting has ended"), " ".join(strip.outcome(counts)))
