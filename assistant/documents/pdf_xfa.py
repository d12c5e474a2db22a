"""The older kind of PDF form (XFA), whose words and values are XML inside the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from lxml import etree

_MOST_BYTES = 20_000_000
_MOST_VALUES = 5_000
_DATA = "{http://www.xfa.org/schema/xfa-data/1.0/}data"


def xfa_values(packets: Any) -> tuple[list[tuple[str, str]], str]:
    """The filled-in values (label, value) and the printed wording of the form."""
    values: list[tuple[str, str]] = []
    wording: list[str] = []
    for packet in _packets(packets):
        root = _parsed(packet)
        if root is None:
            continue
        for data in root.iter(_DATA):
            values.extend(_leaves(data))
        wording.extend(_wording(root))
    return values[:_MOST_VALUES], "\n".join(dict.fromkeys(wording))[:200_000]


def _packets(packets: Any) -> Iterator[bytes]:
    if isinstance(packets, pikepdf.Stream):
        yield packets.read_bytes()
        return
    if not isinstance(packets, pikepdf.Array):
        return
    for name, packet in zip(list(packets)[::2], list(packets)[1::2], strict=False):
        if str(name) in ("template", "datasets") and isinstance(packet, pikepdf.Stream):
            yield packet.read_bytes()


def _parsed(packet: bytes) -> Any:
    """The packet as a tree, with no entity resolved and nothing fetched; None if it is no XML."""
    if len(packet) > _MOST_BYTES:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        return etree.fromstring(packet, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _leaves(data: Any) -> Iterator[tuple[str, str]]:
    for node in data.iter(etree.Element):
        text = (node.text or "").strip()
        if text and not len(node) and len(text) < 20_000 and not _is_binary(text):
            yield re.sub(r"[_.\-]+|(?<=[a-z])(?=[A-Z])", " ", etree.QName(node).localname), text


def _is_binary(text: str) -> bool:
    return len(text) > 400 and " " not in text


def _wording(root: Any) -> Iterator[str]:
    """Captions and drawn text of the template; choices and scripts are not printed."""
    for node in root.iter("{*}draw", "{*}caption"):
        if "xfa-template" not in str(node.tag):
            continue
        for text in node.iter("{*}text", "{*}exData"):
            words = " ".join("".join(text.itertext()).split())
            if words:
                yield words
