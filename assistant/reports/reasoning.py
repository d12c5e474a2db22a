"""Why the approaches stand where they stand, what would change it, what comes next, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.advise.advice import Advice, Change, Ranked, Reason, Unknown
from assistant.advise.approach import Approach
from assistant.advise.changes import MOST_SHOWN
from assistant.advise.knowledge import Knowledge
from assistant.advise.questionnaire import Question
from assistant.reports.content import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Score,
    Scores,
    Span,
    Table,
    Words,
)
from assistant.reports.wording import Sources, any_of

_ALTER: Mapping[str, str] = {
    "easily": "You can do this soon",
    "with_work": "You can do this with some work",
    "no": "Out of your hands, but good to know",
}


def picture(advice: Advice) -> Iterator[Block]:
    yield Scores("How the approaches compare", tuple(_score(ranked, advice) for ranked in advice.ranking))
    yield Paragraph(
        "Fit runs from 0 to 100 and serves to compare. It comes from weights that are our own judgement; it is "
        "no measurement and no probability. What a rule shuts out stands last, whatever speaks for it.",
        "quiet",
    )


def _score(ranked: Ranked, advice: Advice) -> Score:
    best = ranked.approach is advice.recommended
    return Score(ranked.name, ranked.fit, _note(ranked, advice, best), best, bool(ranked.gates))


def _note(ranked: Ranked, advice: Advice, best: bool) -> str:
    later = " May come later." if ranked.approach is advice.then else ""
    if ranked.gates:
        return f"Shut out for now: {_lower(ranked.gates[0].title)}.{later}"
    side, other = ranked.reasons_for, ranked.reasons_against
    if best:
        return f"Recommended{_because(side, advice)}"
    if sum(abs(r.weight or 0) for r in other) > sum(abs(r.weight or 0) for r in side):
        side = other
    return f"{side[0].text if side else 'Nothing in your answers speaks for it or against it.'}{later}"


def _because(reasons: list[Reason], advice: Advice) -> str:
    """The rule that decided, by its title, or else the strongest reason."""
    if not reasons:
        return "."
    titles = {gate.text: gate.title for ranked in advice.ranking for gate in ranked.gates}
    title = titles.get(reasons[0].text)
    return f": {_lower(title)}." if title else f". {reasons[0].text}"


def _lower(text: str) -> str:
    """The first letter small, unless the word is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def reasons(advice: Advice, sources: Sources) -> Iterator[Block]:
    yield Heading("Reasons for and against")
    yield Paragraph(
        "Each reason quotes your own answers. The direction in which it speaks has a source: the number in "
        "square brackets points into the list at the end. How much it weighs is our own judgement. A rule "
        "beats any weight."
    )
    for ranked in advice.ranking:
        yield Heading(f"{ranked.name}: {ranked.fit} of 100", 2)
        rows = [_reason("for", r, sources) for r in ranked.reasons_for]
        rows += [_reason("against", r, sources) for r in ranked.reasons_against]
        if rows:
            yield Table(
                ("Side", "Reason, from your answers", "Weight", "Source"),
                tuple(rows),
                (0.11, 0.66, 0.12, 0.11),
                frozenset({2}),
            )
        else:
            yield Paragraph("Nothing in your answers speaks for it or against it.")


def _reason(side: str, reason: Reason, sources: Sources) -> tuple[Words, ...]:
    weight = "a rule" if reason.weight is None else f"{reason.weight:+d}".replace("-", "\N{MINUS SIGN}")
    source = (Span(sources.mark(reason.source), address=reason.source.address),)
    return side, reason.text, weight, source


def changing(advice: Advice) -> Iterator[Block]:
    yield Heading("What would change the advice")
    if not advice.changes:
        yield Paragraph(
            "No single other answer would change the recommendation, and no pair of answers that was tried."
        )
        return
    alone = all(len(change.answers) == 1 for change in advice.changes)
    how = "One other answer is enough" if alone else "Two other answers together are enough"
    most = f" These are the first {MOST_SHOWN} that were found." if len(advice.changes) >= MOST_SHOWN else ""
    yield Paragraph(f"{how}. Each was tried on the rules themselves.{most}")
    for alter, title in _ALTER.items():
        these: list[Change] = [change for change in advice.changes if change.alter == alter]
        if these:
            yield Heading(title, 2)
            yield Bullets(tuple(change.text for change in these))


def next_steps(advice: Advice) -> Iterator[Block]:
    yield Heading("The next three steps")
    yield Bullets(
        tuple((Span(step.text, bold=True), Span(f" {step.why}")) for step in advice.plan), numbered=True
    )


def still_open(advice: Advice, know: Knowledge) -> Iterator[Block]:
    yield Heading("Open questions that could change the advice")
    if not advice.unknowns:
        yield Paragraph("None: no question that is still open could change the recommendation.")
        return
    rows = tuple((unknown.text, _leads_to(unknown, know)) for unknown in advice.unknowns)
    yield Table(("Question", "What an answer could do"), rows, (0.45, 0.55))


def _leads_to(unknown: Unknown, know: Knowledge) -> str:
    question, names = know.questions[unknown.id], know.rules.names
    told = [
        f'{_values(question, values)}: the advice becomes "{names[to]}".'
        for to, values in _grouped(unknown.would).items()
        if to is not None
    ]
    for to, values in _grouped(unknown.later).items():
        after = f'"{names[to]}" may come later.' if to else "nothing is named for later."
        told.append(f"{_values(question, values)}: {after}")
    if unknown.with_others:
        told.append("Together with another open question it could change the advice.")
    return " ".join(told)


def _grouped(led: Mapping[str, Approach | None]) -> dict[Approach | None, list[str]]:
    groups: dict[Approach | None, list[str]] = {}
    for value, to in led.items():
        groups.setdefault(to, []).append(value)
    return groups


def _values(question: Question, values: list[str]) -> str:
    """A number was tried at the figures at which a rule turns, so the first of them stands for its kind."""
    if question.type != "choice":
        return f'A figure such as "{question.says(int(float(values[0])))}"'
    return f"If {any_of(question, values)}"
