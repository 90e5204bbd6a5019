"""GitHub workflow commands: an annotation on the row to edit and on the words of the document.

GitHub shows ten annotations of a level and step, so the most severe come first, and what did not run before everything.
"""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Location
from checks.reports.words import by_severity, clean, row_of, unfinished, verdict, volume, words_of
from checks.run import Run

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_STATUS = {"crashed": "error", "skipped": "warning", "ran in part": "warning", "nothing to compare": "notice"}
_PLACES = 4
"""So many quotes of one finding are annotated; the others are counted."""


def render(run: Run) -> str:
    """The run as workflow commands, one a line: open findings only, with --base new ones only."""
    lines = [
        _command(_STATUS[status], {"title": f"{status}: {', '.join(outcome.code for outcome in outcomes)}"}, f"{outcomes[0].dataset}{why}")
        for status, outcomes, reason in unfinished(run)
        for why in [f": {reason}" if reason else ""]
    ]
    lines += [_command("error", {"file": one.path, "title": "not read, so not checked"}, one.reason) for one in run.unread]
    for finding in by_severity(finding for finding in run.open if finding.new is not False):
        lines += _annotations(finding)
    lines.append(_command("notice", {"title": "claim-checks"}, f"{volume(run)} {verdict(run)}"))
    return "".join(f"{line}\n" for line in lines)


def _annotations(finding: Finding) -> Iterable[str]:
    possible = ", possible" if finding.certainty == "possible" else ""
    title = f"{finding.code} {finding.name} ({finding.side}{possible})"
    told = f"{finding.message}. {finding.help}"
    words = words_of(finding)
    left = f" (and {len(words) - _PLACES} more places)" if len(words) > _PLACES else ""
    for at in dict.fromkeys([row_of(finding), *words[:_PLACES]]):
        yield _command(_COMMANDS[finding.level], {**_place(at), "title": title}, told + left)


def _place(at: Location) -> dict[str, object]:
    """Columns only where a place lies within one line: GitHub takes them for nothing else."""
    within = {"col": at.column, "endColumn": at.end_column} if at.line == at.end_line else {}
    place = {"file": at.path, "line": at.line, "endLine": at.end_line, **within}
    return {name: value for name, value in place.items() if value is not None}


def _command(name: str, properties: dict[str, object], message: str) -> str:
    given = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in properties.items())
    return f"::{name} {given}::{_escaped(clean(message))}"


def _escaped(text: str, more: str = "") -> str:
    """As the runner's own toolkit escapes: a document must not end the line and begin a command."""
    return "".join(f"%{ord(char):02X}" if char in f"%\r\n{more}" else char for char in text)
