"""What Word files can hold and python-docx has no call for: links, boxes to tick, numbers from one, fields."""

from __future__ import annotations

from typing import Any

from assistant.reports import look
from assistant.reports.content import Words
from assistant.reports.plain import spans

_CHECK = "http://schemas.microsoft.com/office/word/2010/wordml"


def say(paragraph: Any, words: Words) -> None:
    """Adds the words; a newline is a line's end, an address a link."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for span in spans(words):
        run = paragraph.add_run(span.text)
        run.bold = span.bold or None
        if span.address:
            link = OxmlElement("w:hyperlink")
            relation = paragraph.part.relate_to(span.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link.set(qn("r:id"), relation)
            run.style = "Hyperlink"
            run._r.addprevious(link)
            link.append(run._r)


def hold(paragraph: Any) -> None:
    """Keeps the paragraph on the page of the next one."""
    paragraph.paragraph_format.keep_with_next = True


def restart_numbers(document: Any, lines: list[Any]) -> None:
    """Makes the lines a numbered list of their own that begins at one."""
    numbering = document.part.numbering_part.element
    first = document.styles["List Number"].element.pPr.numPr.numId.val
    number = numbering.add_num(numbering.num_having_numId(first).abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    for line in lines:
        numbered = line._p.get_or_add_pPr().get_or_add_numPr()
        numbered.get_or_add_ilvl().val = 0
        numbered.get_or_add_numId().val = number.numId


def check_box(paragraph: Any, ticked: bool) -> None:
    """A box that can be ticked in Word, and is a plain sign elsewhere."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    sign, fonts = (
        (look.TICKED if ticked else look.UNTICKED),
        'w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol"',
    )
    states = "".join(
        f'<w14:{state}State w14:val="{ord(shape):04X}" w14:font="Segoe UI Symbol"/>'
        for state, shape in (("checked", look.TICKED), ("unchecked", look.UNTICKED))
    )
    box = f"""
        <w:sdt {nsdecls("w")} xmlns:w14="{_CHECK}">
          <w:sdtPr><w14:checkbox><w14:checked w14:val="{int(ticked)}"/>{states}</w14:checkbox></w:sdtPr>
          <w:sdtContent><w:r><w:rPr><w:rFonts {fonts}/></w:rPr><w:t>{sign}</w:t></w:r></w:sdtContent>
        </w:sdt>"""
    paragraph._p.append(parse_xml("".join(line.strip() for line in box.splitlines())))


def field(paragraph: Any, code: str) -> None:
    """A number that Word works out, such as PAGE."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    run._r.addprevious(simple)
    simple.append(run._r)


def describe(shape: Any, number: int, title: str, text: str) -> None:
    """What is read aloud in place of the picture."""
    properties = shape._inline.docPr
    properties.set("id", str(number))
    properties.set("name", f"Picture {number}")
    properties.set("title", title)
    properties.set("descr", text)


def row_rules(row: Any, head: bool, whole: bool) -> None:
    """A heading is repeated on every page; a row that is not too long stays whole."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    if whole:
        properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def line_below(cell: Any) -> None:
    """A dark line under a heading of a table."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    line = f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{look.INK[1:]}"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(f"<w:tcBorders {nsdecls('w')}>{line}</w:tcBorders>"))


def table_lines(table: Any) -> None:
    """Lines between the rows and none between the columns; no space to the left of the text."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    line = f'w:val="single" w:sz="4" w:space="0" w:color="{look.LINE[1:]}"'
    borders = f"<w:tblBorders {nsdecls('w')}><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
    margins = (
        f'<w:tblCellMar {nsdecls("w")}><w:top w:w="60" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="120" w:type="dxa"/></w:tblCellMar>'
    )
    properties = table._tbl.tblPr
    layout = properties.find(properties.tag.replace("tblPr", "tblLayout"))
    layout.addprevious(parse_xml(borders))  # the format has an order: borders, layout, margins
    layout.addnext(parse_xml(margins))
