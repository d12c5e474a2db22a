"""What the readers of the single formats hand to `read.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.documents.document import Page, PageStatus, Role
from assistant.errors import DocumentError, Reason


@dataclass
class Content:
    """Pages and warnings of one file or part of a file, before bounds are applied."""

    kind: str
    pages: list[Page] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


# Reads a file carried inside another: (bytes, name) -> Content. Raises DocumentError.
ReadPart = Callable[[bytes, str], Content]


def page(text: str, role: Role = "body", part: str = "", status: PageStatus = "read") -> Page:
    """A page that `limits.within` numbers later."""
    return Page(number=1, text=text, role=role, part=part, status=status)


def damaged(name: str, what: str = "The file is damaged.") -> DocumentError:
    return DocumentError(name, Reason.DAMAGED, what, "Open it in the program that made it and save it again.")


def encrypted(name: str) -> DocumentError:
    return DocumentError(
        name,
        Reason.ENCRYPTED,
        "The file is protected with a password.",
        "Open it, save a copy without the password, and add that.",
    )


def carried(content: Content, role: Role, name: str) -> list[Page]:
    """The pages of a file inside another, named after it."""
    pages = []
    for inner in content.pages:
        part = f"{name} / {inner.part}" if inner.part else name
        pages.append(inner.model_copy(update={"role": role, "part": part}))
    return pages
