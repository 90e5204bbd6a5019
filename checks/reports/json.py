"""The JSON report, version 1: everything a run knows, in a stable order, without a clock."""

from __future__ import annotations

import json
from typing import Any

from checks.run import Run

VERSION = 1


def render(run: Run) -> str:
    """The run as one JSON object, ending in a line feed; in ASCII, so that it steers no terminal and survives any encoding."""
    findings = [_plain(finding) for finding in run.findings]
    report = {
        "version": VERSION,
        "tool": {"name": "claim-checks", "version": run.version},
        "datasets": [volume.dataset for volume in run.volumes],
        "checks": [_plain(outcome) for outcome in run.outcomes],
        "findings": findings,
        "base": run.base or None,
        "resolved": [_plain(finding) for finding in run.resolved],
        "summary": run.summary,
        "fail_on": run.fail_on,
        "exit_code": run.exit_code,
    }
    return json.dumps(report, indent=2) + "\n"


def _plain(value: Any) -> Any:
    """Slotted dataclasses as dicts, tuples as lists."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    slots = getattr(value, "__slots__", None)
    return {name: _plain(getattr(value, name)) for name in slots} if slots else value
