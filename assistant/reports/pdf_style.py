"""The look of the PDF: its kinds of paragraphs, and words as reportlab takes them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from assistant.reports import look
from assistant.reports.content import Span, Words
from assistant.reports.fonts import shown
from assistant.reports.plain import spans

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle

REGULAR, BOLD = "Stillroom", "Stillroom-Bold"
LEADING = 13.2
_SIZE = 9.0
_INDENT = 20.0
# font, size, leading, space before, space after, colour
_STYLES: dict[str, tuple[str, float, float, float, float, str]] = {
    "plain": (REGULAR, _SIZE, LEADING, 0, 6, look.INK),
    "quiet": (REGULAR, 8.0, 11.5, 0, 6, look.QUIET),
    "answer": (BOLD, 11.0, 16.0, 0, 0, look.INK),
    "warning": (BOLD, _SIZE, LEADING, 0, 0, look.STOP),
    "title": (BOLD, 18.0, 23.0, 0, 3, look.INK),
    "subtitle": (REGULAR, 9.0, 13.0, 0, 0, look.QUIET),
    "heading1": (BOLD, 14.0, 18.0, 16, 6, look.INK),
    "heading2": (BOLD, 11.0, 15.0, 11, 4, look.INK),
    "heading3": (BOLD, _SIZE, LEADING, 8, 3, look.QUIET),
    "caption": (BOLD, _SIZE, LEADING, 4, 4, look.INK),
    "item": (REGULAR, _SIZE, LEADING, 0, 3, look.INK),
    "cell": (REGULAR, 8.0, 11.4, 0, 0, look.INK),
    "head": (BOLD, 8.0, 11.4, 0, 0, look.INK),
    "label": (BOLD, _SIZE, LEADING, 6, 0, look.INK),
    "filled": (REGULAR, _SIZE, LEADING, 0, 0, look.INK),
    "foot": (REGULAR, 7.0, 9.4, 0, 0, look.QUIET),
}


@cache
def style(name: str, right: bool = False) -> ParagraphStyle:
    from reportlab.lib.enums import TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    font, size, leading, before, after, colour = _STYLES[name]
    return ParagraphStyle(
        f"{name}-{right}",
        fontName=font,
        fontSize=size,
        leading=leading,
        spaceBefore=before,
        spaceAfter=after,
        textColor=colour,
        alignment=TA_RIGHT if right else TA_LEFT,
        leftIndent=_INDENT if name == "item" else 0,
        bulletFontName=REGULAR,
        bulletFontSize=size,
        bulletIndent=4 if name == "item" else 0,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
    )


def markup(words: Words) -> str:
    """The words in reportlab's own markup, in which the text itself can be none."""
    return "".join(_marked(span) for span in spans(words))


def _marked(span: Span) -> str:
    text = escape(shown(span.text)).replace("\n", "<br/>")
    if span.bold:
        text = f"<b>{text}</b>"
    if span.address:
        text = f'<a href={quoteattr(span.address)} color="{look.ACCENT}">{text}</a>'
    return text


def fitted(paragraph: Any, width: float, height: float) -> Any:
    """As much of the paragraph as `height` holds."""
    paragraph.wrap(width, height)
    return (paragraph.split(width, height) or [paragraph])[0]
