"""What the result page shows, from the advice alone."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.advise import written
from assistant.advise.advice import Advice, Range
from assistant.advise.answers import check_answers
from assistant.advise.approach import Approach
from assistant.advise.assessment import FlagNote
from assistant.advise.engine import advise
from assistant.advise.knowledge import shipped
from assistant.advise.rules import Source
from assistant.errors import InputError
from assistant.ui.decide import cost_state, figures
from assistant.ui.decide import result_state as state

TODAY = datetime.date(2026, 11, 25)
KNOW = shipped()
UNTRIED = {
    "task_kind": "triage_email",
    "output_kind": "fixed_list",
    "stability": "yearly",
    "inputs_predictable": "mostly",
    "live_information": "no",
    "volume_per_month": 20000,
    "prompt_experiment": "none",
    "vendor_offer": "says_distilled",
    "personal_data": "yes",
    "examples_per_category": 25,
    "cost_is_constraint": "yes",
    "error_cost": "annoying",
    "human_review": "doubtful_items",
}


def advice(**changed: object) -> Advice:
    answers = check_answers({**UNTRIED, **changed}, KNOW.questions, "test")
    return advise(answers, TODAY, KNOW)


def source(instrument: str, section: str) -> Source:
    return Source(instrument=instrument, section=section, title="", address="")


# Days and figures


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3/12/2026", datetime.date(2026, 12, 3)),
        ("03.12.26", datetime.date(2026, 12, 3)),
        ("3 Dec 2026", datetime.date(2026, 12, 3)),
        ("3 december 2026", datetime.date(2026, 12, 3)),
        ("2026-12-03", datetime.date(2026, 12, 3)),
        ("29/2/2028", datetime.date(2028, 2, 29)),
        ("  ", None),
    ],
)
def test_a_day_is_read_as_it_is_written_in_britain(typed: str, day: datetime.date | None) -> None:
    assert figures.parse_day(typed) == day


@pytest.mark.parametrize("typed", ["12/31/2026", "29/2/2027", "tomorrow", "3/12", "0/1/2026", "3 Foo 2026"])
def test_a_wrong_day_gets_a_sentence(typed: str) -> None:
    with pytest.raises(InputError, match="day"):
        figures.parse_day(typed)


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_a_day_in_a_field_reads_back(day: datetime.date) -> None:
    assert figures.parse_day(figures.typed_day(day)) == day
    assert figures.parse_day(written.day(day)) == day


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ((2026, 11, 25), 6, (2027, 5, 25)),
        ((2026, 8, 31), 6, (2027, 2, 28)),
        ((2027, 8, 31), 6, (2028, 2, 29)),
        ((2026, 12, 31), 6, (2027, 6, 30)),
    ],
)
def test_months_later(start: tuple[int, int, int], months: int, end: tuple[int, int, int]) -> None:
    assert figures.months_later(datetime.date(*start), months) == datetime.date(*end)


@pytest.mark.parametrize(("value", "told"), [(20000.0, "20,000"), (0.72, "0.72"), (0, "0"), (1.5, "1.5")])
def test_a_figure_is_shown_and_read_back(value: float, told: str) -> None:
    assert written.figure(value) == told
    assert figures.parse_figure(told) == value


@pytest.mark.parametrize("typed", ["", "-1", "1e5", "nan", "inf", "many", "1.2.3", "9" * 13])
def test_what_is_no_figure_gets_a_sentence(typed: str) -> None:
    with pytest.raises(InputError):
        figures.parse_figure(typed)


def test_pounds() -> None:
    assert figures.pounds(Range(low=9400, high=74000)) == "£9,400 to £74,000"
    assert figures.pounds(Range(low=80, high=80)) == "£80"


def test_how_long_ago() -> None:
    assert [figures.ago(days) for days in (0, 1, 121)] == [
        "Checked today",
        "Checked 1 day ago",
        "Checked 121 days ago",
    ]


# The head and the pills


def test_the_head_names_both_days_and_says_what_it_is_not() -> None:
    assert state.head_line(TODAY, "2026-11-24") == (
        "25 November 2026. Rules of 24 November 2026. General information, not legal advice"
    )
    assert "Rules of spring." in state.head_line(TODAY, "spring")


def test_open_questions_are_counted_and_the_first_that_turns_is_named() -> None:
    given_answers = {"task_kind": "triage_email", "prompt_experiment": "structured"}
    answers = check_answers(given_answers, KNOW.questions, "test")
    found = advise(answers, TODAY, KNOW)
    shown = state.open_questions(found, KNOW.questions, answers)
    asked = [q.id for q in KNOW.questions.asked(answers, optional=False)]
    alone = [unknown.id for unknown in found.unknowns if unknown.would and unknown.id in asked]
    assert alone
    assert f"{len(alone)} open questions could still change it" in found.confidence_reason
    assert shown.text.startswith(
        f"{len(asked) - 2} of {len(asked)} answers unknown, {len(alone)} could change this"
    )
    assert asked.index(shown.first) == min(asked.index(key) for key in alone)


def test_what_turns_the_advice_only_with_another_answer_is_counted_apart() -> None:
    assert state.could_change(0, 0, "this") == "none could change this"
    assert state.could_change(2, 0, "this") == "2 could change this"
    assert state.could_change(1, 2, "this") == "1 could change this, 2 more only together"
    assert state.could_change(0, 2, "this") == "2 could change this, but only together"


def test_nothing_open_leads_nowhere() -> None:
    answers = {q.id: next(iter(q.options), 100) for q in KNOW.questions.questions.values()}
    shown = state.open_questions(advise(answers, TODAY, KNOW), KNOW.questions, answers)
    assert shown == state.Open("Every question is answered", "", 0)


# The ranking


def test_the_ranking_says_what_stands_where() -> None:
    places = state.places(advice())
    first, *rest = places
    assert first.ranked.approach is Approach.PROMPTING
    assert first.tone == "best"
    assert first.spoken == f"Prompting a general model: {first.ranked.fit} of 100, recommended"
    out = {place.ranked.approach for place in rest if place.tone == "out"}
    assert Approach.DISTILLATION in out
    for place in rest:
        if place.tone == "out":
            assert (place.number, place.share) == ("out", 0.0)
            assert place.ranked.gates[0].title[1:] in place.words


def test_a_trial_moves_the_bars_in_their_place() -> None:
    before, after = advice(), advice(prompt_experiment="structured")
    assert after.recommended is not before.recommended
    places = state.places(before, after)
    assert [p.ranked.approach for p in places] == [r.approach for r in before.ranking]
    moved = {p.ranked.approach: p for p in places}
    best = moved[after.recommended]
    assert best.tone == "best"
    assert best.was == 0.0
    assert best.number.endswith("(was out)")
    assert "before: out" in best.spoken
    assert moved[before.recommended].tone != "best"


# Points


@pytest.mark.parametrize(
    ("instrument", "section", "short"),
    [
        ("UK GDPR", "Article 6(1), 6(1)(ea) and Annex 1; more", "UK GDPR Art 6(1)"),
        ("UK GDPR", "Articles 13 and 14 (13(2)(f), 14(2)(g))", "UK GDPR Arts 13 and 14"),
        ("UK GDPR", "Articles 22A to 22D; more", "UK GDPR Arts 22A to 22D"),
        ("UK GDPR", "Articles 44A, 45A to 45C and 46", "UK GDPR Art 44A"),
        ("FCA Handbook", "SYSC 8.1.8R; PRA SS2/21 chapter 10", "FCA Handbook SYSC 8.1.8R"),
        ("Regulations about a thing 2026, SI 2026/425", "regs 2 and 3", "SI 2026/425 regs 2 and 3"),
        ("National Cyber Security Centre (NCSC)", "Guidelines", "NCSC"),
        ("Data Protection Act 2018 s 137; SI 2018/480", "reg 3", "Data Protection Act 2018 s 137"),
        ("Article (general information)", "The four questions to a vendor", "The four questions to a vendor"),
    ],
)
def test_the_short_source_is_enough_to_know_it_by(instrument: str, section: str, short: str) -> None:
    assert state.short_source(source(instrument, section)) == short


def test_no_short_source_says_what_the_source_does_not() -> None:
    for flag in KNOW.flags:
        whole = f"{flag.source.instrument} {flag.source.section}"
        for word in state.short_source(flag.source).split():
            assert word in whole or word in ("Art", "Arts")


def test_the_tally_counts_and_says_what_is_done() -> None:
    flags = advice().flags
    number = sum(flag.severity == "must" for flag in flags)
    assert state.tally(flags, {}).startswith(f"{number} must, ")
    done = {flags[0].id: FlagNote(done=True), "gone": FlagNote(done=True)}
    assert state.tally(flags, done).endswith(f"; 1 of {len(flags)} done")


def test_what_comes_and_goes_is_told() -> None:
    moved = state.moved(advice(), advice(prompt_experiment="structured"))
    assert [one.text for one in moved if one.kind == "gone"] == [
        "A distilled model is offered before prompting was tried"
    ]
    back = state.moved(advice(prompt_experiment="structured"), advice())
    assert [one.kind for one in back] == ["new"]
    assert state.moved(advice(), advice()) == []


def test_questions_to_try_begin_with_those_that_turn_the_advice() -> None:
    found = advice()
    questions = state.to_try(found, KNOW.questions, UNTRIED)
    assert questions[0].id in found.changes[0].answers
    assert {q.id for q in questions} == {q.id for q in KNOW.questions.asked(UNTRIED)}
    narrowed = state.narrowed(questions, "prompt EXPERIMENT")
    assert "prompt_experiment" in [q.id for q in narrowed]
    assert state.narrowed(questions, "no such words here") == []


# Costs


def test_costs_without_a_volume_say_what_they_need() -> None:
    found = advice(volume_per_month=None)
    rows = cost_state.cost_rows(found.costs, found.recommended, KNOW.questions)
    assert {row.low for row in rows} == {None}
    assert all("Volume" in row.text for row in rows)
    assert cost_state.costs_title({}) == "Three years"


def test_costs_are_told_with_their_parts() -> None:
    found = advice(minutes_per_item=0.5)
    rows = {r.option: r for r in cost_state.cost_rows(found.costs, found.recommended, KNOW.questions)}
    assert [key for key, row in rows.items() if row.best] == ["prompting"]
    total = next(cost.total for cost in found.costs.options if cost.option == "prompting")
    assert total is not None
    assert rows["prompting"].text == figures.pounds(total)
    assert rows["prompting"].spoken.endswith("over three years")
    assert rows["prompting"].parts.startswith("Set-up £")
    assert "staff time" in rows["prompting"].parts
