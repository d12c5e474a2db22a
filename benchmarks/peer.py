"""The peer: sentence-transformers on PyTorch, with the original weights. Runs in an environment of its own.

    peer.py MODEL_FOLDER THREADS

Reads requests from stdin and answers on stdout, one JSON object a line. Imports nothing of Stillroom.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"


def main(folder: str, threads: int) -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libraries print must not stand between the answers
    import sentence_transformers
    import torch
    import transformers

    torch.set_num_threads(threads)
    model = sentence_transformers.SentenceTransformer(folder, device="cpu")
    model.max_seq_length = 512  # as much as ours takes; the texts of the timed rounds are shorter anyway

    def send(answer: dict[str, Any]) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    versions = {
        "torch": torch.__version__,
        "sentence-transformers": sentence_transformers.__version__,
        "transformers": transformers.__version__,
    }
    send({"ready": True, "versions": versions, "threads": torch.get_num_threads(), "dtype": str(model.dtype)})
    for line in sys.stdin:
        asked = json.loads(line)
        texts = asked["texts"]
        began = time.perf_counter()
        vectors = model.encode(
            texts,
            batch_size=asked["batch"],
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        answer: dict[str, Any] = {"seconds": time.perf_counter() - began}
        if asked.get("vectors"):
            answer["vectors"] = vectors.tolist()
            answer["tokens"] = [
                min(510, len(model.tokenizer(text, add_special_tokens=False)["input_ids"])) for text in texts
            ]
        send(answer)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
