"""Where things lie: what the app keeps, and what ships with it."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def home() -> Path:
    """The folder of everything that the app keeps. $STILLROOM_HOME moves it. It may not exist yet."""
    chosen = os.environ.get("STILLROOM_HOME", "").strip()
    if chosen:
        return Path(chosen).expanduser().absolute()
    return Path(platformdirs.user_data_dir("Stillroom", appauthor=False, roaming=False))


def resources() -> Path:
    """The folder of models, packs and samples that ship with the app.

    A wheel or an installer carries it inside the package, a checkout has it beside the package.
    """
    shipped = _PACKAGE / "_resources"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "resources"
