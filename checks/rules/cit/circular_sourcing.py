"""A chain of citations that comes back to where it began: nobody in it saw anything.

Links of the chain are whose information a source is (`origin`), what a document republishes (`derived_from`), and, for one event and
measure, whom a published document names as its evidence. A circle of origins or republications alone is definite; one that runs through
citations is possible, for a publisher may know an event both ways, from a colleague and by himself. Quiet: two houses that cite each
other for different events or measures, a house that cites its own earlier report, a source that is its own origin, a named person (he
speaks for himself, wherever he was printed), disputes, background and own data.

Fires (the paper cites the encyclopedia, and the encyclopedia the paper):

    documents
      | document_id | publisher    |
      | d1          | paper        |
      | d2          | encyclopedia |

    sources
      | source_id    | type  |
      | paper        | media |
      | encyclopedia | media |

    claims
      | claim_id | document_id | event_id | value_text |
    ! | a        | d1          | raid     | 30         |
    ! | b        | d2          | raid     | 30         |

    citations
      | claim_id | kind      | target                | source_id    |
      | a        | reference | The encyclopedia      | encyclopedia |
      | b        | footnote  | The Paper, 3 May 2016 | paper        |

Fires (two sources, each the origin of the other):

    sources
      | source_id | type  | origin |
    ! | one       | media | two    |
      | two       | media | one    |

Quiet (each cites the other, for other things; a house cites itself; a scholar in his journal; a dispute):

    documents
      | document_id | publisher |
      | d1          | paper     |
      | d2          | agency    |
      | d3          | journal   |

    sources
      | source_id | type         | origin  |
      | paper     | media        |         |
      | agency    | news-agency  | agency  |
      | journal   | academic     |         |
      | scholar   | named-person | journal |

    claims
      | claim_id | document_id | event_id | measure | value_text |
      | a        | d1          | raid     | killed  | 30         |
      | b        | d2          | battle   | killed  | 30         |
      | c        | d2          | raid     | attacks | 3          |
      | d        | d1          | siege    | killed  | 4          |
      | e        | d3          | siege    | killed  | 5          |
      | f        | d2          | siege    | killed  | 4          |

    citations
      | claim_id | kind        | target                | source_id | role     |
      | a        | attribution |                       | agency    |          |
      | b        | attribution |                       | paper     |          |
      | c        | attribution |                       | paper     |          |
      | d        | reference   | The Paper, 3 May 2016 | paper     |          |
      | d        | attribution |                       | agency    |          |
      | e        | attribution |                       | scholar   |          |
      | f        | attribution |                       | paper     | disputes |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.circles import circles
from checks.lazy import pl
from checks.offers import claim_ids
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_THEMSELVES = ("named-person", "eyewitness", "anonymous", "class-of-people")


@rule(
    "CIT005",
    level="error",
    side="source",
    by="publisher",
    authority="W3C PROV-CONSTRAINTS (2013), derivation-generation-generation-ordering: what derives from a thing comes after it",
    message="the evidence goes in a circle: {chain}",
    help="find out who saw or counted it first, and cite that; if a link of the chain is ours (`origin`, `derived_from`), correct it",
)
def circular_sourcing(sources: LazyFrame, documents: LazyFrame, figures: LazyFrame, citations: LazyFrame, *, longest: int = 8) -> LazyFrame:
    parts = {
        "sources": [_pointing(sources.filter(~pl.col("type").is_in(_THEMSELVES).fill_null(False)), "source_id", "origin"),
                    _citing(figures, citations, sources, documents)],
        "documents": [_pointing(documents, "document_id", "derived_from")],
    }  # fmt: skip
    return pl.concat([_found(pl.concat(edges), table, longest) for table, edges in parts.items()])


def _found(edges: LazyFrame, table: str, longest: int) -> LazyFrame:
    first = pl.col("nodes").list.first()
    whole = pl.concat_list("nodes", first).list.join(" → ")
    found = circles(edges, longest).select(
        "claims", chain=whole, row=pl.when(pl.col("claims").list.len() == 0).then(first), key=pl.col("nodes").list.sort().list.join(";"),
        about="key",
    )  # fmt: skip
    told = found.select(
        "claims", "chain", "row", table=pl.when(pl.col("row").is_not_null()).then(pl.lit(table)),
        key=pl.concat_str(pl.col("about").fill_null(""), pl.lit(" "), "key"),
        verdict=pl.when(pl.col("about").is_null()).then(pl.lit("definite")).otherwise(pl.lit("possible")),
    )  # fmt: skip
    checked = edges.select("claims", chain=None, row=None, table=None, key=None, verdict=pl.lit("ok"))
    return pl.concat([told, checked], how="vertical_relaxed")


def _pointing(table: LazyFrame, key: str, parent: str) -> LazyFrame:
    """Edges that always hold. A document that derives from itself is a circle, a source may well be its own origin."""
    edges = table.select(u=pl.col(key), v=pl.col(parent)).drop_nulls()
    edges = edges.filter((pl.col("u") != pl.col("v")) | (parent == "derived_from"))
    return edges.select(key=pl.lit(None, pl.String), u="u", v="v", claims=pl.lit([], pl.List(pl.String)))


def _citing(figures: LazyFrame, citations: LazyFrame, sources: LazyFrame, documents: LazyFrame) -> LazyFrame:
    """Publishers and whom their documents name for one event and measure."""
    supports = citations.filter(pl.col("role").fill_null("supports").eq("supports") & (pl.col("kind") != "own-data"))
    cited = claim_ids(supports.select("claim_id", "source_id").drop_nulls())
    about = figures.filter(pl.col("event_id").is_not_null())
    named = pl.concat([cited, about.select("claim_id", source_id="asserted_by").drop_nulls()]).unique()
    houses = documents.select("document_id", u="publisher").drop_nulls()
    onwards = pl.concat([houses.select(source_id="u"), sources.filter(pl.col("origin").is_not_null()).select("source_id")]).unique()
    persons = sources.filter(pl.col("type").is_in(_THEMSELVES)).select("source_id")
    edges = about.select("claim_id", "document_id", key=pl.format("{} of {}", "measure", "event_id")).join(houses, on="document_id")
    leading = named.join(onwards, on="source_id", how="semi").join(persons, on="source_id", how="anti")
    joined = edges.join(leading, on="claim_id").filter(pl.col("u") != pl.col("source_id"))
    return joined.group_by("key", "u", v="source_id").agg(claims=pl.col("claim_id").min()).with_columns(pl.concat_list("claims"))
