"""Any text is cut into windows that the encoder can take, and nothing of it is lost or out of place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.windows import document_windows, page_windows, spread
from assistant.documents.document import Page


def letters(text: str) -> list[int]:
    """A stand-in for the tokenizer with its one property that matters: ids add up over white space."""
    return [ord(c) for c in text if not c.isspace()]


@given(st.text(alphabet="ab \n\t", max_size=2_000), st.integers(8, 60))
def test_windows_hold_every_token_once_in_order(text: str, size: int) -> None:
    windows = list(page_windows(Page(number=1, text=text), letters, size))
    assert [token for window in windows for token in window.tokens] == letters(text)[
        : sum(len(w.tokens) for w in windows)
    ]
    assert all(len(window.tokens) <= size for window in windows)
    if all(len(word) <= 100 for word in text.split()):
        assert [token for window in windows for token in window.tokens] == letters(text)


@given(st.text(alphabet="ab \n", min_size=1, max_size=800))
def test_windows_point_into_the_page(text: str) -> None:
    for window in page_windows(Page(number=3, text=text), letters, 40):
        assert window.page == 3
        assert 0 <= window.start <= window.end <= len(text)


def test_every_short_page_gets_a_window_of_its_own() -> None:
    pages = [Page(number=n, text=f"page {n}") for n in (1, 2, 3)]
    assert [window.page for window in document_windows(pages, letters)] == [1, 2, 3]


@given(st.integers(0, 500), st.integers(2, 40))
def test_a_long_document_is_looked_at_from_its_first_page_to_its_last(count: int, limit: int) -> None:
    chosen = spread(count, limit)
    assert len(chosen) == min(count, limit)
    assert chosen == sorted(set(chosen))
    if count:
        assert chosen[0] == 0
        assert chosen[-1] == count - 1
