"""The assessment at hand: every change is saved as it is made, and the advice follows beside the window."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from assistant.advise.assessment import (
    LONGEST_NAME,
    Assessment,
    Difference,
    FlagNote,
    SignOff,
    differences,
    from_json,
    in_short,
    to_json,
)
from assistant.errors import InputError, StillroomError
from assistant.ui.background import Background
from assistant.ui.text import tr

if TYPE_CHECKING:
    from assistant.advise.advice import Advice
    from assistant.advise.expression import Value
    from assistant.advise.knowledge import Knowledge
    from assistant.advise.renewal import Active
    from assistant.workspace.store import Stored, Workspace

RESULT = "result"
_MOST_UNDO = 200
_RETRY_MS = 5_000  # a change that could not be saved is tried again


class Desk(QObject):
    """`stored` are all assessments, the one changed last first; `current` is the one at hand, or None.

    `advice` is for the answers as they are now, or None while it is being worked out. `left_out` are
    sentences on answers that the rules in force cannot use; `since` is what the rules have changed in the
    advice since it was last seen under other rules.
    """

    prepared = Signal()  # the rules are read and the list is there
    listed = Signal()  # `stored` has changed
    opened = Signal()  # another assessment is at hand, or none
    changed = Signal()  # something in the one at hand has changed, `saved` follows
    saved = Signal()
    advised = Signal()  # `advice` has changed; it may be None
    refused = Signal(str)  # a sentence: something asked for could not be done
    unsaved = Signal(str)  # a sentence: the last change is not saved yet; `saved` follows once it is

    def __init__(
        self, workspace: Callable[[], Workspace], background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._background = workspace, background
        self._know: Knowledge | None = None
        self._preparing = False
        self.stored: list[Stored] = []
        self.id: int | None = None
        self.current: Assessment | None = None
        self.answers: dict[str, Value] = {}
        self.advice: Advice | None = None
        self.left_out: list[str] = []
        self.since: list[Difference] = []
        self.term = ""  # the word of the glossary that was asked for last
        self._waiting: dict[int, Assessment] = {}  # to be saved
        self._doomed: list[tuple[int, Callable[[Assessment], None]]] = []  # to be deleted
        self._saving = False
        self.save_failed = False
        self._told: Assessment | None = None  # of what it has been said that it is not saved
        self._retry = QTimer(self, singleShot=True, interval=_RETRY_MS)
        self._retry.timeout.connect(self._save_next)
        self._round = 0  # of the advice: an answer to an older question is thrown away
        self._thinking = False
        self._undo: list[Assessment] = []

    # The rules and the list

    def prepare(self) -> None:
        """Reads the rules and the list beside the window; `prepared` follows, at once if it is done."""
        if self._know is not None:
            self.prepared.emit()
        elif not self._preparing:
            self._preparing = True
            self._background.run(partial(_prepare, self._workspace()), self._prepared, self._not_prepared)

    @property
    def ready(self) -> bool:
        return self._know is not None

    @property
    def know(self) -> Knowledge:
        if self._know is None:
            raise StillroomError(tr("The rules are not read yet. Try again in a moment."))
        return self._know

    def _prepared(self, found: tuple[Active, list[Stored]]) -> None:
        self._preparing = False
        rules, self.stored = found
        self._know = rules.knowledge
        self.prepared.emit()
        self.listed.emit()
        if rules.complaint:
            self.refused.emit(rules.complaint)

    def _not_prepared(self, sentence: str) -> None:
        self._preparing = False
        self.refused.emit(sentence)

    def use(self, know: Knowledge) -> None:
        """Other rules are in force from now on."""
        self._know = know
        if self.current is not None:
            self._take_up(self.current)
        self.prepared.emit()
        self.listed.emit()

    def refresh(self) -> None:
        self._background.run(self._workspace().assessments, self._relist, self.refused.emit)

    def _relist(self, stored: list[Stored]) -> None:
        self.stored = stored
        self.listed.emit()

    # Which assessment

    def new(self, name: str = "") -> None:
        now = _now()
        self._add(Assessment(name=self.free_name(name or tr("My assessment")), created=now, changed=now))

    def duplicate(self, assessment: Assessment, name: str = "") -> None:
        """The copy comes to hand. It keeps the answers, not the sign-off."""
        wanted = name or tr("{name}, what if", name=assessment.name[: LONGEST_NAME - 20])
        now = _now()
        self._add(assessment.altered(now, name=self.free_name(wanted), created=now, sign_off=SignOff()))

    def import_file(self, path: Path) -> None:
        self._background.run(partial(_read, path), self._add, self.refused.emit)

    def export_file(self, path: Path, done: Callable[[Path], None]) -> None:
        if self.current is not None:
            self._background.run(partial(_write, path, self.current), done, self.refused.emit)

    def free_name(self, wanted: str) -> str:
        """The name, with a number behind it where another assessment has it."""
        taken = {one.assessment.name for one in self.stored}
        name, number = wanted, 2
        while name in taken:
            name, number = f"{wanted[: LONGEST_NAME - 5]} {number}", number + 1
        return name

    def open(self, number: int) -> None:
        """Brings a stored assessment to hand."""
        found = next((one for one in self.stored if one.id == number), None)
        if found is not None:
            self._at_hand(found.id, self._waiting.get(number, found.assessment))

    def put_away(self) -> None:
        self._at_hand(None, None)

    def rename(self, number: int, name: str) -> None:
        """Raises InputError with a sentence where the name will not do."""
        if not name.strip() or len(name) > LONGEST_NAME:
            raise InputError(tr("Give the assessment a name of 1 to {most} characters.", most=LONGEST_NAME))
        if number == self.id:
            self._alter(name=name)
            return
        for one in self.stored:
            if one.id == number:
                self._save(number, one.assessment.altered(_now(), name=name))

    def delete(self, number: int, done: Callable[[Assessment], None]) -> None:
        """`done` gets it; `restore` puts it back."""

        # Behind a save that is under way: what is deleted is the latest state.
        self._doomed.append((number, done))
        self._save_next()

    def _delete_next(self) -> None:
        number, done = self._doomed.pop(0)
        latest = self._waiting.pop(number, None)

        def gone(was: Assessment) -> None:
            self._saving = False
            self._waiting.pop(number, None)
            if number == self.id:
                self.put_away()
            self.stored = [one for one in self.stored if one.id != number]
            self.listed.emit()
            done(latest or was)
            self._save_next()

        def stays(sentence: str) -> None:
            self._saving = False
            if latest is not None:
                self._waiting.setdefault(number, latest)
            self.refused.emit(sentence)
            self._save_next()

        self._background.run(partial(self._workspace().delete_assessment, number), gone, stays)

    def restore(self, assessment: Assessment) -> None:
        self._background.run(
            partial(self._workspace().add_assessment, assessment), lambda _: self.refresh(), self.refused.emit
        )

    def _add(self, assessment: Assessment) -> None:
        def added(number: int) -> None:
            from assistant.workspace.store import Stored

            self.stored.insert(0, Stored(number, assessment))
            self.listed.emit()
            self._at_hand(number, assessment)

        self._background.run(partial(self._workspace().add_assessment, assessment), added, self.refused.emit)

    def _at_hand(self, number: int | None, assessment: Assessment | None) -> None:
        self.id, self.current = number, assessment
        self._undo.clear()
        self.answers, self.left_out, self.since = {}, [], []
        if assessment is not None:
            self._take_up(assessment)
        self._forget_advice()
        self.opened.emit()

    def _take_up(self, assessment: Assessment) -> None:
        from assistant.advise.answers import usable

        self.answers, self.left_out = usable(assessment.answers, self.know.questions)
        self._forget_advice()

    # What is in it

    def answer(self, question: str, value: Value) -> None:
        """None is "I don't know"."""
        if self.current is not None:
            self._alter(answers={**self.current.answers, question: value})

    def take_back(self, question: str) -> None:
        """As if the question had not been answered."""
        if self.current is not None:
            self._alter(answers={k: v for k, v in self.current.answers.items() if k != question})

    def take_over(self, answers: Mapping[str, Value]) -> None:
        """Several answers at once: one step for Undo."""
        if self.current is not None:
            self._alter(answers={**self.current.answers, **answers})

    def assume(self, assumption: str, low: float, high: float) -> None:
        """The owner's own figures in place of a default of the costs."""
        if self.current is not None:
            self._alter(
                assumptions={**self.current.assumptions, assumption: (min(low, high), max(low, high))}
            )

    def assume_default(self, assumption: str) -> None:
        if self.current is not None:
            kept = {k: v for k, v in self.current.assumptions.items() if k != assumption}
            self._alter(assumptions=kept)

    def note_flag(self, flag: str, note: FlagNote) -> None:
        if self.current is not None:
            self._alter(flags={**self.current.flags, flag: note})

    def sign(self, sign_off: SignOff) -> None:
        self._alter(sign_off=sign_off)

    def go_to(self, place: str) -> None:
        """Remembers where the user is, so that the next day begins there; nothing to undo."""
        if self.current is not None and self.id is not None and self.current.at != place:
            self.current = self.current.altered(self.current.changed, at=place)
            self._save(self.id, self.current)

    def can_undo(self) -> bool:
        return bool(self._undo)

    def undo(self) -> None:
        """Takes the last change back, whatever it was, and stays where the user is."""
        if self._undo and self.current is not None and self.id is not None:
            before = self._undo.pop()
            self._became(before.altered(_now(), at=self.current.at))

    def _alter(self, **fields: object) -> None:
        if self.current is None or self.id is None:
            return
        after = self.current.altered(_now(), **fields)
        if after.model_copy(update={"changed": self.current.changed}) == self.current:
            return
        self._undo = [*self._undo, self.current][-_MOST_UNDO:]
        self._became(after)

    def _became(self, after: Assessment) -> None:
        before, self.current = self.current, after
        assert self.id is not None
        self._save(self.id, after)
        if before is None or (before.answers, before.assumptions) != (after.answers, after.assumptions):
            self._take_up(after)
        self.changed.emit()

    # Saving, one after another, so that an older state never overwrites a newer one

    def _save(self, number: int, assessment: Assessment) -> None:
        from assistant.workspace.store import Stored

        self.stored = [Stored(number, assessment) if one.id == number else one for one in self.stored]
        self.listed.emit()
        self._waiting[number] = assessment
        self._save_next()

    def _save_next(self) -> None:
        if self._saving or not (self._doomed or self._waiting):
            return
        self._saving = True
        if self._doomed:
            self._delete_next()
            return
        number, assessment = next(iter(self._waiting.items()))
        self._background.run(
            partial(self._workspace().put_assessment, number, assessment),
            lambda _: self._saved(number, assessment),
            partial(self._not_saved, assessment),
        )

    def _saved(self, number: int, assessment: Assessment) -> None:
        self._saving = self.save_failed = False
        if self._waiting.get(number) is assessment:
            del self._waiting[number]
        if not self._waiting:
            self.saved.emit()
        self._save_next()

    def _not_saved(self, assessment: Assessment, sentence: str) -> None:
        """It stays among what waits: a full disk may have room again, a locked file may be let go."""
        self._saving, self.save_failed = False, True
        if assessment is not self._told:
            self._told = assessment
            self.unsaved.emit(tr("The last change is not saved. {why}", why=sentence))
        self._retry.start()
        if self._doomed:
            self._save_next()

    @property
    def is_saved(self) -> bool:
        return not self._waiting

    @property
    def failing(self) -> str:
        """The name of the assessment whose last change could not be saved; "" where none is."""
        return next(iter(self._waiting.values())).name if self.save_failed and self._waiting else ""

    def give_up(self) -> None:
        """The user closes the window although something could not be saved."""
        self._waiting.clear()

    def flush(self) -> None:
        """The window closes: what waits is saved before it does. Raises StillroomError where it cannot be."""
        self._retry.stop()
        for number, assessment in self._waiting.items():
            self._workspace().put_assessment(number, assessment)
        self._waiting.clear()

    # The advice

    def advise(self) -> None:
        """Works the advice out if it is not there; `advised` follows, at once if it is."""
        if self.current is None:
            return
        if self.advice is not None and self.advice.today != datetime.date.today():
            self._forget_advice()  # the window has been open overnight
        if self.advice is not None:
            self.advised.emit()
        elif not self._thinking:
            self._thinking = True
            turn = self._round
            self.try_out(
                self.answers, lambda advice: self._advised(turn, advice), lambda s: self._no_advice(turn, s)
            )

    def try_out(
        self,
        answers: Mapping[str, Value],
        then: Callable[[Advice], None],
        failed: Callable[[str], None] | None = None,
        *,
        with_changes: bool = True,
    ) -> None:
        """Advice on other answers with the same assumptions, beside the window."""
        assumptions = self.current.assumptions if self.current is not None else {}
        self._background.run(
            partial(_advise, dict(answers), self.know, dict(assumptions), with_changes),
            then,
            failed or self.refused.emit,
        )

    def advise_on(
        self,
        assessment: Assessment,
        then: Callable[[Advice], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Advice on any stored assessment with its own assumptions, without what would change it."""
        from assistant.advise.answers import usable

        answers, _ = usable(assessment.answers, self.know.questions)
        self._background.run(
            partial(_advise, answers, self.know, dict(assessment.assumptions), False),
            then,
            failed or self.refused.emit,
        )

    def noted(self) -> None:
        """The owner has seen what the rules have changed."""
        self.since = []
        self._remember_advice()
        self.advised.emit()

    def _forget_advice(self) -> None:
        self._round += 1
        if self.advice is not None:
            self.advice = None
            self.advised.emit()

    def _advised(self, turn: int, advice: Advice) -> None:
        self._thinking = False
        if turn != self._round:
            self.advise()
            return
        self.advice = advice
        before = self.current.advised if self.current is not None else None
        if before is not None and before.rules_version != advice.rules_version:
            self.since = differences(before, in_short(advice), self.know.rules.names)
        if not self.since:
            self._remember_advice()
        self.advised.emit()

    def _no_advice(self, turn: int, sentence: str) -> None:
        self._thinking = False
        if turn != self._round:
            self.advise()
        else:
            self.refused.emit(sentence)

    def _remember_advice(self) -> None:
        if self.advice is None or self.current is None or self.id is None:
            return
        short = in_short(self.advice)
        if self.current.advised != short:
            self.current = self.current.altered(self.current.changed, advised=short)
            self._save(self.id, self.current)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _prepare(workspace: Workspace) -> tuple[Active, list[Stored]]:
    from assistant.advise.renewal import active

    return active(workspace.home), workspace.assessments()


def _advise(
    answers: Mapping[str, Value],
    know: Knowledge,
    assumptions: Mapping[str, tuple[float, float]],
    with_changes: bool,
) -> Advice:
    from assistant.advise.engine import advise

    return advise(answers, datetime.date.today(), know, with_changes=with_changes, assumptions=assumptions)


def _read(path: Path) -> Assessment:
    from assistant.advise.answers import read_text

    return from_json(read_text(path), path.name)


def _write(path: Path, assessment: Assessment) -> Path:
    from assistant.whole import write_bytes
    from assistant.workspace.export import write_whole

    write_whole(path, lambda beside: write_bytes(beside, to_json(assessment).encode()))
    return path
