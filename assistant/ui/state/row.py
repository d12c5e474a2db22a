"""One row of the table: what each cell says, and the pill that tells its state."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.errors import SHORT, Reason
from assistant.ui.text import percent, safe, tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.workspace.store import RowView

Tone = Literal["sure", "unsure", "stop", "quiet"]
NONE = "none"  # the id of a person's "none of these"


@dataclass(frozen=True)
class Cells:
    """What a row shows. `share` is the confidence bar, None where there is none to draw."""

    file: str
    category: str
    quiet_category: bool
    share: float | None
    confidence: str
    status: str
    tone: Tone
    reason: str
    folder: str

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return ", ".join(part for part in (self.file, self.category, self.confidence, self.status) if part)


def category_name(category: str | None, names: Mapping[str, str]) -> str:
    if category is None:
        return ""
    if category == NONE:
        return tr("None of these")
    return safe(names.get(category, category))


def cells(row: RowView, names: Mapping[str, str]) -> Cells:
    category, quiet = _category(row, names)
    status, tone = pill(row)
    share = None if row.person is not None or row.state in ("waiting", "working") else row.confidence
    return Cells(
        file=safe(row.name),
        category=category,
        quiet_category=quiet,
        share=share,
        confidence="" if share is None else percent(share),
        status=status,
        tone=tone,
        reason=safe(_reason(row)),
        folder=safe(row.folder),
    )


def pill(row: RowView) -> tuple[str, Tone]:
    """The words of the status pill and its tone: never a colour alone."""
    if row.person is not None:
        return tr("You said"), "sure"
    if row.state == "waiting":
        return tr("Only in the cloud") if row.cloud else tr("Waiting"), "quiet"
    if row.state == "working":
        return tr("Reading"), "quiet"
    if row.state == "failed" or row.verdict == "not_read":
        return _failure(row), "stop"
    if row.verdict == "sure":
        return row.note or tr("Sure"), "sure"
    return row.note or tr("Not sure"), "unsure"


def failure_reason(row: RowView) -> Reason | None:
    value = row.result.reason if row.result else None
    return Reason(value) if value in set(Reason) else None


def _failure(row: RowView) -> str:
    reason = failure_reason(row)
    if row.note:
        return row.note
    return tr(SHORT[reason]) if reason else tr("Not read")


def _category(row: RowView, names: Mapping[str, str]) -> tuple[str, bool]:
    if row.person is not None:
        return category_name(row.person, names), False
    if row.state in ("waiting", "working"):
        return "", True
    if row.state == "failed" or row.verdict == "not_read":
        return tr("Not read"), True
    if row.verdict == "not_sure" or row.category is None:
        return tr("Not sure"), False
    return category_name(row.category, names), False


def _reason(row: RowView) -> str:
    if row.result is None:
        return ""
    if row.result.error:
        return row.result.error
    return row.result.reasons[0] if row.result.reasons else ""


def folder_of(path: str) -> str:
    return str(Path(path).parent)
