"""The words that an owner may not know, with a drawing where it helps."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from assistant.advise.glossary import FOLDER, Glossary, Term, shipped
from assistant.paths import resources
from assistant.ui.decide.cited import SourceLines
from assistant.ui.decide.drawing import Drawing
from assistant.ui.decide.fold import reading
from assistant.ui.decide.page import DeskPage, scrolled
from assistant.ui.session import Session
from assistant.ui.text import plural, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import button, card, label, take_out
from assistant.ui.widgets.flow import Flow

ID = Qt.ItemDataRole.UserRole
LIST, NARROW_LIST = 236, 184
NARROW = 720  # below this width the list gives up some of its own
READ = 640  # the longest line that reads well


class GlossaryPage(DeskPage):
    """Opens at the desk's term where one was asked for."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._words: Glossary | None = None
        self.term: Term | None = None
        self._been: list[str] = []
        self.field = QLineEdit(placeholderText=tr("Search the glossary"))
        self.field.setProperty("kind", "search")
        self.field.setAccessibleName(tr("Search the glossary"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Words"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda item, _: self._show(str(item.data(ID))) if item else None)
        self._none = label(tr("No word fits."), "quiet")
        self._none.hide()
        left = QVBoxLayout()
        left.setSpacing(8)
        for one in (self.field, self._none):
            left.addWidget(one)
        left.addWidget(self.list, 1)
        self._side = QWidget()
        self._side.setFixedWidth(LIST)
        self._side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 24)
        self._area, self._column = scrolled(tr("What the word means"))
        self._column.setContentsMargins(0, 0, 24, 24)
        self._shown: QWidget | None = None
        line = QHBoxLayout()
        line.setContentsMargins(24, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(self._side)
        line.addWidget(self._area, 1)
        self.body.addLayout(line, 1)

    @property
    def title(self) -> str:
        return tr("Glossary")

    @property
    def context(self) -> str:
        number = len(self._words.terms) if self._words else 0
        return (
            plural(number, "{n} word", "{n} words, each with an example from a small firm") if number else ""
        )

    def panes(self) -> list[QWidget]:
        return [self.field, self.list, self._area]

    def search(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def escape(self) -> None:
        self.field.clear()

    def back(self) -> bool:
        """From a word that was reached by a link, to the word before it."""
        if not self._been:
            return False
        self._select(self._been.pop())
        return True

    def shown(self) -> None:
        super().shown()
        self.list.setFocus()

    def prepared(self) -> None:
        if self._words is None:
            self.session.background.run(shipped, self._read, self.tell)
        else:
            self._open()

    def _read(self, words: Glossary) -> None:
        self._words = words
        for term in sorted(words.terms, key=lambda term: term.name.casefold()):
            item = QListWidgetItem(term.name)
            item.setData(ID, term.id)
            self.list.addItem(item)
        self.context_changed.emit()
        self._open()

    def _open(self) -> None:
        asked, self.desk.term = self.desk.term, ""
        if asked:
            self.field.clear()
            self._been.clear()
            self._select(asked)
            self.list.setFocus()
        elif self.term is None and self._words is not None:
            self._select(self._words.terms[0].id)

    def _select(self, term: str) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(ID) == term:
                self.list.item(row).setHidden(False)
                self.list.setCurrentRow(row)
                self.list.scrollToItem(self.list.item(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(NARROW_LIST if event.size().width() < NARROW else LIST)

    # The list

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        first: QListWidgetItem | None = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            fits = all(word in self._searched(str(item.data(ID))) for word in words)
            item.setHidden(not fits)
            first = first or (item if fits else None)
        self._none.setVisible(first is None)
        current = self.list.currentItem()
        if first is not None and (current is None or current.isHidden()):
            self.list.setCurrentItem(first)

    def _searched(self, key: str) -> str:
        assert self._words is not None
        term = self._words[key]
        return " ".join((term.name, *term.also, *term.forms, term.short)).casefold()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the list while the field is typed in."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            shown = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
            if step and shown:
                here = shown.index(self.list.currentRow()) if self.list.currentRow() in shown else -step
                self.list.setCurrentRow(shown[max(0, min(len(shown) - 1, here + step))])
                return True
        return super().eventFilter(watched, event)

    # One word

    def _show(self, key: str) -> None:
        if self._words is None or (self.term is not None and self.term.id == key):
            return
        self.term = self._words[key]
        if self._shown is not None:
            take_out(self._column, self._shown)
        self._shown = self._card(self.term)
        self._column.insertWidget(0, self._shown, 0, Qt.AlignmentFlag.AlignTop)
        self._area.verticalScrollBar().setValue(0)
        self._area.setAccessibleName(tr("What {name} means", name=self.term.name))

    def _card(self, term: Term) -> QWidget:
        made = card()
        column = QVBoxLayout(made)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(10)
        column.addWidget(label(term.name, "title", wrap=True))
        if term.also:
            column.addWidget(
                label(tr("Also called: {names}", names=", ".join(term.also)), "quiet", wrap=True)
            )
        column.addWidget(_lines(term.short, "strong"))
        if term.picture is not None:
            drawing = Drawing(self.theme)
            drawing.show_file(resources() / FOLDER / term.picture.file, term.picture.alt)
            column.addSpacing(6)
            column.addWidget(drawing)
            column.addSpacing(6)
        column.addWidget(_lines(term.more))
        if term.see:
            column.addLayout(self._see(term))
        if term.source:
            column.addSpacing(6)
            column.addWidget(label(tr("Source"), "quiet"))
            column.addWidget(SourceLines(self.desk.know.rules.sources[term.source]))
        return made

    def _see(self, term: Term) -> Flow:
        assert self._words is not None
        line = Flow()
        line.addWidget(label(tr("See also"), "quiet"))
        for other in term.see:
            name = self._words[other].name
            link = button(name, "link")
            link.setAccessibleName(tr("See also: {name}", name=name))
            link.clicked.connect(partial(self._follow, term.id, other))
            line.addWidget(link)
        return line

    def _follow(self, come_from: str, other: str) -> None:
        """Not while the link that was pressed is still at work: its card goes away."""
        self._been.append(come_from)
        QTimer.singleShot(0, self, lambda: self._arrive(other))

    def _arrive(self, other: str) -> None:
        self.field.clear()
        self._select(other)
        self.list.setFocus()


def _lines(text: str, kind: str = "") -> QWidget:
    made = reading(text.strip(), kind)
    made.setMaximumWidth(READ)
    return made
