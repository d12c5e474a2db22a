"""Figures against scikit-learn and hand-made cases."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score, roc_auc_score

from assistant.classify.measure import Answer, auroc, calibration_error, figures, macro_f1

labels = st.sampled_from(["a", "b", "c"])


@given(st.lists(st.tuples(labels, labels), min_size=1, max_size=60))
def test_macro_f1_is_scikit_learns_over_the_labels_present(pairs: list[tuple[str, str]]) -> None:
    answers = [Answer(label, True, best, 0.5) for label, best in pairs]
    present = sorted({label for label, _ in pairs})
    truth, said = zip(*pairs, strict=True)
    expected = f1_score(truth, said, labels=present, average="macro", zero_division=0)
    assert abs(macro_f1(answers) - expected) < 1e-4


scores = st.lists(st.sampled_from([0.1, 0.2, 0.5, 0.5, 0.9]), min_size=1, max_size=30)


@given(scores, scores)
def test_auroc_is_scikit_learns(known: list[float], unknown: list[float]) -> None:
    expected = roc_auc_score([1] * len(known) + [0] * len(unknown), [*known, *unknown])
    assert abs((auroc(known, unknown) or 0.0) - expected) < 1e-4


def test_calibration_error_of_honest_and_of_boastful_confidence() -> None:
    right = np.array([True, False] * 50)
    assert (calibration_error(np.full(100, 0.5), right) or 0.0) < 0.2
    assert calibration_error(np.full(100, 1.0), right) == 0.5


def test_strangers_count_only_where_they_should() -> None:
    found = figures(
        [
            Answer("invoice", True, "invoice", 0.9),
            Answer("invoice", False, "receipt", 0.4),
            Answer("none", False, "receipt", 0.3),
            Answer("none", True, "receipt", 0.8),
        ]
    )
    assert (found.documents, found.accuracy, found.coverage) == (4, 0.5, 0.5)
    assert (found.accuracy_when_sure, found.unknown_refused) == (1.0, 0.5)


def test_without_strangers_nothing_is_said_of_them() -> None:
    found = figures([Answer("invoice", True, "invoice", 0.9)])
    assert found.auroc_unknown is None
    assert found.unknown_refused is None
