"""Reads tests/scenarios/*.yaml: answers and what must follow from them, written from the sources by reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.advise.approach import Approach
from assistant.advise.data import load

FOLDER = Path(__file__).parents[1] / "scenarios"


class Scenario(BaseModel):
    """`says` holds a part of a flag's wording, `note` a part of a note, `gates` a rule that shuts an approach."""

    model_config = ConfigDict(extra="forbid")

    name: str
    base: dict[str, Any] = {}
    answers: dict[str, Any]
    recommended: Approach | None = None
    then: Approach | None = None
    gates: dict[Approach, str] = {}
    fires: dict[str, str] = {}
    quiet: list[str] = []
    says: dict[str, str] = {}
    note: str = ""

    @property
    def given(self) -> dict[str, Any]:
        return {**self.base, **self.answers}


class _File(BaseModel):
    common: dict[str, Any] = {}
    scenarios: list[Scenario]


def scenarios() -> list[Scenario]:
    return [s for path in sorted(FOLDER.glob("*.yaml")) for s in load(path, _File).scenarios]
