"""The next three steps, notes to the recommendation, and what to ask a vendor: models and choosing."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.advise.advice import Step, VendorQuestion
from assistant.advise.approach import Approach
from assistant.advise.data import RulesError, Strict
from assistant.advise.expression import Answers, Expression, Value
from assistant.advise.questionnaire import Questionnaire
from assistant.advise.rules import placeholders, quote

STEPS = 3
# Beside the answers, conditions here may look at what was advised.
ADVISED = {
    "recommended": tuple(str(a) for a in Approach),
    "later": (*(str(a) for a in Approach), "nothing"),
}


class StepRule(Strict):
    id: str
    when: Expression
    text: str
    why: str


class NoteRule(Strict):
    when: Expression
    text: str


class AskRule(Strict):
    """A question to a vendor; `settles` is the answer that it would change to yes."""

    id: str
    when: Expression
    settles: str
    text: str
    why: str


class PlanFile(Strict):
    steps: tuple[StepRule, ...]
    notes: tuple[NoteRule, ...]
    vendor: tuple[AskRule, ...]


def check_plan(file: PlanFile, questions: Questionnaire) -> None:
    """Refuses a file whose conditions or quotations name what there is not."""
    rules: Iterable[StepRule | NoteRule | AskRule] = (*file.steps, *file.notes, *file.vendor)
    for rule in rules:
        questions.check(rule.when, f"plan.yaml ({rule.text[:40]}...)", ADVISED)
        for name in placeholders(rule.text):
            if name not in questions.ids:
                raise RulesError(f"plan.yaml: the text quotes {name}, which is no question.")
    for ask in file.vendor:
        if ask.settles not in questions.ids:
            raise RulesError(f"plan.yaml: {ask.id} settles {ask.settles}, which is no question.")


def seen(answers: Answers, recommended: Approach, later: Approach | None) -> dict[str, Value]:
    return {**answers, "recommended": str(recommended), "later": str(later or "nothing")}


def steps(file: PlanFile, view: Answers, questions: Questionnaire) -> list[Step]:
    """The first three that fit; the file is in order of urgency."""
    fit = [rule for rule in file.steps if rule.when(view)]
    return [
        Step(id=r.id, text=quote(r.text, view, questions).strip(), why=r.why.strip()) for r in fit[:STEPS]
    ]


def notes(file: PlanFile, view: Answers, questions: Questionnaire) -> list[str]:
    return [quote(rule.text, view, questions).strip() for rule in file.notes if rule.when(view)]


def vendor_questions(file: PlanFile, view: Answers) -> list[VendorQuestion]:
    return [
        VendorQuestion(
            id=rule.id, text=rule.text.strip(), why=rule.why.strip(), answered=view.get(rule.settles) == "yes"
        )
        for rule in file.vendor
        if rule.when(view)
    ]
