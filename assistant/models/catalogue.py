"""Which models there are, where they lie, and whether they are unaltered."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import ModelError
from assistant.paths import resources

ENCODER = "all-MiniLM-L6-v2"


class Model(BaseModel):
    """A model's entry in resources/models/catalogue.yaml; its card lies beside it as Markdown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: Literal["encoder", "generator"]
    file: str
    sha256: str
    bytes: int
    licence: str
    summary: str

    @property
    def path(self) -> Path:
        return resources() / "models" / self.file


class Check(BaseModel):
    """What verifying one model found; `problem` is a sentence, None where the file is as published."""

    model: Model
    problem: str | None


def models() -> list[Model]:
    """Every model that ships; raises ModelError where the list cannot be read."""
    path = resources() / "models" / "catalogue.yaml"
    try:
        return [Model.model_validate(entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]
    except (OSError, yaml.YAMLError, ValidationError, TypeError) as error:
        raise ModelError(f"The list of models {path} cannot be read. Install Stillroom again.") from error


def encoder_path() -> Path:
    """Where the embedded encoder lies; raises ModelError where it is missing."""
    for model in models():
        if model.id == ENCODER:
            if not model.path.is_file():
                raise ModelError(f"The model file {model.path} is missing. Install Stillroom again.")
            return model.path
    raise ModelError(f"The list of models has no {ENCODER}. Install Stillroom again.")


def verify(model: Model) -> Check:
    """Reads the whole file and compares its SHA-256 with the catalogue's."""
    if not model.path.is_file():
        return Check(model=model, problem=f"{model.file} is missing. Install Stillroom again.")
    try:
        with model.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return Check(model=model, problem=f"{model.file} cannot be read: {error.strerror}.")
    if digest != model.sha256:
        return Check(
            model=model, problem=f"{model.file} has been altered or damaged. Install Stillroom again."
        )
    return Check(model=model, problem=None)
