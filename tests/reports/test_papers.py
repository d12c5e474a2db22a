"""The paper pack: what each paper says for which answers."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from assistant.advise.data import load
from assistant.advise.engine import advise
from assistant.errors import InputError
from assistant.reports.content import Block, Bullets, Choices, Paragraph, Report, Table, Together
from assistant.reports.papers import paper, papers, suits
from tests.advise.scenario import Scenario, scenarios
from tests.advise.strategies import ANSWERS
from tests.reports.paper_firms import ACCOUNTANT, FAQ_BOT, KNOW, RECRUITER, TODAY, made, pack
from tests.reports.reading import all_texts, flat, of_kind, plain, whole

ALL = ["dpia_screening", "ai_register", "staff_policy", "privacy_notice", "legitimate_interests"]
ADDRESSES = {
    address
    for source in [*(flag.source for flag in KNOW.flags), *KNOW.rules.sources.values()]
    for address in (source.address, *source.more)
}


def said(report: Report) -> str:
    """What the paper itself says: without its sources, and without what stands on every report."""
    return "\n".join(text for block in body(report) for text in _texts(block))


def body(report: Report) -> list[Block]:
    cut = next((i for i, b in enumerate(report.blocks) if getattr(b, "text", "") == "Sources"), None)
    blocks = report.blocks[:cut]
    return [b for b in blocks if not (isinstance(b, Paragraph) and b.style == "quiet")]


def _texts(block: Block) -> list[str]:
    return all_texts(Report("", "", TODAY, (block,), ""))[2:]


def source_text(report: Report) -> str:
    return whole(report)[whole(report).find("Sources") :]


def test_the_pack_has_the_five_papers_in_order() -> None:
    assert [paper.id for paper in papers()] == ALL
    assert [fit.id for fit in suits({}) if fit.fits] == ALL


def test_papers_on_personal_data_are_left_out_without_it_and_say_why() -> None:
    fits = {fit.id: fit for fit in suits({"personal_data": "no"})}
    assert [id for id, fit in fits.items() if fit.fits] == ["ai_register", "staff_policy"]
    for id in ("dpia_screening", "privacy_notice", "legitimate_interests"):
        assert "no information about living people" in fits[id].why
        with pytest.raises(InputError, match="no information about living people"):
            made(id, {"personal_data": "no"})


def test_an_unknown_paper_is_told_with_those_that_there_are() -> None:
    with pytest.raises(InputError, match=r"no paper 'dpia'.*dpia_screening, ai_register"):
        made("dpia", {})


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: scenario.name)
def test_every_paper_of_every_scenario_is_whole(scenario: Scenario) -> None:
    for id, report in pack(scenario.given).items():
        text = f"{whole(report)}\n{report.footer}"
        assert "Post at Harrow" in text and "not legal advice" in text and "starter" in text.lower()
        assert "25 November 2026" in text and f"Rules of {KNOW.about.version}" in text
        assert "There is no general UK AI Act" in text and "Information Commission (ICO)" in text
        assert "{" not in text and "None" not in text and "not answered" not in text, id
        assert not re.search(r"\.\.|  |\s[.,;]|\bunsure\".?$|!", re.sub(r"_+|https?://\S+", "x", text)), id
        sources = source_text(report)
        assert "checked" in sources.lower() and "24 November 2026" in sources
        found = set(re.findall(r"https?://[^\s;]+?(?=[.;]?(?:\s|$))", sources))
        assert found and found <= ADDRESSES, id


@pytest.mark.parametrize("answers", [ACCOUNTANT, RECRUITER, FAQ_BOT])
def test_what_a_text_names_of_the_law_stands_in_its_sources(answers: dict[str, Any]) -> None:
    for report in pack(answers).values():
        sources = source_text(report)
        for article in re.findall(r"(?:Article|Annex) (\w+)", said(report)):
            assert re.search(rf"\b{article}\b", sources), (report.title, article)
        for body_named in ("ICO", "CMA", "RICS", "EU GDPR", "EU AI Act"):
            if body_named in said(report):
                assert {"EU GDPR": "2016/679", "EU AI Act": "2024/1689"}.get(body_named, body_named) in whole(
                    report
                ), (report.title, body_named)


@pytest.mark.parametrize(
    ("id", "quoted"),
    [
        ("dpia_screening", ["task_kind", "output_kind", "volume_per_month", "automated_decision", "use_area", "children"]),
        ("ai_register", ["task_kind", "output_kind", "volume_per_month", "stability", "personal_data", "must_stay_local",
                         "processing_place", "error_cost", "human_review", "eu_link", "role", "dpia"]),
        ("staff_policy", ["task_kind", "output_kind"]),
        ("legitimate_interests", ["task_kind", "prompt_experiment", "processing_place", "error_cost", "privacy_notice"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("answers", [ACCOUNTANT, RECRUITER])
def test_the_users_own_answers_are_quoted(id: str, quoted: list[str], answers: dict[str, Any]) -> None:
    text = said(made(id, answers))
    for key in quoted:
        assert KNOW.questions[key].says(answers[key]) in text, key


@pytest.mark.parametrize(
    ("id", "key", "blank"),
    [
        ("dpia_screening", "task_kind", "[to be filled in: task]"),
        ("dpia_screening", "volume_per_month", "[to be filled in: volume]"),
        ("dpia_screening", "automated_decision", "[to be filled in: decisions]"),
        ("dpia_screening", "lawful_basis", "[to be filled in: lawful basis]"),
        ("ai_register", "eu_link", "[to be filled in: link with the EU]"),
        ("ai_register", "dpia", "[to be filled in: DPIA]"),
        ("ai_register", "processing_place", "[to be filled in: place of processing]"),
        ("staff_policy", "human_review", "[to be filled in: review]"),
        ("staff_policy", "task_kind", "[to be filled in: task]"),
        ("privacy_notice", "task_kind", "[to be filled in: what it does, in a few plain words]"),
        (
            "privacy_notice",
            "automated_decision",
            "[to be filled in: whether the tool decides anything about people",
        ),
        ("privacy_notice", "processing_place", "[to be filled in: where the information is processed"),
        ("privacy_notice", "retention", "[to be filled in: how long"),
        ("legitimate_interests", "special_category", "[to be filled in: sensitive data]"),
        ("legitimate_interests", "retention", "[to be filled in: keeping period]"),
    ],
)
def test_what_is_not_known_stays_a_blank(id: str, key: str, blank: str) -> None:
    answers = {**ACCOUNTANT, "special_category": "no", "retention": "set", "lawful_basis": "recorded"}
    assert blank not in said(made(id, answers)) or (id, key) == ("privacy_notice", "retention")
    without = {k: v for k, v in answers.items() if k != key}
    assert blank in said(made(id, without))
    assert blank in said(made(id, {**answers, key: None}))


def test_an_answer_that_names_the_unknown_stays_a_blank_and_is_quoted() -> None:
    text = said(made("ai_register", {**ACCOUNTANT, "processing_place": "unknown", "personal_data": "unsure"}))
    assert "[to be filled in: place of processing; your answer was: nobody has looked]" in text
    assert "[to be filled in: personal data; your answer was: unsure]" in text


@pytest.mark.parametrize("place", ["unknown", None])
def test_the_policy_does_not_say_where_documents_go_when_nobody_knows(place: str | None) -> None:
    text = said(made("staff_policy", {"personal_data": "yes", "processing_place": place}))
    assert "We do not know yet where it sends what you put in" in text
    assert "our machines" not in text


def test_blanks_are_bold_and_nobody_is_quoted_for_them() -> None:
    report = made("dpia_screening", {})
    assert '"[to be filled in' not in whole(report)
    spans = [
        span
        for table in of_kind(report, Table)
        for row in table.rows
        for cell in row
        if not isinstance(cell, str)
        for span in cell
    ]
    assert spans
    assert all(span.bold == span.text.startswith("[to be filled in") for span in spans)


# Words that lay a duty on the firm. A sentence that makes it hang on something lays none.
DUTY = re.compile(r"\b(must|required|requires|barred|owes?|ha(?:ve|s) to|obliged|is needed|needs? an?)\b")
DEPENDS = re.compile(r"\b(if|where|would|once|until|cases in which|may|most AI use)\b", re.IGNORECASE)
OPEN_ANSWERS = st.sampled_from(["unsure", None])


@settings(max_examples=60)
@given(ANSWERS, OPEN_ANSWERS, OPEN_ANSWERS, OPEN_ANSWERS, OPEN_ANSWERS)
def test_no_duty_is_stated_on_what_is_not_known(
    answers: dict[str, Any], personal: Any, special: Any, criminal: Any, trained: Any
) -> None:
    unknown = {
        "personal_data": personal, "special_category": special, "criminal_offence_data": criminal,
        "trained_on_personal_data": trained, "profiles_people": special,
    }  # fmt: skip
    for report in pack({**answers, **unknown}).values():
        for block in body(report):
            for text in _texts(block):
                for sentence in re.split(r"(?<=[.:])\s", _own_words(text)):
                    if DUTY.search(sentence) and "RICS" not in sentence:
                        assert DEPENDS.search(sentence), (report.title, sentence)


def _own_words(text: str) -> str:
    """Without quoted answers and blanks, and without titles of flags, whose severities are the engine's business."""
    if any(flag.title in text for flag in KNOW.flags) or re.fullmatch(r"\d+ must, .*", text):
        return ""
    return re.sub(r'\[to be filled in[^\]]*\]|"[^"]*"', "", text)


def points(report: Report) -> list[str]:
    return [plain(row[2]) for table in of_kind(report, Table) if len(table.head) == 4 for row in table.rows]


@settings(max_examples=60)
@given(ANSWERS)
def test_the_screening_marks_a_row_where_the_flag_finds_a_risk_and_only_there(
    answers: dict[str, Any],
) -> None:
    given_ = {**answers, "personal_data": "yes"}
    report = made("dpia_screening", given_)
    box = next((plain(b.words) for b in of_kind(report, Paragraph) if b.style == "answer"), "")
    yes = [text for text in points(report) if text.startswith("Yes") and "once it is in use" not in text]
    if "point to a likely high risk" in box:
        assert yes
    elif "nothing in your answers so far points" in box.lower():
        assert set(yes) <= {"Yes, if it is large scale"}  # profiling, which no flag looks at
    else:
        assert answers.get("dpia") == "done"


@pytest.mark.parametrize(
    ("answers", "box"),
    [
        ({"personal_data": "yes", "special_category": "yes"}, "and so to a full assessment before this use starts"),
        ({"personal_data": "yes", "children": "yes", "dpia": "none"}, "and so to a full assessment"),
        ({"personal_data": "yes", "special_category": "yes", "dpia": "screening"}, "rightly found no high risk is enough"),
        ({"personal_data": "yes", "dpia": "none"}, "Nothing in your answers so far"),
        ({"personal_data": "yes", "dpia": "screening"}, "Check that it covers this use"),
        ({"personal_data": "yes", "special_category": "yes", "dpia": "done"}, "a full assessment has been made"),
        ({"personal_data": "unsure", "special_category": "yes"}, "First find out whether"),
        ({}, "First find out whether"),
    ],
)  # fmt: skip
def test_the_screening_opens_with_what_the_answers_point_to(answers: dict[str, Any], box: str) -> None:
    report = made("dpia_screening", answers)
    assert box in next(plain(b.words) for b in of_kind(report, Paragraph) if b.style == "answer")


@pytest.mark.parametrize("id", ["dpia_screening", "legitimate_interests"])
def test_the_conclusion_is_for_a_person_to_tick_and_sign(id: str) -> None:
    report = made(id, RECRUITER)
    (choices,) = of_kind(report, Choices)
    assert len(choices.options) == 3 and not choices.ticked
    assert "Name, role, signature and date" in whole(report)
    assert any(isinstance(block, Together) for block in report.blocks)


class Case(BaseModel):
    paper: str
    answers: dict[str, Any]
    says: str
    silent: str


class Cases(BaseModel):
    cases: list[Case]


CASES = load(Path(__file__).parent / "papers.yaml", Cases).cases


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.paper}: {case.says[:30]}")
def test_a_paper_follows_the_answers(case: Case) -> None:
    answers = {"personal_data": "yes", **case.answers}
    text = said(made(case.paper, answers))
    assert case.says in text
    assert case.silent not in text
    without = [said(made(case.paper, {k: v for k, v in answers.items() if k != key})) for key in answers]
    assert any(case.says not in text for text in without)


def test_old_sources_are_loud() -> None:
    later = TODAY + datetime.timedelta(days=200)
    for id in ALL:
        assert "OUT OF DATE" in whole(made(id, RECRUITER, today=later))
        assert "OUT OF DATE" not in whole(made(id, RECRUITER))


ADVICE = advise(ACCOUNTANT, TODAY, KNOW, with_changes=False)


@given(st.text(min_size=1, max_size=200), st.sampled_from(ALL))
def test_any_name_stands_in_the_paper_as_it_is(name: str, id: str) -> None:
    assert name in whole(paper(id, name, ACCOUNTANT, ADVICE, KNOW))


@settings(max_examples=60)
@given(ANSWERS)
def test_any_answers_make_papers_without_holes(answers: dict[str, Any]) -> None:
    for report in pack(answers).values():
        assert len(report.blocks) > 5
        for block in flat(report):
            if isinstance(block, Table):
                assert all(plain(cell).strip() for row in block.rows for cell in row)
            if isinstance(block, Bullets):
                assert all(plain(item).strip() for item in block.items)
