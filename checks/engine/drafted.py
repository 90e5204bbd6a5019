"""Bare documents as a dataset in memory: every figure and date a draft claim, so that the checks have something to compare."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checks.capture import Captured, capture
from checks.config import Config
from checks.dataset import TEXTS, Dataset, typed
from checks.engine.certain import confidence
from checks.engine.grouped import Toll, events
from checks.errors import InputError
from checks.extract.about import about
from checks.extract.ages import ages
from checks.extract.backward import backward
from checks.extract.cells import Names
from checks.extract.draft import Draft, draft
from checks.extract.mentions import mentions
from checks.extract.rows import read
from checks.lazy import pl
from checks.load import LINE
from checks.schemas.catalogue import SCHEMAS
from checks.tables import TABLES

if TYPE_CHECKING:
    from polars import DataFrame

    from checks.extract.rows import Extraction

NAME = "documents"
"""What the findings of bare documents give as their dataset."""

_REVERSED = ("SCH008", "SCH015")
"""A range or a span of time that ends before it starts is read as it is printed: it is the words that are wrong."""

_IGNORED = [
    *(schema.code for schema in SCHEMAS if schema.code not in _REVERSED), "ANC", "CIT011", "CIT014", "COV001", "COV006", "EXP"
]  # fmt: skip
"""What holds rows against the words, or counts drafts: here the rows are read from the words, and end with the run."""

_HEADLINE = re.compile(r"\s*[^\n]{1,200}(?<![.!?:;,])(?=\r?\n[ \t]*\r?\n\s*\S)")

_LEAST = 0.5
"""Confidence below which a figure is left out: it counts pages or notes, or is no figure at all."""

_RELATED = 0.7
"""Likewise for what relates two figures: a doubtful guess at what belongs together makes a contradiction of two sound figures."""


def drafted(paths: Sequence[Path], published: date | None = None) -> Dataset:
    """One dataset of all documents; it has no files, so what it finds is told at the words alone. `published`: of those that do not say.

    A document that cannot be read is named among its `unread`. Raises InputError when it is the only one.
    """
    rows: dict[str, list[dict[str, str]]] = {name: [] for name in TABLES}
    texts: list[tuple[str, ...]] = []
    tolls: list[Toll] = []
    names = Names()
    unread: dict[str, str] = {}
    for path, captured in _captured(paths, unread):
        text = captured.text
        name = names.document(path)
        facts = about(text)
        day = captured.published or facts.published or published
        found = read(name, text, day)
        drafts = draft(name, found)
        headline = _headline(text)
        figures = zip(drafts.claims[: len(found.rows)], found.rows, strict=True)  # behind them stand the claims of words
        drafts.relations += ages(name, found, drafts.claims)
        drafts.claims += backward(name, found, drafts.claims)
        heads = {row["claim_id"] for row, at in figures if at.end <= headline}
        tolls += _tolls(found, drafts, heads)
        drafts = _trusted(drafts, heads)
        digest = hashlib.sha256(text.encode()).hexdigest()
        dated = {"date_published": day.isoformat() if day else ""}
        rows["documents"].append({"document_id": name, "path": str(path), "title": facts.title or path.name, "sha256": digest, **dated})
        for table in ("claims", "citations", "relations"):
            rows[table] += getattr(drafts, table)
        known = {row["source_id"] for row in rows["sources"]}
        rows["sources"] += [row for row in drafts.sources if row["source_id"] not in known]
        texts.append((name, text, digest, digest))
    rows["events"] = events(tolls)
    _retold(tolls, rows)
    raw = {name: _frame(name, rows[name]) for name in TABLES}
    tables = {name: typed(name, frame) for name, frame in raw.items()}
    frame = pl.DataFrame(texts, schema=dict.fromkeys(TEXTS, pl.String), orient="row")
    return Dataset(NAME, Path(), Config(ignore=_IGNORED), raw, tables, frame, bare=True, unread=unread)


def _captured(paths: Sequence[Path], unread: dict[str, str]) -> Iterator[tuple[Path, Captured]]:
    """Each document with its text; of several, those that cannot be read are added to `unread`."""
    for path in paths:
        try:
            yield path, capture(path)
        except InputError as error:
            if len(paths) == 1:
                raise
            unread[path.as_posix()] = error.reason


def _headline(text: str) -> int:
    """Where the headline ends: it says again what the text says, and cites nothing."""
    match = _HEADLINE.match(text)
    return match.end() if match else 0


def _tolls(found: Extraction, drafts: Draft, heads: Collection[str]) -> list[Toll]:
    """The tolls of a document, those of the headline too: they are compared with the text."""
    told = ((drafts.claims[mention.at], mention) for mention in mentions(found))
    return [Toll(claim, mention, claim["claim_id"] in heads) for claim, mention in told if confidence(claim) >= _LEAST]


def _retold(tolls: Sequence[Toll], rows: dict[str, list[dict[str, str]]]) -> None:
    """Tolls of headlines that the text tells of, too, with the speaker and the citations that it has there."""
    for claim in (toll.claim for toll in tolls if toll.head and toll.claim.get("event_id")):
        place = (claim["document_id"], claim["event_id"])
        body = [one for one in rows["claims"] if (one["document_id"], one.get("event_id")) == place]
        if not body:
            continue
        for row in rows["citations"]:
            row["claim_id"] += f";{claim['claim_id']}" * (body[0]["claim_id"] in row["claim_id"].split(";"))
        rows["claims"].append(claim | {"asserted_by": body[0]["asserted_by"]})


def _trusted(drafts: Draft, out: Collection[str]) -> Draft:
    """The drafts that are more likely than not, and what is said of them; but for those that are out."""
    claims = [row for row in drafts.claims if confidence(row) >= _LEAST and row["claim_id"] not in out]
    kept = {row["claim_id"] for row in claims}
    citations = [
        row | {"claim_id": ";".join(ids)} for row in drafts.citations if (ids := [i for i in row["claim_id"].split(";") if i in kept])
    ]
    ends = ("subject_id", "object_id")
    relations = [row for row in drafts.relations if confidence(row) >= _RELATED and all(row[end] in kept for end in ends)]
    return Draft(claims, citations, relations, drafts.sources)


def _frame(table: str, rows: list[dict[str, str]]) -> DataFrame:
    columns = {name: pl.Series([row.get(name) or None for row in rows], dtype=pl.String) for name in TABLES[table]}
    return pl.DataFrame(columns).with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).alias(LINE))
