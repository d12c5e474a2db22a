"""All flags as a list to look through: those that apply to an assessment, those that do not, and why."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from assistant.advise.advice import Cited, Severity
from assistant.advise.condition_words import in_words
from assistant.advise.expression import Answers
from assistant.advise.flags import STALE_AFTER_DAYS, FlagRule, Note, cite, fired, idle
from assistant.advise.knowledge import Knowledge
from assistant.ui.text import tr

SEVERITIES: tuple[Severity, ...] = ("must", "should", "consider")


@dataclass(frozen=True)
class Listed:
    """One flag. `applies` is None where there is no assessment to hold it against.

    `severity` is that of the assessment, or the loudest that it can have; `possible` are all that it can have.
    `when` says in words where it fires, with the severity that it then has.
    """

    id: str
    area: str
    title: str
    applies: bool | None
    severity: Severity
    possible: tuple[Severity, ...]
    reason: str
    when: tuple[tuple[Severity, str], ...]
    means: str
    do: str
    evidence: str
    notes: tuple[str, ...]
    source: Cited
    stale: bool
    seen: str

    @property
    def text(self) -> str:
        """All its words, to search in."""
        parts = (self.title, self.area, self.reason, self.means, self.do, self.evidence, *self.notes)
        source = (self.source.instrument, self.source.section, self.source.title, self.source.address)
        return "\n".join([*parts, *source, *(words for _, words in self.when)])


def listing(know: Knowledge, answers: Answers | None, today: datetime.date) -> list[Listed]:
    """Every flag once, by area; in each area those that apply come first, the loudest at the top."""
    plain = [_plain(know, rule, today) for rule in know.flags]
    if answers is None:
        return plain
    fires = {flag.id: flag for flag in fired(know.flags, answers, know.questions, today)}
    quiet = {one.id: one.why_not for one in idle(know.flags, answers, know.questions)}
    found = [
        replace(
            one,
            applies=True,
            severity=fires[one.id].severity,
            reason=fires[one.id].why,
            notes=tuple(fires[one.id].notes),
            do=fires[one.id].do,
        )
        if one.id in fires
        else replace(one, applies=False, reason=quiet[one.id])
        for one in plain
    ]
    areas = list(dict.fromkeys(one.area for one in plain))
    rank = {key: at for at, key in enumerate(fires)}
    return sorted(found, key=lambda one: (areas.index(one.area), rank.get(one.id, len(rank))))


def severity_word(severity: Severity) -> str:
    return {"must": tr("Must"), "should": tr("Should"), "consider": tr("Consider")}[severity]


def tone(severity: Severity) -> str:
    return {"must": "stop", "should": "unsure", "consider": ""}[severity]


def seen_in_words(seen: str) -> str:
    """How a statement was checked, by the letters of its rule, as a sentence."""
    words = {
        "P": tr("the instrument's own text was read"),
        "R": tr("the regulator's or the government's page was read"),
        "S": tr("several law firms' commentaries agree"),
        "N": tr("dated research notes agree"),
        "M": tr("long-standing text, from memory, so it says less"),
    }
    said = "; ".join(words[letter] for letter in seen)
    return f"{said[:1].upper()}{said[1:]}."


def _plain(know: Knowledge, rule: FlagRule, today: datetime.date) -> Listed:
    """The flag as the catalogue has it, held against nobody's answers."""
    when = tuple((trigger.severity, in_words(trigger.when, know.questions)) for trigger in rule.triggers)
    possible = tuple(one for one in SEVERITIES if one in {severity for severity, _ in when})
    return Listed(
        id=rule.id,
        area=know.areas[rule.id],
        title=rule.title,
        applies=None,
        severity=possible[0],
        possible=possible,
        reason=tr("Where {words}.", words=when[0][1]),
        when=when,
        means=rule.means.strip(),
        do=rule.do.strip(),
        evidence=rule.evidence.strip(),
        notes=tuple(_note(note, know) for note in rule.notes),
        source=cite(rule.source, rule.checked, today),
        stale=(today - rule.checked).days > STALE_AFTER_DAYS,
        seen=rule.seen,
    )


def _note(note: Note, know: Knowledge) -> str:
    """Where a note is only for some, it begins with for whom."""
    text = note.text.strip()
    if not note.when.names:
        return text
    return tr("Where {words}: {note}", words=in_words(note.when, know.questions), note=text)
