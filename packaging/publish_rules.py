"""The publisher's side of renewed rules: make a key, sign the rules as a file, check such a file.

    python packaging/publish_rules.py new-key --to FOLDER [--no-passphrase]
    python packaging/publish_rules.py sign --key FILE [--published DATE] [--rules FOLDER] --to FILE
    python packaging/publish_rules.py check FILE [--today DATE]

How it is meant to be used, and how keys are kept and retired: docs/renewing-rules.md
"""

from __future__ import annotations

import argparse
import datetime
import getpass
import os
import sys
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from assistant.advise.renewal import keys
from assistant.advise.renewal.active import read_rules
from assistant.advise.renewal.check import usable_rules
from assistant.advise.renewal.sealed import FOLDERS, SUFFIX, Sealed, check_contents
from assistant.errors import InputError, StillroomError
from assistant.reports.papers import papers

ROOT = Path(__file__).resolve().parents[1]
SHORTEST = 12  # of a passphrase


def main() -> int:
    given = _arguments()
    try:
        print({"new-key": new_key, "sign": sign, "check": check}[given.command](given))
    except StillroomError as error:
        print(f"publish_rules: {error}", file=sys.stderr)
        return 2
    return 0


def new_key(given: argparse.Namespace) -> str:
    folder = given.to.resolve()
    if folder == ROOT or ROOT in folder.parents:
        raise InputError(f"{given.to} is inside the repository: a private key must never lie there.")
    key = Ed25519PrivateKey.generate()
    name = keys.key_id(key.public_key())
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    private, public = folder / f"{name}.private", folder / f"{name}{keys.SUFFIX}"
    _write_private(private, key, b"" if given.no_passphrase else _new_passphrase())
    public.write_bytes(
        key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )
    return f"{private}: keep it, and keep it secret.\n{public}: copy it into resources/keys and ship it."


def sign(given: argparse.Namespace) -> str:
    if given.to.suffix != SUFFIX:
        raise InputError(f"{given.to.name} must end in {SUFFIX}, so that people know what it is.")
    key = _private(given.key)
    texts = rules_in(given.rules)
    know = usable_rules(texts, given.rules.name, also=(papers,))
    sealed = Sealed(know.about.version, given.published, "", texts).signed(key)
    check_contents(sealed, given.to.name)
    if sealed.key not in keys.known():
        raise InputError(
            f"{given.key.name} is the key {sealed.key}, which does not ship in resources/keys, so that no "
            f"Stillroom would take the file: copy {sealed.key}{keys.SUFFIX} there first."
        )
    given.to.write_bytes(sealed.to_bytes())
    return f"{given.to}: {_told(sealed)}."


def check(given: argparse.Namespace) -> str:
    """As the app does it before it puts a file in force, whichever rules it has."""
    sealed, _ = read_rules(given.file, given.today, also=(papers,))
    return f"{given.file} can be imported: {_told(sealed)}."


def rules_in(folder: Path) -> dict[str, str]:
    """Every YAML file of the rules; line ends become those that are signed."""
    paths = [path for part in FOLDERS for path in sorted((folder / part).glob("*.yaml"))]
    try:
        return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    except UnicodeDecodeError as error:
        raise InputError(f"A file in {folder} is not text in UTF-8: save it again as UTF-8.") from error


def _told(sealed: Sealed) -> str:
    return (
        f"version {sealed.version}, published {sealed.published.isoformat()}, {len(sealed.files)} files, "
        f"key {sealed.key}"
    )


def _write_private(path: Path, key: Ed25519PrivateKey, passphrase: bytes) -> None:
    """For its owner's eyes only, from the first moment on."""
    locked = serialization.BestAvailableEncryption(passphrase) if passphrase else serialization.NoEncryption()
    data = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)


def _new_passphrase() -> bytes:
    first = getpass.getpass(f"A passphrase for the key, of {SHORTEST} characters or more: ")
    if len(first) < SHORTEST:
        raise InputError(f"The passphrase is too short: give {SHORTEST} characters or more.")
    if getpass.getpass("The same again: ") != first:
        raise InputError("The two differ: begin again.")
    return first.encode()


def _private(path: Path) -> Ed25519PrivateKey:
    try:
        data = path.read_bytes()
        try:
            key = serialization.load_pem_private_key(data, None)
        except TypeError:  # it is locked with a passphrase
            key = serialization.load_pem_private_key(data, getpass.getpass("Passphrase: ").encode())
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be opened as a private key, or the passphrase is wrong.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError(f"{path} is not a key of the kind that rules are signed with (Ed25519).")
    return key


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    commands = parser.add_subparsers(dest="command", required=True)
    made = commands.add_parser("new-key", help="make a pair of keys")
    made.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER", help="a folder outside the repository"
    )
    made.add_argument("--no-passphrase", action="store_true", help="do not lock the private key")
    signed = commands.add_parser("sign", help="check the rules and sign them as one file")
    signed.add_argument("--key", type=Path, required=True, metavar="FILE", help="the private key")
    signed.add_argument("--published", type=datetime.date.fromisoformat, default=datetime.date.today())
    signed.add_argument("--rules", type=Path, default=ROOT / "resources", metavar="FOLDER")
    signed.add_argument("--to", type=Path, required=True, metavar=f"FILE{SUFFIX}")
    checked = commands.add_parser("check", help="say whether an app would take the file")
    checked.add_argument("file", type=Path)
    checked.add_argument("--today", type=datetime.date.fromisoformat, default=datetime.date.today())
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
