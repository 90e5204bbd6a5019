"""What the schemas of one dataset look things up in: its tables as text, its ids, its vocabularies, its dates."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from checks.edtf import date_bounds
from checks.lazy import pl
from checks.load import LINE
from checks.tables import CATEGORIES, EMPTY_WHEN_MISSING, TABLES, Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from polars import DataFrame, Expr, Series

    from checks.dataset import Dataset

TYPED = "typed."
"""Prefix of the typed twin of a decimal or integer column."""
TERM_LIKE = ("unit", "series", "language", "code")
_NUMBERS = ("decimal", "integer")
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_HIDDEN = _CONTROL + r"\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}\x{fffd}\x{e0000}-\x{e007f}"
_HIGH = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
MOJIBAKE = f"Ã[\xa0-\xba\xbc-\xbf]|â€|Â[\xa0-\xbf]|ï»¿|(?:[ØÙÐÑ]{_HIGH}){{2}}"
TEXT_DIRT = f"[{_HIDDEN}]|{MOJIBAKE}"
CELL_DIRT = rf"[{_HIDDEN}\t\n\r\x{{ad}}\x{{a0}}\x{{200c}}\x{{200d}}]|^\s|\s$|{MOJIBAKE}"
DATE_DAMAGE = (
    r"(?i)^(?:\d{1,2}[-/][a-z]{3,9}(?:[-/]\d{2,4})?|[a-z]{3,9}[-/]\d{2,4}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}/\d{1,2}/\d{1,2}"
    r"|\d{5}(?:\.\d+)?|.*[T ]00:00(?::00(?:\.0+)?)?Z?|\d+(?:\.\d+)?e[+-]?\d+|\?+|[-–—]+|-?1|-?9{2,3}"
    r"|n\.?/?a\.?|nan|nil|null|none|unk[a-z]*|tbd|#[a-z0-9/]+[!?]?)$"
)


def clean(values: Series) -> Series:
    """Values that are not dirty."""
    return values.filter(~values.str.contains(CELL_DIRT)) if len(values) else values


class Context:
    """One dataset, as the schemas see it. `whole`: what its rows are looked up in, when they are only a part of it."""

    def __init__(self, dataset: Dataset, whole: Dataset | None = None) -> None:
        self.dataset = dataset
        self.whole = whole or dataset
        self.config = dataset.config
        self.frames = {table: self._frame(table) for table in dataset.raw if table in TABLES}
        self._distinct: dict[tuple[str, str], Series] = {}
        self._lost: dict[str, Series] = {}

    def _frame(self, table: str) -> DataFrame:
        """All columns of the table as text, missing ones empty, with the typed twins of numbers."""
        raw, typed = self.dataset.raw[table], self.dataset.tables[table]
        texts = [
            pl.col(name).cast(pl.String) if name in raw.columns else pl.lit(None, dtype=pl.String).alias(name) for name in TABLES[table]
        ]
        numbers = [typed[name].alias(TYPED + name) for name, column in TABLES[table].items() if column.kind in _NUMBERS]
        return raw.select(*texts, pl.col(LINE)).with_columns(numbers)

    def all_rows(self, table: str, *names: str) -> DataFrame:
        """These columns of all rows of a table, as text."""
        raw = self.whole.raw[table]
        known = [pl.col(name).cast(pl.String) if name in raw.columns else pl.lit(None, dtype=pl.String).alias(name) for name in names]
        return raw.select(LINE, *known).drop(LINE)

    def has(self, table: str, name: str) -> bool:
        """Whether the table's file has the column."""
        return name in self.dataset.raw[table].columns

    def columns(self, *kinds: str) -> list[tuple[str, str, Column]]:
        """Columns of these kinds that the files have; all kinds when none is given."""
        return [
            (table, name, column)
            for table in self.frames
            for name, column in TABLES[table].items()
            if (not kinds or column.kind in kinds) and self.has(table, name)
        ]

    def distinct(self, table: str, name: str) -> Series:
        """Distinct values of a column, without nulls."""
        if (table, name) not in self._distinct:
            self._distinct[table, name] = self.frames[table].select(pl.col(name).drop_nulls().unique())[name]
        return self._distinct[table, name]

    @cached_property
    def dirty(self) -> Series:
        """Distinct dirty values of all columns of which there are few kinds: to look once is quicker than column by column."""
        kinds = {column.kind for table in TABLES.values() for column in table.values()} - {"text", "id"}
        terms = [*self.columns(*sorted(kinds)), *(found for found in self.columns("text") if found[1] in TERM_LIKE)]
        values = [self.distinct(table, name).alias("dirty") for table, name, _ in terms]
        every = pl.concat([pl.Series("dirty", [], dtype=pl.String), *values])
        return every.filter(every.str.contains(CELL_DIRT)).unique()

    def among(self, table: str, name: str, bad: Series) -> Series:
        """The bad values that a column has and that are not dirty."""
        return self.wrong(table, name, lambda value: ~value.is_in(bad.implode())) if len(bad) else bad

    def wrong(self, table: str, name: str, test: Callable[[Expr], Expr]) -> Series:
        """Distinct values that fail a test and are not dirty: each fact is guarded once."""
        failing = self.distinct(table, name).to_frame().filter(~test(pl.col(name)))[name]
        return clean(failing)

    def lost(self, table: str) -> Series:
        """Distinct values of all references to a table that are no id of it: joining a million is quicker than looking them up."""
        if table not in self._lost:
            values = [self.distinct(own, name).alias("lost") for own, name, facts in self.columns("ref", "refs") if facts.of == table]
            ids = self.ids(table)
            assert ids is not None
            self._lost[table] = pl.concat(values).to_frame().join(ids.to_frame("lost"), on="lost", how="anti")["lost"].unique()
        return self._lost[table]

    def ids(self, table: str) -> Series | None:
        """Ids of a table; None when the dataset has no such table and its absence means nothing."""
        key = next(iter(TABLES[table]))
        if table in self.frames:
            return self.all_rows(table, key)[key].drop_nulls()
        return pl.Series(key, [], dtype=pl.String) if table in EMPTY_WHEN_MISSING else None

    @cached_property
    def dates(self) -> DataFrame:
        """Bounds of every distinct date of the dataset: `value`, `valid`, `earliest`, `latest`."""
        values = [self.distinct(table, name).alias("value") for table, name, _ in self.columns("date")]
        every = pl.concat([pl.Series("value", [], dtype=pl.String), *values]).unique().to_frame()
        return date_bounds(every.lazy(), "value").select("value", "valid", "earliest", "latest").collect()

    @cached_property
    def bad_dates(self) -> tuple[Series, Series]:
        """Values that are no EDTF date: those that a spreadsheet or a placeholder made, and the others."""
        invalid = self.dates.filter(~pl.col("valid").fill_null(False))["value"]
        damaged = invalid.str.contains(DATE_DAMAGE)
        return invalid.filter(damaged), invalid.filter(~damaged)

    @cached_property
    def turned_dates(self) -> Series:
        """Values that end before they begin."""
        return self.dates.filter(pl.col("earliest") > pl.col("latest"))["value"]

    @cached_property
    def measures(self) -> DataFrame:
        """The measure table of the package and the dataset."""
        return self.config.measure_table()

    def measures_where(self, condition: Expr) -> list[str]:
        """Names of the measures that meet a condition."""
        return self.measures.filter(condition.fill_null(False))["measure"].to_list()

    @cached_property
    def categorical(self) -> list[str]:
        """Names of the measures that have a category."""
        return self.measures_where(pl.col("kind") == "category")

    def terms(self, column: Column) -> list[str] | None:
        """The vocabulary of a column; None when anything goes or its row decides."""
        if column.kind == "boolean":
            return ["true", "false"]
        return None if column.of == "category" else self.config.vocabulary(column.of)

    @cached_property
    def own_categories(self) -> list[str]:
        """Categories that dataset.toml declares."""
        declared = self.config.vocabularies.get("category", [])
        return [*declared, *(term for terms in self.config.exclusive.values() for term in terms)]

    @cached_property
    def all_categories(self) -> list[str]:
        """The categories of all measures, and the dataset's own."""
        return [*(term for terms in CATEGORIES.values() for term in terms), *self.own_categories]

    def categories(self, measure: str) -> tuple[list[str], bool]:
        """The terms that a measure's category can be, and whether it can be an entity."""
        if measure in CATEGORIES:
            return [*CATEGORIES[measure], *self.own_categories], False
        known = self.own_categories if measure in self.categorical else self.all_categories
        return known, True
