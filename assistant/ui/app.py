"""Starts the window."""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from assistant import paths
from assistant.display import why_no_window
from assistant.errors import StillroomError
from assistant.ui.background import sentence
from assistant.ui.instance import Instance, hand_over
from assistant.ui.main_window import MainWindow
from assistant.ui.session import Session
from assistant.ui.theme.theme import Theme
from assistant.ui.window_state import WindowState


def main(argv: Sequence[str] = ()) -> int:
    """Opens the window on the workspace; `argv` are files and folders to sort.

    Returns the exit code. Raises StillroomError where there is no display, where the app's folder cannot
    be written to, or where a first window does not answer.
    """
    require_display()
    home = paths.home()
    given = [Path(one) for one in argv]
    app = application()
    instance = Instance(home)
    if not instance.is_first():
        hand_over(home, given)
        return 0
    _log_to(home)
    theme = Theme(app, WindowState(home).theme())  # type: ignore[arg-type]
    session = Session(home)
    window = MainWindow(session, theme, given)
    faults = Faults(window.tell)
    instance.called.connect(window.add)
    instance.called.connect(lambda _paths: window.come_forward())
    window.show()
    try:
        return _run(app)
    finally:
        faults.stop()
        session.close()
        instance.close()


def _run(app: QApplication) -> int:
    """PySide hands a fault in a method that Qt called on to whoever runs the loop: note it, and go on."""
    while True:
        try:
            return app.exec()
        except Exception as fault:
            sys.excepthook(type(fault), fault, fault.__traceback__)


def require_display() -> None:
    """Raises StillroomError where no window can be opened."""
    if why := why_no_window():
        raise StillroomError(why)


def application() -> QApplication:
    """The one QApplication, with Qt's own words in the user's language."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["stillroom"])
    app.setApplicationName("stillroom")
    app.setApplicationDisplayName("Stillroom")
    app.setDesktopFileName("stillroom")
    translator = QTranslator(app)
    if translator.load(
        QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(translator)
    return app


class Faults(QObject):
    """What nobody has caught: noted in the log, and told as a sentence on Qt's own thread."""

    _told = Signal(str)

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__()
        self._told.connect(tell)
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._caught
        threading.excepthook = lambda args: self._caught(args.exc_type, args.exc_value, args.exc_traceback)

    def stop(self) -> None:
        sys.excepthook, threading.excepthook = self._before

    def _caught(
        self, kind: type[BaseException], fault: BaseException | None, where: TracebackType | None
    ) -> None:
        if fault is None or issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault or kind(), where)
            return
        self._told.emit(sentence(fault.with_traceback(where)))


def _log_to(home: Path) -> None:
    """Faults of the program go to a small file; what documents say never does."""
    folder = home / "logs"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "window.log", maxBytes=500_000, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        return  # the window says more plainly than a log that the folder cannot be written to
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger("assistant").addHandler(handler)
    if sys.stderr is not None:
        faulthandler.enable()
