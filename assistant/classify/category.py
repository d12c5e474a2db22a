"""A category as a person describes it, and the examples that teach it; read from plain files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import PackError

NONE = "none"  # "of no category"
TIERS = ("title", "strong", "weak")


class Cues(BaseModel):
    """Phrases that give a category away; a trailing * lets the last word go on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: tuple[str, ...] = ()  # as a heading they name the document
    strong: tuple[str, ...] = ()  # hardly found in other kinds of document
    weak: tuple[str, ...] = ()  # support the category but occur elsewhere too


class Category(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    name: str = Field(min_length=1)
    description: str = ""
    cues: Cues = Cues()


class Example(BaseModel):
    """A labelled text. `register` says what manner of writing it is; examples of one register are alike."""

    model_config = ConfigDict(frozen=True)

    category: str  # a category's id, or NONE
    title: str
    register_: str = Field(alias="register")
    text: str


def read_category(path: Path) -> Category:
    """One category.yaml; PackError names the file and what is wrong in it."""
    try:
        # The base loader leaves every word a word: `off` and `yes` are cue phrases here, not switches.
        return Category.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))
    except ValidationError as error:
        slip = error.errors()[0]
        place = ".".join(str(part) for part in slip["loc"]) or "the file"
        raise PackError(f"{path}: this category cannot be read. See {place}: {slip['msg']}.") from error
    except (OSError, yaml.YAMLError) as error:
        raise PackError(f"{path}: this category cannot be read. {error}") from error


def read_examples(path: Path, category: str) -> list[Example]:
    """The examples of one file: each begins with a line `=== register | title`; PackError names file and line."""
    examples: list[Example] = []
    head: tuple[str, str] | None = None
    lines: list[str] = []

    def finish() -> None:
        if head is not None and (text := "\n".join(lines).strip()):
            examples.append(Example(category=category, register=head[0], title=head[1], text=text))

    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("=== "):
            finish()
            register, bar, title = line[4:].partition("|")
            if not bar or not title.strip():
                raise PackError(f"{path}, line {number}: an example begins with '=== register | title'.")
            head, lines = (register.strip(), title.strip()), []
        elif head is None and line.strip():
            raise PackError(f"{path}, line {number}: text before the first '=== register | title'.")
        else:
            lines.append(line)
    finish()
    return examples


def read_source(folder: Path, order: Sequence[str] = ()) -> tuple[list[Category], list[Example]]:
    """A pack's source: a folder per category with category.yaml and examples.txt; `none/` holds strangers."""
    categories: list[Category] = []
    examples: list[Example] = []
    rank = {id_: i for i, id_ in enumerate(order)}
    for place in sorted(folder.iterdir(), key=lambda p: (rank.get(p.name, len(rank)), p.name)):
        if not place.is_dir():
            continue
        if place.name != NONE:
            category = read_category(place / "category.yaml")
            if category.id != place.name:
                raise PackError(
                    f"{place}/category.yaml: its id is {category.id}, the folder's name {place.name}."
                )
            categories.append(category)
        for file in sorted(place.glob("*.txt")):
            examples.extend(read_examples(file, place.name))
    return categories, examples
