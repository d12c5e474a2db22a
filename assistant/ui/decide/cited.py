"""A source as it is shown: what it is, where in it, and its addresses to copy. Nothing opens the internet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from assistant.advise.rules import Source
from assistant.ui.decide.fold import reading
from assistant.ui.text import tr
from assistant.ui.widgets.controls import button


class SourceLines(QWidget):
    """`told` gets a sentence when an address has been copied."""

    def __init__(self, source: Source, told: Callable[[str], None]) -> None:
        super().__init__()
        self._told = told
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(reading(f"{source.instrument}, {source.section}"))
        column.addWidget(reading(source.title))
        for address in (source.address, *source.more):
            column.addLayout(self._address(address))

    def _address(self, address: str) -> QHBoxLayout:
        copy = button(tr("Copy address"), "link")
        copy.setAccessibleName(tr("Copy the address {address}", address=address))
        copy.clicked.connect(lambda: self._copy(address))
        line = QHBoxLayout()
        line.setSpacing(12)
        # A place to break at after each stroke, so that a long address wraps; it is copied without them.
        line.addWidget(reading(address.replace("/", "/\N{ZERO WIDTH SPACE}"), "quiet"), 1)
        line.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _copy(self, address: str) -> None:
        QApplication.clipboard().setText(address)
        self._told(tr("The address is copied. Paste it into your browser."))
