"""Texts -> unit vectors, through the embedded distilled encoder (all-MiniLM-L6-v2, Q8_0, llama.cpp)."""

from __future__ import annotations

import contextlib
import ctypes
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.errors import ModelError

Vectors = npt.NDArray[np.float32]
Tokens = list[int]

DIMENSIONS = 384
CONTEXT = 512  # the position table's length; one token more aborts the process natively
MAX_TOKENS = CONTEXT - 2  # room for [CLS] and [SEP]
CLS, SEP = 101, 102
_RUN = re.compile(r"[^\W_]{101,}")
_UNKNOWN = " \U0001f0a1 "  # a playing card, which the vocabulary does not know


class Encoder:
    """The model in memory. One per process; not thread-safe.

    Every call hands llama.cpp one text of at most 512 tokens: a longer one aborts the process, and several
    texts packed in one batch are three to ten times slower, since attention runs over the whole pack.
    """

    def __init__(self, path: Path, threads: int = 1) -> None:
        """Loads the GGUF file at `path`; raises ModelError where it is missing or cannot be loaded."""
        if not path.is_file():
            raise ModelError(f"The model file {path} is missing. Install Stillroom again.")
        import llama_cpp

        try:
            self._llama = llama_cpp.Llama(
                model_path=str(path),
                embedding=True,
                n_ctx=CONTEXT,
                n_batch=CONTEXT,
                n_ubatch=CONTEXT,
                n_threads=threads,
                n_threads_batch=threads,
                flash_attn=True,
                verbose=False,
            )
        except (ValueError, RuntimeError, OSError) as error:
            raise ModelError(f"The model file {path} cannot be loaded: {error}") from error
        self._api = llama_cpp
        self._batch = llama_cpp.llama_batch_init(CONTEXT, 0, 1)

    def close(self) -> None:
        self._api.llama_batch_free(self._batch)
        self._llama.close()

    def tokens(self, text: str) -> Tokens:
        """WordPiece ids of `text`, without [CLS] and [SEP]; any length."""
        # A NUL would end the C string early, and a lone surrogate has no UTF-8 form. BERT takes a run of
        # more than 100 letters for an unknown word; llama.cpp would cut it into pieces, slowly.
        text = _RUN.sub(_UNKNOWN, text.replace("\0", " "))
        clean = text.encode("utf-8", "replace")
        return self._llama.tokenize(clean, add_bos=False, special=False) if clean else []

    def embed_tokens(self, windows: Sequence[Tokens]) -> Vectors:
        """(n, 384) unit vectors of n windows of at most 510 tokens each; ValueError for a longer one."""
        out = np.zeros((len(windows), DIMENSIONS), dtype=np.float32)
        for row, window in enumerate(windows):
            if len(window) > MAX_TOKENS:
                raise ValueError(f"a window of {len(window)} tokens; the encoder takes {MAX_TOKENS}")
            out[row] = self._embed([CLS, *window, SEP])
        return out

    def embed(self, texts: Sequence[str]) -> Vectors:
        """(n, 384) unit vectors of short texts; what goes beyond 510 tokens is left out."""
        return self.embed_tokens([self.tokens(text)[:MAX_TOKENS] for text in texts])

    def _embed(self, ids: Tokens) -> Vectors:
        batch, api, context = self._batch, self._api, self._llama.ctx
        batch.n_tokens = len(ids)
        for i, token in enumerate(ids):
            batch.token[i] = token
            batch.pos[i] = i
            batch.n_seq_id[i] = 1
            batch.seq_id[i][0] = 0
            batch.logits[i] = 1
        with contextlib.suppress(AttributeError):
            api.llama_memory_clear(api.llama_get_memory(context), True)
        if api.llama_encode(context, batch) != 0:
            raise ModelError("The encoder could not run on this text.")
        pointer = api.llama_get_embeddings_seq(context, 0)
        vector = np.ctypeslib.as_array(
            ctypes.cast(pointer, ctypes.POINTER(ctypes.c_float)), (DIMENSIONS,)
        ).astype(np.float32)
        norm = float(np.linalg.norm(vector))
        return vector / norm if norm > 0 else vector
