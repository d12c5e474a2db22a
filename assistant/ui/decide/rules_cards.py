"""The cards of the page on the rules in force: which they are, what changes with them, how old their checks are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from assistant.advise.written import day
from assistant.ui.text import plural, safe, tr
from assistant.ui.theme.theme import Theme
from assistant.ui.widgets.controls import button, card, label

if TYPE_CHECKING:
    from assistant.advise.renewal import Active, Age, Changed

WIDTH = 880


def in_force(theme: Theme, found: Active, oldest: Age, go_back: Callable[[], None]) -> QFrame:
    """The answer: whose rules, which version, and whether somebody should look at them again."""
    shipped = found.origin == "shipped"
    title = (
        tr("The rules that came with Stillroom are in force.")
        if shipped
        else tr("Rules from a file are in force.")
    )
    made, inside = _card(title, "answer")
    if shipped:
        inside.addWidget(_text(tr("Version {version}.", version=found.version)))
    else:
        said = tr(
            "Version {version}, published on {day}. Its signature was checked when the rules were last read.",
            version=found.version,
            day=day(found.published),
        )
        inside.addWidget(_text(said))
    inside.addWidget(_age(theme, oldest))
    if found.complaint:
        inside.addWidget(_Sign(theme, "circle-alert", "stop", safe(found.complaint)))
    elif shipped and found.imported_is_kept:
        inside.addWidget(_text(tr("The rules that were imported earlier are older, so they are not used.")))
    if found.imported_is_kept:
        back = button(
            tr("Go back to the rules that came with Stillroom")
            if not shipped
            else tr("Put the imported rules away")
        )
        back.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        back.clicked.connect(go_back)
        inside.addWidget(back)
    return made


def changes(changed: Sequence[Changed], open_one: Callable[[int], None]) -> QFrame:
    """Which advice of which assessment other rules have changed, and a way to each."""
    made, inside = _card(tr("What this changes in your assessments"))
    if not changed:
        inside.addWidget(_text(tr("The advice of no assessment changes.")))
    for one in changed:
        head = QHBoxLayout()
        head.addWidget(label(safe(one.name), "strong", wrap=True), 1)
        link = button(tr("Open"), "link")
        link.setAccessibleName(tr("Open {name}", name=safe(one.name)))
        link.clicked.connect(lambda _=False, number=one.id: open_one(number))
        head.addWidget(link)
        inside.addLayout(head)
        for sentence in one.sentences:
            inside.addWidget(_text(f"\N{BULLET} {safe(sentence)}"))
    return made


def checks(theme: Theme, ages: Sequence[Age]) -> QFrame:
    """For each field of law or guidance: when its oldest and its newest source were last read."""
    made, inside = _card(tr("When the sources were last checked"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(3, 1)
    for column, head in enumerate((tr("Field"), tr("Newest check"), tr("Oldest check"))):
        grid.addWidget(label(head, "quiet"), 0, column)
    for row, age in enumerate(ages, start=1):
        grid.addWidget(label(safe(age.area), wrap=True), row, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(label(day(age.newest)), row, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(label(day(age.oldest)), row, 2, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(_days(theme, age), row, 3, Qt.AlignmentFlag.AlignVCenter)
    inside.addLayout(grid)
    return made


def how() -> QFrame:
    made, inside = _card(tr("Where newer rules come from"))
    for paragraph in (
        tr("Law and guidance change. Whoever publishes your rules sends a file that ends in .stillroom-rules, by "
           "email or on a stick. Import it here, or drop it on this page. Nothing is fetched from the internet."),
        tr("Stillroom takes only a file that is signed by a publisher it knows, is newer than the rules in force, "
           "and is as it was when it was signed."),
    ):  # fmt: skip
        inside.addWidget(_text(paragraph))
    return made


def _card(title: str, kind: str = "card") -> tuple[QFrame, QVBoxLayout]:
    made = card(kind)
    made.setMaximumWidth(WIDTH)
    inside = QVBoxLayout(made)
    inside.setContentsMargins(16, 14, 16, 16)
    inside.setSpacing(8)
    inside.addWidget(label(title, "card-title", wrap=True))
    return made, inside


def _text(text: str) -> QLabel:
    made = label(text, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _age(theme: Theme, age: Age) -> QWidget:
    """Quiet while it is fresh, with a sign and other words when it is not."""
    said = plural(
        age.days, "The oldest source was checked {n} day ago.", "The oldest source was checked {n} days ago."
    )
    if not age.stale:
        return _text(said)
    more = tr("{said} Look up again what you rely on, or import newer rules.", said=said)
    return _Sign(theme, "triangle-alert", "unsure", more)


def _days(theme: Theme, age: Age) -> QWidget:
    said = plural(age.days, "{n} day ago", "{n} days ago")
    if not age.stale:
        return label(said, "quiet", wrap=True)
    return _Sign(theme, "triangle-alert", "unsure", tr("{said}: look it up again", said=said))


class _Sign(QFrame):
    """A sentence that must not be overlooked, with a shape beside its colour."""

    def __init__(self, theme: Theme, icon: str, tone: str, text: str) -> None:
        super().__init__()
        self.setProperty("kind", "verdict")
        self.setProperty("tone", tone)
        self._theme, self._icon, self._tone = theme, icon, tone
        self._picture = QLabel()
        self._picture.setAccessibleName(tr("Warning"))
        words = label(text, wrap=True)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 3, 10, 3)
        line.setSpacing(8)
        line.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(words, 1)
        theme.changed.connect(self._paint)
        self._paint()

    def _paint(self) -> None:
        colour = getattr(self._theme.tokens, self._tone)
        self._picture.setPixmap(self._theme.icon(self._icon, colour).pixmap(16, 16))
