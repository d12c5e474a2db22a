"""Whatever text is given, the check answers, and its places are exact."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.advise.vendor.check import VendorCheck, check
from assistant.advise.vendor.letter import email
from assistant.advise.vendor.paper import docx
from assistant.advise.vendor.plain import plain

WORDS = (
    "distilled model not from GPT-4 teacher student is a the , . ? ! : – — ( ) “ ” ’ - \n \n\n \r\n \t no never but and"
    " compact AI water 97% of accuracy trained on your data £9 month \u00ad ﬁ \u200b • 3.1 quantised knowledge transfer"
    " tested failure modes last evaluated in May 2026 without isn't rather than other vendors use may be dis- tilled"
).split(" ")
PITCH = st.lists(st.sampled_from(WORDS), max_size=40).flatmap(
    lambda words: st.sampled_from([" ", "", "\n", "  "]).map(lambda gap: gap.join(words))
)
IDS = {
    "vendor_teacher_named",
    "vendor_data_described",
    "vendor_failures_tested",
    "vendor_evaluated_like_ours",
    "vendor_last_evaluated_known",
}


def holds(text: str, done: VendorCheck) -> None:
    places = [(signal.start, signal.end) for signal in done.signals]
    for part in (*done.signals, *done.denied, *done.claims):
        assert 0 <= part.start < part.end <= len(text)
        assert text[part.start : part.end] == part.text
    assert places == sorted(places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    assert set(done.gaps) <= IDS
    assert len(done.questions) >= 5
    assert set(done.why) == {signal.kind for signal in done.signals}
    assert (done.verdict == "none") == (not done.signals)
    assert "{" not in "".join(question.text.replace(question.quote, "") for question in done.asked)


@settings(max_examples=150, deadline=None)
@given(st.one_of(PITCH, st.text()))
def test_any_text_gives_exact_places_and_questions(text: str) -> None:
    holds(text, check(text))


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(), max_size=60), st.text(st.characters(), max_size=60))
def test_signs_around_do_not_move_the_marks(before: str, after: str) -> None:
    text = f"{before}\n\nOur AI model was distilled from GPT-4.\n\n{after}"
    done = check(text)
    holds(text, done)
    assert any("distilled from GPT-4" in signal.text for signal in done.signals)


@settings(max_examples=40, deadline=None)
@given(PITCH)
def test_what_is_negated_is_never_marked(tail: str) -> None:
    done = check(f"Our AI is not distilled from GPT-4.\n\n{tail}")
    assert all(signal.start > 34 for signal in done.signals)


@given(st.text())
def test_the_plain_text_keeps_the_order_of_the_original(text: str) -> None:
    reading = plain(text)
    assert len(reading.text) == len(reading.starts) == len(reading.ends)
    assert list(reading.starts) == sorted(reading.starts)
    assert all(0 <= a <= b <= len(text) for a, b in zip(reading.starts, reading.ends, strict=True))


@settings(max_examples=12, deadline=None)
@given(PITCH)
def test_letter_and_paper_can_be_made_of_any_pitch(text: str) -> None:
    done = check(text)
    assert email(done).startswith("Subject: ")
    assert docx(done, date(2026, 11, 24))[:2] == b"PK"


@pytest.mark.parametrize(
    "unit",
    [
        "a ", "distilled ", "not ", "(", "trained on the outputs of ", "97% of the ", "\n", "-\n", ",",
        "custom AI ", "custom AI\n", "£10 a month ", "We distil. ",
    ],
)  # fmt: skip
def test_a_long_text_is_checked_in_good_time(unit: str) -> None:
    text = unit * (16_000 // len(unit))
    check("")  # the rules are read
    began = time.process_time()
    holds(text, check(text))
    assert time.process_time() - began < 5
