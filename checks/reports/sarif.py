"""SARIF 2.1.0 (OASIS Standard, 2020), for code-scanning dashboards: results with both places, suppressions, and what did not run."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from checks.finding import Finding, Location
from checks.reports.words import by_severity, clean, row_of, unfinished
from checks.run import Checked, Run

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_NOTICE = {"crashed": "error", "skipped": "warning", "ran in part": "warning", "nothing to compare": "note"}


def render(run: Run) -> str:
    """The run as one SARIF log, ending in a line feed, in ASCII. Columns count code points; paths are relative to `SRCROOT`."""
    rules = _rules(run)
    number = {rule["id"]: index for index, rule in enumerate(rules)}
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "claim-checks", "version": run.version, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"SRCROOT": {"description": {"text": "the folder that paths are relative to"}}},
                "invocations": [_invocation(run)],
                "results": [_result(finding, number) for finding in by_severity(run.findings)],
                "properties": {"summary": run.summary, "datasets": [volume.dataset for volume in run.volumes]},
            }
        ],
    }
    return json.dumps(log, indent=2) + "\n"


def _rules(run: Run) -> list[dict[str, Any]]:
    """Descriptors of all checks of the catalogue, and of any other that a finding or an outcome names."""
    known = [_rule(check) for check in run.checks]
    named = {finding.code: finding.name for finding in run.findings} | {outcome.code: outcome.name for outcome in run.outcomes}
    codes = {rule["id"] for rule in known}
    return [*known, *({"id": code, "name": name} for code, name in sorted(named.items()) if code not in codes)]


def _rule(check: Checked) -> dict[str, Any]:
    return {
        "id": check.code,
        "name": check.name,
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": check.prose},
        "help": {"text": f"{check.prose}\n\nWhat to do: {check.help}.\n\nRests on: {check.authority}."},
        "defaultConfiguration": {"level": check.level},
        "properties": {"tags": [check.code.rstrip("0123456789"), f"{check.side}-side"]},
    }


def _invocation(run: Run) -> dict[str, Any]:
    notices = [
        {
            "level": _NOTICE[status],
            "message": {"text": clean(f"{outcome.dataset}: {outcome.code} {outcome.name}: {status}{f': {reason}' if reason else ''}")},
            "associatedRule": {"id": outcome.code},
        }
        for status, outcomes, reason in unfinished(run)
        for outcome in outcomes
    ]
    notices += [{"level": "error", "message": {"text": clean(f"{one.path}: not read, so not checked: {one.reason}")}} for one in run.unread]
    return {
        "executionSuccessful": not (run.unread or run.summary["crashed"]),
        "exitCode": run.exit_code,
        "toolExecutionNotifications": notices,
    }


def _result(finding: Finding, number: dict[str, int]) -> dict[str, Any]:
    primary = row_of(finding)
    others = [at for at in finding.locations if at is not primary]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": number[finding.code],
        "level": finding.level,
        "kind": "fail",
        "message": {"text": f"{clean(finding.message)}. What to do: {finding.help}."},
        "locations": [_location(primary)],
        "relatedLocations": [_location(at, index) for index, at in enumerate(others, 1)],
        "partialFingerprints": {"claimChecks/v1": finding.fingerprint},
        "properties": {
            "certainty": finding.certainty, "side": finding.side, "dataset": finding.dataset, "claims": list(finding.claims),
        },
    }  # fmt: skip
    if finding.accepted:
        facts = {"resolution": finding.accepted.resolution, "by": finding.accepted.by, "date": finding.accepted.date}
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": finding.accepted.reason, "properties": facts}
        ]  # fmt: skip
    if finding.new is not None:
        result["baselineState"] = "new" if finding.new else "unchanged"
    return result


def _location(at: Location, index: int | None = None) -> dict[str, Any]:
    place = {"artifactLocation": _artifact(at.path)}
    if at.line is not None:
        ends = {"startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column}
        if at.start is not None and at.end is not None:
            ends |= {"charOffset": at.start, "charLength": at.end - at.start}
        region: dict[str, Any] = {"startLine": at.line} | {name: value for name, value in ends.items() if value is not None}
        place["region"] = region | ({"snippet": {"text": at.quote}} if at.quote else {})
    told = clean(at.note or at.claim_id or "")
    label = {"message": {"text": told}} if told else {}
    return {**({"id": index} if index else {}), "physicalLocation": place, **label}


def _artifact(path: str) -> dict[str, str]:
    if path.startswith("/"):
        return {"uri": f"file://{quote(path)}"}
    return {"uri": quote(path), "uriBaseId": "SRCROOT"}
