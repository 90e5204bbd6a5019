"""What is new: looking at what a change touches gives the same answer as looking at everything."""

from __future__ import annotations

import os
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.dataset import Dataset, read_dataset, typed
from checks.engine.discover import rules
from checks.engine.ledger import is_later
from checks.engine.news import News, news
from checks.engine.since import is_since
from checks.engine.touched import touched
from checks.example import Row
from checks.load import LINE
from checks.paged import Paged
from checks.rule import Rule
from checks.run import Checked
from checks.schemas.catalogue import SCHEMAS
from checks.tables import TABLES
from checks.testing import complete

SYRIA = Path(__file__).resolve().parents[1] / "datasets" / "syria"
Tables = dict[str, list[Row]]
SEEDS = int(os.environ.get("SEEDS", "2"))
"""Edits a check; many were tried when the keys were chosen."""
OWN = ("claims", "documents", "events", "citations", "relations")
SHARED = ("entities", "sources")


def told(found: News) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    return sorted((f.code, f.fingerprint) for f in found.new), sorted((f.code, f.fingerprint) for f in found.resolved)


def apart(number: int, tables: Mapping[str, Sequence[Row]]) -> Tables:
    """The tables of an example with ids of its own; places, actors, sources and series are shared with the others."""
    made: Tables = {}
    for name, rows in tables.items():
        made[name] = []
        for row in rows:
            cells = dict(row)
            for column, cell in row.items():
                facts = TABLES.get(name, {}).get(column)
                own = facts and ((facts.kind in ("id", "key") and name in OWN) or (facts.kind in ("ref", "refs") and facts.of in OWN))
                if own or (name == "texts" and column == "document_id"):
                    cells[column] = ";".join(f"x{number}-{part}" for part in cell.split(";"))
            made[name].append(cells)
    return made


@cache
def pool() -> dict[tuple[str, str], list[str]]:
    """Every cell that examples have in a column."""
    found: dict[tuple[str, str], set[str]] = {}
    for check in (*rules(), *SCHEMAS):
        for number, example in enumerate(check.examples):
            for table, rows in apart(number, example.tables).items():
                for row in rows:
                    for column, cell in row.items():
                        found.setdefault((table, column), set()).add(cell)
    return {key: sorted(cells) for key, cells in found.items()}


def merged(check: Checked) -> Tables:
    every: Tables = {}
    for number, example in enumerate(check.examples):
        for table, rows in apart(number, example.tables).items():
            every.setdefault(table, []).extend(rows)
    return every


def edited(tables: Tables, chance: random.Random, through: Sequence[str] = ()) -> Tables:
    """Tables with a cell changed (half the time one of the columns of claims that a rule names), a row removed or said again."""
    now = {name: [dict(row) for row in rows] for name, rows in tables.items()}
    if through and chance.random() < 0.5:
        column, row = chance.choice(through), chance.choice(now["claims"])
        row[column] = chance.choice(["", *pool().get(("claims", column), []), *(row[column] for row in now["claims"] if column in row)])
        return now
    table = chance.choice([name for name, rows in now.items() if rows and name in (*OWN, "texts")])
    rows = now[table]
    at = chance.randrange(len(rows))
    kind = chance.choice(["cell", "cell", "cell", "other", "remove", "again"])
    if kind == "remove" and table != "texts":
        del rows[at]
    elif kind == "again" and table != "texts":
        rows.append(rows[at] | {next(iter(TABLES[table])): f"more-{chance.randrange(3)}"})
    elif kind == "other":
        column = chance.choice([name for own, name in pool() if own == table])
        rows[at][column] = chance.choice(pool()[table, column])
    else:
        column = chance.choice(list(rows[at]))
        there = [row[column] for row in rows if column in row]
        rows[at][column] = chance.choice(there if chance.random() < 0.5 else pool()[table, column])
    return now


def with_rows(dataset: Dataset, rows: Mapping[str, pl.DataFrame]) -> Dataset:
    """A dataset with other rows in some of its tables, as text."""
    return replace(dataset, raw=dataset.raw | rows, tables=dataset.tables | {name: typed(name, frame) for name, frame in rows.items()})


def alike(one: Dataset, other: Dataset) -> tuple[Dataset, Dataset]:
    """Both with the entities and sources of both: a change of those is a look at everything."""
    made = []
    for version in (one, other):
        shared = {}
        for name in SHARED:
            rows = pl.concat([one.tables[name].drop(LINE), other.tables[name].drop(LINE)]).unique(maintain_order=True)
            shared[name] = rows.with_row_index(LINE, 2).select(one.tables[name].columns)
        made.append(with_rows(version, shared))
    return made[0], made[1]


LOCAL = [rule for rule in rules() if not is_later(rule) and {*OWN, "texts"} & {*merged(rule)}]
"""All but those that read the ledger alone, none of whose rows is edited here."""

OF_ROWS = [schema for schema in SCHEMAS if {*OWN} & {*merged(schema)} and schema.code not in ("SCH001", "SCH002")]
"""All but those of headers, which no edit of a row can reach."""


def agree(check: Checked, schemas: Sequence[Paged], mine: Sequence[Rule]) -> None:
    """Edits of a check's own examples: what is new by what the change touches is what is new by a look at everything."""
    before = merged(check)
    for seed in range(SEEDS):
        chance = random.Random(f"{check.code} {seed}")
        after = before
        for _ in range(chance.choice([1, 1, 2])):
            after = edited(after, chance, check.through if isinstance(check, Rule) else ())
        now, then = alike(complete(after), complete(before))
        parts = touched(now, then)
        assert parts is not None
        assert told(news(now, then, schemas, mine, parts)) == told(news(now, then, schemas, mine)), (seed, after)


@pytest.mark.parametrize("rule", LOCAL, ids=lambda rule: rule.code)
def test_a_rule_is_local_to_its_key(rule: Rule) -> None:
    agree(rule, [], [rule])


@pytest.mark.parametrize("schema", OF_ROWS, ids=lambda schema: schema.code)
def test_a_schema_looks_at_every_row_that_a_change_bears_on(schema: Paged) -> None:
    agree(schema, [schema], [])


@cache
def syria() -> Dataset:
    return read_dataset(SYRIA)


def altered(dataset: Dataset, chance: random.Random) -> Dataset:
    """A dataset with some cells exchanged for others of their column, some rows left out, and a text shortened."""
    tables, texts = dict(dataset.raw), dataset.texts
    for _ in range(chance.choice([1, 2, 5])):
        table = chance.choice(["claims", "claims", "claims", "citations", "relations", "events", "documents"])
        frame, at = tables[table], chance.randrange(tables[table].height)
        if chance.random() < 0.3:
            tables[table] = frame.filter(pl.int_range(pl.len()) != at)
            continue
        column = chance.choice([name for name in frame.columns if name != LINE])
        other = frame[column][chance.randrange(frame.height)]
        changed = pl.when(pl.int_range(pl.len()) == at).then(pl.lit(other, frame.schema[column])).otherwise(pl.col(column))
        tables[table] = frame.with_columns(changed.alias(column))
    if chance.random() < 0.3:
        shorter = pl.when(pl.int_range(pl.len()) == chance.randrange(texts.height)).then(pl.col("text").str.head(4000)).otherwise("text")
        texts = texts.with_columns(text=shorter).with_columns(sha256=pl.col("text").hash().cast(pl.String))
    return replace(with_rows(dataset, tables), texts=texts)


@settings(max_examples=int(os.environ.get("SEEDS", "2")), suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(seed=st.integers(0, 2**32))
def test_edits_of_the_bundled_dataset_give_one_answer_both_ways(seed: int) -> None:
    chosen = [rule for rule in rules() if not is_since(rule) and not {"extracted", "looked_at"} & set(rule.needs)]
    then = replace(syria(), texts=syria().texts.with_columns(sha256=pl.col("text").hash().cast(pl.String)))
    now = altered(then, random.Random(seed))
    parts = touched(now, then)
    assert parts is not None
    part, whole = (news(now, then, SCHEMAS, chosen, looked_at) for looked_at in (parts, None))
    assert told(part) == told(whole)
    assert not [outcome for outcome in whole.outcomes if outcome.status == "crashed"]
