"""The categories that a document may be put under."""

from __future__ import annotations

from assistant.ui.session import Session
from assistant.ui.state.row import NONE
from assistant.ui.text import tr


def categories(session: Session) -> list[tuple[str, str]]:
    """Every category of the pack by id and name, and a person's 'none of these'."""
    return [*session.names.items(), (NONE, tr("None of these"))]
