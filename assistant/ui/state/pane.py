"""The reading pane's words: what the document is, what was decided about it, and what it went by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.ui.state.row import NONE, Tone, category_name, pill
from assistant.ui.text import count, percent, plural, safe, tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.classify.decision import Candidate
    from assistant.documents.document import Document
    from assistant.workspace.store import RowView

NOT_SURE = "Not sure: "  # how the classifier begins its reason for not deciding
MOST_CHOICES = 9  # as many as there are number keys


@dataclass(frozen=True)
class Choice:
    """A category offered on a numbered button."""

    category: str
    name: str
    share: str  # "54%", or empty where it was not scored

    @property
    def label(self) -> str:
        return f"{self.name} {self.share}".strip()


@dataclass(frozen=True)
class Verdict:
    """The coloured card: `lead` in bold, then `rest`."""

    lead: str
    rest: str
    tone: Tone


@dataclass(frozen=True)
class Pane:
    title: str
    quality: str
    verdict: Verdict
    choices: tuple[Choice, ...]
    prominent: int  # how many of the choices have a button of their own
    reasons: tuple[str, ...]
    nearest: str
    warnings: tuple[str, ...]
    readable: bool  # whether there is text to fetch
    by_person: bool


def pane(row: RowView, names: Mapping[str, str]) -> Pane:
    result = row.result
    failed = row.state == "failed" or row.verdict == "not_read"
    offered = choices(result.alternatives if result else (), names)
    unsure = row.state == "done" and row.verdict == "not_sure" and row.person is None
    return Pane(
        title=safe(row.name),
        quality=_size(result.pages, result.characters) if result else "",
        verdict=_verdict(row, names),
        choices=offered,
        prominent=2 if unsure else 0,
        reasons=_reasons(row),
        nearest=_nearest(row),
        warnings=tuple(safe(warning) for warning in result.warnings) if result else (),
        readable=not failed and not row.cloud,
        by_person=row.person is not None,
    )


def _reasons(row: RowView) -> tuple[str, ...]:
    """What it went by, without the sentence that the card above already says."""
    result = row.result
    if result is None or result.error:
        return ()
    return tuple(safe(reason) for reason in result.reasons if not reason.startswith(NOT_SURE))


def _nearest(row: RowView) -> str:
    """The nearest example, where no reason names it."""
    result = row.result
    if result is None or not result.nearest or any(result.nearest in reason for reason in result.reasons):
        return ""
    return safe(result.nearest)


def choices(alternatives: Sequence[Candidate], names: Mapping[str, str]) -> tuple[Choice, ...]:
    """The document's own candidates, best first, for the keys 1 to 9."""
    return tuple(
        Choice(one.category, category_name(one.category, names), percent(one.confidence))
        for one in alternatives[:MOST_CHOICES]
    )


def shared_choices(rows: Sequence[RowView], names: Mapping[str, str]) -> tuple[Choice, ...]:
    """For many documents at once: the categories that the most of them have among their first three."""
    tally: Counter[str] = Counter()
    for row in rows:
        if row.result:
            tally.update(one.category for one in row.result.alternatives[:3])
    ranked = sorted(tally, key=lambda one: (-tally[one], category_name(one, names)))[:MOST_CHOICES]
    return tuple(Choice(one, category_name(one, names), "") for one in ranked)


def _verdict(row: RowView, names: Mapping[str, str]) -> Verdict:
    if row.person is not None:
        lead = tr("You said {category}.", category=category_name(row.person, names))
        rest = tr("That was for an identical file.") if row.copied else _model_said(row, names)
        return Verdict(lead, rest, "sure")
    if row.state in ("waiting", "working"):
        return _not_yet(row)
    if row.state == "failed" or row.verdict == "not_read":
        told = row.result.error if row.result and row.result.error else ""
        return Verdict(tr("Not read."), safe(_without_name(told, row.name)) or pill(row)[0], "stop")
    if row.verdict == "sure":
        share = "" if row.confidence is None else tr("{share} sure.", share=percent(row.confidence))
        return Verdict(f"{category_name(row.category, names)}.", share, "sure")
    return Verdict(tr("Not sure."), _doubt(row, names), "unsure")


def _not_yet(row: RowView) -> Verdict:
    if row.cloud:
        return Verdict(tr("Only in the cloud."), tr("It is read when you agree to fetch it."), "quiet")
    lead = tr("Waiting to be sorted.") if row.state == "waiting" else tr("Being read now.")
    return Verdict(lead, "", "quiet")


def _without_name(sentence: str, name: str) -> str:
    """The pane's title already names the file."""
    return sentence.removeprefix(f"{name}: ")


def _model_said(row: RowView, names: Mapping[str, str]) -> str:
    best = row.result.alternatives[0] if row.result and row.result.alternatives else None
    if best is None or best.category == row.person:
        return ""
    share = percent(best.confidence)
    return tr(
        "It read most like {category} ({share}).", category=category_name(best.category, names), share=share
    )


def _doubt(row: RowView, names: Mapping[str, str]) -> str:
    """Why there is no answer, in a sentence. The pill's own words come first unless they are a question."""
    offered = row.result.alternatives[:2] if row.result else ()
    why = next((one for one in row.result.reasons if one.startswith(NOT_SURE)), "") if row.result else ""
    if why:
        said = safe(why.removeprefix(NOT_SURE))
        said = said[:1].upper() + said[1:]
        return f"{said} {tr('You decide:')}" if offered else said
    if row.note and not row.note.endswith("?") and row.note != tr("Not sure"):
        return tr("{note}. You decide:", note=safe(row.note)) if offered else f"{safe(row.note)}."
    if len(offered) == 2:
        first, second = (category_name(one.category, names) for one in offered)
        return tr("{first} or {second}? You decide:", first=first, second=second)
    return tr("Nothing taught is near enough.")


def _size(pages: int, characters: int) -> str:
    parts = []
    if pages:
        parts.append(plural(pages, "{n} page", "{n} pages"))
    if characters:
        parts.append(plural(characters, "{n} character", "{n} characters"))
    return ", ".join(parts)


def quality(document: Document) -> str:
    """The quiet line under the name: how many pages, and which of them could not be read."""
    told = [plural(len(document.pages), "{n} page", "{n} pages")]
    scanned = [page.number for page in document.pages if page.status == "needs_ocr"]
    broken = [page.number for page in document.pages if page.status == "unreadable"]
    if scanned:
        told.append(tr("{pages} needs OCR", pages=_pages(scanned)))
    if broken:
        told.append(tr("{pages} cannot be read", pages=_pages(broken)))
    if not scanned and not broken:
        told.append(tr("read in full"))
    return ", ".join(told)


def _pages(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return tr("page {n}", n=count(numbers[0]))
    if len(numbers) <= 3:
        return tr("pages {list}", list=", ".join(map(str, numbers)))
    return plural(len(numbers), "{n} page", "{n} pages")


def many(number: int) -> tuple[str, str]:
    """Title and quiet line when several rows are selected."""
    title = plural(number, "{n} document selected", "{n} documents selected")
    return title, tr("A category chosen here is given to all of them.")


def answered(
    number: int, category: str | None, names: Mapping[str, str], name: str = "", copies: int = 0
) -> str:
    """What the notice with its Undo says after a person's answer. `copies`: so many are of the same content
    as the one named."""
    who = safe(name) if number - copies == 1 and name else plural(number, "{n} document", "{n} documents")
    if copies and name:
        who = plural(copies, "{who} and {n} identical file", "{who} and {n} identical files", who=who)
    if category is None:
        return tr("{who}: your answer was taken back.", who=who)
    if category == NONE:
        return tr("{who}: none of these.", who=who)
    return tr("{who}: {category}.", who=who, category=category_name(category, names))
