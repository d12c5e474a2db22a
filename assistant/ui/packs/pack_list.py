"""The packs under one another, and which of them is in use."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.ui.packs.pack_row import DamagedRow, PackRow
from assistant.ui.packs.shelf import AtHand
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import take_out


class PackList(QWidget):
    """Tells what is asked of which pack."""

    use = Signal(str)  # the pack
    export = Signal(object)  # AtHand, and so on
    rename = Signal(object, str)
    remove = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: dict[str, PackRow | DamagedRow] = {}
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def fill(self, packs: Sequence[AtHand], in_use: str) -> None:
        """The rows anew where anything has changed; those that were open stay open."""
        if self._shown == (list(packs), in_use):
            return
        self._shown = (list(packs), in_use)
        opened = {pack for pack, row in self.rows.items() if isinstance(row, PackRow) and row.fold.is_open}
        for row in self.rows.values():
            take_out(self._column, row)
        self.rows = {one.pack: self._row(one, one.pack == in_use) for one in packs}
        for pack, row in self.rows.items():
            self._column.addWidget(row)
            if pack in opened and isinstance(row, PackRow):
                row.fold.open(True)

    def end_rename(self) -> bool:
        """False where no name was being typed in."""
        return any(isinstance(row, PackRow) and row.end_rename() for row in self.rows.values())

    def _row(self, one: AtHand, in_use: bool) -> PackRow | DamagedRow:
        if one.about is None:
            damaged = DamagedRow(self._theme, one.name, one.complaint, in_use)
            damaged.remove.connect(lambda: self.remove.emit(one))
            return damaged
        made = PackRow(self._theme, one.about, in_use, one.shipped)
        made.use.connect(lambda: self.use.emit(one.pack))
        made.export.connect(lambda: self.export.emit(one))
        made.rename.connect(lambda name: self.rename.emit(one, name))
        made.remove.connect(lambda: self.remove.emit(one))
        return made
