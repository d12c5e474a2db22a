"""Sources, costs, confidence, dates and speed of the advice."""

from __future__ import annotations

import datetime
import statistics
import time

import pytest

from assistant.advise.costs import costs
from assistant.advise.engine import advise
from assistant.advise.knowledge import shipped

from .scenario import scenarios
from .strategies import answers_from

TODAY = datetime.date(2026, 11, 25)
KNOW = shipped()
TRIAGE = next(s for s in scenarios() if s.name == "email triage fits").given


def _cost(answers: dict[str, object], option: str):  # type: ignore[no-untyped-def]
    found = costs(KNOW.costs, answers)  # type: ignore[arg-type]
    return next(c for c in found.options if c.option == option)


@pytest.mark.parametrize("flag", KNOW.flags, ids=lambda f: f.id)
def test_every_flag_has_instrument_section_address_and_date(flag) -> None:  # type: ignore[no-untyped-def]
    source = flag.source
    assert source.instrument and source.section and source.title
    assert all(a.startswith("https://") and " " not in a for a in (source.address, *source.more))
    assert flag.checked <= TODAY
    assert set(flag.seen) <= set("PRSNM") and flag.seen
    assert flag.means.strip() and flag.do.strip() and flag.evidence.strip()
    sentences = flag.means.replace("v. ", "v ").count(". ") + 1
    assert sentences <= 2, flag.means


def test_every_cited_source_of_the_rules_is_used_or_in_the_report() -> None:
    advice = advise({}, TODAY, with_changes=False)
    assert {s.address for s in advice.sources} == {s.address for s in KNOW.rules.sources.values()}


def test_every_cost_assumption_shows_source_and_date() -> None:
    for a in costs(KNOW.costs, {}).assumptions:
        assert a.source.startswith("assumption") or a.address.startswith("https://"), a.id
        assert a.checked <= TODAY


def test_a_flag_grows_loud_when_its_source_was_not_read_for_120_days() -> None:
    checked = KNOW.flags[0].checked
    for days, stale in ((0, False), (120, False), (121, True)):
        advice = advise({"personal_data": "yes"}, checked + datetime.timedelta(days=days), with_changes=False)
        flag = next(f for f in advice.flags if f.id == KNOW.flags[0].id)
        assert (flag.checked_days_ago, flag.stale) == (days, stale)


def test_reasons_quote_the_users_own_answers() -> None:
    advice = advise(TRIAGE, TODAY, with_changes=False)
    first = advice.ranking[0]
    told = " ".join(reason.text for reason in first.reasons_for)
    assert "20,000 a month" in told and "Sort incoming emails" in told
    assert all(
        reason.answers[key] == TRIAGE.get(key) for reason in first.reasons_for for key in reason.answers
    )
    assert {reason.weight_is for reason in first.reasons_for} == {
        "The direction has this source; the size is our own judgement."
    }


def test_confidence_is_low_for_nothing_and_higher_for_all_that_matters() -> None:
    nothing, much = advise({}, TODAY), advise(TRIAGE, TODAY)
    assert nothing.confidence == "low" and nothing.unknowns
    assert much.confidence in ("medium", "high")


def test_a_partial_file_names_what_could_still_turn_the_advice() -> None:
    partial = {key: value for key, value in TRIAGE.items() if key not in ("live_information", "stability")}
    unknowns = {u.id: u for u in advise(partial, TODAY, with_changes=False).unknowns}
    assert unknowns["live_information"].would["yes"] == "rag"
    assert unknowns["stability"].would["stable_years"] == "distillation"


def test_changes_put_first_what_the_firm_can_alter() -> None:
    changes = advise({**TRIAGE, "prompt_experiment": "none"}, TODAY).changes
    assert changes[0].answers == {"prompt_experiment": "structured"}
    assert changes[0].recommended == "distillation"
    assert changes[0].alter == "easily"


def test_the_nearest_volume_that_turns_the_advice_is_exact() -> None:
    answers = {**TRIAGE, "cost_is_constraint": "no", "speed_need": "minutes", "volume_per_month": 1}
    numbers = [
        c.answers["volume_per_month"]
        for c in advise(answers, TODAY).changes
        if "volume_per_month" in c.answers
    ]
    assert numbers == [2000]


def test_todays_cost_is_volume_times_time_times_pay() -> None:
    answers = {"volume_per_month": 1000, "minutes_per_item": 6, "staff_cost_gbp_hour": 20}
    total = _cost(answers, "today").total
    assert total.low == total.high == 1000 * 36 * 0.1 * 20


def test_without_a_volume_nothing_is_totalled_and_the_missing_answer_is_named() -> None:
    prompting = _cost({}, "prompting")
    assert prompting.total is None and prompting.missing == ["volume_per_month"]
    assert _cost({"volume_per_month": 10}, "today").missing == ["minutes_per_item"]


def test_more_change_costs_more_retraining() -> None:
    calm, busy = (
        _cost({"volume_per_month": 10, "stability": s}, "distillation") for s in ("stable_years", "weekly")
    )
    assert busy.retraining.low > calm.retraining.high
    assert _cost({"volume_per_month": 10, "stability": "weekly"}, "prompting").retraining.high == 0


def test_break_even_is_where_the_two_totals_meet() -> None:
    answers = {"output_kind": "fixed_list", "stability": "yearly", "staff_cost_gbp_hour": 25}
    found = costs(KNOW.costs, answers).break_even
    assert found.high is not None and found.low is not None and 0 <= found.low < found.high

    def total(volume: int, option: str):  # type: ignore[no-untyped-def]
        return next(
            c.total
            for c in costs(KNOW.costs, {**answers, "volume_per_month": volume}).options
            if c.option == option
        )

    beyond = found.high * 2
    assert total(beyond, "distillation").high < total(beyond, "prompting").low * 1.1
    assert f"{found.high:,}" in found.text


def test_a_bespoke_project_breaks_even_later_than_the_apps_own() -> None:
    bespoke = costs(KNOW.costs, {"output_kind": "short_text"}).break_even
    own = costs(KNOW.costs, {"output_kind": "fixed_list"}).break_even
    assert (bespoke.high or 10**9) > (own.high or 10**9) or (bespoke.low or 0) > (own.low or 0)


def test_an_assumption_can_be_replaced_by_the_firms_own_figure() -> None:
    edited = costs(KNOW.costs, {"volume_per_month": 5000}, {"vendor_month": (1000, 1000)})
    row = next(a for a in edited.assumptions if a.id == "vendor_month")
    assert row.edited and row.source == "your own figure"
    vendor = next(c for c in edited.options if c.option == "vendor_distilled")
    assert vendor.running_month is not None and vendor.running_month.low == 1000


def test_a_quote_counts_as_the_vendors_price_only_where_there_is_a_vendor() -> None:
    given = {"volume_per_month": 0, "running_cost_gbp_month": 700}
    assert _cost({**given, "vendor_offer": "custom_ai"}, "vendor_distilled").running_month.low == 700
    assert _cost({**given, "vendor_offer": "none"}, "today").running_month.low == 700


def test_the_advice_is_quick() -> None:
    sets = [answers_from(seed, share) for seed in range(6) for share in (0.2, 0.6, 1.0)]
    plain, whole = [], []
    for answers in sets:
        for with_changes, times in ((False, plain), (True, whole)):
            start = time.process_time()
            advise(answers, TODAY, with_changes=with_changes)
            times.append(time.process_time() - start)
    assert statistics.median(plain) < 0.05
    assert max(whole) < 0.5


def test_checking_by_people_costs_its_share_of_todays_time() -> None:
    work = {"volume_per_month": 1000, "minutes_per_item": 6, "staff_cost_gbp_hour": 20}
    for review, low, high in (("every_item", 400, 1000), ("sample", 40, 200), ("none", 0, 0)):
        staff = _cost({**work, "human_review": review}, "prompting").staff_month
        assert (staff.low, staff.high) == (low, high), review


def test_prompting_costs_what_the_tokens_cost() -> None:
    own = {
        "tokens_in": (2000, 2000), "tokens_out": (100, 100), "price_in_usd": (2, 2), "price_out_usd": (10, 10),
        "usd_to_gbp": (0.8, 0.8), "prompt_hours": (10, 10),
    }  # fmt: skip
    answers = {"volume_per_month": 10_000, "staff_cost_gbp_hour": 30}
    prompting = next(c for c in costs(KNOW.costs, answers, own).options if c.option == "prompting")
    # 2,000 tokens at $2 and 100 at $10 a million are half a US cent: 0.4p an item, £40 a month, and ten hours to set up
    assert (
        prompting.running_month is not None
        and prompting.running_month.low == prompting.running_month.high == 40
    )
    assert prompting.setup.low == 300
    assert prompting.total is not None and prompting.total.low == 1700  # 1,740 in two digits
