"""The rules of the vendor check, as they lie in resources/vendor/: read, checked and compiled once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.advise.vendor.phrase import GAP, PhraseError, Words, compiled, expanded
from assistant.errors import StillroomError
from assistant.paths import resources

# says: the words say that the model is a student of another. points: small or shrunk models are spoken of so.
# pairs: a signal as such ("custom AI"), a strong one beside a low price or fast replies. company: a signal only there.
Strength = Literal["says", "points", "pairs", "company"]
Topic = Literal[
    "teacher", "data", "failures", "evaluation", "last_evaluated",
    "sample", "prompting", "rights", "hosting", "reuse", "retraining", "cost",
]  # fmt: skip
Place = Literal["anywhere", "sentence", "near", "text"]
Phrases = tuple[str, ...]


class VendorRulesError(StillroomError):
    """A file of the vendor check's rules cannot be used."""


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Match(_Data):
    """Phrases, and what must or must not stand around them."""

    phrases: Phrases = Field(min_length=1)
    unless_before: Phrases = ()  # directly before the phrase
    unless_after: Phrases = ()  # directly behind it
    unless_sentence: Phrases = ()  # anywhere in its sentence
    unless_near: Phrases = ()  # in its sentence or the one before or behind
    with_not: bool = False  # its phrases hold a "not" or "never" that is no denial
    needs: Phrases = ()  # at least one of these ...
    where: Place = "anywhere"  # ... there

    @model_validator(mode="after")
    def _needs_and_where(self) -> Match:
        if bool(self.needs) != (self.where != "anywhere"):
            raise ValueError("'needs' and 'where' go together")
        return self


class SignalRule(Match):
    id: str = Field(min_length=1)
    kind: str = Field(min_length=1)
    strength: Strength
    denied: bool = False  # its phrases deny of themselves: "undistilled"


class ClaimRule(Match):
    """What a pitch says on a topic. An answer settles the vendor question, a mention is quoted to ask for more."""

    id: str = Field(min_length=1)
    topic: Topic
    answers: Literal["no", "yes", "unless_distilled"] = "no"


class Kind(_Data):
    id: str
    why: str = Field(min_length=20)  # a sentence for the owner


class Signals(_Data):
    kinds: tuple[Kind, ...]
    signals: tuple[SignalRule, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _known_kinds(self) -> Signals:
        known, used = {kind.id for kind in self.kinds}, {rule.kind for rule in self.signals}
        if known != used:
            raise ValueError(f"kinds and signals differ: {', '.join(sorted(known ^ used))}")
        return self


class Claims(_Data):
    claims: tuple[ClaimRule, ...] = Field(min_length=1)


class Turn(_Data):
    """Words that turn what stands behind them: up to `words` further on, in the same clause."""

    before: Phrases = Field(min_length=1)
    words: int = Field(ge=0, le=12)
    stopped_by: Phrases = ()


class Scope(_Data):
    negated: tuple[Turn, ...]
    not_negating: Phrases  # a negation that denies nothing: "not only"
    negated_after: Phrases  # "... is not used"
    about_others: tuple[Turn, ...]
    hedged: tuple[Turn, ...]
    hedged_after: Phrases


class Question(_Data):
    id: str = Field(min_length=1)
    topic: Topic
    answer: str = ""  # the id of the wizard's question, where there is one
    ask: str = Field(min_length=20)
    silent: str = Field(min_length=10)  # put first where the pitch says nothing of it
    said: str = Field(min_length=10)  # where it says something that settles nothing; holds {quote}
    answered: str = Field(min_length=10)  # where it answers; holds {quote}
    denied: str = ""  # where it says no; holds {quote}
    gap: str = ""  # a sentence for the owner, where a missing answer is a gap

    @model_validator(mode="after")
    def _quotes(self) -> Question:
        if self.gap and not self.answer:
            raise ValueError("a gap needs the id of the wizard's question in 'answer'")
        for wording in (self.said, self.answered, self.denied or "{quote}"):
            if wording.count("{quote}") != 1:
                raise ValueError("'said', 'answered' and 'denied' hold {quote} once")
        return self


class Letter(_Data):
    subject: str
    greeting: str
    opening: str
    closing: str
    sign_off: str
    note: str  # for the firm itself, never sent
    source: str
    no_name: str  # where the vendor's name is not known
    no_product: str


class Questionnaire(_Data):
    letter: Letter
    questions: tuple[Question, ...] = Field(min_length=5)


class Lists(_Data):
    words: dict[str, Phrases]


class CompiledMatch:
    """A rule whose phrases are regular expressions."""

    def __init__(self, rule: SignalRule | ClaimRule, words: Words) -> None:
        self.rule = rule
        self.phrase = compiled(rule.phrases, words)
        before = compiled(rule.unless_before, words)
        self.before = re.compile(before.pattern + GAP + r"\Z", before.flags) if rule.unless_before else None
        self.after = compiled(rule.unless_after, words) if rule.unless_after else None
        self.sentence = compiled(rule.unless_sentence, words) if rule.unless_sentence else None
        self.near = compiled(rule.unless_near, words) if rule.unless_near else None
        self.needs = compiled(rule.needs, words) if rule.needs else None


class CompiledTurn:
    def __init__(self, turn: Turn, words: Words) -> None:
        self.words = turn.words
        self.before = compiled(turn.before, words)
        self.stopped_by = compiled(turn.stopped_by, words)


class CompiledScope:
    def __init__(self, scope: Scope, words: Words) -> None:
        self.negated = [CompiledTurn(turn, words) for turn in scope.negated]
        self.not_negating = compiled(scope.not_negating, words)
        self.negated_after = compiled(scope.negated_after, words)
        self.about_others = [CompiledTurn(turn, words) for turn in scope.about_others]
        self.hedged = [CompiledTurn(turn, words) for turn in scope.hedged]
        self.hedged_after = compiled(scope.hedged_after, words)


class Rules:
    """Everything that the check goes by."""

    def __init__(self, folder: Path) -> None:
        lists = _load(folder / "words.yaml", Lists).words
        signals = _load(folder / "signals.yaml", Signals)
        self.kinds = {kind.id: kind.why for kind in signals.kinds}
        questionnaire = _load(folder / "questions.yaml", Questionnaire)
        self.letter, self.questions = questionnaire.letter, questionnaire.questions
        claims = _load(folder / "claims.yaml", Claims)
        scope = _load(folder / "negation.yaml", Scope)
        with _naming(folder / "words.yaml"):
            words = expanded(lists)
        with _naming(folder / "signals.yaml"):
            self.signals = [CompiledMatch(rule, words) for rule in signals.signals]
        with _naming(folder / "claims.yaml"):
            self.claims = [CompiledMatch(rule, words) for rule in claims.claims]
        with _naming(folder / "negation.yaml"):
            self.scope = CompiledScope(scope, words)


@cache
def shipped() -> Rules:
    """The rules that ship with the app."""
    return Rules(resources() / "vendor")


class _naming:
    """Says in which file, and at which line, a phrase is wrong."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, PhraseError | re.error):
            raise VendorRulesError(
                f"{self._path.name}{_line_with(self._path, str(error))}: {error}."
            ) from error


def _line_with(path: Path, said: str) -> str:
    phrase = said.split("'")[1] if said.count("'") >= 2 else ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if phrase and phrase in line:
            return f", line {number}"
    return ""


Model = TypeVar("Model", bound=BaseModel)


def _load(path: Path, model: type[Model]) -> Model:
    """One file; VendorRulesError names the file and the line."""
    try:
        # The base loader leaves every word a word: `no` and `off` are phrases here, not switches.
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        twice = _twice(node)
        if twice:
            raise VendorRulesError(
                f"{path.name}, line {twice.start_mark.line + 1}: '{twice.value}' stands twice."
            )
        data: Any = yaml.BaseLoader("").construct_document(node) if node else None
        return model.model_validate(data)
    except (OSError, UnicodeDecodeError) as error:
        raise VendorRulesError(f"{path.name} cannot be read: {error}.") from error
    except yaml.MarkedYAMLError as error:
        at = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise VendorRulesError(f"{path.name}{at}: this is no YAML. {error.problem}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise VendorRulesError(
            f"{path.name}, line {_line(node, first['loc'])}: {where or 'the file'} cannot be used. {first['msg']}."
        ) from error


def _line(node: yaml.Node | None, place: tuple[int | str, ...]) -> int:
    """The line of the innermost part of `place` that the file holds."""
    line = 1
    for part in place:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        else:
            break
        if node is None:
            break
        line = node.start_mark.line + 1
    return line


def _twice(node: yaml.Node | None) -> yaml.ScalarNode | None:
    """The first key that a mapping holds a second time."""
    if isinstance(node, yaml.SequenceNode):
        return next((found for one in node.value if (found := _twice(one))), None)
    if not isinstance(node, yaml.MappingNode):
        return None
    seen: set[str] = set()
    for key, value in node.value:
        if key.value in seen:
            return key  # type: ignore[no-any-return]
        seen.add(key.value)
        if found := _twice(value):
            return found
    return None
