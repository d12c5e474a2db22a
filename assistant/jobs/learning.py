"""A source of labelled documents -> a pack, through the worker pool."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.classify.category import Category
from assistant.classify.describing import described, texts_of
from assistant.classify.lesson import Learnt, Lesson, categories_of, learn
from assistant.classify.source import Case
from assistant.errors import InputError
from assistant.jobs.encoding import Encoded, EncodeTask, Unread
from assistant.jobs.pool import Pool
from assistant.models.catalogue import ENCODER, models

AHEAD = 64  # tasks for each worker that are handed over before results are taken: what waits takes memory
NAMED = 5

Tick = Callable[[int, int], None]  # done, of how many


@dataclass
class Outcome:
    """`failed` says of each file that could not be read what is wrong, in a sentence."""

    learnt: Learnt
    categories: int
    examples: int  # that taught it, those of no category included
    seconds: float
    warnings: list[str]
    failed: list[str] = field(default_factory=list)


def learn_from(
    cases: Sequence[Case],
    labels: Sequence[str],
    pool: Pool,
    name: str,
    wrong_in_100: float,
    tick: Tick = lambda done, total: None,
) -> Outcome:
    """Learns a pack from cases. `labels` are all the categories, those without an example included."""
    start = time.monotonic()
    categories = categories_of([*labels, *(case.label for case in cases)])
    total = len(cases) + sum(len(group) for one in categories for group in texts_of(one))
    lessons: list[Lesson] = []
    failed: list[str] = []
    empty: list[str] = []
    for number, (case, seen) in enumerate(
        zip(cases, _encode(pool, [_task(case) for case in cases]), strict=True), start=1
    ):
        tick(number, total)
        title = case.path.name if case.path else f"row {case.row}"
        if isinstance(seen, Unread):
            failed.append(str(seen.why))
        elif not seen.key:
            empty.append(title)
        else:
            lessons.append(Lesson(case.label, seen.sight, title, seen.words, seen.key, seen.language))
    if cases and not lessons:
        raise InputError(_nothing(failed, len(empty)))
    rows = _described(pool, categories, lambda done: tick(len(cases) + done, total))
    learnt = learn(
        lessons,
        categories,
        rows,
        id=name,
        name=name,
        made=time.strftime("%Y-%m-%d"),
        encoder=next(model.sha256 for model in models() if model.id == ENCODER),
        wrong_in_100=wrong_in_100,
    )
    warnings = [*_left_out(failed, empty), *learnt.warnings]
    return Outcome(
        replace(learnt, warnings=warnings),
        len(categories),
        len(lessons),
        round(time.monotonic() - start, 2),
        warnings,
        failed,
    )


def _task(case: Case) -> EncodeTask:
    return EncodeTask(path=str(case.path)) if case.path else EncodeTask(text=case.text or "")


def _encode(pool: Pool, tasks: Sequence[EncodeTask]) -> Iterator[Encoded | Unread]:
    """In order; only so many are under way that what waits takes little memory."""
    waiting: deque[Future[Any]] = deque()
    for task in tasks:
        waiting.append(pool.submit(task))
        if len(waiting) >= AHEAD * pool.workers:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _described(pool: Pool, categories: Sequence[Category], tick: Callable[[int], None]) -> list[list[Any]]:
    texts = [text for one in categories for group in texts_of(one) for text in group]
    seen: dict[str, Encoded] = {}
    for number, (text, found) in enumerate(
        zip(texts, _encode(pool, [EncodeTask(text=text) for text in texts]), strict=True), start=1
    ):
        tick(number)
        if isinstance(found, Unread):
            raise found.why
        seen[text] = found
    return [described(one, lambda group: [seen[text].sight for text in group]) for one in categories]


def _nothing(failed: Sequence[str], empty: int) -> str:
    if failed:
        return f"None of the examples could be read. The first: {failed[0]}"
    return f"All {empty:,} texts are empty, so there is nothing to learn from. Was the right column named?"


def _left_out(failed: Sequence[str], empty: Sequence[str]) -> list[str]:
    found = []
    if failed:
        found.append(f"{len(failed):,} could not be read and taught nothing: {' '.join(failed[:NAMED])}")
    if empty:
        named = ", ".join(empty[:NAMED]) + (" and more" if len(empty) > NAMED else "")
        found.append(f"{len(empty):,} without any word taught nothing: {named}.")
    return found
