"""Markdown papers, read back by a parser of Markdown that knows tables."""

from __future__ import annotations

import re

import pytest
from any_report import TEXT, WORDS, reports
from every_block import LAW, WHOLE, report
from hypothesis import given
from lxml import html as parser
from markdown_it import MarkdownIt

from assistant.reports import markdown
from assistant.reports.content import Blank, Bullets, Choices, Heading, Paragraph, Report, Span, Table, Words
from assistant.reports.plain import clean, text_of

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read(source: str) -> parser.HtmlElement:
    return parser.fragment_fromstring(_READER.render(source), create_parent="body")


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_headings_lists_tables_and_boxes_are_those_of_markdown() -> None:
    source = markdown.render(WHOLE)
    page = read(source)
    assert [(one.tag, one.text) for one in page.iter("h1", "h2", "h3")] == [
        ("h1", "Post room triage"),
        ("h2", "What the law says"),
        ("h2", "Costs"),
        ("h3", "Sign-off"),
    ]
    assert [len(one) for one in page.iter("ol")] == [2, 1]
    assert "- [x] We have read the points\n- [ ] We shall look at this again" in source
    scores, points, costs = page.iter("table")
    assert [one.text for one in points.iter("th")] == ["Severity", "Point", "Cost"]
    assert len(points.findall("tbody/tr")) == 90
    assert [cell.text_content() for cell in scores.findall("tbody/tr")[2]][:2] == [
        "Vendor's distilled product",
        "out",
    ]
    assert [cell.text_content() for cell in costs.findall("tbody/tr")[1]][1] == "£37,000 to £300,000"
    assert [(one.text, one.get("href")) for one in page.iter("a")] == [("the AI Act", LAW)]


SIGNS = """=== --- ``` ~~~ <b>a</b> [a](b) ![a](b) &amp; &#65; a\\ *a* __a__ `a` <https://a.b> https://a.b www.a.b
    a@b.c ~~a~~ [^1] $a$"""
LINES = (
    "# a",
    "1. a",
    "1) a",
    "- a",
    "+ a",
    "* a",
    "> a",
    "    a",
    "\ta",
    "<!-- a",
    "[a]: b",
    "\\# a",
    "- [ ] a",
)
SEVERAL = ("a\n===", "a\n---", "a | b\n--- | ---", "a  \nb", "a\n\n    b", "a\n1. b\n2. c")


@pytest.mark.parametrize("text", (*SIGNS.split(), *LINES, *SEVERAL))
def test_signs_of_markdown_stay_signs(text: str) -> None:
    page = read(markdown.render(report(Paragraph(text))))
    found = page.xpath("p")[1:-1]  # after the subtitle, before the footer
    assert squeezed("".join(one.text_content() for one in found)) == squeezed(text)
    assert {part.tag for one in found for part in one} <= {"br"}
    assert not page.xpath(
        "//em | //strong | //a | //code | //pre | //ul | //ol | //table | //blockquote | //h2 | //del"
    )


@given(TEXT)
def test_any_text_stays_text_wherever_it_stands(text: str) -> None:
    blocks = (
        Heading(text),
        Paragraph(text),
        Bullets((text, "then"), numbered=True),
        Table(("Head", text), ((text, "cell"),), (0.5, 0.5)),
        Choices((text,)),
        Blank("Label", 1, text),
    )
    page = read(markdown.render(report(*blocks)))
    said = squeezed(clean(text))
    assert squeezed(page.xpath("//h2")[0].text_content()) == said
    assert squeezed(page.xpath("//ol/li")[0].text_content()) == said
    assert squeezed(page.xpath("//ol/li")[1].text_content()) == "then"
    assert squeezed(page.xpath("//th")[1].text_content()) == said
    assert squeezed(page.xpath("//td")[0].text_content()) == said
    assert squeezed(page.xpath("//td")[1].text_content()) == "cell"
    assert squeezed(page.xpath("//ul/li")[0].text_content()) == f"[]{said}"
    assert not page.xpath("//em | //a | //code | //pre | //blockquote | //del | //img | //h3")


@given(WORDS)
def test_bold_and_links_lose_no_word(words: Words) -> None:
    page = read(markdown.render(report(Paragraph(words), Paragraph("end"))))
    found = "".join(one.text_content() for one in page.xpath("p")[1:-1])
    assert squeezed(found) == squeezed(text_of(words)) + "end"
    spans = () if isinstance(words, str) else words
    bold = sum(1 for span in spans if span.bold and text_of((span,)).strip())
    assert bool(page.xpath("//strong")) == bool(bold)
    safe = [span for span in spans if span.address.startswith("https") and text_of((span,)).strip()]
    assert bool(page.xpath("//a")) == bool(safe)


def test_bold_between_letters_and_brackets_is_bold() -> None:
    page = read(markdown.render(report(Paragraph((Span("see"), Span("(this)", bold=True), Span("here"))))))
    assert [one.text for one in page.iter("strong")] == ["(this)"]
    assert page.xpath("p")[1].text_content() == "see(this)here"


@given(reports())
def test_any_report_ends_in_one_newline_and_is_utf8(any_report: Report) -> None:
    made = markdown.render(any_report)
    assert made.encode().decode() == made
    assert re.search(r"[^\n]\n$", made)
