"""After the last question: what is still open, whether it matters, and the way to the advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from assistant.advise.advice import Advice
from assistant.advise.expression import Answers
from assistant.advise.questionnaire import Questionnaire
from assistant.ui.decide import walk
from assistant.ui.decide.result_state import could_change, turning
from assistant.ui.text import plural, tr
from assistant.ui.widgets.controls import button, card, label


@dataclass(frozen=True)
class Ending:
    """`ask_first` are open questions that could change the advice, `others` the rest of the open ones."""

    title: str
    text: str
    ask_first: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def ending(questions: Questionnaire, answers: Answers, advice: Advice | None) -> Ending:
    """`advice` is None while it is being worked out."""
    missing = [q.id for q in questions.asked(answers, optional=False) if q.id not in answers]
    opened = walk.still_open(questions, answers)
    if missing:
        title = plural(len(missing), "{n} question has no answer yet", "{n} questions have no answer yet")
    else:
        title = tr("That is all we need to ask")
    if not opened:
        return Ending(title, tr("Every question is answered. Nothing is open that could change the advice."))
    if advice is None:
        return Ending(
            title, tr("Working out whether the open answers could change the advice."), (), tuple(opened)
        )
    alone, together = turning(advice, opened)
    first = (*alone, *together)
    told = plural(len(opened), "{n} answer is open", "{n} answers are open")
    more = could_change(len(alone), len(together), tr("the advice"))
    text = tr("{told}; {more}.", told=told, more=more)
    return Ending(title, text, first, tuple(one for one in opened if one not in first))


class EndView(QWidget):
    again = Signal(list)  # the ids of questions to be asked again
    optional = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scrolled")
        self._shown = Ending("", "")
        self._title = label("", "title", wrap=True)
        self._text = label("", wrap=True)
        self._list = label("", "second", wrap=True)
        self.ask_first = button(tr("Answer what could change it"))
        self.ask_others = button(tr("Answer all that are open"))
        self.go_on = button(tr("Go on with papers and figures"))
        self._optional_text = label("", "second", wrap=True)
        self.ask_first.clicked.connect(lambda: self.again.emit(list(self._shown.ask_first)))
        self.ask_others.clicked.connect(
            lambda: self.again.emit([*self._shown.ask_first, *self._shown.others])
        )
        self.go_on.clicked.connect(self.optional)
        actions = QHBoxLayout()
        actions.setSpacing(12)
        actions.addWidget(self.ask_first)
        actions.addWidget(self.ask_others)
        actions.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 24)
        column.setSpacing(12)
        answer = card("answer")
        inside = QVBoxLayout(answer)
        inside.setContentsMargins(20, 16, 20, 18)
        inside.setSpacing(10)
        for one in (self._title, self._text, self._list):
            inside.addWidget(one)
        inside.addLayout(actions)
        column.addWidget(answer)
        self._more = card()
        more = QVBoxLayout(self._more)
        more.setContentsMargins(20, 14, 20, 16)
        more.setSpacing(8)
        self._optional_title = label("", "card-title", wrap=True)
        more.addWidget(self._optional_title)
        more.addWidget(self._optional_text)
        more.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._more)
        column.addStretch(1)

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_ending(self, shown: Ending, questions: Questionnaire, answers: Answers) -> None:
        self._shown = shown
        self._title.setText(shown.title)
        self._text.setText(shown.text)
        self._list.setText("\n".join(_bullets(questions, shown.ask_first or shown.others)))
        self._list.setVisible(bool(self._list.text()))
        self.ask_first.setVisible(bool(shown.ask_first))
        self.ask_others.setVisible(bool(shown.others))
        self._show_optional(questions, answers)

    def buttons(self) -> list[QPushButton]:
        made = (self.ask_first, self.ask_others, self.go_on)
        return [one for one in made if not one.isHidden()]

    def _show_optional(self, questions: Questionnaire, answers: Answers) -> None:
        section = next((one for one in questions.sections if one.optional), None)
        asked = [q for q in questions.asked(answers) if questions.section_of[q.id].optional]
        self._more.setVisible(section is not None and bool(asked))
        if section is None:
            return
        given = sum(q.id in answers for q in asked)
        self._optional_title.setText(tr("{title} (optional)", title=section.title))
        self._optional_text.setText(
            tr("{intro} {given} of {all} answered.", intro=section.intro, given=given, all=len(asked))
        )


def _bullets(questions: Questionnaire, ids: Sequence[str]) -> list[str]:
    return [f"\N{BULLET} {questions[one].text}" for one in ids[:6]] + (
        [tr("and {n} more", n=len(ids) - 6)] if len(ids) > 6 else []
    )
