"""Office files and Outlook containers made part by part, so that a test says exactly what is in them."""

from __future__ import annotations

import io
import struct
import zipfile

_TYPES = {
    "word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xl": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "ppt": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


def package(main: str, parts: dict[str, str | bytes], relations: dict[str, list[tuple[str, str]]]) -> bytes:
    """`relations`: part -> [(kind, target)]; ids are r1, r2 and so on."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        kind = _TYPES[main.partition("/")[0]]
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/{main}" ContentType="{kind}"/></Types>',
        )
        archive.writestr("_rels/.rels", _relations([("officeDocument", main)]))
        for name, content in parts.items():
            archive.writestr(name, content)
        for part, targets in relations.items():
            folder, _, base = part.rpartition("/")
            archive.writestr(f"{folder}/_rels/{base}.rels", _relations(targets))
    return file.getvalue()


def _relations(targets: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{_REL}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def docx(
    body: str, extra: dict[str, str | bytes] | None = None, relations: list[tuple[str, str]] | None = None
) -> bytes:
    """A Word document with `body` inside w:body; extra parts are named without their folder `word/`."""
    parts: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
    }
    for name, content in (extra or {}).items():
        parts[f"word/{name}"] = (
            content if isinstance(content, bytes) else f"<w:part {_NAMESPACES}>{content}</w:part>"
        )
    return package("word/document.xml", parts, {"word/document.xml": relations or []})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def ole(streams: dict[str, bytes]) -> bytes:
    """An OLE container. Keys are paths with slashes."""
    entries: list[tuple[str, int, int, int]] = []  # name, type, start sector, size
    children: dict[str, list[int]] = {"": []}
    sectors: list[bytes] = []
    fat: list[int] = []
    folders = sorted({path.rsplit("/", n)[0] for path in streams for n in range(1, path.count("/") + 1)})
    entries.append(("", 5, 0, 0))  # the root, filled in below
    number = {"": 0}
    for folder in folders:
        parent, _, name = folder.rpartition("/")
        number[folder] = len(entries)
        children.setdefault(folder, [])
        children[parent].append(len(entries))
        entries.append((name, 1, 0, 0))
    mini: list[bytes] = []  # small streams lie in blocks of 64 bytes inside the root's own stream
    mini_fat: list[int] = []
    for path, data in streams.items():
        parent, _, name = path.rpartition("/")
        size, blocks, chain = (64, mini, mini_fat) if len(data) < 4096 else (512, sectors, fat)
        start = _chain(data, size, blocks, chain)
        children[parent].append(len(entries))
        entries.append((name, 2, start, len(data)))
    entries[0] = ("Root Entry", 5, _chain(b"".join(mini), 512, sectors, fat), 64 * len(mini))
    mini_start = _chain(struct.pack(f"<{len(mini_fat)}I", *mini_fat), 512, sectors, fat, b"\xff")
    mini_sectors = -(-len(mini_fat) // 128)
    siblings = {0: 0xFFFFFFFF}
    first = {}
    for folder, members in children.items():
        ordered = sorted(members, key=lambda m: (len(entries[m][0]), entries[m][0].upper()))
        first[number[folder]] = ordered[0] if ordered else 0xFFFFFFFF
        for here, after in zip(ordered, [*ordered[1:], 0xFFFFFFFF], strict=True):
            siblings[here] = after
    directory = b""
    for place, (name, kind, start, size) in enumerate(entries):
        raw = name.encode("utf-16-le") + b"\0\0"
        directory += raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
        directory += (
            struct.pack("<III", 0xFFFFFFFF, siblings[place], first.get(place, 0xFFFFFFFF)) + b"\0" * 36
        )
        directory += struct.pack("<IQ", start, size)
    directory_start = _chain(directory, 512, sectors, fat)
    fat_sectors = 1
    while fat_sectors * 128 < len(fat) + fat_sectors:
        fat_sectors += 1
    places = list(range(len(sectors), len(sectors) + fat_sectors))
    fat += [0xFFFFFFFD] * fat_sectors
    fat += [0xFFFFFFFF] * (fat_sectors * 128 - len(fat))
    table = struct.pack(f"<{len(fat)}I", *fat)
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + b"\0" * 6
    )
    header += struct.pack(
        "<IIIIIIIII", 0, fat_sectors, directory_start, 0, 4096, mini_start, mini_sectors, 0xFFFFFFFE, 0
    )
    header += struct.pack("<109I", *places, *[0xFFFFFFFF] * (109 - len(places)))
    return header + b"".join(sectors) + table


def _chain(data: bytes, size: int, blocks: list[bytes], chain: list[int], fill: bytes = b"\0") -> int:
    """Appends the data in blocks of `size`; returns where it starts."""
    if not data:
        return 0xFFFFFFFE
    start = len(blocks)
    blocks += [data[at : at + size].ljust(size, fill) for at in range(0, len(data), size)]
    chain += [*range(start + 1, len(blocks)), 0xFFFFFFFE]
    return start


def msg(
    properties: dict[int, str | bytes], attachments: list[dict[int, str | bytes]] | None = None, **fixed: int
) -> bytes:
    """An Outlook message: property id -> text or bytes. An attachment whose 0x3701 is a dict is a message."""
    streams: dict[str, bytes] = {}
    _add_message(streams, "", properties, attachments or [], 32)
    for key, value in fixed.items():
        streams["__properties_version1.0"] += struct.pack("<HHIQ", 0x40, int(key[1:], 16), 6, value)
    return ole(streams)


def _add_message(
    streams: dict[str, bytes],
    prefix: str,
    properties: dict[int, str | bytes],
    attachments: list[dict[int, str | bytes]],
    head: int,
) -> None:
    streams[prefix + "__properties_version1.0"] = b"\0" * head
    for identity, value in properties.items():
        kind, data = ("001F", value.encode("utf-16-le")) if isinstance(value, str) else ("0102", value)
        streams[f"{prefix}__substg1.0_{identity:04X}{kind}"] = data
    for number, attachment in enumerate(attachments):
        place = f"{prefix}__attach_version1.0_#{number:08X}/"
        inner = attachment.get(0x3701)
        own = {key: value for key, value in attachment.items() if not isinstance(value, dict)}
        _add_message(streams, place, own, [], 8)
        if isinstance(inner, dict):
            _add_message(streams, place + "__substg1.0_3701000D/", inner, [], 24)
