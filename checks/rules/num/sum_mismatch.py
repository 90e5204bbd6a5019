"""A total that cannot be the sum of its parts, or a rest that is not the difference.

The relation `sum-of` says that the parts are all there are, so the total must lie between the sum of their lowest and
the sum of their highest values; `difference-of` ("all but five hundred of the 4,000") likewise. When one part is as large as what
is missing or left over, the finding says which: it may be counted twice or left out. Parts named after "including" are `part-of` and
need not add up. Figures printed with decimals and percentages are as exact as they are printed: 1.3 million may be twice 0.6 million.

Fires (ten killed, four of them soldiers and five guards):

    claims
      | claim_id | value_text |
    ! | total    | 10         |
    ! | soldiers | 4          |
    ! | guards   | 5          |

    relations
      | relation_id | predicate | subject_id | object_id | role |
      | r1          | sum-of    | total      | soldiers  | term |
      | r1          | sum-of    | total      | guards    | term |

Fires (twelve, less five, is seven):

    claims
      | claim_id | value_text |
    ! | rest     | 8          |
    ! | all      | 12         |
    ! | dead     | 5          |

    relations
      | relation_id | predicate     | subject_id | object_id | role  |
      | r1          | difference-of | rest       | all       | term  |
      | r1          | difference-of | rest       | dead      | minus |

Quiet (hedged parts can make up the total):

    claims
      | claim_id | value_text |
      | total    | 10         |
      | soldiers | about 5    |
      | guards   | 5          |

    relations
      | relation_id | predicate | subject_id | object_id | role |
      | r1          | sum-of    | total      | soldiers  | term |
      | r1          | sum-of    | total      | guards    | term |

Quiet ("ten killed, including four soldiers" lists no sum):

    claims
      | claim_id | value_text |
      | total    | 10         |
      | soldiers | 4          |

    relations
      | relation_id | predicate | subject_id | object_id | role  |
      | r1          | part-of   | soldiers   | total     | whole |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.interval import disjoint, verdict
from checks.lazy import pl
from checks.rule import rule
from checks.shares import half_width

if TYPE_CHECKING:
    from polars import Expr, LazyFrame
_SUM = "{total} is given, but its {parts} parts ({terms}) make "
_REST = "{total} is given as what is left, but {whole} less {less} leaves "
_ONE, _BETWEEN = "{low_near}{explained}", "between {low_near} and {high_near}{explained}"


@rule(
    "NUM001",
    level="error",
    side="source",
    by="relation_id",
    authority="Interval arithmetic (Moore, Kearfott and Cloud, Introduction to Interval Analysis, 2009)",
    message=_SUM + _ONE,
    help="check the relation and its operands against the document; if they are as printed, report the sum as an error of the source",
)
def sum_mismatch(operands: LazyFrame, relations: LazyFrame) -> LazyFrame:
    sums = pl.col("predicate").is_in(["sum-of", "difference-of"])
    terms = operands.filter(sums & pl.col("role").is_in(["term", "minus"]))
    minus = pl.col("role") == "minus"
    sign = pl.when(minus).then(-1).otherwise(1)
    ends = {
        f"{end}_{band}": (sign * pl.when(minus).then(_bound("o", other, band)).otherwise(_bound("o", end, band))).sum()
        for band in ("near", "far")
        for end, other in (("low", "high"), ("high", "low"))
    }
    given = {f"s_{end}_{band}": _bound("s", end, band).first() for end in ("low", "high") for band in ("near", "far")}
    gap = (pl.col("s_best").first() - (sign * pl.col("o_best")).sum()).abs()
    slip = (pl.col("o_best") - gap).abs() < 1e-9
    stated = relations.filter(sums & pl.col("role").is_in(["term", "minus"])).group_by("relation_id", "subject_id").agg(stated=pl.len())
    known = (pl.col("o_low_near").null_count() == 0) & (pl.len() == pl.col("stated").first()) & (pl.col("o_per") == pl.col("s_per")).all()
    found = terms.join(stated, on=["relation_id", "subject_id"], how="left").group_by("relation_id", "subject_id", maintain_order=True).agg(
        **ends, **given, parts=pl.len(), unknown=~known, basis=pl.col("basis").last(),
        terms=pl.col("o_value_text").sort(), objects=pl.col("object_id").sort(), total=pl.col("s_value_text").first(),
        rest=minus.any(), whole=pl.col("o_value_text").filter(~minus).sort(), less=pl.col("o_value_text").filter(minus).sort(),
        slip=pl.col("o_value_text").filter(slip & (gap > 0)).sort().first(),
    )  # fmt: skip
    near, far = (disjoint(f"s_low_{band}", f"s_high_{band}", f"low_{band}", f"high_{band}") for band in ("near", "far"))
    explained = pl.format("; the difference is one part, {}: left out, or counted twice?", "slip").fill_null("")
    exact = (pl.col("s_low_near") == pl.col("s_high_near")) & (pl.col("low_near") == pl.col("high_near"))
    return found.with_columns(
        given=pl.when(exact).then("s_low_near"),
        due_low=pl.col("low_near"),
        due_high=pl.col("high_near"),
        text=pl.concat_str(
            pl.when("rest").then(pl.lit(_REST)).otherwise(pl.lit(_SUM)),
            pl.when(pl.col("low_near") < pl.col("high_near")).then(pl.lit(_BETWEEN)).otherwise(pl.lit(_ONE)),
        ),
        claims=pl.concat_list("subject_id", "objects"),
        verdict=pl.when(~pl.col("unknown")).then(verdict(near, far)),
        explained=explained,
    )


def _bound(side: str, end: str, band: str) -> Expr:
    """A bound of subject or object; a share may be off by half a unit of its last printed digit."""
    unit = pl.col(f"{side}_unit")
    width = half_width(pl.col(f"{side}_value_text"), unit) * pl.when(unit == "percent").then(100).otherwise(1)
    slack = pl.when(pl.col(f"{side}_measure") == "share").then(width).otherwise(0.0)
    return pl.col(f"{side}_{end}_{band}") - slack if end == "low" else pl.col(f"{side}_{end}_{band}") + slack
