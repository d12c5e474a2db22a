"""One assessment in the list: its name, how far it is, what was advised, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QMenu, QVBoxLayout

from assistant.ui.decide.listed import Listed
from assistant.ui.text import safe, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import ElidedLabel, button, label, set_tone
from assistant.ui.widgets.strip import Bar

BAR_WIDTH = 120


class Entry(QFrame):
    """Enter or a double click opens it, F2 renames it in its place, Delete deletes it."""

    opened = Signal(int)
    renamed = Signal(int, str)
    copied = Signal(int)
    exported = Signal(int)
    deleted = Signal(int)

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self.number = number
        self._theme = theme
        self.setProperty("kind", "entry")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name = ElidedLabel("", "card-title")
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Name of the assessment"))
        self.field.returnPressed.connect(self._take_name)
        self.field.editingFinished.connect(self._take_name)
        self.field.hide()
        self.field.installEventFilter(self)
        self._advice = label("", "", wrap=True)
        self._progress = label("", "quiet", wrap=True)
        self._bar = Bar(theme)
        self._bar.setFixedWidth(BAR_WIDTH)
        self._review = label("", "quiet", wrap=True)
        self._sign = QLabel()
        self._sign.setFixedSize(16, 16)
        self.open_button = button(tr("Continue"))
        self.open_button.clicked.connect(lambda: self.opened.emit(self.number))
        self.more_button = button(tr("More"), "", tr("Rename, copy, save as a file, delete"))
        self.more_button.clicked.connect(self._drop_menu)
        self._due = False
        theme.changed.connect(self._paint)
        self._lay_out()

    def show_listed(self, name: str, shown: Listed) -> None:
        name = safe(name)
        self._name.setText(name)
        self._advice.setText(tr("Last advice: {what}", what=shown.advice) if shown.advice else "")
        self._advice.setVisible(bool(shown.advice))
        self._progress.setText(tr("{progress}. {changed}", progress=shown.progress, changed=shown.changed))
        self._bar.setVisible(shown.share is not None)
        self._bar.fill(shown.share or 0.0)
        self._review.setText(shown.review)
        self._due = shown.review_due
        set_tone(self._review, "stop" if self._due else "")
        self._review.setVisible(bool(shown.review))
        self._sign.setVisible(self._due)
        words = tr("Open the advice") if shown.at_result else tr("Continue")
        self.open_button.setText(words)
        self.open_button.setAccessibleName(tr("{words}: {name}", words=words, name=name))
        self.more_button.setAccessibleName(tr("More for {name}", name=name))
        said = (self._advice.text(), self._progress.text(), shown.review)
        self.setAccessibleName(name)
        self.setAccessibleDescription(". ".join(one for one in said if one))
        self._paint()

    @property
    def words(self) -> list[str]:
        """Everything that it shows, for tests of what a user sees."""
        shown = (self._name, self._advice, self._progress, self._review)
        return [one.text() for one in shown if not one.isHidden() and one.text()]

    @property
    def is_due(self) -> bool:
        return self._due

    # Renaming

    def begin_rename(self) -> None:
        self.field.setText(self._name.text())
        self._name.hide()
        self.field.show()
        self.field.setFocus()
        self.field.selectAll()

    def end_rename(self) -> None:
        if self.is_renaming:
            self.field.hide()
            self._name.show()
            self.setFocus()

    @property
    def is_renaming(self) -> bool:
        return not self.field.isHidden()

    def _take_name(self) -> None:
        if not self.is_renaming:
            return
        name, before = self.field.text(), self._name.text()
        self.end_rename()
        if name != before:
            self.renamed.emit(self.number, name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves the name as it was."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            # The window's own Esc comes as a shortcut, before the key: taken here, it is not asked for.
            if event.type() == QEvent.Type.KeyPress:
                self.field.setText(self._name.text())
                self.end_rename()
            event.accept()
            return True
        return False

    # The menu

    def make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(self.more_button.accessibleName())
        for words, act in self._actions():
            action = QAction(words, menu)
            action.triggered.connect(act)
            menu.addAction(action)
        return menu

    def _actions(self) -> list[tuple[str, Callable[[], object]]]:
        return [
            (f"{tr('Rename')}\tF2", self.begin_rename),
            (tr("Copy it to ask “what if”"), lambda: self.copied.emit(self.number)),
            (tr("Save as a file (JSON)..."), lambda: self.exported.emit(self.number)),
            (f"{tr('Delete')}\t{tr('Del')}", lambda: self.deleted.emit(self.number)),
        ]

    def _drop_menu(self) -> None:
        menu = self.make_menu()
        below = self.more_button.mapToGlobal(QPoint(self.more_button.width(), self.more_button.height() + 4))
        menu.popup(below - QPoint(menu.sizeHint().width(), 0))

    # Keys and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Return: lambda: self.opened.emit(self.number),
            Qt.Key.Key_Enter: lambda: self.opened.emit(self.number),
            Qt.Key.Key_F2: self.begin_rename,
            Qt.Key.Key_Delete: lambda: self.deleted.emit(self.number),
            Qt.Key.Key_Down: self.focusNextChild,
            Qt.Key.Key_Up: self.focusPreviousChild,
        }
        act = acts.get(event.key())
        if self.is_renaming or not self.hasFocus() or act is None:
            super().keyPressEvent(event)
        else:
            act()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self.number)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.make_menu().popup(event.globalPos())

    def _paint(self) -> None:
        self._sign.setPixmap(self._theme.icon("circle-alert", self._theme.tokens.stop).pixmap(16, 16))
        for one in (self._name, self.field):
            one.setFixedHeight(self._theme.sizes.control)

    def _lay_out(self) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        how_far = QHBoxLayout()
        how_far.setSpacing(12)
        how_far.addWidget(self._bar, 0, middle)
        how_far.addWidget(self._progress, 1)
        review = QHBoxLayout()
        review.setSpacing(6)
        review.addWidget(self._sign)
        review.addWidget(self._review, 1)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._name)
        words.addWidget(self.field)
        words.addWidget(self._advice)
        words.addLayout(how_far)
        words.addLayout(review)
        line = QHBoxLayout(self)
        line.setContentsMargins(18, 8, 14, 12)
        line.setSpacing(12)
        line.addLayout(words, 1)
        line.addWidget(self.open_button, 0, middle)
        line.addWidget(self.more_button, 0, middle)
