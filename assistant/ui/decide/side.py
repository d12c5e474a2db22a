"""Beside a question: the sections with how far one has come, and why the question is asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from assistant.advise.questionnaire import Question
from assistant.advise.rules import Source
from assistant.ui.decide.fold import Opener, passive
from assistant.ui.decide.walk import Mark, Part, Progress
from assistant.ui.guard import guarded
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import button, label, restyle, take_out
from assistant.ui.widgets.strip import Bar

MARK = 16


class MarkSign(QWidget):
    """A tick, a full ring or an empty one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._mark: Mark = "open"
        self.setFixedSize(MARK, MARK)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def show_mark(self, mark: Mark) -> None:
        self._mark = mark
        self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(self._theme.tokens.sure)
        painter.setPen(QPen(colour, 1.6))
        if self._mark == "done":
            painter.drawPolyline(QPolygonF([QPointF(3, 8.5), QPointF(6.3, 11.6), QPointF(12.5, 4.8)]))
        else:
            if self._mark == "current":
                painter.setBrush(colour)
            painter.drawEllipse(QRectF(3.2, 3.2, 9.6, 9.6))


class SectionButton(Opener):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "step")
        self._sign = MarkSign(theme)
        self._title = passive(label("", "", wrap=True))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 6, 0, 6)
        line.setSpacing(10)
        line.addWidget(self._sign)
        line.addWidget(self._title, 1)

    def show_part(self, part: Part) -> None:
        title = tr("{title} (optional)", title=part.title) if part.optional else part.title
        self._title.setText(title)
        kind = "strong" if part.mark == "current" else "step"
        if self._title.property("kind") != kind:
            self._title.setProperty("kind", kind)
            restyle(self._title)
        self._sign.show_mark(part.mark)
        self.setEnabled(part.first is not None)
        state = {"done": tr("done"), "current": tr("you are here"), "open": tr("open")}[part.mark]
        self.setAccessibleName(tr("{title}, {state}", title=title, state=state))


class SectionsPane(QWidget):
    chosen = Signal(str)  # the id of the question to go to

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Sections"))
        self._theme = theme
        self.sections: list[SectionButton] = []
        self._firsts: list[str | None] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self.bar = Bar(theme)
        self.words = label("", "quiet", wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._column)
        whole.addSpacing(14)
        whole.addWidget(self.bar)
        whole.addSpacing(5)
        whole.addWidget(self.words)
        whole.addStretch(1)

    def show_parts(self, parts: Sequence[Part], progress: Progress) -> None:
        while len(self.sections) < len(parts):
            made, at = SectionButton(self._theme), len(self.sections)
            made.clicked.connect(lambda _=False, at=at: self._clicked(at))
            self._column.addWidget(made)
            self.sections.append(made)
        for at, one in enumerate(self.sections):
            one.setVisible(at < len(parts))
        self._firsts = [part.first for part in parts]
        for one, part in zip(self.sections, parts, strict=False):
            one.show_part(part)
        self.bar.fill(progress.share)
        self.words.setText(progress_line(progress))

    def _clicked(self, at: int) -> None:
        first = self._firsts[at]
        if first is not None:
            self.chosen.emit(first)


class WhyCard(QFrame):
    """Why the question is asked, on what source, and the words in it that the glossary explains."""

    term = Signal(str)
    source = Signal(str)  # its address

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._text = label("", "second", wrap=True)
        self._cited = _LinkText()
        self._address = ""
        self._cited.clicked.connect(self._ask_source)
        self._meaning = label(tr("What does this mean?"), "strong")
        self._terms = QVBoxLayout()
        self._terms.setSpacing(2)
        self.links: list[QWidget] = []
        self._shown: tuple[Question, tuple[tuple[str, str], ...]] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(tr("Why we ask"), "strong"))
        column.addWidget(self._text)
        column.addWidget(self._cited)
        column.addWidget(self._meaning)
        column.addLayout(self._terms)

    def show_question(
        self, question: Question, source: Source | None, terms: Sequence[tuple[str, str]]
    ) -> None:
        """`terms` are the glossary's ids and names. What is shown already stays, with the focus that is in it."""
        shown = (question, tuple(terms))
        if shown == self._shown:
            return
        self._shown = shown
        self._text.setText(question.why)
        self._cited.setVisible(source is not None)
        if source is not None:
            self._address = source.address
            self._cited.show_text(tr("Source: {what}, {where}", what=source.instrument, where=source.section))
            self._cited.setToolTip(tr("Copies the address: {address}", address=source.address))
        for old in self.links:
            take_out(self._terms, old)
        self.links = []
        self._meaning.setVisible(bool(terms))
        for key, name in terms:
            link = button(name, "link")
            link.setAccessibleName(tr("What does “{name}” mean?", name=name))
            link.clicked.connect(lambda _=False, which=key: self.term.emit(which))
            self._terms.addWidget(link)
            self.links.append(link)

    def stops(self) -> list[QWidget]:
        """Where Tab may stop, in order."""
        return [self._cited, *self.links]

    def _ask_source(self) -> None:
        self.source.emit(self._address)


class _LinkText(Opener):
    """A link whose words wrap."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._text = passive(label("", "link", wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 3)
        column.addWidget(self._text)

    def show_text(self, text: str) -> None:
        self._text.setText(text)
        self.setAccessibleName(text)


def progress_line(progress: Progress) -> str:
    if progress.complete:
        return tr("{n} of {n} questions", n=progress.total)
    return tr("{done} of about {all} questions", done=progress.answered, all=progress.total)
