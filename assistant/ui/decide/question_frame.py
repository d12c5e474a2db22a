"""The parts of the question page and where they stand, at any width."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from assistant.advise.expression import Answers
from assistant.advise.questionnaire import Questionnaire
from assistant.ui.decide import walk
from assistant.ui.decide.asking import Asking, framed
from assistant.ui.decide.desk import Desk
from assistant.ui.decide.ending import EndView, ending
from assistant.ui.decide.foot import Foot
from assistant.ui.decide.side import SectionsPane, WhyCard, progress_line
from assistant.ui.decide.so_far import SoFar
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import label
from assistant.ui.widgets.strip import Bar

ASKING, ENDING, SO_FAR, NOTHING = range(4)  # the views
NARROW = 900  # below this width what stands at the sides goes above and below the question
SECTIONS_WIDTH, WHY_WIDTH, GAP = 190, 210, 32
NO_LIMIT = 16_777_215  # Qt's own


class QuestionFrame(QWidget):
    """Three columns where there is room; else how far one has come above, and why we ask below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.asking, self.end_view, self.so_far = Asking(theme), EndView(), SoFar()
        self.sections, self.why, self.foot = SectionsPane(theme), WhyCard(), Foot()
        self._line, self._line_bar = label("", "quiet", wrap=True), Bar(theme)
        self._view = QStackedWidget()
        self.areas = [
            framed(self.asking, tr("The question")),
            framed(self.end_view, tr("The end of the questions")),
            framed(self.so_far, tr("Answers so far")),
            framed(_nothing(), tr("No assessment is open")),
        ]
        for area in self.areas:
            self._view.addWidget(area)
        self.areas[ASKING].setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what can be answered takes the focus
        self._lay_out()
        self.show_nothing()

    @property
    def view(self) -> int:
        return self._view.currentIndex()

    def show_view(self, which: int) -> None:
        self._view.setCurrentIndex(which)
        self._arrange()

    def show_asking(self, *, can_go_back: bool, another: bool) -> None:
        """`another` screen than before begins at its top."""
        self.show_view(ASKING)
        self.foot.name(tr("Next"))
        self.foot.back.setEnabled(can_go_back)
        self.foot.show_keys(self.asking.key_words())
        if another:
            self.areas[ASKING].verticalScrollBar().setValue(0)

    def show_end(self, desk: Desk, *, can_go_back: bool) -> None:
        """Asks for the advice if it is not there; the page shows the end again when it has come."""
        questions, answers = desk.know.questions, desk.answers
        self.end_view.show_ending(ending(questions, answers, desk.advice), questions, answers)
        self.show_view(ENDING)
        self.foot.name(tr("See the advice"))
        self.foot.back.setEnabled(can_go_back)
        self.foot.show_keys([(tr("Enter"), True), (tr("see the advice"), False)])
        if desk.advice is None:
            desk.advise()

    def show_so_far(self, desk: Desk, *, at_end: bool) -> None:
        self.so_far.show_answers(desk.know.questions, desk.answers, desk.left_out)
        self.show_view(SO_FAR)
        self.foot.name(tr("Back to the end") if at_end else tr("Back to the question"))
        self.foot.back.setEnabled(False)
        enter, esc = (tr("Enter"), True), (tr("Esc"), True)
        self.foot.show_keys([enter, (tr("changes it,"), False), esc, (tr("back"), False)])

    def show_nothing(self) -> None:
        self.show_view(NOTHING)
        self.foot.name(tr("Go to the assessments"))
        self.foot.back.setEnabled(False)
        self.foot.show_keys([(tr("Enter"), True)])

    def focus_in(self, place: str) -> None:
        if self.view == ASKING:
            self.asking.focus_in(place)
        elif self.view == SO_FAR and self.so_far.rows:
            self.so_far.rows[0].setFocus()
        else:
            self.foot.next.setFocus()

    def show_progress(self, questions: Questionnaire, answers: Answers, place: str) -> None:
        progress, parts = walk.progress(questions, answers), walk.parts(questions, answers, place)
        self.sections.show_parts(parts, progress)
        here = next((one.title for one in parts if one.mark == "current"), tr("The end"))
        self._line.setText(tr("{section}. {progress}", section=here, progress=progress_line(progress)))
        self._line_bar.fill(progress.share)

    def order_tabs(self) -> None:
        """Tab goes as one reads: sections, answers, why we ask, Back, Next. Parts come and go, so it is set anew."""
        answers = [widget for block in self.asking.blocks.values() for widget in block.stops()]
        stops: list[QWidget] = [
            *self.sections.sections,
            *answers,
            *self.why.stops(),
            self.foot.back,
            self.foot.next,
        ]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow, some = self.width() < NARROW, self.view != NOTHING
        self.sections.setVisible(some and not narrow)
        self._above.setVisible(some and narrow)
        self.why.setVisible(self.view == ASKING)
        inside = self.asking.column
        if narrow and inside.indexOf(self.why) < 0:
            self._right.removeWidget(self.why)
            self.why.setMinimumWidth(0)
            self.why.setMaximumWidth(NO_LIMIT)
            inside.insertWidget(inside.count() - 1, self.why)
        elif not narrow and self._right.indexOf(self.why) < 0:
            inside.removeWidget(self.why)
            self.why.setFixedWidth(WHY_WIDTH)
            self._right.insertWidget(0, self.why)

    def _lay_out(self) -> None:
        self._above = QWidget()
        above = QVBoxLayout(self._above)
        above.setContentsMargins(0, 0, 0, 12)
        above.setSpacing(5)
        above.addWidget(self._line)
        above.addWidget(self._line_bar)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._above)
        middle.addWidget(self._view, 1)
        self.sections.setFixedWidth(SECTIONS_WIDTH)
        self._right = QVBoxLayout()
        self._right.addStretch(1)
        columns = QHBoxLayout()
        columns.setContentsMargins(24, 8, 24, 0)
        columns.setSpacing(GAP)
        columns.addWidget(self.sections)
        columns.addLayout(middle, 1)
        columns.addLayout(self._right)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(columns, 1)
        whole.addWidget(self.foot)


def _nothing() -> QWidget:
    made = QWidget()
    made.setObjectName("scrolled")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(
        label(tr("No assessment is open. Choose one in the list, or start a new one."), wrap=True)
    )
    column.addStretch(1)
    return made
