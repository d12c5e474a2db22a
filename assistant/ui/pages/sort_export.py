"""Writes the list to a file: every document, or as it is filtered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from assistant.ui.session import Session
from assistant.ui.text import plural, safe, tr

if TYPE_CHECKING:
    from assistant.workspace.result import Result
    from assistant.workspace.store import Order, Where

KINDS = {".xlsx": "Excel", ".csv": "CSV", ".json": "JSON"}


class Export(QObject):
    saved = Signal(str, str)  # the sentence, and the file's path
    failed = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._window = parent

    def ask(self, where: Where, order: Order) -> None:
        """Asks for a file's name and kind, then writes it beside the window."""
        run = self._session.run
        if run is None:
            return
        filters = ";;".join(f"{name} (*{suffix})" for suffix, name in KINDS.items())
        suggested = str(Path.home() / f"{_file_name(run.title)}.xlsx")
        chosen, kind = QFileDialog.getSaveFileName(self._window, tr("Export the list"), suggested, filters)
        if chosen:
            self.write(with_suffix(Path(chosen), kind), where, order)

    def write(self, to: Path, where: Where, order: Order) -> None:
        run = self._session.run
        if run is None:
            return
        workspace, names = self._session.workspace, dict(self._session.names)

        def work() -> int:
            from assistant.workspace import export

            writers = {".csv": export.write_csv, ".xlsx": export.write_xlsx, ".json": export.write_json}
            written = 0

            def counted() -> Iterator[Result]:
                nonlocal written
                for result in workspace.results(run.id, where, order):
                    written += 1
                    yield result

            writers[to.suffix.lower()](counted(), names, to)
            return written

        def told(written: int) -> None:
            text = plural(
                written, "{n} document saved in {file}.", "{n} documents saved in {file}.", file=safe(to.name)
            )
            self.saved.emit(text, str(to))

        self._session.background.run(work, told, self.failed.emit)


def with_suffix(chosen: Path, kind: str) -> Path:
    """The name as typed where it ends in a kind that we write, else with the chosen kind's ending added."""
    if chosen.suffix.lower() in KINDS:
        return chosen
    wanted = next((suffix for suffix in KINDS if f"*{suffix}" in kind), ".xlsx")
    return chosen.with_name(chosen.name + wanted)


def _file_name(title: str) -> str:
    kept = "".join(letter if letter.isalnum() or letter in " -_." else " " for letter in title)
    return " ".join(kept.split())[:80].strip(". ") or "Stillroom"
