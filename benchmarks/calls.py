"""Work for the app's own worker processes: the app side of a call, and the functions that run in the worker."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from assistant.errors import DocumentError
from assistant.jobs.pool import Pool
from assistant.jobs.worker import Ask

if TYPE_CHECKING:
    from assistant.models.encoder import Encoder, Tokens, Vectors

AT_ONCE = 16  # texts in one call, so that the pipe's share of the time is small


@dataclass(frozen=True)
class Call:
    """A task for the pool: a function of this module and its arguments."""

    name: str
    given: dict[str, Any]
    path: str = ""
    fetch: bool = False

    @property
    def function(self) -> str:
        return f"calls:{self.name}"

    def arguments(self) -> dict[str, Any]:
        return self.given

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        return {}

    def value(self, data: dict[str, Any]) -> dict[str, Any]:
        return data

    def failed(self, why: DocumentError) -> dict[str, Any]:
        raise why


# The app's side


def wake(pool: Pool) -> None:
    """Starts every worker and lets it load the model."""
    for future in [pool.submit(Call("ready", {})) for _ in range(pool.workers)]:
        future.result()


def embed_texts(
    pool: Pool, texts: Sequence[str], vectors: bool = False
) -> tuple[float, int, list[list[float]]]:
    """Seconds, tokens ([CLS] and [SEP] not counted) and, if asked for, the vectors in order."""
    chunks = [list(texts[i : i + AT_ONCE]) for i in range(0, len(texts), AT_ONCE)]
    return _gather(pool, [Call("texts", {"texts": chunk, "vectors": vectors}) for chunk in chunks])


def embed_windows(
    pool: Pool, windows: Sequence[Tokens], vectors: bool = False
) -> tuple[float, int, list[list[float]]]:
    """The same for texts that are cut into tokens already."""
    chunks = [list(windows[i : i + AT_ONCE]) for i in range(0, len(windows), AT_ONCE)]
    return _gather(pool, [Call("windows", {"windows": chunk, "vectors": vectors}) for chunk in chunks])


def _gather(pool: Pool, calls: Iterable[Call]) -> tuple[float, int, list[list[float]]]:
    began = time.perf_counter()
    futures: list[Future[dict[str, Any]]] = [pool.submit(call) for call in calls]
    answers = [future.result() for future in futures]
    seconds = time.perf_counter() - began
    rows = [row for answer in answers for row in answer["vectors"]]
    return seconds, sum(answer["tokens"] for answer in answers), rows


# The worker's side


@lru_cache(maxsize=1)
def _encoder() -> Encoder:
    import os

    from assistant.models.catalogue import encoder_path
    from assistant.models.encoder import Encoder

    return Encoder(encoder_path(), threads=int(os.environ["STILLROOM_THREADS"]))


def ready(ask: Ask) -> dict[str, Any]:
    _encoder().embed(["ready"])
    time.sleep(0.2)  # long enough that no worker serves twice while another still sleeps
    return {}


def texts(ask: Ask, texts: list[str], vectors: bool) -> dict[str, Any]:
    from assistant.models.encoder import MAX_TOKENS

    encoder = _encoder()
    cut = [encoder.tokens(text)[:MAX_TOKENS] for text in texts]
    return _embedded(encoder.embed_tokens(cut), cut, vectors)


def windows(ask: Ask, windows: list[Tokens], vectors: bool) -> dict[str, Any]:
    return _embedded(_encoder().embed_tokens(windows), windows, vectors)


def _embedded(found: Vectors, cut: Sequence[Tokens], vectors: bool) -> dict[str, Any]:
    return {"tokens": sum(map(len, cut)), "vectors": found.tolist() if vectors else []}


def decide(ask: Ask, path: str, pack: str) -> dict[str, Any]:
    """Reads and decides as the app does; tells which windows the encoder was given and where the time went."""
    from assistant.documents.read import read
    from assistant.jobs.work import classifier_for, decided

    classifier, _ = classifier_for(pack)
    real = classifier.extract.encoder
    recorder = _Recorder(real)
    began = time.perf_counter()
    document, problem = None, ""
    try:
        document = read(path)
    except DocumentError as why:
        problem = why.reason.value
    read_seconds = time.perf_counter() - began
    decide_seconds = 0.0
    if document is not None:
        classifier.extract.encoder = recorder  # type: ignore[assignment]
        began = time.perf_counter()
        try:
            decided(classifier, document, path, None)
        except DocumentError as why:
            problem = why.reason.value
        finally:
            classifier.extract.encoder = real
        decide_seconds = time.perf_counter() - began
    return {
        "windows": recorder.windows,
        "read": read_seconds,
        "encode": recorder.seconds,
        "rest": decide_seconds - recorder.seconds,
        "problem": problem,
    }


class _Recorder:
    """Stands before the encoder and notes what it is given."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.windows: list[Tokens] = []
        self.seconds = 0.0

    def tokens(self, text: str) -> Tokens:
        return self._encoder.tokens(text)

    def embed_tokens(self, windows: Sequence[Tokens]) -> Vectors:
        self.windows += [list(window) for window in windows]
        began = time.perf_counter()
        try:
            return self._encoder.embed_tokens(windows)
        finally:
            self.seconds += time.perf_counter() - began
