"""One run: what was checked, what did not run, and what was found. Every report is a function of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol

from checks.finding import LEVELS, Finding, Level, Side
from checks.removal import Removal, removal

if TYPE_CHECKING:
    from polars import DataFrame, Series

    from checks.example import Example
    from checks.material import Material

Status = Literal["ran", "skipped", "crashed"]
DESELECTED = "not selected"
"""The reason of a check that the user or dataset.toml left out: a choice, unlike every other reason to be skipped."""

CONTRADICTIONS = ("NUM", "TMP", "XDC")
_LACKING = ("TMP004",)
"""Checks of those families that find something missing, not claims that disagree."""


def contradicts(finding: Finding) -> bool:
    """Whether documents contradict themselves, each other or the calendar here."""
    return finding.side == "source" and finding.code.startswith(CONTRADICTIONS) and finding.code not in _LACKING


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one check: how many sets it compared, or why it did not run."""

    code: str
    name: str
    dataset: str
    status: Status
    reason: str = ""
    compared: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that could not be read, so that nothing of it was checked."""

    path: str
    reason: str


class Checked(Protocol):
    """What every check tells about itself: a rule, a schema or an expectation."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def level(self) -> Level: ...
    @property
    def side(self) -> Side: ...
    @property
    def by(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def prose(self) -> str: ...
    @property
    def authority(self) -> str: ...
    @property
    def help(self) -> str: ...
    @property
    def examples(self) -> list[Example]: ...


@dataclass(frozen=True)
class Result:
    """One check on one dataset: its outcome and the rows that are violated."""

    rule: Checked
    outcome: Outcome
    violations: DataFrame | None = None
    looked_at: Series | None = None
    """Ids of the claims that it looked at, where that was asked for."""


@dataclass(frozen=True, slots=True)
class Volume:
    """How much a dataset holds. `figures`: claims with a value or a date; `not_held`: documents known, but not at hand."""

    dataset: str
    documents: int
    claims: int
    figures: int
    not_held: int = 0


@dataclass(frozen=True)
class Run:
    """Findings are sorted; outcomes are in order of code."""

    version: str
    volumes: tuple[Volume, ...]
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    fail_on: Level = "error"
    strict: bool = False
    titles: dict[str, str] = field(default_factory=dict)
    """Title of every document, by path."""
    checks: tuple[Checked, ...] = ()
    """Every check of the catalogue, for its page."""
    material: tuple[Material, ...] = ()
    """Every dataset as it is shown; only when a report asked for it."""
    base: str = ""
    """The git revision that the findings are new since; empty: all findings are told."""
    resolved: tuple[Finding, ...] = ()
    """Findings that the base has and the datasets have no more."""
    unread: tuple[Unread, ...] = ()
    """Bare documents that were given and could not be read."""

    @property
    def open(self) -> list[Finding]:
        """Findings that nobody has accepted."""
        return [finding for finding in self.findings if finding.accepted is None]

    @property
    def failing(self) -> list[Finding]:
        """Open findings at or above the level to fail on."""
        limit = LEVELS.index(self.fail_on)
        return [finding for finding in self.open if LEVELS.index(finding.level) <= limit and finding.new is not False]

    @property
    def summary(self) -> dict[str, int]:
        """Counts that head every report."""
        selected = [outcome for outcome in self.outcomes if outcome.reason != DESELECTED]
        status = Counter(outcome.status for outcome in selected)
        levels = Counter(finding.level for finding in self.open)
        contradictions = [finding for finding in self.open if contradicts(finding) and finding.level != "note"]
        uncited = {(f.dataset, claim) for f in self.open if f.code == "CIT001" for claim in f.claims}
        return {
            "documents": sum(volume.documents for volume in self.volumes),
            "not_held": sum(volume.not_held for volume in self.volumes),
            "unread": len(self.unread),
            "claims": sum(volume.claims for volume in self.volumes),
            "figures": sum(volume.figures for volume in self.volumes),
            "checks": len(selected),
            "ran": status["ran"],
            "nothing_to_compare": sum(o.status == "ran" and not o.compared for o in self.outcomes),
            "skipped": status["skipped"],
            "crashed": status["crashed"],
            "deselected": len(self.outcomes) - len(selected),
            "compared": sum(outcome.compared for outcome in self.outcomes),
            "contradictions": len(contradictions),
            "without_citation": len(uncited),
            **{f"{level}s": levels[level] for level in LEVELS},
            "accepted": len(self.findings) - len(self.open),
        }

    @cached_property
    def removal(self) -> Removal:
        """The fewest claims whose withdrawal would clear most of the open findings that set claims against each other."""
        conflicts = (frozenset((finding.dataset, claim) for claim in finding.claims) for finding in self.open if contradicts(finding))
        return removal([conflict for conflict in conflicts if len(conflict) > 1])

    @property
    def exit_code(self) -> int:
        """2 a document could not be read, 4 a check crashed, 1 findings (or, if strict, a skipped check), 3 nothing to check, 0 clean."""
        summary = self.summary
        if self.unread:
            return 2
        if summary["crashed"]:
            return 4
        if self.failing or (self.strict and summary["skipped"]):
            return 1
        return 0 if summary["claims"] and summary["ran"] else 3
