"""The paper pack: which papers suit the answers, and each of them filled from the answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.advise.advice import Advice
from assistant.advise.expression import Answers
from assistant.advise.knowledge import Knowledge, shipped
from assistant.advise.renewal.check import unpacked
from assistant.errors import InputError
from assistant.paths import resources
from assistant.reports.content import Report
from assistant.reports.paper_fill import Filler
from assistant.reports.paper_rules import Pack, PaperRule, load_pack


@dataclass(frozen=True)
class Suits:
    """Does a paper suit these answers? `why` says what it is for, or why it is not for them."""

    id: str
    title: str
    fits: bool
    why: str


def papers(know: Knowledge | None = None) -> tuple[PaperRule, ...]:
    """All papers, in the order in which they are shown."""
    return _pack(know or shipped()).papers


def suits(answers: Answers, know: Knowledge | None = None) -> tuple[Suits, ...]:
    """Every paper once: those that suit the answers, and the others with the reason."""
    return tuple(_suits(paper, answers) for paper in papers(know))


def paper(id: str, assessment_name: str, answers: Answers, advice: Advice, know: Knowledge) -> Report:
    """One paper. Raises InputError where there is none of that id, or where it does not suit the answers."""
    pack = _pack(know)
    rule = find(pack.papers, id)
    fit = _suits(rule, answers)
    if not fit.fits:
        raise InputError(f"{rule.title}: {fit.why}")
    filler = Filler(assessment_name, answers, advice, know)
    every = pack.every
    blocks = [*filler.blocks(every.opening if not rule.small else ()), *filler.blocks(rule.blocks)]
    blocks += filler.sources(every.sources, rule.small)
    blocks += filler.blocks(every.closing)
    return Report(
        title=rule.title,
        subtitle=filler.text(every.subtitle),
        day=advice.today,
        blocks=tuple(blocks),
        footer=filler.text(every.footer),
    )


def find(rules: tuple[PaperRule, ...], id: str) -> PaperRule:
    for rule in rules:
        if rule.id == id:
            return rule
    raise InputError(f"There is no paper {id!r}. The papers are: {', '.join(rule.id for rule in rules)}.")


def _suits(rule: PaperRule, answers: Answers) -> Suits:
    for out in rule.not_for:
        if out.when(answers):
            return Suits(rule.id, rule.title, False, out.why.strip())
    return Suits(rule.id, rule.title, True, rule.purpose.strip())


def _pack(know: Knowledge) -> Pack:
    """The wording that came with these rules, or the shipped one, held against what the engine knows."""
    if know is shipped():
        return _wording()
    pack = _renewed(tuple(know.papers.items())) if know.papers else _wording()
    pack.check(know)
    return pack


@lru_cache(maxsize=2)
def _renewed(texts: tuple[tuple[str, str], ...]) -> Pack:
    return unpacked(dict(texts), "The imported rules file", lambda folder: load_pack(folder / "papers"))


@cache
def _wording() -> Pack:
    pack = load_pack(resources() / "papers")
    pack.check(shipped())
    return pack
