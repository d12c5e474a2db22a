"""What other rules change in the advice of assessments that are already there."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.advise.advice import Advice, Flag
from assistant.advise.answers import usable
from assistant.advise.assessment import Assessment, Difference, differences, in_short
from assistant.advise.engine import advise
from assistant.advise.knowledge import Knowledge


@dataclass(frozen=True)
class Changed:
    """One assessment. `left_out` are sentences on answers that the new rules cannot use, and the old ones could."""

    id: int
    name: str
    differences: tuple[Difference, ...]
    reworded: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        """The weightiest first."""
        return [*(one.text for one in self.differences), *self.reworded, *self.left_out]


def changed_advice(
    assessments: Iterable[tuple[int, Assessment]], old: Knowledge, new: Knowledge, today: datetime.date
) -> list[Changed]:
    """Those whose advice differs, in the order given. Both advices are of today, so that only the rules differ."""
    compared = (_compare(number, one, old, new, today) for number, one in assessments)
    return [one for one in compared if one.sentences]


def _compare(
    number: int, assessment: Assessment, old: Knowledge, new: Knowledge, today: datetime.date
) -> Changed:
    answers_before, left_before = usable(assessment.answers, old.questions)
    answers, left = usable(assessment.answers, new.questions)
    figures = assessment.assumptions
    before = advise(answers_before, today, old, with_changes=False, assumptions=figures)
    after = advise(answers, today, new, with_changes=False, assumptions=figures)
    return Changed(
        id=number,
        name=assessment.name,
        differences=tuple(differences(in_short(before), in_short(after), new.rules.names)),
        reworded=tuple(_reworded(before, after)),
        left_out=tuple(sentence for sentence in left if sentence not in left_before),
    )


def _reworded(before: Advice, after: Advice) -> Iterator[str]:
    """What says something else without applying to anything else."""
    was = {flag.id: _said(flag) for flag in before.flags}
    for flag in after.flags:
        if flag.id in was and was[flag.id] != _said(flag):
            yield f"Worded anew, so read it again: {flag.title}."
    if [option.total for option in before.costs.options] != [option.total for option in after.costs.options]:
        yield "The costs are reckoned with other figures."
    if [step.text for step in before.plan] != [step.text for step in after.plan]:
        yield "The next three steps are others."


def _said(flag: Flag) -> dict[str, object]:
    """The words of a flag, without the day on which its source was last read."""
    return {
        **flag.model_dump(include={"title", "means", "notes", "do", "evidence"}),
        "source": flag.source.model_dump(exclude={"checked", "days_ago"}),
    }
