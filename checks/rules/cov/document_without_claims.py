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

Quiet (the same text, coded where it was published first):

    documents
      | document_id | held | derived_from |
      | original    | full |              |
      | reprint     | full | original     |

    claims
      | claim_id | document_id | value_text |
      | toll     | original    | 40         |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "COV002",
    level="note",
    side="data",
    by="document_id",
    through=("document_id",),
    authority="PRISMA 2020 statement, item 16: every source that was found is either coded or left out for a stated reason",
    message="{row} is in documents, but has no claim",
    help="code the document (`validate extract --into` drafts its claims), or take it out of the dataset",
)
def document_without_claims(documents: LazyFrame, claims: LazyFrame) -> LazyFrame:
    coded = claims.select(row="document_id", coded=pl.lit(True)).drop_nulls().unique()
    at_hand = documents.filter(pl.col("held").fill_null("full") != "none").select("derived_from", row="document_id")
    found = at_hand.join(coded, on="row", how="left").join(coded.select(derived_from="row", first="coded"), on="derived_from", how="left")
    told = pl.coalesce("coded", "first").fill_null(False)
    return found.select(
        "row", table=pl.lit("documents"), key="row", claims=pl.lit([], dtype=pl.List(pl.String)),
        verdict=pl.when(told).then(pl.lit("ok")).otherwise(pl.lit("definite")),
    )  # fmt: skip
