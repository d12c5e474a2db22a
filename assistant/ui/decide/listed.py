"""The words for one assessment in the list, and for the age of the rules."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from assistant.advise.answers import usable
from assistant.advise.assessment import Assessment, SignOff
from assistant.advise.flags import STALE_AFTER_DAYS
from assistant.advise.knowledge import Knowledge
from assistant.advise.written import day
from assistant.ui.decide import walk
from assistant.ui.text import plural, tr


@dataclass(frozen=True)
class Listed:
    """`advice` is empty before the first advice; `share` is None once every required question is answered."""

    changed: str
    progress: str
    share: float | None
    advice: str
    review: str
    review_due: bool
    at_result: bool


def listed(assessment: Assessment, know: Knowledge, now: datetime.datetime, today: datetime.date) -> Listed:
    answers, _ = usable(assessment.answers, know.questions)
    how_far = walk.progress(know.questions, answers)
    advised = assessment.advised
    return Listed(
        changed=tr("Changed {ago}", ago=ago(assessment.changed, now)),
        progress=progress_words(how_far),
        share=None if how_far.complete else how_far.share,
        advice=know.rules.names[advised.recommended] if advised is not None else "",
        review=review_words(assessment.sign_off, today),
        review_due=_is_due(assessment.sign_off, today),
        at_result=assessment.at == walk.RESULT,
    )


def progress_words(how_far: walk.Progress) -> str:
    if how_far.complete:
        return plural(how_far.total, "{n} question answered", "All {n} questions answered")
    return tr("{done} of about {all} questions", done=how_far.answered, all=how_far.total)


def review_words(sign_off: SignOff, today: datetime.date) -> str:
    """Who signed, and when it is to be looked at again; empty where neither is set."""
    said = []
    if sign_off.signed is not None:
        said.append(
            tr("Signed by {name} on {day}.", name=sign_off.name, day=day(sign_off.signed))
            if sign_off.name
            else tr("Signed on {day}.", day=day(sign_off.signed))
        )
    if sign_off.review is not None:
        if sign_off.review == today:
            said.append(tr("The review is due today."))
        elif sign_off.review < today:
            said.append(tr("The review was due on {day}.", day=day(sign_off.review)))
        else:
            said.append(tr("Review on {day}.", day=day(sign_off.review)))
    return " ".join(said)


def _is_due(sign_off: SignOff, today: datetime.date) -> bool:
    return sign_off.review is not None and sign_off.review <= today


def rules_words(version: str, checked: datetime.date, today: datetime.date) -> tuple[str, bool]:
    """The version and age of the rules, and whether they are too old to be relied on without a look."""
    days = max(0, (today - checked).days)
    if days == 0:
        said = tr("Rules of {version}, checked today", version=version_words(version))
    else:
        said = plural(
            days,
            "Rules of {version}, checked {n} day ago",
            "Rules of {version}, checked {n} days ago",
            version=version_words(version),
        )
    return said, days > STALE_AFTER_DAYS


def version_words(version: str) -> str:
    """A version is the day of publishing; any other is shown as it is."""
    try:
        return day(datetime.date.fromisoformat(version))
    except ValueError:
        return version


def ago(then: datetime.datetime, now: datetime.datetime) -> str:
    """As one would say it; by the day after two days."""
    seconds = max(0, int((now - then).total_seconds()))
    if seconds < 60:
        return tr("a moment ago")
    if seconds < 3600:
        return plural(seconds // 60, "{n} minute ago", "{n} minutes ago")
    if seconds < 24 * 3600:
        return plural(seconds // 3600, "{n} hour ago", "{n} hours ago")
    if seconds < 48 * 3600:
        return tr("a day ago")
    return tr("on {day}", day=day(then.astimezone().date()))


def capital(text: str) -> str:
    """With a capital first letter: the data is lower case, since reasons quote it inside a sentence."""
    return text[:1].upper() + text[1:]


def file_name(name: str) -> str:
    """A name for the file of an assessment, whatever it is called."""
    kept = "".join(letter if letter.isalnum() or letter in " -_" else " " for letter in name)
    return f"{' '.join(kept.split())[:80].strip() or tr('Assessment')}.json"
