"""A document that is at hand and has no claim.

It is listed, so it counts in every report, but nothing in it was coded and nothing compared. A dismissed claim shows that somebody has read
it. Documents that are only known (held is none) or that republish another one of the dataset stay quiet.

Fires:

    documents
      | document_id | held    |
    ! | unread      | full    |
    ! | part        | excerpt |
      | read        | full    |

    claims
      | claim_id | document_id | value_text |
      | toll     | read        | 40         |

Quiet (known, but not at hand):

    documents
      | document_id | held |
      | cited       | none |

Quiet (read, and nothing in it was a claim):

    documents
      | document_id | held |
      | poem        | full |

    claims
      | claim_id | document_id | value_text | status    |
      | line     | poem        | 40         | dismissed |

Quiet (the same text, coded where it was published first, and reprinted from a reprint):

    documents
      | document_id | held | derived_from |
      | original    | full |              |
      | reprint     | full | original     |
      | copy        | full | reprint      |

    claims
      | claim_id | document_id | value_text |
      | toll     | original    | 40         |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.lineage import ancestors
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "COV002",
    level="note",
    side="data",
    by="dataset",
    authority="PRISMA 2020 statement, item 16: every source that was found is either coded or left out for a stated reason",
    message="{row} is in documents, but has no claim",
    help="code the document (`validate extract --into` drafts its claims), or take it out of the dataset",
)
def document_without_claims(documents: LazyFrame, claims: LazyFrame) -> LazyFrame:
    coded = claims.select(row="document_id", coded=pl.lit(True)).drop_nulls().unique()
    above = ancestors(documents, "document_id", "derived_from")
    first = above.join(coded, left_on="ancestor", right_on="row").select(row="document_id", coded="coded")
    at_hand = documents.filter(pl.col("held").fill_null("full") != "none").select(row="document_id")
    found = at_hand.join(pl.concat([coded, first]).unique(), on="row", how="left")
    return found.select(
        "row", table=pl.lit("documents"), key="row", claims=pl.lit([], dtype=pl.List(pl.String)),
        verdict=pl.when("coded").then(pl.lit("ok")).otherwise(pl.lit("definite")),
    )  # fmt: skip
