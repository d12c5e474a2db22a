"""Labelled texts come out of any spreadsheet's CSV as they went in."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.source import Case, read_source

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@given(texts=st.lists(CELLS, min_size=1, max_size=4))
def test_every_text_comes_back_whatever_signs_it_holds(
    tmp_path_factory: pytest.TempPathFactory, delimiter: str, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "texts.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=delimiter)
        table.writerow(["Text", "Kind"])
        table.writerows([text, "invoice"] for text in texts)
    assert read_source(path, "Text", "Kind") == [Case(label="invoice", text=text) for text in texts]


def test_the_columns_that_are_named_decide_what_parts_them(tmp_path: Path) -> None:
    path = tmp_path / "texts.csv"
    path.write_text("Body, subject, or both;Kind\nPlease pay, soon;\n", encoding="utf-8")
    assert read_source(path, "Body, subject, or both", "Kind") == [
        Case(label="none", text="Please pay, soon")
    ]
