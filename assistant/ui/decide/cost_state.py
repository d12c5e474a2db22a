"""What the costs card shows, worked out from the costs: no widget in sight."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.advise.advice import Cost, Costs
from assistant.advise.approach import Approach
from assistant.advise.expression import Answers
from assistant.advise.questionnaire import Questionnaire
from assistant.ui.decide.figures import listed, pounds
from assistant.ui.text import plural, tr


@dataclass(frozen=True)
class CostRow:
    """From `low` to `high` in pounds, None where an answer is missing; `parts` is what it is made of."""

    option: str
    name: str
    low: float | None
    high: float | None
    text: str
    best: bool
    spoken: str
    parts: str


def cost_rows(costs: Costs, recommended: Approach, questions: Questionnaire) -> list[CostRow]:
    return [_cost_row(cost, recommended, questions) for cost in costs.options]


def _cost_row(cost: Cost, recommended: Approach, questions: Questionnaire) -> CostRow:
    if cost.total is None:
        lacking = listed([f"“{questions[key].short}”" for key in cost.missing])
        text = tr("Needs an answer to {questions}", questions=lacking)
        spoken = f"{cost.name}: {text}"
    else:
        text = pounds(cost.total)
        spoken = tr("{name}: {sum} over three years", name=cost.name, sum=text)
    return CostRow(
        option=cost.option,
        name=cost.name,
        low=cost.total.low if cost.total else None,
        high=cost.total.high if cost.total else None,
        text=text,
        best=cost.option == recommended,
        spoken=spoken,
        parts=_made_of(cost),
    )


def _made_of(cost: Cost) -> str:
    parts = []
    if cost.setup.high:
        parts.append(tr("set-up {sum}", sum=pounds(cost.setup)))
    if cost.running_month is not None and cost.running_month.high:
        parts.append(tr("running {sum} a month", sum=pounds(cost.running_month)))
    if cost.retraining is not None and cost.retraining.high:
        parts.append(tr("retraining {sum} in all", sum=pounds(cost.retraining)))
    if cost.staff_month is not None and cost.staff_month.high:
        parts.append(tr("staff time {sum} a month", sum=pounds(cost.staff_month)))
    said = "; ".join(parts) or tr("nothing that is known yet")
    return " ".join([f"{said[0].upper()}{said[1:]}.", *cost.notes])


def costs_title(answers: Answers) -> str:
    volume = answers.get("volume_per_month")
    if isinstance(volume, int | float):
        return plural(int(volume), "Three years at {n} item a month", "Three years at {n} items a month")
    return tr("Three years")
