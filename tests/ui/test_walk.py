"""The way through the questions, and the words and numbers around it: no widget."""

from __future__ import annotations

import datetime
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.advise.assessment import Advised, Assessment, SignOff
from assistant.advise.expression import Value
from assistant.advise.glossary import shipped as glossary
from assistant.advise.knowledge import shipped
from assistant.advise.questionnaire import Question
from assistant.ui.decide import walk
from assistant.ui.decide.listed import ago, file_name, listed, rules_words
from assistant.ui.decide.typed_number import NotANumber, limits, read_number
from tests.advise.test_questionnaire import PATHS

KNOW = shipped()
QUESTIONS = KNOW.questions
SEEDS = st.integers(0, 2**32)
NOW = datetime.datetime(2026, 11, 25, 9, 30, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 11, 25)


def _some(question: Question, chance: random.Random) -> Value:
    if chance.random() < 0.2:
        return None
    if question.type == "choice":
        return chance.choice(list(question.options))
    return chance.choice([0, 4, 40, 300, 5000])


def _walk(seed: int) -> tuple[list[str], dict[str, Value]]:
    """Answers every screen from the first to the end; the places that were passed, and the answers."""
    chance = random.Random(seed)
    answers: dict[str, Value] = {}
    passed, place = [], walk.place_of(QUESTIONS, {}, "")
    while place != walk.END:
        assert len(passed) < 100, "this path does not end"
        passed.append(place)
        shown: set[str] = set()
        while True:  # an answer can bring another question onto the same screen
            screen = walk.screen_at(QUESTIONS, answers, place)
            assert screen is not None
            fresh = [question for question in screen.questions if question.id not in shown]
            if not fresh:
                break
            for question in fresh:
                shown.add(question.id)
                answers[question.id] = _some(question, chance)
        place = walk.after(QUESTIONS, answers, place)
    return passed, answers


@settings(max_examples=30)
@given(SEEDS)
def test_any_path_ends_with_every_required_question_answered(seed: int) -> None:
    passed, answers = _walk(seed)
    assert walk.progress(QUESTIONS, answers).complete
    assert len(set(passed)) == len(passed)
    required = {q.id for q in QUESTIONS.asked(answers, optional=False)}
    assert required <= answers.keys()
    assert not any(QUESTIONS.section_of[key].optional for key in answers)


@settings(max_examples=30)
@given(SEEDS)
def test_going_back_passes_the_same_screens_and_keeps_the_answers(seed: int) -> None:
    passed, answers = _walk(seed)
    kept = dict(answers)
    back, place = [], walk.before(QUESTIONS, answers, walk.END)
    while place is not None:
        back.append(place)
        place = walk.before(QUESTIONS, answers, place)
    assert back[::-1] == passed
    assert answers == kept


@settings(max_examples=30)
@given(SEEDS)
def test_the_order_of_answering_does_not_matter(seed: int) -> None:
    _, answers = _walk(seed)
    mixed = list(answers.items())
    random.Random(seed).shuffle(mixed)
    other = dict(mixed)
    assert walk.screens(QUESTIONS, other) == walk.screens(QUESTIONS, answers)
    assert walk.progress(QUESTIONS, other) == walk.progress(QUESTIONS, answers)
    assert walk.parts(QUESTIONS, other, walk.END) == walk.parts(QUESTIONS, answers, walk.END)


@settings(max_examples=40)
@given(SEEDS, st.sampled_from(sorted(QUESTIONS.ids)))
def test_every_question_can_be_gone_to_from_anywhere(seed: int, place: str) -> None:
    _, answers = _walk(seed)
    screen = walk.screen_at(QUESTIONS, answers, place)
    assert screen is not None
    if QUESTIONS[place].asked_when(answers):
        assert place in [question.id for question in screen.questions]
    for follow in (walk.after, walk.before):
        reached: str | None = screen.id
        for _ in range(100):
            if reached in (None, walk.END):
                break
            reached = follow(QUESTIONS, answers, reached)
        assert reached in (None, walk.END)


@pytest.mark.parametrize("path", PATHS)
def test_at_the_start_about_23_questions_are_announced(path: str) -> None:
    start = walk.progress(QUESTIONS, {})
    assert start.answered == 0
    assert 20 <= start.total <= 25
    asked = QUESTIONS.asked(PATHS[path], optional=False)
    assert abs(len(asked) - start.total) <= 5


def test_questions_that_read_better_together_are_on_one_screen() -> None:
    answers = {"vendor_offer": "custom_ai", "personal_data": "yes", "prompt_experiment": "structured"}
    together = {
        screen.title: [question.id for question in screen.questions]
        for screen in walk.screens(QUESTIONS, answers)
        if screen.grouped
    }
    assert len(together["What do you know about the vendor's model?"]) == 6
    assert together["What do the documents say about people?"] == [
        "special_category", "criminal_offence_data", "children",
    ]  # fmt: skip


def test_a_question_comes_onto_the_screen_of_the_one_it_hangs_on() -> None:
    screen = walk.screen_at(QUESTIONS, {}, "minutes_per_item")
    assert screen is not None
    assert [q.id for q in screen.questions] == ["minutes_per_item"]
    more = walk.screen_at(QUESTIONS, {"minutes_per_item": 4}, "staff_cost_gbp_hour")
    assert more is not None
    assert (more.key, [q.id for q in more.questions]) == (
        screen.key,
        ["minutes_per_item", "staff_cost_gbp_hour"],
    )


def test_a_question_that_is_not_asked_leads_to_the_one_before_it() -> None:
    screen = walk.screen_at(QUESTIONS, {"prompt_experiment": "none"}, "prompt_result")
    assert screen is not None
    assert screen.id == "prompt_experiment"


def test_answers_that_are_asked_no_more_are_told() -> None:
    answers = {"prompt_experiment": "none", "prompt_result": "poor", "task_kind": "triage_email"}
    assert [(q.id, value) for q, value in walk.no_longer_asked(QUESTIONS, answers)] == [
        ("prompt_result", "poor")
    ]


def test_sections_are_marked_done_current_and_open() -> None:
    _, answers = _walk(3)
    del answers["personal_data"]
    marks = {part.title: part.mark for part in walk.parts(QUESTIONS, answers, "sector")}
    assert marks["The work"] == "done"
    assert marks["The firm and its reach"] == "current"
    assert marks["The data"] == "open"
    firsts = {part.title: part.first for part in walk.parts(QUESTIONS, answers, "sector")}
    assert firsts["The data"] == "personal_data"


def test_open_questions_are_asked_again_one_after_another() -> None:
    answers: dict[str, Value] = {"prompt_experiment": "informal"}
    again = ["speed_need", "prompt_result", "own_test_set", "error_cost"]  # the third is not asked now
    assert walk.after_again(QUESTIONS, answers, again, {"speed_need"}) == "prompt_result"
    assert walk.after_again(QUESTIONS, answers, again, {"prompt_result"}) == "error_cost"
    assert walk.after_again(QUESTIONS, answers, again, {"error_cost"}) == walk.END
    assert walk.before_again(QUESTIONS, answers, again, {"error_cost"}) == "prompt_result"
    assert walk.before_again(QUESTIONS, answers, again, {"speed_need"}) == walk.END


@pytest.mark.parametrize(
    ("at", "place"),
    [("", "stability"), ("result", walk.END), ("end", walk.END), ("sector", "sector"), ("gone", "stability")],
)
def test_an_assessment_opens_where_it_was_left(at: str, place: str) -> None:
    answers = {"task_kind": "triage_email", "output_kind": None}
    assert walk.place_of(QUESTIONS, answers, at) == place


# The data


def test_every_word_to_be_explained_is_in_the_glossary() -> None:
    for question in QUESTIONS.questions.values():
        for term in question.terms:
            assert term in glossary(), f"{question.id}: {term}"


def test_hints_say_something_else_than_their_option() -> None:
    for question in QUESTIONS.questions.values():
        for option, hint in question.hints.items():
            assert 4 <= len(hint) <= 90, (question.id, option)
            assert hint.lower() != question.options[option].lower()


# Numbers


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("volume_per_month", "20,000", 20000),
        ("volume_per_month", " 20 000 ", 20000),
        ("volume_per_month", "20\u00a0000", 20000),
        ("volume_per_month", "1,234,567", 1234567),
        ("volume_per_month", "300 a month", 300),
        ("volume_per_month", "0", 0),
        ("volume_per_month", "40.0", 40),
        ("setup_budget_gbp", "£5,000", 5000),
        ("setup_budget_gbp", "£ 5000.00", 5000),
        ("minutes_per_item", "2.5", 2.5),
        ("minutes_per_item", ".5 minutes", 0.5),
        ("staff_cost_gbp_hour", "£18.50 an hour", 18.5),
        ("volume_per_month", "10,000,000", 10_000_000),
    ],
)
def test_a_number_is_read_as_people_write_it(question: str, text: str, value: float) -> None:
    assert read_number(text, QUESTIONS[question]) == value


@pytest.mark.parametrize(
    ("question", "text", "says"),
    [
        ("volume_per_month", "", "Type a number"),
        ("volume_per_month", "many", "not a number"),
        ("volume_per_month", "2,00,0", "not a number"),
        ("volume_per_month", "1e3", "not a number"),
        ("volume_per_month", "12.5", "12 or 13"),
        ("volume_per_month", "12,5", "125 or 12.5"),
        ("minutes_per_item", "12,5", "12.5"),
        ("volume_per_month", "-3", "less than 0"),
        ("volume_per_month", "\u22123", "less than 0"),
        ("volume_per_month", "£300", "not a number"),
        ("volume_per_month", "10,000,001", "more than 10,000,000"),
        ("volume_per_month", "9" * 400, "not a number"),
        ("volume_per_month", "\u0663", "not a number"),
    ],
)
def test_what_is_no_answer_gets_a_sentence(question: str, text: str, says: str) -> None:
    with pytest.raises(NotANumber, match=says):
        read_number(text, QUESTIONS[question])


@given(st.integers(0, 10_000_000))
def test_what_is_shown_in_a_field_is_read_back(value: int) -> None:
    assert read_number(f"{value:,}", QUESTIONS["volume_per_month"]) == value


@given(st.text(max_size=60))
def test_any_text_is_a_number_within_the_limits_or_a_sentence(text: str) -> None:
    question = QUESTIONS["minutes_per_item"]
    try:
        value = read_number(text, question)
    except NotANumber as fault:
        assert str(fault).endswith(".")
    else:
        assert question.least <= value <= question.most


def test_the_limits_are_said_in_words() -> None:
    assert limits(QUESTIONS["volume_per_month"]) == "A whole number from 0 to 10,000,000."


# The list


def _assessment(**fields: Any) -> Assessment:
    return Assessment(
        name="Post room", created=NOW, **{"changed": NOW - datetime.timedelta(hours=3), **fields}
    )


def _advised() -> Advised:
    return Advised(
        recommended="prompting", then=None, confidence="high", fit={}, flags={}, titles={}, rules_version="1",
        on=TODAY,
    )  # fmt: skip


def test_the_list_tells_progress_advice_and_a_review_that_is_due() -> None:
    sign_off = SignOff(name="J. Okafor", signed=datetime.date(2026, 5, 1), review=datetime.date(2026, 11, 1))
    shown = listed(
        _assessment(answers={"task_kind": "triage_email"}, sign_off=sign_off, advised=_advised()),
        KNOW,
        NOW,
        TODAY,
    )
    assert shown.progress.startswith("1 of about ")
    assert shown.changed == "Changed 3 hours ago"
    assert shown.advice == "Prompting a general model"
    assert shown.review == "Signed by J. Okafor on 1 May 2026. The review was due on 1 November 2026."
    assert shown.review_due


@pytest.mark.parametrize(("days", "due"), [(1, False), (0, True), (-1, True)])
def test_a_review_is_due_from_its_day_on(days: int, due: bool) -> None:
    sign_off = SignOff(review=TODAY + datetime.timedelta(days=days))
    assert listed(_assessment(sign_off=sign_off), KNOW, NOW, TODAY).review_due is due


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-5, "a moment ago"),
        (59, "a moment ago"),
        (60, "1 minute ago"),
        (7200, "2 hours ago"),
        (90_000, "a day ago"),
        (10 * 86_400, "on 15 November 2026"),
    ],
)
def test_how_long_ago_is_said_in_words(seconds: int, said: str) -> None:
    assert ago(NOW - datetime.timedelta(seconds=seconds), NOW) == said


@pytest.mark.parametrize(("days", "old"), [(0, False), (120, False), (121, True)])
def test_rules_older_than_120_days_are_told_loudly(days: int, old: bool) -> None:
    said, loud = rules_words("2026-07-01", TODAY - datetime.timedelta(days=days), TODAY)
    assert said.startswith("Rules of 1 July 2026, checked")
    assert loud is old


def test_any_name_gives_a_name_for_a_file() -> None:
    assert file_name("Post / room: 2?") == "Post room 2.json"
    assert file_name("../..") == "Assessment.json"
