"""A row of widgets that stand under one another where they do not fit beside one another."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout


def fit(row: QBoxLayout, width: int) -> None:
    """`width` is what the row may take; a widget's own width would already be that of the row."""
    needed, shown = 0, 0
    for at in range(row.count()):
        item = row.itemAt(at)
        if item is None or item.isEmpty() or item.spacerItem() is not None:
            continue
        needed += item.sizeHint().width()
        shown += 1
    beside = needed + row.spacing() * shown <= width
    row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
