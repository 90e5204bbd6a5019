"""What is new: two versions of a dataset compared by the fingerprints of their findings, on the keys that the change touches."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checks.engine.evaluate import evaluate_both
from checks.engine.ledger import is_later, second_pass
from checks.engine.locate import Locator, located
from checks.engine.rowcut import row_cut
from checks.engine.touched import Touched, cut, scope
from checks.engine.unmatched import unmatched
from checks.lazy import pl
from checks.run import Result

if TYPE_CHECKING:
    from checks.dataset import Dataset
    from checks.finding import Finding
    from checks.paged import Paged
    from checks.rule import Rule
    from checks.run import Outcome


@dataclass(frozen=True)
class News:
    """Findings that the one version has and the other has not, and what became of every check."""

    new: list[Finding]
    resolved: list[Finding]
    outcomes: list[Outcome]


def news(now: Dataset, then: Dataset, schemas: Sequence[Paged], rules: Sequence[Rule], parts: Touched | None = None) -> News:
    """Compare two versions of a dataset, on what the change touches, or on everything; the answer is the same."""
    first = [rule for rule in rules if not is_later(rule)]
    found = _both(now, then, schemas, first, parts)
    if parts is not None and _unknown(parts, found):
        return news(now, then, schemas, rules)
    ledger = _ledger(now, then, found, [rule for rule in rules if is_later(rule)], whole=parts is None)
    return _news(found, ledger)


@dataclass(frozen=True)
class _Side:
    """One version: its findings and the outcomes of its checks."""

    findings: Sequence[Finding]
    outcomes: Sequence[Outcome]

    @property
    def keys(self) -> set[tuple[str, str]]:
        return {(finding.fingerprint, finding.code) for finding in self.findings}


_Sides = tuple[_Side, _Side]


def _both(now: Dataset, then: Dataset, schemas: Sequence[Paged], rules: Sequence[Rule], parts: Touched | None) -> _Sides:
    with ThreadPoolExecutor(1) as beside:  # pandera is imported and at work while Polars computes
        evaluated = beside.submit(_evaluated, now, then, rules, parts)
        from checks.schemas.validate import validate

        cut_rows = row_cut(now, then, parts.links) if parts else (now, then)
        rows = [validate(part, schemas, version) if schemas else [] for part, version in zip(cut_rows, (now, then), strict=True)]
    one, other = ([*mine, *theirs] for mine, theirs in zip(rows, evaluated.result(), strict=True))
    sides = []
    for version, found in zip((now, then), unmatched(now, then, (one, other)), strict=True):
        findings, results = located(Locator(version), found)
        sides.append(_Side(findings, [result.outcome for result in results]))
    return sides[0], sides[1]


def _evaluated(now: Dataset, then: Dataset, rules: Sequence[Rule], parts: Touched | None) -> tuple[list[Result], list[Result]]:
    """The results of the rules on both versions: each on the part that its key asks for, or on everything."""
    scopes: dict[str, list[Rule]] = {}
    for rule in rules:
        scopes.setdefault(scope(rule) if parts is not None else "", []).append(rule)
    both: tuple[list[Result], list[Result]] = ([], [])
    for mine in scopes.values():
        pair = (now, then) if parts is None else cut(now, then, parts, mine)
        for results, found in zip(both, evaluate_both(*pair, mine), strict=True):
            results.extend(found)
    return both


def _unknown(parts: Touched, found: _Sides) -> bool:
    """Whether an acceptance was changed whose finding lies outside of what was looked at, so that only a look at everything can tell."""
    known = found[0].keys | found[1].keys
    return any(pair not in known for pair in parts.links.changed("accepted").select("fingerprint", "code").iter_rows())


def _ledger(now: Dataset, then: Dataset, found: _Sides, rules: Sequence[Rule], *, whole: bool) -> _Sides:
    """The second pass of both versions, on the acceptances whose findings were looked at: of the others nothing can have changed."""
    known = pl.DataFrame(list(found[0].keys | found[1].keys), schema={"fingerprint": pl.String, "code": pl.String}, orient="row")
    sides = []
    for version, side in zip((now, then), found, strict=True):
        accepted = version.tables["accepted"]
        looked = accepted if whole else accepted.join(known, on=["fingerprint", "code"], how="semi")
        part = replace(version, tables=version.tables | {"accepted": looked})
        findings, results = located(Locator(version), second_pass(part, rules, [], side.findings, side.outcomes))
        sides.append(_Side(findings, [result.outcome for result in results]))
    return sides[0], sides[1]


def _news(found: _Sides, ledger: _Sides) -> News:
    now, then = (_Side([*one.findings, *two.findings], [*one.outcomes, *two.outcomes]) for one, two in zip(found, ledger, strict=True))
    new, resolved = _missing(now, then.keys, new=True), _missing(then, now.keys, new=False)
    crashed = {outcome.code: outcome for outcome in then.outcomes if outcome.status == "crashed"}
    outcomes = [_at_base(outcome, crashed) for outcome in now.outcomes]
    return News(new, resolved, sorted(outcomes, key=lambda outcome: outcome.code))


def _missing(side: _Side, keys: set[tuple[str, str]], *, new: bool) -> list[Finding]:
    """Findings of one side that the other has not, in order of code."""
    found = [replace(finding, new=new) for finding in side.findings if (finding.fingerprint, finding.code) not in keys]
    return sorted(found, key=lambda finding: finding.code)


def _at_base(outcome: Outcome, crashed: dict[str, Outcome]) -> Outcome:
    """A check that crashed on the older version knows nothing of what is new."""
    if outcome.status != "crashed" and (old := crashed.get(outcome.code)):
        return replace(outcome, status="crashed", reason=f"on the older version: {old.reason}")
    return outcome
