"""The rows whose cells a change may have made right or wrong, for the schemas."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from checks.engine.links import ids, lines_with, with_ids
from checks.lazy import pl
from checks.load import LINE
from checks.tables import TABLES

if TYPE_CHECKING:
    from polars import Series

    from checks.dataset import Dataset
    from checks.engine.links import Links

_Wanted = dict[str, list[tuple[str, "Series"]]]
"""By table columns, and the values in them that rows are looked at for."""


def row_cut(now: Dataset, then: Dataset, links: Links) -> tuple[Dataset, Dataset]:
    """The rows of both versions that schemas need to look at; all of them, when a header tells more than rows do.

    These are the rows that were changed, those of the same key, those that refer to them or that they refer to, and the claims of the
    same quote. What a cell is looked up in is not cut: give it to the schemas beside the rows.
    """
    if not _alike(now, then):
        return now, then
    wanted = _wanted(links, [table for table in now.raw if table in TABLES])
    one, other = (_part(version, wanted, links, side) for side, version in enumerate((now, then)))
    return one, other


def _alike(now: Dataset, then: Dataset) -> bool:
    """Whether the tables have the same obligatory columns, and the columns of both the same type."""
    if now.raw.keys() != then.raw.keys():
        return False
    for table in now.raw.keys() & TABLES.keys():
        one, other = now.raw[table].schema, then.raw[table].schema
        required = {name for name, column in TABLES[table].items() if column.required}
        if required & (one.keys() ^ other.keys()) or any(one[name] != other[name] for name in one.keys() & other.keys() - {LINE}):
            return False
    return True


def _wanted(links: Links, tables: list[str]) -> _Wanted:
    keys = {table: next(iter(TABLES[table])) for table in tables}
    changed = {table: links.changed(table) for table in tables}
    named = {table: ids(changed[table][key]) for table, key in keys.items()}
    wanted: _Wanted = defaultdict(list, {table: [(key, named[table])] for table, key in keys.items()})
    wanted["claims"].append(("quote", ids(changed["claims"]["quote"])))
    for table in tables:
        for name, column in TABLES[table].items():
            of = "entities" if (table, name) == ("claims", "category") else column.of if column.kind in ("ref", "refs") else ""
            if of in keys:
                wanted[table].append((name, named[of]))
                wanted[of].append((keys[of], ids(changed[table][name].str.split(";").explode())))
    return wanted


def _part(dataset: Dataset, wanted: _Wanted, links: Links, side: int) -> Dataset:
    raw, tables = dict(dataset.raw), dict(dataset.tables)
    for table, values in wanted.items():
        own = [lines_with(tables[table], column, found) for column, found in values if len(found)]
        lines = pl.concat([links.lines[table][side], *own])
        raw[table], tables[table] = (with_ids(frame, LINE, lines) for frame in (raw[table], tables[table]))
    return replace(dataset, raw=raw, tables=tables)
