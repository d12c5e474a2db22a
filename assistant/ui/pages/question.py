"""The questions, one screen at a time: sections at the left, why we ask at the right, Back and Next at the foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from assistant.advise.expression import Value
from assistant.advise.glossary import Glossary, shipped
from assistant.ui.decide import walk
from assistant.ui.decide.asking import Drafts
from assistant.ui.decide.block import Block, ChoiceBlock, NumberBlock
from assistant.ui.decide.page import DeskPage
from assistant.ui.decide.question_frame import ASKING, QuestionFrame
from assistant.ui.decide.saved import SavedWords
from assistant.ui.session import Session
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import button
from assistant.ui.widgets.toast import Toast


class QuestionPage(DeskPage):
    """`place` is the question shown, or `walk.END`. What is answered is saved as it is answered."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.place = ""
        self.so_far_open = False
        self._drafts: Drafts = {}
        self._queue: list[str] = []  # open questions that are being asked again
        self._glossary: Glossary | None = None
        self._of: int | None = None  # the assessment that `place` and the drafts belong to
        self.saved = SavedWords(self.desk, self)
        self.frame = QuestionFrame(theme)
        self.asking, self.foot = self.frame.asking, self.frame.foot
        self.answers_button = button(tr("Answers so far"))
        self.later_button = button(tr("Finish later"))
        self.advice_button = button(tr("See the advice"))
        self.toast = Toast(theme, self)
        self.body.addWidget(self.frame, 1)
        self._connect()

    # The shell's side

    @property
    def title(self) -> str:
        return tr("Is distillation right for us?")

    @property
    def context(self) -> str:
        return self.saved.words

    def buttons(self) -> list[QPushButton]:
        if self.desk.current is None or not self.desk.ready:
            return []
        complete = walk.progress(self.desk.know.questions, self.desk.answers).complete
        advice = [self.advice_button] if complete and self.place != walk.END else []
        return [*advice, self.answers_button, self.later_button]

    def panes(self) -> list[QWidget]:
        here: QWidget = self.frame.areas[self.frame.view]
        block = self.asking.current
        if self.frame.view == ASKING and block is not None:
            here = next((card for card in block.cards() if card.isChecked()), block.cards()[0])
        shown = next((one for one in self.frame.sections.sections if one.isEnabled()), None)
        return [*([shown] if shown is not None else []), here, self.foot.next]

    def prepared(self) -> None:
        current = self.desk.current
        if current is None:
            self.frame.show_nothing()
            self.context_changed.emit()
            self.buttons_changed.emit()
            return
        if self._of != self.desk.id:
            self._start_afresh()
        self.so_far_open = current.at == walk.RESULT
        self.place = walk.place_of(self.desk.know.questions, self.desk.answers, current.at)
        self._show(focus=True)

    def hidden(self) -> None:
        self._keep()
        super().hidden()

    def back(self) -> bool:
        """False before the first question: then the shell goes to the page before."""
        if self.desk.current is None:
            return False
        if self.so_far_open:
            self.show_so_far(False)
            return True
        before = self._before()
        if before is None:
            return False
        self._go(before)
        return True

    def undo(self) -> None:
        """Takes the last change back and shows the question that it was made in."""
        if self.desk.current is None:
            return
        earlier = dict(self.desk.current.answers)
        self.desk.undo()
        now = self.desk.current.answers
        turned = [
            key
            for key in {**earlier, **now}
            if (key in earlier, earlier.get(key)) != (key in now, now.get(key))
        ]
        if len(turned) == 1 and turned[0] not in self.asking.blocks and not self.so_far_open:
            self._go(turned[0], queue=())

    def escape(self) -> None:
        if self.so_far_open:
            self.show_so_far(False)

    # Moving about

    def next(self) -> None:
        """On to the next screen, unless a question on this one has no answer yet."""
        if self.desk.current is None:
            self.go.emit("decide")
        elif self.so_far_open:
            self.show_so_far(False)
        elif self.place == walk.END:
            self.see_advice()
        else:
            faults = self.asking.faults()
            if faults:
                self._complain(faults)
            else:
                self._go(self._after())

    def see_advice(self) -> None:
        self._keep()
        self.desk.go_to(walk.RESULT)
        self.go.emit("result")

    def show_so_far(self, on: bool) -> None:
        self._keep()
        self.so_far_open = on
        self._show(focus=True)

    def go_to(self, place: str) -> None:
        """To a question from outside its order; what was asked again is asked no more."""
        self.so_far_open = False
        self._go(place, queue=())

    def ask_again(self, ids: Sequence[str]) -> None:
        """These open questions one after another, then the end."""
        if ids:
            self._go(ids[0], queue=ids)

    def _go(self, place: str, queue: Sequence[str] | None = None) -> None:
        self._keep()
        if queue is not None:
            self._queue = list(queue)
        self.place = place
        self.desk.go_to(place)
        self._show(focus=True)

    def _after(self) -> str:
        questions, answers = self.desk.know.questions, self.desk.answers
        if self._asking_again():
            return walk.after_again(questions, answers, self._queue, set(self.asking.blocks))
        return walk.after(questions, answers, self.place)

    def _before(self) -> str | None:
        questions, answers = self.desk.know.questions, self.desk.answers
        if self._asking_again():
            return walk.before_again(questions, answers, self._queue, set(self.asking.blocks))
        return walk.before(questions, answers, self.place)

    def _asking_again(self) -> bool:
        return self.place != walk.END and any(key in self.asking.blocks for key in self._queue)

    # Showing

    def _show(self, focus: bool = False) -> None:
        questions, answers = self.desk.know.questions, self.desk.answers
        screen = walk.screen_at(questions, answers, self.place)
        self.foot.complain("")
        self.frame.show_progress(questions, answers, self.place)
        if self.so_far_open:
            self.frame.show_so_far(self.desk, at_end=self.place == walk.END)
        elif screen is None:
            self.frame.show_end(self.desk, can_go_back=self._before() is not None)
        else:
            if self.place not in {question.id for question in screen.questions}:
                self.place = screen.id
            another = self.asking.show_screen(screen, answers, self._drafts)
            self._show_why(self.place)
            self.frame.show_asking(can_go_back=self._before() is not None, another=another)
        if focus:
            self.frame.focus_in(self.place)
        self.context_changed.emit()
        self.buttons_changed.emit()

    def _show_why(self, key: str) -> None:
        question = self.desk.know.questions[key]
        known = self._glossary
        terms = [(term, known[term].name) for term in question.terms if term in known] if known else []
        self.frame.why.show_question(question, self.desk.know.rules.sources.get(question.source), terms)
        self.frame.order_tabs()

    def _complain(self, faults: Sequence[tuple[Block, str]]) -> None:
        """A number says what is wrong beside its field; what is not chosen is said at the foot."""
        first, said = faults[0]
        self.asking.focus_in(first.question.id)
        if len(faults) > 1:
            said = tr("{n} questions here still need an answer.", n=len(faults))
        elif isinstance(first, NumberBlock):
            said = ""
        self.foot.complain(said)

    # What the user and the desk do

    def _answered(self, key: str, value: Value) -> None:
        self.foot.complain("")
        self._drafts.pop(key, None)
        self.desk.answer(key, value)

    def _entered(self, key: str) -> None:
        if self.frame.view == ASKING and self.desk.current is not None:
            self._show_why(key)
            focus = self.window().focusWidget()
            if focus is not None and self.asking.isAncestorOf(focus):
                self.frame.areas[ASKING].ensureWidgetVisible(focus, 0, 24)

    def _changed(self) -> None:
        if self.in_front:
            self._show()

    def _opened(self) -> None:
        self._start_afresh()
        if self.in_front and self.desk.ready:
            self.prepared()

    def _advised(self) -> None:
        mine = self.desk.current is not None and self._of == self.desk.id
        if self.in_front and mine and self.place == walk.END and not self.so_far_open:
            self._show()

    def _start_afresh(self) -> None:
        self._of = self.desk.id
        self._drafts, self._queue = {}, []

    def _keep(self) -> None:
        """What is typed in is stored where it can be, and remembered where it cannot."""
        if self.desk.current is not None and self._of == self.desk.id and self.frame.view == ASKING:
            for key in self.asking.blocks:
                self._drafts.pop(key, None)
            self._drafts |= self.asking.drafts()

    def _explain(self, term: str) -> None:
        self.desk.term = term
        self.go.emit("glossary")

    def _copy_address(self, address: str) -> None:
        QGuiApplication.clipboard().setText(address)
        self.toast.say(tr("The address of the source is copied: {address}", address=address))

    def _has_glossary(self, glossary: Glossary) -> None:
        self._glossary = glossary
        if self.in_front and self.desk.ready and self.place in self.asking.blocks:
            self._show_why(self.place)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no field has taken: numbers and letters choose, Enter goes on."""
        plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if plain != Qt.KeyboardModifier.NoModifier or not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.window().focusWidget()
            if isinstance(focus, QPushButton):
                focus.click()
            else:
                self.next()
            return True
        block = self.asking.current
        if self.frame.view != ASKING or block is None:
            return False
        text = event.text()
        if len(text) == 1 and text in "123456789":
            return self._choose(block, int(text))
        return (
            isinstance(block, ChoiceBlock) and block.filtered and text.isalpha() and block.choose_letter(text)
        )

    def _choose(self, block: Block, number: int) -> bool:
        if not block.choose(number):
            return False
        following = self.asking.after(block)
        if following is not None:
            following.focus_in()
        return True

    # Made once

    def _connect(self) -> None:
        self.asking.answered.connect(self._answered)
        self.asking.entered.connect(self._entered)
        self.frame.sections.chosen.connect(self.go_to)
        self.frame.so_far.chosen.connect(self.go_to)
        self.frame.end_view.again.connect(self.ask_again)
        self.frame.end_view.optional.connect(self._go_on)
        self.frame.why.term.connect(self._explain)
        self.frame.why.source.connect(self._copy_address)
        self.foot.back.clicked.connect(self.back)
        self.foot.next.clicked.connect(self.next)
        self.answers_button.clicked.connect(lambda: self.show_so_far(not self.so_far_open))
        self.later_button.clicked.connect(lambda: self.go.emit("decide"))
        self.advice_button.clicked.connect(self.see_advice)
        for signal, act in (
            (self.desk.changed, self._changed),
            (self.desk.opened, self._opened),
            (self.desk.advised, self._advised),
            (self.saved.changed, self.context_changed),
        ):
            signal.connect(act)
        self.session.background.run(shipped, self._has_glossary)

    def _go_on(self) -> None:
        first = walk.first_optional(self.desk.know.questions, self.desk.answers)
        if first is not None:
            self.go_to(first)
