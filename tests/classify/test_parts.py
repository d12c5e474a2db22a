"""Where one document ends and the next begins in a file."""

from __future__ import annotations

import re

import pytest

from assistant.classify.parts import is_bound, names_itself
from assistant.documents.document import Page


def begins(text: str, phrase: str, number: int = 2, part: str = "") -> bool:
    places = [found.span() for found in re.finditer(re.escape(phrase), text)]
    assert places
    return names_itself(Page(number=number, text=text, part=part), places)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Brightwater Ltd\nINVOICE\nInvoice number: 12", "INVOICE"),
        ("MINUTES of the meeting\nPresent: A. Bell", "MINUTES"),
        (
            "Mrs M Ellison\n4 Mill Lane\n\nDear Sirs\nI am writing to complain about the carpet that you laid.",
            "I am writing",
        ),
        ("14 Station Parade\nRECEIPT\nTotal 4.20", "RECEIPT"),
        ("Our ref: JH/2219\nInvoice no 88120", "Invoice"),
        ("Invoice\nPage 1 of 2", "Invoice"),
        ("MINUTES OF A MEETING OF THE DIRECTORS OF HOLROYD PRECISION LIMITED HELD", "MINUTES OF A MEETING"),
        ("I wish to complain about the driver of the bus that my mother took on Monday", "wish to complain"),
    ],
)
def test_a_first_page_names_itself(text: str, phrase: str) -> None:
    assert begins(text, phrase)


@pytest.mark.parametrize(
    "text",
    [
        "Schedule 2\nInvoice\nRent 875.00",
        "APPENDIX B: Invoice table",
        "Annexe 1 - Invoice",
        "THE SECOND SCHEDULE\nInvoice",
        "Ashgrove Ltd\nTerms and Conditions\nInvoice",
        "Enclosure 1\nCopy of your Invoice",
        "Our services\nInvoice checking",
        "Conditions of sale\nInvoice",
        "Important information about your Invoice",
        "4. Invoice\nThe tenant pays",
        "2.3 Invoice",
        "Invoice\nPage 2 of 3",
        "Invoice (continued)",
        "Lease of 4 Mill Lane | Page 3\nInvoice",
        "Invoice\nTotal\n2",
        "and the tenant shall pay.\nInvoice",
        "If the goods are returned to us within thirty days of the Invoice we shall refund what you paid for them",
    ],
)
def test_a_later_page_goes_on_with_what_came_before(text: str) -> None:
    assert not begins(text, "Invoice" if "Invoice" in text else "INVOICE")


def test_an_attachment_is_not_continued_by_its_page_number() -> None:
    assert begins("Invoice\n2", "Invoice", number=2, part="a.pdf")


def test_a_file_with_a_table_of_contents_is_bound() -> None:
    pages = [
        Page(number=1, text="EMPLOYEE HANDBOOK"),
        Page(number=2, text="Table of Contents\n1 Pay\n2 Complaints"),
    ]
    assert is_bound(pages)
    assert not is_bound([Page(number=1, text="We enclose the contents of your order.")])
