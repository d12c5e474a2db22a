"""`stillroom advise ANSWERS.json`: the advice on the screen, as JSON, or as papers."""

from __future__ import annotations

import argparse
import datetime
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from assistant.advise.advice import Advice, Cost, Flag, Ranked, Reason
from assistant.advise.assessment import differences, in_short
from assistant.advise.engine import advise
from assistant.advise.knowledge import Knowledge
from assistant.cli.given import Given, read_given
from assistant.cli.in_force import in_force
from assistant.cli.printing import as_json
from assistant.errors import InputError

_WIDE = 100
_REASONS = 4


def main(options: argparse.Namespace) -> int:
    know, report, actions = in_force().knowledge, options.report, options.actions
    if actions is not None and actions.suffix.lower() != ".xlsx":
        raise InputError(
            f"The action list is a workbook: call it {actions.stem.strip('.') or 'actions'}.xlsx."
        )
    given = read_given(options.answers, know)
    for sentence in given.left_out:
        print(f"stillroom: {sentence}", file=sys.stderr)
    own = given.assessment.assumptions if given.assessment else None
    advice = advise(given.answers, datetime.date.today(), know, assumptions=own)
    if report is not None:
        _report(given, advice, know, report)
    if actions is not None:
        from assistant.reports.actions import write_actions

        write_actions(advice, given.assessment, know, actions)
    for path, what in ((report, "report"), (actions, "action list")):
        if path is not None:
            print(f"The {what} is in {path}.", file=sys.stderr if options.json else sys.stdout)
    if options.json:
        print(as_json(advice.model_dump(mode="json")))
    elif report is None and actions is None:
        print("\n".join(_lines(advice)))
    return 0


def _report(given: Given, advice: Advice, know: Knowledge, path: Path) -> None:
    from assistant.reports.assessment import assessment_report
    from assistant.reports.save import save

    before = given.assessment.advised if given.assessment else None
    newer = before is not None and before.rules_version != advice.rules_version
    changed = differences(before, in_short(advice), know.rules.names) if before and newer else []
    save(assessment_report(given.assessment, given.answers, advice, know, changed=changed), path)


def _lines(advice: Advice) -> Iterator[str]:
    yield from _wrap(advice.summary)
    yield from _wrap(f"Confidence: {advice.confidence}. {advice.confidence_reason}")
    for note in advice.notes:
        yield from _wrap(f"Note: {note}")
    yield from _head("The approaches, best first")
    for place, ranked in enumerate(advice.ranking, start=1):
        yield from _ranked(place, ranked)
    yield from _head("Next three steps")
    for number, step in enumerate(advice.plan, start=1):
        yield from _wrap(f"{number}. {step.text} {step.why}")
    yield from _head("What would change the advice")
    for change in advice.changes:
        yield from _wrap(f"- {change.text}")
    if not advice.changes:
        yield "- No single answer does, nor a pair that was tried."
    yield from _head(f"Flags ({_counts(advice.flags)})")
    for flag in advice.flags:
        yield from _flag(flag)
    yield from _head(f"Costs over {advice.costs.months} months")
    for cost in advice.costs.options:
        yield from _wrap(f"- {cost.name}: {_money(cost)}")
    yield from _wrap(advice.costs.break_even.text)
    yield from _wrap("What is assumed, with sources, is in the output of --json.")
    yield from _head("Questions to a vendor")
    for question in advice.vendor_questions:
        yield from _wrap(f"- {question.text}{' (answered)' if question.answered else ''}")
    if advice.unknowns:
        yield from _head("Open questions that could change the advice")
        for unknown in advice.unknowns:
            yield from _wrap(f"- {unknown.text} ({unknown.id})")
    yield from _head("About this advice")
    for sentence in advice.always:
        yield from _wrap(f"- {sentence}")
    yield from _wrap(_version(advice))


def _version(advice: Advice) -> str:
    return f"- Version of the rules: {advice.rules_version}. Date of this advice: {advice.today.isoformat()}."


def _ranked(place: int, ranked: Ranked) -> Iterator[str]:
    shut = (
        f", shut out by rule {', '.join(dict.fromkeys(g.gate for g in ranked.gates))}" if ranked.gates else ""
    )
    yield f"{place}. {ranked.name}: {ranked.fit} of 100{shut}"
    yield from _reasons("for", ranked.reasons_for)
    yield from _reasons("against", ranked.reasons_against)


def _reasons(side: str, reasons: list[Reason]) -> Iterator[str]:
    for reason in reasons[:_REASONS]:
        yield from _wrap(f"   {side}: {reason.text}", "      ")
    if (more := len(reasons) - _REASONS) > 0:
        yield f"   {side}: and {more} more"


def _flag(flag: Flag) -> Iterator[str]:
    yield from _wrap(f"- {flag.severity.upper()}: {flag.title}")
    for text in (flag.why, flag.means, *flag.notes, f"To do: {flag.do}"):
        yield from _wrap(f"    {text}", "    ")
    source = flag.source
    yield from _wrap(f"    Source: {source.instrument}, {source.section}. {source.address}", "    ")
    days = flag.checked_days_ago
    age = f"checked {days} {'day' if days == 1 else 'days'} ago"
    yield f"    {age.upper() + ': LOOK IT UP AGAIN' if flag.stale else age}"


def _counts(flags: list[Flag]) -> str:
    counted = [f"{sum(f.severity == s for f in flags)} {s}" for s in ("must", "should", "consider")]
    return ", ".join(counted)


def _money(cost: Cost) -> str:
    if cost.total is None:
        return f"not reckoned; answer {' and '.join(cost.missing)}"
    return f"£{cost.total.low:,.0f} to £{cost.total.high:,.0f}"


def _head(text: str) -> Iterator[str]:
    yield ""
    yield text
    yield "-" * len(text)


def _wrap(text: str, indent: str = "   ") -> list[str]:
    return textwrap.wrap(
        text, _WIDE, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
