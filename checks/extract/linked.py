"""Relations that the words state between the drafted claims of a document, as rows, with the claims that they need or tell more of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.extract.cells import Cells, decimal, free
from checks.extract.changes import TREND
from checks.extract.figures import Figured
from checks.extract.related import Figure
from checks.extract.relations import relations
from checks.extract.totals import totals
from checks.tables import EXTRACTED

if TYPE_CHECKING:
    from checks.extract.dates import Dated
    from checks.extract.related import Related
    from checks.extract.rows import Extraction

_OF_ONE_KIND = ("part-of", "sum-of", "difference-of")
_KEPT = ("document_id", "quote", "occurrence", "asserted_by", "modality", "status")


def linked(document_id: str, found: Extraction, claims: list[Cells]) -> tuple[list[Cells], list[Cells]]:
    """The relations between claims, one for each item found, and claims of the words that tell a change.

    A relation with another open end is left to the reader; claims whose figure has no noun of its own are completed.
    """
    known = [Figure(*one[:2], one.low, one.best, one.high, getattr(one, "noun", ""), _kind(one)) for one in found.items]
    rows: dict[tuple[str, str, str], Cells] = {}
    trends: dict[str, Cells] = {}
    plain = {(row.start, row.end): at for at, row in enumerate(found.rows) if row.kind == "number"}
    stated = [*relations(found.page.text, known), *totals(found.raw, plain)]
    for one in sorted(stated, key=lambda one: -one.confidence):
        if one.predicate == "enumeration" or one.object < 0 or one.subject == one.object:
            continue
        subject = claims[one.subject] if one.subject >= 0 else _trend(document_id, found, one, claims[one.object])
        if subject is None:
            continue
        if one.subject < 0:
            trends[subject["claim_id"]] = subject
        ends = {"subject_id": subject["claim_id"], "object_id": claims[one.object]["claim_id"]}
        name = free(document_id, one.predicate, (ends["subject_id"],), set(), "r-")
        row = {"relation_id": name, "predicate": one.predicate, **ends, "role": one.role, "basis": "stated"}
        rows.setdefault((one.predicate, ends["subject_id"], ends["object_id"]), {**row, "note": f"{EXTRACTED}{one.confidence:g}"})
    every = [*rows.values()]
    every += _wholes(every)
    _complete(every, {row["claim_id"]: row for row in claims})
    return every, [*trends.values()]


def _trend(document_id: str, found: Extraction, one: Related, near: Cells) -> Cells | None:
    """The claim of a word that tells a change, which stands where its relation begins; None without one."""
    told = TREND.match(found.page.text, one.start) if one.predicate == "change-of" else None
    if told is None:
        return None
    name = free(document_id, told[0], (near["quote"], "trend", str(one.start)), set())
    row = {"claim_id": name, "measure": "trend", "unit": "", "category": str(told.lastgroup), "value_text": told[0]}
    return {**{cell: near[cell] for cell in _KEPT}, **row, "note": f"{EXTRACTED}{one.confidence:g}"}


def _complete(relations: list[Cells], claims: dict[str, Cells]) -> None:
    """A figure without a noun counts what that counts of which it is part or term; `doubled` and `by a third` are changes."""
    for row in relations:
        one, other = claims.get(row["subject_id"]), claims[row["object_id"]]
        if one and row["predicate"] in _OF_ONE_KIND:
            for bare, full in ((one, other), (other, one)):
                if (bare["measure"], bare["unit"], bare["population"]) == ("count", "", ""):
                    bare |= {name: full[name] for name in ("measure", "unit", "population")}
                    if bare is other and row["predicate"] == "part-of" and full["population"]:  # `rose to 45, including 6 children`
                        bare["population"] = "people"
        elif one and row["predicate"] == "change-of" and (one["measure"], one["unit"]) == ("count", ""):
            one |= {"measure": "change", "unit": "factor"}
        elif one and row["predicate"] == "change-of" and one["unit"] == "fraction" and one["best"]:
            one |= {"measure": "change", "unit": "percent", "best": decimal(100 * float(one["best"]))}


def _wholes(relations: list[Cells]) -> list[Cells]:
    """A share whose part is said to be part of a whole is a share of that whole: `20 cars, of which 15 (60 percent)`."""
    wholes = {row["subject_id"]: row["object_id"] for row in relations if (row["predicate"], row["role"]) == ("part-of", "whole")}
    shares = [row for row in relations if row["predicate"] == "share-of"]
    known = {row["relation_id"] for row in shares if row["role"] == "whole"}
    parts = [row for row in shares if row["role"] == "part" and row["relation_id"] not in known and row["object_id"] in wholes]
    return [{**row, "object_id": wholes[row["object_id"]], "role": "whole"} for row in parts]


def _kind(one: Figured | Dated) -> str:
    return "duration" if not isinstance(one, Figured) and one.unit else one.kind
