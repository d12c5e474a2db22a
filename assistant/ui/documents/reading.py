"""Puts a document into the reading pane: the facts at once, the text when a worker has read it."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from assistant.ui.background import sentence
from assistant.ui.documents.changed import changed
from assistant.ui.session import Session
from assistant.ui.state import pane, reading
from assistant.ui.state.pane import Pane
from assistant.ui.text import tr
from assistant.ui.widgets.reading_pane import ReadingPane

if TYPE_CHECKING:
    from assistant.classify.decision import Mark
    from assistant.documents.document import Document
    from assistant.workspace.store import RowView

SETTLE_MS = 90  # while a key is held down, the documents flown past are not read


class Reading(QObject):
    """`row` is the document shown, `facts` what the pane says of it."""

    def __init__(self, session: Session, shown: ReadingPane, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._pane = session, shown
        self.row: RowView | None = None
        self.facts: Pane | None = None
        self._coming: Future[Document] | None = None
        self._document: Document | None = None
        self._changed = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._read)

    def show(self, row: RowView) -> None:
        """What is the same as before stays as it is, the place in the text too."""
        if row == self.row:
            return
        before, self.row = self.row, row
        self.facts = pane.pane(row, self._session.names)
        self._pane.show_pane(self.facts)
        same_text = before is not None and before.id == row.id and _marks(before) == _marks(row)
        if same_text and self._document is not None:
            self._tell_quality()
            return
        if same_text and before is not None and before.state == row.state:
            return
        self._cancel()
        if not self.facts.readable:
            self._pane.say("")
            return
        self._pane.say(tr("Reading the document."))
        self._settle.start()

    def drop(self) -> None:
        self._cancel()
        self.row = self.facts = None

    def _read(self) -> None:
        row = self.row
        if row is None:
            return
        try:
            self._coming = self._session.sorter.read(row.path)
        except Exception as fault:
            self._pane.say(sentence(fault))
            return
        self._session.background.watch(
            self._coming, partial(self._arrived, row.id), partial(self._failed, row.id)
        )

    def _arrived(self, wanted: int, document: Document) -> None:
        row = self.row
        if row is None or row.id != wanted:
            return
        self._document = document
        self._tell_quality()
        if not any(page.text.strip() for page in document.pages):
            self._pane.say(tr("There is no text in it that can be read."))
            return
        self._pane.text.show_document(document, _marks(row))
        self._pane.show_text()
        sha256 = row.result.sha256 if row.result else None
        work = partial(changed, row.path, sha256)
        self._session.background.run(work, partial(self._compared, document), self._session.refused.emit)

    def _compared(self, document: Document, other: bool) -> None:
        """A file that has changed since has its text shown, but no marks: they belong to the old one."""
        if other and document is self._document:
            self._changed = True
            self._pane.text.show_document(document, ())
            self._tell_quality()

    def _failed(self, wanted: int, why: str) -> None:
        if self.row is not None and self.row.id == wanted:
            self._pane.say(why)

    def _tell_quality(self) -> None:
        if self._document is None or self.row is None:
            return
        line = pane.quality(self._document)
        if self._changed:
            line = tr("{pages}. This file has changed since it was sorted.", pages=line)
        marked = not self._changed and bool(reading.marked(self._document, _marks(self.row)))
        self._pane.show_quality(line, marked)

    def _cancel(self) -> None:
        self._settle.stop()
        self._document, self._changed = None, False
        if self._coming is not None:
            self._coming.cancel()
            self._coming = None


def _marks(row: RowView) -> tuple[Mark, ...]:
    return row.result.marks if row.result else ()
