"""What people typed into a PDF: form fields and notes, which are no part of a page's printed text."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from assistant.documents.pdf_xfa import xfa_values

MOST_FIELDS = 20_000
_DEEPEST = 40

_HIDDEN, _PRINTED, _NOT_SHOWN = 2, 4, 32  # annotation flags
_PASSWORD, _RADIO, _PUSH_BUTTON = 1 << 13, 1 << 15, 1 << 16  # field flags
# Links and multimedia carry no words; a pop-up repeats its note's; a redaction mark hides what is below.
_SILENT = frozenset(
    {"/Link", "/Popup", "/Widget", "/Redact", "/Screen", "/Movie", "/Sound", "/3D", "/RichMedia"}
    | {"/PrinterMark", "/TrapNet", "/Watermark"}
)


@dataclass(frozen=True)
class Typed:
    """One value or note: where it stands on the page and what is known of its label."""

    text: str
    label: str = ""  # as the form's author wrote it, else as the field is called; may be empty
    box: tuple[float, float, float, float] | None = None  # left, bottom, right, top
    kind: str = "field"  # "field", "tick" (text is what it stands for) or "note"


@dataclass
class PageTyped:
    """Everything typed on one page, from top to bottom."""

    entries: list[Typed] = field(default_factory=list)
    # Places in the page's list of annotations that say something only by their picture, as stamps do.
    drawn: list[int] = field(default_factory=list)


@dataclass
class TypedContent:
    pages: dict[int, PageTyped] = field(default_factory=dict)  # by 0-based page
    elsewhere: list[Typed] = field(default_factory=list)  # fields that stand on no page
    xfa: list[tuple[str, str]] = field(default_factory=list)  # label, value
    xfa_wording: str = ""  # the printed words of an XFA form


def typed_content(data: bytes, most_pages: int) -> TypedContent:
    """All that was typed into a PDF. Raises pikepdf.PdfError where the file cannot be taken apart."""
    content = TypedContent()
    seen: set[tuple[int, int]] = set()
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
        for number, page in enumerate(document.pages):
            if number >= most_pages:
                break
            typed = _on_page(page.obj, seen)
            if typed.entries or typed.drawn:
                content.pages[number] = typed
        form = document.Root.get("/AcroForm")
        if isinstance(form, pikepdf.Dictionary):
            content.elsewhere = list(_loose_fields(form.get("/Fields"), seen))
            content.xfa, content.xfa_wording = xfa_values(form.get("/XFA"))
    return content


def _on_page(page: pikepdf.Dictionary, seen: set[tuple[int, int]]) -> PageTyped:
    typed = PageTyped()
    annotations = page.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return typed
    for place, annotation in enumerate(annotations):
        if place >= MOST_FIELDS:
            break
        if not isinstance(annotation, pikepdf.Dictionary) or not _is_shown(annotation):
            continue
        kind = str(annotation.get("/Subtype", ""))
        if kind == "/Widget" or (not kind and "/FT" in annotation):
            entry = _field(annotation, seen)
            # A value may exist only as it was drawn, without being kept as a value.
            if entry is None and _field_kind(annotation) in ("/Tx", "/Ch") and "/AP" in annotation:
                if not _value(_inherited(annotation, "/V")):
                    typed.drawn.append(place)
                continue
        elif kind in _SILENT or "/StateModel" in annotation:
            continue
        else:
            entry = _note(annotation)
            if entry is None and "/AP" in annotation:
                typed.drawn.append(place)
        if entry is not None:
            typed.entries.append(entry)
    typed.entries.sort(key=lambda entry: (-round(entry.box[3] / 8), entry.box[0]) if entry.box else (0, 0))
    return typed


def _is_shown(annotation: pikepdf.Dictionary) -> bool:
    flags = _number(annotation.get("/F"))
    return not flags & _HIDDEN and not (flags & _NOT_SHOWN and not flags & _PRINTED)


def _note(annotation: pikepdf.Dictionary) -> Typed | None:
    text = _string(annotation.get("/Contents")) or _without_marks(_string(annotation.get("/RC")))
    if not text and annotation.get("/Subtype") == "/Stamp" and "/AP" not in annotation:
        # The standard stamps are known by name: /SBNotApproved, /Draft.
        name = re.sub(r"^(SB|SH|DS)(?=[A-Z])", "", str(annotation.get("/Name", ""))[1:])
        text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return Typed(text, box=_box(annotation), kind="note") if text else None


def _field(widget: pikepdf.Dictionary, seen: set[tuple[int, int]]) -> Typed | None:
    """What was filled in there, unless another place of the same field has said it."""
    flags = _number(_inherited(widget, "/Ff"))
    kind = _field_kind(widget)
    parent = widget.get("/Parent")
    owner = parent if "/T" not in widget and isinstance(parent, pikepdf.Dictionary) else widget
    if kind == "/Btn":
        return None if flags & _PUSH_BUTTON else _tick(widget, flags)
    if kind == "/Sig" or flags & _PASSWORD:
        return None
    text = _chosen(widget) if kind == "/Ch" else _value(_inherited(widget, "/V"))
    text = text or _without_marks(_value(_inherited(widget, "/RV")))
    if not text or _already(owner, seen):
        return None
    return Typed(text, _label(widget), _box(widget))


def _tick(widget: pikepdf.Dictionary, flags: int) -> Typed | None:
    """A box or a radio button, if it is set; its text is what its author called that choice."""
    state = widget.get("/AS")
    value = _inherited(widget, "/V")
    own = [str(name) for name in _states(widget) if name != "/Off"]
    if state is not None and own:
        is_set = str(state) in own
    else:
        is_set = value is not None and str(value) not in ("/Off", "") and (not own or str(value) in own)
    if not is_set:
        return None
    choice = (own[0] if own else str(value)).lstrip("/")
    meaning = choice if flags & _RADIO and _is_wordy(choice) else ""
    return Typed(meaning, _label(widget), _box(widget), "tick")


def _states(widget: pikepdf.Dictionary) -> list[str]:
    looks = widget.get("/AP")
    normal = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
    if not isinstance(normal, pikepdf.Dictionary) or isinstance(normal, pikepdf.Stream):
        return []
    return list(normal.keys())


def _chosen(widget: pikepdf.Dictionary) -> str:
    """The chosen options as the form shows them, not as it stores them."""
    value = _inherited(widget, "/V")
    values = [_string(part) for part in value] if isinstance(value, pikepdf.Array) else [_value(value)]
    shown: dict[str, str] = {}
    options = _inherited(widget, "/Opt")
    for option in options if isinstance(options, pikepdf.Array) else ():
        if isinstance(option, pikepdf.Array) and len(option) > 1:
            shown[_string(option[0])] = _string(option[1])
    return ", ".join(shown.get(part, part) for part in values if part)


def _loose_fields(fields: Any, seen: set[tuple[int, int]]) -> Iterator[Typed]:
    """Values of fields that no page shows, as careless programs leave them."""
    waiting: list[tuple[Any, int]] = [(fields, 0)]
    visited: set[tuple[int, int]] = set()
    while waiting and len(visited) < MOST_FIELDS:
        kids, depth = waiting.pop()
        for kid in reversed(list(kids)) if isinstance(kids, pikepdf.Array) and depth < _DEEPEST else ():
            if not isinstance(kid, pikepdf.Dictionary) or not kid.is_indirect or kid.objgen in visited:
                continue
            visited.add(kid.objgen)
            if "/Kids" in kid:
                waiting.append((kid.Kids, depth + 1))
            if _is_shown(kid) and _field_kind(kid) != "/Btn":
                entry = _field(kid, seen)
                if entry is not None:
                    yield entry


def _already(owner: pikepdf.Dictionary, seen: set[tuple[int, int]]) -> bool:
    """Whether this field has been delivered; a field filled in at several places is said once."""
    if not owner.is_indirect:
        return False
    known = owner.objgen in seen
    seen.add(owner.objgen)
    return known


def _inherited(widget: pikepdf.Dictionary, key: str) -> Any:
    node: Any = widget
    for _ in range(_DEEPEST):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if key in node:
            return node.get(key)
        node = node.get("/Parent")
    return None


def _field_kind(widget: pikepdf.Dictionary) -> str:
    return str(_inherited(widget, "/FT") or "/Tx")


def _label(widget: pikepdf.Dictionary) -> str:
    """The label that the author wrote; else the field's name, if it is made of words."""
    written = _value(_inherited(widget, "/TU"))
    if written:
        return re.sub(r"\s+", " ", written)[:120]
    name = _value(_inherited(widget, "/T"))
    name = re.sub(r"\[\d+\]|[_.\-]+|(?<=[a-z])(?=[A-Z])", " ", name).strip()
    return name[:60] if _is_wordy(name) else ""


def _is_wordy(name: str) -> bool:
    """Whether a name says something: "invoice date", not "f1", "Text Field 12" or "Check Box7"."""
    plain = re.sub(
        r"(?i)\b(text|check|field|box|button|radio|group|choice|form|undefined|fill|untitled)\b", "", name
    )
    return bool(re.search(r"[^\W\d_]{3,}", re.sub(r"\d+", " ", plain)))


def _box(annotation: pikepdf.Dictionary) -> tuple[float, float, float, float] | None:
    rectangle = annotation.get("/Rect")
    if not isinstance(rectangle, pikepdf.Array) or len(rectangle) != 4:
        return None
    try:
        x, y, x2, y2 = (float(side) for side in rectangle)
    except (TypeError, ValueError):
        return None
    if not all(abs(side) < 1e6 for side in (x, y, x2, y2)):
        return None
    return min(x, x2), min(y, y2), max(x, x2), max(y, y2)


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def _value(value: Any) -> str:
    if isinstance(value, pikepdf.Stream):  # long values may be kept as a stream
        return value.read_bytes()[:100_000].decode("utf-8", "replace").strip()
    if isinstance(value, pikepdf.Name):
        return str(value).lstrip("/")
    if isinstance(value, pikepdf.Array):
        return ", ".join(filter(None, map(_string, value)))
    return _string(value)


def _string(value: Any) -> str:
    return (
        str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
        if isinstance(value, pikepdf.String)
        else ""
    )


def _without_marks(rich: str) -> str:
    """The words of a rich-text value."""
    if "<" not in rich:
        return rich
    return html.unescape(re.sub(r"<[^>]{0,2000}>", "", re.sub(r"(?i)</p>|<br\s*/?>", "\n", rich))).strip()
