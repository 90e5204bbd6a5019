"""The terminal report: findings by document, most severe first, then one summary that says what did not run."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from checks.finding import LEVELS, Finding, Level, Location
from checks.reports.page import Part, TerminalPage
from checks.reports.words import clean, plural, removal, unfinished, verdict, volume, words_of
from checks.run import Outcome, Run

_STYLES: dict[Level, str] = {"error": "bold red", "warning": "bold yellow", "note": "bold blue"}
_BETWEEN = "between documents"
_INDENT = 9
_ALIKE = 4
"""So many findings of one kind in one document become a list."""
_SHOWN = 8
_WHOLE = 20
"""So many findings of one kind are printed in full."""
_QUOTE, _BRIEF = 160, 60


Half = Literal["whole", "findings", "rest"]
"""What to print: `findings` those of schemas and rules, `rest` those of expectations, which take longer, and the summary."""
_LATE = "EXP"


def render(run: Run, *, verbose: bool = False, interactive: bool = False, width: int | None = None, half: Half = "whole") -> str:
    """The run as text; colour only when `interactive`, `width` in columns (default: COLUMNS, else the terminal's, else 100)."""
    asked = interactive or "COLUMNS" in os.environ
    page = TerminalPage(width or (shutil.get_terminal_size((100, 24)).columns if asked else 100))
    shown = list(run.findings) if verbose else run.open
    if half != "rest":
        _documents(page, run, [finding for finding in shown if not finding.code.startswith(_LATE)], verbose)
    if half != "findings":
        _documents(page, run, [finding for finding in shown if finding.code.startswith(_LATE)], verbose)
        if verbose:
            _resolved(page, run)
        _summary(page, run)
    return page.render(interactive)


def _documents(page: TerminalPage, run: Run, findings: Sequence[Finding], verbose: bool) -> None:
    places: dict[str, list[Finding]] = {}
    for finding in findings:
        places.setdefault(_place(finding), []).append(finding)
    documents = {at.path for finding in findings for at in finding.locations if at.kind == "text"}
    for place in sorted(places, key=lambda place: (place != _BETWEEN, place not in documents, place)):
        _document(page, place, run.titles.get(place, ""), places[place], verbose)


def _place(finding: Finding) -> str:
    """The document that a finding is about, or its table when it is about none."""
    documents = {at.path for at in finding.locations if at.kind == "text"}
    if len(documents) > 1:
        return _BETWEEN
    return documents.pop() if documents else finding.locations[0].path


def _document(page: TerminalPage, place: str, title: str, findings: list[Finding], verbose: bool) -> None:
    counts = Counter(finding.level for finding in findings)
    page.rule()
    page.line((clean(place), "bold"), (f"  {clean(title)}" if title else "", "dim"), cut=True)
    page.line((", ".join(plural(counts[level], level) for level in LEVELS if counts[level]), "dim"))
    findings.sort(key=lambda f: (LEVELS.index(f.level), f.code.startswith("CIT"), f.code, f.certainty, _first_line(f)))
    for _, alike in groupby(findings, key=lambda f: (f.level, f.code, f.certainty, f.side)):
        group = list(alike)
        page.line()
        single = all(len(finding.claims) <= 1 for finding in group) or group[0].code.startswith("CIT")
        if len(group) >= _ALIKE and single:
            _list(page, group, verbose)
        else:
            shown = group if verbose else group[:_WHOLE]
            for finding in shown:
                _finding(page, finding, verbose)
            _more(page, len(group) - len(shown))


def _first_line(finding: Finding) -> tuple[int, int]:
    at = _first_words(finding)
    return at.line or 0, at.column or 0


def _first_words(finding: Finding) -> Location:
    return next(iter(words_of(finding)), finding.locations[0])


def _headline(page: TerminalPage, finding: Finding, extra: str) -> None:
    facts = [finding.side, *(["possible"] if finding.certainty == "possible" else []), clean(extra)]
    level = (f"{finding.level:<{_INDENT}}", _STYLES[finding.level])
    page.line(level, (finding.code, "bold"), f" {finding.name}  ", (", ".join(facts), "dim"))


def _finding(page: TerminalPage, finding: Finding, verbose: bool) -> None:
    _headline(page, finding, f"accepted: {finding.accepted.resolution}" if finding.accepted else finding.fingerprint)
    page.line(clean(finding.message), indent=_INDENT)
    if finding.accepted:
        page.line(f"accepted by {clean(finding.accepted.by)}: {clean(finding.accepted.reason)}", indent=_INDENT)
    shown = finding.locations if verbose else finding.locations[: 2 * _SHOWN]
    for at in shown:
        page.line(*_at(at, _QUOTE, "row to edit " if at.primary and finding.side == "data" else ""), indent=_INDENT)
    if len(shown) < len(finding.locations):
        page.line((f"… and {len(finding.locations) - len(shown)} more places", "dim"), indent=_INDENT)
    page.line((f"→ {finding.help}", "italic"), indent=_INDENT)


def _at(at: Location, longest: int, role: str = "") -> list[Part]:
    quote = clean(at.quote or "")
    if len(quote) > longest:
        quote = f"{quote[: longest - 1]}…"
    label = f"“{quote}”" if quote else (clean(at.claim_id or ""), "dim")
    return [(clean(str(at)), "cyan"), f"  {role}", label]


def _list(page: TerminalPage, findings: Sequence[Finding], verbose: bool) -> None:
    """Many findings of one kind in one document: by message, a line each, the first few unless `verbose`."""
    _headline(page, findings[0], f"{len(findings)} findings")
    shown = findings if verbose else findings[:_SHOWN]
    for message, group in groupby(sorted(shown, key=lambda finding: finding.message), key=lambda finding: finding.message):
        page.line(clean(message), indent=_INDENT)
        for finding in group:
            page.line(*_at(_first_words(finding), _BRIEF), indent=_INDENT + 2, cut=True)
    _more(page, len(findings) - len(shown))
    page.line((f"→ {findings[0].help}", "italic"), indent=_INDENT)


def _more(page: TerminalPage, left: int) -> None:
    if left:
        page.line((f"… and {left:,} more; --verbose lists them all", "dim"), indent=_INDENT)


def _resolved(page: TerminalPage, run: Run) -> None:
    """What the base has and the datasets have no more, a line each."""
    if run.resolved:
        page.rule()
        page.line((f"resolved since {clean(run.base)}", "bold"))
    for finding in run.resolved:
        page.line((finding.code, "bold"), f" {finding.name}  ", (finding.fingerprint, "dim"))
        page.line(clean(finding.message), indent=_INDENT)


def _summary(page: TerminalPage, run: Run) -> None:
    counts = run.summary
    page.rule()
    for status, outcomes, reason in unfinished(run):
        page.line(_told(status, outcomes, reason))
    page.line((volume(run), "bold"))
    page.line((verdict(run), "bold"))
    if told := removal(run):
        page.line(told)
    not_run = counts["skipped"] + counts["crashed"]
    parts = [
        f"{plural(not_run, 'check')} did not run" if not_run else "every selected check ran",
        *([] if run.base else [f"{counts['nothing_to_compare']} found nothing to compare"]),
        *([f"{counts['deselected']} not selected"] if counts["deselected"] else []),
    ]
    page.line(("; ".join(parts) + ".", "bold red" if not_run else ""))
    if not counts["claims"]:
        empty = "no claim is in the tables, and no figure or date was read; validate extract DOC... --into DATASET drafts claims."
        absent = "give a dataset as PATH, or put one into ./datasets with a dataset.toml."
        page.line((f"Nothing to check: {empty if run.volumes else absent}", "bold red"))


def _told(status: str, outcomes: Sequence[Outcome], reason: str) -> Part:
    codes = ", ".join(outcome.code for outcome in outcomes)
    name = f" {outcomes[0].name}" if status == "crashed" else ""
    why = f": {clean(reason)}" if reason else ""
    style = {"crashed": "bold red", "nothing to compare": "dim"}.get(status, "yellow")
    return f"{status}  {codes}{name} ({clean(outcomes[0].dataset)}){why}", style
