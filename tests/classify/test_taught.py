"""A firm's own categories: learnt from nothing but names, from few examples and from lopsided ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.classify import alike, held, machine
from assistant.classify.category import Category
from assistant.classify.classifier import Classifier
from assistant.classify.describing import described, display_name
from assistant.classify.features import Extractor, lexical
from assistant.classify.lesson import Learnt, Lesson, categories_of, learn
from assistant.classify.machine import Rows, Setting
from assistant.classify.pack import describe, load, save
from assistant.classify.taught import Sight, sight
from assistant.classify.teach import teach
from assistant.classify.terms import terms_of
from assistant.classify.words import words
from assistant.documents.document import Document, Page
from assistant.models.catalogue import encoder_path
from assistant.models.encoder import Encoder

KENNEL = {
    "Boarding": (
        "We are away in May and would like our spaniel to stay with you for two weeks.",
        "Is there a free kennel from Friday until the Monday after, for one small dog?",
        "Please book our two labradors in for ten nights over Christmas.",
    ),
    "Grooming": (
        "Could Bella have a wash and a trim on Thursday? Her coat is badly matted.",
        "How much is a full clip for a poodle, with nails and ears?",
        "He needs a bath and a brush before the show at the weekend.",
    ),
    "Vaccination record": (
        "Attached is the card with the kennel cough and parvovirus vaccinations of our dog.",
        "Vaccination certificate: distemper, hepatitis and parvovirus, booster given on the date stamped.",
        "The vet has given the booster, here is the stamped page of the vaccination book.",
    ),
    "Missing collar": (
        "We came home without his red collar; has it been found in the run?",
        "Her collar and tag must have been left behind with you, please look for it.",
        "Did anybody hand in a blue leather collar after we collected the dog?",
    ),
    "Payment": (
        "I paid the deposit by card yesterday, please send me the receipt.",
        "The bank transfer for last week's stay went out this morning.",
        "You charged us twice for the same stay, please refund one payment.",
    ),
}
UNSEEN = {
    "Boarding": "Would you have room for a terrier for five nights while we are on holiday?",
    "Grooming": "Can you cut his claws and give him a shampoo next week?",
    "Vaccination record": "Here is the vaccination card with this year's booster against parvovirus.",
    "Missing collar": "I think we left the dog's collar in your kennel, could somebody look?",
    "Payment": "I have sent the money for the stay by bank transfer, can I have a receipt?",
}


@pytest.fixture(scope="module")
def extract() -> Extractor:
    return Extractor(Encoder(encoder_path()), (), {})


def page(text: str) -> list[Page]:
    return [Page(number=1, text=text)]


def taught_from(
    extract: Extractor, examples: dict[str, Sequence[str]], extra: Sequence[Category] = (), **more: object
) -> Learnt:
    lessons = [
        Lesson(label, sight(extract(page(text))), f"{label} {i}", frozenset(lexical(words(text))), text)
        for label, texts in examples.items()
        for i, text in enumerate(texts, start=1)
    ]
    categories = [*categories_of(list(examples)), *extra]
    rows = [described(one, lambda texts: [sight(extract(page(t))) for t in texts]) for one in categories]
    given: dict[str, object] = {"id": "kennel", "name": "Kennel", "made": "2026-11-25", "encoder": "x"} | more
    return learn(lessons, categories, rows, **given)  # type: ignore[arg-type]


def classifier_of(learnt: Learnt, extract: Extractor, folder: Path) -> Classifier:
    save(learnt.pack, folder / "own.stillroom")
    return Classifier(folder / "own.stillroom", extract.encoder)


def document(text: str) -> Document:
    return Document(path="a.txt", kind="text", pages=tuple(page(text)))


def best(classifier: Classifier, text: str) -> str:
    return classifier.decide(document(text)).alternatives[0].category


def test_five_categories_are_told_apart_after_three_texts_each(extract: Extractor, tmp_path: Path) -> None:
    classifier = classifier_of(taught_from(extract, KENNEL), extract, tmp_path)
    assert {label: best(classifier, text) for label, text in UNSEEN.items()} == {k: k for k in UNSEEN}


def test_what_is_like_nothing_taught_is_not_sure(extract: Extractor, tmp_path: Path) -> None:
    classifier = classifier_of(taught_from(extract, KENNEL), extract, tmp_path)
    for text in (
        "The committee resolved to amend article nine of the constitution of the republic.",
        "Photosynthesis turns carbon dioxide and water into glucose by means of light.",
    ):
        decision = classifier.decide(document(text))
        assert (decision.verdict, decision.category) == ("not_sure", None)
        assert decision.confidence is not None
        assert decision.confidence < 0.5


def test_it_works_from_names_and_descriptions_alone_and_is_in_doubt_at_times(
    extract: Extractor, tmp_path: Path
) -> None:
    described_only = [
        Category(id=name, name=name, description=text)
        for name, text in {
            "Boarding": "A dog is to stay with us for some nights.",
            "Grooming": "Washing, clipping and trimming a coat, cutting claws.",
            "Missing collar": "Something of the dog's was left behind.",
        }.items()
    ]
    learnt = taught_from(extract, {}, described_only)
    classifier = classifier_of(learnt, extract, tmp_path)
    named = {c.id for c in described_only}
    assert {label: best(classifier, text) for label, text in UNSEEN.items() if label in named} == {
        label: label for label in named
    }
    verdicts = {classifier.decide(document(text)).verdict for texts in KENNEL.values() for text in texts}
    assert "not_sure" in verdicts
    assert not learnt.promise.threshold
    assert any("no example yet" in warning for warning in learnt.warnings)


def test_small_categories_are_not_swallowed_by_a_large_one(extract: Extractor, tmp_path: Path) -> None:
    dogs = [
        "spaniel",
        "labrador",
        "poodle",
        "terrier",
        "collie",
        "beagle",
        "whippet",
        "boxer",
        "pug",
        "hound",
    ]
    weeks = ["in May", "over Easter", "at half-term", "next weekend"]
    many = [f"Could our {dog} stay with you for a few nights {week}?" for dog in dogs for week in weeks]
    trims = [f"How much would a wash and clip for a {dog} be?" for dog in dogs[:6]]
    paid = [*KENNEL["Payment"], UNSEEN["Payment"], "Please find the cheque for last month's bill enclosed."]
    lopsided = {"Boarding": many, "Grooming": trims, "Payment": paid}
    assert [len(texts) for texts in lopsided.values()] == [40, 6, 5]
    classifier = classifier_of(taught_from(extract, lopsided), extract, tmp_path)
    assert best(classifier, "What do you charge for clipping a poodle?") == "Grooming"
    assert best(classifier, "Our labrador needs a wash before the show.") == "Grooming"
    assert best(classifier, "Has my payment for the stay reached your account?") == "Payment"
    assert best(classifier, UNSEEN["Boarding"]) == "Boarding"


def test_a_correction_changes_the_next_decision(extract: Extractor, tmp_path: Path) -> None:
    text = "Our puppy class on Saturday morning: may we bring the children along?"
    before = best(classifier_of(taught_from(extract, KENNEL), extract, tmp_path), text)
    corrected = KENNEL | {"Training": ("What time does the puppy class begin on Saturday?",)}
    assert before != "Training"
    assert best(classifier_of(taught_from(extract, corrected), extract, tmp_path), text) == "Training"


def test_a_category_with_one_text_and_one_with_many_words_only_in_common_names(extract: Extractor) -> None:
    learnt = taught_from(
        extract, {"one": ["A single text about a lost key."], "two": ["Another about rent."]}
    )
    p = learnt.pack.head.probabilities(extract(page("The key has been lost.")))
    assert p.argmax() == 0
    assert p.sum() == pytest.approx(1.0)


def test_the_nearest_example_and_the_phrases_are_said(extract: Extractor, tmp_path: Path) -> None:
    classifier = classifier_of(taught_from(extract, KENNEL), extract, tmp_path)
    decision = classifier.decide(document(UNSEEN["Missing collar"]))
    assert decision.nearest is not None
    assert decision.nearest.startswith("Missing collar ")
    assert any("“collar”" in reason for reason in decision.reasons)
    marked = [UNSEEN["Missing collar"][m.start : m.end] for m in decision.marks if m.kind == "phrase"]
    assert "collar" in marked


def test_short_questions_and_texts_in_the_firms_own_language_are_answered(
    extract: Extractor, tmp_path: Path
) -> None:
    german = (
        "Bitte reservieren Sie uns einen Zwinger für unseren Hund, wir sind im Mai zwei Wochen lang verreist "
    )
    german += "und holen ihn am Sonntag darauf wieder ab, mit freundlichen Grüßen, Familie Vogel aus Bonn."
    english = classifier_of(taught_from(extract, KENNEL), extract, tmp_path)
    assert english.decide(document("Collar lost")).confidence is not None
    assert english.decide(document(german)).note == "Written in German"
    lessons = [
        Lesson(label, sight(extract(page(text))), "", language="de" if label == "Boarding" else "en")
        for label, text in (("Boarding", german), ("Payment", KENNEL["Payment"][0]))
    ]
    categories = categories_of(["Boarding", "Payment"])
    rows = [described(one, lambda texts: [sight(extract(page(t))) for t in texts]) for one in categories]
    both = learn(lessons, categories, rows, id="k", name="k", made="2026-11-25", encoder="x")
    save(both.pack, tmp_path / "both.stillroom")
    assert (
        Classifier(tmp_path / "both.stillroom", extract.encoder).decide(document(german)).confidence
        is not None
    )


def test_a_pack_gives_the_same_answers_after_saving_and_holds_no_text(
    extract: Extractor, tmp_path: Path
) -> None:
    learnt = taught_from(extract, KENNEL)
    save(learnt.pack, tmp_path / "a.stillroom")
    again = load(tmp_path / "a.stillroom")
    for text in UNSEEN.values():
        features = extract(page(text))
        assert again.head.probabilities(features) == pytest.approx(
            learnt.pack.head.probabilities(features), abs=0.01
        )
    save(again, tmp_path / "b.stillroom")
    assert (tmp_path / "a.stillroom").read_bytes() == (tmp_path / "b.stillroom").read_bytes()
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.stillroom") as archive:
        inside = b"".join(archive.read(name) for name in archive.namelist()).lower()
    for word in (b"spaniel", b"christmas", b"poodle", b"leather"):  # each stands in one example only
        assert word not in inside


def test_ids_are_labels_unchanged_and_names_are_readable() -> None:
    found = categories_of(["card_arrival", "Refund_not_showing_up", "none", "Über uns", "PO"])
    assert [one.id for one in found] == ["card_arrival", "PO", "Refund_not_showing_up", "Über uns"]
    assert [display_name(one.id) for one in found] == [
        "Card arrival",
        "PO",
        "Refund not showing up",
        "Über uns",
    ]


# The arithmetic, against doing it the long way


def rows_of(rng: np.random.Generator, n: int, classes: int) -> Rows:
    vectors = rng.normal(size=(n, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    bags = [terms_of([Counter(rng.choice(list("abcdefgh"), size=4).tolist())]) for _ in range(n)]
    weights = machine.term_weights(bags, classes)
    trust = rng.choice([1.0, 2.0], size=n).astype(np.float32)
    labels = rng.integers(0, classes, size=n)
    return Rows(vectors, machine.sparse_rows(weights, bags), labels, trust, np.ones(n, dtype=bool))


@given(st.integers(0, 2**32 - 1), st.integers(6, 24), st.integers(1, 5), st.sampled_from([0.0, 0.3, 5.0]))
def test_leaving_out_equals_solving_without(seed: int, n: int, size: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    rows, setting = rows_of(rng, n, 3), Setting(share, 0.2)
    group = np.sort(rng.permutation(n)[:size])
    rest = np.setdiff1d(np.arange(n), group)
    left_out = machine.solve(rows, 3, setting, np.arange(n)).without(group, machine.targets(rows.labels, 3))
    refitted = machine.solve(rows.take(rest), 3, setting, np.arange(0))
    long_way = machine.kernel(rows.take(group), rows.take(rest), share) @ refitted.weights
    assert left_out == pytest.approx(long_way, abs=1e-3)


def test_near_duplicates_are_always_left_out_together() -> None:
    rng = np.random.default_rng(2)
    labels, groups = rng.integers(0, 5, size=300), rng.integers(0, 60, size=300)
    fold = held.folds(labels, groups, 6)
    assert len(set(fold)) > 3
    for number in set(groups):
        assert len(set(fold[groups == number])) == 1


def test_copies_are_one_group_and_others_are_not() -> None:
    rng = np.random.default_rng(4)
    vectors = rng.normal(size=(40, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    copied = np.concatenate([vectors, vectors[:10], vectors[:10]])
    found = alike.groups(copied)
    assert len(set(found)) == 40
    assert (found[40:50] == found[:10]).all()
    assert len(alike.firsts(found)) == 40


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.text(max_size=30)), max_size=40),
    st.integers(0, 2**32 - 1),
)
def test_any_mixture_of_examples_gives_probabilities(examples: list[tuple[int, str]], seed: int) -> None:
    """Empty texts, copies, one class only, conflicting labels, nothing but strangers."""
    rng = np.random.default_rng(seed)

    def see(text: str) -> Sight:
        own = np.random.default_rng(abs(hash(text)) % 2**32)
        vector = own.normal(size=384).astype(np.float32)
        return Sight(vector / np.linalg.norm(vector), terms_of([lexical(words(text))]))

    names = [[see(name)] for name in ("ash", "beech", "cedar")]
    labels = np.array([label for label, _ in examples], dtype=np.int64)
    found = teach(names, [see(text) for _, text in examples], labels)
    p = found.head.judge([see(str(rng.integers(10))), see(""), *(see(text) for _, text in examples[:3])])
    assert np.isfinite(p).all()
    assert (p >= 0).all()
    assert p.sum(axis=1) == pytest.approx(1.0)


def test_very_many_examples_are_learnt_through_landmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.classify import teach as teaching

    monkeypatch.setattr(teaching, "EXACT", 300)
    monkeypatch.setattr(teaching, "LANDMARKS", 150)
    rng = np.random.default_rng(8)
    centres = rng.normal(size=(12, 384))

    def near(label: int) -> Sight:
        vector = (centres[label] + rng.normal(size=384) * 1.2).astype(np.float32)
        word = f"word{label}" if rng.random() < 0.3 else "other"
        return Sight(vector / np.linalg.norm(vector), terms_of([Counter([word, "the"])]))

    labels = rng.integers(0, 12, size=900)
    found = teach([[near(i)] for i in range(12)], [near(int(i)) for i in labels], labels)
    assert len(found.head.vectors) == 150
    fresh = rng.integers(0, 12, size=200)
    p = found.head.judge([near(int(i)) for i in fresh])
    assert (p[:, :-1].argmax(axis=1) == fresh).mean() > 0.95
    assert len(found.held.example) > 200


def test_categories_that_cannot_be_told_apart_are_named(extract: Extractor) -> None:
    dogs = ("collie", "beagle", "pug", "boxer", "spitz", "whippet", "poodle", "hound", "setter", "corgi")
    washes = [f"Please give our {dog} a wash and a trim." for dog in dogs]
    same = {"Grooming": washes[::2], "Washing": washes[1::2]}
    learnt = taught_from(extract, same | {"Payment": KENNEL["Payment"]})
    assert [(pair.one, pair.other) for pair in learnt.mixed_up] == [("Grooming", "Washing")]
    assert any("'Grooming' and 'Washing' are hard to tell apart" in warning for warning in learnt.warnings)


def test_the_card_says_how_it_did_on_examples_left_out(extract: Extractor, tmp_path: Path) -> None:
    save(taught_from(extract, KENNEL).pack, tmp_path / "a.stillroom")
    card = describe(tmp_path / "a.stillroom").card
    assert card.documents == 15
    assert 0.5 <= card.figures["left_out_accuracy"] <= 1.0
