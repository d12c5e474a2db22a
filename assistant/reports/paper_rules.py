"""The models of resources/papers/*.yaml: what each paper of the pack says, and when it says it.

A text quotes the user's answers as {question_id}, and the names in `QUOTED` below. A quoted answer that is not
known becomes a blank to fill in. Conditions may look at the answers, at what was advised, and at the severity
with which a flag fired, as flag_dpia == 'must'.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from assistant.advise.data import RulesError, Strict, load
from assistant.advise.expression import Expression
from assistant.advise.knowledge import Knowledge
from assistant.advise.plan import ADVISED
from assistant.advise.rules import placeholders

# What a text may quote beside the answers: of the assessment, the advice, and the flags that fired.
QUOTED = (
    "assessment", "recommended", "later", "confidence", "day", "rules_version",
    "must_titles", "should_titles", "must_count", "should_count", "consider_count", "always",
)  # fmt: skip
SILENT = "silent"  # the severity of a flag that did not fire
_ALWAYS = Expression("always")


class Piece(Strict):
    """A sentence or more, said where its condition holds. `cites` are flags or sources that it rests on."""

    text: str
    when: Expression = _ALWAYS
    cites: tuple[str, ...] = ()


# Either one text, or pieces of which those that hold are joined. A cell of which none holds is left to fill in.
Said = str | tuple[Piece, ...]


class HeadingRule(Strict):
    heading: str
    level: Literal[1, 2, 3] = 1
    when: Expression = _ALWAYS


class TextRule(Strict):
    text: Said
    style: Literal["plain", "quiet", "answer", "warning"] = "plain"
    when: Expression = _ALWAYS
    cites: tuple[str, ...] = ()


class BulletsRule(Strict):
    bullets: tuple[Piece, ...]
    numbered: bool = False
    when: Expression = _ALWAYS


class Row(Strict):
    cells: tuple[Said, ...]
    when: Expression = _ALWAYS
    cites: tuple[str, ...] = ()


class TableRule(Strict):
    """`table` holds the heads of its columns."""

    table: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    title: str = ""
    when: Expression = _ALWAYS


class BlankRule(Strict):
    blank: str
    lines: int = 1
    value: Said = ""
    when: Expression = _ALWAYS


class Choice(Strict):
    text: str
    ticked: Expression | None = None


class ChoicesRule(Strict):
    choices: tuple[Choice, ...]
    when: Expression = _ALWAYS


class TogetherRule(Strict):
    together: tuple[BlockRule, ...]
    when: Expression = _ALWAYS


_KINDS = ("heading", "text", "bullets", "table", "blank", "choices", "together")


def _kind(value: Any) -> str | None:
    return next((kind for kind in _KINDS if isinstance(value, dict) and kind in value), None)


BlockRule = Annotated[
    Annotated[HeadingRule, Tag("heading")]
    | Annotated[TextRule, Tag("text")]
    | Annotated[BulletsRule, Tag("bullets")]
    | Annotated[TableRule, Tag("table")]
    | Annotated[BlankRule, Tag("blank")]
    | Annotated[ChoicesRule, Tag("choices")]
    | Annotated[TogetherRule, Tag("together")],
    Discriminator(
        _kind,
        custom_error_type="no_block",
        custom_error_message=f"a block needs one of: {', '.join(_KINDS)}",
    ),
]
TogetherRule.model_rebuild()


class NotFor(Strict):
    """Where the paper does not suit the answers, and why. It looks at the answers alone, and quotes none."""

    when: Expression
    why: str


class PaperRule(Strict):
    """One paper. `small` sets sources and notes as small print, for a paper that has to fit on one page."""

    id: str
    place: int
    title: str
    file: str
    purpose: str
    small: bool = False
    not_for: tuple[NotFor, ...] = ()
    blocks: tuple[BlockRule, ...]


class EveryPaper(Strict):
    """What stands on each paper: below its title, at its end, and at the foot of each page."""

    subtitle: str
    footer: str
    opening: tuple[BlockRule, ...]
    closing: tuple[BlockRule, ...]
    sources: str


@dataclass(frozen=True)
class Pack:
    """All papers, in their order, with what stands on each."""

    papers: tuple[PaperRule, ...]
    every: EveryPaper

    def check(self, know: Knowledge) -> None:
        """Raises RulesError where a text or a condition names what the engine does not know."""
        every = self.every
        for paper in self.papers:
            where = f"the paper {paper.id}"
            for out in paper.not_for:
                know.questions.check(out.when, where)
            for block in paper.blocks:
                _check(block, where, know)
        for block in (*every.opening, *every.closing):
            _check(block, "what stands on every paper", know)
        for text in (every.subtitle, every.footer):
            _check_quotes(text, "what stands on every paper", know)


def load_pack(folder: Path) -> Pack:
    """Raises RulesError, naming the file and the line, where a paper cannot be read. `check` it before use."""
    paths = sorted(path for path in folder.glob("*.yaml") if not path.name.startswith("_"))
    if not paths:
        raise RulesError(f"There are no files in {folder.name}. Install Stillroom again.")
    papers = [load(path, PaperRule) for path in paths]
    for path, paper in zip(paths, papers, strict=True):
        if path.stem != paper.id:
            raise RulesError(f"{path.name}: the id is {paper.id}, so the file should be {paper.id}.yaml.")
    ordered = tuple(sorted(papers, key=lambda paper: paper.place))
    return Pack(ordered, load(folder / "_every_paper.yaml", EveryPaper))


def _extra(know: Knowledge) -> dict[str, tuple[str, ...]]:
    """What conditions may look at beside the answers, with its values."""
    severities = ("must", "should", "consider", SILENT)
    return {**ADVISED, **{f"flag_{flag.id}": severities for flag in know.flags}}


def _check(block: BlockRule, where: str, know: Knowledge) -> None:
    """Refuses what looks at, quotes or cites what there is not."""
    _check_condition(block.when, where, know)
    if isinstance(block, TogetherRule):
        for inner in block.together:
            _check(inner, where, know)
        return
    if isinstance(block, TableRule):
        for row in block.rows:
            if not len(row.cells) == len(block.table) == len(block.widths):
                raise RulesError(f"In {where}: a row has {len(row.cells)} cells ({row.cells[0]}).")
    if isinstance(block, ChoicesRule):
        for choice in block.choices:
            _check_condition(choice.ticked or _ALWAYS, where, know)
    known = {flag.id for flag in know.flags} | set(know.rules.sources)
    for piece in pieces(block):
        _check_condition(piece.when, where, know)
        _check_quotes(piece.text, where, know)
        for cited in piece.cites:
            if cited not in known:
                raise RulesError(f"In {where}: there is no flag and no source {cited} to cite.")


def _check_condition(condition: Expression, where: str, know: Knowledge) -> None:
    know.questions.check(condition, where, _extra(know))


def _check_quotes(text: str, where: str, know: Knowledge) -> None:
    try:
        names = placeholders(text)
    except ValueError as error:
        raise RulesError(f"In {where}: {error} ({text[:40]}...).") from None
    for name in names:
        if name not in know.questions.ids and name not in QUOTED:
            raise RulesError(f"In {where}: the text quotes {name}, which is no question ({text[:40]}...).")


def pieces(block: BlockRule) -> Iterator[Piece]:
    """Every text of a block, with its condition inside the block and what it cites."""
    if isinstance(block, TogetherRule):
        for inner in block.together:
            yield from pieces(inner)
    elif isinstance(block, HeadingRule):
        yield Piece(text=block.heading)
    elif isinstance(block, TextRule):
        yield from _said(block.text, block.cites)
    elif isinstance(block, BulletsRule):
        yield from block.bullets
    elif isinstance(block, TableRule):
        yield from (Piece(text=text) for text in (block.title, *block.table))
        for row in block.rows:
            yield Piece(text="", when=row.when, cites=row.cites)
            for cell in row.cells:
                yield from _said(cell)
    elif isinstance(block, BlankRule):
        yield Piece(text=block.blank)
        yield from _said(block.value)
    else:
        yield from (Piece(text=choice.text) for choice in block.choices)


def _said(said: Said, cites: tuple[str, ...] = ()) -> Iterator[Piece]:
    if isinstance(said, str):
        yield Piece(text=said, cites=cites)
    else:
        yield Piece(text="", cites=cites)
        yield from said
