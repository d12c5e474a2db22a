"""The table's model: every row there, none moved, however many there are."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from assistant.ui.background import Background
from assistant.ui.models import rows
from assistant.ui.models.rows import RowsModel
from assistant.workspace.store import NewDocument, Order, Where, Workspace
from tests.ui.conftest import Seed

NAMES = {"invoice": "Invoice", "payroll": "Payroll", "minutes": "Minutes"}


@pytest.fixture
def background() -> Iterator[Background]:
    background = Background()
    yield background
    background.close()


@pytest.fixture
def model(background: Background) -> RowsModel:
    return RowsModel(background)


@pytest.fixture
def workspace(seed: Seed, home: Path) -> Iterator[Workspace]:
    seed(30)
    workspace = Workspace.open(home)
    yield workspace
    workspace.close()


def _show(qtbot: QtBot, model: RowsModel, workspace: Workspace, by: str = "added") -> int:
    run = workspace.last_run()
    assert run is not None
    with qtbot.waitSignal(model.shown, timeout=10_000):
        model.show(workspace, run.id, Where(), Order(by), NAMES)  # type: ignore[arg-type]
    return run.id


def _names(qtbot: QtBot, model: RowsModel) -> list[str]:
    qtbot.waitUntil(lambda: all(model.cells_at(row) for row in range(model.rowCount())), timeout=10_000)
    return [str(model.data(model.index(row, rows.FILE))) for row in range(model.rowCount())]


def _add(workspace: Workspace, run: int, *names: str) -> None:
    folder = Path(workspace.rows_of(workspace.ids(run, Where(), Order())[:1])[0].folder)
    paths = [str(folder / name) for name in names]
    workspace.enqueue(run, [NewDocument(path=path, given=path) for path in paths])


def test_each_cell_says_what_the_workspace_holds(
    qtbot: QtBot, model: RowsModel, workspace: Workspace
) -> None:
    _show(qtbot, model, workspace)
    _names(qtbot, model)
    row = [model.data(model.index(1, column)) for column in range(model.columnCount())]
    assert row[:4] == ["00002 unsure.txt", "Not sure", "54%", "Invoice or Quote?"]
    assert model.data(model.index(3, rows.STATUS)) == "Password needed"
    assert "locked with a password" in model.data(model.index(3, rows.STATUS), Qt.ItemDataRole.ToolTipRole)


def test_a_row_is_read_out_whole(qtbot: QtBot, model: RowsModel, workspace: Workspace) -> None:
    _show(qtbot, model, workspace)
    _names(qtbot, model)
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "00001 invoice.txt, Invoice, 97%, Sure"


def test_a_name_with_markup_is_shown_as_it_is(qtbot: QtBot, model: RowsModel, workspace: Workspace) -> None:
    _show(qtbot, model, workspace)
    assert "00005 <b>letter.txt" in _names(qtbot, model)
    tip = model.data(model.index(4, 0), Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip


def test_new_rows_come_at_the_end(qtbot: QtBot, model: RowsModel, workspace: Workspace) -> None:
    run = _show(qtbot, model, workspace)
    before = _names(qtbot, model)
    _add(workspace, run, "00000 first by name.txt")
    model.refresh()
    qtbot.waitUntil(lambda: model.rowCount() == 31)
    assert _names(qtbot, model) == [*before, "00000 first by name.txt"]


def test_in_a_chosen_order_new_rows_wait(qtbot: QtBot, model: RowsModel, workspace: Workspace) -> None:
    run = _show(qtbot, model, workspace, "name")
    before = _names(qtbot, model)
    _add(workspace, run, "00000 first by name.txt", "zz last.txt")
    with qtbot.waitSignal(model.arrived) as told:
        model.refresh()
    assert told.args == [2]
    assert _names(qtbot, model) == before
    _show(qtbot, model, workspace, "name")
    assert _names(qtbot, model)[0] == "00000 first by name.txt"
    assert model.pending == 0


def test_a_row_that_changes_stays_where_it_is(qtbot: QtBot, model: RowsModel, workspace: Workspace) -> None:
    _show(qtbot, model, workspace, "category")
    before = _names(qtbot, model)
    first = model.id_at(0)
    workspace.put_right([first], "payroll")
    model.refresh()
    qtbot.waitUntil(lambda: model.data(model.index(0, rows.STATUS)) == "You said")
    assert _names(qtbot, model) == before
    assert model.data(model.index(0, rows.CATEGORY)) == "Payroll"


def test_a_row_that_leaves_the_filter_stays_until_asked_anew(
    qtbot: QtBot, model: RowsModel, workspace: Workspace
) -> None:
    run = workspace.last_run()
    assert run is not None
    with qtbot.waitSignal(model.shown):
        model.show(workspace, run.id, Where(verdict="not_sure"), Order(), NAMES)
    number = model.rowCount()
    workspace.put_right([model.id_at(0)], "invoice")
    model.refresh()
    qtbot.waitUntil(lambda: model.data(model.index(0, rows.STATUS)) == "You said")
    assert model.rowCount() == number


def test_a_broken_workspace_is_told_not_raised(qtbot: QtBot, model: RowsModel, workspace: Workspace) -> None:
    _show(qtbot, model, workspace)
    workspace.close()
    with qtbot.waitSignal(model.failed) as told:
        assert model.data(model.index(0, 0)) is None
    assert "Traceback" not in told.args[0]


def test_ten_thousand_rows_are_looked_through_fast(
    qtbot: QtBot, model: RowsModel, seed: Seed, home: Path
) -> None:
    seed(10_000)
    workspace = Workspace.open(home)
    _show(qtbot, model, workspace)
    began = time.monotonic()
    for row in range(0, 10_000, 500):  # each in a page of its own, as when the bar is dragged
        qtbot.waitUntil(lambda at=row: model.cells_at(at) is not None, timeout=5000)
    assert model.rowCount() == 10_000
    assert time.monotonic() - began < 10  # generous: about 0.2 s where nothing else runs
    workspace.close()
