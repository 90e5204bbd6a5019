"""Claims that no comparison looked at: nothing in the dataset could contradict them.

A run without findings is worth as much as it compared. A claim without event, relation, series, weekday or date of its document stands
alone: it was held against its own words (ANC) and its citation (CIT), but against no other figure, date or category. One finding a
document counts such claims and names the first; NUM, TMP and XDC are the checks that compare. Quiet while none of these ran, and for
retracted, dismissed and computed claims and quotations.

Fires:

    claims
      | claim_id | document_id | value_text |
      | alone    | d1          | 40         |
      | pair     | d1          | 50         |
      | twin     | d2          | 50         |

    documents
      | document_id |
    ! | d1          |
      | d2          |

    looked_at
    | claim_id |
    | pair     |
    | twin     |
    outcomes
    | code   | status |
    | XDC001 | ran    |

Quiet (every claim was compared):

    claims
      | claim_id | document_id | value_text |
      | toll     | d1          | 40         |

    looked_at
    | claim_id |
    | toll     |
    outcomes
    | code   | status |
    | XDC001 | ran    |

Quiet (no check that compares was asked for, so nothing is known):

    claims
      | claim_id | document_id | value_text |
      | toll     | d1          | 40         |

    outcomes
    | code   | status  |
    | ANC001 | ran     |
    | XDC001 | skipped |

Quiet (withdrawn, no claim at all, computed from others, a quotation):

    claims
      | claim_id | document_id | measure   | value_text | status    | derived |
      | old      | d1          | killed    | 40         | retracted |         |
      | page     | d1          | killed    | 50         | dismissed |         |
      | sum      | d1          | killed    | 60         |           | true    |
      | words    | d1          | utterance |            |           |         |

    outcomes
    | code   | status |
    | XDC001 | ran    |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule
from checks.views import INACTIVE

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "COV003",
    level="note",
    side="data",
    by="dataset",
    authority="Popper, The Logic of Scientific Discovery, 1959, ch. 4: a statement that nothing can contradict has not been tested",
    message="{count} of {all} claims of {row} were compared with nothing: {examples}{more}",
    help="give them the event, series or relation that the words state; what truly stands alone may stay so",
)
def unchecked_claim(claims: LazyFrame, looked_at: LazyFrame, outcomes: LazyFrame, *, shown: int = 5) -> LazyFrame:
    compares = pl.col("code").str.contains("^(?:NUM|TMP|XDC)") & (pl.col("status") != "skipped")
    asked = outcomes.select(asked=compares.any())
    idle = pl.col("status").is_in(INACTIVE).fill_null(False) | pl.col("derived").fill_null(False) | (pl.col("measure") == "utterance")
    active = claims.drop_nulls("document_id").filter(~idle.fill_null(False)).select("claim_id", row="document_id")
    looked = active.join(looked_at.select("claim_id", seen=pl.lit(True)).unique(), on="claim_id", how="left")
    alone = pl.col("seen").is_null()
    counted = looked.group_by("row").agg(
        all=pl.len(), count=alone.sum(), examples=pl.col("claim_id").filter(alone).sort().head(shown).str.join(", ")
    )  # fmt: skip
    return counted.join(asked, how="cross").select(
        "row", "all", "count", "examples", more=pl.when(pl.col("count") > shown).then(pl.lit(", …")).otherwise(pl.lit("")),
        table=pl.lit("documents"), key="row", claims=pl.lit([], dtype=pl.List(pl.String)),
        verdict=pl.when("asked").then(pl.when(pl.col("count") > 0).then(pl.lit("definite")).otherwise(pl.lit("ok"))),
    )  # fmt: skip
