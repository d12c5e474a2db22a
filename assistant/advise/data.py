"""YAML files of rules -> checked models. A fault names the file and the line, for whoever edits them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import StillroomError

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class RulesError(StillroomError):
    """A file of questions, flags or rules cannot be used."""


class Strict(BaseModel):
    """Data whose unknown keys are a slip of the pen, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


Model = TypeVar("Model", bound=BaseModel)


class _Loader(_Base):  # type: ignore[misc]
    """YAML in which yes and no are words, as in the answers, and a key may stand only once."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":bool")]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def load(path: Path, model: type[Model]) -> Model:
    """Reads one file. Raises RulesError with a sentence that names the file and the line."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RulesError(f"{path.name} cannot be read: {error}.") from error
    try:
        return model.model_validate(yaml.load(text, _Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = f", line {mark.line + 1}" if mark else ""
        raise RulesError(f"{path.name}{line}: {error.problem}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        said = first["msg"].removeprefix("Value error, ")
        raise RulesError(f"{path.name}, line {_line(text, first['loc'])}: {key}: {said}.") from error


def load_all(folder: Path, model: type[Model]) -> list[Model]:
    """Every YAML file of a folder, in the order of the names."""
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise RulesError(f"There are no files in {folder.name}. Install Stillroom again.")
    return [load(path, model) for path in paths]


def _line(text: str, place: tuple[int | str, ...]) -> int:
    """The line of the deepest part of `place` that stands in the file."""
    node = yaml.compose(text, _Loader)
    for part in place:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        elif isinstance(node, yaml.MappingNode):
            found = [value for key, value in node.value if key.value == str(part)]
            if not found:
                break
            node = found[0]
        else:
            break
    return int(node.start_mark.line) + 1 if node is not None else 1
