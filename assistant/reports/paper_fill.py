"""A paper's wording and the answers -> its blocks. What is not known stays a blank that can be seen."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from assistant.advise.advice import Advice, Cited, Flag
from assistant.advise.approach import Approach
from assistant.advise.expression import Answers, Value
from assistant.advise.flags import cite
from assistant.advise.knowledge import Knowledge
from assistant.advise.plan import seen
from assistant.advise.rules import placeholders
from assistant.advise.written import day
from assistant.reports.content import (
    Blank,
    Block,
    Bullets,
    Choices,
    Heading,
    Paragraph,
    Span,
    Table,
    Together,
    Words,
)
from assistant.reports.paper_rules import (
    SILENT,
    BlankRule,
    BlockRule,
    BulletsRule,
    HeadingRule,
    Said,
    TableRule,
    TextRule,
    TogetherRule,
)
from assistant.reports.wording import age, full_source, stale, warned

TO_FILL: Final = "[to be filled in"
# Answers that name what is not known.
_OPEN = ("unsure", "unknown", "not_asked")
_FILL = re.compile(r"(\[to be filled in[^\]]*\])")
_QUOTED_FILL = re.compile(r'"(\[to be filled in[^\]]*\])"')  # a blank is nobody's words


def view(
    answers: Answers, recommended: Approach, then: Approach | None, flags: Iterable[Flag], know: Knowledge
) -> dict[str, Value]:
    """What the conditions of papers look at."""
    fired = {flag.id: flag.severity for flag in flags}
    severities = {f"flag_{flag.id}": fired.get(flag.id, SILENT) for flag in know.flags}
    return {**seen(answers, recommended, then), **severities}


class Filler:
    """Fills one paper, and remembers which sources it has come to rest on."""

    def __init__(self, assessment: str, answers: Answers, advice: Advice, know: Knowledge) -> None:
        self._know, self._answers, self._today = know, answers, advice.today
        self._view = view(answers, advice.recommended, advice.then, advice.flags, know)
        self._quoted = _quoted(assessment, advice, know)
        self._cited: dict[str, None] = {}

    def _holds(self, rule: BlockRule) -> bool:
        return rule.when(self._view)

    def text(self, text: str) -> str:
        """The text with the user's answers in it."""
        filled = text.strip().format_map({name: self._quote(name) for name in placeholders(text)})
        return _QUOTED_FILL.sub(r"\1", filled)

    def blocks(self, rules: Iterable[BlockRule]) -> Iterator[Block]:
        for rule in rules:
            if self._holds(rule):
                yield from self._block(rule)

    def sources(self, heading: str, small: bool) -> Iterator[Block]:
        """Each source that the paper has cited so far, with its address and the day on which it was read."""
        cited = [self._source(key) for key in self._cited]
        if small:
            yield from _small_print(heading, cited)
        elif cited:
            yield Heading(heading, 2)
            yield Bullets(tuple(dict.fromkeys(_source_line(source) for source in cited)))

    def _block(self, rule: BlockRule) -> Iterator[Block]:
        match rule:
            case HeadingRule():
                yield Heading(self.text(rule.heading), rule.level)
            case TextRule():
                if words := self._words(rule.text, rule.cites):
                    yield Paragraph(words, rule.style)
            case BulletsRule():
                items = tuple(
                    self._words(item.text, item.cites) for item in rule.bullets if item.when(self._view)
                )
                if items:
                    yield Bullets(items, rule.numbered)
            case TableRule():
                yield from self._table(rule)
            case BlankRule():
                yield Blank(self.text(rule.blank), rule.lines, self._said(rule.value))
            case TogetherRule():
                yield Together(tuple(self.blocks(rule.together)))
            case _:
                ticked = (i for i, c in enumerate(rule.choices) if c.ticked and c.ticked(self._view))
                yield Choices(tuple(self.text(choice.text) for choice in rule.choices), frozenset(ticked))

    def _table(self, rule: TableRule) -> Iterator[Block]:
        rows = []
        for row in rule.rows:
            if row.when(self._view):
                rows.append(
                    tuple(self._words(cell, row.cites) or marked(f"{TO_FILL}]") for cell in row.cells)
                )
        if rows:
            yield Table(rule.table, tuple(rows), rule.widths, title=self.text(rule.title))

    def _words(self, said: Said, cites: tuple[str, ...] = ()) -> Words:
        text = self._said(said)
        if text:
            self._cited.update(dict.fromkeys(cites))
        return marked(text)

    def _said(self, said: Said) -> str:
        if isinstance(said, str):
            return self.text(said)
        held = [piece for piece in said if piece.when(self._view)]
        for piece in held:
            self._cited.update(dict.fromkeys(piece.cites))
        return " ".join(self.text(piece.text) for piece in held)

    def _quote(self, name: str) -> str:
        if name in self._quoted:
            return self._quoted[name]
        question, value = self._know.questions[name], self._answers.get(name)
        if value is None:
            return f"{TO_FILL}: {_lower(question.short)}]"
        if value in _OPEN:
            return f"{TO_FILL}: {_lower(question.short)}; your answer was: {question.says(value)}]"
        return question.says(value)

    def _source(self, key: str) -> Cited:
        for flag in self._know.flags:
            if flag.id == key:
                return cite(flag.source, flag.checked, self._today)
        return cite(self._know.rules.sources[key], self._know.about.checked, self._today)


def _lower(text: str) -> str:
    """Begins small, as inside a sentence, but for a name such as DPIA."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def marked(text: str) -> Words:
    """The words, with what is to be filled in set bold."""
    parts = [part for part in _FILL.split(text) if part]
    if len(parts) == 1 and not _FILL.fullmatch(parts[0]):
        return text
    return tuple(Span(part, bold=bool(_FILL.fullmatch(part))) for part in parts)


def _source_line(source: Cited) -> tuple[Span, ...]:
    links: list[Span] = []
    for address in (source.address, *source.more):
        links += [Span(address, address=address), Span(" ")]
    old = stale(source.days_ago)
    told = warned(source.checked, source.days_ago) if old else f"{age(source.checked, source.days_ago)}."
    return (Span(f"{full_source(source)}. "), *links, Span(told[0].upper() + told[1:], bold=old))


def _small_print(heading: str, cited: list[Cited]) -> Iterator[Block]:
    """One paragraph for all sources that were read on the same day."""
    days: dict[datetime.date, list[Cited]] = {}
    for source in cited:
        days.setdefault(source.checked, []).append(source)
    for checked, read in days.items():
        words = [Span(f"{heading}, checked on {day(checked)}: ", bold=True)]
        for source in read:
            words += [
                Span(f"{source.instrument}, {source.section}, "),
                Span(source.address, address=source.address),
            ]
            words.append(Span("; " if source is not read[-1] else ". "))
        if stale(read[0].days_ago):
            words.append(Span(warned(checked, read[0].days_ago), bold=True))
        yield Paragraph(tuple(words), "quiet")


def _quoted(assessment: str, advice: Advice, know: Knowledge) -> Mapping[str, str]:
    """What a text may quote beside the answers; its names are `paper_rules.QUOTED`."""
    titles: dict[str, list[str]] = {"must": [], "should": [], "consider": []}
    for flag in advice.flags:
        titles[flag.severity].append(flag.title)
    return {
        "assessment": assessment,
        "recommended": know.rules.names[advice.recommended],
        "later": know.rules.names[advice.then] if advice.then else "nothing further",
        "confidence": advice.confidence,
        "day": day(advice.today),
        "rules_version": advice.rules_version,
        "must_titles": "; ".join(titles["must"]) or "none",
        "should_titles": "; ".join(titles["should"]) or "none",
        "must_count": str(len(titles["must"])),
        "should_count": str(len(titles["should"])),
        "consider_count": str(len(titles["consider"])),
        "always": " ".join(advice.always),
    }
