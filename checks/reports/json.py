"""The JSON report, version 1: everything a run knows, in a stable order, without a clock."""

from __future__ import annotations

import json
from typing import Any

from checks.removal import Removal
from checks.run import Run

VERSION = 1
_encode = json.JSONEncoder().encode


def render(run: Run) -> str:
    """The run as one JSON object, ending in a line feed; in ASCII, so that it steers no terminal and survives any encoding."""
    report = {
        "version": VERSION,
        "tool": {"name": "claim-checks", "version": run.version},
        "datasets": [volume.dataset for volume in run.volumes],
        "checks": run.outcomes,
        "findings": run.findings,
        "base": run.base or None,
        "resolved": run.resolved,
        **({"unread": run.unread} if run.unread else {}),
        "summary": {**run.summary, "removal": _removal(run.removal)},
        "fail_on": run.fail_on,
        "exit_code": run.exit_code,
    }
    return _text(report) + "\n"


def _removal(found: Removal) -> dict[str, Any]:
    claims = [{"dataset": dataset, "claim": claim, "clears": clears} for (dataset, claim), clears in found.claims]
    return {"claims": claims, "cleared": found.cleared, "of": found.of}


def _text(value: Any, line: str = "\n") -> str:
    """What json.dumps makes of it at an indent of 2, slotted dataclasses as objects; for many findings that is too slow."""
    if isinstance(value, str):
        return _encode(value)
    if type(value) is int:
        return str(value)
    within = line + "  "
    if isinstance(value, tuple | list):
        items = [_text(item, within) for item in value]
        return f"[{within}{f',{within}'.join(items)}{line}]" if items else "[]"
    slots = getattr(value, "__slots__", None)
    fields = value if isinstance(value, dict) else {name: getattr(value, name) for name in slots} if slots else None
    if fields is None:
        return _encode(value)
    pairs = [f"{_encode(name)}: {_text(part, within)}" for name, part in fields.items()]
    return f"{{{within}{f',{within}'.join(pairs)}{line}}}" if pairs else "{}"
