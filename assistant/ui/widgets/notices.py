"""Sentences that need an answer or must be seen, in cards inside the page: never a pop-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from assistant.ui.text import safe, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.announce import announce
from assistant.ui.widgets.controls import button, icon_button, label, set_tone

ICONS = {"stop": "circle-alert", "unsure": "triangle-alert", "sure": "circle-check", "cloud": "cloud"}


class Notice(QFrame):
    """One sentence with what can be done about it, and a cross to put it away."""

    gone = Signal()

    def __init__(
        self, theme: Theme, text: str, tone: str, actions: Sequence[tuple[str, Callable[[], None]]]
    ) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self._theme = theme
        self._tone = tone
        self._sign = QLabel()
        self._sign.setAccessibleName(tr("Notice"))
        self._text = label(safe(text), wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 8, 8)
        line.setSpacing(12)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._text, 1)
        for name, act in actions:
            made = button(name)
            made.clicked.connect(act)
            made.clicked.connect(self.put_away)
            line.addWidget(made)
        close = icon_button(theme, "x", tr("Put this notice away"), "bare")
        close.clicked.connect(self.put_away)
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self._paint)
        self._paint()

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, text: str) -> None:
        self._text.setText(text)

    def put_away(self) -> None:
        self.hide()
        self.gone.emit()
        self.deleteLater()

    def _paint(self) -> None:
        set_tone(self, "sure" if self._tone == "cloud" else self._tone)
        colours = self._theme.tokens
        colour = {"stop": colours.stop, "unsure": colours.unsure, "sure": colours.sure}.get(
            self._tone, colours.ink_2
        )
        self._sign.setPixmap(self._theme.icon(ICONS[self._tone], colour).pixmap(18, 18))


class Notices(QWidget):
    """The notices of a page, newest last, at most three; the same kind replaces its earlier one."""

    MOST = 3

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._kinds: dict[str, Notice] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.setVisible(False)

    def say(
        self,
        text: str,
        tone: str = "stop",
        actions: Sequence[tuple[str, Callable[[], None]]] = (),
        kind: str = "",
    ) -> Notice:
        kind = kind or text
        self.take_back(kind)
        notice = Notice(self._theme, text, tone, actions)
        notice.gone.connect(lambda: self._gone(kind, notice))
        self._kinds[kind] = notice
        self._column.addWidget(notice)
        while len(self._kinds) > self.MOST:
            self.take_back(next(iter(self._kinds)))
        self.setVisible(True)
        announce(self, text)
        return notice

    def take_back(self, kind: str) -> None:
        notice = self._kinds.pop(kind, None)
        if notice is not None:
            notice.put_away()
        self.setVisible(bool(self._kinds))

    def texts(self) -> list[str]:
        return [notice.text for notice in self._kinds.values()]

    def _gone(self, kind: str, notice: Notice) -> None:
        if self._kinds.get(kind) is notice:
            del self._kinds[kind]
            self.setVisible(bool(self._kinds))
