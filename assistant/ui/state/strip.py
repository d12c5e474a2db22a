"""The strip under the page's title: how far the work is, or how it ended, and what can be done next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.ui.text import count, plural, tr

if TYPE_CHECKING:
    from assistant.jobs.sorter import Progress
    from assistant.workspace.store import Counts

Action = Literal["pause", "resume", "stop", "resume_run", "forget_run", "retry", "add_new", "continue"]


@dataclass(frozen=True)
class Strip:
    """`lead` is set in bold before `rest`; `fraction` is None where there is nothing to measure against."""

    kind: Literal["hidden", "working", "paused", "done", "resume"]
    lead: str = ""
    rest: str = ""
    right: str = ""
    fraction: float | None = None
    actions: tuple[Action, ...] = ()

    @property
    def sentence(self) -> str:
        return f"{self.lead} {self.rest}".strip()


def rate(per_second: float | None) -> str:
    """How fast it goes; a rate below one a second is told by the minute."""
    if per_second is None or per_second <= 0:
        return ""
    if per_second >= 1:
        return tr("{n} a second", n=count(round(per_second)))
    return tr("{n} a minute", n=count(max(1, round(per_second * 60))))


def time_left(seconds: float | None) -> str:
    """An honest, rounded time; nothing at all while it is not known."""
    if seconds is None or seconds < 0:
        return ""
    if seconds < 10:
        return tr("A few seconds left")
    if seconds < 55:
        return tr("About {n} seconds left", n=max(10, round(seconds / 10) * 10))
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return plural(minutes, "About {n} minute left", "About {n} minutes left")
    hours, rest = divmod(minutes, 60)
    told = plural(hours, "About {n} hour", "About {n} hours")
    if hours < 6 and rest >= 5:
        return tr("{hours} and {minutes} left", hours=told, minutes=plural(rest, "{n} minute", "{n} minutes"))
    return tr("{hours} left", hours=told)


def outcome(counts: Counts) -> tuple[str, str]:
    """The result in one sentence, in two parts: what was done, and how it came out."""
    sorted_ = counts.all - counts.waiting
    parts = [tr("{n} sure", n=count(counts.sure))]
    if counts.not_sure:
        parts.append(tr("{n} not sure", n=count(counts.not_sure)))
    if counts.not_read:
        parts.append(tr("{n} not read", n=count(counts.not_read)))
    lead = plural(sorted_, "{n} document sorted:", "{n} documents sorted:")
    return lead, f"{', '.join(parts)}."


def working(progress: Progress) -> Strip:
    done, total = progress.done, progress.total
    rest = plural(total, "of {n} sorted", "of {n} sorted")
    fraction = done / total if total else None
    match progress.state:
        case "looking":
            found = plural(total, "{n} document found so far", "{n} documents found so far")
            return Strip(
                "working", tr("Looking."), found, rate(progress.per_second), fraction, ("pause", "stop")
            )
        case "paused":
            return Strip("paused", count(done), rest, tr("Paused"), fraction, ("resume", "stop"))
        case "stopping":
            return Strip("working", count(done), rest, tr("Stopping"), fraction, ())
        case _:
            told = ". ".join(
                part for part in (rate(progress.per_second), time_left(progress.seconds_left)) if part
            )
            return Strip("working", count(done), rest, told, fraction, ("pause", "stop"))


def finished(counts: Counts, has_folders: bool) -> Strip:
    """Nothing is being done: the result, or what is still waiting."""
    if not counts.all:
        return Strip("hidden")
    fraction = (counts.all - counts.waiting) / counts.all
    if counts.waiting > counts.cloud_only:
        lead = tr("Stopped.")
        rest = tr(
            "{done} of {total} sorted.", done=count(counts.all - counts.waiting), total=count(counts.all)
        )
        return Strip("paused", lead, rest, fraction=fraction, actions=("continue",))
    actions: tuple[Action, ...] = ()
    if counts.not_read:
        actions += ("retry",)
    if has_folders:
        actions += ("add_new",)
    lead, rest = outcome(counts)
    return Strip("done", lead, rest, fraction=1.0, actions=actions)


def unfinished(counts: Counts) -> Strip:
    """An earlier run of the app ended in the middle of the work: offer to go on."""
    return Strip(
        "resume",
        tr("{done} of {total} were sorted", done=count(counts.all - counts.waiting), total=count(counts.all)),
        tr("when Stillroom closed. Nothing is done twice."),
        actions=("resume_run", "forget_run"),
    )


def action_name(action: Action) -> str:
    return {
        "pause": tr("Pause"),
        "resume": tr("Resume"),
        "stop": tr("Stop"),
        "continue": tr("Go on sorting"),
        "resume_run": tr("Sort the rest"),
        "forget_run": tr("Leave the rest"),
        "retry": tr("Try the failed ones again"),
        "add_new": tr("Add what is new"),
    }[action]
