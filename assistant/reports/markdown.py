"""A paper as Markdown (CommonMark with the tables and boxes of GitHub): every character of the text stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.reports.content import (
    Bars,
    Blank,
    Block,
    Bullets,
    Choices,
    Heading,
    NewPage,
    Paragraph,
    Report,
    Scores,
    Span,
    Table,
    Together,
    Words,
)
from assistant.reports.plain import bar_in_words, score_in_words, spans

# Anywhere in a line. An @ or a colon before a word would make a link, a mention or a face of it; an & a character.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~$^@]|&(?=[#\w])|:(?=[^\s\d])|(?<=www)\.", re.IGNORECASE)
# At the start of a line: headings, lists, rules, underlines of headings.
_AT_START = re.compile(r"^(#|[-+=]|!(?=\[)|\d+(?=[.)]))")
_LIST = re.compile(r"(-|\d+\.)( |$)")  # no text can begin like this any more
_RULE_OF_BLANKS = "\\_" * 24


def render(report: Report) -> str:
    """The text, ending in a newline."""
    parts = [f"# {_line(report.title)}"]
    if report.subtitle.strip():
        parts.append(_paragraphs(report.subtitle))
    for block in report.blocks:
        parts += _block(block)
    parts += ["---", _paragraphs(report.footer)]
    return _joined(part for part in parts if part) + "\n"


def _joined(parts: Iterable[str]) -> str:
    """The parts one below the other. Two lists on end would be one, so an empty remark parts them."""
    out = ""
    was_list = False
    for part in parts:
        is_list = bool(_LIST.match(part))
        between = "\n\n<!-- -->\n\n" if was_list and is_list else "\n\n"
        out += between * bool(out) + part
        was_list = is_list
    return out


def escaped(text: str, start: bool = True) -> str:
    """One line of text so that it stays what it is; `start` where a line of Markdown begins with it."""
    text = _ANYWHERE.sub(lambda found: f"\\{found.group()}", text)
    if not start:
        return text
    text = text.lstrip(" ")
    found = _AT_START.match(text)
    if not found:
        return text
    mark = found.group()
    return f"{mark}\\{text[len(mark) :]}" if mark.isdigit() else f"\\{text}"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (block.level + 1)} {_line(block.text)}"
    elif isinstance(block, Paragraph):
        yield _styled(block)
    elif isinstance(block, Bullets):
        yield "\n".join(
            _item(f"{number}." if block.numbered else "-", item)
            for number, item in enumerate(block.items, start=1)
        )
    elif isinstance(block, Table):
        yield _titled(block.title)
        yield _grid(block.head, block.rows, block.figures, len(block.widths))
    elif isinstance(block, Scores):
        yield _titled(block.title)
        rows = [(_bold(one.name, one.best), score_in_words(one), one.note) for one in block.scores]
        yield _grid(("Approach", "Fit of 100", "Why"), rows, {1}, 3)
    elif isinstance(block, Bars):
        yield _titled(block.title)
        figures = [(_bold(one.name, one.best), bar_in_words(one), one.note) for one in block.bars]
        yield _grid(("Way of doing the work", "Pounds", "Note"), figures, {1}, 3)
        yield _paragraphs(block.note)
    elif isinstance(block, Blank):
        yield from _blank(block)
    elif isinstance(block, Choices):
        yield "\n".join(
            _item(f"- [{'x' if place in block.ticked else ' '}]", option, indent=2)
            for place, option in enumerate(block.options)
        )
    elif isinstance(block, Together):
        for one in block.blocks:
            yield from _block(one)
    elif isinstance(block, NewPage):
        yield "---"


def _styled(paragraph: Paragraph) -> str:
    text = _paragraphs(paragraph.words)
    if not text or paragraph.style in ("plain", "quiet"):
        return text
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _blank(blank: Blank) -> Iterator[str]:
    yield _paragraphs((Span(blank.label, bold=True),))
    if blank.value.strip():
        yield _paragraphs(blank.value)
    for _ in range(blank.lines - bool(blank.value.strip())):
        yield _RULE_OF_BLANKS


def _titled(title: str) -> str:
    return _paragraphs((Span(title, bold=True),))


def _bold(text: str, best: bool) -> Words:
    return (Span(text, bold=best),)


def _grid(
    head: tuple[str, ...], rows: Iterable[tuple[Words, ...]], figures: Iterable[int], columns: int
) -> str:
    right = set(figures)
    rule = ["---:" if column in right else "---" for column in range(columns)]
    lines = [_row(head or ("",) * columns), f"| {' | '.join(rule)} |", *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Iterable[Words]) -> str:
    return f"| {' | '.join(_inline(cell, '<br>', start=False) for cell in cells)} |"


def _line(words: Words) -> str:
    """For a heading: one line, whose closing # signs are text as well."""
    return re.sub(r"(#+)$", r"\\\1", _inline(words, " ", start=False))


def _item(mark: str, words: Words, indent: int = 0) -> str:
    pad = "\n" + " " * (indent or len(mark) + 1)
    return f"{mark} {_inline(words, chr(92) + pad)}".rstrip(" ")


def _paragraphs(words: Words) -> str:
    return _inline(words, "\\\n", gap="\n\n")


def _inline(words: Words, line_end: str, start: bool = True, gap: str = "") -> str:
    """The words on lines parted by `line_end`, and by `gap` where there are empty lines between them."""
    lines: list[list[Span]] = [[]]
    for span in spans(words):
        first, *rest = span.text.split("\n")
        lines[-1].append(Span(first, span.bold, span.address))
        lines += [[Span(text, span.bold, span.address)] for text in rest]
    out, between = "", line_end
    for line in lines:
        said = _said(line, start)
        if said:
            out += between * bool(out) + said
        between = line_end if said else gap or line_end
    return out


def _said(line: list[Span], start: bool) -> str:
    out = ""
    for place, span in enumerate(line):
        text = span.text if out else span.text.lstrip()
        following = "".join(one.text for one in line[place + 1 :])[:1]
        out += _marked(span, text, start and not out, out[-1:], following)
    return out.rstrip(" ")


def _marked(span: Span, text: str, start: bool, preceding: str, following: str) -> str:
    core = text.strip()
    if not core or not (span.bold or span.address):
        return escaped(text, start)
    # Signs of bold stand close to the words, else they are no signs.
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    said = escaped(core, start and not before)
    if span.address:
        said = f"[{said}](<{span.address}>)"
    if span.bold:
        left = said[0].isalnum() or before or not preceding or preceding.isspace()
        right = said[-1].isalnum() or after or not following or following.isspace()
        # Between letters and brackets the signs of bold would be taken for stars.
        said = f"**{said}**" if left and right and preceding != "*" else f"<strong>{said}</strong>"
    return f"{before}{said}{after}"
