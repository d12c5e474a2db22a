"""Every word can be read and every control be seen, in each theme."""

from __future__ import annotations

import pytest

from assistant.ui.theme.tokens import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, Tokens, contrast, tokens

THEMES = pytest.mark.parametrize(
    "theme", [LIGHT, DARK, LIGHT_CONTRAST, DARK_CONTRAST], ids=["light", "dark", "light high", "dark high"]
)
TEXT = [
    ("ink", "window"),
    ("ink", "surface"),
    ("ink", "sidebar"),
    ("ink", "accent_soft"),
    ("ink_2", "window"),
    ("ink_2", "surface"),
    ("ink_2", "sidebar"),
    ("ink_2", "accent_soft"),
    ("accent", "window"),
    ("accent", "surface"),
    ("accent", "sidebar"),
    ("on_accent", "accent"),
    ("sure", "sure_soft"),
    ("unsure", "unsure_soft"),
    ("stop", "stop_soft"),
    ("ink", "stop_soft"),
    ("ink", "unsure_soft"),
]
CONTROLS = [
    ("control_line", "surface"),
    ("control_line", "window"),
    ("accent", "track"),
    ("sure", "track"),
    ("unsure", "track"),
    ("accent", "surface"),
    ("accent", "accent_soft"),
    ("sure", "surface"),
    ("sure", "accent_soft"),
    ("unsure", "surface"),
    ("unsure", "accent_soft"),
    ("stop", "stop_soft"),
]


@THEMES
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_stands_out_from_what_it_is_on(theme: Tokens, front: str, back: str) -> None:
    assert contrast(getattr(theme, front), getattr(theme, back)) >= 4.5


@THEMES
@pytest.mark.parametrize(("front", "back"), CONTROLS)
def test_controls_stand_out_from_what_they_are_on(theme: Tokens, front: str, back: str) -> None:
    assert contrast(getattr(theme, front), getattr(theme, back)) >= 3.0


@pytest.mark.parametrize("dark", [False, True])
def test_high_contrast_writes_with_at_least_seven_to_one(dark: bool) -> None:
    high = tokens(dark, high_contrast=True)
    assert min(contrast(getattr(high, one), high.surface) for one in ("ink", "ink_2", "sure", "stop")) >= 7


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
