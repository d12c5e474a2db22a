"""The words that a reader may not know, found in a paper and explained in a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.advise.glossary import Term, shipped
from assistant.reports.content import (
    Bars,
    Blank,
    Block,
    Bullets,
    Choices,
    Heading,
    Paragraph,
    Scores,
    Span,
    Table,
    Together,
    Words,
)

# The title asks about it, so it is explained whatever the answer is.
_ALWAYS = "distillation"


def explained(text: str) -> tuple[Words, ...]:
    """The terms of a text, in their order there, each with its line."""
    glossary = shipped()
    found = glossary.terms_in(text)
    keys = found if _ALWAYS in found else [*found, _ALWAYS]
    return tuple(_line(glossary[key]) for key in keys if key in glossary)


def words_explained(blocks: Iterable[Block]) -> Iterator[Block]:
    """A box at the end, with every term that stands anywhere in the blocks."""
    glossary = shipped()
    text = "\n".join(text for block in blocks for text in texts(block))
    found = set(glossary.terms_in(text))
    rows = tuple(
        ((Span(_named(term, text), bold=True),), term.short) for term in glossary.terms if term.id in found
    )
    if rows:
        yield Heading("Words explained")
        yield Table(("Word", "What it means here"), rows, (0.28, 0.72))


def _line(term: Term) -> tuple[Span, ...]:
    return Span(f"{term.name}: ", bold=True), Span(f"{term.short[0].lower()}{term.short[1:]}")


def _named(term: Term, text: str) -> str:
    """With the other names that the paper uses, and what an abbreviation stands for."""
    folded = text.casefold()
    also = [name for name in term.also if term.name.isupper() or name.casefold() in folded]
    return f"{term.name} ({', '.join(also)})" if also else term.name


def texts(block: Block) -> Iterator[str]:
    """Every text that a reader sees in a block."""
    match block:
        case Heading(text=text):
            yield text
        case Paragraph(words=words):
            yield _text(words)
        case Bullets(items=items):
            yield from map(_text, items)
        case Table():
            yield from (block.title, *block.head, *(_text(cell) for row in block.rows for cell in row))
        case Scores():
            yield block.title
            yield from (text for score in block.scores for text in (score.name, score.note))
        case Bars():
            yield from (block.title, block.note)
            yield from (text for bar in block.bars for text in (bar.name, bar.note))
        case Together(blocks=inner):
            for one in inner:
                yield from texts(one)
        case Blank():
            yield from (block.label, block.value)
        case Choices(options=options):
            yield from options


def _text(words: Words) -> str:
    return words if isinstance(words, str) else "".join(span.text for span in words)
