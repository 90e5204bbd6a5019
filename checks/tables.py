"""The data model: which tables a dataset has, which columns, and what each cell may hold."""

from __future__ import annotations

from typing import Final, NamedTuple


class Column(NamedTuple):
    """One column. `kind`: id, ref, refs (`;`-separated), term, text, decimal, integer, boolean or date (EDTF).

    `of` is the table that a ref points to, or the vocabulary of a term.
    """

    kind: str = "text"
    of: str = ""
    required: bool = False


def _required(kind: str = "text", of: str = "") -> Column:
    return Column(kind, of, required=True)


TEXT: Final = Column()
DATE: Final = Column("date")

TABLES: Final[dict[str, dict[str, Column]]] = {
    "documents": {
        "document_id": _required("id"),
        "path": _required(),
        "title": _required(),
        "author": TEXT,
        "publisher": Column("ref", "sources"),
        "date_published": DATE,
        "date_captured": DATE,
        "language": TEXT,
        "genre": Column("term", "genre"),
        "url": TEXT,
        "sha256": _required(),
        "derived_from": Column("ref", "documents"),
        "held": Column("term", "held"),
        "original": TEXT,
        "original_sha256": TEXT,
    },
    "sources": {
        "source_id": _required("id"),
        "name": _required(),
        "type": _required("term", "source_type"),
        "affiliation": Column("ref", "entities"),
        "origin": Column("ref", "sources"),
        "date_published": DATE,
        "url": TEXT,
    },
    "entities": {
        "entity_id": _required("id"),
        "kind": _required("term", "entity_kind"),
        "name": _required(),
        "aliases": TEXT,
        "part_of": Column("ref", "entities"),
        "valid": DATE,
    },
    "events": {
        "event_id": _required("id"),
        "label": _required(),
        "type": _required("term", "event_type"),
        "date": DATE,
        "place": Column("refs", "entities"),
        "actor": Column("refs", "entities"),
        "parent": Column("ref", "events"),
    },
    "claims": {
        "claim_id": _required("id"),
        "document_id": _required("ref", "documents"),
        "quote": _required(),
        "occurrence": Column("integer"),
        "event_id": Column("ref", "events"),
        "event_basis": Column("term", "basis"),
        "measure": _required("term", "measure"),
        "value_text": TEXT,
        "comparator": Column("term", "comparator"),
        "low": Column("decimal"),
        "best": Column("decimal"),
        "high": Column("decimal"),
        "unit": TEXT,
        "per": Column("term", "per"),
        "population": Column("term", "population"),
        "category": Column("term", "category"),
        "actor": Column("refs", "entities"),
        "place": Column("refs", "entities"),
        "date": DATE,
        "date_basis": Column("term", "date_basis"),
        "asserted_by": Column("ref", "sources"),
        "modality": Column("term", "modality"),
        "superlative": Column("term", "superlative"),
        "series": TEXT,
        "status": Column("term", "status"),
        "derived": Column("boolean"),
        "note": TEXT,
    },
    "citations": {
        "citation_id": _required("id"),
        "claim_id": _required("refs", "claims"),
        "kind": _required("term", "citation_kind"),
        "quote": TEXT,
        "target": TEXT,
        "source_id": Column("ref", "sources"),
        "role": Column("term", "citation_role"),
    },
    "relations": {
        "relation_id": _required("key"),
        "predicate": _required("term", "predicate"),
        "subject_id": _required("ref", "claims"),
        "object_id": _required("ref", "claims"),
        "role": Column("term", "role"),
        "tolerance": Column("decimal"),
        "basis": Column("term", "basis"),
        "note": TEXT,
    },
    "accepted": {
        "fingerprint": _required("key"),
        "code": _required(),
        "claims": TEXT,
        "resolution": _required("term", "resolution"),
        "reason": _required(),
        "accepted_by": _required(),
        "date_accepted": _required("date"),
        "expires": DATE,
        "evidence": TEXT,
    },
}

OBLIGATORY: Final = ("documents", "claims")
EMPTY_WHEN_MISSING: Final = ("citations", "relations", "accepted")

VOCABULARIES: Final[dict[str, tuple[str, ...]]] = {
    "genre": ("news", "analysis", "opinion", "academic", "press-release", "official-report", "dataset", "transcript",
              "social-post"),
    "held": ("full", "excerpt", "none"),
    "source_type": ("belligerent", "government", "igo", "ngo", "monitor", "news-agency", "media", "academic",
                    "eyewitness", "leaked-document", "dataset", "named-person", "anonymous", "class-of-people"),
    "entity_kind": ("place", "actor"),
    "event_type": ("attack", "control-change", "agreement", "evacuation", "siege", "offensive", "statement", "other"),
    "basis": ("stated", "inferred"),
    "comparator": ("eq", "approx", "ge", "gt", "le", "lt", "between", "vague"),
    "per": ("day", "week", "month", "year"),
    "population": (),
    "category": (),
    "date_basis": ("stated", "context", "relative", "publication", "inferred"),
    "modality": ("asserted", "reported", "alleged", "estimated", "denied", "open", "planned"),
    "superlative": ("first", "last", "only", "largest", "smallest"),
    "status": ("draft", "current", "conflict", "retracted", "dismissed"),
    "citation_kind": ("footnote", "hyperlink", "reference", "attribution", "own-data"),
    "citation_role": ("supports", "disputes", "background"),
    "predicate": ("part-of", "sum-of", "share-of", "change-of", "difference-of", "duration-of", "offset-from", "window-of",
                  "count-of", "same-quantity", "different-quantity", "before", "supersedes", "credited-to",
                  "paraphrase-of"),
    "role": ("whole", "part", "term", "minus", "from", "to", "start", "end", "span", "cause", "quotation"),
    "resolution": ("error-in-source", "range-reported", "source-priority", "not-same-quantity", "superseded", "baseline",
                   "pending"),
}  # fmt: skip
"""Closed vocabularies. `population` and `category` start empty: dataset.toml declares their terms."""

CATEGORIES: Final[dict[str, tuple[str, ...]]] = {
    "control": ("gained", "lost", "held"),
    "manner": ("forced", "negotiated", "unopposed"),
    "intent": ("deliberate", "accident"),
    "outcome": ("reached", "cancelled", "broken", "completed", "failed", "ended"),
    "trend": ("rising", "falling"),
    "superlative": ("unprecedented",),
}
"""Terms of the categorical measures; the other categorical measures take an entity_id."""

EXCLUSIVE: Final[dict[str, tuple[str, ...]]] = {
    "manner": CATEGORIES["manner"],
    "intent": CATEGORIES["intent"],
    "age and sex": ("men", "women", "children"),
    **{f"civilians or {armed}": ("civilians", armed) for armed in ("combatants", "fighters", "soldiers", "troops", "militants", "rebels")},
}
"""Sets of categories, or of populations, of which only one can be true of one thing; dataset.toml declares more."""

EXTRACTED: Final = "extracted, confidence "
"""How the note of a draft begins: it says where the row comes from, and is no reason for anything."""
