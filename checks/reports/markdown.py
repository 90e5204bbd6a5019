"""A Markdown summary for a pull request or a job page: the verdict, what did not run, and the findings, most severe first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from checks.finding import Finding, Location
from checks.reports.words import by_severity, clean, plural, row_of, unfinished, verdict, volume, words_of
from checks.run import Run, contradicts

_SIGNS = {"error": "🔴", "warning": "🟠", "note": "🔵"}
_MARKUP = re.compile(r"[&<>\"\\`*_\[\]|~#]")
_SHOWN, _PLACES, _QUOTE = 40, 6, 300
"""Findings a section, quotes a finding, and characters a quote: a comment on a pull request holds 65,536 characters."""


def render(run: Run) -> str:
    """The run as GitHub-flavoured Markdown: open findings (with --base new ones only), then what is accepted, with the reasons."""
    shown = [finding for finding in by_severity(run.open) if finding.new is not False]
    groups: dict[str, list[Finding]] = {"Contradictions": [], "Rows to mend": [], "Missing citations and dates": [], "Notes": []}
    for finding in shown:
        groups[_group(finding)].append(finding)
    parts = [f"## {'❌' if run.exit_code else '✅'} claim-checks", f"**{_text(verdict(run))}**", _text(volume(run)), *_unfinished(run)]
    parts += [part for title, findings in groups.items() if findings for part in _section(title, findings)]
    parts += _accepted(run)
    return "\n\n".join(parts) + "\n"


def _group(finding: Finding) -> str:
    if finding.level == "note":
        return "Notes"
    if finding.side == "data":
        return "Rows to mend"
    return "Contradictions" if contradicts(finding) else "Missing citations and dates"


def _unfinished(run: Run) -> Iterable[str]:
    lines = [
        f"- **{status}** {', '.join(outcome.code for outcome in outcomes)} ({_text(outcomes[0].dataset)}){why}"
        for status, outcomes, reason in unfinished(run)
        for why in [f": {_text(reason)}" if reason else ""]
    ]
    lines[:0] = [f"- **not read** `{_code(one.path)}`: {_text(one.reason)}" for one in run.unread]
    if lines:
        yield "### Not checked"
        yield "\n".join(lines)


def _section(title: str, findings: Sequence[Finding]) -> Iterable[str]:
    yield f"### {title} ({len(findings):,})"
    if title == "Notes":
        yield _counts(findings)
        return
    for finding in findings[:_SHOWN]:
        yield _finding(finding)
    if len(findings) > _SHOWN:
        yield f"… and {plural(len(findings) - _SHOWN, 'more finding')}."


def _counts(findings: Sequence[Finding]) -> str:
    """Notes by check: there are too many to read in a comment."""
    rows = groupby(sorted(findings, key=lambda finding: finding.code), key=lambda finding: (finding.code, finding.name))
    lines = [f"| {code} | {_text(name)} | {len(list(group)):,} |" for (code, name), group in rows]
    return "\n".join(["| check | | notes |", "|--|--|--:|", *lines])


def _finding(finding: Finding) -> str:
    facts = ", ".join([finding.level, finding.side, *(["possible"] if finding.certainty == "possible" else [])])
    head = f"{_SIGNS[finding.level]} <b>{finding.code}</b> {_text(finding.message)} <sub>{facts}</sub>"
    words = words_of(finding)
    row = row_of(finding)
    lines = [*([f"- `{_code(str(row))}`"] if row not in words else []), *(_quote(at) for at in words[:_PLACES])]
    if len(words) > _PLACES:
        lines.append(f"- … and {plural(len(words) - _PLACES, 'more place')}")
    lines.append(f"- → {_text(finding.help)}; fingerprint `{_code(finding.fingerprint)}`")
    return "\n".join([f"<details><summary>{head}</summary>", "", *lines, "", "</details>"])


def _quote(at: Location) -> str:
    words = clean(at.quote or "")
    short = f"{words[: _QUOTE - 1]}…" if len(words) > _QUOTE else words
    return f"- `{_code(str(at))}` “{_text(short)}”"


def _accepted(run: Run) -> Iterable[str]:
    rows = [
        f"| {finding.code} | {_text(finding.message)} | {finding.accepted.resolution} | {_text(finding.accepted.reason)} "
        f"| {_text(finding.accepted.by)} |"
        for finding in by_severity(run.findings)
        if finding.accepted
    ]
    if rows:
        head = ["| check | finding | resolution | reason | by |", "|--|--|--|--|--|"]
        more = [f"\n… and {len(rows) - _SHOWN:,} more."] if len(rows) > _SHOWN else []
        yield f"### Accepted ({len(rows):,})"
        yield "\n".join([*head, *rows[:_SHOWN], *more])


def _text(text: str) -> str:
    """Words as words: no markup, no HTML, no mention of a person, no link to an issue."""
    safe = _MARKUP.sub(lambda found: f"&#{ord(found[0])};", clean(text))
    return safe.replace("@", "@\N{ZERO WIDTH SPACE}")


def _code(text: str) -> str:
    """Words within backticks."""
    return clean(text).replace("`", "'")
