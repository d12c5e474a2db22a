"""Which categories are told apart, from examples that were left out."""

from __future__ import annotations

from assistant.classify.apart import Apart, apart
from tests.workspace.own_pack import learnt


def test_categories_that_lie_far_apart_all_come_out_right() -> None:
    found = apart(learnt(spread=0.01))
    assert [one.category for one in found] == ["Boiler service", "Rent statement", "Tenant complaint"]
    assert all(one.right == one.cases == 6 and one.well for one in found)


def test_of_a_few_cases_nothing_is_said() -> None:
    assert not Apart("a", 4, 4).known
    assert not Apart("a", 4, 4).well
    assert Apart("a", 5, 4).well
    assert not Apart("a", 5, 3).well
