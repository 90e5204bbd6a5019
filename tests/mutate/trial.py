"""Trying faults on a dataset in memory: what is found that was not found before."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

import polars as pl

from checks.dataset import Dataset, typed
from checks.engine.check import Options, examine
from checks.engine.locate import Locator
from checks.finding import Finding
from checks.load import LINE
from checks.tables import TABLES
from tests.mutate.faults import FAULTS, Fault, Row

BATCH, EDITS = 40, 50


@dataclass(frozen=True)
class Trial:
    """One fault in one row: what was changed, and which checks found something new there."""

    fault: str
    row: str
    change: str
    found: tuple[str, ...]
    families: frozenset[str]

    @property
    def caught(self) -> bool:
        return any(code[:3] in self.families for code in self.found)


def rows_of(dataset: Dataset) -> dict[str, list[Row]]:
    """Tables as rows of text."""
    return {name: frame.select(pl.all().exclude(LINE)).to_dicts() for name, frame in dataset.raw.items()}


def with_rows(dataset: Dataset, table: str, rows: Sequence[Row], lines: Sequence[int] | None = None) -> Dataset:
    """The dataset with a table of other rows."""
    columns = [name for name in dataset.raw[table].columns if name != LINE]
    frame = pl.DataFrame({name: pl.Series([row[name] for row in rows], dtype=pl.String) for name in columns})
    frame = frame.with_columns(pl.Series(LINE, lines or range(2, len(rows) + 2), dtype=pl.UInt32))
    return replace(dataset, raw=dataset.raw | {table: frame}, tables=dataset.tables | {table: typed(table, frame)})


def found_in(dataset: Dataset, families: Iterable[str]) -> list[Finding]:
    """All findings of some families of checks, accepted or not."""
    return list(examine(dataset, Locator(dataset), Options(select=tuple(families))).new)


def try_faults(dataset: Dataset, seed: int, share: float = 1.0) -> Iterator[Trial]:
    """Every kind of fault in every row that can have it, or in a share of them drawn at random."""
    rng = Random(seed)
    rows = rows_of(dataset)
    for fault in FAULTS:
        changed = [(at, row) for at, row in _changed(rng, fault, rows) if rng.random() < share]
        baseline = {finding.fingerprint for finding in found_in(dataset, sorted(fault.families))}
        for batch in _batches(fault, rows, changed):
            yield from _try(dataset, fault, rows[fault.table], batch, baseline)
    yield from edit_documents(dataset, rng, round(EDITS * share))


def _changed(rng: Random, fault: Fault, rows: Mapping[str, list[Row]]) -> list[tuple[int, Row]]:
    order = list(range(len(rows[fault.table])))
    rng.shuffle(order)  # so that a batch holds claims of many documents and events
    found = ((at, fault.change(rng, rows[fault.table][at], rows)) for at in order)
    return [(at, row) for at, row in found if row is not None]


def _batches(fault: Fault, rows: Mapping[str, list[Row]], changed: Sequence[tuple[int, Row]]) -> list[list[tuple[int, Row]]]:
    """Faults that are tried at once: of no claim two, nor of claims that are related, so that one is neither caught because another was
    made nor hidden by it: a sum whose parts and total all gain a zero is right again."""
    related = _related(rows["relations"])
    batches: list[tuple[list[tuple[int, Row]], set[str]]] = []
    for at, row in changed:
        claims = _claims(fault, rows[fault.table][at], row)
        near = claims.union(*(related.get(claim, ()) for claim in claims))
        open_to_it = (batch for batch in batches if fault.local and len(batch[0]) < BATCH and not batch[1] & near)
        batch, taken = next(open_to_it, ([], set()))
        if not batch:
            batches.append((batch, taken))
        batch.append((at, row))
        taken |= claims
    return [batch for batch, _ in batches]


def _related(relations: Sequence[Row]) -> dict[str, set[str]]:
    """The claims that a relation names beside each of its claims."""
    named: dict[str, set[str]] = defaultdict(set)
    for row in relations:
        named[row["relation_id"] or ""] |= {row["subject_id"] or "", row["object_id"] or ""}
    beside: dict[str, set[str]] = defaultdict(set)
    for claims in named.values():
        for claim in claims:
            beside[claim] |= claims
    return beside


def _claims(fault: Fault, before: Row, after: Row) -> set[str]:
    """The claims that a fault is about."""
    named = after.get("claim_id") or before["claim_id"] if fault.table == "claims" else before.get("claim_id")
    return set((named or "").split(";"))


def _try(dataset: Dataset, fault: Fault, rows: list[Row], changed: Sequence[tuple[int, Row]], baseline: set[str]) -> list[Trial]:
    """Faults in several rows at once; each is caught by a new finding on its own row."""
    faulty = dict(enumerate(rows)) | dict(changed)
    kept = {at: row for at, row in faulty.items() if row}  # a deleted row is an empty one
    mutant = with_rows(dataset, fault.table, list(kept.values()), [at + 2 for at in kept])
    new = [f for f in found_in(mutant, sorted(fault.families)) if f.fingerprint not in baseline]
    return [_trial(dataset, fault, rows[at], row, at + 2, new) for at, row in changed]


def _trial(dataset: Dataset, fault: Fault, before: Row, after: Row, line: int, new: Sequence[Finding]) -> Trial:
    key = next(iter(TABLES[fault.table]))
    place = f"/{dataset.files[fault.table].name}"
    about = _claims(fault, before, after)
    quote = before.get("quote") or ""

    def is_here(finding: Finding) -> bool:
        """Whether a finding is about the row: its claims, its line, or the figure that its quote no longer covers."""
        own = any(at.path.endswith(place) and at.line == line for at in finding.locations)
        bared = finding.code == "COV001" and any(" ".join((at.quote or "-").split()) in quote for at in finding.locations)
        return bool(about & set(finding.claims)) or own or bared

    here = [finding for finding in new if not fault.local or is_here(finding)]
    change = "; ".join(f"{name}: {old!r} to {after[name]!r}" for name, old in before.items() if old != after[name]) if after else "deleted"
    return Trial(fault.name, str(before[key]), change, tuple(sorted({f.code for f in here})), fault.families)


def edit_documents(dataset: Dataset, rng: Random, count: int) -> list[Trial]:
    """A character of a held document changed, one document at a time."""
    trials = []
    texts = dataset.texts.to_dicts()
    for number in range(count):
        edited = [dict(row) for row in texts]
        row = edited[number % len(edited)]
        at = rng.randrange(len(row["text"]))
        char = rng.choice([one for one in "aeiou0123456789" if one != row["text"][at]])
        change = f"character {at}: {row['text'][at]!r} to {char!r}"
        row["text"] = row["text"][:at] + char + row["text"][at + 1 :]
        row["sha256"] = row["sha256_lf"] = hashlib.sha256(row["text"].encode()).hexdigest()
        faulty = replace(dataset, texts=pl.DataFrame(edited, schema=dataset.texts.schema))
        found = {f.code for f in found_in(faulty, ["ANC002"])}
        trials.append(Trial("a document edited", row["document_id"], change, tuple(sorted(found)), frozenset({"ANC"})))
    return trials
