"""Situations of firms, and what the advice must be."""

from __future__ import annotations

import datetime

import pytest

from assistant.advise.answers import check_answers
from assistant.advise.approach import Approach
from assistant.advise.engine import advise
from assistant.advise.knowledge import shipped

from .scenario import Scenario, scenarios

TODAY = datetime.date(2026, 11, 25)
ALL = scenarios()


@pytest.mark.parametrize("scenario", ALL, ids=lambda s: s.name)
def test_the_advice_is_as_the_sources_say(scenario: Scenario) -> None:
    answers = check_answers(scenario.given, shipped().questions, scenario.name)
    advice = advise(answers, TODAY, with_changes=False)
    if scenario.recommended is not None:
        assert advice.recommended == scenario.recommended
    if "then" in scenario.model_fields_set:
        assert advice.then == scenario.then
    shut = {r.approach: [g.gate for g in r.gates] for r in advice.ranking}
    for approach, rule in scenario.gates.items():
        assert rule in shut[approach]
    flags = {flag.id: flag for flag in advice.flags}
    assert {key: flags[key].severity if key in flags else None for key in scenario.fires} == scenario.fires
    assert not set(scenario.quiet) & set(flags)
    for key, words in scenario.says.items():
        flag = flags[key]
        assert words in " ".join([flag.means, *flag.notes, flag.do])
    assert scenario.note in " ".join(advice.notes)


def test_there_are_a_hundred_scenarios_each_with_its_own_name() -> None:
    assert len({s.name for s in ALL}) == len(ALL) >= 100


def test_every_flag_stands_on_both_sides_of_its_trigger() -> None:
    flags = {flag.id for flag in shipped().flags}
    assert {key for s in ALL for key in s.fires} == flags
    assert {key for s in ALL for key in s.quiet} == flags


def test_every_severity_of_every_flag_has_a_scenario() -> None:
    wanted = {(flag.id, trigger.severity) for flag in shipped().flags for trigger in flag.triggers}
    assert {pair for s in ALL for pair in s.fires.items()} == wanted


def test_every_approach_is_recommended_somewhere() -> None:
    assert {s.recommended for s in ALL} >= set(Approach)
