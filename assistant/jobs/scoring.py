"""Judging texts that are no files, such as the rows of a CSV, in a worker process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.documents.document import Document, Page
from assistant.errors import DocumentError
from assistant.jobs.tasks import Sorted, not_read
from assistant.jobs.work import classifier_for, decided
from assistant.jobs.worker import Ask
from assistant.workspace.result import Result

SCORE = "assistant.jobs.scoring:score_one"


def score_one(ask: Ask, text: str, pack: str) -> dict[str, Any]:
    """The worker's side: {"result", "made_by"} for one text."""
    classifier, made_by = classifier_for(pack)
    document = Document(path="", kind="text", pages=(Page(number=1, text=text),))
    return {"result": decided(classifier, document, "", None), "made_by": made_by}


@dataclass(frozen=True)
class TextTask:
    """Decides on a text as if it were a document of one page."""

    text: str
    pack: str
    path: str = ""
    fetch: bool = False
    function: str = SCORE

    def arguments(self) -> dict[str, Any]:
        return {"text": self.text, "pack": self.pack}

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        return {}

    def value(self, data: dict[str, Any]) -> Sorted:
        return Sorted(Result.model_validate(data["result"]), data["made_by"])

    def failed(self, why: DocumentError) -> Sorted:
        return Sorted(not_read(why))
