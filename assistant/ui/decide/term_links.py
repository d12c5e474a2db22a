"""The words of a text that the glossary explains, as links to them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from assistant.advise.glossary import shipped
from assistant.ui.session import Session
from assistant.ui.text import tr
from assistant.ui.widgets.controls import button, label, take_out
from assistant.ui.widgets.flow import Flow

MOST = 5


class TermLinks(QWidget):
    """ "What do these mean? Distillation, RAG". A link sets the desk's term and asks for the glossary.

    Connect `go` to the page's own `go`. Nothing is shown where the text holds no such word. It needs a
    parent from the start: shown without one it would be a window of its own, and take the focus away.
    """

    go = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: list[str] = []
        self.links: list[QPushButton] = []
        self._line = Flow()
        self.setLayout(self._line)
        self._asks = label("", "quiet")
        self._line.addWidget(self._asks)
        self.hide()

    def show_terms_of(self, text: str) -> None:
        self.show_terms(shipped().terms_in(text))

    def show_terms(self, terms: list[str]) -> None:
        """By their ids; the first few of them."""
        terms = terms[:MOST]
        if terms == self._shown:
            return
        self._shown = terms
        for old in self.links:
            take_out(self._line, old)
        self.links = [self._link(term) for term in terms]
        for at, link in enumerate(self.links):
            self._line.insert(1 + at, link)
        self._asks.setText(tr("What does this mean?") if len(terms) == 1 else tr("What do these mean?"))
        self.setVisible(bool(terms))

    def _link(self, term: str) -> QPushButton:
        name = shipped()[term].name
        made = button(name, "link")
        made.setAccessibleName(tr("What does {name} mean?", name=name))
        made.clicked.connect(lambda: self._ask(term))
        return made

    def _ask(self, term: str) -> None:
        self._session.desk.term = term
        self.go.emit("glossary")
