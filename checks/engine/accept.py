"""Write into the ledger: which findings are meant, and the rows of accepted.csv that accept them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checks.dataset import read_dataset
from checks.engine.check import Options, check
from checks.engine.discover import catalogue, select
from checks.engine.ledger import evidence
from checks.engine.paths import datasets
from checks.errors import UsageError
from checks.ledger import NO_REASON
from checks.sheet import read_sheet
from checks.tables import VOCABULARIES

if TYPE_CHECKING:
    from checks.finding import Finding
    from checks.sheet import Cells

_LEAST, _LEDGER = 4, "ACC"


@dataclass(frozen=True)
class Decision:
    """What a person decides about findings. `expires`: a day, or empty."""

    resolution: str
    reason: str
    by: str = ""
    expires: str = ""


def accept(paths: Sequence[Path], decision: Decision, fingerprint: str = "", codes: tuple[str, ...] = ()) -> dict[Path, list[Finding]]:
    """Accept one finding by its fingerprint, or every open one of some checks (of all, when neither is given).

    Returns what was accepted, by the file that it was written to. Raises UsageError, and writes nothing, for a decision that cannot be
    recorded and for a finding that cannot be told.
    """
    _check(decision)
    folders = datasets(paths)
    if not folders:
        raise UsageError("no dataset to accept findings of; give its folder")
    by = decision.by.strip() or _user(folders[0])
    chosen = select(list(codes), [entry.code for entry in catalogue()])
    known = {folder: check([folder], Options()).findings for folder in folders}
    if fingerprint:
        wanted = {_one(fingerprint, [finding for found in known.values() for finding in found]).fingerprint}
    else:
        every = [finding for found in known.values() for finding in found if not finding.accepted]
        wanted = {f.fingerprint for f in every if not f.code.startswith(_LEDGER) and (not codes or f.code in chosen)}
        if not wanted:
            raise UsageError(f"no open finding of {', '.join(codes) or 'any check'}; nothing to accept")
    done: dict[Path, list[Finding]] = {}
    for folder, found in known.items():
        if mine := [finding for finding in found if finding.fingerprint in wanted]:
            done[_write(folder, mine, decision, by)] = mine
    return done


def _check(decision: Decision) -> None:
    if decision.resolution not in VOCABULARIES["resolution"]:
        raise UsageError(f"no resolution is called {decision.resolution!r}; known: {', '.join(VOCABULARIES['resolution'])}")
    if re.fullmatch(NO_REASON, decision.reason.strip()):
        raise UsageError("the reason says nothing; say why the finding may stand, in words that a reader can check in the documents")
    if decision.expires and not _is_day(decision.expires):
        raise UsageError(f"--expires {decision.expires}: no such day; write it as 2027-01-31")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _one(prefix: str, findings: Sequence[Finding]) -> Finding:
    """The open finding that a fingerprint, or the beginning of one, names."""
    if not re.fullmatch(rf"[0-9a-f]{{{_LEAST},16}}", prefix):
        raise UsageError(f"{prefix!r} is no fingerprint; give the hexadecimal number of the finding, or at least {_LEAST} digits of it")
    named = [finding for finding in findings if finding.fingerprint.startswith(prefix)]
    if not named:
        raise UsageError(f"no finding has the fingerprint {prefix}; see the hexadecimal numbers that `validate` or `--report json` prints")
    if len({finding.fingerprint for finding in named}) > 1:
        some = ", ".join(f"{finding.fingerprint} ({finding.code})" for finding in named[:4])
        raise UsageError(f"{prefix} is ambiguous: it begins {some}; give more digits")
    if (accepted := named[0].accepted) is not None:
        raise UsageError(f"{named[0].fingerprint} is accepted already, by {accepted.by} on {accepted.date}: {accepted.reason}")
    if named[0].code.startswith(_LEDGER):
        raise UsageError(f"{named[0].code} is about the ledger itself; mend the row of accepted that it names")
    return named[0]


def _user(folder: Path) -> str:
    """The name that git knows the user by; nobody else is asked."""
    try:
        asked = subprocess.run(["git", "config", "user.name"], cwd=folder, capture_output=True, check=False)  # noqa: S607 - the user's git
    except OSError:
        asked = None
    name = asked.stdout.decode("utf-8", "replace").strip() if asked and asked.returncode == 0 else ""
    if not name:
        raise UsageError("who accepts it? give --by NAME, or set git's user.name")
    return name


def _write(folder: Path, findings: Sequence[Finding], decision: Decision, by: str) -> Path:
    """Put the rows into accepted.csv; a row of the same finding that no longer accepts it is replaced."""
    sheet = read_sheet(folder, "accepted")
    again = {(finding.fingerprint, finding.code) for finding in findings}
    sheet.rows = [row for row in sheet.rows if (row.get("fingerprint"), row.get("code")) not in again]
    hashes = evidence(read_dataset(folder), findings)
    sheet.put([_row(finding, hashed, decision, by) for finding, hashed in zip(findings, hashes, strict=True)])
    sheet.write()
    return sheet.path


def _row(finding: Finding, hashed: str, decision: Decision, by: str) -> Cells:
    return {
        "fingerprint": finding.fingerprint, "code": finding.code, "claims": ";".join(sorted(finding.claims)),
        "resolution": decision.resolution, "reason": " ".join(decision.reason.split()), "accepted_by": by,
        "date_accepted": date.today().isoformat(), "expires": decision.expires, "evidence": hashed,
    }  # fmt: skip
