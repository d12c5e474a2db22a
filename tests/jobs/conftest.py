"""A workspace, a folder and a sorter over tasks that need no model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import chores
import pytest

from assistant.jobs.sorter import Sorter
from assistant.workspace.store import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    one = Workspace.open(tmp_path / "home", names=lambda pack: {"invoice": "Invoice"})
    yield one
    one.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    one = tmp_path / "it's a földer"
    one.mkdir()
    return one


@pytest.fixture
def start(workspace: Workspace) -> Iterator[Callable[..., Sorter]]:
    made: list[Sorter] = []

    def sorter(**options: Any) -> Sorter:
        defaults: dict[str, Any] = {"workers": 2, "sort_function": chores.SORT, "read_function": chores.READ}
        made.append(Sorter(workspace, **{**defaults, **options}))
        return made[-1]

    yield sorter
    for one in made:
        one.close()


@pytest.fixture
def computed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """The names of the documents that were really computed so far."""
    log = tmp_path / "computed.log"
    monkeypatch.setenv("CHORES_LOG", str(log))

    def names() -> list[str]:
        lines = log.read_text(errors="surrogateescape").splitlines() if log.exists() else []
        return [Path(line).name for line in lines]

    return names
