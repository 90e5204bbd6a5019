"""What differs between two versions of a dataset, row by row: a person's diff of claims, and of every other table."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checks.dataset import read_dataset
from checks.engine.revision import revision, tables_at
from checks.errors import UsageError
from checks.lazy import pl
from checks.tables import TABLES

if TYPE_CHECKING:
    from polars import DataFrame


@dataclass(frozen=True)
class Change:
    """One row that differs. `kind`: added, removed or changed; `cells`: by column the old and the new value (None: empty)."""

    table: str
    row: str
    kind: str
    cells: dict[str, tuple[str | None, str | None]]


def differences(old: str, new: str) -> list[Change]:
    """Rows that differ between two versions, each a dataset folder or REV:PATH, by table and id.

    Order of rows and columns, and the format of a table, are no difference. Raises UsageError and InputError for what is no dataset.
    """
    with _tables(old) as before, _tables(new) as after:
        names = [table for table in ("claims", *TABLES) if table in before or table in after]
        found: list[Change] = []
        for table in dict.fromkeys(names):
            found += _changes(table, before.get(table), after.get(table))
        return found


@contextmanager
def _tables(where: str) -> Iterator[dict[str, DataFrame]]:
    """The typed tables of a version."""
    name, colon, path = where.partition(":")
    if os.path.isdir(where) or not colon:
        yield read_dataset(Path(where)).tables
        return
    folder = Path(path or ".").absolute()
    nearest = next(parent for parent in (folder, *folder.parents) if parent.is_dir())
    with revision(nearest, name) as at:
        tables = tables_at(at, folder)
        if tables is None:
            raise UsageError(f"{where}: no such dataset at that revision; give REV:PATH of a folder that held claims and documents")
        yield tables


def _changes(table: str, before: DataFrame | None, after: DataFrame | None) -> Iterator[Change]:
    columns = list(TABLES[table])
    key = columns[0]
    sides = [_rows(frame, columns) for frame in (before, after)]
    pair = sides[0].join(sides[1], on=[key, "_nth"], how="full", coalesce=True, suffix=".new", nulls_equal=True)
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"{name}.new")) for name in (*columns[1:], "_there"))
    for row in pair.filter(~same).sort(key, "_nth", nulls_last=True).iter_rows(named=True):
        was, is_ = row["_there"], row["_there.new"]
        cells = {name: (row[name], row[f"{name}.new"]) for name in columns[1:] if row[name] != row[f"{name}.new"]}
        yield Change(table, row[key] or "", "changed" if was and is_ else "added" if is_ else "removed", cells)


def _rows(frame: DataFrame | None, columns: list[str]) -> DataFrame:
    """The cells as text, and `_nth`, which tells rows of one id apart; a relation's rows also by their operand."""
    if frame is None:
        return pl.DataFrame(schema=dict.fromkeys(columns, pl.String) | {"_nth": pl.UInt32, "_there": pl.Boolean})
    numbers = [name for name in columns if frame.schema[name] == pl.Float64]
    texts = (
        frame.select(pl.col(columns).cast(pl.String)).with_columns(pl.col(numbers).str.strip_suffix(".0")).sort(columns, nulls_last=True)
    )
    return texts.with_columns(_nth=pl.int_range(pl.len(), dtype=pl.UInt32).over(columns[0]), _there=pl.lit(True))
