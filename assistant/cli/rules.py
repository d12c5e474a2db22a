"""`stillroom rules`: which rules the advice is made with, and how newer ones come in without a network."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Iterator
from pathlib import Path

from assistant.advise.renewal import (
    Active,
    Age,
    Changed,
    Imported,
    ages,
    changed_advice,
    drop_imported,
    import_rules,
)
from assistant.cli.in_force import in_force, say
from assistant.cli.printing import as_json, counted
from assistant.errors import InputError, StillroomError
from assistant.paths import home
from assistant.reports.papers import papers
from assistant.workspace.store import Workspace


def main(options: argparse.Namespace) -> int:
    if (options.file is not None) != (options.action == "import"):
        wanted = "needs the path of a rules file" if options.file is None else "takes no file"
        raise InputError(f"`stillroom rules {options.action}` {wanted}.")
    today = datetime.date.today()
    changed: list[Changed] | None = None
    if options.action == "import":
        found, changed = _import(options.file, today)
    else:
        dropped = options.action == "reset" and drop_imported(home())
        found = in_force()
        if options.action == "reset" and not options.json:
            print("The imported rules are put away." if dropped else "No rules had been imported.")
    if options.json:
        print(as_json(_json(found, today, changed)))
    else:
        print("\n".join([*_lines(found, today), *_changed(changed)]))
    return 0


def _import(path: Path, today: datetime.date) -> tuple[Active, list[Changed] | None]:
    done = import_rules(path, home(), today, also=(papers,))
    try:
        return done.after, _compare(done, today)
    except StillroomError as error:  # the rules are in force all the same
        say(f"The rules are imported. What they change cannot be said: {error}")
        return done.after, None


def _compare(done: Imported, today: datetime.date) -> list[Changed]:
    workspace = Workspace.open(home())
    try:
        stored = [(one.id, one.assessment) for one in workspace.assessments()]
    finally:
        workspace.close()
    return changed_advice(stored, done.before.knowledge, done.after.knowledge, today)


def _lines(found: Active, today: datetime.date) -> Iterator[str]:
    where = "came with Stillroom" if found.origin == "shipped" else "were imported"
    published = f", published {found.published.isoformat()}" if found.origin == "imported" else ""
    yield f"Version {found.version}{published}. These rules {where}."
    for age in ages(found.knowledge, today):
        yield f"  {age.area}: {_age(age)}"


def _age(age: Age) -> str:
    said = f"checked {counted(age.days, 'day')} ago"
    if age.newest_days != age.days:
        said += f" (the newest {counted(age.newest_days, 'day')} ago)"
    return f"{said.upper()}: LOOK IT UP AGAIN" if age.stale else said


def _changed(changed: list[Changed] | None) -> Iterator[str]:
    if changed is None:
        return
    yield ""
    if not changed:
        yield "The advice of no assessment changes."
        return
    yield f"The advice of {counted(len(changed), 'assessment')} changes:"
    for one in changed:
        yield f"  {''.join(c if c.isprintable() else '�' for c in one.name)}"
        yield from (f"    - {sentence}" for sentence in one.sentences)


def _json(found: Active, today: datetime.date, changed: list[Changed] | None) -> dict[str, object]:
    areas = ages(found.knowledge, today)
    told: dict[str, object] = {
        "version": found.version,
        "origin": found.origin,
        "published": found.published.isoformat(),
        "key": found.sealed.key if found.sealed else None,
        "complaint": found.complaint or None,
        "oldest_check_days_ago": max(age.days for age in areas),
        "stale": any(age.stale for age in areas),
        "areas": [
            {
                "area": age.area,
                "oldest": age.oldest.isoformat(),
                "newest": age.newest.isoformat(),
                "days_ago": age.days,
                "stale": age.stale,
            }
            for age in areas
        ],
    }
    if changed is not None:
        told["changed"] = [{"id": c.id, "name": c.name, "sentences": c.sentences} for c in changed]
    return told
