"""What two versions find alike cannot be news: it is taken out before findings are worded and their places looked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from checks.engine.locate import key_of, numbered
from checks.finding import fingerprint
from checks.lazy import pl

if TYPE_CHECKING:
    from checks.dataset import Dataset
    from checks.run import Result

_Key = tuple[str, str]
"""Code of a check, and what a finding of it is about."""
_NAMING = ("claims", "key", "table", "row")


def unmatched(now: Dataset, then: Dataset, results: tuple[Sequence[Result], Sequence[Result]]) -> tuple[list[Result], list[Result]]:
    """Results of both versions without the violated rows that the other has as often, except for those that somebody has accepted."""
    keys = tuple([list(_keys(result)) for result in one] for one in results)
    counts = [Counter(key for found in one for key in found) for one in keys]
    accepted = {pair for version in (now, then) for pair in version.tables["accepted"].select("code", "fingerprint").iter_rows()}
    kept = {key for key in counts[0].keys() | counts[1].keys() if counts[0][key] != counts[1][key]}
    kept |= {key for key in counts[0].keys() & counts[1].keys() if accepted and _among(accepted, now.name, key, counts[0][key])}
    one, other = ([_only(*pair, kept) for pair in zip(*side, strict=True)] for side in zip(results, keys, strict=True))
    return one, other


def _keys(result: Result) -> Iterator[_Key]:
    if result.violations is not None:
        rows = result.violations.select(pl.selectors.by_name(_NAMING, require_all=False))
        yield from ((result.rule.code, key_of(row)) for row in rows.iter_rows(named=True))


def _among(accepted: set[_Key], dataset: str, key: _Key, times: int) -> bool:
    """Whether a finding with this key is accepted."""
    code, about = key
    return any((code, fingerprint(dataset, code, numbered(about, twin))) in accepted for twin in range(1, times + 1))


def _only(result: Result, keys: Iterable[_Key], kept: set[_Key]) -> Result:
    if result.violations is None:
        return result
    return replace(result, violations=result.violations.filter(pl.Series([key in kept for key in keys], dtype=pl.Boolean)))
