"""The result: the answer first, then what it rests on, then what to do."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from assistant.advise.advice import Advice
from assistant.advise.assessment import FlagNote, SignOff
from assistant.advise.expression import Value
from assistant.ui.decide import result_state as state
from assistant.ui.decide.answer_card import AnswerCard
from assistant.ui.decide.cost_state import cost_rows, costs_title
from assistant.ui.decide.costs_card import CostsCard
from assistant.ui.decide.desk import RESULT
from assistant.ui.decide.fold import Fold
from assistant.ui.decide.page import DeskPage, scrolled
from assistant.ui.decide.points_card import PointsCard
from assistant.ui.decide.ranking_card import RankingCard
from assistant.ui.decide.result_columns import ResultColumns
from assistant.ui.decide.sign_off import SignOffCard
from assistant.ui.decide.small_cards import ChangesCard, StepsCard, TellCard, VendorCard
from assistant.ui.decide.tab_order import tab_as_laid_out
from assistant.ui.decide.what_if import WhatIfCard
from assistant.ui.session import Session
from assistant.ui.text import safe, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import button, card, label, rule
from assistant.ui.widgets.toast import Toast

SLOW_MS = 500  # advice that takes no longer than this is not worth a word


class ResultPage(DeskPage):
    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.shown_advice: Advice | None = None
        self._trial: Advice | None = None
        self._round = 0  # of what is tried: an answer to an older trial is thrown away
        self._came_from = ""
        self._keeping = False  # what is tried, as a new assessment
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(self.context_changed)
        self.change = button(tr("Change answers"))
        self.what_if_button = button(tr("What if"))
        self.save = button(tr("Save report"), "primary")
        self._make_parts()
        self._lay_out()
        self._connect()
        self._toast = Toast(theme, self)
        self._show_parts(False)

    # Made once

    def _make_parts(self) -> None:
        theme = self.theme
        self.since = TellCard(theme, tr("Newer rules have changed this advice"), tr("Noted"), self.desk.noted)
        self.left_out = TellCard(
            theme,
            tr("The rules in force cannot use some answers"),
            tr("Change answers"),
            self._change_answers,
        )
        self.waiting = label(tr("The advice is being worked out."), "quiet", wrap=True)
        self.answer = AnswerCard(theme)
        self.ranking = RankingCard(theme, self.links())
        self.costs = CostsCard(theme)
        self.what_if = WhatIfCard(theme)
        self.what_if.setVisible(False)
        self.changes = ChangesCard()
        self.steps = StepsCard()
        self.flags = PointsCard(theme, self.links)
        self.vendor = VendorCard()
        self.sign_off = SignOffCard(theme)

    def _lay_out(self) -> None:
        self.area, column = scrolled(tr("Result"))
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.pictures = card()
        inside = QVBoxLayout(self.pictures)
        inside.setContentsMargins(1, 0, 1, 4)
        inside.setSpacing(0)
        for picture in (self.ranking, rule(), self.costs):
            inside.addWidget(picture)
        for part in (self.since, self.left_out, self.waiting):
            column.addWidget(part)
        self.columns = ResultColumns(self)
        column.addWidget(self.columns)
        column.addStretch(1)
        self.body.addWidget(self.area)

    def _connect(self) -> None:
        self.change.clicked.connect(self._change_answers)
        self.what_if_button.clicked.connect(lambda: self.open_what_if({}))
        self.save.clicked.connect(lambda: self.go.emit("papers"))
        self.answer.asked.connect(self._go_to_question)
        self.costs.edited.connect(self.desk.assume)
        self.costs.put_back.connect(self.desk.assume_default)
        self.changes.tried.connect(self.open_what_if)
        self.flags.noted.connect(self._note_flag)
        self.flags.asked.connect(self._go_to_question)
        self.flags.all_flags.connect(lambda: self.go.emit("flags"))
        self.vendor.opened.connect(lambda: self.go.emit("vendor"))
        self.sign_off.signed.connect(self._sign)
        self.what_if.changed.connect(self._try)
        self.what_if.closed.connect(self.close_what_if)
        self.what_if.kept.connect(self._keep_trial)
        self.what_if.taken_over.connect(self._take_over_trial)
        self._ordering = QTimer(self, singleShot=True, interval=0)
        self._ordering.timeout.connect(lambda: tab_as_laid_out(self.area))
        self.what_if.relaid.connect(self._ordering.start)
        desk = self.session.desk
        desk.opened.connect(self._opened)
        desk.changed.connect(self._changed)
        desk.advised.connect(self._advised)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    # What the shell asks

    @property
    def title(self) -> str:
        current = self.desk.current
        return safe(current.name) if current is not None else tr("Result")

    @property
    def context(self) -> str:
        advice = self.shown_advice
        if advice is not None and self.desk.advice is None and not self._slow.isActive():
            return tr("Working out the advice anew. What is shown is from before the change.")
        if advice is not None:
            return state.head_line(advice.today, advice.rules_version)
        return tr("General information, not legal advice")

    def buttons(self) -> list[QPushButton]:
        return [self.change, self.what_if_button, self.save]

    def panes(self) -> list[QWidget]:
        parts = (
            self.answer,
            self.what_if,
            self.pictures,
            self.changes,
            self.flags,
            self.vendor,
            self.sign_off,
        )
        return list(parts) if self.shown_advice is not None else [self.area]

    def prepared(self) -> None:
        if self.desk.current is None:
            self.go.emit("decide")
            return
        if self.desk.current.at not in ("", RESULT):
            self._came_from = self.desk.current.at
        self.desk.go_to(RESULT)
        self._changed()
        self.desk.advise()

    def undo(self) -> None:
        self.desk.undo()

    def search(self) -> None:
        if self.what_if.isVisible():
            self.what_if.pick.search.setFocus()

    def tell(self, sentence: str) -> None:
        super().tell(sentence)
        self._keeping = False
        self.waiting.setVisible(False)

    def escape(self) -> None:
        focus = QApplication.focusWidget()
        folds = [fold for fold in self.findChildren(Fold) if fold.is_open and fold.isVisible()]
        mine = [fold for fold in folds if focus is not None and fold.isAncestorOf(focus)]
        if mine:
            self._close(mine[-1])
        elif self.what_if.isVisible():
            self.close_what_if()
        elif folds:
            self._close(folds[-1])

    # The desk has something to show

    def _opened(self) -> None:
        """Another assessment: nothing of the one before may stand here."""
        self._came_from = ""
        self.close_what_if()
        self.shown_advice = self._trial = None
        self.flags.show_flags([], {})
        self.costs.forget()
        self.sign_off.forget()
        self._show_parts(False)
        if self.in_front:
            self.prepared()
        if self._keeping and self.desk.current is not None:
            self._toast.say(tr("Kept as {name}.", name=safe(self.desk.current.name)))
        self._keeping = False

    def _changed(self) -> None:
        current = self.desk.current
        if current is None or not self.in_front:
            return
        self.context_changed.emit()
        self.sign_off.show_sign_off(current.sign_off)
        if self.shown_advice is not None:
            self.flags.show_flags(self.shown_advice.flags, current.flags)
        if self.desk.advice is None:
            self.desk.advise()

    def _advised(self) -> None:
        if not self.in_front or self.desk.current is None:
            return
        advice = self.desk.advice
        if advice is None:
            self._slow.start()
            self.desk.advise()  # what is shown stays until the new advice is there
            return
        self._slow.stop()
        self.shown_advice = advice
        self._show_advice(advice)

    def _show_advice(self, advice: Advice) -> None:
        current = self.desk.current
        assert current is not None
        know, answers = self.desk.know, self.desk.answers
        self.since.say([one.text for one in self.desk.since])
        self.left_out.say(self.desk.left_out)
        self.answer.show_advice(advice, state.open_questions(advice, know.questions, answers))
        self._show_ranking()
        self.costs.show_costs(
            costs_title(answers),
            cost_rows(advice.costs, advice.recommended, know.questions),
            advice.costs.break_even.text,
            {one.id: one for one in advice.costs.assumptions},
        )
        self.changes.show_changes(advice.changes)
        self.steps.show_steps(advice.plan)
        self.flags.show_flags(advice.flags, current.flags)
        self.vendor.show_questions(advice.vendor_questions)
        self.what_if.show_base(know, answers, advice)
        if self.what_if.isVisible():
            self._try()
        self.pictures.setFocusProxy(self.ranking.first)
        self._show_parts(True)
        self._ordering.start()
        self.context_changed.emit()

    def _show_ranking(self) -> None:
        if self.shown_advice is not None:
            self.ranking.show_places(
                state.places(self.shown_advice, self._trial), trying=self._trial is not None
            )

    def _show_parts(self, there: bool) -> None:
        self.waiting.setVisible(not there)
        self.columns.setVisible(there)
        self.what_if_button.setEnabled(there)
        if not there:
            self.since.say([])
            self.left_out.say([])

    # What the user does

    def _change_answers(self) -> None:
        asked = [
            question.id for question in self.desk.know.questions.asked(self.desk.answers, optional=False)
        ]
        self._go_to_question(self._came_from or asked[0])

    def _go_to_question(self, question: str) -> None:
        self._came_from = question
        self.desk.go_to(question)
        self.go.emit("question")

    def _note_flag(self, flag: str, note: FlagNote) -> None:
        self.desk.note_flag(flag, note)

    def _sign(self, sign_off: SignOff) -> None:
        self.desk.sign(sign_off)

    def open_what_if(self, answers: Mapping[str, Value]) -> None:
        if self.shown_advice is None:
            return
        self.what_if.setVisible(True)
        self.what_if.show_base(self.desk.know, self.desk.answers, self.shown_advice)
        if answers:
            self.what_if.try_answers(answers)
        self._ordering.start()
        self.what_if.pick.search.setFocus()
        QTimer.singleShot(0, lambda: self.area.ensureWidgetVisible(self.what_if, 0, 24))

    def close_what_if(self) -> None:
        if not self.what_if.isHidden():
            self.what_if.forget()
            self.what_if.setVisible(False)
            if self.in_front:
                self.what_if_button.setFocus()

    def _try(self) -> None:
        self._round += 1
        if not self.what_if.trial:
            self._trial = None
            self._show_ranking()
            return
        turn = self._round
        self.desk.try_out(
            {**self.desk.answers, **self.what_if.trial},
            lambda advice: self._tried(turn, advice),
            with_changes=False,
        )

    def _tried(self, turn: int, advice: Advice) -> None:
        if turn == self._round:
            self._trial = advice
            self._show_ranking()
            self.what_if.show_trial(advice)

    def _keep_trial(self) -> None:
        current = self.desk.current
        if current is not None and not self._keeping:
            self._keeping = True
            answers = {**current.answers, **self.what_if.trial}
            self.desk.duplicate(current.altered(current.changed, answers=answers))

    def _take_over_trial(self) -> None:
        trial = dict(self.what_if.trial)
        self.close_what_if()
        self.desk.take_over(trial)
        self._toast.say(tr("The answer is changed, and saved."), self.undo)

    # Keys and sizes

    def _close(self, fold: Fold) -> None:
        fold.open(False)
        fold.head.setFocus()

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """What has the focus is in sight, also where F6 has brought it there."""
        if self.in_front and now is not None and now is not self.area and self.area.isAncestorOf(now):
            self.area.ensureWidgetVisible(now, 0, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit(self.width() - 48 - self.area.verticalScrollBar().sizeHint().width())
