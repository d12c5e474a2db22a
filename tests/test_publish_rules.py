"""The publisher's side: a key is made outside the repository, signs what the app can use, and nothing else."""

from __future__ import annotations

import importlib.util
import shutil
import stat
import sys
from pathlib import Path
from types import ModuleType

import pytest

from assistant.advise.renewal import active, import_rules, keys
from assistant.paths import resources
from tests.rules_file import DAY, IN_FORCE, NEWER

ROOT = Path(__file__).resolve().parents[1]


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("publish_rules", ROOT / "packaging" / "publish_rules.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = _script()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.advise.renewal.check.vendor_rules_of", lambda files, name: None)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A publisher's copy of the rules, one version on."""
    folder = tmp_path / "resources"
    for part in SCRIPT.FOLDERS:
        shutil.copytree(resources() / part, folder / part)
    about = folder / "advice" / "about.yaml"
    about.write_text(about.read_text("utf-8").replace(f'"{IN_FORCE}"', f'"{NEWER}"'), "utf-8", newline="\r\n")
    return folder


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    monkeypatch.setattr(sys, "argv", ["publish_rules", *map(str, arguments)])
    return int(SCRIPT.main())


def _ship(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """As if the public keys of that folder had shipped."""
    known = keys.known(folder)
    monkeypatch.setattr(keys, "known", lambda: known)


def test_from_a_new_key_to_rules_in_force(
    tmp_path: Path, rules: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    safe, file = tmp_path / "safe", tmp_path / "winter.stillroom-rules"
    monkeypatch.setattr(SCRIPT.getpass, "getpass", lambda prompt: "a long passphrase")
    assert _run(monkeypatch, "new-key", "--to", safe) == 0
    (private,), (public,) = safe.glob("*.private"), safe.glob("*.pub")
    if sys.platform != "win32":
        assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert b"ENCRYPTED" in private.read_bytes() and private.stem == public.stem
    sign = ("sign", "--key", private, "--rules", rules, "--published", DAY.isoformat(), "--to", file)
    assert _run(monkeypatch, *sign) == 2  # nobody knows the key yet
    assert "does not ship in resources/keys" in capsys.readouterr().err and not file.exists()
    _ship(monkeypatch, safe)
    assert _run(monkeypatch, *sign) == 0
    assert _run(monkeypatch, "check", file, "--today", DAY.isoformat()) == 0
    assert f"version {NEWER}" in capsys.readouterr().out
    import_rules(file, tmp_path / "home", DAY)
    assert active(tmp_path / "home").version == NEWER


def test_a_private_key_is_never_made_inside_the_repository(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name for path in (ROOT / "resources" / "keys").iterdir()}
    for inside in (ROOT, ROOT / "resources" / "keys", ROOT / "docs" / ".." / "resources" / "keys"):
        assert _run(monkeypatch, "new-key", "--to", inside, "--no-passphrase") == 2
        assert "inside the repository" in capsys.readouterr().err
    assert {path.name for path in (ROOT / "resources" / "keys").iterdir()} == before


def test_a_short_or_mistyped_passphrase_makes_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for typed, said in ((["short"], "too short"), (["a long passphrase", "another one"], "The two differ")):
        answers = iter(typed)
        monkeypatch.setattr(SCRIPT.getpass, "getpass", lambda prompt, given=answers: next(given))
        assert _run(monkeypatch, "new-key", "--to", tmp_path / "safe") == 2
        assert said in capsys.readouterr().err
    assert not list((tmp_path / "safe").iterdir())


def test_rules_that_the_app_cannot_use_are_not_signed(
    tmp_path: Path, rules: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    safe, file = tmp_path / "safe", tmp_path / "winter.stillroom-rules"
    _run(monkeypatch, "new-key", "--to", safe, "--no-passphrase")
    _ship(monkeypatch, safe)
    (private,) = safe.glob("*.private")
    sign = ("sign", "--key", private, "--rules", rules, "--to", file)
    assert _run(monkeypatch, *sign, "--published", "2020-01-01") == 2
    assert "later than the day" in capsys.readouterr().err
    assert _run(monkeypatch, *sign[:-1], tmp_path / "winter.json") == 2
    assert "must end in .stillroom-rules" in capsys.readouterr().err
    gates = rules / "advice" / "gates.yaml"
    gates.write_text(gates.read_text("utf-8").replace("stability", "stabilty", 1), "utf-8")
    assert _run(monkeypatch, *sign) == 2
    assert "stabilty" in capsys.readouterr().err
    assert not file.exists()


@pytest.mark.parametrize("content", [b"", b"-----BEGIN", b"\xff"])
def test_what_is_no_private_key_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (tmp_path / "x.private").write_bytes(content)
    where = ("--key", tmp_path / "x.private", "--to", tmp_path / "a.stillroom-rules")
    assert _run(monkeypatch, "sign", *where) == 2
    assert "cannot be opened as a private key" in capsys.readouterr().err
