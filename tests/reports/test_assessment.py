"""What the report on an assessment says, whatever it looks like."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given

from assistant.advise.advice import Advice
from assistant.advise.assessment import Assessment, Difference, FlagNote, SignOff
from assistant.advise.engine import advise
from assistant.advise.expression import Value
from assistant.advise.knowledge import shipped
from assistant.reports.assessment import assessment_report
from assistant.reports.content import Bars, Blank, Bullets, Heading, Paragraph, Report, Scores, Table
from tests.advise.strategies import ANSWERS
from tests.reports.reading import TODAY, addresses, all_texts, bold, of_kind, plain, table, whole

KNOW = shipped()
ANSWERED: dict[str, Value] = {
    "task_kind": "classify_documents",
    "output_kind": "fixed_list",
    "stability": "yearly",
    "volume_per_month": 4000,
    "prompt_experiment": "none",
    "vendor_offer": "custom_ai",
    "personal_data": "yes",
    "special_category": None,
    "sector": "financial_services",
    "fca_status": "fca_solo",
    "minutes_per_item": 3,
    "staff_cost_gbp_hour": 18,
}


def _assessment(**fields: Any) -> Assessment:
    moment = datetime.datetime(2026, 11, 25, 9, 0, tzinfo=datetime.UTC)
    held = {"name": "Post room", "answers": ANSWERED, "created": moment, "changed": moment, **fields}
    return Assessment.model_validate(held)


def _advice(answers: dict[str, Value] = ANSWERED, today: datetime.date = TODAY, **kept: Any) -> Advice:
    return advise(answers, today, KNOW, **kept)


def _report(assessment: Assessment | None = None, today: datetime.date = TODAY, **more: Any) -> Report:
    answers = dict(assessment.answers) if assessment else ANSWERED
    own = assessment.assumptions if assessment else None
    return assessment_report(assessment, answers, _advice(answers, today, assumptions=own), KNOW, **more)


def test_page_one_says_the_answer_the_confidence_and_that_it_is_no_legal_advice() -> None:
    report, advice = _report(name="Post room"), _advice()
    assert report.title == "Is distillation right for us?"
    assert report.subtitle.startswith("Post room. 25 November 2026, by the rules of version ")
    first, second, third = report.blocks[:3]
    assert first == Paragraph(advice.summary, "answer")
    assert isinstance(second, Paragraph) and isinstance(third, Paragraph)
    assert plain(second.words) == f"Confidence: {advice.confidence}. {advice.confidence_reason}"
    assert "not legal advice" in plain(third.words)
    assert "not legal advice" in report.footer
    place = next(i for i, block in enumerate(report.blocks) if isinstance(block, Scores))
    assert not any(isinstance(block, Heading) for block in report.blocks[:place])


def test_somebody_who_never_heard_of_distillation_is_told_before_the_picture() -> None:
    report = _report()
    explained = next(block for block in report.blocks if isinstance(block, Bullets))
    said = [plain(item) for item in explained.items]
    assert any(item.startswith("Distillation: teaching a small model") for item in said)
    assert any(item.startswith("Prompting: ") for item in said)


def test_the_picture_ranks_every_approach_and_says_why_one_is_shut_out() -> None:
    (picture,) = of_kind(_report(), Scores)
    ranking = _advice().ranking
    assert [(score.name, score.fit, score.shut) for score in picture.scores] == [
        (ranked.name, ranked.fit, bool(ranked.gates)) for ranked in ranking
    ]
    assert [score.best for score in picture.scores] == [True, False, False, False, False, False]
    assert all(score.note for score in picture.scores)
    vendor = next(score for score in picture.scores if "vendor" in score.name)
    assert vendor.note.startswith("Shut out for now: there has been no structured prompt experiment")


@given(answers=ANSWERS)
def test_every_reason_flag_step_question_and_source_of_any_advice_is_told(answers: dict[str, Any]) -> None:
    advice = advise(answers, TODAY, KNOW, with_changes=False)
    report = assessment_report(None, answers, advice, KNOW)
    linked, told = addresses(report), set(all_texts(report))
    for ranked in advice.ranking:
        for reason in (*ranked.reasons_for, *ranked.reasons_against):
            assert reason.text in told
            assert reason.source.address in linked
    assert {source.address for source in advice.sources} <= linked
    assert {f"{step.text} {step.why}" for step in advice.plan} <= told
    assert {unknown.text for unknown in advice.unknowns} <= told
    assert {option.name for option in advice.costs.options} <= told
    assert {*advice.always, *advice.notes, advice.costs.break_even.text} <= told
    _flags_are_told(advice, report)
    text = whole(report)
    parts = [assumption.source for assumption in advice.costs.assumptions]
    parts += [f"{question.text} {question.why}" for question in advice.vendor_questions]
    for part in (*parts, advice.rules_version):
        assert part in text


def _flags_are_told(advice: Advice, report: Report) -> None:
    """With the whole wording of the data and every address, and what is no law is called so."""
    text, linked = whole(report), addresses(report)
    kinds = {rule.id: rule.kind for rule in KNOW.flags}
    for flag in advice.flags:
        source = flag.source
        for part in (flag.title, flag.why, flag.means, flag.do, flag.evidence, *flag.notes):
            assert part in text
        for part in (source.instrument, source.section, source.title):
            assert part in text
        assert {source.address, *source.more} <= linked
        after = text[text.index(flag.means) :]
        line = after[after.index("\nSource [") + 1 :].split("\n")[0]
        assert all(address in line for address in (source.address, *source.more))
        kind = "law" if kinds[flag.id] == "law" else f"{kinds[flag.id]}, not law"
        assert f" ({kind}): {source.instrument}" in text


@given(answers=ANSWERS)
def test_every_answer_is_in_the_report_and_what_is_not_known_is_told(answers: dict[str, Any]) -> None:
    report = assessment_report(None, answers, advise(answers, TODAY, KNOW, with_changes=False), KNOW)
    rows = [
        row
        for block in of_kind(report, Table)
        if block.head == ("Question", "Your answer")
        for row in block.rows
    ]
    shown = {plain(question): plain(answer) for question, answer in rows}
    put = {q.id for q in KNOW.questions.asked(answers)}
    skipped = " ".join(text for text in all_texts(report) if text.startswith("Not asked: "))
    for question in KNOW.questions.questions.values():
        if question.id in answers:
            value = answers[question.id]
            assert shown[question.text] == ("I don't know" if value is None else question.says(value))
        elif question.id in put:
            assert shown[question.text] == "not answered yet"
        else:
            assert question.text not in shown and question.text in skipped
    known = sum(value is not None for value in answers.values())
    waiting, needless = len(put - answers.keys()), len(KNOW.questions.ids - put - answers.keys())
    assert (
        f'{known} question{"" if known == 1 else "s"} answered, {len(answers) - known} answered with "I don\'t know", '
        f"{waiting} not answered yet, {needless} not asked"
    ) in whole(report)


def test_the_list_of_sources_has_each_once_with_its_day_and_numbers_that_are_pointed_to() -> None:
    report = _report()
    rows = table(report, "No.").rows
    assert [plain(row[0]) for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    named = [plain(row[1]) for row in rows]
    assert len(set(named)) == len(named)
    assert all("checked 1 day ago, on 24 November 2026" in plain(row[2]) for row in rows)
    reasons = table(report, "Side")
    number = int(plain(reasons.rows[0][3]).strip("[]"))
    reason = _advice().ranking[0].reasons_for[0]
    assert reason.source.address in named[number - 1]
    lines = [text for text in all_texts(report) if text.startswith("Source [")]
    assert len(lines) == len(_advice().flags)
    for line in lines:
        number = int(line.removeprefix("Source [").split("]")[0])
        assert line.split(": ", 1)[1].split(" (checked")[0].split('". ')[0] in named[number - 1]


def test_the_articles_own_sources_are_always_listed() -> None:
    listed = addresses(_report())
    for address in (
        "https://www.gov.uk/government/publications/ai-insights/ai-insights-model-distillation-html",
        "https://snorkel.ai/blog/llm-distillation-demystified-a-complete-guide/",
        "https://www.ibm.com/think/topics/knowledge-distillation",
        "https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/artificial-intelligence/",
        "https://www.fca.org.uk/firms/outsourcing-third-party-risk-management",
        "https://www.ncsc.gov.uk/collection/artificial-intelligence",
        "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32024R1689",
        "https://www.quantamagazine.org/how-distillation-makes-ai-models-smaller-and-cheaper-20250718/",
    ):
        assert address in listed
    assert any(
        address.startswith("https://research.google/blog/distilling-step-by-step") for address in listed
    )


@pytest.mark.parametrize(("days", "loud"), [(0, False), (120, False), (121, True), (400, True)])
def test_a_source_that_was_not_read_for_120_days_is_loud(days: int, loud: bool) -> None:
    checked = _advice().flags[0].checked
    report = _report(today=checked + datetime.timedelta(days=days))
    warnings = [plain(b.words) for b in of_kind(report, Paragraph) if b.style == "warning"]
    flags = len(_advice().flags)
    assert len(warnings) == (flags + 1 if loud else 0)
    ago = {0: "today", 120: "120 days ago"}.get(days, f"{days} days ago")
    assert f"checked {ago}, on 24 November 2026" in whole(report)
    if loud:
        listed = table(report, "No.").rows
        figures = sum(plain(row[1]).startswith("Figure: ") for row in listed)
        assert warnings[0].startswith(
            f"{len(listed) - figures} sources of this report were last checked more"
        )
        assert all(text.startswith("OUT OF DATE: last checked") for text in warnings[1:])
        assert all(bold(row[2]).startswith("OUT OF DATE") for row in table(report, "No.").rows)


def test_ticks_and_notes_stand_with_their_flag_and_are_not_lost_when_it_goes() -> None:
    kept = FlagNote(
        done=True,
        note="Agreed with Ann\nand Bob",
        owner="Ann",
        due=datetime.date(2027, 3, 1),
        evidence="Register, line 4",
    )
    fired = {flag.id for flag in _advice().flags}
    gone = next(flag for flag in KNOW.flags if flag.id not in fired)
    report = _report(_assessment(flags={"lawful_basis": kept, gone.id: FlagNote(note="Done in May")}))
    told = all_texts(report)
    line = (
        "\u2713 Ticked off. Owner: Ann. Due: 1 March 2027. Evidence held: Register, line 4. "
        "Note: Agreed with Ann and Bob."
    )
    assert told[told.index("Write down your lawful basis") + 1] == line
    assert f"Ticked off: 1 of {len(fired)}." in whole(report)
    assert f"{gone.title}. Not ticked off yet. Note: Done in May." in told


def test_costs_are_ranges_and_own_figures_are_marked() -> None:
    report = _report(_assessment(assumptions={"vendor_month": (200.0, 250.0)}))
    rows = {plain(row[0]): row for row in table(report, "Assumption").rows}
    assert len(rows) == len(KNOW.costs.assumptions)
    own = next(row for name, row in rows.items() if name.startswith("A vendor's subscription"))
    assert (own[1], own[2], bold(own[4])) == ("200", "250", "Your own figure")
    staff = next(name for name in rows if name.startswith("Staff cost"))
    assert "not used: your answer, £18 an hour, counts instead" in staff
    price = next(row for name, row in rows.items() if name.startswith("Price of reading"))
    mark = plain(price[4]).split()[-1].strip("[]")
    source = next(row for row in table(report, "No.").rows if plain(row[0]) == mark)
    assert "https://github.com/TheKrush/PromptFuel/releases" in plain(source[1])
    assert price[5] == "24 November 2026"
    (bars,) = of_kind(report, Bars)
    assert [bar.best for bar in bars.bars] == [False, True, False, False, False, False]
    assert all(bar.low is not None and bar.high is not None and bar.low <= bar.high for bar in bars.bars)
    assert bars.note == _advice().costs.break_even.text
    # 3 minutes at £18 an hour for 4,000 items is £3,600 a month, and £129,600 over 36; £130,000 to two digits.
    today = next(row for row in table(report, "Way of doing the work").rows if "today" in plain(row[0]))
    assert today[4] == "£3,600" and today[5] == "£130,000"


def test_costs_that_lack_an_answer_name_it() -> None:
    answers: dict[str, Value] = {"task_kind": "triage_email"}
    report = assessment_report(None, answers, _advice(answers), KNOW)
    (bars,) = of_kind(report, Bars)
    assert all(bar.low is None and 'answer "Volume"' in bar.note for bar in bars.bars)
    assert f'Answer "{KNOW.questions["volume_per_month"].text}"' in whole(report)


def test_sign_off_is_filled_or_blank() -> None:
    labels = ["Name", "Role", "Date", "To be reviewed by", "Note", "Signature"]
    blank = of_kind(_report(), Blank)
    assert [(one.label, one.value) for one in blank] == [(label, "") for label in labels]
    signed = SignOff(
        name="Ann Lee",
        role="Owner",
        signed=datetime.date(2026, 11, 30),
        review=datetime.date(2027, 5, 30),
        note="Go",
    )
    values = [one.value for one in of_kind(_report(_assessment(sign_off=signed)), Blank)]
    assert values == ["Ann Lee", "Owner", "30 November 2026", "30 May 2027", "Go", ""]


def test_what_newer_rules_have_changed_is_told_before_the_reasons() -> None:
    changed = [Difference(kind="flag_new", text="New: A rule of 2027 (must).")]
    report = _report(changed=changed)
    told = all_texts(report)
    assert told.index("What newer rules have changed") < told.index("New: A rule of 2027 (must).")
    assert told.index("New: A rule of 2027 (must).") < told.index("Reasons for and against")


def test_answers_that_the_rules_cannot_use_are_told() -> None:
    assessment = _assessment(answers={**ANSWERED, "old_question": "yes"})
    report = assessment_report(assessment, ANSWERED, _advice(), KNOW)
    assert "The question 'old_question' is not asked any more; your answer \"yes\" is left out." in all_texts(
        report
    )


def test_changes_are_told_by_what_the_firm_can_do() -> None:
    report, advice = _report(), _advice()
    assert advice.changes
    assert {change.text for change in advice.changes} <= set(all_texts(report))


def test_a_report_without_any_answer_is_whole() -> None:
    report = assessment_report(None, {}, _advice({}), KNOW)
    assert "0 questions answered" in whole(report)
    assert report.footer == "Stillroom. General information, not legal advice"


def test_it_is_the_same_twice() -> None:
    assert _report(name="A") == _report(name="A")
