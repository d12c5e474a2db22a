"""The questionnaire: filled with what the pitch said, as an email and as a Word file that can be read back."""

from __future__ import annotations

import io
from datetime import date

import docx as word

from assistant.advise.vendor.check import check
from assistant.advise.vendor.letter import Names, email
from assistant.advise.vendor.paper import docx

PITCH = (
    "SortRight is a distilled classifier. The teacher was Llama 3.1 70B. It is 99% accurate. "
    "Your documents are never used for training."
)


def test_questions_quote_what_the_pitch_said_and_name_what_it_left_out() -> None:
    asked = {question.id: question for question in check(PITCH).asked}
    assert asked["teacher"].state == "answered"
    assert "“The teacher was Llama 3.1 70B”" in asked["teacher"].text
    assert asked["evaluation"].state == "said"
    assert "“It is 99% accurate”" in asked["evaluation"].text
    assert asked["reuse"].state == "denied"
    assert "put that in the contract" in asked["reuse"].text
    assert asked["failures"].state == "silent"
    assert asked["failures"].quote == ""


def test_the_wizard_gets_a_start() -> None:
    answers = check(PITCH).answers
    assert answers["vendor_offer"] == "says_distilled"
    assert answers["vendor_teacher_named"] == "yes"
    assert answers["vendor_failures_tested"] == "not_asked"
    assert check("Custom AI for brokers, from £9 a month.").answers["vendor_offer"] == "custom_ai"
    assert check("Our assistant is powered by GPT-4o.").answers["vendor_offer"] == "general_model"
    assert "vendor_offer" not in check("We deliver distilled water.").answers


def test_the_email_is_ready_to_send() -> None:
    done = check(PITCH)
    text = email(done, Names(vendor="Acme {product}\nLtd", product="SortRight", firm="Bell & Co"))
    assert text.startswith(
        "Subject: Questions about SortRight before we decide\n\nDear Acme {product} Ltd,\n"
    )
    assert text.endswith("Kind regards,\nBell & Co\n")
    for number, question in enumerate(done.questions, start=1):
        assert f"\n{number}. {question}\n" in text
    assert "{" not in email(done)


def test_the_word_file_can_be_read_back() -> None:
    done = check(PITCH)
    paper = word.Document(io.BytesIO(docx(done, date(2026, 11, 4), Names(product="SortRight"))))
    paragraphs = [paragraph.text for paragraph in paper.paragraphs]
    assert paragraphs[0] == "Questions about SortRight before we decide"
    assert "4 November 2026" in paragraphs
    assert [f"{n}. {q}" in paragraphs for n, q in enumerate(done.questions, start=1)] == [True] * len(
        done.questions
    )
    assert len(paper.tables) == len(done.questions)
    assert all(table.cell(0, 0).text == "Your answer" for table in paper.tables)
    assert paper.core_properties.author == ""
