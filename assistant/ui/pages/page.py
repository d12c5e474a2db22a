"""What every page offers to the shell."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget


class Page(QWidget):
    """`title` and `context` go into the page's head, with at most three `buttons`."""

    context_changed = Signal()
    buttons_changed = Signal()
    go = Signal(str)  # asks the shell for another page

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    @property
    def title(self) -> str:
        raise NotImplementedError

    @property
    def context(self) -> str:
        return ""

    def buttons(self) -> list[QPushButton]:
        return []

    def panes(self) -> list[QWidget]:
        """Where F6 goes, in turn."""
        return [self]

    def shown(self) -> None:
        """The shell has brought this page to the front."""

    def undo(self) -> None:
        """Ctrl+Z."""

    def search(self) -> None:
        """Ctrl+F."""

    def back(self) -> bool:
        """Alt+Left. True where the page has a place of its own to go back to."""
        return False

    def hidden(self) -> None:
        """Another page has come to the front."""

    def escape(self) -> None:
        """Esc, where nothing nearer has taken it."""

    @property
    def drop_hint(self) -> str:
        """What letting files go on this page does, in a few words; "" where they go to the Sort page."""
        return ""

    def drop(self, local: list[str], others: int) -> None:
        """Files dropped anywhere on the window, as paths, and how many things came along that are none."""

    def tell(self, sentence: str) -> None:
        """Something went wrong: show the sentence."""
