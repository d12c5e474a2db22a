"""A taught head as arrays and settings, for its pack file."""

from __future__ import annotations

from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from assistant.classify.doubt import SIGNS, Doubt
from assistant.classify.taught import TaughtHead
from assistant.classify.terms import COLUMNS, TermWeights
from assistant.models.encoder import DIMENSIONS


class Settings(BaseModel):
    """What a pack's JSON says of its taught head."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    words: float = Field(ge=0)  # the words' share beside the vectors
    ridge: float = Field(gt=0)
    temperature: float = Field(gt=0)
    strange: tuple[float, ...]  # weights of the signs of strangeness, then the constant
    slope: float = Field(gt=0)
    shift: float
    languages: tuple[str, ...] = ()  # beside English, of the examples
    wrong_in_100: float  # what was asked for
    promised: bool  # whether it is proved at the pack's threshold
    sure_cases: int = 0  # of the proof, or of the attempt
    sure_wrong: int = 0
    missing: int = 0  # sure and right cases that are still to be reviewed before it can be promised


def arrays_of(head: TaughtHead) -> dict[str, Any]:
    """Half precision where the loss is below the noise."""
    arrays = {
        "vectors": head.vectors.astype(np.float16),
        "weights": head.weights.astype(np.float16),
        "labels": head.labels.astype(np.int32),
        "is_example": head.is_example.astype(np.uint8),
        "term_columns": head.terms.columns.astype(np.int32),
        "term_idf": head.terms.idf.astype(np.float32),
        "term_weights": head.term_weights.astype(np.float16),
    }
    # safetensors writes the memory as it lies, whatever the strides say.
    return {name: np.ascontiguousarray(array) for name, array in arrays.items()}


def head_of(arrays: dict[str, Any], settings: Settings) -> TaughtHead:
    """KeyError where an array is missing."""

    def wide(name: str) -> Any:
        return np.asarray(arrays[name], dtype=np.float32)

    return TaughtHead(
        vectors=wide("vectors"),
        weights=wide("weights"),
        labels=np.asarray(arrays["labels"], dtype=np.int64),
        is_example=np.asarray(arrays["is_example"]).astype(bool),
        terms=TermWeights(np.asarray(arrays["term_columns"], dtype=np.int64), wide("term_idf")),
        term_weights=wide("term_weights"),
        doubt=Doubt(
            settings.temperature, np.array(settings.strange, dtype=np.float64), settings.slope, settings.shift
        ),
    )


def fits(head: TaughtHead, classes: int, titles: int) -> bool:
    """Whether the arrays fit one another and hold numbers only."""
    rows, terms = len(head.labels), len(head.terms.columns)
    shapes = (
        head.vectors.shape == (rows, DIMENSIONS)
        and head.weights.shape == (rows, classes)
        and head.labels.shape == head.is_example.shape == (rows,)
        and head.terms.columns.shape == head.terms.idf.shape == (terms,)
        and head.term_weights.shape == (terms, classes)
        and head.doubt.strange.shape == (len(SIGNS) + 1,)
    )
    return bool(
        shapes
        and rows > 0
        and int(head.is_example.sum()) == titles
        and ((head.labels >= 0) & (head.labels < classes)).all()
        and (np.diff(head.terms.columns) > 0).all()
        and ((head.terms.columns >= 0) & (head.terms.columns < COLUMNS)).all()
        and all(np.isfinite(a).all() for a in (head.vectors, head.weights, head.terms.idf, head.term_weights))
    )
