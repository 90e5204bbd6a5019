"""Two citations, or two terms of a sum, of which one only repeats the other.

"Two reports confirm it" is one report when the second has its information from the first (`origin` of a source, `derived_from` of a
document). Compared are the citations of one claim by note, link or reference, and the terms of one sum that give the same quantity of
one event. Quiet: speakers, who are a chain and not two witnesses ("Silo said that the Americans told him", with a link to the
interview), two articles of one house, and two outlets that rest on a third that is not cited: nothing of theirs was counted twice.

Fires (the agency's report, and the paper's copy of it):

    sources
      | source_id | type        | origin |
      | agency    | news-agency |        |
      | paper     | media       | agency |

    claims
      | claim_id | value_text |
    ! | toll     | 30         |

    citations
      | claim_id | kind      | target                 | source_id |
      | toll     | footnote  | Agency, 3 May 2016     | agency    |
      | toll     | hyperlink | https://paper.int/raid | paper     |

Fires (a sum of an article and its republication):

    documents
      | document_id | derived_from |
      | d1          |              |
      | d2          | d1           |
      | d3          |              |

    claims
      | claim_id | document_id | event_id | value_text | asserted_by |
      | total    | d3          | war      | 60         | army        |
    ! | first    | d1          | raid     | 30         | army        |
    ! | again    | d2          | raid     | 30         | army        |

    sources
      | source_id | type        |
      | army      | belligerent |

    relations
      | relation_id | predicate | subject_id | object_id | role |
      | r1          | sum-of    | total      | first     | term |
      | r1          | sum-of    | total      | again     | term |

Quiet (a speaker and the paper that quotes him; two papers that rest on one agency; two articles of one house; background):

    sources
      | source_id | type        | origin  |
      | agency    | news-agency |         |
      | paper     | media       | agency  |
      | daily     | media       | agency  |
      | monitor   | monitor     |         |
      | relay     | media       | monitor |
      | sunday    | media       | house   |
      | monday    | media       | house   |
      | house     | media       |         |

    claims
      | claim_id | value_text |
      | quoted   | 30         |
      | both     | 31         |
      | house-2  | 32         |
      | history  | 33         |

    citations
      | claim_id | kind        | target                 | source_id | role       |
      | quoted   | attribution |                        | monitor   | supports   |
      | quoted   | attribution |                        | relay     | supports   |
      | quoted   | hyperlink   | https://relay.int/raid | relay     | supports   |
      | both     | footnote    | Paper, 3 May 2016      | paper     |            |
      | both     | footnote    | Daily, 4 May 2016      | daily     |            |
      | house-2  | footnote    | Sunday, 3 May 2016     | sunday    |            |
      | house-2  | footnote    | Monday, 4 May 2016     | monday    |            |
      | history  | footnote    | Agency, 3 May 2016     | agency    |            |
      | history  | footnote    | Paper, 5 May 2016      | paper     | background |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.alike import shared
from checks.lazy import pl
from checks.lineage import ancestors
from checks.offers import claim_ids
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_WRITTEN = ("footnote", "hyperlink", "reference")
_SAME = ("relation_id", "o_event_id", "o_measure", "o_unit", "o_population", "o_best")


@rule(
    "CIT006",
    level="warning",
    side="source",
    by="claim_id",
    authority="W3C PROV-DM (2013), 5.2.4 Primary Source: what relays it is secondary, however often it is repeated",
    message="{copy} and {original} are counted as two, but {copy} has its information from {original}",
    help="count them once; if they are independent after all, correct `origin` (sources) or `derived_from` (documents)",
)
def republication_counted_twice(
    citations: LazyFrame, sources: LazyFrame, claims: LazyFrame, operands: LazyFrame, documents: LazyFrame
) -> LazyFrame:
    return pl.concat([_cited(citations, sources, claims), _added(operands, documents)])


def _cited(citations: LazyFrame, sources: LazyFrame, claims: LazyFrame) -> LazyFrame:
    supports = citations.filter(pl.col("role").fill_null("supports").eq("supports") & pl.col("source_id").is_not_null())
    written = claim_ids(supports.filter(pl.col("kind").is_in(_WRITTEN)).select("claim_id", "source_id")).unique()
    served = written.join(claims.select("claim_id"), on="claim_id", how="semi")
    several = served.filter(shared("claim_id"))
    above = several.join(ancestors(sources, "source_id", "origin"), on="source_id").filter(pl.col("source_id") != pl.col("ancestor"))
    originals = several.select("claim_id", ancestor="source_id")
    found = above.join(originals, on=["claim_id", "ancestor"]).select(
        claims=pl.concat_list("claim_id"), copy="source_id", original="ancestor", key=pl.format("{}:{}", "claim_id", "source_id"),
        twice=True,
    )  # fmt: skip
    single = several.group_by("claim_id").len().select(claims=pl.concat_list("claim_id"), copy=None, original=None, key=None, twice=False)
    return _judged(pl.concat([found, single], how="vertical_relaxed"))


def _added(operands: LazyFrame, documents: LazyFrame) -> LazyFrame:
    terms = operands.filter((pl.col("predicate") == "sum-of") & (pl.col("role") == "term") & pl.col("o_event_id").is_not_null())
    above = terms.rename({"o_document_id": "document_id"}).join(ancestors(documents, "document_id", "derived_from"), on="document_id")
    originals = terms.select(*_SAME, ancestor="o_document_id", first="object_id")
    return _judged(above.join(originals, on=[*_SAME, "ancestor"]).select(
        claims=pl.concat_list("object_id", "first"), copy="document_id", original="ancestor",
        key=pl.format("{}:{}", "relation_id", "object_id"), twice=True,
    ))  # fmt: skip


def _judged(sets: LazyFrame) -> LazyFrame:
    return sets.with_columns(verdict=pl.when("twice").then(pl.lit("definite")).otherwise(pl.lit("ok"))).drop("twice")
