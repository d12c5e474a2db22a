"""A classifier as one shareable file (`.stillroom`): a zip of pack.json and arrays.safetensors, never pickle."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.classify import layout, packed
from assistant.classify.category import Category
from assistant.classify.features import CueWorth, default_worth
from assistant.classify.head import INPUTS, Head, LinearHead, Matrix, Vocabulary, Witnesses
from assistant.classify.taught import TaughtHead
from assistant.errors import PackError
from assistant.models.encoder import DIMENSIONS
from assistant.paths import resources
from assistant.whole import put_whole

FORMAT = 1  # three witnesses and a shared last layer (head.py)
TAUGHT_FORMAT = 2  # a head learnt from a firm's own examples (taught.py), and the arrays' hash
NEWEST = TAUGHT_FORMAT
_ONLY_NEW = {"taught", "arrays_sha256"}  # fields that format 1 does not know
SUFFIX = ".stillroom"
_JSON, _ARRAYS = "pack.json", "arrays.safetensors"
_MAX_JSON, _MAX_ARRAYS = 64 * 2**20, 512 * 2**20
# All that reading a zip that was altered can raise: a bad stream, an unknown method, a password, a deep JSON.
_BROKEN = (
    OSError,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    NotImplementedError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)
_STAMP = (1980, 1, 1, 0, 0, 0)  # so that the same pack is the same file, byte for byte


class Card(BaseModel):
    """What a buyer should ask of any model: made from what, when, how well it does, where it fails."""

    model_config = ConfigDict(frozen=True)

    made: str  # ISO date
    made_from: str
    encoder: str  # the encoder's SHA-256
    documents: int  # examples that taught it
    strangers: int  # examples of no category
    figures: dict[str, float] = {}
    notes: tuple[str, ...] = ()


class Description(BaseModel):
    """All of a pack but its arrays; cheap to read."""

    model_config = ConfigDict(frozen=True)

    format: int
    id: str
    name: str
    version: str
    categories: tuple[Category, ...]
    threshold: float  # calibrated probability from which on it is sure
    none_bias: float = 0.0
    temperature: float = 1.0
    weights: tuple[float, ...] = ()
    titles: tuple[str, ...]  # of the examples, in the order of their rows
    labels: tuple[int, ...]  # their classes: indices of categories, or their number for strangers
    worth: tuple[tuple[int, str, float], ...]  # category, cue phrase, how far it can be trusted
    terms: tuple[str, ...] = ()  # the vocabulary
    card: Card
    taught: packed.Settings | None = None  # of a taught head; None in format 1
    arrays_sha256: str = ""


class Pack(BaseModel):
    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    description: Description
    head: Head | TaughtHead

    @property
    def worth(self) -> CueWorth:
        known = {(category, phrase): value for category, phrase, value in self.description.worth}
        return default_worth(self.description.categories) | known


def locate(pack: str | Path) -> Path:
    """Where a pack lies: the path of a `.stillroom` file, or the id of one that ships."""
    given = Path(pack)
    if given.suffix == SUFFIX:
        path = given
    else:
        path = resources() / "packs" / f"{pack}{SUFFIX}"
    if not path.is_file():
        raise PackError(f"There is no pack '{pack}'. Give uk-office, or the path of a {SUFFIX} file.")
    return path


def describe(pack: str | Path) -> Description:
    """A pack's categories, card and settings, without its arrays."""
    path = locate(pack)
    stat = path.stat()
    return _describe(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=8)
def _describe(path: Path, _changed: int, _size: int) -> Description:
    try:
        with zipfile.ZipFile(path) as archive:
            content = json.loads(_member(archive, _JSON, _MAX_JSON, path))
    except _BROKEN as error:
        raise PackError(
            f"{path.name} is not a Stillroom pack, or it is damaged. Ask for it again."
        ) from error
    made_by = content.get("format") if isinstance(content, dict) else None
    if isinstance(made_by, int) and made_by > NEWEST:
        raise PackError(f"{path.name} was made by a newer Stillroom. Update Stillroom to use it.")
    try:
        found = Description.model_validate(content)
        if (found.format >= TAUGHT_FORMAT) != (found.taught is not None):
            raise ValueError("a taught head is what format 2 is for")
        return found
    except ValueError as error:  # pydantic's ValidationError is one
        raise PackError(
            f"{path.name} is not a Stillroom pack, or it is damaged. Ask for it again."
        ) from error


def category_names(pack: str | Path = "uk-office") -> dict[str, str]:
    """Category id -> name as shown, in the pack's order."""
    return {category.id: category.name for category in describe(pack).categories}


def _member(archive: zipfile.ZipFile, name: str, most: int, path: Path) -> bytes:
    try:
        info = archive.getinfo(name)
    except KeyError as error:
        raise PackError(f"{path.name} is not a Stillroom pack: it has no {name}.") from error
    if info.file_size > most:
        raise PackError(f"{path.name} is larger inside than any pack may be. It was not opened.")
    with archive.open(info) as file:
        return file.read(most)


def load(pack: str | Path = "uk-office") -> Pack:
    """The whole pack; raises PackError where it is missing, damaged or does not fit together."""
    from safetensors import SafetensorError
    from safetensors.numpy import load as load_arrays

    path = locate(pack)
    description = describe(pack)
    try:
        with zipfile.ZipFile(path) as archive:
            data = _member(archive, _ARRAYS, _MAX_ARRAYS, path)
        _check_hash(description, data, path)
        arrays = load_arrays(data)
        head: Head | TaughtHead
        if description.taught is not None:
            head = packed.head_of(arrays, description.taught)
            sound = _fits_taught(description, head)
        else:
            head = _witnesses_of(description, arrays)
            sound = _fits(description, head)
    except (*_BROKEN, SafetensorError) as error:
        raise PackError(f"{path.name} is damaged. Ask for it again.") from error
    if not sound:
        raise PackError(f"{path.name} is damaged: its parts do not fit together. Ask for it again.")
    return Pack(description=description, head=head)


def _check_hash(description: Description, data: bytes, path: Path) -> None:
    if description.format >= TAUGHT_FORMAT and hashlib.sha256(data).hexdigest() != description.arrays_sha256:
        raise PackError(f"{path.name} is damaged: it is not as it was when it was made. Ask for it again.")


def _witnesses_of(description: Description, arrays: dict[str, Any]) -> Head:
    return Head(
        witnesses=Witnesses(
            vector=LinearHead(_wide(arrays["vector_weights"]), arrays["vector_bias"]),
            vocabulary=Vocabulary({term: i for i, term in enumerate(description.terms)}, arrays["idf"]),
            lexical=LinearHead(_wide(arrays["lexical_weights"]), arrays["lexical_bias"]),
            layout_mean=arrays["layout_mean"],
            layout_scale=arrays["layout_scale"],
            example_vectors=_wide(arrays["example_vectors"]),
            example_labels=np.array(description.labels, dtype=np.int64),
        ),
        weights=np.array(description.weights),
        none_bias=description.none_bias,
        temperature=description.temperature,
    )


def _fits_taught(description: Description, head: TaughtHead) -> bool:
    classes = len(description.categories) + 1
    return (
        packed.fits(head, classes, len(description.titles))
        and list(description.labels) == head.labels[head.is_example].tolist()
        and all(0 <= category < classes - 1 for category, _, _ in description.worth)
        and len({category.id for category in description.categories}) == classes - 1
    )


def _fits(description: Description, head: Head) -> bool:
    told, classes, examples = head.witnesses, len(description.categories) + 1, len(description.titles)
    return (
        told.vector.weights.shape == (DIMENSIONS, classes)
        and told.vector.bias.shape == (classes,)
        and told.lexical.weights.shape == (len(description.terms) + layout.SIZE, classes)
        and told.lexical.bias.shape == (classes,)
        and told.vocabulary.idf.shape == (len(description.terms),)
        and told.layout_mean.shape == told.layout_scale.shape == (layout.SIZE,)
        and told.example_vectors.shape == (examples, DIMENSIONS)
        and len(description.labels) == examples
        and head.weights.shape == (len(INPUTS),)
        and all(0 <= label < classes for label in description.labels)
        and all(0 <= category < classes - 1 for category, _, _ in description.worth)
    )


def _wide(array: Any) -> Matrix:
    return np.asarray(array, dtype=np.float32)


def without_titles(pack: Pack) -> Pack:
    """For sharing: the examples' titles are the names of a firm's files, and may name people."""
    blank = tuple("" for _ in pack.description.titles)
    return pack.model_copy(update={"description": pack.description.model_copy(update={"titles": blank})})


def save(pack: Pack, path: Path) -> str:
    """Writes the pack; the same pack gives the same bytes. Returns the file's SHA-256."""
    from safetensors.numpy import save as save_arrays

    description = pack.description
    if isinstance(pack.head, TaughtHead):
        data = save_arrays(packed.arrays_of(pack.head))
        digest = hashlib.sha256(data).hexdigest()
        described = description.model_copy(update={"arrays_sha256": digest}).model_dump(mode="json")
    else:
        data = save_arrays(_arrays_of(pack.head))
        described = description.model_dump(mode="json", exclude=_ONLY_NEW)
    content = json.dumps(described, ensure_ascii=True, sort_keys=True, indent=1)
    path.parent.mkdir(parents=True, exist_ok=True)

    def write(beside: Path) -> None:
        with zipfile.ZipFile(beside, "w") as archive:
            for name, part in ((_JSON, content.encode()), (_ARRAYS, data)):
                info = zipfile.ZipInfo(name, date_time=_STAMP)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, part)

    put_whole(path, write)  # a pack that is in use is never half written
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _arrays_of(head: Head) -> dict[str, Any]:
    told = head.witnesses
    return {
        # Half precision: the loss is below the noise, and the file half as big.
        "vector_weights": told.vector.weights.astype(np.float16),
        "vector_bias": told.vector.bias.astype(np.float32),
        "idf": told.vocabulary.idf.astype(np.float32),
        "lexical_weights": told.lexical.weights.astype(np.float16),
        "lexical_bias": told.lexical.bias.astype(np.float32),
        "layout_mean": told.layout_mean.astype(np.float32),
        "layout_scale": told.layout_scale.astype(np.float32),
        "example_vectors": told.example_vectors.astype(np.float16),
    }
