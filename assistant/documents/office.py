"""Office files: which of them a ZIP or an OLE container is, and the reader for it."""

from __future__ import annotations

import re

from assistant.documents import limits, ole
from assistant.documents.content import Content, ReadPart, carried, damaged, encrypted
from assistant.documents.opendocument import Kind, read_opendocument
from assistant.documents.outlook import read_msg
from assistant.documents.package import Attributes, Package
from assistant.documents.slides import read_pptx
from assistant.documents.word import read_docx
from assistant.documents.workbook import read_xlsx
from assistant.errors import DocumentError, Reason

_MAIN = (
    ("wordprocessingml", "word/document.xml"),
    ("ms-word", "word/document.xml"),
    ("spreadsheetml", "xl/workbook.xml"),
    ("ms-excel", "xl/workbook.xml"),
    ("presentationml", "ppt/presentation.xml"),
    ("ms-powerpoint", "ppt/presentation.xml"),
)
_SAVE_AS = "Open it in the program that made it, save it as {} and add that."
UNPACK = "Unpack it and add the files that are in it."


def read_zip(data: bytes, name: str, read_part: ReadPart, within: bool = False) -> Content:
    """Raises DocumentError for archives, encrypted files and kinds that only their own program reads.

    An archive that came `within` another file, as an email's attachment does, is opened: nobody can add
    what is in it by itself.
    """
    package = Package(data, name)
    main = _main_part(package)
    if main is not None:
        family, part = main
        if part.endswith(".bin"):
            raise unreadable(name, "an Excel binary workbook (.xlsb)", "XLSX")
        if family == "word":
            return read_docx(package, part, read_part)
        if family == "xl":
            return read_xlsx(package, part)
        return read_pptx(package, part)
    kind = (package.bytes("mimetype", 200) or b"").decode("ascii", "replace").strip()
    if package.has("content.xml") and (
        kind.startswith("application/vnd.oasis.opendocument") or package.has("meta-inf/manifest.xml")
    ):
        return read_opendocument(package, _opendocument_kind(kind))
    if kind == "application/epub+zip":
        raise unreadable(name, "an e-book", "PDF")
    if package.has("Index/Document.iwa") or package.has("Index.zip"):
        raise unreadable(name, "a document of Apple's Pages, Numbers or Keynote", "PDF or DOCX")
    if package.encrypted:
        raise encrypted(name)
    if within:
        return _members(package, name, read_part)
    raise archive(name, "ZIP")


def _members(package: Package, name: str, read_part: ReadPart) -> Content:
    """The documents in an archive. Raises DocumentError if there is none."""
    content = Content("zip")
    members = [member for member in package.members if _is_document_name(member.lower())]
    if len(members) > limits.ATTACHMENTS:
        content.warnings.append(f"Only the first {limits.ATTACHMENTS} of its {len(members)} files were read.")
    left = limits.XML_BYTES
    for member in members[: limits.ATTACHMENTS]:
        inner = package.bytes(member, min(left, limits.MEMBER_BYTES))
        if inner is None:
            content.warnings.append(f"The file {member} in it was not read: it is damaged or too big.")
            continue
        left -= len(inner)
        try:
            read = read_part(inner, member)
        except DocumentError as fault:
            content.warnings.append(f"The file {member} in it was not read. {fault.what}")
            continue
        content.pages += carried(read, "attachment", member)
        content.warnings += read.warnings
    if not content.pages:
        raise archive(name, "ZIP")
    return content


def _is_document_name(member: str) -> bool:
    """Whether a member, in lower case, is not a folder nor what macOS and Windows put beside the files."""
    base = member.rpartition("/")[2]
    return bool(base) and not member.startswith("__macosx/") and base not in (".ds_store", "thumbs.db")


def read_ole(data: bytes, name: str, read_part: ReadPart) -> Content:
    """Word, Excel, PowerPoint of 1997 to 2003, Outlook messages, and today's files with a password."""
    with ole.open_ole(data, name) as container:
        names = {entry[0].lower() for entry in container.listdir(streams=True, storages=False)}
        if "encryptedpackage" in names:
            raise encrypted(name)
        if "__properties_version1.0" in names:
            return read_msg(container, name, read_part)
        if "worddocument" in names:
            return ole.read_doc(container, name)
        if "powerpoint document" in names or "pp97_dualstorage" in names:
            return ole.read_ppt(container, name)
        if "workbook" in names or "book" in names:
            return ole.read_xls(data, name)
        for mark, words in (
            ("visiodocument", "a Visio drawing"),
            ("quill", "a Publisher document"),
            ("contents", "a Publisher or Works document"),
            ("matost", "a Works document"),
        ):
            if mark in names:
                raise unreadable(name, words, "PDF")
        if not names:
            raise damaged(name)
    raise DocumentError(name, Reason.UNKNOWN_KIND, "This kind of file holds no document that can be read.")


def unreadable(name: str, words: str, save_as: str) -> DocumentError:
    return DocumentError(
        name,
        Reason.UNKNOWN_KIND,
        f"It is {words}, which only its own program reads.",
        _SAVE_AS.format(save_as),
    )


def archive(name: str, kind: str) -> DocumentError:
    return DocumentError(name, Reason.UNKNOWN_KIND, f"Not a document: an archive ({kind}).", UNPACK)


def _main_part(package: Package) -> tuple[str, str] | None:
    """(word, xl or ppt; the main part's name), by relations and content types, then by the usual names."""
    for kind, part in package.relations("").values():
        if kind == "officeDocument" and package.has(part):
            family = _family(package, part)
            if family:
                return family, part
    for name in package.names:
        if re.fullmatch(r"(word/document\d*\.xml|xl/workbook\.(?:xml|bin)|ppt/presentation\.xml)", name):
            return name.partition("/")[0], name
    return None


def _family(package: Package, part: str) -> str | None:
    content_type = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal content_type
        if name == "Override" and attributes.get("PartName", "").lstrip("/").lower() == part.lower():
            content_type = attributes.get("ContentType", "").lower()

    package.walk("[Content_Types].xml", start)
    for words, usual in _MAIN:
        if words in content_type:
            return usual.partition("/")[0]
    folder = part.partition("/")[0].lower()
    return folder if folder in ("word", "xl", "ppt") else None


def _opendocument_kind(kind: str) -> Kind:
    if "spreadsheet" in kind or "chart" in kind:
        return "ods"
    if "presentation" in kind or "graphics" in kind:
        return "odp"
    return "odt"
