"""The questions: reachable, few on a usual path, none without an effect, and faults told by file and line."""

from __future__ import annotations

import datetime
import shutil
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from assistant.advise.data import RulesError, load
from assistant.advise.engine import advise
from assistant.advise.knowledge import load_knowledge, shipped
from assistant.advise.questionnaire import Section
from assistant.paths import resources

from .scenario import scenarios
from .strategies import answers_from

TODAY = datetime.date(2026, 11, 25)
KNOW = shipped()
QUESTIONS = KNOW.questions.questions

_AGENT: dict[str, Any] = {
    "task_kind": "triage_email", "output_kind": "fixed_list", "stability": "yearly", "inputs_predictable": "mostly",
    "live_information": "no", "prompt_experiment": "none", "vendor_offer": "none", "cost_is_constraint": "no",
    "must_stay_local": "no", "error_cost": "annoying", "use_area": "none", "sector": "property",
    "fca_status": "not_regulated", "eu_link": "none", "personal_data": "yes", "processing_place": "uk",
}  # fmt: skip
PATHS = {
    "a lettings agent who sorts email": _AGENT,
    "a law firm that has tried it": {
        **_AGENT, "sector": "legal", "task_kind": "classify_documents", "prompt_experiment": "informal",
    },
    "an accountant with a vendor": {
        **_AGENT, "sector": "accountancy", "task_kind": "extract_fields", "output_kind": "structured_fields",
        "vendor_offer": "general_model",
    },
    "a school that answers questions": {
        **_AGENT, "sector": "education", "task_kind": "answer_faq", "output_kind": "short_text",
    },
    "a workshop without personal data": {**_AGENT, "sector": "other", "personal_data": "no"},
}  # fmt: skip


def test_every_question_can_be_reached() -> None:
    pool = [answers_from(seed, 0.9) for seed in range(300)]
    for question in QUESTIONS.values():
        assert any(question.asked_when(answers) for answers in pool), question.id


def test_every_branch_can_be_left_out() -> None:
    pool = [answers_from(seed, 0.9) for seed in range(300)]
    for question in QUESTIONS.values():
        if question.asked_when.names:
            assert any(not question.asked_when(answers) for answers in pool), question.id


def test_a_question_hangs_only_on_questions_before_it() -> None:
    order = list(QUESTIONS)
    for place, key in enumerate(order):
        assert QUESTIONS[key].asked_when.names <= set(order[:place]), key


@pytest.mark.parametrize("path", PATHS)
def test_a_usual_path_has_20_to_25_questions(path: str) -> None:
    asked = KNOW.questions.asked(PATHS[path], optional=False)
    assert 17 <= len(asked) <= 25, [q.id for q in asked]


def test_every_question_says_why_and_gives_help() -> None:
    for question in QUESTIONS.values():
        assert question.text.endswith("?"), question.id
        assert question.why.endswith("."), question.id
        assert len(question.help) > 20, question.id


def _outcome(answers: dict[str, Any]) -> Any:
    """What the firm gets, without the sentences that merely repeat its answer."""
    advice = advise(answers, TODAY, with_changes=False)
    return (
        advice.recommended, advice.then, advice.confidence, advice.notes, advice.plan, advice.vendor_questions,
        [(r.approach, r.fit, [g.gate for g in r.gates]) for r in advice.ranking],
        [(f.id, f.severity, f.means, f.notes, f.do) for f in advice.flags],
        [(c.setup, c.running_month, c.retraining, c.staff_month, c.total, c.notes) for c in advice.costs.options],
        {u.id for u in advice.unknowns},
    )  # fmt: skip


def _pool() -> list[dict[str, Any]]:
    tried = {"prompt_experiment": "structured", "error_cost": "annoying"}
    odd = [answers_from(seed, 0.7) for seed in range(8)]
    return [
        *({**answers, **tried} for answers in odd),
        *odd,
        {},
        {"sector": "health"},
        *(s.given for s in scenarios()[::6]),
    ]


@pytest.mark.parametrize("key", QUESTIONS)
def test_no_two_options_of_a_question_always_lead_to_the_same(key: str) -> None:
    """For a number it is enough that some two figures differ."""
    question = QUESTIONS[key]
    values: list[Any] = list(question.options) or [0, 150, 20000]
    alike = every = {*combinations(values, 2)}
    for answers in _pool():
        if not alike or (question.type != "choice" and alike != every):
            return
        seen = {value: _outcome({**answers, key: value}) for value in {v for pair in alike for v in pair}}
        alike = {(a, b) for a, b in alike if seen[a] == seen[b]}
    assert not alike


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for folder in ("questionnaire", "regulations", "advice"):
        shutil.copytree(resources() / folder, tmp_path / folder)
    return tmp_path


def _edit(path: Path, old: str, new: str) -> int:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_misspelt_key_names_the_file_and_the_line(copied: Path) -> None:
    path = copied / "questionnaire" / "1-work.yaml"
    line = _edit(path, "    short: Result\n", "    shrot: Result\n")
    with pytest.raises(
        RulesError, match=r"1-work\.yaml, line \d+: questions\.1\.short: Field required"
    ) as caught:
        load(path, Section)
    assert abs(int(str(caught.value).split("line ")[1].split(":")[0]) - line) <= 2


def test_broken_yaml_names_the_file_and_the_line(copied: Path) -> None:
    line = _edit(copied / "regulations" / "3-security.yaml", "    seen: RS\n", "    seen: [RS\n")
    with pytest.raises(RulesError, match=r"3-security\.yaml, line (\d+)") as caught:
        load_knowledge(copied)
    assert int(str(caught.value).split("line ")[1].split(":")[0]) >= line


def test_a_key_that_stands_twice_is_refused(copied: Path) -> None:
    _edit(
        copied / "questionnaire" / "1-work.yaml",
        "    short: Result\n",
        "    short: Result\n    short: Outcome\n",
    )
    with pytest.raises(RulesError, match="'short' stands twice"):
        load_knowledge(copied)


def test_a_condition_on_an_option_that_is_not_there_is_refused(copied: Path) -> None:
    _edit(copied / "advice" / "gates.yaml", "error_cost == 'harms_people'", "error_cost == 'harms'")
    with pytest.raises(RulesError, match="error_cost has no option 'harms'"):
        load_knowledge(copied)


def test_a_condition_on_a_question_that_is_not_there_is_refused(copied: Path) -> None:
    _edit(copied / "regulations" / "2-finance.yaml", "outsourced == 'yes'", "outsorced == 'yes'")
    with pytest.raises(RulesError, match="there is no question outsorced"):
        load_knowledge(copied)


def test_a_condition_that_is_no_condition_names_the_line(copied: Path) -> None:
    line = _edit(copied / "advice" / "plan.yaml", "when: recommended == 'no_ai_yet'", "when: exit()")
    with pytest.raises(RulesError, match=rf"plan\.yaml, line {line}: .*may not hold"):
        load_knowledge(copied)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("hints: {fixed_list:", "hints: {list:", "hints name an option that there is not"),
        ("source: article", "source: an_article", "there is no source an_article"),
        ("    source: article\n", "    source: article\n    screen: alone\n", "there is no screen alone"),
        (
            "questions:\n",
            "screens:\n  alone:\n    title: T\n    intro: I\nquestions:\n",
            "no question is on the screen",
        ),
    ],
)
def test_a_slip_in_what_the_window_shows_is_refused(copied: Path, old: str, new: str, says: str) -> None:
    _edit(copied / "questionnaire" / "1-work.yaml", old, new)
    with pytest.raises(RulesError, match=says):
        load_knowledge(copied)


def test_questions_on_one_screen_follow_one_another(copied: Path) -> None:
    path = copied / "questionnaire" / "5-data.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count("    screen: kinds\n") == 3
    first, second, third, rest = text.split("    screen: kinds\n")
    path.write_text(f"{first}    screen: kinds\n{second}{third}    screen: kinds\n{rest}", encoding="utf-8")
    with pytest.raises(
        RulesError, match="the screen kinds needs two or more questions that follow one another"
    ):
        load_knowledge(copied)


def test_what_is_recommended_follows_the_data(copied: Path) -> None:
    _edit(
        copied / "advice" / "factors.yaml", "start: {prompting: 45, rag: 30", "start: {prompting: 0, rag: 100"
    )
    changed = load_knowledge(copied)
    given = {"prompt_experiment": "structured"}
    assert advise(given, TODAY, changed).recommended == "rag"
    assert advise(given, TODAY).recommended == "prompting"
