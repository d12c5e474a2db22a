"""A report that holds every kind of block, as the window would make one."""

from __future__ import annotations

import datetime

from assistant.reports.content import (
    Bar,
    Bars,
    Blank,
    Block,
    Bullets,
    Choices,
    Heading,
    NewPage,
    Paragraph,
    Report,
    Score,
    Scores,
    Span,
    Table,
    Together,
)

DAY = datetime.date(2026, 11, 24)
LAW = "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32024R1689"
SCORES = Scores(
    "How the approaches compare",
    (
        Score("Prompting a general model", 82, "Start here", best=True),
        Score("A distilled model of our own", 71, "Then, if cost hurts"),
        Score("Vendor's distilled product", 30, "Out: three of four questions unanswered", shut=True),
    ),
)
BARS = Bars(
    "Total over 36 months",
    (
        Bar("As today", 720_000, 720_000),
        Bar("Prompting a general model", 37_000, 300_000, best=True),
        Bar("Fine-tuning", None, None, note="answer the volume first"),
    ),
    note="Distillation costs less above 76,000 items a month.",
)
SIGN_OFF = Together(
    (
        Heading("Sign-off", 2),
        Blank("Name", 1, "Joanna Brook"),
        Blank("What we decided, and why", 3),
        Choices(("We have read the points", "We shall look at this again"), frozenset({0})),
    )
)


def table(rows: int) -> Table:
    return Table(
        ("Severity", "Point", "Cost"),
        tuple(((Span("Must", bold=True),), f"Point {row}", f"£{row},000") for row in range(rows)),
        (0.2, 0.6, 0.2),
        frozenset({2}),
        title="Points that need attention",
    )


def report(*blocks: Block, title: str = "Post room triage") -> Report:
    return Report(title, "Rules of 1 November 2026", DAY, blocks, "General information, not legal advice.")


WHOLE = report(
    Paragraph("Start with prompting. Distil later, if the numbers hold.", "answer"),
    Paragraph("Last checked 130 days ago.", "warning"),
    SCORES,
    Heading("What the law says"),
    Paragraph((Span("See "), Span("the AI Act", address=LAW), Span(" and "), Span("Art 6", bold=True))),
    Bullets(("Label 60 letters", "Try three prompts"), numbered=True),
    Bullets(("Ask the vendor",), numbered=True),
    Bullets(("A monthly change shuts it out",)),
    table(90),
    Heading("Costs", 1),
    BARS,
    Paragraph("A smaller model changes none of these.", "quiet"),
    NewPage(),
    SIGN_OFF,
)
