"""The style sheet, made of the tokens and of the system font's size."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template

from assistant.ui.theme.tokens import Tokens


@dataclass(frozen=True)
class Sizes:
    """Sizes in logical pixels that grow with the system's own font."""

    base: int  # the system font

    @property
    def small(self) -> int:
        return max(11, self.base - 1)

    @property
    def title(self) -> int:
        return max(20, round(self.base * 1.54))

    @property
    def card_title(self) -> int:
        return max(15, round(self.base * 1.15))

    @property
    def row(self) -> int:
        return max(36, self.base + 22)

    @property
    def control(self) -> int:
        return max(34, self.base + 20)


def sheet(tokens: Tokens, sizes: Sizes) -> str:
    values = {name: getattr(tokens, name) for name in Tokens.__dataclass_fields__}
    numbers = {
        "base": sizes.base,
        "small": sizes.small,
        "title": sizes.title,
        "card": sizes.card_title,
        "control": sizes.control,
        "inner": sizes.control - 2,
        "pill": max(22, sizes.small + 10),
        "label": max(18, sizes.small + 8),
        "tag": max(18, sizes.small + 8) - 2,
        "label_radius": max(18, sizes.small + 8) // 2,
        "pill_radius": max(22, sizes.small + 10) // 2,
    }
    return Template(_SHEET).substitute(values, **numbers)


_SHEET = """
* { outline: none; }
QWidget { color: $ink; }
QMainWindow, QWidget#right, QStackedWidget, QWidget#page { background: $window; }
QWidget#sidebar { background: $sidebar; border-right: 1px solid $line; }
QToolTip { background: $surface; color: $ink; border: 1px solid $control_line; padding: 4px 6px; }

QLabel { background: transparent; }
QLabel[kind="brand"] { font-size: ${card}px; font-weight: 600; }
QLabel[kind="title"] { font-size: ${title}px; font-weight: 700; }
QLabel[kind="card-title"] { font-size: ${card}px; font-weight: 600; }
QLabel[kind="strong"] { font-weight: 600; }
QLabel[kind="quiet"] { color: $ink_2; font-size: ${small}px; }
QLabel[kind="headline"] { font-size: ${title}px; font-weight: 600; }
QLabel[kind="group"] { color: $ink_2; font-size: ${small}px; }
QLabel[kind="second"], QLabel[kind="step"] { color: $ink_2; }
QLabel[kind="link"] { color: $accent; font-size: ${small}px; }
QLabel[tone="stop"] { color: $stop; }
QLabel[kind="key"] { color: $ink_2; border: 1px solid $control_line; border-radius: 3px; font-size: ${small}px;
    padding: 0 4px; }

QLabel[kind="answer-title"] { font-size: ${card}px; font-weight: 600; }
QLabel[kind="figure"] { font-weight: 600; }
QLabel[kind="fault"] { color: $stop; font-size: ${small}px; }
QLabel[kind="pill"] { background: $sidebar; color: $ink_2; border-radius: ${label_radius}px; padding: 0 8px;
    min-height: ${label}px; max-height: ${label}px; font-size: ${small}px; }
QLabel[kind="pill"][tone="sure"] { background: $sure_soft; color: $sure; }
QLabel[kind="pill"][tone="unsure"] { background: $unsure_soft; color: $unsure; }
QLabel[kind="pill"][tone="stop"] { background: $stop_soft; color: $stop; }

QLabel[kind="badge"] { background: $unsure_soft; color: $unsure; border-radius: 6px; padding: 0 7px;
    min-height: ${label}px; max-height: ${label}px; font-size: ${small}px; font-weight: 600; }

QPushButton, QToolButton { background: $surface; color: $ink; border: 1px solid $control_line; border-radius: 6px;
    padding: 0 14px; min-height: ${inner}px; }
QPushButton:hover, QToolButton:hover { background: $sidebar; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 0 13px; min-height: ${inner}px;
    margin: 0px; }
QPushButton:disabled, QToolButton:disabled { color: $ink_2; border-color: $line; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent; border-color: $ink; }
QPushButton[kind="primary"]:focus { border: 2px solid $ink; }
QPushButton[kind="primary"]:disabled { background: $line; color: $ink_2; border-color: $line; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }

QPushButton[kind="nav"] { background: transparent; border: 1px solid transparent; border-left: 3px solid transparent;
    text-align: left; padding: 0 9px; border-radius: 6px; }
QPushButton[kind="nav"]:hover { background: $line; }
QPushButton[kind="nav"]:checked { background: $surface; border-left: 3px solid $accent; font-weight: 600; }
QPushButton[kind="nav"]:focus { border: 2px solid $accent; padding: 0 10px 0 9px; }

QPushButton[kind="row"] { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 0;
    min-height: 0; text-align: left; }
QPushButton[kind="row"]:hover { background: $sidebar; }
QPushButton[kind="row"][tone="accent"] { background: $accent_soft; }
QPushButton[kind="row"]:focus { border: 2px solid $accent; padding: 0; min-height: 0; }

QPushButton[kind="candidate"][tone="accent"] { background: $accent_soft; border-color: $accent; }
QPushButton[kind="candidate"][tone="accent"]:hover { border-color: $ink; }

QPushButton[kind="link"] { background: transparent; border: none; border-bottom: 2px solid transparent; border-radius: 0;
    color: $accent; text-align: left; padding: 1px 0; min-height: 0; font-size: ${small}px; }
QPushButton[kind="link"]:hover { text-decoration: underline; background: transparent; }
QPushButton[kind="link"]:focus { border: none; border-bottom: 2px solid $accent; padding: 1px 0; min-height: 0; }

QPushButton[kind="step"] { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 0;
    min-height: 28px; text-align: left; }
QPushButton[kind="step"]:hover { background: $sidebar; }
QPushButton[kind="step"]:focus { border: 1px solid $accent; padding: 0; min-height: 28px; }

QPushButton[kind="icon"] { padding: 0; min-width: ${inner}px; max-width: ${inner}px; }
QPushButton[kind="icon"]:focus { padding: 0; min-width: ${inner}px; max-width: ${inner}px; }
QPushButton[kind="bare"] { border: 1px solid transparent; background: transparent; padding: 0; min-height: 24px;
    min-width: 24px; max-width: 24px; }
QPushButton[kind="bare"]:hover { background: $line; }
QPushButton[kind="bare"]:focus { border: 2px solid $accent; padding: 0; min-height: 24px; min-width: 24px; }
QPushButton[kind="icon"]:checked { background: $accent_soft; border-color: $accent; }

QPushButton[kind="pill"] { border: 1px solid transparent; border-radius: ${pill_radius}px; padding: 0 8px;
    min-height: ${pill}px; font-size: ${small}px; background: $sidebar; color: $ink_2; }
QPushButton[kind="pill"]:hover { border-color: $control_line; }
QPushButton[kind="pill"][tone="unsure"] { background: $unsure_soft; color: $unsure; }
QPushButton[kind="pill"][tone="stop"] { background: $stop_soft; color: $stop; }
QPushButton[kind="pill"][tone="accent"] { background: $accent_soft; color: $accent; }
QPushButton[kind="pill"]:checked { border: 1px solid $ink_2; color: $ink; font-weight: 600; }
QPushButton[kind="pill"][tone="unsure"]:checked { border-color: $unsure; color: $unsure; }
QPushButton[kind="pill"][tone="stop"]:checked { border-color: $stop; color: $stop; }
QPushButton[kind="pill"]:focus { border: 2px solid $accent; padding: 0 7px; min-height: ${pill}px; }

QPushButton[kind="tag"] { border: 1px solid transparent; border-radius: ${label_radius}px; padding: 0 8px;
    min-height: ${tag}px; font-size: ${small}px; background: $sidebar; color: $ink_2; }
QPushButton[kind="tag"]:hover { border-color: $control_line; }
QPushButton[kind="tag"][tone="unsure"] { background: $unsure_soft; color: $unsure; }
QPushButton[kind="tag"]:focus { border: 1px solid $accent; background: $accent_soft; color: $accent; padding: 0 8px;
    min-height: ${tag}px; }
QPushButton[kind="tag"][tone="unsure"]:focus { background: $accent_soft; color: $accent; }

QFrame[kind="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[kind="entry"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[kind="entry"]:hover { border-color: $control_line; }
QFrame[kind="entry"]:focus { border: 2px solid $accent; }
QFrame[kind="answer"] { background: $surface; border: 1px solid $line; border-left: 3px solid $accent;
    border-radius: 8px; }
QFrame[kind="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[kind="verdict"] { border: none; border-radius: 6px; }
QFrame[kind="verdict"][tone="sure"] { background: $sure_soft; }
QFrame[kind="verdict"][tone="unsure"] { background: $unsure_soft; }
QFrame[kind="verdict"][tone="stop"] { background: $stop_soft; }
QFrame[kind="verdict"][tone="quiet"] { background: $sidebar; }
QFrame[kind="verdict"][tone="sure"] QLabel { color: $sure; }
QFrame[kind="verdict"][tone="unsure"] QLabel { color: $unsure; }
QFrame[kind="verdict"][tone="stop"] QLabel { color: $stop; }
QFrame[kind="notice"] { background: $surface; border: 1px solid $control_line; border-radius: 6px; }
QFrame[kind="notice"][tone="stop"] { background: $stop_soft; border-color: $stop; }
QFrame[kind="notice"][tone="unsure"] { background: $unsure_soft; border-color: $unsure; }
QFrame[kind="notice"][tone="sure"] { background: $surface; border-color: $control_line; }
QFrame[kind="drop"] { background: $surface; border: 2px dashed $control_line; border-radius: 8px; }
QFrame[kind="drop"][tone="accent"] { background: $accent_soft; border-color: $accent; }

QLineEdit { background: $surface; color: $ink; border: 1px solid $control_line; border-radius: 6px;
    padding: 0 10px; min-height: ${inner}px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit { placeholder-text-color: $ink_2; }
QLineEdit:focus { border: 2px solid $accent; padding: 0 9px; }
QLineEdit[tone="stop"] { border: 1px solid $stop; }
QLineEdit[tone="stop"]:focus { border: 2px solid $stop; }
QLineEdit[kind="search"] { min-height: 28px; }

QLineEdit[kind="address"] { background: transparent; border: none; border-bottom: 1px solid transparent; color: $ink_2;
    border-radius: 0; padding: 0; min-height: 18px; font-size: ${small}px; }
QLineEdit[kind="address"]:focus { border: none; border-bottom: 1px solid $accent; padding: 0; }

QPlainTextEdit[kind="document"] { background: $window; border: 1px solid transparent; border-radius: 6px;
    padding: 8px 6px; selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $ink_2; }
QPlainTextEdit[kind="document"]:focus { border: 1px solid $accent; }

QPlainTextEdit[kind="field"] { background: $surface; color: $ink; border: 1px solid $control_line; border-radius: 6px;
    padding: 6px; selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit[kind="field"]:focus { border: 2px solid $accent; padding: 5px; }

QTableView { background: $surface; border: none; gridline-color: transparent; color: $ink;
    selection-background-color: $accent_soft; selection-color: $ink; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $ink_2; border: none; border-top: 1px solid $line;
    border-bottom: 1px solid $line; padding: 0 10px; font-size: ${small}px; font-weight: 500; }
QHeaderView::section:hover { color: $ink; background: $sidebar; }

QListView { background: $surface; color: $ink; border: 1px solid $control_line; border-radius: 6px; }
QListView:focus { border-color: $accent; }
QListView::item { min-height: 28px; padding: 0 8px; }
QListView::item:selected { background: $accent_soft; color: $ink; }
QMenu { background: $surface; color: $ink; border: 1px solid $control_line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $ink_2; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QRadioButton, QCheckBox { spacing: 8px; min-height: 28px; }
QRadioButton:focus { color: $accent; text-decoration: underline; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $control_line; border-radius: 8px;
    background: $surface; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; }

QScrollArea, QScrollArea > QWidget > QWidget#scrolled { background: transparent; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $control_line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $ink_2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }
"""
