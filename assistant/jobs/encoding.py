"""Turning examples into what a head learns from, in a worker process. No text comes back."""

from __future__ import annotations

import base64
import hashlib
import os
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from assistant.classify.taught import Sight
from assistant.classify.terms import Terms
from assistant.documents.document import Document, Page
from assistant.errors import DocumentError
from assistant.jobs.worker import Ask

ENCODE = "assistant.jobs.encoding:encode_one"
MOST_WORDS = 400  # of an example, for proposing phrases
LANGUAGE_WORDS = 25  # of shorter texts the language is a guess


@dataclass(frozen=True)
class Encoded:
    """One example. `words` are its commonest words and pairs; `key` is the same for the same wording."""

    sight: Sight
    words: frozenset[str]
    key: str
    language: str | None
    count: int  # words in all; 0 for an empty text


@dataclass(frozen=True)
class Unread:
    why: DocumentError


@lru_cache(maxsize=1)
def _extractor() -> Any:
    from assistant.classify.features import Extractor
    from assistant.models.catalogue import encoder_path
    from assistant.models.encoder import Encoder

    threads = int(os.environ.get("STILLROOM_THREADS", "1"))
    return Extractor(Encoder(encoder_path(), threads=threads), (), {})


def encode_one(ask: Ask, path: str = "", text: str | None = None) -> dict[str, Any]:
    """The worker's side. Raises DocumentError where the file cannot be read."""
    from assistant.jobs.work import check_has_text, read_one

    if text is None:
        document = read_one(ask, path)
        check_has_text(document, path)
    else:
        document = Document(path="", kind="text", pages=(Page(number=1, text=text),))
    return as_data(_extractor(), document)


def as_data(extract: Any, document: Document) -> dict[str, Any]:
    """An example as plain data."""
    from collections import Counter

    from assistant.classify.evidence import deciding_pages, word_count
    from assistant.classify.taught import sight
    from assistant.classify.words import words
    from assistant.documents.language import language_of

    pages = deciding_pages(document)
    text = "\n".join(page.text for page in pages)[:400_000]
    features = extract(pages)
    seen = sight(features)
    bag: Counter[str] = Counter()
    for one in features.words:
        bag.update(one)
    normal = " ".join(word.text for word in words(text))
    count = word_count(text)
    return {
        "vector": _packed(seen.vector),
        "columns": _packed(seen.terms.columns.astype(np.int32)),
        "counts": _packed(seen.terms.counts),
        "words": [word for word, _ in bag.most_common(MOST_WORDS)],
        "key": hashlib.sha256(normal.encode("utf-8", "replace")).hexdigest()[:24] if normal else "",
        "language": language_of(text[:20_000]) if count >= LANGUAGE_WORDS else None,
        "count": count,
    }


def encoded(data: dict[str, Any]) -> Encoded:
    columns = np.frombuffer(base64.b64decode(data["columns"]), dtype=np.int32).astype(np.int64)
    counts = np.frombuffer(base64.b64decode(data["counts"]), dtype=np.float32)
    vector = np.frombuffer(base64.b64decode(data["vector"]), dtype=np.float32)
    return Encoded(
        Sight(vector, Terms(columns, counts)),
        frozenset(data["words"]),
        data["key"],
        data["language"],
        data["count"],
    )


def _packed(array: Any) -> str:
    return base64.b64encode(array.tobytes()).decode("ascii")


@dataclass(frozen=True)
class EncodeTask:
    """Reads a file, or takes a text, and encodes it."""

    path: str = ""
    text: str | None = None
    fetch: bool = False
    function: str = ENCODE

    def arguments(self) -> dict[str, Any]:
        return {"path": self.path, "text": self.text}

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        return {}

    def value(self, data: dict[str, Any]) -> Encoded | Unread:
        return encoded(data)

    def failed(self, why: DocumentError) -> Encoded | Unread:
        return Unread(why)
