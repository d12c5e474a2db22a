"""What a worker does with one document. Runs in the worker process only."""

# Paths are text on their way from and to the app.
# ruff: noqa: PTH110, PTH116, PTH123

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
import time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from assistant import __version__
from assistant.documents.document import Document
from assistant.errors import DocumentError, ModelError, Reason, StillroomError
from assistant.jobs import cloud
from assistant.jobs.tasks import not_read
from assistant.jobs.worker import Ask
from assistant.workspace.result import Result

if TYPE_CHECKING:
    from assistant.classify.classifier import Classifier

_BLOCK = 1024 * 1024
# A change within this time of the one before may leave the same time stamp (FAT counts in two seconds).
_COARSE = 3.0
_FETCH = 280.0  # seconds; less than the pool allows, so that the sentence is about the download


def sort_one(ask: Ask, path: str, pack: str, fetch: bool = False) -> dict[str, Any]:
    """Reads and decides; `ask` tells whether the same content is known already.

    Returns {"result", "made_by"} with a Result as plain data, or {"put": why} where the document's
    turn comes later. Raises ModelError or PackError where no document could be sorted.
    """
    classifier, made_by = classifier_for(pack)
    sha256: str | None = None
    try:
        if _is_cloud_only(path):
            if not fetch:
                return {"put": "cloud"}
            _fetch(path)
        before = _status(path)
        sha256 = _hash(path)
        answer = ask({"sha256": sha256, "made_by": made_by}) if sha256 else {"go": True}
        if "later" in answer:
            return {"put": "same"}
        if "known" in answer:
            return {"result": answer["known"], "made_by": made_by, "reused": True}
        document = _read(path)
        _check_unchanged(path, before, sha256)
        return {"result": decided(classifier, document, path, sha256), "made_by": made_by}
    except DocumentError as why:
        return {"result": not_read(why, sha256).model_dump(mode="json"), "made_by": made_by}


def read_one(ask: Ask, path: str, fetch: bool = False) -> Document:
    """Raises DocumentError."""
    if _is_cloud_only(path):
        if not fetch:
            raise DocumentError(
                path,
                Reason.CLOUD_ONLY,
                "It lies only in the cloud.",
                "Agree to fetch it, or open it in its own program first.",
            )
        _fetch(path)
    _status(path)
    return _read(path)


def check_has_text(document: Document, path: str) -> None:
    """Raises DocumentError where no page of the document has text."""
    if any(page.status == "read" for page in document.pages):
        return
    if any(page.status == "needs_ocr" for page in document.pages):
        raise DocumentError(
            path,
            Reason.NEEDS_OCR,
            "It is a scan: pictures of pages without text that can be read.",
            "Read it yourself, or have it made searchable (OCR) and add it again.",
        )
    raise DocumentError(
        path,
        Reason.NO_TEXT,
        "The text in it cannot be read.",
        "Open it in its own program, save it again and add it once more.",
    )


def decided(classifier: Classifier, document: Document, path: str, sha256: str | None) -> dict[str, Any]:
    """A Result as plain data. Raises DocumentError where no page of the document has text."""
    check_has_text(document, path)
    decision = classifier.decide(document)
    result = Result(
        path=path,
        sha256=sha256,
        verdict=decision.verdict,
        category=decision.category,
        confidence=decision.confidence,
        alternatives=decision.alternatives,
        decided_by="model" if decision.verdict == "sure" else None,
        note=decision.note,
        reasons=decision.reasons,
        marks=decision.marks,
        nearest=decision.nearest,
        language=decision.language,
        pages=len(document.pages),
        characters=sum(len(page.text) for page in document.pages),
        warnings=document.warnings,
    )
    return result.model_dump(mode="json")


@lru_cache(maxsize=1)
def classifier_for(pack: str) -> tuple[Classifier, str]:
    """The pack in memory, and what its results are known by: another pack or version computes anew."""
    try:
        from assistant.classify.classifier import Classifier
        from assistant.classify.pack import locate

        classifier = Classifier.load(pack)
        with open(locate(pack), "rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
    except (StillroomError, MemoryError):
        raise
    except Exception as why:  # a library that is missing or does not fit: no document is to blame
        raise ModelError(
            f"The model cannot be loaded ({type(why).__name__}: {why}). Install Stillroom again."
        ) from why
    return classifier, f"{classifier.pack_id} {classifier.pack_version} {content[:16]} {__version__}"


def _read(path: str) -> Document:
    from assistant.documents.read import read

    return read(path)


def _status(path: str) -> os.stat_result:
    try:
        status = os.stat(path)
    except OSError as why:
        raise _not_opened(path, why) from why
    if stat.S_ISDIR(status.st_mode):
        raise DocumentError(
            path, Reason.UNKNOWN_KIND, "It is a folder now.", "Add the folder to sort what lies in it."
        )
    if not stat.S_ISREG(status.st_mode):
        # Opening a pipe would wait for ever.
        raise DocumentError(path, Reason.UNKNOWN_KIND, "It is not a file but a device, a pipe or a socket.")
    return status


def _hash(path: str) -> str | None:
    """The content's SHA-256, or None for a file that is too large to be read anyway."""
    from assistant.documents.limits import FILE_BYTES

    try:
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_size > FILE_BYTES:
                return None
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as why:
        raise _not_opened(path, why) from why


def _check_unchanged(path: str, before: os.stat_result, sha256: str | None) -> None:
    """Raises DocumentError if what was read may not be what the hash was taken of."""
    after = _status(path)
    same = (before.st_size, before.st_mtime_ns, before.st_ino) == (
        after.st_size,
        after.st_mtime_ns,
        after.st_ino,
    )
    settled = abs(time.time() - after.st_mtime) > _COARSE
    if same and (settled or _hash(path) == sha256):
        return
    raise DocumentError(
        path,
        Reason.FAILED,
        "It was being changed while it was read.",
        "Wait until it is saved, then try the failed ones again.",
    )


def _not_opened(path: str, why: OSError) -> DocumentError:
    if isinstance(why, FileNotFoundError | NotADirectoryError):
        return DocumentError(
            path,
            Reason.MISSING,
            "It is not there any more.",
            "Find out where it was moved to and add it again.",
        )
    if isinstance(why, PermissionError):
        return DocumentError(
            path,
            Reason.NO_PERMISSION,
            "You do not have permission to open it.",
            "Ask whoever owns it, or close the program that holds it, and try again.",
        )
    return DocumentError(
        path,
        Reason.FAILED,
        f"It could not be opened ({why.strerror or type(why).__name__}).",
        "Check the disk or the network drive that it is on, and try again.",
    )


def _is_cloud_only(path: str) -> bool:
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return os.path.exists(cloud.icloud_placeholder(path))
    except OSError:
        return False  # opening it says why
    system = cloud.filesystem(status.st_dev) if getattr(status, "st_blocks", 1) == 0 else ""
    return cloud.is_cloud_only(status, sys.platform, system)


def _fetch(path: str) -> None:
    """Brings the file here. Most clients do so when it is read; iCloud's old placeholders must be told."""
    if os.path.exists(path):
        return
    if sys.platform == "darwin":
        subprocess.run(["/usr/bin/brctl", "download", path], check=False, capture_output=True)
        until = time.monotonic() + _FETCH
        while time.monotonic() < until:
            if os.path.exists(path):
                return
            time.sleep(0.5)
    raise DocumentError(
        path,
        Reason.CLOUD_ONLY,
        "It could not be fetched from the cloud.",
        "Open it in its own program first, then try again.",
    )
