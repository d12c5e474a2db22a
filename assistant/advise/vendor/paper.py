"""The questionnaire as a Word file, with room for the vendor's answers."""

from __future__ import annotations

import io
from datetime import date, datetime, time

from assistant.advise.vendor.check import Asked, VendorCheck
from assistant.advise.vendor.letter import Names, worded
from assistant.advise.vendor.rules import Rules, shipped
from assistant.advise.written import day


def docx(done: VendorCheck, today: date, names: Names | None = None, rules: Rules | None = None) -> bytes:
    """A .docx with a heading, each question, what the pitch said on it, and an empty box for the answer."""
    import docx as word
    from docx.shared import Pt

    parts = worded((rules or shipped()).letter, names or Names())
    paper = word.Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(11)
    properties = paper.core_properties
    properties.title, properties.author, properties.language = parts.subject, "", "en-GB"
    properties.comments = ""
    properties.created = properties.modified = datetime.combine(today, time())
    paper.add_heading(parts.subject, level=1)
    paper.add_paragraph(day(today))
    paper.add_paragraph(parts.greeting)
    paper.add_paragraph(parts.opening)
    for number, question in enumerate(done.asked, start=1):
        _question(paper, number, question)
    paper.add_paragraph()
    paper.add_paragraph(parts.closing)
    for line in parts.sign_off.split("\n"):
        paper.add_paragraph(line)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _question(paper: object, number: int, question: Asked) -> None:
    """The question, kept on one page with a box in which the vendor writes."""
    heading = paper.add_paragraph(f"{number}. {question.text}")  # type: ignore[attr-defined]
    heading.paragraph_format.keep_with_next = True
    table = paper.add_table(rows=1, cols=2)  # type: ignore[attr-defined]
    table.style = "Table Grid"
    table.autofit = False
    label, answer = table.rows[0].cells
    width = label.width + answer.width
    label.width, answer.width = width // 5, width - width // 5
    label.text, answer.text = "Your answer", "\n\n"
