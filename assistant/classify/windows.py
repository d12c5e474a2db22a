"""Cuts a document's pages into windows that the encoder can take, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.documents.document import Page

WINDOW_TOKENS = 256  # chosen by benchmarks/windows.py
MAX_WINDOWS = 16  # of a document; about 4,000 tokens
_PIECE = re.compile(r"\S+")
_LONGEST_WORD = 100  # BERT's own limit: a longer run of letters is no word


@dataclass(frozen=True, slots=True)
class Window:
    page: int  # Page.number
    start: int
    end: int
    tokens: list[int]


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Spans of at most about 40 words, ending at line ends where the lines are shorter."""
    at = 0
    for line in text.splitlines(keepends=True):
        words = [m.span() for m in _PIECE.finditer(line)]
        for i in range(0, len(words), 40):
            group = words[i : i + 40]
            if group[-1][1] - group[0][0] <= 40 * _LONGEST_WORD:
                yield at + group[0][0], at + group[-1][1]
            else:
                for start, end in group:
                    yield at + start, at + min(end, start + _LONGEST_WORD)
        at += len(line)


def page_windows(
    page: Page, tokens: Callable[[str], list[int]], size: int = WINDOW_TOKENS
) -> Iterator[Window]:
    """The page's windows in order, lazily. WordPiece parts words at white space, so ids add up over pieces."""
    ids: list[int] = []
    first = last = 0
    for start, end in _pieces(page.text):
        new = tokens(page.text[start:end])
        if ids and len(ids) + len(new) > size:
            yield Window(page.number, first, last, ids)
            ids = []
        if not ids:
            first = start
        ids = ids + new
        last = end
        while len(ids) > size:  # a piece of very many tokens, such as a run of symbols
            yield Window(page.number, first, last, ids[:size])
            ids = ids[size:]
    if ids:
        yield Window(page.number, first, last, ids)


def spread(count: int, limit: int) -> list[int]:
    """Which of `count` windows to encode when only `limit` may be: the first half in full, the rest evenly."""
    if count <= limit:
        return list(range(count))
    head = limit // 2
    rest = limit - head
    return [*range(head), *(head + (i + 1) * (count - head) // rest - 1 for i in range(rest))]


def document_windows(
    pages: Sequence[Page],
    tokens: Callable[[str], list[int]],
    size: int = WINDOW_TOKENS,
    limit: int = MAX_WINDOWS,
) -> list[Window]:
    """At most `limit` windows of all pages; a short page keeps a window of its own."""
    windows: list[Window] = []
    for page in _within_reason(pages):
        windows.extend(page_windows(page, tokens, size))
    return [windows[i] for i in spread(len(windows), limit)]


def _within_reason(pages: Iterable[Page], characters: int = 400_000) -> Iterator[Page]:
    """The pages until some 200 pages' worth of text; beyond, tokenizing would cost more than it tells."""
    left = characters
    for page in pages:
        if left <= 0:
            return
        yield page if len(page.text) <= left else page.model_copy(update={"text": page.text[:left]})
        left -= len(page.text)
