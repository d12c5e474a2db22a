"""Which pages there are, where the side bar shows them, and how each is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.ui.pages.page import Page
from assistant.ui.session import Session
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme


@dataclass(frozen=True)
class Entry:
    """A page is made when it is first asked for. Without a group it is reached from the menu only."""

    id: str
    name: str
    make: Callable[[Session, Theme], Page]
    group: str = ""


def entries() -> tuple[Entry, ...]:
    """Side bar order. A page comes in here when it works."""
    return (
        Entry("sort", tr("Sort"), _sort, group=tr("Documents")),
        Entry("settings", tr("Settings"), _settings),
        Entry("kept", tr("What is kept"), _kept),
        Entry("offline", tr("How to check that it works offline"), _offline),
        Entry("keys", tr("Keyboard shortcuts"), _keys),
        Entry("about", tr("About Stillroom"), _about),
    )


def _sort(session: Session, theme: Theme) -> Page:
    from assistant.ui.pages.sort import SortPage

    return SortPage(session, theme)


def _settings(session: Session, theme: Theme) -> Page:
    from assistant.ui.pages.settings import SettingsPage

    return SettingsPage(session, theme)


def _kept(session: Session, theme: Theme) -> Page:
    from assistant.ui.pages.information import KeptPage

    return KeptPage(session)


def _offline(session: Session, theme: Theme) -> Page:
    from assistant.ui.pages.information import OfflinePage

    return OfflinePage()


def _keys(session: Session, theme: Theme) -> Page:
    from assistant.ui.pages.information import KeysPage

    return KeysPage()


def _about(session: Session, theme: Theme) -> Page:
    from assistant.ui.pages.information import AboutPage

    return AboutPage()
