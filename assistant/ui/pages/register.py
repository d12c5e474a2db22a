"""Which pages there are, where the side bar shows them, and how each is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from assistant.ui.pages.page import Page
from assistant.ui.session import Session
from assistant.ui.text import tr
from assistant.ui.theme.theme import Theme


@dataclass(frozen=True)
class Entry:
    """A page is made when it is first asked for. Without a group it is reached from the menu only, or from
    the pages of the entry that it is `inside`."""

    id: str
    name: str
    make: Callable[[Session, Theme], Page]
    group: str = ""
    inside: str = ""


def entries() -> tuple[Entry, ...]:
    """Side bar order. A page comes in here when it works."""
    return (
        Entry("sort", tr("Sort"), _page("sort", "SortPage"), group=tr("Documents")),
        Entry("review", tr("Review"), _page("review", "ReviewPage"), group=tr("Documents")),
        Entry("categories", tr("Categories"), _page("categories", "CategoriesPage"), group=tr("Documents")),
        Entry("decide", tr("Is distillation right?"), _page("decide", "DecidePage"), group=tr("Decide")),
        Entry("question", tr("Questions"), _page("question", "QuestionPage"), inside="decide"),
        Entry("result", tr("Result"), _page("result", "ResultPage"), inside="decide"),
        Entry("flags", tr("All points of law and guidance"), _page("flags", "FlagsPage"), inside="decide"),
        Entry("vendor", tr("Check a vendor's offer"), _page("vendor", "VendorPage"), inside="decide"),
        Entry("papers", tr("Reports and papers"), _page("papers", "PapersPage"), inside="decide"),
        Entry(
            "compare", tr("Two assessments side by side"), _page("compare", "ComparePage"), inside="decide"
        ),
        Entry("glossary", tr("Glossary"), _page("glossary", "GlossaryPage"), inside="decide"),
        Entry("rules", tr("Rules"), _page("rules", "RulesPage"), inside="decide"),
        Entry("settings", tr("Settings"), _page("settings", "SettingsPage")),
        Entry("kept", tr("What is kept"), _kept),
        Entry("offline", tr("How to check that it works offline"), _offline),
        Entry("keys", tr("Keyboard shortcuts"), _keys),
        Entry("about", tr("About Stillroom"), _about),
    )


def _page(module: str, name: str) -> Callable[[Session, Theme], Page]:
    """Its module is imported when the page is first asked for, so that the window does not wait for it."""

    def make(session: Session, theme: Theme) -> Page:
        made: Page = getattr(import_module(f"assistant.ui.pages.{module}"), name)(session, theme)
        return made

    return make


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
