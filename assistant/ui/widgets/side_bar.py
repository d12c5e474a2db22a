"""The side bar: what a person can do, in groups, and the offline promise at its foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from assistant.ui.text import tr
from assistant.ui.widgets.controls import button, label, rule

WIDTH, NARROW = 208, 164  # the narrow one where the window is small


class SideBar(QWidget):
    """`chosen` names the page that was asked for; `check` asks how the promise can be checked."""

    chosen = Signal(str)
    check = Signal()

    def __init__(self, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Pages"))
        self.setFixedWidth(WIDTH)
        self.buttons: dict[str, QPushButton] = {}
        self._badges: dict[str, QLabel] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 20, 8, 28)
        column.setSpacing(2)
        brand = label("Stillroom", "brand")
        brand.setContentsMargins(12, 0, 0, 16)
        column.addWidget(brand)
        for title, pages in groups:
            heading = label(title, "group")
            heading.setContentsMargins(12, 14, 0, 6)
            column.addWidget(heading)
            for page, name in pages:
                column.addWidget(self._entry(page, name))
        column.addStretch(1)
        column.addWidget(rule())
        promise = label(tr("Works offline. Nothing leaves this computer."), "quiet", wrap=True)
        promise.setContentsMargins(12, 12, 8, 0)
        column.addWidget(promise)
        how = button(tr("How to check this"), "link")
        how.clicked.connect(self.check)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 0, 0, 0)
        foot.addWidget(how)
        column.addLayout(foot)

    def set_narrow(self, narrow: bool) -> None:
        self.setFixedWidth(NARROW if narrow else WIDTH)

    def mark(self, page: str) -> None:
        """Shows which page is open; none where it is one from the menu."""
        self._group.setExclusive(False)
        for name, entry in self.buttons.items():
            entry.setChecked(name == page)
        self._group.setExclusive(page in self.buttons)

    def set_badge(self, page: str, words: str, spoken: str) -> None:
        """A pill at the right of an entry, "" for none; `spoken` follows its name for a screen reader."""
        entry = self.buttons[page]
        if page not in self._badges:
            badge = self._badges[page] = label("", "badge")
            badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            line = QHBoxLayout(entry)
            line.setContentsMargins(0, 0, 12, 0)
            line.addStretch(1)
            line.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self._badges[page].setText(words)
        self._badges[page].setVisible(bool(words))
        name = entry.text().replace("&&", "&")
        entry.setAccessibleName(f"{name}, {spoken}" if words else name)

    def badge(self, page: str) -> str:
        return self._badges[page].text() if page in self._badges else ""

    def _entry(self, page: str, name: str) -> QPushButton:
        entry = button(name, "nav")
        entry.setCheckable(True)
        entry.clicked.connect(lambda: self.chosen.emit(page))
        self._group.addButton(entry)
        self.buttons[page] = entry
        return entry
