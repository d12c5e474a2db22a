"""The whole report on one assessment: the answer first, then everything that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.advise.advice import Advice, Cited
from assistant.advise.answers import usable
from assistant.advise.assessment import Assessment, Difference, FlagNote, SignOff
from assistant.advise.expression import Answers
from assistant.advise.flags import STALE_AFTER_DAYS
from assistant.advise.knowledge import Knowledge
from assistant.advise.written import day
from assistant.reports.attention import attention, kept_words
from assistant.reports.content import (
    Blank,
    Block,
    Bullets,
    Heading,
    Paragraph,
    Report,
    Span,
    Table,
    Together,
    Words,
)
from assistant.reports.given import given
from assistant.reports.glossary import explained, words_explained
from assistant.reports.money import money
from assistant.reports.reasoning import changing, next_steps, picture, reasons, still_open
from assistant.reports.wording import DISCLAIMER, Sources, age, counted, full_source, stale

TITLE = "Is distillation right for us?"


def assessment_report(
    assessment: Assessment | None,
    answers: Answers,
    advice: Advice,
    know: Knowledge,
    name: str = "",
    changed: Sequence[Difference] = (),
) -> Report:
    """`answers` are those that `advice` was made from; `assessment` adds its name, notes and sign-off.

    `changed` says what the rules in force have changed in the advice since it was last given.
    """
    called = (name or (assessment.name if assessment else "")).strip()
    made = f"{day(advice.today)}, by the rules of version {advice.rules_version}"
    return Report(
        title=TITLE,
        subtitle=f"{called}. {made}" if called else made,
        day=advice.today,
        blocks=tuple(_blocks(assessment, answers, advice, know, changed)),
        footer=f"{called or 'Stillroom'}. General information, not legal advice",
    )


def _blocks(
    assessment: Assessment | None,
    answers: Answers,
    advice: Advice,
    know: Knowledge,
    changed: Sequence[Difference],
) -> Iterator[Block]:
    sources, notes = Sources(), assessment.flags if assessment else {}
    left_out = usable(assessment.answers, know.questions)[1] if assessment else []
    front = [*_answer(advice), *picture(advice), *_changed(changed)]
    yield from front
    body = [
        *reasons(advice, sources),
        *changing(advice),
        *next_steps(advice),
        *still_open(advice, know),
        *attention(advice.flags, notes, know, sources),
        *_no_longer(assessment, advice, know),
        *money(advice, answers, know.questions, sources),
        *_to_the_vendor(advice),
        *given(answers, know.questions, left_out),
    ]
    yield from body
    yield signing(assessment.sign_off if assessment else SignOff())
    yield from words_explained([*front, *body])
    yield from _about(advice, sources)


def _answer(advice: Advice) -> Iterator[Block]:
    """What stands on page one, for somebody who has never heard of any of it."""
    yield Paragraph(advice.summary, "answer")
    yield Paragraph(
        (Span(f"Confidence: {advice.confidence}. ", bold=True), Span(f"{advice.confidence_reason}"))
    )
    yield Paragraph(
        f"{DISCLAIMER} Fixed rules worked it out from your answers; no AI model was asked.", "quiet"
    )
    old = {
        (source.instrument, source.section, source.address)
        for source in (*(flag.source for flag in advice.flags), *advice.sources)
        if stale(source.days_ago)
    }
    if old:
        yield Paragraph(
            f"{counted(len(old), 'source')} of this report {'was' if len(old) == 1 else 'were'} last checked more "
            f"than {STALE_AFTER_DAYS} days ago and may be out of date. Each is marked where it is named.",
            "warning",
        )
    yield Bullets(explained("\n".join([advice.summary, *(ranked.name for ranked in advice.ranking)])))
    if advice.notes:
        yield Paragraph((Span("Please note", bold=True),))
        yield Bullets(tuple(advice.notes))


def _changed(changed: Sequence[Difference]) -> Iterator[Block]:
    if changed:
        yield Heading("What newer rules have changed")
        yield Bullets(tuple(one.text for one in changed))


def _no_longer(assessment: Assessment | None, advice: Advice, know: Knowledge) -> Iterator[Block]:
    """Notes that the owner has put beside points which do not apply any more: they are not lost."""
    fired = {flag.id for flag in advice.flags}
    titles = {flag.id: flag.title for flag in know.flags}
    gone = [
        (Span(f"{titles.get(key, key)}. ", bold=True), *kept_words(note))
        for key, note in (assessment.flags if assessment else {}).items()
        if key not in fired and note != FlagNote()
    ]
    if gone:
        yield Heading("No longer needed, with your notes", 2)
        yield Bullets(tuple(gone))


def _to_the_vendor(advice: Advice) -> Iterator[Block]:
    if not advice.vendor_questions:
        return
    yield Heading("Questions to the vendor")
    yield Paragraph("If the answers land awkwardly, treat that as informative.")
    items = [
        (
            Span(question.text, bold=True),
            Span(f" {question.why}{' You say that this is answered.' if question.answered else ''}"),
        )
        for question in advice.vendor_questions
    ]
    yield Bullets(tuple(items), numbered=True)


def signing(sign_off: SignOff) -> Block:
    """Filled where it is known, else lines to write on."""
    return Together(
        (
            Heading("Sign-off"),
            Paragraph("Who has read this report, stands behind the answers, and looks at it again."),
            Blank("Name", value=sign_off.name),
            Blank("Role", value=sign_off.role),
            Blank("Date", value=day(sign_off.signed) if sign_off.signed else ""),
            Blank("To be reviewed by", value=day(sign_off.review) if sign_off.review else ""),
            Blank("Note", lines=2, value=sign_off.note),
            Blank("Signature"),
        )
    )


def _about(advice: Advice, sources: Sources) -> Iterator[Block]:
    for source in advice.sources:  # the article's own, also where no reason quotes them
        sources.number(source)
    yield Heading("About this report")
    yield Bullets(tuple(advice.always))
    yield Paragraph(
        f"Version of the rules: {advice.rules_version}. Date of the advice: {day(advice.today)}. The same answers "
        "give the same advice."
    )
    yield Heading("Sources", 2)
    rows = tuple(_source(number, source) for number, source in enumerate(sources.cited, start=1))
    yield Table(("No.", "Source and address", "Checked"), rows, (0.07, 0.69, 0.24), frozenset({0}))


def _source(number: int, source: Cited) -> tuple[Words, ...]:
    named: list[Span] = [Span(f"{full_source(source)}. "), Span(source.address, address=source.address)]
    for address in source.more:
        named += [Span("; "), Span(address, address=address)]
    checked = age(source.checked, source.days_ago)
    loud: Words = (Span(f"OUT OF DATE: {checked}", bold=True),) if stale(source.days_ago) else checked
    return str(number), tuple(named), loud
