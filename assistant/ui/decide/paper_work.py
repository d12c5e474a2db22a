"""The papers' work beside the window: the advice is worked out anew, put into words, and written."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.ui.decide.listed import file_name

if TYPE_CHECKING:
    from assistant.advise.advice import Advice
    from assistant.advise.assessment import Assessment, Difference
    from assistant.advise.expression import Value
    from assistant.advise.knowledge import Knowledge


@dataclass(frozen=True)
class Matter:
    """What a paper is made from, as it was when it was asked for."""

    assessment: Assessment
    answers: dict[str, Value]
    since: tuple[Difference, ...]
    know: Knowledge

    def advice(self) -> Advice:
        from assistant.advise.engine import advise

        today = datetime.date.today()
        return advise(self.answers, today, self.know, assumptions=self.assessment.assumptions)


def save_report(matter: Matter, to: Path) -> list[Path]:
    from assistant.reports.assessment import assessment_report
    from assistant.reports.save import save

    report = assessment_report(
        matter.assessment, matter.answers, matter.advice(), matter.know, changed=matter.since
    )
    return [save(report, to)]


def save_actions(matter: Matter, to: Path) -> list[Path]:
    from assistant.reports.actions import write_actions

    write_actions(matter.advice(), matter.assessment, matter.know, to)
    return [to]


def save_papers(matter: Matter, folder: Path, chosen: Sequence[str]) -> list[Path]:
    from assistant.reports.paper_pack import write_pack

    name = matter.assessment.name
    return write_pack(folder, name, matter.answers, matter.advice(), matter.know, only=chosen)


def save_blank(know: Knowledge, to: Path) -> list[Path]:
    from assistant.reports.blank import blank_questionnaire
    from assistant.reports.save import save

    return [save(blank_questionnaire(know, datetime.date.today()), to)]


def with_ending(chosen: Path, wanted: str) -> Path:
    """The name as typed where it has that ending, else with it added: a dot in a name is no ending."""
    return chosen if chosen.suffix.lower() == wanted else chosen.with_name(chosen.name + wanted)


def suggested(what: str, name: str, ending: str) -> str:
    """A path in the user's own folder that every system takes, whatever the assessment is called."""
    stem = f"{what} - {Path(file_name(name)).stem}" if name else what
    return str(Path.home() / f"{stem}{ending}")
