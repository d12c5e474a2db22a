"""A rules file: every YAML file of the rules as text, with version, day, key and signature, in one file of JSON.

The file is ASCII and short-lined, so that it survives an email and can be read in any editor. There is only
one way of writing it: what differs from that by a single byte is refused, whether the signature covers the
byte or not. Line ends as Windows writes them are let through, since mail programs change them.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from assistant.advise.renewal.keys import Keys, key_id
from assistant.advise.version import version
from assistant.errors import InputError

SUFFIX = ".stillroom-rules"
FORMAT = "stillroom-rules"
LAYOUT = 1
FOLDERS = ("advice", "papers", "questionnaire", "regulations", "vendor")
MOST_BYTES = 8_000_000
MOST_FILES = 200
MOST_CHARACTERS = 1_000_000  # of one file in it

# Names that are harmless on every system: lower case, one folder deep, and none that Windows keeps for itself.
_PATH = re.compile(
    rf"(?:{'|'.join(FOLDERS)})/(?!(?:con|prn|aux|nul|com\d|lpt\d)\.)[a-z0-9_][a-z0-9_-]{{0,59}}\.yaml",
    re.ASCII,
)
_KEYS = ("format", "layout", "version", "published", "key", "files", "signature")
_ASK = "ask for it again"


@dataclass(frozen=True)
class Sealed:
    """What a rules file holds. `files` are texts by their path, such as advice/about.yaml."""

    version: str
    published: datetime.date
    key: str
    files: Mapping[str, str]
    signature: bytes = b""

    def signed(self, key: Ed25519PrivateKey) -> Sealed:
        named = replace(self, key=key_id(key.public_key()))
        return replace(named, signature=key.sign(named._statement()))

    def to_bytes(self) -> bytes:
        held = {**self._held(), "signature": base64.b64encode(self.signature).decode()}
        return (json.dumps(held, indent=1, ensure_ascii=True) + "\n").encode("ascii")

    def verify(self, keys: Keys, name: str) -> None:
        """Raises InputError, naming the file `name`, unless a known key has signed this."""
        if self.key not in keys:
            raise InputError(
                f"{name} is signed with the key {self.key}, which this Stillroom does not know: {_ASK} from "
                "whoever publishes your rules, or update Stillroom if they have changed their key."
            )
        try:
            keys[self.key].verify(self.signature, self._statement())
        except InvalidSignature:
            raise _altered(name) from None

    def _held(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "layout": LAYOUT,
            "version": self.version,
            "published": self.published.isoformat(),
            "key": self.key,
            "files": {path: self.files[path].split("\n") for path in sorted(self.files)},
        }

    def _statement(self) -> bytes:
        """What is signed: everything but the signature, in the one form that it has."""
        return json.dumps(self._held(), ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode(
            "ascii"
        )


def from_bytes(data: bytes, name: str) -> Sealed:
    """Reads, without trusting the signature yet. Raises InputError, naming the file `name`."""
    if len(data) > MOST_BYTES:
        raise InputError(f"{name} is too big for a rules file: choose a file that ends in {SUFFIX}.")
    plain = data.replace(b"\r\n", b"\n")
    try:
        held = json.loads(plain.decode("ascii"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise _foreign(name) from None
    if not isinstance(held, dict) or held.get("format") != FORMAT:
        raise _foreign(name)
    layout = held.get("layout")
    if type(layout) is int and layout > LAYOUT:
        raise InputError(f"{name} needs a newer Stillroom: update Stillroom, then import it again.")
    if tuple(held) != _KEYS:
        raise _altered(name)
    sealed = _sealed(held, name)
    if sealed.to_bytes() != plain:
        raise _altered(name)
    return sealed


def check_contents(sealed: Sealed, name: str) -> None:
    """Refuses what no rules file may hold, whoever has signed it. Raises InputError, naming the file `name`."""
    try:
        day = version(sealed.version).day
    except ValueError as error:
        raise InputError(f"{name} cannot be used: {error}; {_ASK}.") from None
    if day > sealed.published:
        raise InputError(
            f"{name} cannot be used, since its version {sealed.version} is later than the day on which it was "
            f"published, {sealed.published.isoformat()}: {_ASK}."
        )
    wrong = next((path for path in sealed.files if not _PATH.fullmatch(path)), None)
    if wrong is not None:
        raise InputError(
            f"{name} cannot be used, since it holds {wrong!a}, which is no file of rules: {_ASK}."
        )
    if len(sealed.files) > MOST_FILES or any(len(text) > MOST_CHARACTERS for text in sealed.files.values()):
        raise InputError(f"{name} cannot be used, since it holds more than rules may: {_ASK}.")


def _sealed(held: dict[str, Any], name: str) -> Sealed:
    files = held["files"]
    try:
        if not isinstance(files, dict) or not all(isinstance(held[key], str) for key in ("version", "key")):
            raise ValueError
        return Sealed(
            version=held["version"],
            published=datetime.date.fromisoformat(held["published"]),
            key=held["key"],
            files={path: _text(lines) for path, lines in files.items()},
            signature=base64.b64decode(held["signature"], validate=True),
        )
    except (ValueError, TypeError, binascii.Error):
        raise _altered(name) from None


def _text(lines: Any) -> str:
    if not isinstance(lines, list) or not lines:
        raise ValueError
    if any(not isinstance(line, str) or "\n" in line or "\r" in line for line in lines):
        raise ValueError
    text = "\n".join(lines)
    text.encode()  # half a character pair, which JSON can hold and a file cannot, is a ValueError
    return text


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _foreign(name: str) -> InputError:
    return InputError(
        f"{name} is not a rules file of Stillroom, or it is damaged: choose a file that ends in {SUFFIX}, "
        f"or {_ASK}."
    )


def _altered(name: str) -> InputError:
    return InputError(
        f"{name} is not as its publisher signed it, so nothing of it is used: {_ASK} from whoever sent it."
    )
