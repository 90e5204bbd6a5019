"""A fraction of a small count that no whole number gives.

"A third of those eight strikes" is 2.67 strikes: two of eight is a quarter, three are three eighths. Either the share or the whole is not
what the source meant; the finding is the set of both. Quiet: `about` and other hedges, "half" of an odd number, things that are not
counted in ones (money, distance, time, so many a month), a whole so large that the printed share leaves room for a whole number, and a
share whose part is stated, which is checked as percent-mismatch.

Fires ("eight airstrikes, a third of those ..."):

    claims
      | claim_id | measure | value_text | comparator | best     | unit      |
    ! | strikes  | attacks | eight      | eq         | 8        | airstrike |
    ! | third    | share   | a third    | eq         | 0.333333 | fraction  |

    relations
      | relation_id | predicate | subject_id | object_id | role  |
      | r1          | share-of  | third      | strikes   | whole |

Quiet (a third of nine; of about eight; about a third; a third of forty; of 8 million dollars; 37 percent of 150):

    claims
      | claim_id | measure | value_text    | comparator | best     | unit     |
      | nine     | attacks | nine          | eq         | 9        |          |
      | eightish | attacks | about eight   | approx     | 8        |          |
      | eight    | attacks | eight         | eq         | 8        |          |
      | forty    | attacks | forty         | eq         | 40       |          |
      | money    | money   | $8 million    | eq         | 8000000  | dollar   |
      | many     | killed  | 150           | eq         | 150      |          |
      | third    | share   | a third       | eq         | 0.333333 | fraction |
      | roughly  | share   | about a third | approx     | 0.333333 | fraction |
      | percent  | share   | 37%           | eq         | 37       | percent  |

    relations
      | relation_id | predicate | subject_id | object_id | role  |
      | r1          | share-of  | third      | nine      | whole |
      | r2          | share-of  | third      | eightish  | whole |
      | r3          | share-of  | roughly    | eight     | whole |
      | r4          | share-of  | third      | forty     | whole |
      | r5          | share-of  | third      | money     | whole |
      | r6          | share-of  | percent    | many      | whole |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.interval import verdict
from checks.lazy import pl
from checks.rule import rule
from checks.shares import half_width

if TYPE_CHECKING:
    from polars import Expr, LazyFrame


@rule(
    "NUM004",
    level="warning",
    side="source",
    by="relation_id",
    authority="The GRIM test (Brown and Heathers, Social Psychological and Personality Science 8, 2017)",
    message="{share} of {whole} is {product}, no whole number: the nearest are {below} of {n} ({below_percent} percent) "
    "and {above} of {n} ({above_percent} percent)",
    help="check the share and the whole against the document; as printed, one of the two is wrong or the share is rounded: report both",
)
def infeasible_fraction(operands: LazyFrame, *, largest: int = 1000) -> LazyFrame:
    shares = operands.filter((pl.col("predicate") == "share-of") & (pl.col("s_measure") == "share"))
    stated = shares.filter(pl.col("role") == "part").select("relation_id")
    n, exact = pl.col("o_best"), pl.col("o_low_far") == pl.col("o_high_far")
    whole = (pl.col("role") == "whole") & (pl.col("o_comparator") == "eq") & pl.col("o_countable") & exact
    whole = whole & (pl.col("o_per") == "") & ~(pl.col("s_value_text").str.contains(r"(?i)\bhalf\b") & (pl.col("s_best") == 0.5))
    small = (n == n.round()) & n.is_between(1, largest) & (pl.col("s_comparator") == "eq")
    share = pl.when(pl.col("s_unit") == "percent").then(pl.col("s_best") / 100).otherwise("s_best")
    sets = shares.filter(whole & small).join(stated, on="relation_id", how="anti").select(
        "relation_id", "basis", n=n, f=share, w=half_width(pl.col("s_value_text"), pl.col("s_unit")),
        share=pl.col("s_value_text"), whole=pl.col("o_value_text"), claims=pl.concat_list("subject_id", "object_id"),
    )  # fmt: skip
    product = pl.col("n") * pl.col("f")
    return sets.with_columns(
        product=product.round(2), below=product.floor(), above=product.floor() + 1, verdict=verdict(_none_within(1), _none_within(2))
    ).with_columns(
        below_percent=(100 * pl.col("below") / pl.col("n")).round(1), above_percent=(100 * pl.col("above") / pl.col("n")).round(1)
    )


def _none_within(widths: int) -> Expr:
    """Whether no whole number of n lies within that many half-widths of the share."""
    low, high = (pl.col("n") * (pl.col("f") + sign * widths * pl.col("w")) for sign in (-1, 1))
    return (low - 1e-6).ceil() > (high + 1e-6).floor()
