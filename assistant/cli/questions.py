"""`stillroom questions`: what is asked, for scripts and for whoever fills in a file of answers."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path
from typing import Any

from assistant.advise.knowledge import Knowledge
from assistant.advise.questionnaire import Question, Section
from assistant.cli.in_force import in_force
from assistant.cli.printing import as_json


def main(options: argparse.Namespace) -> int:
    know = in_force().knowledge
    sections = know.questions.sections
    if options.blank is not None:
        _blank(know, options.blank)
        return 0
    if options.json:
        rows = [_row(question, section) for section in sections for question in section.questions]
        print(as_json({"questions": rows}))
        return 0
    for section in sections:
        print(f"{section.title}{' (optional)' if section.optional else ''}: {section.intro}")
        for question in section.questions:
            print(f"  {question.id}: {question.text}")
            values = ", ".join(question.options) or f"a number from {question.least} to {question.most:,}"
            print(f"      {values}")
            if question.asked_when.names:
                print(f"      asked when {question.asked_when.text}")
    return 0


def _blank(know: Knowledge, path: Path) -> None:
    from assistant.reports.blank import blank_questionnaire
    from assistant.reports.save import save

    save(blank_questionnaire(know, datetime.date.today()), path)
    print(f"The blank questionnaire is in {path}.")


def _row(question: Question, section: Section) -> dict[str, Any]:
    return {
        "id": question.id,
        "type": question.type,
        "options": list(question.options),
        "labels": dict(question.options),
        "asked_when": question.asked_when.text if question.asked_when.names else None,
        "section": section.section,
        "optional": section.optional,
        "text": question.text,
        "why": question.why,
        "help": question.help,
        "unit": question.unit.strip(),
        "least": question.least if question.type != "choice" else None,
        "most": question.most if question.type != "choice" else None,
    }
