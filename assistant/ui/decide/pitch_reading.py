"""A pitch out of a file: a worker process reads it, as in sorting."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from assistant.ui.background import sentence
from assistant.ui.session import Session
from assistant.ui.text import safe, tr

if TYPE_CHECKING:
    from assistant.documents.document import Document


class PitchReading(QObject):
    """`began` carries the file's name, `ended` follows in any case; then `found` the text and a warning or ""."""

    began = Signal(str)
    ended = Signal()
    found = Signal(str, str)
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._coming: Future[Document] | None = None

    def read(self, path: str) -> None:
        """The file asked for last is the one whose text arrives."""
        name = safe(Path(path).name)
        if Path(path).is_dir():
            self.failed.emit(tr("{name} is a folder. Choose one file in it.", name=name))
            return
        if self._coming is not None:
            self._coming.cancel()
        try:
            coming = self._coming = self._session.sorter.read(path)
        except Exception as fault:  # the sorter cannot be made: the user gets a sentence
            self.failed.emit(sentence(fault))
            return
        self.began.emit(name)
        self._session.background.watch(
            coming, partial(self._arrived, coming, name), partial(self._not_read, coming)
        )

    def _arrived(self, asked: Future[Document], name: str, document: Document) -> None:
        if not self._is_last(asked):
            return
        text = "\n".join(page.text for page in document.pages)
        if text.strip():
            self.found.emit(text, f"{name}: {document.warnings[0]}" if document.warnings else "")
        else:
            why = " ".join(document.warnings)
            self.failed.emit(tr("{name}: no text could be read in it. {why}", name=name, why=why).strip())

    def _not_read(self, asked: Future[Document], why: str) -> None:
        if self._is_last(asked):
            self.failed.emit(why)

    def _is_last(self, asked: Future[Document]) -> bool:
        if asked is not self._coming:
            return False
        self._coming = None
        self.ended.emit()
        return True
