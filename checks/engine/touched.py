"""What a change touches: the keys within which findings may differ, and the part of a dataset that is needed to judge them.

A rule's findings are local to its key. A claim is touched when its row, a citation or a relation of it, its document or its event was
changed, or when a claim was that it is related to. Every group of claims that shares a key with a touched one is kept whole, and
beside it the claims that are related to it. What is kept beyond that is the same before and after: it cannot tell the two apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from checks.dataset import typed
from checks.lazy import pl
from checks.lineage import ancestors
from checks.load import LINE
from checks.tables import TABLES

if TYPE_CHECKING:
    from polars import DataFrame, Series

    from checks.dataset import Dataset

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "claim_id": (), "citation_id": (), "relation_id": (), "document_id": ("document_id",), "event_id": ("event_id",),
    "series": ("series",), "series-or-event": ("series", "event_id"),
    "place": ("place",), "actor": ("actor", "category"), "component": ("event_id",),
}  # fmt: skip
"""By a rule's key the columns of claims whose values it groups; a rule with another key looks at the whole dataset."""

_EVERYTHING = ("entities", "sources")
_JOINING: Final[dict[str, list[str] | None]] = {"event_id": ["same-quantity"], "component": None}
"""By key the predicates that join groups into one (None: all of them)."""


@dataclass(frozen=True)
class Touched:
    """Ids, from both versions, of the claims, documents and events that a change touches, and what links the ids of both."""

    pair: _Pair
    claims: Series
    documents: Series
    events: Series


def touched(now: Dataset, then: Dataset) -> Touched | None:
    """What differs between two versions of a dataset; None when the difference may reach everything."""
    if now.config != then.config or now.tables.keys() != then.tables.keys() or not _same(now.recounts, then.recounts):
        return None
    changed = {table: changed_rows(frame, then.tables[table]) for table, frame in now.tables.items()}
    if any(len(changed[table]) for table in _EVERYTHING if table in changed):
        return None
    pair = _Pair(now, then)
    texts = changed_rows(now.texts.select("document_id", "sha256"), then.texts.select("document_id", "sha256"))
    documents = pair.linked("documents", "derived_from", _ids(changed["documents"]["document_id"], texts["document_id"]))
    events = pair.linked("events", "parent", _ids(changed["events"]["event_id"])) if "events" in changed else _ids()
    changed_relations = changed["relations"]
    claims = _ids(
        changed["claims"]["claim_id"], _split(changed["citations"]["claim_id"]), _split(changed["accepted"]["claims"]),
        changed_relations["subject_id"], changed_relations["object_id"],
        _of(pair.claims, "document_id", documents)["claim_id"], _of(pair.claims, "event_id", events)["claim_id"],
    )  # fmt: skip
    return Touched(pair, _ids(claims, pair.related(claims)), documents, events)


def cut(now: Dataset, then: Dataset, parts: Touched, by: str) -> tuple[Dataset, Dataset]:
    """The parts of both versions that rules with this key need to judge what was touched."""
    pair, claims = parts.pair, parts.claims
    if pair.mostly(claims, GROUPS[by]):
        return now, then
    while True:
        grown = pair.sharing(claims, GROUPS[by])
        if by in _JOINING:
            grown = _ids(grown, pair.related(grown, _JOINING[by]))
        if len(grown) == len(claims) or by not in _JOINING:
            break
        claims = grown
    core = _ids(grown, pair.cited_with(grown))
    kept = _ids(core, pair.related(core))
    return _part(now, core, kept, parts), _part(then, core, kept, parts)


def changed_rows(one: DataFrame, other: DataFrame) -> DataFrame:
    """Rows of either frame that the other does not have as often, whatever their order and line."""
    if one is other:
        return one.clear()
    names = [name for name in one.columns if name != LINE]
    both = [frame.select(names).with_columns(_hash=frame.select(names).hash_rows()) for frame in (one, other)]
    counts = [frame.group_by("_hash").agg(times=pl.len()) for frame in both]
    same = counts[0].join(counts[1], on=["_hash", "times"], how="semi")
    return pl.concat([frame.join(same, on="_hash", how="anti").drop("_hash") for frame in both], how="vertical_relaxed")


class _Pair:
    """Two versions of a dataset, as one set of ids and links."""

    def __init__(self, now: Dataset, then: Dataset) -> None:
        self.versions = (now, then)
        columns = list(dict.fromkeys(["claim_id", "document_id", "event_id", *(name for names in GROUPS.values() for name in names)]))
        self.claims = self._both("claims", columns)
        relations = self._both("relations", ["relation_id", "predicate", "subject_id", "object_id"])
        self.ends = pl.concat([relations.select("relation_id", "predicate", claim_id=end) for end in ("subject_id", "object_id")])
        self.cited = (
            self._both("citations", ["citation_id", "claim_id"]).with_columns(pl.col("claim_id").str.split(";")).explode("claim_id")
        )

    def _both(self, table: str, columns: list[str]) -> DataFrame:
        frames = [version.tables[table].select(columns) for version in self.versions]
        return frames[0] if self.versions[0].tables[table] is self.versions[1].tables[table] else pl.concat(frames).unique()

    def related(self, claims: Series, predicates: list[str] | None = None) -> Series:
        """Claims that share a relation with these."""
        ends = self.ends if predicates is None else self.ends.filter(pl.col("predicate").is_in(predicates))
        relations = ends.join(claims.to_frame("claim_id"), on="claim_id", how="semi").select("relation_id").unique()
        return ends.join(relations, on="relation_id", how="semi")["claim_id"]

    def cited_with(self, claims: Series) -> Series:
        """Claims that share a citation with these."""
        citations = self.cited.join(claims.to_frame("claim_id"), on="claim_id", how="semi").select("citation_id").unique()
        return self.cited.join(citations, on="citation_id", how="semi")["claim_id"]

    def sharing(self, claims: Series, columns: Iterable[str]) -> Series:
        """These claims, and all that have one of the values of these columns in common with one of them."""
        values = [_exploded(self.claims, name) for name in columns]
        shared = _ids(*(_of(frame, "claim_id", claims)["value"] for frame in values))
        return _ids(claims, *(_of(frame, "value", shared)["claim_id"] for frame in values))

    def mostly(self, claims: Series, columns: Iterable[str]) -> bool:
        """Whether these claims have most values of a column: then most claims share one with them, and to cut would only cost."""
        return any(_of(self.claims, "claim_id", claims)[name].n_unique() > self.claims[name].n_unique() / 2 for name in columns)

    def linked(self, table: str, column: str, ids: Series) -> Series:
        """These rows, and all that a column of the table links to them, to either side and any distance."""
        key = next(iter(TABLES[table]))
        links = self._both(table, [key, column]).drop_nulls()
        while True:
            wanted = ids.implode()
            near = links.filter(pl.col(key).is_in(wanted) | pl.col(column).is_in(wanted))
            grown = _ids(ids, near[key], near[column])
            if len(grown) == len(ids):
                return grown
            ids = grown


def _part(dataset: Dataset, core: Series, kept: Series, parts: Touched) -> Dataset:
    tables = dict(dataset.tables)
    tables["claims"] = _of(tables["claims"], "claim_id", kept)
    relations = tables["relations"]
    touching = pl.concat([_of(relations, end, core) for end in ("subject_id", "object_id")])
    tables["relations"] = _of(relations, "relation_id", _ids(touching["relation_id"]))
    cited = tables["citations"].select(LINE, claim_id=pl.col("claim_id").str.split(";")).explode("claim_id")
    tables["citations"] = tables["citations"].join(_of(cited, "claim_id", core).select(LINE), on=LINE, how="semi")
    documents = _ids(tables["claims"]["document_id"], parts.documents)
    above = ancestors(tables["documents"].lazy(), "document_id", "derived_from").collect(engine="in-memory")
    documents = _ids(documents, _of(above, "document_id", documents)["ancestor"])
    tables["documents"] = _of(tables["documents"], "document_id", documents)
    if "events" in tables:
        near = _of(tables["events"], "event_id", _ids(tables["claims"]["event_id"], parts.events))
        tables["events"] = _of(tables["events"], "event_id", _ids(near["parent"], near["event_id"]))
    return replace(dataset, tables=tables, texts=_of(dataset.texts, "document_id", documents))


def _of(frame: DataFrame, column: str, ids: Series) -> DataFrame:
    """Rows that have one of these ids; for a million of either, joining is quicker than looking up."""
    return frame.join(ids.to_frame("_id"), left_on=column, right_on="_id", how="semi")


def nothing(dataset: Dataset) -> Dataset:
    """The dataset before there was any of it."""
    empty = {table: typed(table, frame.clear()) for table, frame in dataset.raw.items()}
    return replace(dataset, raw={t: f.clear() for t, f in dataset.raw.items()}, tables=dataset.tables | empty, texts=dataset.texts.clear())


def _exploded(claims: DataFrame, name: str) -> DataFrame:
    """`claim_id`, `value`: every value of a column, one row each."""
    cells = claims.select("claim_id", value=name).drop_nulls()
    several = pl.col("value").str.contains(";", literal=True)
    return pl.concat([cells.filter(~several), cells.filter(several).with_columns(pl.col("value").str.split(";")).explode("value")])


def _same(one: DataFrame | None, other: DataFrame | None) -> bool:
    return one is other or (one is not None and other is not None and one.equals(other))


def _split(column: Series) -> Series:
    return column.cast(pl.String).str.split(";").explode()


def _ids(*series: Series) -> Series:
    """Distinct ids."""
    every = pl.concat([pl.Series("id", [], dtype=pl.String), *(one.cast(pl.String).rename("id") for one in series)])
    return every.drop_nulls().unique()
