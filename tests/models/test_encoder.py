"""The embedded encoder gives the vectors of the original weights, for any text, and cannot be made to abort."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import ModelError
from assistant.models.catalogue import encoder_path, models, verify
from assistant.models.encoder import DIMENSIONS, MAX_TOKENS, Encoder

REFERENCE = json.loads((Path(__file__).parent / "reference.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def encoder() -> Iterator[Encoder]:
    loaded = Encoder(encoder_path())
    yield loaded
    loaded.close()


@pytest.mark.parametrize("row", REFERENCE, ids=lambda row: row["text"][:24])
def test_vectors_are_those_of_the_original_weights(encoder: Encoder, row: dict) -> None:
    # The publisher's setting cuts at 256 tokens, so the reference was made of as many.
    ours = encoder.embed_tokens([encoder.tokens(row["text"])[:254]])[0]
    assert float(ours @ np.array(row["vector"])) >= 0.999


def test_the_shipped_file_is_the_published_one() -> None:
    checks = [verify(model) for model in models()]
    assert [check.problem for check in checks] == [None]


def test_an_altered_model_file_is_noticed(tmp_path: Path) -> None:
    model = models()[0]
    altered = tmp_path / model.file
    altered.write_bytes(encoder_path().read_bytes()[:-1] + b"!")
    check = verify(model.model_copy(update={"file": str(altered)}))
    assert check.problem == f"{altered} has been altered or damaged. Install Stillroom again."


def test_a_missing_model_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        Encoder(tmp_path / "no.gguf")


def test_a_model_that_is_none_is_told_in_a_sentence(tmp_path: Path) -> None:
    lies = tmp_path / "lies.gguf"
    lies.write_bytes(b"GGUF" + b"\xff" * 60)
    with pytest.raises(ModelError, match="cannot be loaded"):
        Encoder(lies)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(), max_size=400))
def test_any_text_gets_a_unit_vector(encoder: Encoder, text: str) -> None:
    vector = encoder.embed([text])[0]
    assert vector.shape == (DIMENSIONS,)
    assert abs(float(np.linalg.norm(vector)) - 1.0) < 1e-3


@pytest.mark.parametrize(
    "text", ["", "\0", "\ud800", "a" * 50_000, "invoice " * 5_000, "漢" * 3_000, "i" + "\u0301" * 9_000]
)
def test_no_text_can_abort_it(encoder: Encoder, text: str) -> None:
    assert encoder.embed([text]).shape == (1, DIMENSIONS)


def test_a_window_beyond_the_position_table_is_refused_before_it_reaches_native_code(
    encoder: Encoder,
) -> None:
    with pytest.raises(ValueError, match="510"):
        encoder.embed_tokens([[2003] * (MAX_TOKENS + 1)])
