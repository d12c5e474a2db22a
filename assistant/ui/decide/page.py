"""What the pages of the wizard have in common: they wait for the rules, and say what went wrong at their top."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from assistant.ui.decide.desk import Desk
from assistant.ui.decide.term_links import TermLinks
from assistant.ui.pages.page import Page
from assistant.ui.session import Session
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.notices import Notices


class DeskPage(Page):
    """A page fills `body`. `prepared` is called on each showing, once the rules and the list are there."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session, self.theme = session, theme
        self.notices = Notices(theme)
        self.notices.setContentsMargins(0, 0, 0, 12)  # off what follows, while there are any
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(24, 0, 24, 0)
        above.addWidget(self.notices)
        outer.addLayout(above)
        outer.addLayout(self.body, 1)
        self._front = False
        session.opened.connect(self._begin)
        session.desk.prepared.connect(self._ready)
        session.desk.refused.connect(self._refused)
        session.desk.unsaved.connect(self._unsaved)
        session.desk.saved.connect(lambda: self.notices.take_back("unsaved"))

    @property
    def desk(self) -> Desk:
        return self.session.desk

    def prepared(self) -> None:
        """The page is in front, and the desk is ready: show how things stand."""

    def shown(self) -> None:
        self._front = True
        self._begin()

    def hidden(self) -> None:
        self._front = False

    @property
    def in_front(self) -> bool:
        return self._front

    def tell(self, sentence: str) -> None:
        self.notices.say(sentence, "stop", kind="told")

    def links(self, text: str = "") -> TermLinks:
        """Links to the glossary for the words of the text that it explains."""
        made = TermLinks(self.session, self)
        made.go.connect(self.go)
        made.show_terms_of(text)
        return made

    def _begin(self) -> None:
        if self._front and self.session.is_open:
            self.desk.prepare()

    def _ready(self) -> None:
        if self._front:
            self.prepared()

    def _refused(self, sentence: str) -> None:
        if self._front:
            self.tell(sentence)

    def _unsaved(self, sentence: str) -> None:
        """On every page of the wizard: it holds wherever the user goes, until the change is saved."""
        self.notices.say(sentence, "stop", kind="unsaved")


def scrolled(name: str) -> tuple[QScrollArea, QVBoxLayout]:
    """A column that scrolls when it must, by the keys too, and the layout to fill."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(name)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    inside = QWidget()
    inside.setObjectName("scrolled")
    column = QVBoxLayout(inside)
    column.setContentsMargins(24, 0, 24, 24)
    column.setSpacing(12)
    area.setWidget(inside)
    return area, column
