"""Papers as web pages, read back by a parser of HTML."""

from __future__ import annotations

from typing import Any

import pytest
from any_report import TEXT, reports
from every_block import LAW, WHOLE, report
from hypothesis import given, settings
from lxml import html as parser

from assistant.reports import html
from assistant.reports.content import Paragraph, Report, Span, Table
from assistant.reports.plain import clean


@pytest.fixture(scope="module")
def page() -> Any:
    return parser.document_fromstring(html.render(WHOLE))


def test_the_page_names_itself_and_its_language(page: Any) -> None:
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title") == "Post room triage"
    assert [one.text for one in page.iter("h1", "h2", "h3")] == [
        "Post room triage",
        "What the law says",
        "Costs",
        "Sign-off",
    ]


def test_the_page_needs_nothing_beside_it(page: Any) -> None:
    for one in page.iter():
        assert one.tag not in ("script", "link", "iframe", "img", "object", "embed")
        assert not one.get("src") and not one.get("srcset")
    styles = "".join(one.text or "" for one in page.iter("style"))
    assert "url(" not in styles and "@import" not in styles


def test_headings_of_tables_say_what_they_head(page: Any) -> None:
    grid = page.xpath("//table[@class='grid']")[0]
    assert [(one.text, one.get("scope")) for one in grid.iter("th")] == [
        ("Severity", "col"),
        ("Point", "col"),
        ("Cost", "col"),
    ]
    assert grid.findtext("caption") == "Points that need attention"
    assert len(grid.findall("tbody/tr")) == 90


def test_a_link_is_one_only_to_the_web(page: Any) -> None:
    assert [(one.text, one.get("href")) for one in page.iter("a")] == [("the AI Act", LAW)]
    evil = html.render(report(Paragraph((Span("here", address="javascript:alert(1)"),))))
    assert "javascript" not in evil


def test_a_picture_has_its_words_beside_it(page: Any) -> None:
    figures = page.findall(".//figure")
    assert [one.findtext("figcaption") for one in figures] == [
        "How the approaches compare",
        "Total over 36 months",
    ]
    assert all(one.find(".//svg") is not None for one in figures)
    told = [[cell.text_content() for cell in row] for row in figures[1].findall(".//tr")]
    assert ["Prompting a general model", "£37,000 to £300,000", ""] in told
    assert ["Fine-tuning", "not known", "answer the volume first"] in told


def test_no_name_is_there_twice(page: Any) -> None:
    names = page.xpath("//@id")
    assert len(names) == len(set(names))


def test_boxes_are_ticked_as_they_are(page: Any) -> None:
    boxes = page.xpath("//input[@type='checkbox']")
    assert [box.get("checked") is not None for box in boxes] == [True, False]


def test_what_is_filled_in_takes_a_line(page: Any) -> None:
    blanks = page.xpath("//div[@class='blank']")
    assert [len(one.xpath("*[contains(@class, 'line')]")) for one in blanks] == [1, 3]
    assert "Joanna Brook" in blanks[0].text_content()


@given(TEXT)
def test_text_stays_text(text: str) -> None:
    made = html.render(report(Paragraph(text), Table(("Head",), ((text,),), (1.0,))))
    page = parser.document_fromstring(made)
    expected = clean(text).split("\n")
    for place in (page.xpath("//main/p")[0], page.xpath("//td")[0]):
        assert [one.tag for one in place] == ["br"] * (len(expected) - 1)
        assert place.text_content() == "".join(expected)


@settings(max_examples=30)
@given(reports())
def test_any_report_makes_the_same_page_each_time(any_report: Report) -> None:
    made = html.render(any_report)
    assert made == html.render(any_report)
    page = parser.document_fromstring(made.encode(), parser=parser.HTMLParser(encoding="utf-8"))
    assert page.find(".//footer") is not None
    assert not page.xpath("//script")
