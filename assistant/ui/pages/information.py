"""Pages that only tell: what is kept, how to check the offline promise, the keys, the licences."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import metadata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from assistant.ui import desktop
from assistant.ui.pages.page import Page
from assistant.ui.session import Session
from assistant.ui.text import safe, tr
from assistant.ui.widgets.controls import button, card, label

WIDTH = 720


class InformationPage(Page):
    """Cards under one another in a column that can be read comfortably and scrolled with the keys."""

    def __init__(self) -> None:
        super().__init__()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(self.title)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = QWidget()
        inside.setObjectName("scrolled")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(24, 0, 24, 24)
        self.column.setSpacing(12)
        self._area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def panes(self) -> list[QWidget]:
        return [self._area]

    def shown(self) -> None:
        self._area.setFocus()

    def add_card(self, title: str, paragraphs: Sequence[str], kind: str = "card") -> QVBoxLayout:
        made = card(kind)
        made.setMaximumWidth(WIDTH)
        inside = QVBoxLayout(made)
        inside.setContentsMargins(16, 14, 16, 16)
        inside.setSpacing(8)
        if title:
            inside.addWidget(label(title, "card-title"))
        for paragraph in paragraphs:
            text = label(paragraph, wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            inside.addWidget(text)
        self.column.addWidget(made)
        return inside

    def end(self) -> None:
        self.column.addStretch(1)


class KeptPage(InformationPage):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._folder = str(session.home)
        answer = tr(
            "The text of your documents is never kept. What is kept stays in one folder on this computer."
        )
        self.add_card("", [answer], kind="answer")
        self.add_card(
            tr("What is kept"),
            [
                tr("For each document: where it lies, its fingerprint (SHA-256), the category, how sure that "
                   "is, the reasons, and where in the text the deciding passages are, as positions only."),
                tr("Your own answers, so that sorting again never overwrites them."),
                tr("Your assessments: the answers, notes, names and dates that you have typed in, and the last "
                   "advice in short."),
                tr("Newer rules, where you have imported some."),
                tr("Your own packs: numbers made from their examples, phrases that stood in two or more of them, and "
                   "the examples' file names."),
                tr("Your settings and the place of this window."),
                tr("A log of faults in the program itself, without names or text of documents."),
            ],
        )  # fmt: skip
        place = self.add_card(tr("Where it is kept"), [safe(self._folder)])
        show = button(tr("Show the folder"))
        show.setSizePolicy(show.sizePolicy().horizontalPolicy().Fixed, show.sizePolicy().verticalPolicy())
        show.clicked.connect(self._show)
        place.addWidget(show)
        self.add_card(
            tr("To remove it"),
            [tr("Close Stillroom and delete that folder. Your documents themselves are not in it.")],
        )
        self.end()

    @property
    def title(self) -> str:
        return tr("What is kept")

    @property
    def context(self) -> str:
        return tr("Everything that Stillroom remembers, and where")

    def _show(self) -> None:
        refusal = desktop.show_in_folder(f"{self._folder}/workspace.sqlite3")
        if refusal:
            self.add_card("", [refusal])


class OfflinePage(InformationPage):
    def __init__(self) -> None:
        super().__init__()
        self.add_card(
            "",
            [tr("Stillroom has no part that connects to the internet. The model, the categories and the "
                "readers are all in the program. You need not take our word for it:")],
            kind="answer",
        )  # fmt: skip
        self.add_card(
            tr("Pull the plug"),
            [tr("Switch off Wi-Fi or pull out the network cable, then sort the same folder again. "
                "The answers are the same.")],
        )  # fmt: skip
        self.add_card(
            tr("Watch it"),
            [
                tr("Windows: open Resource Monitor, then Network, and look for Stillroom. It is not listed."),
                tr("macOS: open Activity Monitor, then Network, and look for Stillroom. It sends nothing."),
                tr("Linux: start it without a network: unshare --net --map-root-user stillroom"),
            ],
        )
        self.add_card(
            tr("What about files in a cloud folder?"),
            [tr("Files that lie only in the cloud are counted and never opened without your agreement. "
                "When you agree, it is your cloud program that fetches them, not Stillroom.")],
        )  # fmt: skip
        self.end()

    @property
    def title(self) -> str:
        return tr("How to check that it works offline")

    @property
    def context(self) -> str:
        return tr("Nothing leaves this computer")


KEYS = (
    ("1 - 9", "Choose one of this document's candidates, or one of a question's answers"),
    ("0", "Other category; in Review: none of these"),
    ("A - Z", "In Review: find another category by its name"),
    ("Space", "In Review: leave the document for later"),
    ("Left, Right", "In Review: the document before or after"),
    ("Ctrl+Z", "Undo the last answer or change"),
    ("Enter", "Open the file, accept the suggestion, or go on to the next question"),
    ("Ctrl+Enter", "In Review: open the file"),
    ("F2", "Rename the assessment"),
    ("Del", "Delete the assessment (it can be undone)"),
    ("F3", "Next marked passage"),
    ("Ctrl+F", "Search"),
    ("Ctrl+O", "Add files"),
    ("Ctrl+Shift+O", "Add a folder"),
    ("Ctrl+N", "Start a new list"),
    ("Ctrl+E", "Export the list"),
    ("Ctrl+P", "Pause or resume sorting"),
    ("Esc", "Stop sorting, take a filter away, or close what is open"),
    ("Ctrl+A", "Select every document shown"),
    ("F6", "Go to the next pane"),
    ("Shift+F6", "Go to the pane before"),
    ("Alt+Left", "Go back to the document, the question or the page before"),
    ("F10", "Open the menu"),
    ("F1", "Show these shortcuts"),
)


class KeysPage(InformationPage):
    def __init__(self) -> None:
        super().__init__()
        inside = self.add_card("", [])
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for row, (keys, what) in enumerate(KEYS):
            grid.addWidget(
                label(keys, "key"), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            )
            grid.addWidget(label(tr(what), wrap=True), row, 1)
        inside.addLayout(grid)
        self.add_card("", [tr("Single keys do nothing while you are typing in a field.")])
        self.end()

    @property
    def title(self) -> str:
        return tr("Keyboard shortcuts")

    @property
    def context(self) -> str:
        return tr("Everything can be done without a mouse")


LICENCES = (
    ("all-MiniLM-L6-v2", "Apache-2.0"),
    ("llama.cpp", "MIT"),
    ("Qt and PySide6", "LGPL-3.0"),
    ("Lucide icons", "ISC, MIT"),
    ("pydantic", "MIT"),
    ("NumPy, SciPy, scikit-learn", "BSD-3-Clause"),
    ("XlsxWriter", "BSD-2-Clause"),
    ("ReportLab", "BSD-3-Clause"),
    ("Matplotlib and DejaVu fonts", "PSF-style, Bitstream Vera"),
    ("Jinja", "BSD-3-Clause"),
    ("cryptography", "Apache-2.0 or BSD-3-Clause"),
    ("SQLite", "public domain"),
    ("Python", "PSF-2.0"),
)


class AboutPage(InformationPage):
    def __init__(self) -> None:
        super().__init__()
        self.add_card(
            tr("Stillroom {version}", version=_version()),
            [
                tr("Sorts office documents on your own computer with a small distilled model."),
                tr("Licence: Apache-2.0. It comes without a warranty; check what matters."),
            ],
        )
        inside = self.add_card(tr("Made with"), [])
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (name, licence) in enumerate(LICENCES):
            grid.addWidget(label(name), row, 0)
            grid.addWidget(label(licence, "quiet"), row, 1)
        inside.addLayout(grid)
        self.end()

    @property
    def title(self) -> str:
        return tr("About Stillroom")

    @property
    def context(self) -> str:
        return tr("Version and licences")


def _version() -> str:
    try:
        return metadata.version("stillroom")
    except metadata.PackageNotFoundError:
        return ""
