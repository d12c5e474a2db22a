"""Presentations (.pptx): a page per slide, its speaker's notes and comments included."""

from __future__ import annotations

import re

from assistant.documents.content import Content, damaged, page
from assistant.documents.drawing import DrawingFlow, drawn_text
from assistant.documents.package import Attributes, Package


def read_pptx(package: Package, main: str) -> Content:
    content = Content("pptx")
    for part in _slides(package, main):
        flow = DrawingFlow()
        package.walk(part, flow.start, flow.end, flow.data)
        relations = package.relations(part)
        texts = [flow.text()]
        texts += [drawn_text(package, relations[r][1]) for r in flow.related if r in relations]
        pictures = False
        for kind, target in relations.values():
            pictures = pictures or kind == "image"
            if kind == "notesSlide":
                texts.append(_notes(package, target))
            elif kind == "comments":
                texts.append(_comments(package, target))
        text = "\n".join(t for t in texts if t)
        if text or pictures:
            content.pages.append(page(text, status="read" if text else "needs_ocr"))
    content.warnings += package.warnings
    if not content.pages and package.warnings:
        raise damaged(package.name, package.warnings[0])
    return content


def _slides(package: Package, main: str) -> list[str]:
    """The slides' parts in the order of the show; hidden slides too."""
    order: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "sldId":
            order.extend(v for k, v in attributes.items() if k.endswith(":id"))

    package.walk(main, start)
    relations = package.relations(main)
    slides = [relations[r][1] for r in order if r in relations and relations[r][0] == "slide"]
    if slides:
        return slides
    numbered = [
        (int(found[1]), name)
        for name in package.names
        if (found := re.fullmatch(r"ppt/slides/slide(\d+)\.xml", name))
    ]
    return [name for _, name in sorted(numbered)]


def _notes(package: Package, part: str) -> str:
    """A notes page without its slide number and date fields."""
    flow = DrawingFlow()
    skipped = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal skipped
        if skipped or name == "fld":
            skipped += 1
        else:
            flow.start(name, attributes)

    def end(name: str) -> None:
        nonlocal skipped
        if skipped:
            skipped -= 1
        else:
            flow.end(name)

    def data(text: str) -> None:
        if not skipped:
            flow.data(text)

    package.walk(part, start, end, data)
    return flow.text()


def _comments(package: Package, part: str) -> str:
    """Both kinds of comment: the old one keeps its words in p:text, the threaded one in a:t."""
    out: list[str] = []
    inside = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside
        inside += name in ("text", "t")

    def end(name: str) -> None:
        nonlocal inside
        inside -= name in ("text", "t")
        if name in ("text", "p"):
            out.append("\n")

    def data(text: str) -> None:
        if inside:
            out.append(text)

    package.walk(part, start, end, data)
    return "".join(out).strip()
