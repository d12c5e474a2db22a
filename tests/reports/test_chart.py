"""The two pictures: what they say, how big they are, and that any value can be drawn."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace

from any_report import PICTURES
from every_block import BARS, SCORES
from hypothesis import given, settings
from lxml import etree
from PIL import Image

from assistant.reports import chart
from assistant.reports.content import Bar, Bars, Scores
from assistant.reports.look import CHART


def words(svg: str) -> list[str]:
    return [one.text or "" for one in etree.fromstring(svg.encode()).iter("{http://www.w3.org/2000/svg}text")]


def colours(png: bytes) -> set[tuple[int, int, int]]:
    picture = Image.open(io.BytesIO(png)).convert("RGBA")
    found = picture.getcolors(picture.width * picture.height) or []
    return {colour[:3] for _, colour in found if colour[3] == 255}


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def test_a_bar_stands_with_its_name_and_its_range() -> None:
    said = words(chart.bars_svg(BARS, 500))
    assert {"As today", "£720,000", "Prompting a general model", "£37,000 to £300,000"} <= set(said)
    assert "Not known: answer the volume first" in said


def test_a_score_stands_with_its_name_its_number_and_its_note() -> None:
    said = words(chart.scores_svg(SCORES, 500))
    assert {"82", "out", "Start here", "Out: three of four questions unanswered"} <= set(said)


def test_text_is_never_a_formula() -> None:
    said = words(
        chart.bars_svg(Bars("", (Bar("From $5 to $6_x", 1, 2), Bar(r"\frac{a}{b} <b>&", 1, 2))), 500)
    )
    assert {"From $5 to $6_x", r"\frac{a}{b} <b>&"} <= set(said)


def test_a_picture_is_as_wide_as_asked_and_wears_the_colours_given() -> None:
    dark = replace(CHART, ink="#ECEAE6", accent="#E39A6C", bar="#A9AFB7")
    png = chart.bars_png(BARS, width_px=400, scale=2, colours=dark)
    assert Image.open(io.BytesIO(png)).width == 800
    assert {rgb("#E39A6C"), rgb("#A9AFB7")} <= colours(png)
    assert rgb(CHART.accent) not in colours(png)


def test_the_background_is_left_to_the_page() -> None:
    picture = Image.open(io.BytesIO(chart.scores_png(SCORES, width_px=300, scale=1)))
    assert picture.convert("RGBA").getpixel((150, picture.height - 1))[3] == 0


def test_the_same_picture_is_the_same_file() -> None:
    assert chart.bars_png(BARS, width_px=400, scale=1) == chart.bars_png(BARS, width_px=400, scale=1)
    assert chart.scores_svg(SCORES, 400) == chart.scores_svg(SCORES, 400)


def test_a_label_never_leaves_the_picture() -> None:
    for low, high in ((0, 1e9), (1e9, 1e9), (-5e6, -4e6), (-3e5, 8e8), (0, 0)):
        bars = Bars("", (Bar("A long name for a way of doing the work", low, high, best=True),))
        figure = chart.bars_figure(bars, 400)
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        FigureCanvasAgg(figure).draw()
        for text in figure.axes[0].texts:
            box = text.get_window_extent()
            assert box.x0 >= -2 and box.x1 <= 402, (low, high, text.get_text())


def test_the_window_starts_without_the_heavy_libraries() -> None:
    code = (
        "import sys; from assistant.reports import chart, html, markdown, pdf, word, save; "
        "print([one for one in ('matplotlib', 'reportlab', 'docx', 'jinja2', 'numpy') if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@settings(max_examples=40)
@given(PICTURES)
def test_any_picture_can_be_drawn(block: Bars | Scores) -> None:
    draw_svg, draw_png = (
        (chart.bars_svg, chart.bars_png) if isinstance(block, Bars) else (chart.scores_svg, chart.scores_png)
    )
    etree.fromstring(draw_svg(block, 400).encode())  # type: ignore[arg-type]
    assert Image.open(io.BytesIO(draw_png(block, width_px=200, scale=1))).width == 200  # type: ignore[arg-type]
