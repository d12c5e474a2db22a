"""Who stands behind the assessment, and when it is to be looked at again."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from assistant.advise.assessment import SignOff
from assistant.advise.written import day
from assistant.ui.decide.fields import DayField, LineField, TextField
from assistant.ui.decide.figures import months_later
from assistant.ui.decide.fold import Terms
from assistant.ui.text import safe, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import button, label

TERM = 92  # wide, at a font of 13 pixels
REVIEW_MONTHS = 6


class SignOffCard(QFrame):
    """Everything is saved as it is typed."""

    signed = Signal(object)  # SignOff

    def __init__(self, theme: Theme, today: Callable[[], datetime.date] = datetime.date.today) -> None:
        super().__init__()
        self._today = today
        self.setProperty("kind", "card")
        self.setAccessibleName(tr("Sign-off"))
        self._kept = SignOff()
        self.state = label("", "quiet", wrap=True)
        self.name = LineField(tr("Name of who signs"))
        self.role = LineField(tr("Role"))
        self.date = DayField(tr("Signed on"))
        self.review = DayField(tr("Look at it again on"))
        self.note = TextField(tr("Note to the sign-off"))
        self.now = button(tr("Today"), "link", tr("Signed today"))
        self.later = button(tr("In six months"), "link", tr("Look at it again in six months"))
        terms = Terms(round(TERM * max(1.0, theme.sizes.base / 13)))
        self.date.put_beside(self.now)
        self.review.put_beside(self.later)
        terms.add(tr("Name"), self.name, field=True)
        terms.add(tr("Role"), self.role, field=True)
        terms.add(tr("Date"), self.date, field=True)
        terms.add(tr("Review on"), self.review, field=True)
        terms.add(tr("Note"), self.note, field=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(8)
        column.addWidget(label(tr("Sign-off"), "card-title"))
        column.addWidget(self.state)
        column.addLayout(terms)
        self.setFocusProxy(self.name)
        self.name.edited.connect(lambda text: self._put(name=text))
        self.role.edited.connect(lambda text: self._put(role=text))
        self.note.edited.connect(lambda text: self._put(note=text))
        self.date.chosen.connect(lambda chosen: self._put(signed=chosen))
        self.review.chosen.connect(lambda chosen: self._put(review=chosen))
        self.now.clicked.connect(lambda: self._put(signed=self._today()))
        self.later.clicked.connect(self._in_six_months)

    def show_sign_off(self, sign_off: SignOff) -> None:
        self._kept = sign_off
        self.name.show_text(sign_off.name)
        self.role.show_text(sign_off.role)
        self.note.show_text(sign_off.note)
        self.date.show_day(sign_off.signed)
        self.review.show_day(sign_off.review)
        self.state.setText(_state(sign_off, self._today()))

    def forget(self) -> None:
        """Also what was typed in and could not be kept: it was for another assessment."""
        for one in (self.date, self.review):
            one.forget()
        self.show_sign_off(SignOff())

    def _in_six_months(self) -> None:
        self._put(review=months_later(self._kept.signed or self._today(), REVIEW_MONTHS))

    def _put(self, **fields: object) -> None:
        sign_off = self._kept.model_copy(update=fields)
        self.show_sign_off(sign_off)
        self.signed.emit(sign_off)


def _state(sign_off: SignOff, today: datetime.date) -> str:
    if sign_off.signed is None or not sign_off.name.strip():
        said = tr("Not signed yet: it needs a name and a date.")
    else:
        said = tr("Signed by {name} on {day}.", name=safe(sign_off.name), day=day(sign_off.signed))
    if sign_off.review is not None and sign_off.review <= today:
        said = tr("{said} The review was due on {day}.", said=said, day=day(sign_off.review))
    elif sign_off.review is not None:
        said = tr("{said} To be looked at again on {day}.", said=said, day=day(sign_off.review))
    return said
