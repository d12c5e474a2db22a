"""Phrases are found as whole words, wherever white space and case differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.words import PhraseIndex, words


def found(phrases: list[str], text: str) -> list[str]:
    return [phrases[hit.phrase] for hit in PhraseIndex(phrases).find([word.text for word in words(text)])]


def test_a_phrase_is_found_across_line_ends_and_in_capitals() -> None:
    assert found(["tax invoice"], "TAX\n   INVOICE") == ["tax invoice"]


def test_a_phrase_inside_a_longer_word_is_not_found() -> None:
    assert found(["voice", "rent"], "An invoice for the current year") == []


def test_a_star_lets_the_last_word_go_on() -> None:
    assert found(["complain*", "pay for*"], "We complained; pay forthwith") == ["complain*", "pay for*"]


def test_curly_and_straight_apostrophes_are_the_same() -> None:
    assert found(["driver's licence"], "the driver’s licence") == ["driver's licence"]


def test_overlapping_phrases_are_all_found() -> None:
    assert sorted(found(["purchase order", "order number"], "purchase order number 7")) == [
        "order number",
        "purchase order",
    ]


@given(st.text(max_size=300))
def test_every_word_stands_where_it_says(text: str) -> None:
    for word in words(text):
        assert text[word.start : word.end].casefold().replace("’", "'") == word.text


@given(st.lists(st.sampled_from(["pay", "the", "rent", "on", "first", "day", "of", "month"]), max_size=40))
def test_it_finds_what_a_plain_search_finds(text: list[str]) -> None:
    phrases = ["the rent", "first day of", "pay", "month pay"]
    slow = sorted(
        phrase
        for phrase in phrases
        for at in range(len(text))
        if text[at : at + len(phrase.split())] == phrase.split()
    )
    assert sorted(found(phrases, " ".join(text))) == slow
