"""What a worker can be asked to do, and what comes of it when the worker fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from assistant.documents.document import Document
from assistant.errors import SHORT, DocumentError
from assistant.workspace.result import Result

T_co = TypeVar("T_co", covariant=True)

SORT = "assistant.jobs.work:sort_one"
READ = "assistant.jobs.work:read_one"


class Task(Protocol, Generic[T_co]):
    """Work for one document. `function` is a dotted name, so that it can be imported by the worker."""

    @property
    def path(self) -> str: ...
    @property
    def function(self) -> str: ...
    @property
    def fetch(self) -> bool: ...

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments of the function, as plain data."""

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        """Answers a question that the worker asks half-way."""

    def value(self, data: dict[str, Any]) -> T_co:
        """The result, from the plain data that came back."""

    def failed(self, why: DocumentError) -> T_co:
        """The result where the document could not be worked on; or raises `why`."""


@dataclass(frozen=True)
class Put:
    """The worker did not sort the document: its turn comes later, or after consent."""

    why: str  # "same": another worker has the same content in hand; "cloud": it lies only in the cloud


@dataclass(frozen=True)
class Sorted:
    result: Result
    made_by: str = ""  # pack and versions; empty where it failed before that was known
    reused: bool = False


def _go_on(sha256: str, made_by: str) -> dict[str, Any]:
    return {"go": True}


@dataclass(frozen=True)
class SortTask:
    """Reads a document and decides on it.

    `known` is asked with (sha256, made_by) once the content's hash is known. It answers {"go": True}
    to compute, {"later": True} where the same content is in hand elsewhere, or {"known": a Result}.
    """

    path: str
    pack: str
    fetch: bool = False
    function: str = SORT
    known: Callable[[str, str], dict[str, Any]] = _go_on
    seen: dict[str, str] = field(default_factory=dict, compare=False)  # sha256 and made_by, once asked

    def arguments(self) -> dict[str, Any]:
        return {"path": self.path, "pack": self.pack, "fetch": self.fetch}

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        self.seen.update(sha256=question["sha256"], made_by=question["made_by"])
        return self.known(question["sha256"], question["made_by"])

    def value(self, data: dict[str, Any]) -> Sorted | Put:
        if "put" in data:
            return Put(data["put"])
        return Sorted(Result.model_validate(data["result"]), data["made_by"], data.get("reused", False))

    def failed(self, why: DocumentError) -> Sorted | Put:
        return Sorted(not_read(why, self.seen.get("sha256")))


@dataclass(frozen=True)
class ReadTask:
    """Reads a document, for the reading pane."""

    path: str
    fetch: bool = False
    function: str = READ

    def arguments(self) -> dict[str, Any]:
        return {"path": self.path, "fetch": self.fetch}

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        return {}

    def value(self, data: dict[str, Any]) -> Document:
        return Document.model_validate(data)

    def failed(self, why: DocumentError) -> Document:
        raise why


def not_read(why: DocumentError, sha256: str | None = None) -> Result:
    """The row of a document that could not be read."""
    return Result(
        path=why.path,
        sha256=sha256,
        verdict="not_read",
        note=SHORT[why.reason],
        error=str(why),
        reason=why.reason.value,
    )
