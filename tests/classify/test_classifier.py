"""The shipped pack on whole documents: what a clerk would be told, and why."""

from __future__ import annotations

import random

import pytest

from assistant.classify.category import read_examples
from assistant.classify.classifier import Classifier
from assistant.classify.decision import Decision
from assistant.classify.measure import Answer, figures
from assistant.documents.document import Document, Page
from tests.journeys.conftest import ROOT

HELD_OUT = ROOT / "tests" / "data" / "held_out"
FILLER = (
    "The walk goes on along the river past the mill and the old oak, where herons stand in the shallows. "
    "In spring the meadow is yellow with cowslips and the path may be wet after rain. "
)


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load()


def text(*pages: str, kind: str = "pdf") -> Document:
    return Document(
        path=f"a.{kind}", kind=kind, pages=tuple(Page(number=n, text=t) for n, t in enumerate(pages, start=1))
    )


@pytest.mark.slow
def test_held_out_office_texts(classifier: Classifier) -> None:
    answers = []
    for file in sorted(HELD_OUT.glob("*.txt")):
        for example in read_examples(file, file.stem):
            decision = classifier.decide(text(example.text, kind="text"))
            best = decision.alternatives[0].category if decision.alternatives else None
            answers.append(Answer(file.stem, decision.verdict == "sure", best, decision.confidence))
    found = figures(answers)
    assert (found.accuracy_when_sure or 0) >= 0.90
    assert (found.coverage or 0) >= 0.80
    assert (found.unknown_refused or 0) >= 0.80


def test_reasons_name_phrases_that_stand_in_the_document_and_marks_show_where(classifier: Classifier) -> None:
    page = "Wren & Pike Roofing\n\nESTIMATE\nOur estimate for the works described is 4,180.00 plus VAT, valid for 30 days."
    decision = classifier.decide(text(page))
    assert (decision.verdict, decision.category, decision.note) == ("sure", "quote", "Sure")
    assert decision.reasons[0] == "Says “estimate” at the top, 2 times in all." or "“" in decision.reasons[0]
    marked = [page[m.start : m.end].casefold() for m in decision.marks if m.kind == "phrase"]
    assert any("estimate" in words for words in marked)
    assert decision.nearest


def test_what_is_like_nothing_is_not_sure(classifier: Classifier) -> None:
    decision = classifier.decide(
        text("Rub the butter into the flour, add sugar and an egg. Bake at 180C for 25 minutes.")
    )
    assert (decision.verdict, decision.category) == ("not_sure", None)
    assert decision.alternatives[0].confidence == decision.confidence


def test_a_category_named_only_on_page_3_of_5_is_found(classifier: Classifier) -> None:
    invoice = (
        "TAX INVOICE\nInvoice number 20931\nBill to: Elm Road Dental Practice\nTo supply and fit a mixer tap 148.00\n"
        "Call-out 60.00\nVAT 41.60\nAmount due 249.60\nPayment terms: 30 days. Bank details: sort code 20-44-51"
    )
    decision = classifier.decide(text(FILLER * 6, FILLER * 6, invoice, FILLER * 6, FILLER * 6))
    assert decision.alternatives[0].category == "invoice"


def test_another_language_is_told_not_guessed(classifier: Classifier) -> None:
    decision = classifier.decide(
        text(
            "Szanowni Państwo, w załączeniu przesyłam umowę najmu lokalu przy ulicy Długiej. Proszę o podpisanie "
            "dwóch egzemplarzy i odesłanie jednego z nich na nasz adres do końca miesiąca."
        )
    )
    assert (decision.verdict, decision.note, decision.language) == ("not_sure", "Written in Polish", "pl")


PAYSLIP = (
    "PAYSLIP\nEmployee: {name}\nTax code 1257L\nBasic pay 2,150.00\nPAYE tax 220.40\n"
    "National Insurance 96.10\nNet pay 1,833.50"
)


def test_forty_payslips_are_payroll(classifier: Classifier) -> None:
    names = random.Random(3).sample(range(100, 999), 40)
    decision = classifier.decide(text(*(PAYSLIP.format(name=f"Employee {n}") for n in names)))
    assert decision.category == "payroll"


def test_a_stack_of_unlike_papers_is_said_to_be_one(classifier: Classifier) -> None:
    minutes = (
        "MINUTES of the meeting of the board\nPresent: A. Bell (chair), R. Osei. Apologies: none.\n"
        "Matters arising: none. Date of next meeting: 2 May."
    )
    decision = classifier.decide(
        text(PAYSLIP.format(name="Ann"), minutes, minutes.replace("board", "staff committee"))
    )
    assert decision.note == "Several documents"
    assert decision.reasons == ("Not sure: looks like several documents (pages 1, 2 to 3).",)


AGREEMENT = (
    "TENANCY AGREEMENT\nTHIS AGREEMENT is made between Ashgrove Lettings Limited (the Landlord) "
    "and Oliver Pratt (the Tenant).\n"
    "1. The Landlord lets the Property for a fixed term of twelve months.\n"
    "2. The Tenant shall pay a rent of 875 pounds a month.\n"
    "3. Either party may terminate this Agreement by two months' notice.\n"
    "4. This Agreement is governed by the law of England."
)
INVOICE = (
    "INVOICE\nInvoice number: BW-20418\nInvoice date: 14 March 2026\nSubtotal 1,225.00\nVAT at 20% 245.00\n"
    "Total due 1,470.00\nPayment terms: 30 days from the date of invoice"
)


@pytest.mark.parametrize(
    "annexed",
    ["Schedule 2: specimen invoice\n" + INVOICE, "Appendix A\n" + INVOICE, INVOICE + "\nPage 2 of 2"],
)
def test_a_contract_with_what_is_annexed_is_one_document(classifier: Classifier, annexed: str) -> None:
    assert classifier.decide(text(AGREEMENT, annexed)).note != "Several documents"
    assert classifier.decide(text(AGREEMENT, INVOICE)).note == "Several documents"


def test_chinese_is_named_though_it_has_no_blanks(classifier: Classifier) -> None:
    chinese = "尊敬的客户：感谢您的来信。随函附上二月份的发票和付款说明，请于三十日内将款项汇入我公司账户。"
    assert classifier.decide(text(chinese)).note == "Written in Chinese"


@pytest.mark.parametrize("words", ["", "ok", "\0\0", "…"])
def test_too_few_words_are_not_judged(classifier: Classifier, words: str) -> None:
    decision: Decision = classifier.decide(text(words))
    assert (decision.verdict, decision.note, decision.confidence) == ("not_sure", "Too little text", None)


def test_the_same_document_gets_the_same_answer_twice(classifier: Classifier) -> None:
    document = text(
        "Dear Sirs, please quote for 40 chairs delivered to Leeds by the end of May. What is your lead time?"
    )
    assert classifier.decide(document) == classifier.decide(document)
