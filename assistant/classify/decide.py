"""Probabilities -> a category or "Not sure", with reasons that a clerk can check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.classify.category import TIERS, Category
from assistant.classify.decision import Candidate, Decision, Mark
from assistant.classify.features import TOP_WORDS, Features, Found
from assistant.classify.head import Array

ALTERNATIVES = 5
PHRASES_SAID = 4
MARKED = 60
STRANGE = "Unlike anything taught"
TELLING = 0.3  # a phrase worth less stands in too many kinds of document to be given as a reason
MANY = 3  # a phrase that stands so often is said with its count


def candidates(
    probabilities: Array, categories: Sequence[Category], most: int = ALTERNATIVES
) -> tuple[Candidate, ...]:
    """The best categories with their probabilities, best first; "of no category" is not among them."""
    order = probabilities[:-1].argsort()[::-1][:most]
    return tuple(
        Candidate(category=categories[i].id, confidence=round(float(probabilities[i]), 4)) for i in order
    )


def decide(
    features: Features,
    probabilities: Array,
    categories: Sequence[Category],
    threshold: float,
    nearest: str | None,
    language: str | None,
    passages: Sequence[Mark],
) -> Decision:
    """Sure when the best category's probability reaches the threshold, else "Not sure" and why.

    `probabilities` is (categories + 1,); the last is "of no category".
    """
    best = candidates(probabilities, categories)
    top = int(probabilities[:-1].argmax())
    sure = float(probabilities[top]) >= threshold
    found = [item for item in features.found if item.category == top]
    names = {category.id: category.name for category in categories}
    note, why = ("Sure", "") if sure else doubt(probabilities, best, names)
    reasons = [why] if why else []
    reasons += phrases_said(found)
    return Decision(
        verdict="sure" if sure else "not_sure",
        category=best[0].category if sure else None,
        confidence=best[0].confidence,
        alternatives=best,
        note=note,
        reasons=tuple(reasons),
        marks=(*marks(found), *passages),
        nearest=None if note == STRANGE else nearest,
        language=language,
    )


def doubt(probabilities: Array, best: Sequence[Candidate], names: dict[str, str]) -> tuple[str, str]:
    """The pill and the sentence for a document that is not decided."""
    first, second = best[0], best[1] if len(best) > 1 else None
    none = float(probabilities[-1])
    if none >= first.confidence:
        return (
            STRANGE,
            f"Not sure: it is unlike anything taught; closest is {names[first.category]}.",
        )
    if second is not None and second.confidence >= 0.4 * first.confidence:
        pair = f"{names[first.category]} or {names[second.category]}"
        return (
            f"{pair}?",
            f"Not sure: it reads like {names[first.category]} and like {names[second.category]}.",
        )
    return (
        f"Perhaps {names[first.category]}?",
        f"Not sure: it may be {names[first.category]}, but too little says so.",
    )


def undecided(note: str, reason: str, language: str | None = None) -> Decision:
    """ "Not sure" for a cause that the probabilities do not show; nothing is scored."""
    return Decision(verdict="not_sure", note=note, reasons=(reason,), language=language)


def phrases_said(found: Sequence[Found]) -> list[str]:
    """Sentences such as: Says “tax invoice” at the top (page 1). Also “amount due” and “vat number”."""
    telling = [item for item in found if item.worth >= TELLING]
    seen: dict[str, Found] = {}
    for item in sorted(telling, key=lambda f: (f.at >= TOP_WORDS, TIERS.index(f.tier), -f.worth, f.at)):
        seen.setdefault(item.phrase, item)
    chosen = list(seen.values())[:PHRASES_SAID]
    if not chosen:
        return []
    times = Counter(item.phrase for item in found)
    lead = chosen[0]
    where = "at the top" if lead.at < TOP_WORDS else f"on page {lead.page}"
    sentences = [f"Says “{lead.phrase.rstrip('*')}” {where}{_repeated(times[lead.phrase])}."]
    if rest := [f"“{item.phrase.rstrip('*')}”" for item in chosen[1:]]:
        sentences.append(
            f"Also says {' and '.join([', '.join(rest[:-1]), rest[-1]] if len(rest) > 1 else rest)}."
        )
    return sentences


def _repeated(times: int) -> str:
    return f", {times} times in all" if times >= MANY else ""


def marks(found: Sequence[Found]) -> list[Mark]:
    """The winner's phrases as marks, strongest first, none inside another, at most MARKED."""
    taken: list[Mark] = []
    telling = [item for item in found if item.worth >= TELLING]
    for item in sorted(telling, key=lambda f: (TIERS.index(f.tier), f.start - f.end, f.at)):
        if len(taken) == MARKED:
            break
        if not any(m.page == item.page and m.start < item.end and item.start < m.end for m in taken):
            taken.append(Mark(page=item.page, start=item.start, end=item.end, kind="phrase"))
    return taken
