"""Two versions of a dataset as one set of ids and what links them: shared values, relations, citations, descent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from checks.lazy import pl
from checks.load import LINE
from checks.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from polars import DataFrame, Expr, Series

    from checks.dataset import Dataset
    from checks.engine.changed import Lines

Key = tuple[str, ...]
"""Columns of claims that have a value together; one with a question mark may be empty, which is a value then."""

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "claim_id": (), "citation_id": (), "relation_id": (),
    "document_id": (("document_id",),),
    "event_id": (("event_id",),), "component": (("event_id",),), "publisher": (("event_id",),),
    "series": (("series",),), "series-or-event": (("series",), ("event_id",)),
    "place": (("place",),), "actor": (("actor",), ("category",)),
    "event-in-document": (("document_id", "event_id?"),), "series-in-document": (("document_id", "series"),),
}  # fmt: skip
"""By a rule's key the values that claims of one group have in common; a rule with another key looks at the whole dataset."""

JOINING: Final[dict[str, list[str] | None]] = {"event_id": ["same-quantity"], "component": None}
"""By key the predicates that join groups into one (None: all of them)."""

_SEVERAL: Final = {"place", "actor", "series"}
"""Columns with several values in one cell."""


class Links:
    """The claims of two versions, and what links them. `lines`: where they differ, by table."""

    def __init__(self, now: Dataset, then: Dataset, lines: Mapping[str, Lines]) -> None:
        self._versions, self.lines = (now, then), lines
        columns = ["claim_id", "measure", *(name.rstrip("?") for keys in KEYS.values() for key in keys for name in key)]
        self.claims = self.both("claims", list(dict.fromkeys(columns)))
        relations = self.both("relations", ["relation_id", "predicate", "subject_id", "object_id"])
        self._ends = pl.concat([relations.select("relation_id", "predicate", claim_id=end) for end in ("subject_id", "object_id")])
        self._cited = (
            self.both("citations", ["citation_id", "claim_id"]).with_columns(pl.col("claim_id").str.split(";")).explode("claim_id")
        )

    def both(self, table: str, columns: Sequence[str]) -> DataFrame:
        """All rows of now, and those of then that differ."""
        now, then = (version.tables[table] for version in self._versions)
        return pl.concat(
            [now.select(columns), with_ids(then, LINE, self.lines[table][1]).select(columns)]
            if table in self.lines
            else [now.select(columns)]
        )

    def changed(self, table: str, columns: Sequence[str] = ()) -> DataFrame:
        """The rows of either version that differ, in one of these columns if any are named."""
        if table not in self.lines:
            return self._versions[0].tables[table].clear()
        key = next(iter(TABLES[table]))
        pair = [with_ids(version.tables[table], LINE, own) for version, own in zip(self._versions, self.lines[table], strict=True)]
        same = [key, *columns]
        apart = [one.join(other, on=same, how="anti", nulls_equal=True) for one, other in (pair, pair[::-1])] if columns else pair
        return pl.concat(apart)

    def related(self, claims: Series, predicates: list[str] | None = None) -> Series:
        """Claims that share a relation with these."""
        ends = self._ends if predicates is None else self._ends.filter(pl.col("predicate").is_in(predicates))
        return with_ids(ends, "relation_id", with_ids(ends, "claim_id", claims)["relation_id"])["claim_id"]

    def cited_with(self, claims: Series) -> Series:
        """Claims that share a citation with these."""
        return with_ids(self._cited, "citation_id", with_ids(self._cited, "claim_id", claims)["citation_id"])["claim_id"]

    def sharing(self, claims: Series, keys: Iterable[Key], among: DataFrame) -> Series:
        """These claims, and all of those among some that have one of the values of these keys in common with one of them."""
        frames = [_values(among, key) for key in keys]
        shared = ids(*(_values(with_ids(among, "claim_id", claims), key)["value"] for key in keys))
        return ids(claims, *(with_ids(frame, "value", shared)["claim_id"] for frame in frames))

    def linked(self, table: str, column: str, start: Series) -> Series:
        """These rows, and all that a column of the table links to them, to either side and any distance."""
        key = next(iter(TABLES[table]))
        links = self.both(table, [key, column]).drop_nulls()
        while True:
            grown = ids(start, with_ids(links, key, start)[column], with_ids(links, column, start)[key])
            if len(grown) == len(start):
                return grown
            start = grown


def _values(claims: DataFrame, key: Key) -> DataFrame:
    """`claim_id`, `value`: every value of a key, one row each."""
    cells = claims.select("claim_id", *{name.rstrip("?") for name in key})
    for name in _SEVERAL.intersection(key):
        several = pl.col(name).str.contains(";", literal=True)
        single = pl.col(name).str.split(";")
        apart = cells.filter(several).with_columns(single).explode(name).with_columns(pl.col(name).str.strip_chars())
        cells = pl.concat([cells.filter(~several), apart])
    return cells.select("claim_id", value=pl.concat_str(*map(_part, key), separator="\x1f") if len(key) > 1 else key[0]).drop_nulls()


def _part(name: str) -> Expr:
    return pl.col(name.rstrip("?")).fill_null("") if name.endswith("?") else pl.col(name)


def with_ids(frame: DataFrame, column: str, wanted: Series) -> DataFrame:
    """Rows that have one of these ids (or lines)."""
    return frame.filter(pl.col(column).is_in(wanted.implode()).fill_null(False))


def lines_with(frame: DataFrame, column: str, wanted: Series) -> Series:
    """Lines of the rows that have one of these ids, alone in the cell or with others."""
    cells = frame.select(LINE, column)
    several = cells.filter(pl.col(column).str.contains(";", literal=True).fill_null(False))
    apart = several.with_columns(pl.col(column).str.split(";")).explode(column)
    return pl.concat([with_ids(part, column, wanted)[LINE] for part in (cells, apart)])


def ids(*series: Series) -> Series:
    """Distinct ids."""
    every = pl.concat([pl.Series("id", [], dtype=pl.String), *(one.cast(pl.String).rename("id") for one in series)])
    return every.drop_nulls().unique()
