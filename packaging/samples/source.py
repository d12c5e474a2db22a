"""The small markup that the texts of the samples are written in.

    === Folder/File name.pdf | category | key=value key=value
    # title   ## heading   - bullet   > at the right margin   | cell | cell |   **bold**
    @letterhead Name / line / line     @footer text     @page     @sheet Name     @sign Name
    @box Label: what was typed         @embed attached/other.pdf

Short lines that follow each other are one paragraph and keep their breaks; a long line is a paragraph.
In txt, md, csv, eml and msg files the text is taken as it is.
A file in the folder "attached" is not written: others carry it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"
ATTACHED = "attached/"


@dataclass(frozen=True)
class Source:
    """One document as it was written: where it goes, what it is, and its text."""

    path: str
    category: str
    options: dict[str, str]
    text: str

    @property
    def extension(self) -> str:
        return self.path.rpartition(".")[2].lower()


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, table, list or directive; `lines` without their marks."""

    kind: str
    lines: tuple[str, ...]

    @property
    def rows(self) -> list[list[str]]:
        """A table's cells."""
        return [[cell.strip() for cell in line.strip("|").split("|")] for line in self.lines]


def sources() -> dict[str, Source]:
    """Every document of texts/, by its path."""
    found: dict[str, Source] = {}
    for file in sorted(TEXTS.glob("*.txt")):
        for part in re.split(r"^=== ", file.read_text("utf-8"), flags=re.M)[1:]:
            header, _, text = part.partition("\n")
            path, category, *options = (field.strip() for field in header.split("|"))
            pairs = dict(option.split("=", 1) for option in " ".join(options).split())
            if path in found:
                raise ValueError(f"two samples are called {path}")
            found[path] = Source(path, category, pairs, text.strip("\n") + "\n")
    return found


def blocks(text: str) -> list[Block]:
    """The text's blocks in order."""
    marked = [(_kind(line), line) for line in text.split("\n")]
    result: list[Block] = []
    for kind, group in groupby(marked, key=lambda pair: pair[0]):
        lines = [line for _, line in group]
        if kind == "gap":
            continue
        if kind.startswith("@") or kind in {"title", "heading", "long"}:
            shown = "paragraph" if kind == "long" else kind
            result += [Block(shown, (_unmarked(shown, line),)) for line in lines]
        else:
            result.append(Block(kind, tuple(_unmarked(kind, line) for line in lines)))
    return result


def plain(text: str) -> str:
    """Without the marks of bold letters."""
    return text.replace("**", "")


def is_number(cell: str) -> bool:
    """Whether a table sets this cell at the right."""
    return bool(re.fullmatch(r"(?!0\d)[-−(+£]*[\d,]+(\.\d+)?[%)]*( ?(CR|DR|OD))?", cell))


def _kind(line: str) -> str:
    if not line.strip():
        return "gap"
    if line.startswith("@"):
        return line.split(" ", 1)[0]
    marks = {"# ": "title", "## ": "heading", "- ": "bullets", "> ": "right", "|": "table"}
    words = "long" if len(line) > 70 else "paragraph"
    return next((kind for mark, kind in marks.items() if line.startswith(mark)), words)


def _unmarked(kind: str, line: str) -> str:
    if kind.startswith("@"):
        return line[len(kind) :].strip()
    if kind in {"paragraph", "table"}:
        return line
    return line.lstrip("#->").strip()
