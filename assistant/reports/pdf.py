"""A paper as PDF for A4, laid out by reportlab with the fonts inside the file."""

from __future__ import annotations

import calendar
import io
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.reports import look
from assistant.reports.content import Report
from assistant.reports.fonts import bold, regular, shown
from assistant.reports.pdf_blocks import Setter
from assistant.reports.pdf_style import BOLD, REGULAR, fitted, markup, style
from assistant.reports.plain import MISSING, clean, one_line

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_MM = 72 / 25.4
_LEFT = _RIGHT = 20 * _MM
_TOP = 20 * _MM
_FOOT = 12 * _MM  # from the page's edge to the footer
_LABEL = 26 * _MM  # what the page's number takes of the footer's line
_MOST_FOOTER = 5  # lines
_BOXES = (
    f"A {MISSING} stands for a character that the fonts of this PDF do not have. "
    "The Word file and the web page of this paper hold every character."
)


def render(report: Report) -> bytes:
    """The file. The same report gives the same bytes."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    _fonts()
    width = A4[0] - _LEFT - _RIGHT
    foot = Paragraph(markup(one_line(report.footer)), style("foot"))
    foot = fitted(foot, width - _LABEL, _MOST_FOOTER * style("foot").leading)
    foot_height = foot.wrap(width - _LABEL, A4[1])[1]
    bottom = _FOOT + foot_height + 6 * _MM
    out = io.BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=A4,
        title=one_line(report.title),
        author=one_line(report.author),
        subject=one_line(report.subtitle),
        creator="Stillroom",
        lang="en-GB",
        displayDocTitle=True,
        invariant=True,
        pageCompression=1,
    )

    def finish(canvas: Canvas, _: Any) -> None:
        canvas.saveState()
        canvas.setStrokeColor(look.LINE)
        canvas.setLineWidth(0.6)
        canvas.line(_LEFT, _FOOT + foot_height + 2 * _MM, A4[0] - _RIGHT, _FOOT + foot_height + 2 * _MM)
        foot.drawOn(canvas, _LEFT, _FOOT)
        canvas.doForm(_label(canvas.getPageNumber()))
        if canvas.getPageNumber() > 1:
            canvas.setFont(REGULAR, style("foot").fontSize)
            canvas.setFillColor(look.QUIET)
            canvas.drawString(_LEFT, A4[1] - _TOP + 5 * _MM, shown(one_line(report.title, 90)))
        canvas.restoreState()

    frame = Frame(_LEFT, bottom, width, A4[1] - _TOP - bottom, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=finish))
    setter = Setter(width, A4[1] - _TOP - bottom)
    story = [*setter.opening(report), *setter.story(report.blocks)]
    if _lacks(report):
        story += setter.small_print(_BOXES)
    document.build(story, canvasmaker=_paper(report, A4[0] - _RIGHT, _FOOT + foot_height))
    return out.getvalue()


def _paper(report: Report, right: float, top: float) -> type[Canvas]:
    """The canvas of one report: dated by its day, and with "Page 2 of 5" filled in when all pages are known."""
    from reportlab.pdfgen.canvas import Canvas

    class Paper(Canvas):  # type: ignore[misc]
        def __init__(self, *args: Any, **how: Any) -> None:
            super().__init__(*args, **how)
            moment = report.day.timetuple()
            stamp = self._doc._timeStamp
            stamp.t = float(calendar.timegm(moment))
            stamp.lt = tuple(moment)
            stamp.YMDhms = tuple(moment)[:6]

        def save(self) -> None:
            pages = self.getPageNumber() - 1
            size = style("foot").fontSize
            for page in range(1, pages + 1):
                self.beginForm(_label(page))
                self.setFont(REGULAR, size)
                self.setFillColor(look.QUIET)
                self.drawRightString(right, top - size, f"Page {page} of {pages}")
                self.endForm()
            super().save()

    return Paper


def _label(page: int) -> str:
    return f"page-{page}"


def _lacks(report: Report) -> bool:
    """Is there a character anywhere in the report that the fonts do not have?"""
    return any(shown(text) != text for text in map(clean, _texts(asdict(report))))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | tuple | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


@cache
def _fonts() -> None:
    """Makes the fonts known to reportlab, which keeps them for the whole process."""
    from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
    from reportlab.pdfbase.ttfonts import TTFont

    registerFont(TTFont(REGULAR, str(regular())))
    registerFont(TTFont(BOLD, str(bold())))
    registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
