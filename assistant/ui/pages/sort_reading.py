"""Fills the reading pane for what is selected in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from assistant.ui.documents.reading import Reading
from assistant.ui.models.rows import RowsModel
from assistant.ui.session import Session
from assistant.ui.state import pane
from assistant.ui.state.pane import Choice
from assistant.ui.widgets.reading_pane import ReadingPane
from assistant.ui.widgets.table import RowsTable

if TYPE_CHECKING:
    from assistant.workspace.store import RowView

RANKED = 200  # rows looked at for the categories offered for many


class SelectionReading(QObject):
    """`choices` are what the number keys choose now."""

    def __init__(
        self, session: Session, model: RowsModel, table: RowsTable, shown: ReadingPane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._model, self._table, self._pane = session, model, table, shown
        self._reading = Reading(session, shown, self)
        self.choices: tuple[Choice, ...] = ()
        table.chosen.connect(self.update)
        model.dataChanged.connect(lambda *_: self.update())
        model.modelReset.connect(self.update)

    @property
    def row(self) -> RowView | None:
        """The one document that the pane shows."""
        return self._reading.row

    def update(self) -> None:
        number = self._table.selected_count()
        if number == 1:
            self._show_one()
            return
        self._reading.drop()
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
        row = self._model.row_of(self._table.selectionModel().selectedRows()[0])
        if row is not None:
            self._reading.show(row)
            self.choices = self._reading.facts.choices if self._reading.facts else ()
