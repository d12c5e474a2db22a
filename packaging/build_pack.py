"""Builds the shipped pack from its source: python packaging/build_pack.py [SOURCE [OUT]].

The source is resources/packs/uk-office: pack.yaml, and a folder per category. The same source gives the
same file, byte for byte, on the same processor and library versions.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import yaml

from assistant.classify.category import NONE, read_examples, read_source
from assistant.classify.features import CueWorth, Extractor, Features, default_worth
from assistant.classify.head import combine
from assistant.classify.learn import cue_worth, fit, pseudo_texts
from assistant.classify.measure import Answer, figures
from assistant.classify.pack import FORMAT, Card, Description, Pack, save
from assistant.documents.document import Page
from assistant.models.catalogue import ENCODER, encoder_path, models
from assistant.models.encoder import Encoder

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "resources" / "packs" / "uk-office"
HELD_OUT = ROOT / "tests" / "data" / "held_out"


def page(text: str) -> list[Page]:
    return [Page(number=1, text=text)]


def build(source: Path, out: Path) -> None:
    settings = yaml.safe_load((source / "pack.yaml").read_text(encoding="utf-8"))
    categories, examples = read_source(source, settings["categories"])
    ids = [category.id for category in categories]
    if ids != settings["categories"]:
        sys.exit(f"pack.yaml lists {settings['categories']}, the folders are {ids}.")
    classes = len(ids) + 1
    place = {id_: i for i, id_ in enumerate([*ids, NONE])}
    labels = np.array([place[example.category] for example in examples])
    encoder = Encoder(encoder_path(), threads=1)

    def extract(worth: CueWorth) -> list[Features]:
        return [Extractor(encoder, categories, worth)(page(example.text)) for example in examples]

    # Once to see where the phrases occur, once more with what that says of their worth.
    raw = extract(default_worth(categories))
    worth = cue_worth(categories, [f.found for f in raw], labels)
    finder = Extractor(encoder, categories, worth)
    features = [
        finder.assemble(page(e.text), f.windows, f.vectors) for e, f in zip(examples, raw, strict=True)
    ]
    texts = [(text, i) for i, category in enumerate(categories) for text in pseudo_texts(category)]
    pseudo = (encoder.embed([text for text, _ in texts]), np.array([i for _, i in texts]))
    head, held = fit(features, labels, [e.register_.casefold() for e in examples], classes, pseudo)

    threshold = float(settings["threshold"])
    log_p = combine(held, head.weights, head.none_bias, head.temperature)
    measured = {
        f"cross_fitted_{k}": v for k, v in _figures(np.exp(log_p), labels, [*ids, NONE], threshold).items()
    }
    if HELD_OUT.is_dir() and source.resolve() == SOURCE:
        others = [e for file in sorted(HELD_OUT.glob("*.txt")) for e in read_examples(file, file.stem)]
        p = np.stack([head.probabilities(finder(page(e.text))) for e in others])
        of = np.array([place[e.category] for e in others])
        measured |= {f"held_out_{k}": v for k, v in _figures(p, of, [*ids, NONE], threshold).items()}
    description = Description(
        format=FORMAT,
        id=settings["id"],
        name=settings["name"],
        version=settings["version"],
        categories=tuple(categories),
        threshold=threshold,
        none_bias=head.none_bias,
        temperature=head.temperature,
        weights=tuple(float(w) for w in head.weights),
        titles=tuple(e.title for e in examples),
        labels=tuple(int(label) for label in labels),
        worth=tuple((c, phrase, round(value, 3)) for (c, phrase), value in sorted(worth.items())),
        terms=tuple(head.witnesses.vocabulary.index),
        card=Card(
            made=str(settings["made"]),
            made_from="Examples and phrases written for Stillroom; no customer's and no public document.",
            encoder=next(m.sha256 for m in models() if m.id == ENCODER),
            documents=int((labels < classes - 1).sum()),
            strangers=int((labels == classes - 1).sum()),
            figures=measured,
            notes=tuple(settings.get("notes", ())),
        ),
    )
    digest = save(Pack(description=description, head=head), out)
    for name, value in measured.items():
        print(f"{name:40} {value}")
    print(f"{out}: {out.stat().st_size:,} bytes, SHA-256 {digest}")


def _figures(
    probabilities: np.ndarray, labels: np.ndarray, ids: list[str], threshold: float
) -> dict[str, float]:
    top = probabilities[:, :-1].argmax(axis=1)
    answers = [
        Answer(ids[label], bool(p[t] >= threshold), ids[t], float(p[t]))
        for label, t, p in zip(labels, top, probabilities, strict=True)
    ]
    return {k: round(v, 3) for k, v in figures(answers).model_dump(exclude_none=True).items()}


if __name__ == "__main__":
    given = [Path(a) for a in sys.argv[1:]]
    source = given[0] if given else SOURCE
    build(source, given[1] if len(given) > 1 else source.with_suffix(".stillroom"))
