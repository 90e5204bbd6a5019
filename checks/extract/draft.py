"""Drafts: the rows of a document as rows of the tables claims, citations, relations and sources, for a person to read and mend."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checks.config import packaged
from checks.extract.cells import Cells, decimal, free, slug
from checks.extract.figures import Figured
from checks.extract.linked import linked
from checks.extract.occurrences import occurrences
from checks.extract.words import BODIES, CLASSES, PAPERS
from checks.tables import EXTRACTED

if TYPE_CHECKING:
    from checks.extract.attribution import Attribution
    from checks.extract.dates import Dated
    from checks.extract.rows import Extraction, Row

_POPULATED = frozenset(("killed", "injured", "missing", "displaced", "evacuated", "detained", "people"))
_OF_THEM = re.compile(
    r"\sof (?:them|whom|those|these)(?: were)? (men|women|children|civilians|soldiers|fighters|militants|rebels|combatants)\b"
    r"(?! and (?:men|women|children)\b)"
)
"""What the parts are: `seven of them children`."""
_LONGEST_QUOTE = 1200
_TRUSTED = 0.5


@dataclass
class Draft:
    """Rows of each table; cells that are not named are empty. Ids depend on the words only, so the same text gives the same ids."""

    claims: list[Cells] = field(default_factory=list)
    citations: list[Cells] = field(default_factory=list)
    relations: list[Cells] = field(default_factory=list)
    sources: list[Cells] = field(default_factory=list)


def draft(document_id: str, found: Extraction) -> Draft:
    """The drafts of one document, under the id that it has in the dataset."""
    drafts = Draft()
    taken: set[str] = set()
    ids: list[str] = []
    for (at, row), quoted in zip(enumerate(found.rows), _quotes(found), strict=True):
        claim = _claim(document_id, found, at, row, quoted)
        claim["claim_id"] = free(document_id, claim["value_text"], (claim["quote"], claim["measure"], claim["occurrence"]), taken)
        ids.append(claim["claim_id"])
        drafts.claims.append(claim)
    _cite(document_id, found, ids, drafts, taken)
    drafts.relations, trends = linked(document_id, found, drafts.claims)
    drafts.claims += trends
    return drafts


def _claim(document_id: str, found: Extraction, at: int, row: Row, quoted: tuple[str, str]) -> Cells:
    one, (quote, occurrence) = found.items[at], quoted
    said = found.attributions[found.said[at]] if found.said[at] >= 0 else None
    cells = dict(zip(("low", "best", "high"), map(decimal, (row.low, row.best, row.high)), strict=True))
    if isinstance(one, Figured):
        what = {
            "measure": row.measure,
            "unit": _unit(row.measure, row.unit),
            "per": row.per,
            "population": _population(one, found.page.text),
        }
    else:
        what, cells = _time(one, cells)
    return {
        "document_id": document_id, "quote": quote, "occurrence": occurrence, **what, **cells,
        "value_text": found.page.text[one.start : one.end].replace("\n", " "),
        "comparator": row.comparator if any(cells.values()) or row.comparator == "vague" else "",
        "asserted_by": _source_id(said) if said else "", "modality": said.modality if said else "asserted",
        "status": "draft", "note": f"{EXTRACTED}{row.confidence:g}",
    }  # fmt: skip


def _time(one: Dated, cells: Cells) -> tuple[Cells, Cells]:
    """What a date or a length of time measures: a date that is counted is a length that leads to it."""
    basis = one.resolved_by if one.resolved_by != "unresolved" and one.kind != "duration" else ""
    when = {"date": one.edtf, "date_basis": basis}
    if not one.unit:
        return {"measure": "date", "unit": "", **when}, dict.fromkeys(cells, "")
    known = one.unit in _units("duration")
    return {"measure": "duration" if known else "count", "unit": one.unit, **when}, cells


def _units(measure: str) -> list[str]:
    return next((row["units"].split(";") for row in packaged("measures.csv") if row["measure"] == measure), [])


def _unit(measure: str, unit: str) -> str:
    """The unit as the table of measures wants it, empty for the measure's own."""
    allowed = _units(measure)
    if "*" in allowed:
        return slug(unit)
    if unit in allowed[1:] or measure in ("share", "distance"):
        return unit
    return "vehicle" if measure == "vehicles" else ""


def _population(one: Figured, text: str) -> str:
    if one.measure not in _POPULATED:
        return ""
    if told := _OF_THEM.match(text, one.end):
        return told[1]
    head = one.noun.rpartition(" ")[2].lower() if one.unit not in ("person", "life", "other", "") else "people"
    return slug(head)


def _quotes(found: Extraction) -> list[tuple[str, str]]:
    """For each item its sentence on one line, and which of several it is."""
    text, spans = found.page.text, [_sentence(found, at) for at in range(len(found.items))]
    quotes = [text[start:end] for start, end in spans]
    places = occurrences(text, [(quote, one.start - start) for quote, one, (start, _) in zip(quotes, found.items, spans, strict=True)])
    return [
        (quote.replace("\n", " "), str(bisect_right(places[quote], start - len(quote)) + 1) if len(places[quote]) > 1 else "")
        for quote, (start, _) in zip(quotes, spans, strict=True)
    ]


def _sentence(found: Extraction, at: int) -> tuple[int, int]:
    """The sentence of an item, cut to whole words when it is very long."""
    one, text = found.items[at], found.page.text
    start, end = found.page.sentences[found.sentences[at]]
    start, end = min(start, one.start), max(end, one.end)
    if end - start > _LONGEST_QUOTE:
        left, right = max(start, one.start - _LONGEST_QUOTE // 2), min(end, one.end + _LONGEST_QUOTE // 2)
        start = text.find(" ", left, one.start) + 1 or left if left > start else start
        end = max(text.rfind(" ", one.end, right), one.end) if right < end else end
    return start, end


def _source_id(said: Attribution) -> str:
    if said.kind not in ("named", "unnamed") or said.confidence < _TRUSTED:
        return ""
    return f"src-{slug(said.speaker, 48)}" if slug(said.speaker) else ""


def _source(source_id: str, said: Attribution) -> Cells:
    last = said.speaker.rpartition(" ")[2].lower().strip(".,’'")
    if said.kind == "unnamed":
        kind = "class-of-people" if last.endswith("s") and last in CLASSES else "anonymous"
    else:
        kind = "dataset" if last in PAPERS else "government" if last in BODIES else "named-person"
    return {"source_id": source_id, "name": said.speaker, "type": kind}


def _cite(document_id: str, found: Extraction, ids: list[str], drafts: Draft, taken: set[str]) -> None:
    """Citations of the claims: marks of the raw text, and attributions with their sources."""
    marks: dict[int, list[str]] = {}
    said: dict[int, list[str]] = {}
    for claim, mark, speaker in zip(ids, found.cited, found.said, strict=True):
        if mark >= 0:
            marks.setdefault(mark, []).append(claim)
        if speaker >= 0:
            said.setdefault(speaker, []).append(claim)
    rows: list[Cells] = []
    for at, claims in marks.items():
        one = found.evidence[at]
        quote = " ".join(one.marker.split())
        rows.append({"claim_id": ";".join(claims), "kind": one.kind, "quote": quote, "target": " ".join(one.target.split())})
    sources: dict[str, Cells] = {}
    for at, claims in said.items():
        who = found.attributions[at]
        source = _source_id(who)
        if who.kind == "hedged" or (who.kind != "first-party" and not source):
            continue
        if source:
            sources.setdefault(source, _source(source, who))
        kind = "own-data" if who.kind == "first-party" else "attribution"
        words = found.page.text[who.start : who.end].replace("\n", " ")
        rows.append({"claim_id": ";".join(claims), "kind": kind, "quote": words, "source_id": source})
    for row in rows:
        name = free(document_id, row["quote"], (row["kind"], row.get("target", ""), row["claim_id"]), taken, "c-")
        drafts.citations.append({"citation_id": name, **row, "role": "supports"})
    drafts.sources += sources.values()
