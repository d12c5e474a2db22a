"""Encoded examples and categories -> a pack, with what a person should know about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.classify import alike
from assistant.classify.category import NONE, Category, Cues
from assistant.classify.describing import display_name
from assistant.classify.machine import Setting
from assistant.classify.measure import Answer, figures
from assistant.classify.pack import TAUGHT_FORMAT, Card, Description, Pack
from assistant.classify.packed import Settings
from assistant.classify.promise import Promise, promise
from assistant.classify.proposed import telling_words
from assistant.classify.taught import Sight
from assistant.classify.teach import Held, Taught, teach
from assistant.errors import InputError

MOST_CATEGORIES = 5_000
FEW = 3  # examples of a category; with fewer it is said
EVEN = 0.5  # no category is sure that is not likelier than all the others together, whatever is proved
LANGUAGE_SHARE = 0.05  # of the examples, from which on a language counts as one of the firm's
MIXED_FEWEST = 3
MIXED_SHARE = 0.2  # of the examples of both
NAMED = 3  # in a warning
NOTES = (
    "Learnt from a firm's own examples. It holds numbers made from them, no text. Words and parts of words "
    "are held as hashes; the phrases under each category stood in two or more of its examples.",
    "Whoever has the pack can test whether a guessed text is like an example: share it as you would share "
    "the examples' file names.",
)


@dataclass(frozen=True)
class Lesson:
    """One example: nothing of it but numbers, its commoner words, and what to call it by."""

    label: str  # a category's id, or NONE
    sight: Sight
    title: str  # a file's name, a row's number
    words: frozenset[str] = frozenset()  # words and pairs, for proposing phrases
    key: str = ""  # the same for texts that differ in case, spaces and punctuation only
    language: str | None = None


@dataclass(frozen=True)
class MixedUp:
    """Two categories that are hard to tell apart: how many left-out examples were taken for the other's."""

    one: str
    other: str
    taken: int
    of: int


@dataclass(frozen=True)
class Learnt:
    pack: Pack
    taught: Taught
    promise: Promise
    mixed_up: list[MixedUp]
    warnings: list[str]


def categories_of(labels: Sequence[str]) -> list[Category]:
    """A category for each label but NONE, in alphabetical order; its id is the label, unchanged."""
    found = sorted(set(labels) - {NONE}, key=lambda label: (label.casefold(), label))
    if len(found) > MOST_CATEGORIES:
        raise InputError(
            f"There are {len(found):,} different categories; at most {MOST_CATEGORIES:,} can be learnt. Was "
            "the right column named?"
        )
    return [Category(id=label, name=display_name(label)) for label in found]


def learn(
    lessons: Sequence[Lesson],
    categories: Sequence[Category],
    described: Sequence[Sequence[Sight]],
    *,
    id: str,
    name: str,
    made: str,
    encoder: str,
    wrong_in_100: float = 5.0,
    setting: Setting | None = None,
) -> Learnt:
    """A pack. `described` has the rows made of each category's name, description and phrases.

    `setting` is that of an earlier pack of nearly the same examples: learning is faster with it.
    """
    if not categories:
        raise InputError(
            "There is no category to learn: every example is marked as of no category. Give a folder for each "
            "category, or name the category in the label column."
        )
    place = {category.id: i for i, category in enumerate(categories)} | {NONE: len(categories)}
    labels = np.array([place[one.label] for one in lessons], dtype=np.int64)
    taught = teach(described, [one.sight for one in lessons], labels, setting)
    proved = promised(taught.held, labels, wrong_in_100)
    threshold = threshold_for(proved)
    telling = telling_words([one.words for one in lessons], labels.tolist(), len(categories))
    shown, worth = _with_phrases(categories, telling)
    languages = _languages(lessons)
    doubt = taught.head.doubt
    description = Description(
        format=TAUGHT_FORMAT,
        id=id,
        name=name,
        version=made,
        categories=shown,
        threshold=threshold,
        titles=tuple(one.title for one in lessons),
        labels=tuple(labels.tolist()),
        worth=worth,
        card=Card(
            made=made,
            made_from="A firm's own examples.",
            encoder=encoder,
            documents=int((labels < len(categories)).sum()),
            strangers=int((labels == len(categories)).sum()),
            figures=_figures(taught.held, labels, categories, threshold),
            notes=NOTES,
        ),
        taught=Settings(
            words=taught.setting.words,
            ridge=taught.setting.ridge,
            temperature=doubt.temperature,
            strange=tuple(float(weight) for weight in doubt.strange),
            slope=doubt.slope,
            shift=doubt.shift,
            languages=languages,
            wrong_in_100=wrong_in_100,
            promised=proved.threshold is not None,
            sure_cases=proved.cases,
            sure_wrong=proved.wrong,
            missing=proved.missing,
        ),
    )
    mixed = mixed_up(taught.held, labels, categories)
    warnings = [*warnings_of(lessons, categories), *_about_mixed(mixed), *_about_promise(proved)]
    return Learnt(Pack(description=description, head=taught.head), taught, proved, mixed, warnings)


def mixed_up(held: Held, labels: np.ndarray, categories: Sequence[Category]) -> list[MixedUp]:
    """The pairs of categories that are mixed up most, worst first."""
    truth, said = labels[held.example], held.probabilities[:, :-1].argmax(axis=1)
    sizes = np.bincount(truth, minlength=len(categories) + 1)
    wrong = (truth != said) & (truth < len(categories))
    pairs = Counter(
        (min(a, b), max(a, b)) for a, b in zip(truth[wrong].tolist(), said[wrong].tolist(), strict=True)
    )
    found = [
        MixedUp(categories[a].id, categories[b].id, n, int(sizes[a] + sizes[b]))
        for (a, b), n in pairs.items()
        if n >= MIXED_FEWEST and n >= MIXED_SHARE * (sizes[a] + sizes[b])
    ]
    return sorted(found, key=lambda pair: (-pair.taken / pair.of, pair.one, pair.other))


def _about_mixed(mixed: Sequence[MixedUp]) -> list[str]:
    said = [
        f"'{pair.one}' and '{pair.other}' are hard to tell apart: {pair.taken:,} of {pair.of:,} examples were "
        "taken for the other's when they were left out. More examples of both would help, or make them one."
        for pair in mixed[:NAMED]
    ]
    more = len(mixed) - NAMED
    return [*said, f"{more:,} more pairs are hard to tell apart."] if more > 0 else said


def promised(held: Held, labels: np.ndarray, wrong_in_100: float) -> Promise:
    """The promise, judged on one left-out example of each group of near duplicates."""
    some = alike.firsts(held.group)
    known = held.probabilities[some][:, :-1]
    top = known.argmax(axis=1) if len(some) else np.zeros(0, dtype=np.int64)
    confidence = known[np.arange(len(some)), top]
    return promise(confidence, top == labels[held.example[some]], wrong_in_100)


def threshold_for(proved: Promise) -> float:
    """Where nothing is proved yet, each single answer must be as likely right as was asked for."""
    wanted = 1.0 - proved.wrong_in_100 / 100.0 if proved.threshold is None else proved.threshold
    return max(EVEN, wanted)


def _with_phrases(
    categories: Sequence[Category], telling: Sequence[Sequence[tuple[str, float]]]
) -> tuple[tuple[Category, ...], tuple[tuple[int, str, float], ...]]:
    """Categories without phrases of their own get the proposed ones."""
    shown, worth = [], []
    for i, (category, phrases) in enumerate(zip(categories, telling, strict=True)):
        if category.cues == Cues() and phrases:
            worth += [(i, phrase, trust) for phrase, trust in phrases]
            shown.append(category.model_copy(update={"cues": Cues(weak=tuple(p for p, _ in phrases))}))
        else:
            shown.append(category)
    return tuple(shown), tuple(worth)


def _languages(lessons: Sequence[Lesson]) -> tuple[str, ...]:
    told = Counter(one.language for one in lessons if one.language is not None)
    total = sum(told.values())
    return tuple(sorted(code for code, n in told.items() if code != "en" and n >= LANGUAGE_SHARE * total))


def _figures(
    held: Held, labels: np.ndarray, categories: Sequence[Category], threshold: float
) -> dict[str, float]:
    """On examples that were left out with their near duplicates."""
    if not len(held.example):
        return {}
    ids = [*(category.id for category in categories), NONE]
    answers = []
    for example, row in zip(held.example, held.probabilities, strict=True):
        top = int(row[:-1].argmax())
        answers.append(Answer(ids[labels[example]], bool(row[top] >= threshold), ids[top], float(row[top])))
    found = figures(answers).model_dump(exclude_none=True, exclude={"documents"})
    return {f"left_out_{key}": round(float(value), 3) for key, value in found.items()}


def warnings_of(lessons: Sequence[Lesson], categories: Sequence[Category]) -> list[str]:
    """What is odd about the examples, in sentences."""
    found: list[str] = []
    spelt: dict[str, list[str]] = {}
    for category in categories:
        spelt.setdefault(" ".join(display_name(category.id).casefold().split()), []).append(category.id)
    for same in spelt.values():
        if len(same) > 1:
            names = " and ".join(f"'{label}'" for label in same)
            found.append(
                f"{names} are taken for different categories. Spell them alike if they are meant as one."
            )
    found += [
        f"'{category.id}' is taken for a category of that name. Only 'none', in small letters, or an empty "
        "label means of no category."
        for category in categories
        if category.id.casefold() == NONE
    ]
    sizes = Counter(one.label for one in lessons)
    if len(categories) == 1:
        found.append(
            f"There is one category only, '{categories[0].id}', so there is nothing to tell it apart from. Add "
            "another, or examples that are of no category (a folder named none, or an empty label)."
        )
    none_yet = [category.id for category in categories if not sizes[category.id]]
    if none_yet:
        found.append(
            f"{_some(none_yet)} {'has' if len(none_yet) == 1 else 'have'} no example yet and "
            f"{'is' if len(none_yet) == 1 else 'are'} known by name only."
        )
    few = [category.id for category in categories if 0 < sizes[category.id] < FEW]
    if few:
        found.append(
            f"{_some(few)} {'has' if len(few) == 1 else 'have'} fewer than {FEW} examples. A few more help most."
        )
    return [*found, *_conflicts(lessons)]


def _conflicts(lessons: Sequence[Lesson]) -> list[str]:
    by_text: dict[str, dict[str, str]] = {}
    copies = 0
    for one in lessons:
        if one.key:
            same = by_text.setdefault(one.key, {})
            copies += one.label in same
            same.setdefault(one.label, one.title)
    found = []
    both = [same for same in by_text.values() if len(same) > 1]
    if both:
        named = "; ".join(
            " and ".join(f"{title} ({label})" for label, title in same.items()) for same in both[:NAMED]
        )
        found.append(
            f"{len(both):,} {'text has' if len(both) == 1 else 'texts have'} more than one category: {named}. "
            "Correct them if that is a slip; all are learnt as they stand."
        )
    if copies:
        found.append(
            f"{copies:,} {'example repeats' if copies == 1 else 'examples repeat'} another word for word. "
            "Copies teach nothing new and do not count twice where the pack is judged."
        )
    return found


def _about_promise(proved: Promise) -> list[str]:
    if proved.threshold is not None:
        return []
    return [
        f"That it is wrong at most {proved.wrong_in_100:g} in 100 when sure cannot be promised yet: about "
        f"{proved.missing:,} more examples that it gets right are missing."
    ]


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(f"'{name}'" for name in names[:NAMED])
    more = len(names) - NAMED
    return f"{shown} and {more} more" if more > 0 else shown
