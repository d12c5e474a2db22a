"""Three firms as unlike as can be, and every scenario of the wizard: what the papers are tried on."""

from __future__ import annotations

import datetime
from typing import Any

from assistant.advise.engine import advise
from assistant.advise.knowledge import shipped
from assistant.reports.content import Report
from assistant.reports.papers import paper, suits

KNOW = shipped()
TODAY = datetime.date(2026, 11, 25)

ACCOUNTANT: dict[str, Any] = {
    "task_kind": "triage_email", "output_kind": "fixed_list", "stability": "yearly", "inputs_predictable": "mostly",
    "live_information": "no", "volume_per_month": 1800, "speed_need": "minutes", "prompt_experiment": "structured",
    "prompt_result": "close", "own_test_set": "yes", "vendor_offer": "none", "examples_per_category": 60,
    "unlabelled_examples": 4000, "teacher_access": "local_model", "teacher_terms": "unknown", "skills": "none",
    "setup_budget_gbp": 500, "cost_is_constraint": "no", "must_stay_local": "yes", "error_cost": "annoying",
    "human_review": "doubtful_items", "sector": "accountancy", "fca_status": "not_regulated", "eu_link": "none",
    "use_area": "none", "talks_to_public": "no", "personal_data": "yes", "special_category": "unsure",
    "criminal_offence_data": "no", "children": "no", "automated_decision": "none",
    "trained_on_personal_data": "yes", "processing_place": "own_machines", "hardware": "laptops", "role": "both",
    "firm_size": "small", "nation": "england", "lawful_basis": "not_recorded", "privacy_notice": "not_updated",
    "dpia": "none", "retention": "none", "security_review": "partial", "minutes_per_item": 2,
}  # fmt: skip
RECRUITER: dict[str, Any] = {
    "task_kind": "classify_documents", "output_kind": "fixed_list", "stability": "quarterly",
    "inputs_predictable": "mostly", "live_information": "no", "volume_per_month": 12000, "speed_need": "seconds",
    "prompt_experiment": "informal", "prompt_result": "unknown", "vendor_offer": "trained_on_sector_data",
    "vendor_teacher_named": "no", "vendor_data_described": "yes", "vendor_failures_tested": "not_asked",
    "vendor_evaluated_like_ours": "no", "vendor_last_evaluated_known": "not_asked",
    "vendor_tested_on_our_sample": "no", "teacher_terms": "unknown", "cost_is_constraint": "yes",
    "running_cost_gbp_month": 900, "must_stay_local": "no", "error_cost": "harms_people", "human_review": "sample",
    "sector": "recruitment", "eu_link": "established_in_eu", "places_on_eu_market": "no", "outsourced": "yes",
    "use_area": "recruitment", "profiles_people": "yes", "personal_data": "yes", "special_category": "yes",
    "criminal_offence_data": "yes", "children": "no", "automated_decision": "solely_automated_significant",
    "trained_on_personal_data": "unsure", "processing_place": "usa", "processor_contract": "none", "role": "both",
    "firm_size": "medium", "nation": "england", "lawful_basis": "recorded", "privacy_notice": "not_updated",
    "dpia": "screening", "retention": "set", "security_review": "none", "exit_plan": "none",
}  # fmt: skip
FAQ_BOT: dict[str, Any] = {
    "task_kind": "answer_faq", "output_kind": "short_text", "stability": "monthly", "inputs_predictable": "no",
    "live_information": "sometimes", "volume_per_month": 600, "prompt_experiment": "none",
    "vendor_offer": "general_model", "vendor_evaluated_like_ours": "no", "vendor_tested_on_our_sample": "no",
    "must_stay_local": "no", "error_cost": "costly", "human_review": "none", "sector": "other",
    "eu_link": "customers_in_eu", "use_area": "none", "talks_to_public": "yes", "personal_data": "unsure",
    "children": "yes", "processing_place": "unknown",
}  # fmt: skip


def made(
    id: str, answers: dict[str, Any], name: str = "Post at Harrow", today: datetime.date = TODAY
) -> Report:
    return paper(id, name, answers, advise(answers, today, KNOW, with_changes=False), KNOW)


def pack(answers: dict[str, Any], name: str = "Post at Harrow") -> dict[str, Report]:
    """Every paper that suits the answers."""
    advice = advise(answers, TODAY, KNOW, with_changes=False)
    return {fit.id: paper(fit.id, name, answers, advice, KNOW) for fit in suits(answers) if fit.fits}
