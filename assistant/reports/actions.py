"""The points that need attention as a list to work through, in a workbook."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from assistant.advise.advice import Advice, Flag
from assistant.advise.assessment import Assessment, FlagNote
from assistant.advise.knowledge import Knowledge
from assistant.advise.written import day
from assistant.reports.wording import DISCLAIMER, KINDS, full_source, warned
from assistant.workspace.export import FORMULA, legible, write_whole

STATUSES = ("To do", "In hand", "Done", "Does not apply")
_COLUMNS: Mapping[str, int] = {
    "Severity": 10,
    "What to do": 44,
    "Point": 30,
    "Why": 36,
    "Owner": 16,
    "Due date": 13,
    "Evidence that settles it": 34,
    "Evidence held": 26,
    "Status": 14,
    "Note": 30,
    "Kind of source": 16,
    "Source": 36,
    "Address": 44,
    "Checked": 13,
    "Is the source current?": 26,
}
_WRITABLE = ("Owner", "Due date", "Evidence held", "Status", "Note")
_DUE = list(_COLUMNS).index("Due date")
_CELL = 32_767  # characters that Excel allows in a cell
_ADDRESS = 2_079  # characters that Excel allows in a link
_LINKS = ("https://", "http://")
_FIRST_DAY = datetime.date(1900, 3, 1)  # Excel's calendar is wrong before it
_ROOM = 200  # rows further down that take a status too

Cell = str | datetime.date


def write_actions(advice: Advice, assessment: Assessment | None, know: Knowledge, to: Path) -> None:
    """A row for each flag that applies, the loudest first, with what the owner has put beside it.

    Notes beside flags that do not apply any more stand on a sheet of their own. The same content gives the
    same bytes. Raises StillroomError where `to` cannot be written.
    """
    write_whole(to, lambda path: _write(advice, assessment, know, path))


def _write(advice: Advice, assessment: Assessment | None, know: Knowledge, path: Path) -> None:
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": str(path.parent),
    }
    book = xlsxwriter.Workbook(str(path), options)
    try:
        made = datetime.datetime.combine(advice.today, datetime.time())
        book.set_properties({"title": "Action list", "author": "Stillroom", "created": made})
        notes = assessment.flags if assessment else {}
        titles = {flag.id: flag.title for flag in know.flags}
        kinds = {flag.id: KINDS[flag.kind].capitalize() for flag in know.flags}
        _list(book, "Actions", [_row(flag, notes.get(flag.id, FlagNote()), kinds) for flag in advice.flags])
        fired = {flag.id for flag in advice.flags}
        gone = [
            {**_noted(note), "Point": titles.get(key, key)}
            for key, note in notes.items()
            if key not in fired and note != FlagNote()
        ]
        if gone:
            _list(book, "No longer applies", gone)
        _about(book, advice, assessment)
    finally:
        book.close()


def _row(flag: Flag, note: FlagNote, kinds: Mapping[str, str]) -> dict[str, Cell]:
    return {
        **_noted(note),
        "Severity": flag.severity.capitalize(),
        "What to do": flag.do,
        "Point": flag.title,
        "Why": flag.why,
        "Evidence that settles it": flag.evidence,
        "Kind of source": kinds.get(flag.id, ""),
        "Source": full_source(flag.source),
        "Address": flag.source.address,
        "Checked": flag.checked,
        "Is the source current?": warned(flag.checked, flag.checked_days_ago) if flag.stale else "Current",
    }


def _noted(note: FlagNote) -> dict[str, Cell]:
    return {
        "Owner": note.owner,
        "Due date": note.due or "",
        "Evidence held": note.evidence,
        "Status": STATUSES[2] if note.done else STATUSES[0],
        "Note": note.note,
    }


def _list(book: Any, name: str, rows: Sequence[Mapping[str, Cell]]) -> None:
    sheet = book.add_worksheet(name)
    heads, last = list(_COLUMNS), len(_COLUMNS) - 1
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for column, (title, width) in enumerate(_COLUMNS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    formats = _Formats(book)
    for number, row in enumerate(rows, start=1):
        for column, title in enumerate(heads):
            _cell(sheet, number, column, row.get(title, ""), formats, title in _WRITABLE)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(rows), 1), last)
    _choices(sheet, heads, len(rows))
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&LGeneral information, not legal advice&RPage &P of &N")


class _Formats:
    def __init__(self, book: Any) -> None:
        plain = {"text_wrap": True, "valign": "top"}
        own = {**plain, "bg_color": "#FFF8E8"}  # to be filled in
        self.text = {False: book.add_format(plain), True: book.add_format(own)}
        # Should someone edit such a cell, Excel still takes it for text.
        quoted = {"quote_prefix": True}
        self.quoted = {
            False: book.add_format({**plain, **quoted}),
            True: book.add_format({**own, **quoted}),
        }
        date = {"num_format": "d mmm yyyy", "align": "left"}
        self.date = {False: book.add_format({**plain, **date}), True: book.add_format({**own, **date})}
        self.link = book.add_format({**plain, "font_color": "#0B5394", "underline": 1})


def _cell(sheet: Any, row: int, column: int, value: Cell, formats: _Formats, own: bool) -> None:
    if isinstance(value, datetime.date):
        if value < _FIRST_DAY:
            sheet.write_string(row, column, day(value), formats.text[own])
        else:
            sheet.write_datetime(row, column, value, formats.date[own])
        return
    text = _lines(value)
    text = text if len(text) <= _CELL else text[: _CELL - 1] + "…"
    if not own and text.startswith(_LINKS) and len(text) <= _ADDRESS:
        sheet.write_url(row, column, text, formats.link, text)
    elif text:
        sheet.write_string(row, column, text, (formats.quoted if FORMULA.match(text) else formats.text)[own])
    else:
        sheet.write_blank(row, column, None, formats.date[own] if column == _DUE else formats.text[own])


def _choices(sheet: Any, heads: Sequence[str], rows: int) -> None:
    """A status is chosen from a list, and a due date is a date, for rows that are added below as well."""
    status, due, last = heads.index("Status"), heads.index("Due date"), rows + _ROOM
    sheet.data_validation(1, status, last, status, {
        "validate": "list", "source": list(STATUSES),
        "error_title": "Status", "error_message": f"Choose one of: {', '.join(STATUSES)}.",
    })  # fmt: skip
    sheet.data_validation(1, due, last, due, {
        "validate": "date", "criteria": ">=", "value": _FIRST_DAY,
        "error_title": "Due date", "error_message": "Give a date, such as 1/3/2027.",
    })  # fmt: skip


def _about(book: Any, advice: Advice, assessment: Assessment | None) -> None:
    sheet = book.add_worksheet("About")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 100)
    named = [f"Assessment: {assessment.name}"] if assessment else []
    lines = [
        "Action list of the assessment: is distillation right for us?",
        *named,
        f"Date of the advice: {day(advice.today)}. Version of the rules: {advice.rules_version}.",
        f"Recommended: {advice.summary}",
        DISCLAIMER,
        "Shaded columns are yours to fill in. Change nothing else here, and the list can be sorted and filtered.",
        *advice.always,
    ]
    for row, line in enumerate(dict.fromkeys(lines)):
        sheet.write_string(row, 0, _lines(line)[:_CELL], wrapped)


def _lines(text: str) -> str:
    """Lines stay lines in a cell."""
    return "\n".join(legible(line.replace("\t", " ")) for line in text.splitlines())
