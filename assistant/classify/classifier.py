"""A pack and the encoder together: a Document in, a Decision out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from assistant.classify import decide as deciding
from assistant.classify.decide import TELLING
from assistant.classify.decision import Decision
from assistant.classify.evidence import deciding_pages, word_count
from assistant.classify.features import TOP_WORDS, Extractor, Features
from assistant.classify.pack import load
from assistant.classify.parts import Part, is_bound, join, names_itself, ranges
from assistant.classify.passages import passages
from assistant.documents.document import Document, Page
from assistant.documents.language import language_name, language_of
from assistant.models.catalogue import encoder_path
from assistant.models.encoder import Encoder

FEWEST_WORDS = 3
FEWEST_WORDS_TAUGHT = 1  # a firm's own texts may be as short as "Card lost"
LANGUAGE_WORDS = 25  # of shorter texts the language is guessed wrongly too often to refuse them
PAGES_LOOKED_AT = 80  # for several documents in one file
PAGE_SURE = 0.6
_PAGED_KINDS = {"pdf", "eml", "msg"}


class Classifier:
    """One per process: it holds the model in memory. Not thread-safe."""

    def __init__(self, pack: str | Path, encoder: Encoder) -> None:
        self._pack = load(pack)
        self.categories = self._pack.description.categories
        self.pack_id = self._pack.description.id
        self.pack_version = self._pack.description.version
        self.extract = Extractor(encoder, self.categories, self._pack.worth)

    @classmethod
    def load(cls, pack: str | Path = "uk-office") -> Classifier:
        """The pack with the embedded encoder; raises PackError or ModelError."""
        return cls(pack, Encoder(encoder_path(), threads=int(os.environ.get("STILLROOM_THREADS", "1"))))

    def decide(self, document: Document) -> Decision:
        """Never raises for what a document says; a document that cannot be judged is "Not sure"."""
        pages = deciding_pages(document)
        text = "\n".join(page.text for page in pages)[:20_000]
        taught = self._pack.description.taught
        count = word_count(text)
        if count < (FEWEST_WORDS_TAUGHT if taught else FEWEST_WORDS):
            return deciding.undecided("Too little text", "Not sure: there are too few words to judge by.")
        language = language_of(text)
        foreign = language not in (None, "en")
        if taught and (count < LANGUAGE_WORDS or language in taught.languages):
            foreign = False
        if foreign and language is not None:
            name = language_name(language)
            return deciding.undecided(
                f"Written in {name}",
                f"Not sure: written in {name}, and this model knows English only.",
                language,
            )
        features = self.extract(pages)
        if document.kind in _PAGED_KINDS and (parts := self.several(pages, features)):
            where = ranges(parts)
            return deciding.undecided(
                "Several documents", f"Not sure: looks like several documents ({where}).", language
            )
        probabilities = self._pack.head.probabilities(features)
        top = int(probabilities[:-1].argmax())
        example = self._pack.head.nearest(features, top)
        return deciding.decide(
            features,
            probabilities,
            self.categories,
            self._pack.description.threshold,
            None if example is None else self._pack.description.titles[example] or None,
            language,
            passages(pages, self._pack.head, top),
        )

    def several(self, pages: Sequence[Page], whole: Features) -> list[Part]:
        """The parts of a file whose pages plainly belong to different categories; empty for one document."""
        if len(pages) < 2 or is_bound(pages):
            return []
        parts = join([self._part(page, whole) for page in pages[:PAGES_LOOKED_AT]])
        kinds = {part.category for part in parts if part.category is not None and part.begins}
        return parts if len(kinds) > 1 else []

    def _part(self, page: Page, whole: Features) -> Part:
        own = [i for i, window in enumerate(whole.windows) if window.page == page.number]
        features = self.extract.assemble([page], [whole.windows[i] for i in own], whole.vectors[own])
        probabilities = self._pack.head.probabilities(features)
        top = int(probabilities[:-1].argmax())
        # A page in the middle of a document may look like anything; a first page names itself.
        titles = [
            (f.start, f.end)
            for f in features.found
            if f.category == top and f.tier in ("title", "strong") and f.worth >= TELLING and f.at < TOP_WORDS
        ]
        begins = names_itself(page, titles)
        sure = float(probabilities[top]) >= PAGE_SURE
        return Part(top if sure else None, [page], begins and sure)
