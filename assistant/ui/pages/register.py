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
        Entry("sort", tr("Sort"), _sort, group=tr("Documents")),
        Entry("review", tr("Review"), _review, group=tr("Documents")),
        Entry("categories", tr("Categories"), _categories, group=tr("Documents")),
        Entry("decide", tr("Is distillation right?"), _decide, group=tr("Decide")),
        Entry("question", tr("Questions"), _question, inside="decide"),
        Entry("result", tr("Result"), _result, inside="decide"),
        Entry("flags", tr("All points of law and guidance"), _flags, inside="decide"),
        Entry("vendor", tr("Check a vendor's offer"), _vendor, inside="decide"),
        Entry("papers", tr("Reports and papers"), _papers, inside="decide"),
        Entry("compare", tr("Two assessments side by side"), _compare, inside="decide"),
        Entry("glossary", tr("Glossary"), _glossary, inside="decide"),
        Entry("rules", tr("Rules"), _rules, inside="decide"),
        Entry("settings", tr("Settings"), _settings),
        Entry("kept", tr("What is kept"), _kept),
        Entry("offline", tr("How to check that it works offline"), _offline),
        Entry("keys", tr("Keyboard shortcuts"), _keys),
        Entry("about", tr("About Stillroom"), _about),
    )


def _sort(session: Session, theme: Theme) -> Page:
    from assistant.ui.pages.sort import SortPage

    return SortPage(session, theme)


def _review(session: Session, theme: Theme) -> Page:
    from assistant.ui.pages.review import ReviewPage

    return ReviewPage(session, theme)


def _categories(session: Session, theme: Theme) -> Page:
    from assistant.ui.pages.categories import CategoriesPage

    return CategoriesPage(session, theme)


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


def _decide(session: Session, theme: Theme) -> Page:
    from assistant.ui.pages.decide import DecidePage

    return DecidePage(session, theme)


def _question(session: Session, theme: Theme) -> Page:
    from assistant.ui.pages.question import QuestionPage

    return QuestionPage(session, theme)


def _result(session: Session, theme: Theme) -> Page:
    from assistant.ui.pages.result import ResultPage

    return ResultPage(session, theme)


def _flags(session: Session, theme: Theme) -> Page:
    from assistant.ui.pages.flags import FlagsPage

    return FlagsPage(session, theme)


def _vendor(session: Session, theme: Theme) -> Page:
    from assistant.ui.pages.vendor import VendorPage

    return VendorPage(session, theme)


def _papers(session: Session, theme: Theme) -> Page:
    from assistant.ui.pages.papers import PapersPage

    return PapersPage(session, theme)


def _compare(session: Session, theme: Theme) -> Page:
    from assistant.ui.pages.compare import ComparePage

    return ComparePage(session, theme)


def _glossary(session: Session, theme: Theme) -> Page:
    from assistant.ui.pages.glossary import GlossaryPage

    return GlossaryPage(session, theme)


def _rules(session: Session, theme: Theme) -> Page:
    from assistant.ui.pages.rules import RulesPage

    return RulesPage(session, theme)
