"""The texts of a rules file -> rules that the app can use, read and checked as the shipped ones are."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from assistant.advise.condition_words import in_words
from assistant.advise.engine import advise
from assistant.advise.knowledge import Knowledge, load_knowledge
from assistant.advise.vendor.rules import Rules as VendorRules
from assistant.errors import InputError, StillroomError

T = TypeVar("T")
Check = Callable[[Knowledge], object]


def knowledge_of(files: Mapping[str, str], name: str, version: str | None = None) -> Knowledge:
    """Raises InputError, naming the rules file `name`, where this Stillroom cannot use them."""
    know = unpacked(files, name, load_knowledge)
    if version is not None and know.about.version != version:
        raise InputError(
            f"{name} says that it is version {version}, but its rules are of {know.about.version}: ask for it again."
        )
    return replace(know, papers={path: text for path, text in files.items() if path.startswith("papers/")})


def vendor_rules_of(files: Mapping[str, str], name: str) -> VendorRules:
    """The same for the rules of the vendor check, which take most of a second."""
    return unpacked(files, name, lambda folder: VendorRules(folder / "vendor"))


def usable_rules(
    files: Mapping[str, str], name: str, version: str | None = None, also: Sequence[Check] = ()
) -> Knowledge:
    """All of them, the vendor check's too, and one advice made with them. `version` is what they should be;
    `also` are parts of the app further up that have to get on with them."""
    know = knowledge_of(files, name, version)
    with _fitting(name):
        advise({}, know.about.checked, know)
        _told_in_words(know)
        for part in also:
            part(know)
    vendor_rules_of(files, name)
    return know


def _told_in_words(know: Knowledge) -> None:
    """A condition may be one that nobody can be told in words: then the list of flags could not be shown."""
    conditions = [question.asked_when for question in know.questions.questions.values()]
    for flag in know.flags:
        conditions += [trigger.when for trigger in flag.triggers]
        conditions += [note.when for note in flag.notes]
    for condition in conditions:
        in_words(condition, know.questions)


def unpacked(files: Mapping[str, str], name: str, load: Callable[[Path], T]) -> T:
    """What `load` makes of these files, in a folder that only this user can see and that is gone at the end."""
    with _fitting(name), tempfile.TemporaryDirectory(prefix="stillroom-rules-") as folder:
        for path, text in files.items():
            file = Path(folder) / path
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        return load(Path(folder))


@contextmanager
def _fitting(name: str) -> Iterator[None]:
    """Whatever this Stillroom makes of rules for another one, a person gets a sentence."""
    try:
        yield
    except OSError as error:
        raise InputError(
            f"{name} cannot be unpacked ({error.strerror or error}): make room on the disk, then try again."
        ) from error
    except StillroomError as error:
        raise _unusable(name, str(error).rstrip(".")) from error
    except Exception as error:
        raise _unusable(name, "it is not made for this version") from error


def _unusable(name: str, why: str) -> InputError:
    return InputError(
        f"{name} cannot be used by this Stillroom: {why}; update Stillroom, or ask whoever publishes your rules "
        "for a file that fits this one."
    )
