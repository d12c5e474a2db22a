"""Answers -> Advice. One pure function: no clock, no file, no chance; the day is handed in."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from assistant.advise.advice import Advice, Change, Confidence, Ranked, Reason, Shutting, Unknown
from assistant.advise.approach import Approach
from assistant.advise.changes import changes, unknowns
from assistant.advise.costs import costs
from assistant.advise.expression import Answers, Value
from assistant.advise.flags import cite, fired
from assistant.advise.knowledge import Knowledge, shipped
from assistant.advise.plan import notes, seen, steps, vendor_questions
from assistant.advise.ranking import Standing, stand
from assistant.advise.rules import JUDGEMENT, Factor, Gate, quote

RULE = "A rule, which beats any score."
# Fewer points than this between the two best are no real difference.
CLOSE = 8


def advise(
    answers: Answers,
    today: datetime.date,
    knowledge: Knowledge | None = None,
    *,
    with_changes: bool = True,
    assumptions: Mapping[str, tuple[float, float]] | None = None,
) -> Advice:
    """The advice for answers that `answers.check_answers` has let through.

    `assumptions` are the user's own figures in place of the defaults of the costs, by id.
    """
    know = knowledge or shipped()
    rules, questions = know.rules, know.questions
    standing = stand(rules, answers)
    recommended, then = standing.recommended, standing.then
    view = seen(answers, recommended, then)
    open_questions = unknowns(rules, questions, answers)
    confidence, why = _confidence(know, answers, standing, open_questions)
    teller = _Teller(know, answers, today)
    return Advice(
        recommended=recommended,
        then=then,
        summary=_summary(know, recommended, then),
        confidence=confidence,
        confidence_reason=why,
        ranking=[teller.ranked(approach, standing) for approach in standing.order],
        changes=_changes(know, answers) if with_changes else [],
        flags=fired(know.flags, answers, questions, today),
        costs=costs(know.costs, answers, assumptions),
        vendor_questions=vendor_questions(know.plan, view),
        plan=steps(know.plan, view, questions),
        unknowns=open_questions,
        notes=notes(know.plan, view, questions),
        always=[text.strip() for text in know.about.always],
        sources=[cite(source, know.about.checked, today) for source in rules.sources.values()],
        today=today,
        rules_version=know.about.version,
    )


def _changes(know: Knowledge, answers: Answers) -> list[Change]:
    return changes(know.rules, know.questions, answers)


def _summary(know: Knowledge, recommended: Approach, then: Approach | None) -> str:
    said = know.rules.in_a_sentence[recommended]
    grown = f" Later, perhaps {know.rules.in_a_sentence[then]}." if then else ""
    return f"{said[0].upper()}{said[1:]}.{grown}"


def _confidence(
    know: Knowledge, answers: Answers, standing: Standing, open_questions: list[Unknown]
) -> tuple[Confidence, str]:
    """High only where nothing open could turn the advice, most is answered, and the best is clearly best."""
    rests_on = [q for q in know.questions.asked(answers, optional=False) if q.id in know.rules.names_used]
    answered = sum(answers.get(q.id) is not None for q in rests_on)
    turning = [unknown for unknown in open_questions if unknown.would]
    rest = [standing.points[a] for a in standing.order[1:] if a not in standing.shut]
    margin = standing.points[standing.recommended] - max(rest, default=0)
    close = standing.lead is None and margin < CLOSE
    share = answered / len(rests_on)
    level: Confidence = "high"
    if len(turning) >= 4 or (close and turning) or share < 0.5:
        level = "low"
    elif turning or close or share < 0.8:
        level = "medium"
    told = [f"{answered} of the {len(rests_on)} questions that the advice rests on are answered"]
    if turning:
        told.append(
            f"{len(turning)} open {'question' if len(turning) == 1 else 'questions'} could still change it"
        )
    if close:
        told.append("the two best approaches score nearly the same")
    if standing.lead is not None:
        told.append(f"a rule decides, not the score ({standing.lead.title.lower()})")
    return level, f"{'; '.join(told)}."


class _Teller:
    """Puts gates and factors into words that quote the user's own answers."""

    def __init__(self, know: Knowledge, answers: Answers, today: datetime.date) -> None:
        self._know, self._answers, self._today = know, answers, today
        self._factors = [factor for factor in know.rules.factors if factor.when(answers)]

    def ranked(self, approach: Approach, standing: Standing) -> Ranked:
        pushes = sorted(
            ((factor.push[approach], factor) for factor in self._factors if approach in factor.push),
            key=lambda pair: -abs(pair[0]),
        )
        pro = [self._reason(factor, push) for push, factor in pushes if push > 0]
        con = [self._reason(factor, push) for push, factor in pushes if push < 0]
        shut = standing.shut.get(approach, ())
        if standing.lead is not None and standing.lead.leads_to is approach:
            pro.insert(0, self._rule(standing.lead))
        con[:0] = [self._rule(gate) for gate in shut]
        return Ranked(
            approach=approach,
            name=self._know.rules.names[approach],
            fit=standing.fit(approach),
            gates=[self._shutting(gate) for gate in shut],
            reasons_for=pro,
            reasons_against=con,
        )

    def _given(self, rule: Gate | Factor) -> dict[str, Value]:
        return {
            key: self._answers.get(key) for key in self._know.questions.questions if key in rule.when.names
        }

    def _text(self, rule: Gate | Factor) -> str:
        return quote(rule.text, self._answers, self._know.questions).strip()

    def _reason(self, factor: Factor, push: int) -> Reason:
        source = cite(self._know.rules.sources[factor.source], self._know.about.checked, self._today)
        return Reason(
            text=self._text(factor),
            answers=self._given(factor),
            weight=push,
            weight_is=JUDGEMENT,
            source=source,
        )

    def _rule(self, gate: Gate) -> Reason:
        source = cite(self._know.rules.sources[gate.source], self._know.about.checked, self._today)
        return Reason(
            text=self._text(gate), answers=self._given(gate), weight=None, weight_is=RULE, source=source
        )

    def _shutting(self, gate: Gate) -> Shutting:
        source = cite(self._know.rules.sources[gate.source], self._know.about.checked, self._today)
        return Shutting(
            gate=gate.rule, title=gate.title, text=self._text(gate), answers=self._given(gate), source=source
        )
