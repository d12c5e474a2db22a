"""An assessment as a file: it comes back exactly, and what cannot be used is told in a sentence."""

from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.advise.answers import check_answers, usable
from assistant.advise.approach import Approach
from assistant.advise.assessment import (
    LONGEST_NAME,
    Advised,
    Assessment,
    FlagNote,
    SignOff,
    differences,
    from_json,
    in_short,
    to_json,
)
from assistant.advise.engine import advise
from assistant.advise.knowledge import shipped
from assistant.errors import InputError

NOW = datetime.datetime(2026, 11, 25, 9, 30, 0, 123456, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 11, 25)
# Whatever can be typed: lone halves of a pair cannot.
words = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
days = st.none() | st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 1, 1))
figures = st.floats(0, 1e9, allow_nan=False) | st.integers(0, 10**7)
notes = st.builds(FlagNote, done=st.booleans(), note=words, owner=words, due=days, evidence=words)
assessments = st.builds(
    Assessment,
    name=st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=LONGEST_NAME).filter(
        lambda name: bool(name.strip())
    ),
    answers=st.dictionaries(words, st.none() | words | st.integers(-(10**9), 10**9) | figures, max_size=6),
    assumptions=st.dictionaries(words, st.tuples(figures, figures), max_size=3),
    flags=st.dictionaries(words, notes, max_size=3),
    sign_off=st.builds(SignOff, name=words, role=words, signed=days, review=days, note=words),
    at=words,
    created=st.datetimes(timezones=st.just(datetime.UTC)),
    changed=st.datetimes(timezones=st.just(datetime.UTC)),
)


@given(assessments)
def test_an_exported_assessment_comes_back_exactly_whatever_its_name(assessment: Assessment) -> None:
    text = to_json(assessment)
    assert text.isascii()
    back = from_json(text, "a.json")
    assert back == assessment
    assert to_json(back) == text


def test_the_advice_last_given_travels_along() -> None:
    short = in_short(advise({"personal_data": "yes"}, TODAY, with_changes=False))
    assessment = Assessment(name="Post", created=NOW, changed=NOW, advised=short)
    assert from_json(to_json(assessment), "a.json").advised == short
    assert short.flags["lawful_basis"] == "must"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is not an assessment"),
        ("{", "is not an assessment"),
        ("[" * 100_000, "is not an assessment"),
        ("[]", "JSON, but not an assessment"),
        ('{"task_kind": "triage_email"}', "JSON, but not an assessment"),
        ('{"format": "stillroom-assessment", "version": 2}', "newer Stillroom"),
        ('{"format": "stillroom-assessment", "version": "1"}', "its version is missing"),
        ('{"format": "stillroom-assessment", "version": true}', "its version is missing"),
        ('{"format": "stillroom-assessment", "version": 1, "version": 1}', "'version' stands in it twice"),
        ('{"format": "stillroom-assessment", "version": 1, "name": "x"}', "created"),
        ("x" * 2_000_001, "too big"),
    ],
)
def test_what_is_no_assessment_is_refused_in_one_sentence_with_the_files_name(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        from_json(text, "mine.json")
    assert str(caught.value).startswith("mine.json") and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "field",
    [
        {"name": " "},
        {"name": "x" * (LONGEST_NAME + 1)},
        {"answers": {"volume_per_month": [1]}},
        {"assumptions": {"staff_hour": [1]}},
        {"unheard_of": 1},
        {"assumptions": {"staff_hour": [float("inf"), 2]}},
        {"assumptions": {"staff_hour": [-1, 2]}},
        {"assumptions": {"staff_hour": [1, 1e300]}},
    ],
)
def test_a_tampered_field_is_refused_by_name(field: dict[str, object]) -> None:
    held = json.loads(to_json(Assessment(name="Post", created=NOW, changed=NOW)))
    with pytest.raises(InputError, match=r"mine\.json"):
        from_json(json.dumps({**held, **field}), "mine.json")


def test_answers_of_older_rules_are_kept_and_those_that_cannot_be_used_are_told() -> None:
    questions = shipped().questions
    given = {"task_kind": "triage_email", "colour": "red", "stability": "hourly", "error_cost": None}
    kept, left = usable(given, questions)
    assert kept == {"task_kind": "triage_email", "error_cost": None}
    assert len(left) == 2
    assert "'colour'" in left[0] and '"red"' in left[0]
    assert questions["stability"].text in left[1] and '"hourly"' in left[1]
    assert check_answers(kept, questions, "x") == kept


def test_differences_are_told_and_equal_advice_has_none() -> None:
    names = shipped().rules.names
    before = Advised(
        recommended=Approach.PROMPTING,
        then=Approach.DISTILLATION,
        confidence="high",
        fit={},
        flags={"dpia": "should", "retention": "must"},
        titles={"dpia": "Make a DPIA", "retention": "Set how long things are kept"},
        rules_version="2026-01-01",
        on=TODAY,
    )
    after = before.model_copy(
        update={
            "recommended": Approach.RAG,
            "then": None,
            "confidence": "low",
            "flags": {"dpia": "must", "exit_plan": "consider"},
            "titles": {"dpia": "Make a DPIA", "exit_plan": "Agree how you leave"},
        }
    )
    assert differences(before, before, names) == []
    assert [one.kind for one in differences(before, after, names)] == [
        "recommended",
        "then",
        "confidence",
        "flag_severity",
        "flag_new",
        "flag_gone",
    ]
    told = " ".join(one.text for one in differences(before, after, names))
    for words in (
        names[Approach.RAG],
        "Agree how you leave",
        "No longer applies: Set how long",
        "is now must",
    ):
        assert words in told
