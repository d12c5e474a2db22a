"""Work that may take longer than a frame, done beside the window; answers come back on Qt's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import Empty, SimpleQueue
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from assistant.errors import StillroomError
from assistant.ui.text import tr

T = TypeVar("T")
log = logging.getLogger(__name__)


class Background(QObject):
    """Runs functions on two threads of its own. After `close` nothing is run, and no answer arrives any more."""

    _rang = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="stillroom-ui")
        self._closed = False
        # Answers lie here until Qt's thread fetches them: a signal that carries Python objects from a
        # thread that Qt does not know is not safe.
        self._answers: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._rang.connect(self._fetch, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[str], None] | None = None,
    ) -> Future[T]:
        """`then` gets the answer, `failed` a sentence for the user; both run on Qt's thread."""
        if self._closed:  # a timer that rings while the window goes: nobody waits for the answer
            never: Future[T] = Future()
            never.cancel()
            return never
        future = self._threads.submit(work)
        self.watch(future, then, failed)
        return future

    def watch(
        self,
        future: Future[T],
        then: Callable[[T], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """The same for work that someone else is doing."""

        def tell(ended: Future[T]) -> None:
            if not self._closed and not ended.cancelled():
                self._answers.put(partial(_deliver, ended, then, failed))
                self._rang.emit()

        future.add_done_callback(tell)

    def close(self) -> None:
        self._closed = True
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _fetch(self) -> None:
        while not self._closed:
            try:
                deliver = self._answers.get_nowait()
            except Empty:
                return
            deliver()


def _deliver(ended: Future[T], then: Callable[[T], None], failed: Callable[[str], None] | None) -> None:
    fault = ended.exception()
    if fault is None:
        then(ended.result())
    elif failed is not None:
        failed(sentence(fault))
    else:
        log.error("background work failed: %s", type(fault).__name__, exc_info=without_words(fault))


def sentence(fault: BaseException) -> str:
    """What the user is told of a fault. Anything but our own errors goes to the log, not to the screen."""
    if isinstance(fault, StillroomError):
        return str(fault)
    log.error("unexpected fault: %s", type(fault).__name__, exc_info=without_words(fault))
    return tr("Something went wrong inside Stillroom. What happened is noted in its log file.")


def without_words(fault: BaseException) -> BaseException:
    """The fault's place and kind without its message, which might quote a document."""
    return Exception(type(fault).__name__).with_traceback(fault.__traceback__)
