"""Fills the reading pane for what is selected: the facts at once, the text when a worker has read it."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from assistant.ui.background import sentence
from assistant.ui.models.rows import RowsModel
from assistant.ui.session import Session
from assistant.ui.state import pane, reading
from assistant.ui.state.pane import Choice
from assistant.ui.text import tr
from assistant.ui.widgets.reading_pane import ReadingPane
from assistant.ui.widgets.table import RowsTable

if TYPE_CHECKING:
    from assistant.classify.decision import Mark
    from assistant.documents.document import Document
    from assistant.workspace.store import RowView

SETTLE_MS = 90  # while a key is held down, the documents flown past are not read
RANKED = 200  # rows looked at for the categories offered for many


class Reading(QObject):
    """`choices` are what the number keys choose now."""

    def __init__(
        self, session: Session, model: RowsModel, table: RowsTable, shown: ReadingPane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._model, self._table, self._pane = session, model, table, shown
        self.choices: tuple[Choice, ...] = ()
        self._row: RowView | None = None
        self._coming: Future[Document] | None = None
        self._document: Document | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._read)
        table.chosen.connect(self.update)
        model.dataChanged.connect(lambda *_: self.update())
        model.modelReset.connect(self.update)

    @property
    def row(self) -> RowView | None:
        """The one document that the pane shows."""
        return self._row

    def update(self) -> None:
        number = self._table.selected_count()
        if number == 1:
            self._show_one()
            return
        self._drop()
        if number == 0:
            self.choices = ()
            self._pane.show_nothing()
            return
        title, line = pane.many(number)
        self.choices = pane.shared_choices(self._sample(), self._session.names)
        self._pane.show_many(title, line, self.choices)

    def _sample(self) -> list[RowView]:
        ids = self._table.selected_ids()[:RANKED]
        return self._session.workspace.rows_of(ids) if ids else []

    def _show_one(self) -> None:
        index = self._table.selectionModel().selectedRows()[0]
        row = self._model.row_of(index)
        if row is None or row == self._row:
            return
        before, self._row = self._row, row
        facts = pane.pane(row, self._session.names)
        self.choices = facts.choices
        self._pane.show_pane(facts)
        same_text = before is not None and before.id == row.id and _marks(before) == _marks(row)
        if same_text and self._document is not None:
            self._pane.show_quality(pane.quality(self._document), self._has_marks())
            return
        if same_text and before is not None and before.state == row.state:
            return
        self._cancel()
        if not facts.readable:
            self._pane.say("")
            return
        self._pane.say(tr("Reading the document."))
        self._settle.start()

    def _read(self) -> None:
        row = self._row
        if row is None:
            return
        try:
            self._coming = self._session.sorter.read(row.path)
        except Exception as fault:
            self._pane.say(sentence(fault))
            return
        wanted = row.id
        self._session.background.watch(
            self._coming,
            lambda document: self._arrived(wanted, document),
            lambda why: self._failed(wanted, why),
        )

    def _arrived(self, wanted: int, document: Document) -> None:
        if self._row is None or self._row.id != wanted:
            return
        self._document = document
        self._pane.show_quality(pane.quality(document), self._has_marks())
        result = self._row.result
        if not any(page.text.strip() for page in document.pages):
            self._pane.say(tr("There is no text in it that can be read."))
            return
        self._pane.text.show_document(document, result.marks if result else ())
        self._pane.show_text()

    def _failed(self, wanted: int, why: str) -> None:
        if self._row is not None and self._row.id == wanted:
            self._pane.say(why)

    def _has_marks(self) -> bool:
        marks = _marks(self._row) if self._row else ()
        return bool(marks and self._document and reading.marked(self._document, marks))

    def _drop(self) -> None:
        self._cancel()
        self._row = None

    def _cancel(self) -> None:
        self._settle.stop()
        self._document = None
        if self._coming is not None:
            self._coming.cancel()
            self._coming = None


def _marks(row: RowView) -> tuple[Mark, ...]:
    return row.result.marks if row.result else ()
