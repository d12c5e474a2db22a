"""Rules files for tests: the shipped rules, one version newer, altered as asked, signed with a key made here."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from assistant.advise.knowledge import shipped
from assistant.advise.renewal import keys
from assistant.advise.renewal.sealed import FOLDERS, Sealed
from assistant.advise.version import version
from assistant.paths import resources

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY_ID = keys.key_id(KEY.public_key())
IN_FORCE = version(shipped().about.version)
NEWER = str(IN_FORCE._replace(number=IN_FORCE.number + 1))
DAY = IN_FORCE.day


def trust(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app knows the key of these tests, as if it had shipped with it."""
    monkeypatch.setattr(keys, "known", lambda: {KEY_ID: KEY.public_key()})


def texts() -> dict[str, str]:
    root = resources()
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for folder in FOLDERS
        for path in sorted((root / folder).glob("*.yaml"))
    }


def newer(changes: Mapping[str, tuple[str, str]] = {}, number: str = NEWER, **fields: object) -> Sealed:
    """`changes` are by path: what to look for, and what to put there."""
    files = texts()
    for path, (old, new) in {"advice/about.yaml": (f'"{IN_FORCE}"', f'"{number}"'), **changes}.items():
        assert old in files[path], f"{path} does not hold {old!r} any more"
        files[path] = files[path].replace(old, new, 1)
    return replace(Sealed(number, DAY, "", files), **fields)  # type: ignore[arg-type]


def write(path: Path, sealed: Sealed, key: Ed25519PrivateKey = KEY) -> Path:
    path.write_bytes(sealed.signed(key).to_bytes())
    return path


def days(number: int) -> datetime.date:
    return DAY + datetime.timedelta(days=number)
