"""An address on the web, to be read and copied: nothing here opens it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from assistant.ui.text import safe, tr
from assistant.ui.widgets.announce import announce
from assistant.ui.widgets.controls import button


class Address(QWidget):
    """Hidden where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setReadOnly(True)
        self.line.setProperty("kind", "address")
        self.line.setTextMargins(-2, 0, 0, 0)
        self.line.setAccessibleName(tr("Address of the source"))
        self.copy = button(tr("Copy"), "link", tr("Copy the address"))
        self.copy.clicked.connect(self._copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.line, 1)
        row.addWidget(self.copy)
        self.setVisible(False)

    def show_address(self, address: str) -> None:
        self.line.setText(safe(address))
        self.line.setCursorPosition(0)
        self.copy.setText(tr("Copy"))
        self.copy.setAccessibleName(tr("Copy the address {address}", address=safe(address)))
        self.setVisible(bool(address))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.line.text())
        self.copy.setText(tr("Copied"))
        announce(self.copy, tr("Copied"))
