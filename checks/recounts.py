"""Recounts: rows of a table of the dataset that a claim is said to count, chosen by a filter of dataset.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checks.config import FILE
from checks.edtf import date_bounds
from checks.errors import InputError
from checks.lazy import pl
from checks.load import LINE, find, read_table
from checks.sqlfilter import row_filter

if TYPE_CHECKING:
    from polars import DataFrame, Expr

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_SHAPE = ("recount", "table_name", "cell", "row_first", "row_last", "amount", "table_first", "table_last", "placed", "dated")


def schema() -> pl.Schema:
    """Columns of the frame of recounts: `recount`, `table_name`, `cell` (String: the place as it stands, in lower case), `row_first`,
    `row_last` (Date: when it was), `amount` (Float64: how many), `table_first`, `table_last` (Date: what the table covers), `placed`,
    `dated` (Boolean: whether it says where and when)."""
    kinds: dict[str, Any] = dict.fromkeys(_SHAPE, pl.Date) | dict.fromkeys(_SHAPE[:3], pl.String)
    return pl.Schema(kinds | {"amount": pl.Float64, "placed": pl.Boolean, "dated": pl.Boolean})


def read_recounts(
    folder: Path, recounts: Mapping[str, Mapping[str, str]], tables: Mapping[str, DataFrame]
) -> tuple[DataFrame, dict[str, str]]:
    """The rows of every recount, those of one place and date added up, and why others could not be read (by name).

    A table that is none of the data model is a file of that name in the folder, all cells as text. Raises InputError for a filter that
    is no condition on one row, and for cells that are no date or number.
    """
    found, missing = [pl.DataFrame(schema=schema())], {}
    for name, facts in sorted(recounts.items()):
        frame = tables.get(facts["table"])
        if frame is None and (frame := _own(folder, name, facts["table"])) is None:
            missing[name] = f"recount {name} needs the table {facts['table']}, which the dataset does not have"
            continue
        try:
            found.append(_rows(name, facts, frame).select(_SHAPE).cast(schema()))
        except ValueError as error:
            raise InputError(folder / FILE, f"[recounts.{name}] {error}", "mend it there, or in the table") from None
    return pl.concat(found), missing


def _own(folder: Path, name: str, table: str) -> DataFrame | None:
    if not _NAME.fullmatch(table):
        raise InputError(folder / FILE, f"[recounts.{name}] table {table!r} is no name of a table", "give a file name without its ending")
    path = find(folder, table)
    if path is not None and not path.resolve().is_relative_to(folder.resolve()):
        raise InputError(path, "is a link that leaves the dataset", "put a copy of the table in its place")
    return None if path is None else read_table(path)


def _rows(name: str, facts: Mapping[str, str], frame: DataFrame) -> DataFrame:
    columns = [column for column in frame.columns if column != LINE]
    for key in ("sum", "count", "date", "place"):
        if key in facts and facts[key] not in columns:
            raise ValueError(f"{key} names {facts[key]!r}, which is no column of {facts['table']}; its columns are {', '.join(columns)}")
    dated = _dated(frame, facts.get("date"))
    chosen = dated.filter(_condition(facts["where"], dated, columns)) if facts.get("where") else dated
    if "count" in facts:
        chosen = chosen.drop_nulls(facts["count"]).unique(facts["count"], keep="first", maintain_order=True)
    cell = pl.col(facts["place"]).cast(pl.String).str.strip_chars().str.to_lowercase() if "place" in facts else pl.lit(None, pl.String)
    where = {"cell": cell, "row_first": pl.col("_first"), "row_last": pl.col("_last")}
    amounts = chosen.select(**where, amount=_amount(chosen, facts["sum"]) if "sum" in facts else pl.lit(1.0))
    cover = {"table_first": dated["_first"].min(), "table_last": dated["_last"].max()}
    known = {"recount": name, "table_name": facts["table"], "placed": "place" in facts, "dated": "date" in facts, **cover}
    added = amounts.group_by(*where, maintain_order=True).agg(pl.col("amount").sum())
    nothing = pl.DataFrame({column: [None] for column in where} | {"amount": [0.0]}, schema=added.schema)  # a recount of nothing is 0
    return pl.concat([added, nothing]).with_columns(pl.lit(value).alias(column) for column, value in known.items())


def _dated(frame: DataFrame, column: str | None) -> DataFrame:
    """The rows with the bounds of their date; a row without one may be of any day."""
    if column is None:
        return frame.with_columns(pl.lit(None, pl.Date).alias("_first"), pl.lit(None, pl.Date).alias("_last"))
    text = frame.select(_text=pl.col(column).cast(pl.String)).lazy()
    bounds = date_bounds(text, "_text").select("_text", "valid", _first="earliest", _last="latest")
    joined = frame.hstack(text.join(bounds, on="_text", how="left", maintain_order="left").collect())
    _refuse(joined, column, ~pl.col("valid"), "date (EDTF)")
    return joined.drop("valid", "_text")


def _amount(frame: DataFrame, column: str) -> Expr:
    number = pl.col(column).cast(pl.Float64, strict=False)
    _refuse(frame, column, number.is_null() & pl.col(column).is_not_null(), "number")
    return number.fill_null(0.0)


def _refuse(frame: DataFrame, column: str, wrong: Expr, kind: str) -> None:
    for value, line in frame.filter(wrong).select(pl.col(column).cast(pl.String), LINE).head(1).iter_rows():
        raise ValueError(f"column {column} of line {line} holds {value[:40]!r}, which is no {kind}")


def _condition(where: str, frame: DataFrame, columns: list[str]) -> Expr:
    """The filter, tried on the rows."""
    try:
        condition = row_filter(where, columns)
        frame.filter(condition)
    except ValueError as error:
        raise ValueError(f"where {error}") from None
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        first = str(error).splitlines()[0][:120]
        raise ValueError(f"where does not fit the cells ({first}); cells of CSV are text: write TRY_CAST(column AS INT)") from None
    return condition
