"""The command `accept`: record that a person lives with a finding, and say what was recorded."""

from __future__ import annotations

from pathlib import Path

from checks.cli import emit, printable
from checks.engine.accept import Decision, accept
from checks.errors import UsageError

_SHOWN = 10


def run_accept(words: tuple[str, ...], decision: Decision, codes: tuple[str, ...], every: bool) -> int:
    """Accept, print a line a finding, and return the exit code. Raises UsageError for what is not understood."""
    if every and codes:
        raise UsageError("--all and --code exclude each other; leave one out")
    fingerprint, paths = ("", words) if every or codes else (words[0] if words else "", words[1:])
    if not (fingerprint or every or codes):
        raise UsageError("name the finding by its fingerprint, or give --code CODES or --all for a baseline")
    done = accept([Path(path) for path in paths], decision, fingerprint, codes)
    lines = []
    for path, findings in done.items():
        lines += [f"accepted {f.fingerprint} {f.code} {f.name}: {f.message}" for f in findings[:_SHOWN]]
        lines += [f"… and {len(findings) - _SHOWN} more"] if len(findings) > _SHOWN else []
        lines.append(f"{path}: {len(findings)} {'row' if len(findings) == 1 else 'rows'} written ({decision.resolution})")
    emit("".join(f"{printable(line)}\n" for line in lines))
    return 0
