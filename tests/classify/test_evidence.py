"""Which part of a message or a file decides: as a person would judge it."""

from __future__ import annotations

import pytest

from assistant.classify.evidence import deciding_pages, said, word_count
from assistant.documents.document import Document, Page, Role

LONG = (
    "The kitchen that you fitted in June has two doors that have dropped, the worktop is chipped and nobody comes. "
    * 3
)


def document(*parts: tuple[Role, str]) -> Document:
    pages = tuple(Page(number=n, role=role, text=text) for n, (role, text) in enumerate(parts, start=1))
    return Document(path="m.eml", kind="eml", pages=pages)


def deciding(*parts: tuple[Role, str]) -> list[str]:
    return [page.role for page in deciding_pages(document(*parts))]


HEAD: tuple[Role, str] = ("headers", "From: a@b.example\nSubject: Your kitchen\nTo: c@d.example")


def test_the_newest_message_decides_not_the_trail() -> None:
    assert deciding(HEAD, ("body", LONG), ("quoted", LONG)) == ["headers", "body"]


def test_a_reply_that_says_nothing_leaves_it_to_the_trail() -> None:
    assert deciding(HEAD, ("body", "Hi Ann,\nGo ahead.\nKind regards\nBob"), ("quoted", LONG)) == [
        "headers",
        "body",
        "quoted",
    ]


def test_a_forwarded_message_without_a_word_is_the_message() -> None:
    assert deciding(HEAD, ("quoted", LONG)) == ["headers", "quoted"]


def test_a_covering_note_leaves_it_to_what_is_attached() -> None:
    assert deciding(HEAD, ("body", "Dear all\nPlease see attached.\nMany thanks"), ("attachment", LONG)) == [
        "attachment"
    ]


def test_a_long_letter_decides_whatever_is_attached() -> None:
    assert deciding(HEAD, ("body", LONG), ("attachment", "INVOICE 12 total due")) == ["headers", "body"]


def test_a_portfolio_is_what_it_carries() -> None:
    assert deciding(("body", "Open this file in a newer viewer."), ("embedded", LONG)) == ["embedded"]


def test_pages_that_could_not_be_read_do_not_decide() -> None:
    scan = Page(number=1, text="", status="needs_ocr")
    read = Page(number=2, text=LONG)
    assert deciding_pages(Document(path="a.pdf", kind="pdf", pages=(scan, read))) == [read]


def test_of_the_headers_only_the_subject_counts_and_stays_in_its_place() -> None:
    page = deciding_pages(document(HEAD, ("body", LONG)))[0]
    assert page.text.split() == ["Your", "kitchen"]
    assert page.text.index("Your") == HEAD[1].index("Your")


@pytest.mark.parametrize(
    "text", ["Dear Ann,\nThank you.\nKind regards,\nBob Smith\n07700 900123", "Hi\n\nThanks\n", ""]
)
def test_greetings_and_signatures_say_nothing(text: str) -> None:
    assert said(text) == ""


def test_words_are_counted_in_scripts_without_blanks() -> None:
    assert word_count("two words") == 2
    assert word_count("尊敬的客户感谢您的来信") >= 4


def test_a_letter_speaks_for_what_is_enclosed_with_it() -> None:
    letter: tuple[Role, str] = ("body", f"4 Mill Lane\n\nDear Sirs\n{LONG}")
    enclosed: tuple[Role, str] = ("body", "Enclosure 1\nINVOICE 12 total due")
    assert len(deciding(letter, enclosed)) == 1
    assert len(deciding(("body", "Dear Sirs\nPlease find our invoice enclosed."), enclosed)) == 2
    assert len(deciding(letter, ("body", "INVOICE 12 total due"))) == 2
    assert len(deciding(("body", LONG), enclosed)) == 2
