"""A claim of the base that is gone without a trace.

Ids are never reused and never dropped: a claim that turns out wrong is kept with status `retracted`, so that whoever used it learns of
it. A row that is deleted, or whose id was changed, breaks every reference to it from outside. Quiet for drafts that were thrown out,
for figures that had been dismissed as no claims, and for claims that were retracted before. Known with --base only.

Fires:

    claims
      | claim_id | document_id |
      | kept     | d1          |
    before
      | claim_id | status  |
    ! | gone     | current |
      | kept     | current |

Quiet (retracted, now or before; a draft; never a claim):

    claims
      | claim_id  | document_id | status    |
      | withdrawn | d1          | retracted |
    before
      | claim_id  | status    |
      | withdrawn |           |
      | old       | retracted |
      | unread    | draft     |
      | page      | dismissed |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_MAY_GO = ("draft", "dismissed", "retracted")


@rule(
    "COV005",
    level="error",
    side="data",
    by="claim_id",
    authority="Data on the Web Best Practices (W3C Recommendation, 2017), 8.7 and 8.8: versions are kept, identifiers persist",
    message="claim {row} of the base is gone",
    help="put the row back, with status retracted and a note that says why; an id that was only renamed gets its old name again",
)
def claim_vanished(claims: LazyFrame, before: LazyFrame) -> LazyFrame:
    known = before.filter(~pl.col("status").is_in(_MAY_GO).fill_null(False)).select("claim_id").drop_nulls().unique()
    there = claims.select("claim_id", there=pl.lit(True)).unique()
    return known.join(there, on="claim_id", how="left").select(
        table=pl.lit("claims"),
        row="claim_id",
        claims=pl.concat_list("claim_id"),
        verdict=pl.when("there").then(pl.lit("ok")).otherwise(pl.lit("definite")),
    )
