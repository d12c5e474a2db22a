"""The documents of one list as a table, however many there are.

The model holds the ids of a list as they were when it was asked for, in that order, so that nothing moves
under the pointer while documents are sorted; the rows themselves are fetched in pages when they are shown.
New ids are put at the end, or wait to be let in where the user has chosen an order.
"""

from __future__ import annotations

import html
import time
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from assistant.ui.background import Background
from assistant.ui.guard import guarded
from assistant.ui.state.row import Cells, cells
from assistant.ui.text import tr

if TYPE_CHECKING:
    from assistant.workspace.store import Counts, Order, RowView, Where, Workspace

PAGE = 100
KEPT_PAGES = 60
PATIENCE = 0.012  # seconds a frame may wait for a page before it is painted without
FILE, CATEGORY, CONFIDENCE, STATUS, REASON, FOLDER = range(6)
ORDERS = ("name", "category", "confidence", "status", "", "folder")  # by column; a reason has no order
FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
CELLS = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class _News:
    revision: int
    counts: Counts
    ids: array[int] | None  # the list as it is now, where it may have changed
    seconds: float


class RowsModel(QAbstractTableModel):
    counted = Signal(object)  # Counts of the whole list
    arrived = Signal(int)  # this many rows wait to be let in
    shown = Signal()  # the list that was asked for is there
    failed = Signal(str)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._workspace: Workspace | None = None
        self._run = 0
        self._where: Where | None = None
        self._order: Order | None = None
        self._names: dict[str, str] = {}
        self._ids: array[int] = array("q")
        self._rows: OrderedDict[int, RowView] = OrderedDict()
        self._asked: dict[int, object] = {}  # pages on their way, each with its own mark
        self._turn = 0  # answers to earlier questions are thrown away
        self._revision = -1
        self._looking = False
        self._again = False
        self.pending = 0

    # What is shown

    def show(self, workspace: Workspace, run: int, where: Where, order: Order, names: dict[str, str]) -> None:
        """Asks for a list anew; `shown` follows when it is there."""
        self._workspace, self._run, self._where, self._order, self._names = (
            workspace,
            run,
            where,
            order,
            names,
        )
        self._turn += 1
        self._looking = False
        turn = self._turn
        work = partial(_look, workspace, run, where, order)
        self._background.run(work, lambda news: self._show(turn, news), self.failed.emit)

    def clear(self) -> None:
        self._workspace = None
        self._turn += 1
        self._reset(array("q"))

    def refresh(self) -> None:
        """The workspace has changed: takes up what is new without moving what is there."""
        if self._workspace is None or self._where is None or self._order is None:
            return
        if self._looking:
            self._again = True
            return
        self._looking, self._again = True, False
        turn = self._turn
        work = partial(_look, self._workspace, self._run, self._where, self._order, len(self._ids))
        self._background.run(work, lambda news: self._take_up(turn, news), self._look_failed)

    def row_of(self, index: Index) -> RowView | None:
        return self._row(index.row()) if index.isValid() else None

    def id_at(self, row: int) -> int:
        return self._ids[row]

    def ids_at(self, ranges: Iterable[tuple[int, int]]) -> list[int]:
        """The ids of rows given as ranges, both ends included."""
        return [one for top, bottom in ranges for one in self._ids[top : bottom + 1]]

    def positions(self, ids: Sequence[int]) -> list[int]:
        """Where these ids stand now; those that are not shown are left out."""
        wanted = set(ids)
        return [row for row, one in enumerate(self._ids) if one in wanted] if wanted else []

    def cells_at(self, row: int) -> Cells | None:
        found = self._row(row)
        return cells(found, self._names) if found is not None else None

    # Qt's side

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return column_name(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    @guarded
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        wanted = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
            CELLS,
        )
        if role not in wanted or not index.isValid():
            return None
        shown = self.cells_at(index.row())
        if role == CELLS or shown is None:
            return shown
        column = index.column()
        if role == Qt.ItemDataRole.AccessibleTextRole and column == FILE:
            return shown.spoken
        text = _text(shown, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return html.escape(shown.reason or text) if column == STATUS else html.escape(text)
        return text

    def flags(self, index: Index) -> Qt.ItemFlag:
        return FLAGS

    # Pages

    def _row(self, position: int) -> RowView | None:
        if not 0 <= position < len(self._ids):
            return None
        found = self._rows.get(self._ids[position])
        if found is None:
            self._ask(position // PAGE)
            found = self._rows.get(self._ids[position])
        return found

    def _ask(self, page: int) -> None:
        if page in self._asked or self._workspace is None:
            return
        mark = self._asked[page] = object()
        wanted = self._ids[page * PAGE : (page + 1) * PAGE].tolist()
        future: Future[list[RowView]] = self._background.run(
            partial(self._workspace.rows_of, wanted),
            lambda rows: self._arrive(mark, page, rows),
            self.failed.emit,
        )
        try:
            self._keep(future.result(timeout=PATIENCE))
        except NotYet:
            return
        except Exception:  # told through `failed`
            return
        self._asked.pop(page, None)

    def _arrive(self, mark: object, page: int, rows: list[RowView]) -> None:
        if self._asked.get(page) is not mark:
            return
        del self._asked[page]
        self._keep(rows)
        last = min((page + 1) * PAGE, len(self._ids)) - 1
        if last >= page * PAGE:
            self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, 5))

    def _keep(self, rows: Iterable[RowView]) -> None:
        for row in rows:
            self._rows[row.id] = row
            self._rows.move_to_end(row.id)
        while len(self._rows) > KEPT_PAGES * PAGE:
            self._rows.popitem(last=False)

    # News

    def _show(self, turn: int, news: _News) -> None:
        if turn != self._turn:
            return
        self._reset(news.ids if news.ids is not None else array("q"))
        self._revision = news.revision
        self.counted.emit(news.counts)
        self.shown.emit()

    def _reset(self, ids: array[int]) -> None:
        self.beginResetModel()
        self._ids = ids
        self._rows.clear()
        self._asked.clear()
        self.endResetModel()
        self._set_pending(0)

    def _look_failed(self, why: str) -> None:
        self._looking = False
        self.failed.emit(why)

    def _take_up(self, turn: int, news: _News) -> None:
        if turn != self._turn:
            return
        if news.ids is not None:
            self._let_in(news.ids)
        self._reload()
        self._revision = news.revision
        self.counted.emit(news.counts)
        # A list that takes long to look through is looked through less often.
        QTimer.singleShot(int(min(10_000, news.seconds * 5_000)), self, partial(self._rest, turn))

    def _rest(self, turn: int) -> None:
        if turn == self._turn:
            self._looking = False
            if self._again:
                self.refresh()

    def _let_in(self, now: array[int]) -> None:
        known = len(self._ids)
        if now[:known] == self._ids:
            new = now[known:]
        else:
            seen = set(self._ids)
            new = array("q", (one for one in now if one not in seen))
        if self._order is not None and self._order.by != "added":
            self._set_pending(len(new))
        elif new:
            self.beginInsertRows(QModelIndex(), known, known + len(new) - 1)
            self._ids.extend(new)
            self.endInsertRows()
            self._asked.pop(known // PAGE, None)

    def _set_pending(self, number: int) -> None:
        if number != self.pending:
            self.pending = number
            self.arrived.emit(number)

    def _reload(self) -> None:
        """Rows that are held and have changed are fetched again; the old stay until the new are there."""
        workspace = self._workspace
        self._asked.clear()  # a page on its way may already be out of date: it is asked for again
        if workspace is None or not self._ids:
            return
        held, turn, run, since = set(self._rows), self._turn, self._run, self._revision

        def work() -> list[RowView]:
            changed = [one for one in workspace.changed_since(run, since) if one in held]
            return workspace.rows_of(changed) if changed else []

        self._background.run(work, lambda rows: self._renew(turn, rows), self.failed.emit)

    def _renew(self, turn: int, rows: list[RowView]) -> None:
        if turn != self._turn or not self._ids:
            return
        for row in rows:
            if row.id in self._rows:
                self._rows[row.id] = row
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 5))


def column_name(column: int) -> str:
    return (tr("File"), tr("Category"), tr("Confidence"), tr("Status"), tr("Reason"), tr("Folder"))[column]


def _text(shown: Cells, column: int) -> str:
    return (shown.file, shown.category, shown.confidence, shown.status, shown.reason, shown.folder)[column]


def _look(workspace: Workspace, run: int, where: Where, order: Order, known: int = -1) -> _News:
    """How the list stands. The ids are fetched only where they may be others than before."""
    began = time.monotonic()
    revision = workspace.revision()
    counts = workspace.counts(run)
    narrowed = bool(where.text or where.verdict or where.category or where.folder)
    ids = array("q", workspace.ids(run, where, order)) if narrowed or counts.all != known else None
    return _News(revision, counts, ids, time.monotonic() - began)
