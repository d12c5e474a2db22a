"""The order in which doubtful documents are put before a person, and what becomes of each. Knows no Qt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from assistant.workspace.store import Doubtful

Outcome = Literal["suggested", "other", "none"]
BEHIND, AHEAD = 2, 6  # how many documents beside the one shown are kept ready


def most_telling(found: Iterable[Doubtful]) -> list[int]:
    """The document first whose answer teaches most: the one that the machine is most torn about.

    What is unlike anything taught comes last: its answer says little about the categories there are.
    """
    return [one.id for one in sorted(found, key=lambda one: (one.strange, one.lead, one.id))]


class Queue:
    """Those answered keep their place, so that one can go back to them; nothing moves the one shown.

    `current` is None before the first and behind the last.
    """

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.outcomes: dict[int, Outcome] = {}
        self._at = 0
        self._gone: set[int] = set()  # answered elsewhere; dropped once another document is shown
        self._unsettled: set[int] = set()  # answered here, but the workspace has not said so yet

    @property
    def current(self) -> int | None:
        return self.ids[self._at] if self._at < len(self.ids) else None

    @property
    def position(self) -> int:
        """Counted from 1."""
        return self._at + 1

    @property
    def waiting(self) -> int:
        return sum(self._waits(one) for one in self.ids)

    def near(self) -> list[int]:
        """The one shown, then those that will be wanted next."""
        ahead = self.ids[self._at : self._at + AHEAD]
        return ahead + self.ids[max(0, self._at - BEHIND) : self._at]

    # News from the workspace

    def take_up(self, waiting: Collection[int], fresh: Sequence[int]) -> None:
        """`waiting` are all that are not sure now; `fresh` those of them that may be new, in order."""
        waits = set(waiting)
        self._unsettled &= waits
        for one in waits & set(self.outcomes) - self._unsettled:
            del self.outcomes[one]  # the answer was taken back elsewhere
        self._gone = {one for one in self.ids if one not in waits and one not in self.outcomes}
        self._drop_gone()
        known, at_the_end = set(self.ids), self.current is None
        self.ids += [one for one in fresh if one in waits and one not in known]
        if at_the_end:
            self._at = len(self.ids)

    # What the person does

    def first(self) -> None:
        """Goes to the first that waits."""
        self._go(-1)

    def answer(self, one: int, outcome: Outcome, twins: Collection[int] = ()) -> None:
        """Notes what was said of the document, and of its `twins` with it, and goes to the next that waits."""
        self._gone |= {twin for twin in twins if self._waits(twin)}
        self.outcomes[one] = outcome
        self._unsettled.add(one)
        self._gone.discard(one)
        if one == self.current:
            self._go(self._at)

    def go_on(self) -> None:
        """To the next that waits, as where the one shown has been answered already."""
        self._go(self._at)

    def take_back(self, one: int) -> None:
        """The document waits again."""
        self.outcomes.pop(one, None)
        self._unsettled.discard(one)
        self._gone.discard(one)

    def bring(self, one: int) -> None:
        """Shows this document: where it stands, or, where it has left the queue, here."""
        if one not in self.ids:
            self.ids.insert(self._at, one)
        self._at = self.ids.index(one)
        self._drop_gone()

    def put_off(self) -> bool:
        """To the end of the queue; one that has been answered keeps its place. False where nothing else
        waits."""
        here = self.current
        if here is None or not any(self._waits(one) for one in self.ids if one != here):
            return False
        if not self._waits(here):
            self._go(self._at)
            return True
        self.ids.append(self.ids.pop(self._at))
        stays = self.ids[self._at] == here  # it stood at the end already
        self._go(self._at if stays else self._at - 1)
        return True

    def before(self) -> bool:
        return self._step(self._at - 1)

    def after(self) -> bool:
        return self._step(self._at + 1)

    # Inside

    def _waits(self, one: int) -> bool:
        return one not in self.outcomes and one not in self._gone

    def _step(self, to: int) -> bool:
        if not 0 <= to < len(self.ids):
            return False
        self._at = to
        self._drop_gone()
        return True

    def _go(self, behind: int) -> None:
        """To the next that waits behind this place, from the end on to the beginning; else behind the last."""
        places = [*range(behind + 1, len(self.ids)), *range(min(behind + 1, len(self.ids)))]
        self._at = next((at for at in places if self._waits(self.ids[at])), len(self.ids))
        self._drop_gone()

    def _drop_gone(self) -> None:
        here = self.current
        left = [one for one in self.ids if one not in self._gone or one == here]
        if len(left) < len(self.ids):
            self._at = len(left) if here is None else left.index(here)
            self.ids = left
            self._gone &= set(left)
