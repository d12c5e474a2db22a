"""Office files are ZIP packages of XML parts: opened in memory, bounded, nothing is ever written to disk."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, Any, Literal
from xml.parsers import expat

from assistant.documents import limits
from assistant.documents.content import damaged, encrypted

Attributes = dict[str, str]
End = Literal["complete", "cut", "damaged"]
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Enough(Exception):
    """Raised by a handler that wants no more of the XML."""


def walk(
    stream: IO[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    data: Callable[[str], None],
    most: int = limits.XML_BYTES,
    most_elements: int = limits.XML_ELEMENTS,
) -> tuple[End, int, int]:
    """Calls the handlers for every element and text, names without prefix -> (how it ended, bytes, elements).

    No tree is built, so depth and size cost nothing. Entities that a document declares itself end the reading
    (no "billion laughs", no external files): office programs never write them.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 65536

    elements = 0

    def refuse(*_: Any) -> None:
        raise ValueError("entity declared")

    def opened(name: str, attributes: Attributes) -> None:
        nonlocal elements
        elements += 1
        if elements > most_elements:
            raise Enough
        start(name[name.rfind(":") + 1 :], attributes)

    def closed(name: str) -> None:
        end(name[name.rfind(":") + 1 :])

    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = data
    used = 0
    try:
        while chunk := stream.read(65536):
            used += len(chunk)
            if used > most:
                return "cut", used, elements
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except Enough:
        return "cut", used, elements
    except (expat.ExpatError, *FAULTS):
        return "damaged", used, elements
    return "complete", used, elements


def attribute(attributes: Attributes, name: str) -> str | None:
    """An attribute by its name without prefix."""
    if name in attributes:
        return attributes[name]
    for key, value in attributes.items():
        if key.endswith(":" + name):
            return value
    return None


class Package:
    """The parts of an office file, by name whatever the slashes and the case."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.warnings: list[str] = []
        self._left = limits.XML_BYTES
        self._elements = limits.XML_ELEMENTS
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except FAULTS as fault:
            raise damaged(
                name, "The file is damaged: it breaks off or its contents list is missing."
            ) from fault
        if len(members) > limits.MEMBERS:
            raise damaged(name, f"The file holds {len(members):,} parts, far more than an office file has.")
        self._parts = {m.filename.replace("\\", "/").lstrip("/").lower(): m for m in members}

    @property
    def encrypted(self) -> bool:
        """Whether any part needs a password."""
        return any(member.flag_bits & 1 for member in self._parts.values())

    @property
    def names(self) -> list[str]:
        return list(self._parts)

    @property
    def members(self) -> list[str]:
        """The parts' names as they are spelt."""
        return [part.filename.replace("\\", "/").lstrip("/") for part in self._parts.values()]

    def has(self, part: str) -> bool:
        return part.lower() in self._parts

    def walk(
        self,
        part: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] = lambda name: None,
        data: Callable[[str], None] = lambda text: None,
    ) -> End:
        """`walk` over a part within what this file may still unpack; a missing part is complete and empty."""
        member = self._parts.get(part.lower())
        if member is None:
            return "complete"
        ended: End = "damaged"
        if not member.flag_bits & 1:
            try:
                with self._zip.open(member) as stream:
                    ended, used, elements = walk(stream, start, end, data, self._left, self._elements)
                    self._left -= used
                    self._elements -= elements
            except FAULTS:
                ended = "damaged"
        else:
            raise encrypted(self.name)
        if ended == "damaged":
            self._warn("A part of the file is damaged; the text behind the damage is missing.")
        elif ended == "cut":
            self._warn("The file unpacks to far more than a document holds; only the beginning was read.")
        return ended

    def bytes(self, part: str, most: int = limits.MEMBER_BYTES) -> bytes | None:
        """A part's bytes; None where it is missing, too big or damaged."""
        member = self._parts.get(part.lower())
        if member is None or member.flag_bits & 1:
            return None
        try:
            with self._zip.open(member) as stream:
                data = stream.read(most + 1)
        except FAULTS:
            return None
        return data if len(data) <= most else None

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationship id -> (last word of its type, target part); external targets are left out."""
        folder, base = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def start(name: str, attributes: Attributes) -> None:
            if name != "Relationship" or attributes.get("TargetMode") == "External":
                return
            target = attributes.get("Target", "").replace("\\", "/")
            absolute = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, absolute)

        self.walk(posixpath.join(folder, "_rels", base + ".rels"), start)
        return found

    def _warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)
