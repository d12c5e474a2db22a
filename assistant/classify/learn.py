"""Examples and descriptions -> a Head.

The last layer is fitted on out-of-fold answers of the two linear heads. The folds part whole *registers*
(manners of writing), so that it learns how far each witness can be trusted on writing unlike its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.classify.category import Category
from assistant.classify.features import CueWorth, Features, Found, default_worth
from assistant.classify.head import (
    INPUTS,
    LAYOUT_WEIGHT,
    Array,
    Head,
    LinearHead,
    Matrix,
    Vocabulary,
    Witnesses,
    combine,
)

FOLDS = 6
CUE_PRIOR = 3.0  # examples' worth of belief in what the person who wrote a phrase says of it
VECTOR_C = 10.0
LEXICAL_C = 10.0
MIN_DOCUMENTS = 2  # a word met in one example only is a name or a figure
PSEUDO_WEIGHT = 0.5  # of a text made of a description, beside an example
Labels = npt.NDArray[np.int64]


def pseudo_texts(category: Category) -> list[str]:
    """What a category's description teaches before its first example: short texts for the encoder."""
    cues = category.cues
    groups = [
        cues.title,
        cues.strong[: len(cues.strong) // 2],
        cues.strong[len(cues.strong) // 2 :],
        cues.weak,
    ]
    texts = [category.name, f"{category.name}. {category.description}"]
    texts += [f"{category.name}: {', '.join(p.rstrip('*') for p in group)}" for group in groups if group]
    return texts


def cue_worth(categories: Sequence[Category], found: Sequence[Sequence[Found]], labels: Labels) -> CueWorth:
    """How far each phrase can be trusted: the share of its category among the examples that hold it.

    Shrunk towards the tier's trust. A word such as "total" stands in examples of every kind and comes
    out near zero; a phrase that no example holds keeps its tier's trust. Rates, not counts, are
    compared, so that the many strangers do not drown a category.
    """
    worth = default_worth(categories)
    size = np.maximum(1, np.bincount(labels, minlength=len(categories) + 1))
    holding: dict[tuple[int, str], Counter[int]] = {}
    for items, label in zip(found, labels, strict=True):
        for key in {(item.category, item.phrase) for item in items}:
            holding.setdefault(key, Counter())[int(label)] += 1
    typical = float(np.median(size[:-1]))
    for key, counts in holding.items():
        own = counts[key[0]] / size[key[0]] * typical
        # Strangers are of many kinds: they count as several categories would.
        other = sum(
            n / size[label] * typical * (4 if label == len(categories) else 1)
            for label, n in counts.items()
            if label != key[0]
        )
        worth[key] = (own + CUE_PRIOR * worth[key]) / (own + other + CUE_PRIOR)
    return worth


def _logistic(
    rows: Any, labels: Labels, classes: int, strength: float, weights: Array | None = None
) -> LinearHead:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, max_iter=300, tol=1e-3, class_weight="balanced")
    model.fit(rows, labels, sample_weight=weights)
    full = np.zeros((rows.shape[1], classes), dtype=np.float32)
    bias = np.full(classes, -8.0, dtype=np.float32)
    if len(model.classes_) == 2:
        full[:, model.classes_[1]] = model.coef_[0]
        bias[model.classes_] = [0.0, model.intercept_[0]]
    else:
        full[:, model.classes_] = model.coef_.T
        bias[model.classes_] = model.intercept_
    return LinearHead(full, bias)


def _vocabulary(bags: Sequence[Counter[str]]) -> Vocabulary:
    documents: Counter[str] = Counter()
    for bag in bags:
        documents.update(bag.keys())
    kept = sorted(term for term, n in documents.items() if n >= MIN_DOCUMENTS)
    idf = np.array([np.log((1 + len(bags)) / (1 + documents[t])) + 1 for t in kept], dtype=np.float32)
    return Vocabulary({term: i for i, term in enumerate(kept)}, idf)


def witnesses(
    features: Sequence[Features], labels: Labels, classes: int, pseudo: tuple[Matrix, Labels]
) -> Witnesses:
    """Fits the linear heads on every window of every example; an example counts once, however long."""
    sizes = [len(f.vectors) for f in features]
    share = np.repeat([1.0 / max(1, n) for n in sizes], sizes)
    of_window = np.repeat(labels, sizes)
    rows = np.concatenate([*(f.vectors for f in features), pseudo[0]])
    vector = _logistic(
        rows,
        np.concatenate([of_window, pseudo[1]]),
        classes,
        VECTOR_C,
        np.concatenate([share, np.full(len(pseudo[0]), PSEUDO_WEIGHT)]),
    )
    layouts = np.concatenate([f.layout for f in features])
    mean, scale = layouts.mean(axis=0), np.maximum(layouts.std(axis=0), 1e-3) / LAYOUT_WEIGHT
    blank = Witnesses(
        vector,
        _vocabulary([bag for f in features for bag in f.words]),
        vector,
        mean.astype(np.float32),
        scale.astype(np.float32),
        np.stack([f.vectors[0] for f in features]),
        labels,
    )
    return replace(
        blank, lexical=_logistic(_lexical_rows(blank, features), of_window, classes, LEXICAL_C, share)
    )


def _lexical_rows(taught: Witnesses, features: Sequence[Features]) -> Any:
    """(windows of all examples, terms + layout.SIZE), sparse."""
    from scipy.sparse import csr_matrix, hstack

    entries = [taught.vocabulary.entries(bag) for f in features for bag in f.words]
    ends = np.cumsum([0, *(len(which) for which, _ in entries)])
    columns = np.concatenate([which for which, _ in entries])
    values = np.concatenate([value for _, value in entries])
    bags = csr_matrix((values, columns, ends), shape=(len(entries), len(taught.vocabulary.idf)))
    return hstack([bags, csr_matrix(np.concatenate([taught.looks(f) for f in features]))], format="csr")


def fit_last_layer(
    inputs: Array, labels: Labels, prior: Array, strength: float = 0.02
) -> tuple[Array, float]:
    """Shared weights (len(INPUTS),) and the none class's bias, by penalised likelihood around `prior`."""
    from scipy.optimize import minimize

    n = len(labels)
    counts = np.bincount(labels, minlength=inputs.shape[1])
    weight = (1.0 / np.maximum(1, counts))[labels]
    weight /= weight.sum()
    one_hot = np.zeros(inputs.shape[:2])
    one_hot[np.arange(n), labels] = 1.0

    def loss(theta: Array) -> tuple[float, Array]:
        log_p = combine(inputs, theta[:-1], float(theta[-1]), 1.0)
        value = -float((log_p[np.arange(n), labels] * weight).sum())
        slack = (np.exp(log_p) - one_hot) * weight[:, None]
        gradient = np.concatenate([np.einsum("nc,nci->i", slack, inputs), [slack[:, -1].sum()]])
        value += strength * float(((theta[:-1] - prior) ** 2).sum())
        gradient[:-1] += 2 * strength * (theta[:-1] - prior)
        return value, gradient

    bounds = [(0.0, None)] * len(prior) + [(None, None)]  # no witness may count against what it names
    result = minimize(loss, np.append(prior, 0.0), jac=True, method="L-BFGS-B", bounds=bounds)
    return result.x[:-1], float(result.x[-1])


PRIOR = np.array([0.6, 0.3, 0.5, 0.3, 0.3, 1.0, 0.5, 0.5, 0.5, 0.5, 0.3])


def out_of_fold(
    features: Sequence[Features],
    labels: Labels,
    groups: Sequence[str],
    classes: int,
    pseudo: tuple[Matrix, Labels],
) -> Array:
    """(n, classes, len(INPUTS)): the witnesses on examples whose registers they were not taught."""
    order = sorted(set(groups))
    fold_of = {group: i % FOLDS for i, group in enumerate(np.random.default_rng(7).permutation(order))}
    folds = np.array([fold_of[g] for g in groups])
    out = np.zeros((len(labels), classes, len(INPUTS)))
    for fold in range(FOLDS):
        inside = np.flatnonzero(folds != fold).tolist()
        outside = np.flatnonzero(folds == fold).tolist()
        if not outside:
            continue
        taught = witnesses([features[i] for i in inside], labels[inside], classes, pseudo)
        for i in outside:
            out[i] = taught.inputs(features[i])
    return out


def fit(
    features: Sequence[Features],
    labels: Labels,
    groups: Sequence[str],
    classes: int,
    pseudo: tuple[Matrix, Labels],
) -> tuple[Head, Array]:
    """The head, and the out-of-fold inputs that its last layer was fitted on (for choosing a threshold)."""
    held = out_of_fold(features, labels, groups, classes, pseudo)
    weights, bias = fit_last_layer(held, labels, PRIOR)
    return Head(witnesses(features, labels, classes, pseudo), weights, bias, 1.0), held
