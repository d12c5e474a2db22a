"""A folder of mixed documents, each different, from the samples' and the pack's own-written texts.

    python benchmarks/corpus.py FOLDER [COUNT]

Every fifth document is one of the samples with other figures in it; the others are one to twelve examples of one
category (or of none), in the format whose turn it is. Lengths and formats are mixed as in an office: mostly a
page of PDF or Word, some of many pages.
"""

from __future__ import annotations

import csv
import io
import os
import random
import re
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from outcome import ROOT

sys.path.insert(0, str(ROOT / "packaging"))
from make_samples import made
from samples import letters, office, paper
from samples.source import ATTACHED, Source, sources
from texts import examples

FORMATS = ("pdf", "docx", "pdf", "eml", "xlsx", "pdf", "txt", "docx", "html", "pdf", "csv", "odt", "pdf", "docx",
           "rtf", "eml", "xlsx", "docx", "pdf", "rare")  # fmt: skip
RARE = ("msg", "pptx", "md")
LENGTHS = (1, 2, 1, 1, 3, 1, 2, 1, 6, 1, 2, 3, 1, 2, 1, 12, 1, 2, 3, 1)  # examples in a document
ALTERED_LONG_AGO = 1_767_225_600  # nobody is still writing them
_FIGURES = re.compile(r"\d{3,}")
_GAP = re.compile(r"\s{2,}|\t")


def build(folder: Path, count: int, processes: int) -> list[Path]:
    """Writes `count` documents, a hundred to a subfolder; the same each time, whatever is asked of it."""
    folder.mkdir(parents=True, exist_ok=True)
    if processes == 1:
        return [Path(write((str(folder), number))) for number in range(count)]
    jobs = [(str(folder), number) for number in range(count)]
    with ProcessPoolExecutor(processes) as pool:
        return [Path(path) for path in pool.map(write, jobs, chunksize=20)]


def write(job: tuple[str, int]) -> str:
    """Writes document `number`; returns its path."""
    folder, number = job
    chance = random.Random(number)
    extension, data = _sample(number, chance) if number % 5 == 4 else _of_examples(number, chance)
    target = Path(folder) / f"Box {number // 100:03}" / f"{number:05}.{extension}"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(data)
    os.utime(target, (ALTERED_LONG_AGO, ALTERED_LONG_AGO))
    return str(target)


@lru_cache(maxsize=1)
def _samples() -> list[Source]:
    """Those that are in order: the broken ones say how errors are told, not how fast documents are."""
    return [
        one
        for path, one in sources().items()
        if not path.startswith(ATTACHED) and "broken" not in one.options
    ]


@lru_cache(maxsize=1)
def _by_category() -> list[list[str]]:
    texts: dict[str, list[str]] = {}
    for example in examples():
        texts.setdefault(example.category, []).append(example.text)
    return list(texts.values())


def _sample(number: int, chance: random.Random) -> tuple[str, bytes]:
    everything = sources_once()
    source = _samples()[number // 5 % len(_samples())]
    head, gap, body = (
        source.text.partition("\n\n") if source.extension in {"eml", "msg"} else ("", "", source.text)
    )
    lines = (line if line.startswith("@") else other_figures(line, chance) for line in body.split("\n"))
    return source.extension, made(replace(source, text=head + gap + "\n".join(lines)), everything)


@lru_cache(maxsize=1)
def sources_once() -> dict[str, Source]:
    return sources()


def _of_examples(number: int, chance: random.Random) -> tuple[str, bytes]:
    turn = number // 5 * 4 + number % 5  # the fifth of five is a sample
    kind = FORMATS[turn % len(FORMATS)]
    kind = RARE[turn // len(FORMATS) % len(RARE)] if kind == "rare" else kind
    texts = _by_category()[chance.randrange(len(_by_category()))]
    # Mixed apart from the formats, whose period is the same.
    length = LENGTHS[(turn * 7 + turn // len(FORMATS)) % len(LENGTHS)]
    parts = [other_figures(text, chance) for text in chance.sample(texts, min(length, len(texts)))]
    parts.insert(
        1, f"File reference {chance.randrange(10**9):09}"
    )  # two of the same text are two documents still
    return kind, in_format(kind, parts, number)


def other_figures(text: str, chance: random.Random) -> str:
    """Each figure of three and more digits becomes another of the same length; years stay years."""

    def other(found: re.Match[str]) -> str:
        figure = found[0]
        if len(figure) == 4 and figure.startswith(("19", "20")):
            return figure
        return "".join(str(chance.randrange(1, 10)) for _ in figure)

    return _FIGURES.sub(other, text)


def in_format(kind: str, parts: list[str], number: int) -> bytes:
    """The bytes of a document of these parts."""
    text = "\n\n".join(parts)
    if kind == "csv":
        into = io.StringIO()
        csv.writer(into).writerows(_GAP.split(line.strip()) for line in text.split("\n"))
        return into.getvalue().encode()
    if kind in {"txt", "md"}:
        return text.encode()
    path = f"{number:05}.{kind}"
    if kind in {"eml", "msg"}:
        head = (
            f"From: Office {number} <office{number}@firm.example>\nTo: Post <post@ours.example>\n"
            f"Subject: Document {number}\nDate: Mon, 02 Mar 2026 09:{number % 60:02}:00 +0000"
        )
        source = Source(path, "", {}, f"{head}\n\n{text}\n")
        return (letters.eml if kind == "eml" else letters.msg)(source, lambda _: b"")
    source = Source(path, "", {}, marked_up(parts, kind))
    writers = {
        "pdf": paper.write,
        "docx": office.docx,
        "xlsx": office.xlsx,
        "pptx": office.pptx,
        "odt": office.odt,
        "rtf": office.rtf,
        "html": letters.html,
    }
    return writers[kind](source)


def marked_up(parts: Iterable[str], kind: str) -> str:
    """In the samples' markup: columns become tables, nothing else is taken for a mark."""
    out: list[str] = []
    for part in parts:
        lines = [line.strip().replace("|", "/").replace("**", "") for line in part.split("\n")]
        if kind == "pptx":
            out.append(f"# {lines[0][:80].lstrip('#@-> ')}")
        for line in lines:
            cells = _GAP.split(line)
            if kind != "pptx" and 2 <= len(cells) <= 6 and len(line) < 90:
                out.append(f"| {' | '.join(cells)} |")
            else:
                out.append(" " + line if line[:1] in "@#->" else line)
        out.append("")
    return "\n".join(out)


if __name__ == "__main__":
    amount = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    print(f"{len(build(Path(sys.argv[1]).absolute(), amount, 1))} documents in {sys.argv[1]}")
