"""A source as it is shown: what it is, where in it, and its addresses to copy. Nothing opens the internet."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.advise.rules import Source
from assistant.ui.decide.address import Address
from assistant.ui.decide.fold import reading


class SourceLines(QWidget):
    def __init__(self, source: Source) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(reading(f"{source.instrument}, {source.section}"))
        column.addWidget(reading(source.title))
        for address in (source.address, *source.more):
            line = Address()
            column.addWidget(line)  # before it is shown: without a parent it would be a window of its own
            line.show_address(address)
