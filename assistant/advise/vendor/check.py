"""A pitch -> what it says about a distilled model, what it leaves unsaid, and what to ask. Pure: no clock, no disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.advise.vendor.find import Found, find, without_overlaps
from assistant.advise.vendor.rules import ClaimRule, Question, Rules, SignalRule, shipped
from assistant.advise.vendor.scope import Stance

# says: the pitch says so. likely: indirect words that belong together ("custom AI" and a low price).
# possible: words that are often used of such models. none: nothing of the kind.
Verdict = Literal["says", "likely", "possible", "none"]
QuestionState = Literal["silent", "said", "answered", "denied"]

LONGEST = 300_000  # characters; a longer pitch is a book, and is checked this far

_RANK = {"says": 3, "points": 2, "pairs": 1, "company": 0}
_QUOTE = 160


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Signal(_Part):
    """Words of the pitch that speak of a distilled model: `text` is the pitch's `[start:end]`."""

    text: str
    start: int
    end: int
    kind: str


class Claim(_Part):
    """What the pitch says on a topic of the questionnaire, or says that it is not."""

    text: str
    start: int
    end: int
    topic: str
    stance: Stance
    answers: bool


class Asked(_Part):
    """A question to the vendor, worded after what the pitch said."""

    id: str
    text: str
    state: QuestionState
    quote: str = ""


class VendorCheck(_Part):
    verdict: Verdict
    verdict_sentence: str
    signals: tuple[Signal, ...]
    claims: tuple[Claim, ...]
    denied: tuple[Signal, ...]  # what the pitch says that its product is not
    gaps: tuple[str, ...]  # ids of the wizard's questions that the pitch leaves open
    gap_sentences: tuple[str, ...]  # the same, for the owner
    asked: tuple[Asked, ...]
    answers: dict[str, str]  # a start for the wizard, by the ids of its questions
    why: dict[str, str]  # for each kind of signal found, what it means

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(question.text for question in self.asked)


SENTENCES: dict[Verdict, str] = {
    "says": "The pitch says that the product rests on a distilled or otherwise shrunk model.",
    "likely": "The pitch does not say so, but its words together suggest a distilled model. Ask.",
    "possible": "Some words of the pitch are often used of small or distilled models. They prove nothing. Ask.",
    "none": "Nothing in the pitch speaks of a distilled model. That does not mean that there is none. Ask.",
}


def check(text: str, rules: Rules | None = None) -> VendorCheck:
    """Checks a pitch; any text will do, an empty one too."""
    rules = rules or shipped()
    found, claimed = find(text, rules)
    meant = [one for one in found if one.stance in ("says", "hedges")]
    signals = without_overlaps(_in_company(meant), _RANK)
    kept = {(one.start, one.end) for one in signals}
    denied = [one for one in found if one.stance == "denies" and _strength(one) in ("says", "points")]
    denied = [one for one in without_overlaps(denied, _RANK) if (one.start, one.end) not in kept]
    verdict = _verdict(signals)
    claims = _claims(text, claimed, verdict)
    asked = tuple(_ask(text, question, claimed, denied, verdict) for question in rules.questions)
    open_ = [
        question
        for question, one in zip(rules.questions, asked, strict=True)
        if question.gap and one.state != "answered"
    ]
    kinds = dict.fromkeys(_kind(one) for one in signals)
    return VendorCheck(
        verdict=verdict,
        verdict_sentence=SENTENCES[verdict],
        signals=tuple(_signal(text, one) for one in signals),
        claims=claims,
        denied=tuple(_signal(text, one) for one in denied),
        gaps=tuple(question.answer for question in open_),
        gap_sentences=tuple(question.gap for question in open_),
        asked=asked,
        answers=_answers(verdict, signals, rules.questions, asked),
        why={kind: rules.kinds[kind] for kind in kinds},
    )


def _strength(one: Found) -> str:
    return one.rule.strength if isinstance(one.rule, SignalRule) else ""


def _kind(one: Found) -> str:
    return one.rule.kind if isinstance(one.rule, SignalRule) else ""


def _in_company(found: Sequence[Found]) -> list[Found]:
    """A low price or fast replies count only where the pitch speaks of a model of its own or a small one."""
    models = any(_strength(one) != "company" for one in found)
    return [one for one in found if models or _strength(one) != "company"]


def _verdict(signals: Sequence[Found]) -> Verdict:
    strengths = {_strength(one) for one in signals if one.stance == "says"}
    if "says" in strengths:
        return "says"
    if len(strengths) > 1:
        return "likely"
    points = {_kind(one) for one in signals if _strength(one) == "points" and one.stance == "says"}
    if len(points) > 1:
        return "likely"
    return "possible" if signals else "none"


def _signal(text: str, one: Found) -> Signal:
    return Signal(text=text[one.start : one.end], start=one.start, end=one.end, kind=_kind(one))


def _answers_it(one: Found, verdict: Verdict) -> bool:
    """Whether a claim settles its question; that a model is used by name settles it where none is distilled from it."""
    if one.stance != "says" or not isinstance(one.rule, ClaimRule):
        return False
    return one.rule.answers == "yes" or (one.rule.answers == "unless_distilled" and verdict == "none")


def _claims(text: str, claimed: Sequence[Found], verdict: Verdict) -> tuple[Claim, ...]:
    found: dict[tuple[int, int, str], Claim] = {}
    for one in claimed:
        if not isinstance(one.rule, ClaimRule) or one.stance == "others":
            continue
        key = (one.start, one.end, one.rule.topic)
        claim = Claim(
            text=text[one.start : one.end],
            start=one.start,
            end=one.end,
            topic=one.rule.topic,
            stance=one.stance,
            answers=_answers_it(one, verdict),
        )
        if key not in found or claim.answers:
            found[key] = claim
    return tuple(found.values())


def _ask(
    text: str, question: Question, claimed: Sequence[Found], denied: Sequence[Found], verdict: Verdict
) -> Asked:
    """The question, after the strongest thing that the pitch says on it."""
    on_topic = [
        one for one in claimed if isinstance(one.rule, ClaimRule) and one.rule.topic == question.topic
    ]
    answering = [one for one in on_topic if _answers_it(one, verdict)]
    refusing = [one for one in on_topic if one.stance == "denies"]
    if question.topic == "teacher":
        refusing = [*refusing, *denied]
    said = [one for one in on_topic if one.stance in ("says", "hedges")]
    if answering:
        return _asked(text, question, "answered", question.answered, answering[0])
    if refusing and question.denied:
        return _asked(text, question, "denied", question.denied, refusing[0])
    if said or refusing:
        return _asked(text, question, "said", question.said, (said or refusing)[0])
    return Asked(id=question.id, text=f"{question.silent} {question.ask}", state="silent")


def _asked(text: str, question: Question, state: QuestionState, lead: str, found: Found) -> Asked:
    quote = around(text, found.start, found.end)
    return Asked(
        id=question.id, text=f"{lead.replace('{quote}', quote)} {question.ask}", state=state, quote=quote
    )


def around(text: str, start: int, end: int) -> str:
    """The words from `start` to `end` with the rest of their sentence, on one line and not too long."""
    first = max(
        (
            text.rfind(sign, 0, start) + len(sign)
            for sign in (". ", "! ", "? ", "\n\n", ".\n")
            if sign in text[:start]
        ),
        default=0,
    )
    lasts = [at for sign in (". ", "! ", "? ", "\n\n", ".\n") if (at := text.find(sign, end)) >= 0]
    last = min(lasts, default=len(text))
    sentence = _one_line(text[first:last])
    if len(sentence) <= _QUOTE:
        return sentence
    words = _one_line(text[start:end])
    return words if len(words) <= _QUOTE else words[: _QUOTE - 1].rstrip() + "…"


def _one_line(text: str) -> str:
    """Printable and on one line: the quote goes into an email and a DOCX."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line.strip("-•*> ").rstrip(" .").replace("“", "‘").replace("”", "’").replace('"', "'")


def _answers(
    verdict: Verdict, signals: Sequence[Found], questions: Sequence[Question], asked: Sequence[Asked]
) -> dict[str, str]:
    """The wizard's answers as far as the pitch gives them; what it leaves open has not been asked yet."""
    kinds = {_kind(one) for one in signals if one.stance == "says"}
    answers: dict[str, str] = {}
    if verdict == "says":
        answers["vendor_offer"] = "says_distilled"
    else:
        for offer in ("in_house_model", "custom_ai", "trained_on_sector_data"):
            if offer in kinds:
                answers["vendor_offer"] = offer
                break
        else:
            if verdict == "none" and any(one.id == "teacher" and one.state == "answered" for one in asked):
                answers["vendor_offer"] = "general_model"
    for question, one in zip(questions, asked, strict=True):
        if question.answer and one.state == "answered":
            answers[question.answer] = "yes"
        elif question.answer and question.gap:  # a question without a gap has no such answer
            answers[question.answer] = "not_asked"
    return answers
