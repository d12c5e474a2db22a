"""The Review page's words: where one stands in the queue, and what there is to say when it is empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.ui.text import count, plural, safe, tr

if TYPE_CHECKING:
    from assistant.ui.state.pane import Pane
    from assistant.ui.state.queue import Outcome, Queue
    from assistant.workspace.store import Counts

Act = Literal["folder", "look", "undo", "review"]


@dataclass(frozen=True)
class Standing:
    """What is shown in place of a document. The first act is the primary one."""

    title: str
    text: str
    acts: tuple[tuple[Act, str], ...]


def context(queue: Queue, list_title: str) -> str:
    """The quiet line under the page's title."""
    told = [
        tr("Document {n} of {all}", n=count(queue.position), all=count(len(queue.ids))),
        plural(len(queue.outcomes), "{n} reviewed", "{n} reviewed") if queue.outcomes else "",
        safe(list_title),
    ]
    return ". ".join(part for part in told if part)


def spoken(queue: Queue, shown: Pane) -> str:
    """What a screen reader says when another document comes up."""
    where = tr("Document {n} of {all}", n=count(queue.position), all=count(len(queue.ids)))
    parts = [where, shown.title, f"{shown.verdict.lead} {shown.verdict.rest}".strip()]
    if shown.choices and not shown.by_person:
        parts.append(tr("Suggestion: {name}. Press Enter to accept it.", name=shown.choices[0].label))
    return ". ".join(part.rstrip(".") for part in parts)


def outcome_of(category: str, suggestion: str | None, none: str) -> Outcome:
    if category == suggestion:
        return "suggested"
    return "none" if category == none else "other"


def result(outcomes: Iterable[Outcome]) -> str:
    """The result in one sentence."""
    tally = Counter(outcomes)
    words: dict[Outcome, str] = {
        "suggested": "{n} as suggested",
        "other": "{n} put right",
        "none": "{n} none of these",
    }
    parts = [tr(said, n=count(tally[kind])) for kind, said in words.items() if tally[kind]]
    lead = tr("{n} reviewed:", n=count(tally.total()))
    return f"{lead} {', '.join(parts)}."


def standing(has_list: bool, busy: bool, counts: Counts | None, queue: Queue) -> Standing:
    """Where no document is shown: why, and what can be done next."""
    if not has_list or counts is None or not counts.all:
        return Standing(
            tr("Nothing is sorted yet"),
            tr("Documents that Stillroom is not sure about wait here for your word, one after the other."),
            (("folder", tr("Sort a folder")),),
        )
    acts: list[tuple[Act, str]] = []
    if queue.waiting:
        acts.append(("review", plural(queue.waiting, "Review {n} document", "Review {n} documents")))
    acts.append(("look", tr("Look at them in Sort")))
    if queue.outcomes:
        acts.append(("undo", tr("Undo the last answer")))
        return Standing(result(queue.outcomes.values()), _rest(busy, counts, queue), tuple(acts))
    title = tr("Some documents wait for you") if queue.waiting else tr("Nothing is waiting for you")
    return Standing(title, _rest(busy, counts, queue), tuple(acts))


def _rest(busy: bool, counts: Counts, queue: Queue) -> str:
    told = []
    if queue.waiting:
        told.append(plural(queue.waiting, "{n} more document waits.", "{n} more documents wait."))
    elif queue.outcomes:
        told.append(tr("Nothing else is waiting for you."))
    told.append(plural(counts.sure, "{n} document is sure.", "{n} documents are sure."))
    if counts.not_read:
        told.append(plural(counts.not_read, "{n} was not read.", "{n} were not read."))
    if busy:
        told.append(tr("Sorting goes on; what is not sure will wait here."))
    return " ".join(told)
