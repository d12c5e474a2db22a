"""The look of a Word file: its styles, its page, and what stands at the head and the foot of each."""

from __future__ import annotations

from typing import Any

from assistant.reports import look
from assistant.reports.word_xml import field, say

_FONT = "Calibri"
# What a paragraph is to the renderer, and its name in Word's list of styles.
NAMES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "plain": "Normal",
    "quiet": "Small print",
    "answer": "Answer",
    "warning": "Warning",
    "caption": "Caption",
    "cell": "Cell",
    "head": "Cell heading",
    "label": "Label",
    "line": "Line to fill in",
    "choice": "Choice",
    "picture": "Picture",
    "gap": "Gap",
}
# size, bold, colour, points before and after
_LOOKS: dict[str, tuple[float, bool, str, float, float]] = {
    "Normal": (10.5, False, look.INK, 0, 6),
    "Title": (22, True, look.INK, 0, 2),
    "Subtitle": (10, False, look.QUIET, 0, 12),
    "Heading 1": (16, True, look.INK, 18, 6),
    "Heading 2": (12.5, True, look.INK, 12, 4),
    "Heading 3": (10.5, True, look.QUIET, 10, 3),
    "List Bullet": (10.5, False, look.INK, 0, 3),
    "List Number": (10.5, False, look.INK, 0, 3),
    "Caption": (10.5, True, look.INK, 6, 4),
    "Small print": (9, False, look.QUIET, 0, 6),
    "Answer": (13, True, look.INK, 6, 10),
    "Warning": (10.5, True, look.STOP, 4, 8),
    "Cell": (9, False, look.INK, 0, 0),
    "Cell heading": (9, True, look.INK, 0, 0),
    "Label": (10.5, True, look.INK, 8, 0),
    "Line to fill in": (10.5, False, look.INK, 8, 0),
    "Choice": (10.5, False, look.INK, 2, 2),
    "Picture": (10.5, False, look.INK, 0, 6),
    "Gap": (4, False, look.INK, 0, 4),
    "Header": (8, False, look.QUIET, 0, 0),
    "Footer": (8, False, look.QUIET, 0, 0),
}
_CAPTIONS = {"Heading 1", "Heading 2", "Heading 3"}


def dress(document: Any) -> None:
    """Gives the document its styles, in British English."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    styles = document.styles
    known = {style.name for style in styles}
    for name, (size, bold, colour, before, after) in _LOOKS.items():
        if name not in known:
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
        style = styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = RGBColor.from_string(colour[1:])
        _font(style)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = name in _CAPTIONS
        style.paragraph_format.widow_control = True
    for name in ("Answer", "Warning"):
        styles[name].paragraph_format.left_indent = Cm(0.35)
        styles[name].paragraph_format.right_indent = Cm(0.2)
    styles["Choice"].paragraph_format.left_indent = Cm(0.7)
    styles["Choice"].paragraph_format.first_line_indent = Cm(-0.7)
    styles["Choice"].paragraph_format.tab_stops.add_tab_stop(Cm(0.7))
    _edges(styles)
    _links(styles)
    _language(document)


def paper(document: Any, title: str, footer: str) -> None:
    """A4; the title at the head of all pages but the first, the footer and the page's number at every foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.2)
    section.header_distance, section.footer_distance = Cm(1.1), Cm(1.0)
    section.different_first_page_header_footer = True
    say(section.header.paragraphs[0], title)
    for part in (section.footer, section.first_page_footer):
        part.paragraphs[0].style = "Footer"
        say(part.paragraphs[0], footer)
        number = part.add_paragraph(style="Footer")
        number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        say(number, "Page ")
        field(number, "PAGE")
        say(number, " of ")
        field(number, "NUMPAGES")


def _font(style: Any) -> None:
    """One font for every script, in place of the theme's."""
    from docx.oxml.ns import qn

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _edges(styles: Any) -> None:
    """Edges and grounds of boxes, the rule under the subtitle, and the lines to write on."""
    box = {"Answer": (look.ACCENT, look.ACCENT_SOFT), "Warning": (look.STOP, look.STOP_SOFT)}
    for name, (edge, ground) in box.items():
        _edge(styles[name], "left", edge, 24, ground)
    _edge(styles["Title"], "", "", 0)
    _edge(styles["Subtitle"], "bottom", look.ACCENT, 8)
    _edge(styles["Line to fill in"], "bottom", look.CONTROL, 6)
    _edge(styles["Footer"], "", "", 0)


def _edge(style: Any, side: str, colour: str, size: int, ground: str = "") -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")) + properties.findall(qn("w:shd")):
        properties.remove(old)
    # The format has an order, and python-docx knows it: what comes after these two goes behind them.
    after = (
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:contextualSpacing",
        "w:jc",
        "w:outlineLvl",
    )
    if side:
        line = f'w:val="single" w:sz="{size}" w:space="6" w:color="{colour[1:]}"'
        between = f"<w:between {line}/>" if style.name == "Line to fill in" else ""
        edges = parse_xml(f"<w:pBdr {nsdecls('w')}><w:{side} {line}/>{between}</w:pBdr>")
        properties.insert_element_before(edges, "w:shd", *after)
    if ground:
        shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{ground[1:]}"/>'
        properties.insert_element_before(parse_xml(shade), *after)


def _links(styles: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import RGBColor

    style = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    style.font.color.rgb = RGBColor.from_string(look.ACCENT[1:])
    style.font.underline = True


def _language(document: Any) -> None:
    """British English, and the layout of today's Word: without it a file opens in compatibility mode."""
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    settings = document.settings.element
    for language in settings.findall(qn("w:themeFontLang")):
        language.set(qn("w:val"), "en-GB")
    modes = [
        one for one in settings.iter(qn("w:compatSetting")) if one.get(qn("w:name")) == "compatibilityMode"
    ]
    for mode in modes:
        mode.set(qn("w:val"), "15")
