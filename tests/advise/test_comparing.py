"""What differs between two assessments."""

from __future__ import annotations

import datetime

from assistant.advise import comparing
from assistant.advise.advice import Advice
from assistant.advise.engine import advise
from assistant.advise.expression import Value
from assistant.advise.knowledge import shipped

TODAY = datetime.date(2026, 11, 25)
FIRST: dict[str, Value] = {"task_kind": "triage_email", "personal_data": "yes", "volume_per_month": 900}
SECOND: dict[str, Value] = {**FIRST, "personal_data": "unsure", "volume_per_month": None, "sector": "legal"}


def _advice(answers: dict[str, Value]) -> Advice:
    return advise(answers, TODAY, shipped(), with_changes=False)


def test_answers_that_differ_come_first_each_in_the_owners_words() -> None:
    pairs = comparing.answer_pairs(FIRST, SECOND, shipped().questions)
    assert [(pair.id, pair.first, pair.second, pair.differs) for pair in pairs] == [
        ("volume_per_month", "900 a month", "not answered", True),
        ("sector", "not answered", "legal services", True),
        ("personal_data", "yes", "unsure", True),
        ("task_kind", "Sort incoming emails", "Sort incoming emails", False),
    ]


def test_an_answer_nobody_has_is_not_listed_and_i_do_not_know_is_no_answer() -> None:
    assert comparing.answer_pairs({"sector": None}, {}, shipped().questions) == []


def test_flags_only_in_one_and_of_another_severity() -> None:
    pairs = {pair.id: pair for pair in comparing.flag_pairs(_advice(FIRST), _advice(SECOND))}
    assert (pairs["lawful_basis"].first, pairs["lawful_basis"].second) == ("must", "should")
    assert (pairs["legal_confidentiality"].first, pairs["legal_confidentiality"].second) == (None, "should")
    assert not pairs["minimise_and_check"].differs


def test_differing_flags_come_first_and_the_loudest_among_them() -> None:
    pairs = comparing.flag_pairs(_advice(FIRST), _advice(SECOND))
    differ = [pair.differs for pair in pairs]
    assert differ == sorted(differ, reverse=True)
    loud = ["must" in (pair.first, pair.second) for pair in pairs if pair.differs]
    assert loud == sorted(loud, reverse=True)


def test_every_approach_and_every_way_of_working_is_there_once() -> None:
    one, other = _advice(FIRST), _advice(SECOND)
    assert [pair.approach for pair in comparing.fit_pairs(one, other)] == [r.approach for r in one.ranking]
    for pair in comparing.fit_pairs(one, other):
        ranked = next(r for r in other.ranking if r.approach is pair.approach)
        assert (pair.second, pair.out[1]) == (ranked.fit, bool(ranked.gates))
    costs = {pair.option: pair for pair in comparing.cost_pairs(one, other)}
    assert set(costs) == {cost.option for cost in one.costs.options}
    assert costs["prompting"].first is not None
    assert costs["prompting"].second is None  # the volume is not known there


def test_one_against_itself_differs_in_nothing() -> None:
    advice = _advice(FIRST)
    assert not any(p.differs for p in comparing.answer_pairs(FIRST, FIRST, shipped().questions))
    assert not any(p.differs for p in comparing.flag_pairs(advice, advice))
    assert not any(p.differs for p in comparing.fit_pairs(advice, advice))
    assert not any(p.differs for p in comparing.cost_pairs(advice, advice))
