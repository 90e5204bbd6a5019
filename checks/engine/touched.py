"""What a change touches: the keys within which findings may differ, and the part of a dataset that is needed to judge them.

A rule's findings are local to its key. A claim is touched when its row, a citation or a relation of it, its document or its event was
changed, or when a claim was that it is related to. Every group of claims that shares a key with a touched one is kept whole, and
beside it the claims that are related to it. What is kept beyond that is the same before and after: it cannot tell the two apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from checks.dataset import typed
from checks.engine.changed import changed
from checks.engine.links import JOINING, KEYS, Links, ids, lines_with, with_ids
from checks.lazy import pl
from checks.load import LINE

if TYPE_CHECKING:
    from polars import DataFrame, Series

    from checks.dataset import Dataset
    from checks.rule import Rule

_EVERYTHING = ("entities", "sources")
_OF_FILES: Final = {"documents", "texts", "originals"}
"""What rules read that are about documents whatever their claims."""
_OF_READERS: Final = {"extracted", "evidence"}
_OF_WORDS: Final = {"texts", "anchors", "readings", "offered"}


@dataclass(frozen=True)
class Touched:
    """Ids, from both versions, of the claims, documents and events that a change touches, and what links the ids of both.

    `beside`: those of the claims whose document, event, citations or relations were changed.
    """

    links: Links
    claims: Series
    beside: Series
    documents: Series
    events: Series


def touched(now: Dataset, then: Dataset) -> Touched | None:
    """What differs between two versions of a dataset; None when the difference may reach everything."""
    if now.config != then.config or now.tables.keys() != then.tables.keys() or not _same(now.recounts, then.recounts):
        return None
    lines = changed(now, then)
    if any(len(own) for table in _EVERYTHING for own in lines.get(table, ())):
        return None
    links = Links(now, then, lines)
    texts = [version.texts.select("document_id", "sha256") for version in (now, then)]
    edited = [one.join(other, on=one.columns, how="anti")["document_id"] for one, other in (texts, texts[::-1])]
    documents = links.linked("documents", "derived_from", ids(links.changed("documents")["document_id"], *edited))
    events = links.linked("events", "parent", ids(links.changed("events")["event_id"])) if "events" in now.tables else ids()
    relations = links.changed("relations")
    beside = ids(
        _split(links.changed("citations")["claim_id"]), _split(links.changed("accepted")["claims"]),
        relations["subject_id"], relations["object_id"],
        with_ids(links.claims, "document_id", documents)["claim_id"], with_ids(links.claims, "event_id", events)["claim_id"],
    )  # fmt: skip
    claims = ids(beside, links.changed("claims")["claim_id"])
    return Touched(links, ids(claims, links.related(claims)), beside, documents, events)


def scope(rule: Rule) -> str:
    """Rules of one scope are judged on one part: what all of them need. Empty: on the whole dataset."""
    if rule.by not in KEYS:
        return "" if set(rule.needs) - {"accepted", "clock"} else "ledger"
    if read := _OF_READERS.intersection(rule.needs):
        return " and ".join(sorted(read))
    if rule.by == "document_id":
        return "files" if _OF_FILES.issuperset(rule.needs) else "documents"
    return "tables" if _OF_WORDS.isdisjoint(rule.needs) else "words"


def cut(now: Dataset, then: Dataset, parts: Touched, rules: Sequence[Rule]) -> tuple[Dataset, Dataset]:
    """The parts of both versions that rules of one scope need to judge what was touched."""
    links, name = parts.links, scope(rules[0])
    if not name:
        return now, then
    wanted = {(rule.by, rule.measures, rule.through) for rule in rules} if name not in ("files", "ledger") else ()
    core = ids(*(_group(parts, *key, bearing=not _OF_READERS.isdisjoint(rules[0].needs)) for key in wanted))
    core = ids(core, links.cited_with(core))
    kept = ids(core, links.related(core))
    rows = with_ids(links.claims, "claim_id", kept)
    documents = links.linked("documents", "derived_from", ids(rows["document_id"], parts.documents))
    events = ids(rows["event_id"], parts.events)
    return _part(now, core, kept, documents, events), _part(then, core, kept, documents, events)


def _group(parts: Touched, by: str, measures: tuple[str, ...], through: tuple[str, ...], *, bearing: bool) -> Series:
    """The touched claims of these measures (of any, when none is named), and those that share a key with one that bears on them.

    `bearing`: of the touched ones, too, only those that bear on what is found; it saves reading their documents."""
    links = parts.links
    among = links.claims.filter(pl.col("measure").is_in(measures)) if measures else links.claims
    own, others = parts.claims, _bearing(parts, through)
    touched, claims = (with_ids(among, "claim_id", some)["claim_id"] for some in (others if bearing else own, others))
    while True:
        grown = links.sharing(claims, KEYS[by], among)
        if by in JOINING:
            grown = ids(grown, links.related(grown, JOINING[by]))
        if len(grown) == len(claims) or by not in JOINING:
            return ids(touched, grown)
        claims = grown


def _bearing(parts: Touched, through: tuple[str, ...]) -> Series:
    """The touched claims that may bear on others: not those of which only other columns than these were changed."""
    if not through:
        return parts.claims
    return ids(parts.beside, parts.links.changed("claims", through)["claim_id"])


def _part(dataset: Dataset, core: Series, kept: Series, documents: Series, events: Series) -> Dataset:
    tables = dict(dataset.tables)
    tables["claims"] = with_ids(tables["claims"], "claim_id", kept)
    relations = tables["relations"]
    touching = ids(*(with_ids(relations, end, core)["relation_id"] for end in ("subject_id", "object_id")))
    tables["relations"] = with_ids(relations, "relation_id", touching)
    tables["citations"] = with_ids(tables["citations"], LINE, lines_with(tables["citations"], "claim_id", core))
    tables["documents"] = with_ids(tables["documents"], "document_id", documents)
    if "events" in tables:
        near = with_ids(tables["events"], "event_id", events)
        tables["events"] = with_ids(tables["events"], "event_id", ids(near["parent"], near["event_id"]))
    return replace(dataset, tables=tables, texts=with_ids(dataset.texts, "document_id", documents))


def nothing(dataset: Dataset) -> Dataset:
    """The dataset before there was any of it."""
    empty = {table: typed(table, frame.clear()) for table, frame in dataset.raw.items()}
    return replace(dataset, raw={t: f.clear() for t, f in dataset.raw.items()}, tables=dataset.tables | empty, texts=dataset.texts.clear())


def _same(one: DataFrame | None, other: DataFrame | None) -> bool:
    return one is other or (one is not None and other is not None and one.equals(other))


def _split(column: Series) -> Series:
    return column.cast(pl.String).str.split(";").explode()
