"""What the result page shows, worked out from the advice: no widget in sight."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.advise.advice import Advice, Confidence, Flag, Ranked, Severity
from assistant.advise.assessment import FlagNote
from assistant.advise.expression import Answers, Value
from assistant.advise.questionnaire import Question, Questionnaire
from assistant.advise.rules import Source
from assistant.advise.written import day
from assistant.ui.text import count, plural, tr

Tone = Literal["best", "plain", "out"]


def head_line(today: datetime.date, version: str) -> str:
    try:
        rules = day(datetime.date.fromisoformat(version))
    except ValueError:  # a publisher may name a version as they like
        rules = version
    return tr(
        "{today}. Rules of {rules}. General information, not legal advice", today=day(today), rules=rules
    )


def confidence(level: Confidence) -> tuple[str, str]:
    """In words, and the tone of the pill."""
    return {
        "high": (tr("Confident"), "sure"),
        "medium": (tr("Fairly confident"), "sure"),
        "low": (tr("Not confident yet"), "unsure"),
    }[level]


# The ranking


@dataclass(frozen=True)
class Place:
    """One approach in the ranked picture. `was` is its share before the trial, None where nothing is tried."""

    ranked: Ranked
    share: float
    number: str
    words: str
    tone: Tone
    spoken: str
    was: float | None = None


def places(advice: Advice, trial: Advice | None = None) -> list[Place]:
    """In the order of the advice, also while something is tried: so each bar is seen to move in its place."""
    if trial is None:
        return [_place(one, advice) for one in advice.ranking]
    after = {one.approach: one for one in trial.ranking}
    return [_place(after[one.approach], trial, one) for one in advice.ranking]


def _place(one: Ranked, advice: Advice, before: Ranked | None = None) -> Place:
    out = bool(one.gates)
    tone: Tone = "best" if one.approach is advice.recommended else "out" if out else "plain"
    if tone == "best":
        out = False
    number = tr("out") if out else str(one.fit)
    spoken_number = tr("out") if out else tr("{fit} of 100", fit=one.fit)
    words = _words(one, advice, out)
    if tone == "best":
        spoken = tr("{name}: {number}, recommended", name=one.name, number=spoken_number)
    else:
        spoken = f"{one.name}: {spoken_number}. {words}"
    if before is None:
        return Place(one, 0.0 if out else one.fit / 100, number, words, tone, spoken)
    was_out = bool(before.gates)
    was = tr("out") if was_out else str(before.fit)
    if was != number:
        spoken = tr("{now}; before: {was}", now=spoken, was=was)
        number = tr("{now} (was {was})", now=number, was=was)
    return Place(
        one,
        0.0 if out else one.fit / 100,
        number,
        words,
        tone,
        spoken,
        0.0 if was_out else before.fit / 100,
    )


def _words(one: Ranked, advice: Advice, out: bool) -> str:
    if one.approach is advice.recommended:
        return tr("Start here") if advice.then else tr("Recommended")
    if out:
        first = one.gates[0].title
        reason = tr("Out: {reason}", reason=first[0].lower() + first[1:])
        more = len(one.gates) - 1
        if one.approach is advice.then:
            reason = tr("Perhaps later. {reason}", reason=reason)
        return reason + plural(more, " ({n} more reason)", " ({n} more reasons)") if more else reason
    if one.approach is advice.then:
        return tr("Perhaps later")
    return tr(
        "Possible: {pro}, {con}",
        pro=plural(len(one.reasons_for), "{n} reason for", "{n} reasons for"),
        con=plural(len(one.reasons_against), "{n} against", "{n} against"),
    )


# What is not known


@dataclass(frozen=True)
class Open:
    """How many of all required questions are not answered, and the one to go to first, "" where none is open."""

    text: str
    first: str
    turning: int


def open_questions(advice: Advice, questions: Questionnaire, answers: Answers) -> Open:
    asked = [q.id for q in questions.asked(answers, optional=False)]
    unanswered = [key for key in asked if answers.get(key) is None]
    if not unanswered:
        return Open(tr("Every question is answered"), "", 0)
    alone, together = turning(advice, unanswered)
    text = tr(
        "{n} of {all} answers unknown, {turn}",
        n=count(len(unanswered)),
        all=count(len(asked)),
        turn=could_change(len(alone), len(together), tr("this")),
    )
    return Open(text, (alone or together or unanswered)[0], len(alone) + len(together))


def turning(advice: Advice, unanswered: Sequence[str]) -> tuple[list[str], list[str]]:
    """Those whose answer could change the advice by itself, and those that could with another one."""
    by_id = {unknown.id: unknown for unknown in advice.unknowns}
    known = [by_id[key] for key in unanswered if key in by_id]
    alone = [one.id for one in known if one.would]
    return alone, [one.id for one in known if one.with_others and not one.would]


def could_change(alone: int, together: int, what: str) -> str:
    """Counted as the reason for the confidence counts them: what turns only together is said apart."""
    if alone and together:
        return tr("{n} could change {what}, {m} more only together", n=alone, m=together, what=what)
    if together:
        return tr("{n} could change {what}, but only together", n=together, what=what)
    return tr("{n} could change {what}", n=alone or tr("none"), what=what)


# Points that need attention

_SEVERITIES: tuple[Severity, ...] = ("must", "should", "consider")


def severity(which: Severity) -> tuple[str, str]:
    """In a word, and the tone of the pill."""
    return {
        "must": (tr("Must"), "stop"),
        "should": (tr("Should"), "unsure"),
        "consider": (tr("Consider"), "quiet"),
    }[which]


def tally(flags: Sequence[Flag], notes: Mapping[str, FlagNote]) -> str:
    """ "3 must, 2 should, 1 consider; 2 of 6 done" """
    parts = [
        tr("{n} {severity}", n=count(number), severity=severity(which)[0].lower())
        for which in _SEVERITIES
        if (number := sum(flag.severity == which for flag in flags))
    ]
    done = sum(flag.id in notes and notes[flag.id].done for flag in flags)
    text = ", ".join(parts)
    return tr("{counts}; {done} of {all} done", counts=text, done=done, all=len(flags)) if done else text


_ACRONYM = re.compile(r"\(([A-Z]{2,6})\)$")
_NUMBERED = re.compile(r"SI \d{4}/\d+")
_PLACE = re.compile(r"(Article|Annex|reg|s|para|SYSC|PRIN|SUP)s? (\d[\w.()]*)((?: and | to )[\d(][\w.()]*)?")


def short_source(source: Source) -> str:
    """Enough to know it by: "UK GDPR Art 6(1)". The whole stands in the opened row."""
    name, *others = source.instrument.split(";")
    if found := _ACRONYM.search(name):
        name = found[1]
    elif found := _NUMBERED.search(name):
        name = found[0]
    name = re.sub(r"\s*\([^)]*\)$", "", name)
    where = _PLACE.match(source.section)
    if where is None or others:  # of several instruments, the section does not say whose it is
        return name if name.isupper() or " " in name else source.section
    kind = "Art" if where[1] == "Article" else where[1]
    several = "s" if re.match(r" (and|to) \d", where[3] or "") else ""
    return f"{name} {kind}{several} {where[2]}{where[3] or ''}"


# What if


@dataclass(frozen=True)
class Moved:
    """A flag that comes, goes or gets another severity."""

    kind: Literal["new", "gone", "other"]
    text: str


def moved(before: Advice, after: Advice) -> list[Moved]:
    was, now = ({flag.id: flag for flag in one.flags} for one in (before, after))
    found = [
        Moved("new", tr("{title} ({severity})", title=f.title, severity=severity(f.severity)[0].lower()))
        for key, f in now.items()
        if key not in was
    ]
    found += [Moved("gone", f.title) for key, f in was.items() if key not in now]
    found += [
        Moved(
            "other",
            tr(
                "{title}: was {was}, would be {now}",
                title=f.title,
                was=severity(was[key].severity)[0].lower(),
                now=severity(f.severity)[0].lower(),
            ),
        )
        for key, f in now.items()
        if key in was and was[key].severity != f.severity
    ]
    return found


def to_try(advice: Advice, questions: Questionnaire, answers: Answers) -> list[Question]:
    """All questions that are asked, those first whose answer is known to turn the advice."""
    asked = {question.id: question for question in questions.asked(answers)}
    first = [key for change in advice.changes for key in change.answers]
    first += [unknown.id for unknown in advice.unknowns if unknown.would]
    order = dict.fromkeys([*(key for key in first if key in asked), *asked])
    return [asked[key] for key in order]


def narrowed(found: Sequence[Question], typed: str) -> list[Question]:
    """The questions in whose words every typed word stands."""
    words = typed.lower().split()
    return [
        question
        for question in found
        if all(
            word in f"{question.short} {question.text} {' '.join(question.options.values())}".lower()
            for word in words
        )
    ]


def tried(trial: Mapping[str, Value], questions: Questionnaire, answers: Answers) -> list[tuple[str, str]]:
    """Each answer that is tried: the question's id, and old and new in words."""
    return [
        (
            key,
            tr(
                "{short}: {now} instead of {was}",
                short=questions[key].short,
                now=_quoted(questions[key], value),
                was=_quoted(questions[key], answers.get(key)),
            ),
        )
        for key, value in trial.items()
    ]


def _quoted(question: Question, value: Value) -> str:
    return question.says(value) if value is None else f"“{question.says(value)}”"
