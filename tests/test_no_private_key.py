"""Nothing in the repository is a private key. What opens a rules file for signing lies elsewhere."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PRIVATE = re.compile(
    rb"-{5}BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-{5}|PuTTY[-]User-Key-File|\bAGE-SECRET-KEY-1[A-Z0-9]{20}"
    # 16 bytes with which every unlocked Ed25519 key begins, as base64
    rb"|MC4CAQAwBQYDK2VwBCIEI[A-Za-z0-9+/]{20}"
)
NAMES = {".private", ".key", ".p12", ".pfx", ".jks", ".ppk"}
MOST = 2_000_000  # a key is small; models and pictures are not


def _tracked() -> list[Path]:
    """What git would take along: what it has, and what is new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("this is no checkout")
    paths = [ROOT / name.decode() for name in listed.stdout.split(b"\0") if name]
    return [path for path in paths if path.is_file()]


def test_no_private_key_is_in_the_repository() -> None:
    tracked = _tracked()
    assert len(tracked) > 100
    assert [path.name for path in tracked if path.suffix.lower() in NAMES] == []
    small = (path for path in tracked if path.stat().st_size <= MOST)
    assert [path.relative_to(ROOT).as_posix() for path in small if PRIVATE.search(path.read_bytes())] == []


def test_the_search_finds_the_keys_that_it_is_for() -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        KeySerializationEncryption,
        NoEncryption,
        PrivateFormat,
    )

    ways: list[tuple[PrivateFormat, KeySerializationEncryption]] = [
        (PrivateFormat.PKCS8, NoEncryption()),
        (PrivateFormat.PKCS8, BestAvailableEncryption(b"a passphrase")),
        (PrivateFormat.OpenSSH, NoEncryption()),
    ]
    for form, locked in ways:
        pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, form, locked)
        assert PRIVATE.search(pem)
        if b"ENCRYPTED" not in pem and form is PrivateFormat.PKCS8:
            assert PRIVATE.search(pem.splitlines()[1])
