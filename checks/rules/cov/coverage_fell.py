"""A document that is covered less well than in the base.

How many of its figures a claim covers, how many claims it has, and what share of those has a citation that can be followed: when one of
these falls, rows were lost, retracted or changed, which is worth a look even where it is right. Of figures without a claim `now` counts
those that are new, `before` those that have found one. Only documents that both versions have are compared, so that a new document,
however poor, lowers nothing. Known with --base only.

Fires (two figures more without a claim; a claim less; a share that fell):

    documents
      | document_id |
    ! | d1          |
    ! | d2          |
    ! | d3          |
    claims
      | claim_id | document_id |
      | one      | d1          |
      | two      | d2          |
      | three    | d3          |
    coverage
      | document_id | part                                    | now  | before |
      | d1          | figures without a claim                 | 3    | 1      |
      | d2          | claims                                  | 9    | 10     |
      | d3          | share of claims with a source to follow | 0.50 | 0.75   |

Quiet (as it was, or better):

    documents
      | document_id |
      | d1          |
      | d2          |
      | d3          |
    coverage
      | document_id | part                                    | now  | before |
      | d1          | figures without a claim                 | 1    | 3      |
      | d2          | claims                                  | 10   | 10     |
      | d3          | share of claims with a source to follow | 0.75 | 0.50   |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

LOST = "figures without a claim"


@rule(
    "COV004",
    level="warning",
    side="data",
    by="document_id",
    through=("document_id", "status"),
    authority="ISO/IEC 25012:2008, data quality model: completeness is measured, and compared from release to release",
    message="{part} of {row}: {now}, and {before} at the base",
    help="compare with the base (`validate diff`): put back what was lost, or say in the note of each row why it went",
)
def coverage_fell(coverage: LazyFrame) -> LazyFrame:
    now, before = pl.col("now").cast(pl.Float64), pl.col("before").cast(pl.Float64)
    worse = pl.when(pl.col("part") == LOST).then(now > before).otherwise(now < before)
    words = pl.when(pl.col("part") == LOST).then(pl.lit("{part} in {row}: {now} more, {before} fewer than at the base"))
    return coverage.select(
        "part",
        text=words, now=now, before=before, table=pl.lit("documents"), row="document_id",
        key=pl.format("{}:{}", "document_id", "part"),
        claims=pl.lit([], dtype=pl.List(pl.String)),
        verdict=pl.when(worse).then(pl.lit("definite")).otherwise(pl.lit("ok")),
    )  # fmt: skip
