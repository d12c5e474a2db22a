"""The questionnaire as the text of an email, ready to paste and send."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.advise.vendor.check import VendorCheck
from assistant.advise.vendor.rules import Letter, Rules, shipped


@dataclass(frozen=True)
class Names:
    """Whom the questionnaire is about; what is empty is worded without it."""

    vendor: str = ""
    product: str = ""
    firm: str = ""


@dataclass(frozen=True)
class Wording:
    """The parts of a letter around its questions."""

    subject: str
    greeting: str
    opening: str
    closing: str
    sign_off: str


def worded(letter: Letter, names: Names) -> Wording:
    """The letter's parts with the names filled in, each on one line."""
    vendor = _line(names.vendor) or letter.no_name
    product = _line(names.product) or letter.no_product

    def fill(text: str) -> str:
        # One pass, so that a name with braces in it is left alone.
        return product.join(vendor.join(part.split("{vendor}")) for part in text.split("{product}"))

    return Wording(
        subject=fill(letter.subject),
        greeting=fill(letter.greeting),
        opening=fill(letter.opening),
        closing=fill(letter.closing),
        sign_off=f"{letter.sign_off}\n{_line(names.firm)}".rstrip(),
    )


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def email(done: VendorCheck, names: Names | None = None, rules: Rules | None = None) -> str:
    """Subject, an empty line, and the message: plain text, one paragraph a line, so that any mail program wraps it."""
    parts = worded((rules or shipped()).letter, names or Names())
    asked = [f"{number}. {question.text}" for number, question in enumerate(done.asked, start=1)]
    message = [parts.greeting, parts.opening, *asked, parts.closing, parts.sign_off]
    return "\n\n".join([f"Subject: {parts.subject}", *message]) + "\n"
