"""What each way of doing the work costs: a chart, a table, and everything that is assumed."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.advise.advice import Advice, Assumption, Cited, Cost
from assistant.advise.approach import Approach
from assistant.advise.expression import Answers
from assistant.advise.questionnaire import Questionnaire
from assistant.advise.written import day, figure
from assistant.reports.content import Bar, Bars, Block, Bullets, Heading, Paragraph, Span, Table, Words
from assistant.reports.wording import Sources, listed, pounds

# Answers that are figures of the user's own and go straight into the costs.
_OWN = ("volume_per_month", "minutes_per_item", "staff_cost_gbp_hour", "running_cost_gbp_month")
# The answer that counts instead of an assumption.
_INSTEAD = {"staff_hour": "staff_cost_gbp_hour"}


def money(advice: Advice, answers: Answers, questions: Questionnaire, sources: Sources) -> Iterator[Block]:
    costs = advice.costs
    yield Heading(f"Costs over {costs.months} months")
    yield Paragraph(
        "These are ranges, not quotes. The lower end takes every assumption at its kindest, the upper end at "
        "its harshest. Change an assumption, and everything here is reckoned anew."
    )
    lacking = list(dict.fromkeys(key for option in costs.options for key in option.missing))
    if lacking:
        asked = listed(f'"{questions[key].text}"' for key in lacking)
        yield Paragraph(f"Not everything can be reckoned yet. Answer {asked}.")
    yield Bars(
        f"Total over {costs.months} months",
        tuple(_bar(option, advice.recommended, questions) for option in costs.options),
        note=costs.break_even.text,
    )
    yield Table(
        ("Way of doing the work", "Set-up", "Running, a month", "Retraining", "Staff time, a month", "Total"),
        tuple(_row(option, costs.months) for option in costs.options),
        (0.28, 0.14, 0.14, 0.14, 0.15, 0.15),
        frozenset({1, 2, 3, 4, 5}),
        title=f"What makes up the costs (retraining and total are for all {costs.months} months)",
    )
    notes = [f"{option.name}: {note}" for option in costs.options for note in option.notes]
    if notes:
        yield Bullets(tuple(notes))
    yield Heading("What is assumed", 2)
    yield Paragraph(
        f"{_own(answers, questions)} Where the source is a number in square brackets, the list at the end has "
        "its address."
    )
    yield Table(
        ("Assumption", "From", "To", "Unit", "Source", "Set on"),
        tuple(_assumed(one, answers, questions, sources, advice) for one in costs.assumptions),
        (0.28, 0.09, 0.10, 0.13, 0.22, 0.18),
        frozenset({1, 2}),
    )


def _bar(cost: Cost, recommended: Approach, questions: Questionnaire) -> Bar:
    best = cost.option == recommended
    if cost.total is None:
        asked = listed(f'"{questions[key].short}"' for key in cost.missing)
        return Bar(cost.name, None, None, best, f"answer {asked} first")
    return Bar(cost.name, cost.total.low, cost.total.high, best)


def _row(cost: Cost, months: int) -> tuple[Words, ...]:
    parts = (cost.setup, cost.running_month, cost.retraining, cost.staff_month, cost.total)
    return (cost.name, *(pounds(part) for part in parts))


def _own(answers: Answers, questions: Questionnaire) -> str:
    """Which of the user's answers the costs rest on."""
    given = [
        f"{questions[key].short}: {questions[key].says(answers[key])}"
        for key in _OWN
        if key in questions.ids and answers.get(key) is not None
    ]
    if not given:
        return "None of your answers is a figure yet, so everything in this table is assumed."
    return f"Your own answers that count here: {'; '.join(given)}. Everything else is in the table."


def _assumed(
    one: Assumption, answers: Answers, questions: Questionnaire, sources: Sources, advice: Advice
) -> tuple[Words, ...]:
    source: Words = one.source
    when = day(one.checked)
    if one.edited:
        source, when = (Span("Your own figure", bold=True),), ""
    elif one.address:
        cited = Cited(
            instrument=f"Figure: {one.name}",
            section=one.source,
            title=one.source,
            address=one.address,
            checked=one.checked,
            days_ago=(advice.today - one.checked).days,
        )
        source = (Span(f"{one.source} "), Span(sources.mark(cited), address=one.address))
    name = one.name
    instead = _INSTEAD.get(one.id, "")
    if instead in questions.ids and answers.get(instead) is not None:
        name += f" (not used: your answer, {questions[instead].says(answers[instead])}, counts instead)"
    return name, figure(one.low), figure(one.high), one.unit, source, when
