"""Review: the documents that the machine is not sure about, one after the other, for a person's word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from assistant.ui import desktop
from assistant.ui.documents.categories import categories
from assistant.ui.documents.doubts import Doubts
from assistant.ui.documents.reading import Reading
from assistant.ui.pages.page import Page
from assistant.ui.pages.review_keys import ReviewKeys
from assistant.ui.session import Session
from assistant.ui.state import review
from assistant.ui.state.queue import Queue
from assistant.ui.state.row import NONE
from assistant.ui.text import safe, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.announce import announce
from assistant.ui.widgets.notices import Notices
from assistant.ui.widgets.offers import Offers
from assistant.ui.widgets.reading_pane import ReadingPane
from assistant.ui.widgets.standing import StandingCard

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.ui.state.pane import Choice

ROOMY = 820  # from this width on the categories have their full width
WIDE, NARROW = 320, 232


class ReviewPage(Page):
    """Shows a document, or how things stand. While it shows the latter, nothing puts a document in its place
    but the person."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._arriving = False  # it has just come to the front, and the queue is still being asked for
        self._announced = -1
        self.notices = Notices(theme)
        self.pane = ReadingPane(theme, offers=False)
        self.offers = Offers()
        self.standing = StandingCard()
        self.reading = Reading(session, self.pane, self)
        self.doubts = Doubts(session, self)
        self._keys = ReviewKeys(self)
        self._lay_out()
        self._connect()

    @property
    def queue(self) -> Queue:
        return self.doubts.queue

    # For the shell

    @property
    def title(self) -> str:
        return tr("Review")

    @property
    def context(self) -> str:
        run = self._session.run
        if run is None or not self.at_work:
            return safe(run.title) if run is not None else tr("What is not sure waits here")
        return review.context(self.queue, run.title)

    def panes(self) -> list[QWidget]:
        if not self.at_work:
            return [*self.standing.buttons()[:1]]
        return [self.pane.text, self.offers.categories.field]

    def shown(self) -> None:
        self.doubts.active = self._arriving = True
        self.offers.set_categories(categories(self._session))
        self.doubts.refresh()
        self._show()
        self._focus()

    def hidden(self) -> None:
        self.doubts.active = False

    def undo(self) -> None:
        self._session.answers.undo()

    def search(self) -> None:
        if self.at_work:
            self.offers.begin_with(self.offers.categories.field.text())
            self.offers.categories.field.selectAll()

    def back(self) -> bool:
        if self.at_work or self.queue.outcomes:
            return self.go_before()
        return False

    def escape(self) -> None:
        """Out of the list of categories, back to the document."""
        if self.at_work:
            self.offers.categories.field.clear()
            self._focus()

    def tell(self, sentence: str) -> None:
        self.notices.say(sentence, "stop", kind="told")

    # What the person says

    @property
    def at_work(self) -> bool:
        return self._stack.currentWidget() is self._work

    @property
    def suggestion(self) -> Choice | None:
        """What Enter accepts: the document's best candidate."""
        facts = self.reading.facts
        return facts.choices[0] if facts is not None and facts.choices and not facts.by_person else None

    def answer(self, category: str) -> None:
        row = self.reading.row
        if not self.at_work or row is None or row.id != self.queue.current:
            return
        best = row.result.alternatives[0].category if row.result and row.result.alternatives else None
        self._session.answers.give([row.id], category, row.name, alike=True)
        self.queue.answer(row.id, review.outcome_of(category, best, NONE), self.doubts.twins(row.id))
        self._next()

    def accept(self) -> None:
        """Takes the suggestion; a document that has been answered is left as it is."""
        row = self.reading.row
        if not self.at_work or row is None or row.id != self.queue.current:
            return
        if row.person is not None:
            self.queue.go_on()
            self._next()
        elif self.suggestion is not None:
            self.answer(self.suggestion.category)
        else:
            self._note(tr("There is no suggestion. Type a letter, or press 0."))

    def take_back(self) -> None:
        row = self.reading.row
        if row is not None:
            self._session.answers.give([row.id], None, row.name, alike=True)
            self.queue.take_back(row.id)
            self._focus()

    def put_off(self) -> None:
        if self.queue.put_off():
            self._next()
        else:
            self._note(tr("No other document is waiting."))

    def choose_number(self, number: int) -> None:
        facts = self.reading.facts
        if facts is not None and number <= len(facts.choices):
            self.answer(facts.choices[number - 1].category)

    def open_file(self) -> None:
        self._with_file(desktop.open_file)

    def _with_file(self, act: Callable[[str], str]) -> None:
        row = self.reading.row
        if row is not None and (refusal := act(row.path)):
            self.notices.say(refusal, "unsure", kind="open")

    def _note(self, sentence: str) -> None:
        self.offers.say(sentence, self._session.answers.can_undo)
        announce(self, sentence)

    def go_before(self) -> bool:
        """To the document before; False where there is none."""
        moved = self.queue.before()
        if moved:
            self._next()
        return moved

    def go_after(self) -> None:
        if self.queue.after():
            self._next()

    def _next(self) -> None:
        self.offers.categories.field.clear()
        self._turn_to(self._work if self.queue.current is not None else self._rest)
        self._show()
        self._focus()

    # What is shown

    def _show(self) -> None:
        """Brings the page up with the queue, without moving what a person is looking at."""
        if self._arriving and self.doubts.counts is not None:
            self._arriving = False
            self._begin()
        if self.at_work and self.queue.current is None:
            self._turn_to(self._rest)
        if self.at_work:
            self._show_document()
        else:
            run, counts = self._session.run, self.doubts.counts
            if run is None or counts is not None:
                busy = self._session.busy
                self.standing.show_standing(review.standing(run is not None, busy, counts, self.queue))
                self.standing.show()
        self.context_changed.emit()

    def _begin(self) -> None:
        """The first that waits, unless a document is being looked at already."""
        if self.at_work and self.queue.current is not None:
            return
        self.queue.first()
        if self.queue.current is not None:
            self._turn_to(self._work)

    def _show_document(self) -> None:
        self.pane.before.setEnabled(self.queue.position > 1)
        self.pane.after.setEnabled(self.queue.position < len(self.queue.ids))
        row = self.doubts.row()
        if row is None or row == self.reading.row:
            return
        self.reading.show(row)
        facts = self.reading.facts
        if facts is None:
            return
        self.offers.show_pane(facts)
        if self._announced != row.id:
            self._announced = row.id
            announce(self, review.spoken(self.queue, facts))

    def _turn_to(self, face: QWidget) -> None:
        if self._stack.currentWidget() is face:
            return
        self._stack.setCurrentWidget(face)
        if face is not self._work:
            self.reading.drop()
            self._announced = -1
            self._show()
        if self.isVisible():
            self._focus()

    def _focus(self) -> None:
        if self.isVisible() and (panes := self.panes()):
            panes[0].setFocus()

    # What the others say

    def _said(self, sentence: str, undoable: bool) -> None:
        self.offers.say(sentence, undoable)
        if self.isVisible():
            announce(self, sentence)

    def _undone(self, ids: list[int]) -> None:
        for one in ids:
            self.queue.take_back(one)
        if self.isVisible() and len(ids) == 1:
            self.queue.bring(ids[0])
            self._next()

    def _refused(self, ids: list[int], why: str) -> None:
        self._undone(ids)
        self.doubts.look_again()
        if self.isVisible():
            self.tell(why)

    def _act(self, act: str) -> None:
        if act == "folder":
            chosen = QFileDialog.getExistingDirectory(self, tr("Sort a folder"), str(Path.home()))
            if chosen:
                self._session.add([Path(chosen)])
                self.go.emit("sort")
        elif act == "look":
            self.go.emit("sort")
        elif act == "undo":
            self.undo()
        else:
            self.queue.first()
            self._next()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    # Made once

    def _lay_out(self) -> None:
        self._work = QWidget()
        line = QHBoxLayout(self._work)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.pane, 1)
        line.addWidget(self.offers)
        rest = QWidget()
        top = QVBoxLayout(rest)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.standing)
        top.addStretch(1)
        self._rest = rest
        self._stack = QStackedWidget()
        self._stack.addWidget(rest)
        self._stack.addWidget(self._work)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 0, 24, 24)
        outer.setSpacing(12)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self.notices)
        self.standing.hide()

    def _connect(self) -> None:
        answers = self._session.answers
        answers.said.connect(self._said)
        answers.undone.connect(self._undone)
        answers.refused.connect(self._refused)
        self.doubts.changed.connect(self._show)
        self.doubts.failed.connect(self.tell)
        self._session.opened.connect(lambda: self.offers.set_categories(categories(self._session)))
        self.offers.chosen.connect(self.answer)
        self.offers.put_off.connect(self.put_off)
        self.pane.taken_back.connect(self.take_back)
        self.offers.undo_asked.connect(self.undo)
        self.standing.acted.connect(self._act)
        self.pane.open_asked.connect(self.open_file)
        self.pane.before_asked.connect(self.go_before)
        self.pane.after_asked.connect(self.go_after)
        self.pane.folder_asked.connect(lambda: self._with_file(desktop.show_in_folder))
        self.pane.text.installEventFilter(self._keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.offers.set_width(WIDE if event.size().width() >= ROOMY else NARROW)
