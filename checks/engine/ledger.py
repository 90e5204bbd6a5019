"""The second pass: the rules that look at what the first one found, and a hash of what each finding rests on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from checks.engine.discover import catalogue
from checks.engine.evaluate import evaluate
from checks.lazy import pl
from checks.ledger import LATER
from checks.load import LINE

if TYPE_CHECKING:
    from polars import DataFrame

    from checks.dataset import Dataset
    from checks.finding import Finding
    from checks.rule import Rule
    from checks.run import Outcome, Result

_JUDGED = ("claim_id", "document_id", "quote", "value_text", "comparator", "low", "best", "high", "unit", "per", "population", "category",
           "date")  # fmt: skip


LOOKED_AT = "looked_at"


def is_later(rule: Rule) -> bool:
    """Whether a rule asks for what is known only when the others have run."""
    return not LATER.keys().isdisjoint(rule.needs)


def second_pass(
    dataset: Dataset, rules: Sequence[Rule], results: Sequence[Result], findings: Sequence[Finding], outcomes: Iterable[Outcome]
) -> list[Result]:
    """Run the rules about the ledger and the coverage on what the first pass found.

    `outcomes` are those of the first pass; checks that have none, and run with this pass neither, count as skipped."""
    accepted = set(dataset.tables["accepted"]["fingerprint"])
    judged = [finding for finding in findings if finding.fingerprint in accepted]
    facts = [
        (found.fingerprint, found.code, ";".join(found.claims), hashed)
        for found, hashed in zip(judged, evidence(dataset, judged), strict=True)
    ]
    status: list[tuple[str, str]] = [
        (entry.code, "in part" if entry.status == "ran" and entry.reason else entry.status) for entry in outcomes
    ]
    status += [(rule.code, "later") for rule in rules]
    told = {code for code, _ in status}
    status += [(entry.code, "skipped") for entry in catalogue() if entry.code not in told]
    seen = [result.looked_at.cast(pl.String) for result in results if result.looked_at is not None]
    claims = pl.concat(seen).unique() if seen else pl.Series([], dtype=pl.String)
    later = {"findings": _frame("findings", facts), "outcomes": _frame("outcomes", status), LOOKED_AT: pl.DataFrame({"claim_id": claims})}
    return evaluate(replace(dataset, later=later), list(rules))


def evidence(dataset: Dataset, findings: Sequence[Finding]) -> list[str]:
    """For every finding a hash of the quotes and values of its claims, or of the row it points at when that is no claim's."""
    wanted = sorted({claim for finding in findings for claim in finding.claims})
    claims = dataset.tables["claims"].filter(pl.col("claim_id").is_in(wanted)).select(_JUDGED).sort(_JUDGED, nulls_last=True)
    rows: dict[str, list[tuple[Any, ...]]] = {}
    for claim in claims.iter_rows():
        rows.setdefault(claim[0], []).append(claim)
    return [_hash([row for claim in sorted(found.claims) for row in rows.get(claim, [])] + _row(dataset, found)) for found in findings]


def _row(dataset: Dataset, finding: Finding) -> list[tuple[Any, ...]]:
    at = finding.locations[0] if finding.locations else None
    table = PurePosixPath(at.path).stem if at else ""
    if at is None or table == "claims" or table not in dataset.tables:
        return []
    frame = dataset.tables[table]
    return frame.filter(pl.col(LINE) == at.line).drop(LINE).rows()


def _hash(rows: list[tuple[Any, ...]]) -> str:
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()[:16]


def _frame(table: str, rows: Sequence[tuple[str, ...]]) -> DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(LATER[table], pl.String), orient="row")
