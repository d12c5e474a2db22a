"""The publishers' keys: the public halves lie in resources/keys, a private half never does."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from assistant.errors import StillroomError
from assistant.paths import resources

SUFFIX = ".pub"
Keys = Mapping[str, Ed25519PublicKey]


def key_id(key: Ed25519PublicKey) -> str:
    """A short name that follows from the key itself."""
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


def known(folder: Path | None = None) -> Keys:
    """The keys that ship, by their ids."""
    return {key_id(key): key for key in map(_read, sorted(_folder(folder).glob(f"*{SUFFIX}")))}


def _folder(folder: Path | None) -> Path:
    return resources() / "keys" if folder is None else folder


def _read(path: Path) -> Ed25519PublicKey:
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm) as error:
        raise StillroomError(
            f"The key {path.name} that came with Stillroom cannot be read. Install Stillroom again."
        ) from error
    if not isinstance(key, Ed25519PublicKey) or key_id(key) != path.stem:
        raise StillroomError(
            f"The key {path.name} that came with Stillroom is not the one it is named after. "
            "Install Stillroom again."
        )
    return key
