"""Words that reports share: texts of documents made harmless, numbers with their nouns, and what did not run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal

from checks.finding import LEVELS, Finding, Location
from checks.run import DESELECTED, Outcome, Run

_NAMED = 5

Unfinished = tuple[Literal["crashed", "skipped", "ran in part", "nothing to compare"], list[Outcome], str]
"""How, which checks of one dataset, and why."""


def clean(text: str) -> str:
    """Text of a document on one line, without what could steer a terminal."""
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.split())


def plural(number: int, noun: str) -> str:
    """`1 claim`, `2,000 claims`."""
    return f"{number:,} {noun if number == 1 else noun + 's'}"


def verdict(run: Run) -> str:
    """What was found, in one sentence."""
    counts = run.summary
    parts = [
        plural(counts["contradictions"], "contradiction"),
        f"{plural(counts['without_citation'], 'claim')} without citation",
        *(plural(counts[f"{level}s"], level) for level in LEVELS),
        *([f"{counts['accepted']:,} accepted"] if counts["accepted"] else []),
    ]
    since = f"New since {clean(run.base)}: " if run.base else ""
    resolved = f"; {len(run.resolved):,} resolved" if run.base else ""
    return f"{since}{', '.join(parts)}{resolved}."


def removal(run: Run) -> str:
    """Which claims most findings hang on, in two sentences; empty when each finding has claims of its own."""
    found = run.removal
    if not found.claims:
        return ""
    named = [f"{clean(claim)} ({clears})" for (_, claim), clears in found.claims[:_NAMED]]
    more = f" and {len(found.claims) - _NAMED} more" if len(found.claims) > _NAMED else ""
    cleared = f"would clear {found.cleared:,} of the {plural(found.of, 'finding')} that set claims against each other"
    return f"Withdrawing {plural(len(found.claims), 'claim')} {cleared}: {', '.join(named)}{more}. This does not say which claim is wrong."


def volume(run: Run) -> str:
    """What was looked at, in one sentence."""
    counts = run.summary
    unheld = f" ({counts['not_held']} more known, not held)" if counts["not_held"] else ""
    held = plural(counts["documents"], "document") + unheld
    looked = f"{plural(counts['claims'], 'claim')}, {plural(counts['figures'], 'figure')} in {held}"
    what = "what changed in " if run.base else ""
    missed = f" Not read, so not checked: {', '.join(clean(one.path) for one in run.unread)}." if run.unread else ""
    return f"Checked {what}{looked} with {plural(counts['ran'], 'check')}, {plural(counts['compared'], 'comparison')}.{missed}"


def unfinished(run: Run) -> Iterable[Unfinished]:
    """What did not run or left something out, and what ran without anything to compare: none of it is a pass.

    With --base only what was changed is looked at, so that most checks find nothing there.
    """
    rows = sorted(run.outcomes, key=lambda outcome: (outcome.dataset, outcome.reason, outcome.code))
    for outcome in rows:
        if outcome.status == "crashed":
            yield "crashed", [outcome], outcome.reason
    for status in ("skipped", "ran"):
        told = [outcome for outcome in rows if outcome.status == status and outcome.reason not in ("", DESELECTED)]
        for (_, reason), group in groupby(told, key=lambda outcome: (outcome.dataset, outcome.reason)):
            yield "skipped" if status == "skipped" else "ran in part", list(group), reason
    idle = [outcome for outcome in rows if outcome.status == "ran" and not outcome.compared and not run.base]
    for _, group in groupby(idle, key=lambda outcome: outcome.dataset):
        yield "nothing to compare", list(group), ""


def words_of(finding: Finding) -> list[Location]:
    """The places of a finding that are words in a document."""
    return [at for at in finding.locations if at.kind == "text"]


def row_of(finding: Finding) -> Location:
    """The place of a finding that can be edited."""
    return next((at for at in finding.locations if at.primary), finding.locations[0])


def by_severity(findings: Iterable[Finding]) -> Sequence[Finding]:
    """Most severe first; of equal ones, contradictions before missing citations."""
    return sorted(findings, key=lambda f: (LEVELS.index(f.level), f.code.startswith("CIT"), f.certainty))
