"""A computed claim that does not say what it was computed from.

A row marked `derived` is ours, not the document's: it can be trusted only as far as its operands, so a relation must name
them (`difference-of`, `sum-of`, `share-of` ...) with the derived claim as its subject.

Fires:

    claims
      | claim_id | value_text | derived |
    ! | fighters | 3,500      | true    |

Quiet (its operands are related):

    claims
      | claim_id | value_text | derived |
      | fighters | 3,500      | true    |
      | people   | 4,000      |         |
      | others   | 500        |         |

    relations
      | predicate     | subject_id | object_id | role  |
      | difference-of | fighters   | people    | term  |
      | difference-of | fighters   | others    | minus |

Quiet (stated, not computed):

    claims
      | claim_id | value_text | derived |
      | fighters | 3,500      | false   |

Quiet (retracted):

    claims
      | claim_id | value_text | derived | status    |
      | fighters | 3,500      | true    | retracted |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "CIT011",
    level="error",
    side="data",
    by="claim_id",
    authority="W3C PROV-DM (2013), 5.2.1 Derivation: what is computed names what it was computed from",
    message="this claim is computed ({value_text}), but no relation names its operands",
    help="add a relation with this claim as its subject and the claims that it was computed from as its objects",
)
def derived_without_inputs(figures: LazyFrame, relations: LazyFrame) -> LazyFrame:
    computed = (
        relations.filter(~pl.col("predicate").is_in(["before", "different-quantity", "supersedes", "part-of"]))
        .select(claim_id="subject_id")
        .unique()
        .with_columns(related=pl.lit(True))
    )
    return (
        figures.filter("derived")
        .join(computed, on="claim_id", how="left")
        .select(
            "value_text",
            claims=pl.concat_list("claim_id"),
            verdict=pl.when(pl.col("related").is_null()).then(pl.lit("definite")).otherwise(pl.lit("ok")),
        )
    )
