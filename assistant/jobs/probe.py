"""How fast the encoder runs here, measured in a worker process, where it cannot take the app down."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from assistant.errors import DocumentError, ModelError
from assistant.jobs.worker import Ask

PROBE = "assistant.jobs.probe:measure"
TEXT = "We are pleased to quote for the works described, at the price below, which is open for thirty days. "
SECONDS = 2.0


def measure(ask: Ask) -> dict[str, Any]:
    """The worker's side: loads the encoder and embeds the same text for SECONDS."""
    from assistant.models.catalogue import encoder_path
    from assistant.models.encoder import Encoder

    began = time.perf_counter()
    encoder = Encoder(encoder_path(), threads=1)
    loaded = time.perf_counter()
    window = encoder.tokens(TEXT * 8)[:160]
    done = 0
    while time.perf_counter() - loaded < SECONDS:
        encoder.embed_tokens([window])
        done += len(window)
    return {"load_seconds": loaded - began, "tokens_per_second": done / (time.perf_counter() - loaded)}


@dataclass(frozen=True)
class ProbeTask:
    """Speed of one worker with one thread: {"load_seconds", "tokens_per_second"}."""

    path: str = ""
    fetch: bool = False
    function: str = PROBE

    def arguments(self) -> dict[str, Any]:
        return {}

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        return {}

    def value(self, data: dict[str, Any]) -> dict[str, float]:
        return data

    def failed(self, why: DocumentError) -> dict[str, float]:
        raise ModelError(
            "The encoder ended its process. The processor may be too old for this build of llama.cpp."
        ) from why
