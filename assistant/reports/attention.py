"""The points that need attention, each with why, what to do, what settles it, and its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.advise.advice import Flag, Severity
from assistant.advise.assessment import FlagNote
from assistant.advise.knowledge import Knowledge
from assistant.advise.questionnaire import Questionnaire
from assistant.advise.written import day
from assistant.reports.content import Block, Bullets, Heading, Paragraph, Span, Together
from assistant.reports.wording import KINDS, Sources, age, counted, full_source, listed, said, seen, warned

SEVERITIES: dict[Severity, str] = {
    "must": "Deal with these first.",
    "should": "Deal with these next.",
    "consider": "Look at whether these concern you.",
}


def attention(
    flags: Sequence[Flag], notes: Mapping[str, FlagNote], know: Knowledge, sources: Sources
) -> Iterator[Block]:
    """`notes` are what the owner has put beside the flags, by the flags' ids."""
    yield Heading("Points that need attention")
    if not flags:
        yield Paragraph("On these answers no point of law, guidance or advice that this app knows applies.")
        return
    counts = {s: sum(flag.severity == s for flag in flags) for s in SEVERITIES}
    done = sum(notes[flag.id].done for flag in flags if flag.id in notes)
    yield Paragraph(
        f"{counted(len(flags), 'point')}: {listed(f'{n} {s}' for s, n in counts.items() if n)}. Ticked off: "
        f"{done} of {len(flags)}. Each says why it is here, what its source says, and what settles it. A smaller "
        "model changes none of them."
    )
    for severity, meaning in SEVERITIES.items():
        these = [flag for flag in flags if flag.severity == severity]
        # The severity's heading stays with the first of its points.
        above: list[Block] = [
            Heading(f"{severity.capitalize()} ({len(these)})", 2),
            Paragraph(meaning, "quiet"),
        ]
        for flag in these:
            yield Together((*above, *_point(flag, notes.get(flag.id), know, sources)))
            above = []


def _point(flag: Flag, note: FlagNote | None, know: Knowledge, sources: Sources) -> Iterator[Block]:
    yield Heading(flag.title, 3)
    if note is not None and note != FlagNote():
        yield Paragraph(kept_words(note))
    if flag.stale:
        yield Paragraph(warned(flag.checked, flag.checked_days_ago), "warning")
    yield Paragraph(_told("Why it is here: ", flag.why))
    yield Paragraph(_told("What it means: ", flag.means))
    if flag.notes:
        yield Bullets(tuple(flag.notes))
    yield Paragraph(_told("What to do: ", flag.do))
    settled = " ".join([flag.evidence, *_clearing(flag, know.questions)])
    yield Paragraph(_told("Evidence that settles it: ", settled))
    yield Paragraph(_source(flag, know, sources), "quiet")


def _told(label: str, text: str) -> tuple[Span, ...]:
    return Span(label, bold=True), Span(text)


def _clearing(flag: Flag, questions: Questionnaire) -> list[str]:
    """Which answer takes the flag away: one that the firm makes true by what it does, or another state of affairs."""
    done, other = [], []
    for key, value in flag.cleared_by.items():
        if key in questions.ids:
            question, says = questions[key], said(questions[key], value)
            if questions.section_of[key].optional or question.alter == "easily":
                done.append(f'"{question.text}" with "{says}"')
            else:
                other.append(f'the answer to "{question.text}" were "{says}"')
    told = [f"Then answer {listed(done)}."] if done else []
    return [*told, f"It would not apply if {listed(other)}."] if other else told


def kept_words(note: FlagNote) -> tuple[Span, ...]:
    """The owner's own words about the point."""
    facts = [
        ("Owner", note.owner),
        ("Due", day(note.due) if note.due else ""),
        ("Evidence held", note.evidence),
        ("Note", note.note),
    ]
    spans = [Span("\N{CHECK MARK} Ticked off." if note.done else "Not ticked off yet.", bold=True)]
    for label, text in facts:
        if text.strip():
            spans += [Span(f" {label}: ", bold=True), Span(_stopped(text))]
    return tuple(spans)


def _stopped(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _source(flag: Flag, know: Knowledge, sources: Sources) -> tuple[Span, ...]:
    """The source with its address written out: a printed page cannot be clicked."""
    source = flag.source
    kind = next((KINDS[rule.kind] for rule in know.flags if rule.id == flag.id), "")
    spans = [
        Span(f"Source {sources.mark(source)}{f' ({kind})' if kind else ''}: {full_source(source)}. "),
        Span(source.address, address=source.address),
        Span(f" ({age(flag.checked, flag.checked_days_ago)}; known from {seen(flag.seen)})."),
    ]
    if source.more:
        spans.append(Span(" See also: "))
        for place, address in enumerate(source.more):
            spans += [Span(", " if place else ""), Span(address, address=address)]
        spans.append(Span("."))
    return tuple(span for span in spans if span.text)
