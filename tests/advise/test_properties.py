"""What holds for whatever anybody answers."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.advise.advice import Advice
from assistant.advise.answers import check_answers
from assistant.advise.approach import Approach
from assistant.advise.engine import advise
from assistant.advise.flags import fired, idle
from assistant.advise.knowledge import shipped
from assistant.advise.ranking import Standing, stand

from .strategies import ANSWERS

TODAY = datetime.date(2026, 11, 25)
KNOW = shipped()
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

_CHANGE = ["stable_years", "yearly", "quarterly", "monthly", "weekly"]
_RESULT = ["poor", "close", "good_enough"]


def _rank(standing: Standing, approach: Approach) -> int:
    return standing.order.index(approach)


@many
@given(ANSWERS, st.integers(0, 100_000), st.integers(0, 100_000))
def test_more_volume_never_lowers_distillation(answers: dict[str, Any], one: int, other: int) -> None:
    less, more = (
        stand(KNOW.rules, {**answers, "volume_per_month": volume})
        for volume in (min(one, other), max(one, other))
    )
    assert more.fit(Approach.DISTILLATION) >= less.fit(Approach.DISTILLATION)
    assert _rank(more, Approach.DISTILLATION) <= _rank(less, Approach.DISTILLATION)


@many
@given(ANSWERS, st.integers(0, 3))
def test_more_change_never_raises_distillation(answers: dict[str, Any], place: int) -> None:
    calm, busy = (stand(KNOW.rules, {**answers, "stability": s}) for s in _CHANGE[place : place + 2])
    assert busy.fit(Approach.DISTILLATION) <= calm.fit(Approach.DISTILLATION)
    if (
        Approach.DISTILLATION not in calm.shut
    ):  # among what is shut out, the vendor's model may fall behind it
        assert _rank(busy, Approach.DISTILLATION) >= _rank(calm, Approach.DISTILLATION)


@many
@given(ANSWERS, st.integers(0, 1))
def test_a_better_prompt_result_never_lowers_prompting(answers: dict[str, Any], place: int) -> None:
    worse, better = (stand(KNOW.rules, {**answers, "prompt_result": r}) for r in _RESULT[place : place + 2])
    assert better.fit(Approach.PROMPTING) >= worse.fit(Approach.PROMPTING)
    assert _rank(better, Approach.PROMPTING) <= _rank(worse, Approach.PROMPTING)


@few
@given(ANSWERS)
def test_whatever_is_answered_yields_advice_with_reasons(answers: dict[str, Any]) -> None:
    advice = advise(answers, TODAY, with_changes=False)
    first = advice.ranking[0]
    assert first.approach is advice.recommended
    assert first.reasons_for
    assert not first.gates
    assert {ranked.approach for ranked in advice.ranking} == set(Approach)
    fits = [ranked.fit for ranked in advice.ranking]
    assert fits == sorted(fits, reverse=True)
    assert all(0 <= fit <= 100 for fit in fits)
    assert all(
        r.text and r.source.address for x in advice.ranking for r in (*x.reasons_for, *x.reasons_against)
    )
    assert len(advice.plan) == 3
    assert advice.then is not advice.recommended
    assert Advice.model_validate_json(advice.model_dump_json()) == advice


@few
@given(ANSWERS, st.randoms())
def test_the_order_of_answering_does_not_matter(answers: dict[str, Any], random: Any) -> None:
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    one = advise(check_answers(answers, KNOW.questions, "a"), TODAY)
    other = advise(check_answers(dict(shuffled), KNOW.questions, "b"), TODAY)
    assert one == other


@few
@given(ANSWERS)
def test_an_answer_of_do_not_know_is_as_no_answer(answers: dict[str, Any]) -> None:
    without = {key: value for key, value in answers.items() if value is not None}
    nulls = {key: answers.get(key) for key in KNOW.questions.ids}
    assert advise(without, TODAY) == advise(nulls, TODAY)


@few
@given(ANSWERS)
def test_each_change_really_changes_the_advice_and_none_smaller_does(answers: dict[str, Any]) -> None:
    now = advise(answers, TODAY)
    for change in now.changes:
        after = stand(KNOW.rules, {**answers, **change.answers}).recommended
        assert after is change.recommended is not now.recommended
        if len(change.answers) > 1:
            assert len(change.answers) == 2
            for key, value in change.answers.items():
                assert stand(KNOW.rules, {**answers, key: value}).recommended is now.recommended
    ease = [["easily", "with_work", "no"].index(change.alter) for change in now.changes]
    assert ease == sorted(ease)


@few
@given(ANSWERS)
def test_every_single_answer_that_changes_the_advice_is_listed(answers: dict[str, Any]) -> None:
    now = advise(answers, TODAY)
    listed = {(key, value) for c in now.changes if len(c.answers) == 1 for key, value in c.answers.items()}
    for question in KNOW.questions.questions.values():
        for value in question.options:
            if value != answers.get(question.id):
                flips = stand(KNOW.rules, {**answers, question.id: value}).recommended is not now.recommended
                assert flips == ((question.id, value) in listed)


@few
@given(
    ANSWERS,
    st.sampled_from(["volume_per_month", "examples_per_category", "setup_budget_gbp"]),
    st.integers(0, 70000),
)
def test_no_nearer_number_changes_the_advice(answers: dict[str, Any], key: str, value: int) -> None:
    now = advise(answers, TODAY)
    after = stand(KNOW.rules, {**answers, key: value}).recommended
    if after is now.recommended:
        return
    given_number = answers.get(key) or 0
    listed = [c.answers[key] for c in now.changes if c.recommended is after and list(c.answers) == [key]]
    same_side = [
        v for v in listed if isinstance(v, int | float) and (v > given_number) == (value > given_number)
    ]
    assert same_side
    assert all(abs(v - given_number) <= abs(value - given_number) for v in same_side)


@few
@given(ANSWERS)
def test_each_flag_applies_once_or_is_said_not_to_apply(answers: dict[str, Any]) -> None:
    loud = [flag.id for flag in fired(KNOW.flags, answers, KNOW.questions, TODAY)]
    quiet = [flag.id for flag in idle(KNOW.flags, answers, KNOW.questions)]
    assert sorted(loud + quiet) == sorted(rule.id for rule in KNOW.flags)


@few
@given(ANSWERS)
def test_the_evidence_that_clears_a_flag_clears_it(answers: dict[str, Any]) -> None:
    for flag in fired(KNOW.flags, answers, KNOW.questions, TODAY):
        if flag.cleared_by:
            after = fired(KNOW.flags, {**answers, **flag.cleared_by}, KNOW.questions, TODAY)
            assert flag.id not in {f.id for f in after}


@few
@given(ANSWERS)
def test_flags_do_not_hang_on_the_approach(answers: dict[str, Any]) -> None:
    """What decides between approaches (experiment, cost, examples) leaves the law's flags alone."""
    neutral = {
        "prompt_result": "good_enough",
        "volume_per_month": 7,
        "cost_is_constraint": "no",
        "skills": "none",
    }
    law = {rule.id for rule in KNOW.flags if rule.kind != "advice"}

    def fires(given: dict[str, Any]) -> set[tuple[str, str]]:
        return {(f.id, f.severity) for f in fired(KNOW.flags, given, KNOW.questions, TODAY) if f.id in law}

    assert fires(answers) == fires({**answers, **neutral})


@few
@given(ANSWERS)
def test_an_open_question_that_could_turn_the_advice_is_named(answers: dict[str, Any]) -> None:
    advice = advise(answers, TODAY, with_changes=False)
    for unknown in advice.unknowns:
        assert answers.get(unknown.id) is None
        for value, after in unknown.would.items():
            question = KNOW.questions[unknown.id]
            typed = value if question.type == "choice" else int(value)
            assert (
                stand(KNOW.rules, {**answers, unknown.id: typed}).recommended
                is after
                is not advice.recommended
            )


@few
@given(ANSWERS)
def test_costs_are_ranges_the_right_way_round(answers: dict[str, Any]) -> None:
    for cost in advise(answers, TODAY, with_changes=False).costs.options:
        for span in (cost.setup, cost.running_month, cost.retraining, cost.staff_month, cost.total):
            assert span is None or 0 <= span.low <= span.high
        assert (cost.total is None) == bool(cost.missing)
