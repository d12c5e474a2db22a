"""What is said of packs, of sorted folders and of what was learnt."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.advise.written import day
from assistant.ui.text import count, plural, safe, tr

if TYPE_CHECKING:
    from assistant.classify.apart import Apart
    from assistant.classify.category import Category
    from assistant.classify.pack import Description
    from assistant.jobs.own_pack import Learned
    from assistant.jobs.sorted_folders import Found

FEW = 3  # documents of a category; with fewer it is marked
NONE = "none"
LEAST_WRONG, MOST_WRONG = 1, 20  # in 100


def summary(about: Description, shipped: bool) -> str:
    """A pack in one line."""
    parts = [
        plural(len(about.categories), "{n} category", "{n} categories"),
        plural(about.card.documents + about.card.strangers, "{n} example", "{n} examples"),
        tr("came with Stillroom") if shipped else tr("made on {day}", day=_day(about.card.made)),
    ]
    return f" {chr(0xB7)} ".join(parts)


def facts(about: Description) -> list[tuple[str, str]]:
    """A pack's card: a name and a sentence each."""
    card = about.card
    found = [
        (tr("Made"), tr("On {day}. {source}", day=_day(card.made), source=safe(card.made_from))),
        (
            tr("Examples"),
            tr("{n} of its categories, {others} of no category.", n=count(card.documents),
               others=count(card.strangers)),
        ),
        (
            tr("What is in it"),
            tr("No document text. The names and phrases shown here, numbers made from the examples, and the "
               "examples' titles or file names."),
        ),
    ]  # fmt: skip
    if about.taught is not None:
        found.append((tr("When sure"), _promise(about)))
    for prefix, name, how in (
        ("left_out_", tr("On its own examples"), tr("Each judged by what the others taught")),
        ("cross_fitted_", tr("On its own examples"), tr("Each judged by what the others taught")),
        ("held_out_", tr("On other texts"), tr("They taught it nothing")),
    ):
        if said := _figures(card.figures, prefix):
            found.append((name, tr("{how}: {said}.", how=how, said=said)))
    for at, note in enumerate(card.notes):
        found.append((tr("Notes") if at == 0 else "", safe(note)))
    return found


def phrases(category: Category) -> list[tuple[str, str]]:
    """The phrases that give a category away, by how much they say."""
    kinds = (
        (tr("As a heading"), category.cues.title),
        (tr("Hardly anywhere else"), category.cues.strong),
        (tr("Also"), category.cues.weak),
    )
    return [(name, ", ".join(safe(one) for one in some)) for name, some in kinds if some]


def examples_of(about: Description) -> list[int]:
    """How many examples each category has, in the pack's order."""
    told = Counter(about.labels)
    return [told[at] for at in range(len(about.categories))]


def found_lines(found: Found) -> list[tuple[str, str, bool]]:
    """Each folder of a sorted folder: its name, what is in it, and whether that is too few."""
    lines = []
    for label in found.labels:
        number = found.counts[label]
        said = plural(number, "{n} document", "{n} documents")
        if label == NONE:
            lines.append((safe(label), tr("{said}, of no category", said=said), False))
        elif not number:
            lines.append((safe(label), tr("No document: it would be known by its name only"), True))
        else:
            few = number < FEW
            lines.append((safe(label), tr("{said}: a few more would help", said=said) if few else said, few))
    return lines


def found_sentence(found: Found) -> str:
    said = plural(len(found.categories), "{n} category", "{n} categories")
    whole = plural(
        len(found.cases), "{said} with {n} document in all.", "{said} with {n} documents in all.", said=said
    )
    if found.loose:
        whole += " " + plural(
            found.loose,
            "{n} file that lies beside the folders is left out.",
            "{n} files that lie beside the folders are left out.",
        )
    if len(found.categories) == 1:
        whole += " " + tr("With one category there is nothing to tell it apart from. Add another folder, or one "
                          "named none with documents of no category.")  # fmt: skip
    return whole


def learned_sentence(done: Learned) -> str:
    outcome = done.outcome
    return plural(
        outcome.examples,
        "“{name}” has learnt {categories} from {n} example.",
        "“{name}” has learnt {categories} from {n} examples.",
        name=safe(outcome.learnt.pack.description.name),
        categories=plural(outcome.categories, "{n} category", "{n} categories"),
    )


def learned_lines(done: Learned) -> list[str]:
    """Which categories it can tell apart, whether the promise holds, and what should be known of the examples."""
    names = {one.id: safe(one.name) for one in done.outcome.learnt.pack.description.categories}
    lines = apart_lines(done.apart, names)
    proved = done.outcome.learnt.promise
    if proved.threshold is not None:
        lines.append(
            tr("When it is sure, it is wrong at most {n} in 100 times, for documents like these ({wrong} of {cases} "
               "sure ones were wrong when they were left out).", n=f"{proved.wrong_in_100:g}",
               wrong=count(proved.wrong), cases=count(proved.cases))
        )  # fmt: skip
    # The files that could not be read have a list of their own.
    first_failed = next(iter(done.outcome.failed), None)
    warnings = [one for one in done.outcome.warnings if first_failed is None or first_failed not in one]
    return [*lines, *(safe(one) for one in warnings)]


def apart_lines(judged: Sequence[Apart], names: dict[str, str]) -> list[str]:
    well = [names[one.category] for one in judged if one.well]
    lines = []
    if well:
        lines.append(tr("It can tell apart: {names}.", names=some(well)))
    badly = [
        tr("{name} ({right} of {cases} right)", name=names[one.category], right=one.right, cases=one.cases)
        for one in judged
        if one.known and not one.well
    ]
    if badly:
        lines.append(
            tr("It cannot tell apart well yet: {names}. More examples of these help most.", names=some(badly))
        )
    unknown = [names[one.category] for one in judged if not one.known]
    if unknown:
        lines.append(
            tr("Too few examples to say whether it can tell them apart: {names}. It takes five or more of each.",
               names=some(unknown))
        )  # fmt: skip
    return lines


def some(names: Sequence[str], most: int = 12) -> str:
    """The first names, and how many more there are."""
    if len(names) <= most:
        return ", ".join(names)
    return tr("{names} and {n} more", names=", ".join(names[:most]), n=count(len(names) - most))


def _promise(about: Description) -> str:
    taught = about.taught
    assert taught is not None
    if taught.promised:
        return tr(
            "Wrong at most {n} in 100 times, for documents like its examples ({wrong} of {cases} sure ones were "
            "wrong when they were left out).",
            n=f"{taught.wrong_in_100:g}", wrong=count(taught.sure_wrong), cases=count(taught.sure_cases),
        )  # fmt: skip
    return plural(
        taught.missing,
        "Wrong at most {most} in 100 times cannot be promised yet: about {n} more example that it gets right is "
        "missing.",
        "Wrong at most {most} in 100 times cannot be promised yet: about {n} more examples that it gets right are "
        "missing.",
        most=f"{taught.wrong_in_100:g}",
    )


def _figures(figures: dict[str, float], prefix: str) -> str:
    said = []
    for key, words in (
        ("accuracy", tr("{n} in 100 right when every one must be answered")),
        ("accuracy_when_sure", tr("{n} in 100 right when it is sure")),
        ("coverage", tr("sure of {n} in 100")),
        ("unknown_refused", tr("{n} in 100 of no category refused")),
    ):
        value = figures.get(prefix + key)
        if value is not None:
            said.append(words.format(n=f"{100 * value:.3g}"))
    return "; ".join(said)


def _day(made: str) -> str:
    try:
        return day(datetime.date.fromisoformat(made))
    except ValueError:
        return safe(made)
