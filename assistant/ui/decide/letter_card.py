"""What to ask the vendor, as an email or a Word file with room for the answers."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QGridLayout, QLineEdit, QVBoxLayout

from assistant.advise.vendor.check import VendorCheck
from assistant.advise.vendor.letter import Names, email
from assistant.advise.vendor.rules import Rules
from assistant.ui.background import Background
from assistant.ui.decide.fold import reading
from assistant.ui.text import safe, tr
from assistant.ui.widgets.controls import button, label, take_all_out
from assistant.ui.widgets.flow import Flow


class LetterCard(QFrame):
    told = Signal(str)  # done, in a sentence
    failed = Signal(str)

    def __init__(self, background: Background) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._background = background
        self._done: VendorCheck | None = None
        self._rules: Rules | None = None
        self.vendor = _field(tr("Vendor"), tr("Brightfile Ltd"))
        self.product = _field(tr("Product"), tr("Brightfile Sorter"))
        self.firm = _field(tr("Your firm"), tr("Okafor and Sons"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(tr("What to ask"), "card-title"))
        column.addWidget(
            reading(tr("A letter with these questions is ready to send. Names are optional."), "quiet")
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        for row, field in enumerate((self.vendor, self.product, self.firm)):
            grid.addWidget(label(field.accessibleName(), "quiet"), row, 0)
            grid.addWidget(field, row, 1)
        column.addLayout(grid)
        self.copy = button(tr("Copy as email"))
        self.save_email = button(tr("Save as email text..."))
        self.save_word = button(tr("Save as Word..."))
        self.copy.clicked.connect(self._copy)
        self.save_email.clicked.connect(self._ask_email)
        self.save_word.clicked.connect(self._ask_word)
        actions = Flow(8, 8)
        for one in (self.copy, self.save_email, self.save_word):
            actions.addWidget(one)
        column.addLayout(actions)
        self._questions = QVBoxLayout()
        self._questions.setSpacing(8)
        column.addSpacing(4)
        column.addLayout(self._questions)

    def show_check(self, done: VendorCheck, rules: Rules) -> None:
        self._done, self._rules = done, rules
        take_all_out(self._questions)
        for number, question in enumerate(done.asked, start=1):
            self._questions.addWidget(reading(f"{number}. {question.text}"))
        for text in (rules.letter.note, rules.letter.source):
            self._questions.addWidget(reading(text.strip(), "quiet"))

    @property
    def names(self) -> Names:
        return Names(vendor=self.vendor.text(), product=self.product.text(), firm=self.firm.text())

    def email(self) -> str:
        assert self._done is not None
        return email(self._done, self.names, self._rules)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.email())
        self.told.emit(tr("The email is copied. Paste it into your mail program."))

    def _ask_email(self) -> None:
        if path := self._where(tr("Save as email text"), ".txt", tr("Text")):
            text = self.email()
            self._write(path, partial(str.encode, text))

    def _ask_word(self) -> None:
        if (path := self._where(tr("Save as Word"), ".docx", tr("Word"))) and self._done is not None:
            self._write(path, partial(_docx, self._done, self.names, self._rules))

    def _where(self, title: str, suffix: str, kind: str) -> Path | None:
        suggested = str(Path.home() / f"{tr('Questions to the vendor')}{suffix}")
        chosen, _ = QFileDialog.getSaveFileName(self, title, suggested, f"{kind} (*{suffix})")
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_name(path.name + suffix)

    def _write(self, path: Path, make: partial[bytes]) -> None:
        self._background.run(
            lambda: _write(path, make()),
            lambda _: self.told.emit(tr("{name} is saved.", name=safe(path.name))),
            self.failed.emit,
        )


def _docx(done: VendorCheck, names: Names, rules: Rules | None) -> bytes:
    from assistant.advise.vendor.paper import docx

    return docx(done, datetime.date.today(), names, rules)


def _write(path: Path, data: bytes) -> None:
    from assistant.workspace.export import write_whole

    def fill(beside: Path) -> None:
        beside.write_bytes(data)

    write_whole(path, fill)


def _field(name: str, example: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(tr("for example {example}", example=example))
    made.setMaxLength(200)
    return made
