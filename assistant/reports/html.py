"""A paper as one web page that needs nothing beside it, neither a file nor a network."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.reports import chart, look
from assistant.reports.content import Bars, Block, Report, Scores, Table
from assistant.reports.plain import bar_in_words, clean, one_line, score_in_words, spans

if TYPE_CHECKING:
    import jinja2

_TEMPLATE = "report.html.j2"
_WIDTH = 516.0  # points: the measure of the page
_COLOURS = {
    "ink": look.INK,
    "quiet": look.QUIET,
    "accent": look.ACCENT,
    "accent-soft": look.ACCENT_SOFT,
    "stop": look.STOP,
    "stop-soft": look.STOP_SOFT,
    "line": look.LINE,
    "control": look.CONTROL,
}


def render(report: Report) -> str:
    """The page. Its look is `resources/reports/report.html.j2`."""
    return str(_template().render(report=report, colours=_COLOURS))


@cache
def _template() -> jinja2.Template:
    import jinja2

    from assistant.paths import resources

    # Text is always escaped, and a name that the template has and nothing fills is a fault, not a gap.
    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(resources() / "reports"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    pages.globals.update(
        clean=clean,
        one_line=one_line,
        spans=spans,
        kind_of=_kind_of,
        shares=_shares,
        drawn=_drawn,
        told=_told,
    )
    return pages.get_template(_TEMPLATE)


def _kind_of(block: Block) -> str:
    return type(block).__name__


def _shares(table: Table) -> list[str]:
    whole = sum(table.widths)
    return [f"{share / whole * 100:.2f}" for share in table.widths]


def _drawn(block: Scores | Bars) -> Any:
    """The picture, as markup that is not escaped: matplotlib has escaped the text in it."""
    from markupsafe import Markup

    if isinstance(block, Scores):
        return Markup(chart.scores_svg(block, _WIDTH) if block.scores else "")
    return Markup(chart.bars_svg(block, _WIDTH) if block.bars else "")


def _told(block: Scores | Bars) -> list[tuple[str, str, str]]:
    """The picture again in words, for those who hear the page."""
    if isinstance(block, Scores):
        return [(score.name, score_in_words(score), score.note) for score in block.scores]
    return [(bar.name, bar_in_words(bar), bar.note) for bar in block.bars]
