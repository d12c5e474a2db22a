"""The colours by name, for light, dark and high contrast, and how far two of them stand apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tokens:
    window: str
    surface: str
    sidebar: str
    line: str
    track: str  # the empty part of a bar
    control_line: str
    ink: str
    ink_2: str
    accent: str
    accent_soft: str
    on_accent: str
    sure: str
    sure_soft: str
    unsure: str
    unsure_soft: str
    stop: str
    stop_soft: str


LIGHT = Tokens(
    window="#F7F6F3",
    surface="#FFFFFF",
    sidebar="#EFEDE8",
    line="#DEDAD2",
    track="#DEDAD2",
    control_line="#8A8375",
    ink="#22262B",
    ink_2="#5B626B",
    accent="#98491F",
    accent_soft="#F4E5DB",
    on_accent="#FFFFFF",
    sure="#2E6B4F",
    sure_soft="#DFEDE5",
    unsure="#8A5A00",
    unsure_soft="#FBEFD5",
    stop="#A3302B",
    stop_soft="#F8E1DF",
)

DARK = Tokens(
    window="#1B1D20",
    surface="#24272B",
    sidebar="#17191B",
    line="#383C42",
    track="#383C42",
    control_line="#7A818A",
    ink="#ECEAE6",
    ink_2="#A9AFB7",
    accent="#E39A6C",
    accent_soft="#3B2A20",
    on_accent="#1B1D20",
    sure="#7CC7A0",
    sure_soft="#20352B",
    unsure="#E5B95C",
    unsure_soft="#3A2F17",
    stop="#EE8A84",
    stop_soft="#3D2321",
)

# High contrast: every rule and every edge as strong as the writing, no soft backgrounds.
LIGHT_CONTRAST = Tokens(
    window="#FFFFFF",
    surface="#FFFFFF",
    sidebar="#FFFFFF",
    line="#000000",
    track="#CFCFCF",
    control_line="#000000",
    ink="#000000",
    ink_2="#000000",
    accent="#5C2400",
    accent_soft="#FFE3CF",
    on_accent="#FFFFFF",
    sure="#00401F",
    sure_soft="#FFFFFF",
    unsure="#4A2F00",
    unsure_soft="#FFFFFF",
    stop="#7A0A06",
    stop_soft="#FFFFFF",
)

DARK_CONTRAST = Tokens(
    window="#000000",
    surface="#000000",
    sidebar="#000000",
    line="#FFFFFF",
    track="#4A4A4A",
    control_line="#FFFFFF",
    ink="#FFFFFF",
    ink_2="#FFFFFF",
    accent="#FFC08F",
    accent_soft="#4A2400",
    on_accent="#000000",
    sure="#8FF0BE",
    sure_soft="#000000",
    unsure="#FFD66B",
    unsure_soft="#000000",
    stop="#FFB0AB",
    stop_soft="#000000",
)


def tokens(dark: bool, high_contrast: bool = False) -> Tokens:
    if high_contrast:
        return DARK_CONTRAST if dark else LIGHT_CONTRAST
    return DARK if dark else LIGHT


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
