"""A share that is not the part divided by the whole.

When a report prints a share, the whole and the part, the three must agree at the precision that the share is printed with: "37
percent" is 36.5 to 37.5, "a third" is up to three in a hundred off. Quiet: hedged figures that can make up the share, and rounding to
the nearest whole person. A share cut off rather than rounded is at most possible.

Fires (25 of 80 is 31 percent):

    claims
      | claim_id | measure | value_text | comparator | best | unit    |
    ! | share    | share   | 37 percent | eq         | 37   | percent |
    ! | dead     | killed  | 80         |            |      |         |
    ! | children | killed  | 25         |            |      |         |

    relations
      | relation_id | predicate | subject_id | object_id | role  |
      | r1          | share-of  | share      | dead      | whole |
      | r1          | share-of  | share      | children  | part  |

Quiet (31.25 rounds to 31; "half" of nine is four or five; "about" leaves room; "most" is more than half):

    claims
      | claim_id | measure | value_text | comparator | best     | low | unit     |
      | rounded  | share   | 31%        | eq         | 31       |     | percent  |
      | dead     | killed  | 80         |            |          |     |          |
      | children | killed  | 25         |            |          |     |          |
      | half     | share   | half       | eq         | 0.5      |     | fraction |
      | nine     | killed  | 9          |            |          |     |          |
      | four     | killed  | 4          |            |          |     |          |
      | third    | share   | a third    | eq         | 0.333333 |     | fraction |
      | many     | killed  | about 80   |            |          |     |          |
      | most     | share   | most       | gt         |          | 0.5 | fraction |
      | fifty    | killed  | 50         |            |          |     |          |

    relations
      | relation_id | predicate | subject_id | object_id | role  |
      | r1          | share-of  | rounded    | dead      | whole |
      | r1          | share-of  | rounded    | children  | part  |
      | r2          | share-of  | half       | nine      | whole |
      | r2          | share-of  | half       | four      | part  |
      | r3          | share-of  | third      | many      | whole |
      | r3          | share-of  | third      | children  | part  |
      | r4          | share-of  | most       | dead      | whole |
      | r4          | share-of  | most       | fifty     | part  |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.interval import disjoint, verdict
from checks.lazy import pl
from checks.rule import rule
from checks.shares import IN_WORDS, half_width

if TYPE_CHECKING:
    from polars import LazyFrame
_BETWEEN = "the share is given as {share}, but {part} of {whole} is between {low_percent} and {high_percent} percent"


@rule(
    "NUM003",
    level="error",
    side="source",
    by="relation_id",
    authority="Interval division (Moore, Kearfott and Cloud, Introduction to Interval Analysis, 2009), at the printed precision",
    message="the share is given as {share}, but {part} of {whole} is {low_percent} percent",
    help="check the share and both counts against the document; if they are as printed, one of the three is an error of the source",
)
def percent_mismatch(operands: LazyFrame, *, in_words: float = 0.03) -> LazyFrame:
    shares = operands.filter((pl.col("predicate") == "share-of") & (pl.col("s_measure") == "share"))
    shares = shares.filter(~pl.col("o_modality").is_in(["denied", "planned"]).fill_null(False))
    sides = {
        f"{role}_{end}_{band}": pl.col(f"o_{end}_{band}").filter(pl.col("role") == role).first()
        for role in ("whole", "part") for end in ("low", "high") for band in ("near", "far")
    }  # fmt: skip
    shown = {role: pl.col("o_value_text").filter(pl.col("role") == role).first() for role in ("whole", "part")}
    own = [f"s_{name}" for name in ("unit", "comparator", "best", "low_near", "high_near", "low_far", "high_far")]
    sets = shares.group_by("relation_id", "subject_id", maintain_order=True).agg(
        **sides, **shown, share=pl.col("s_value_text").first(), basis=pl.col("basis").last(), objects=pl.col("object_id").sort(),
        **{name: pl.col(name).first() for name in own},
    ).filter(pl.col("whole_low_far") > 0)  # fmt: skip
    scale = pl.when(pl.col("s_unit") == "percent").then(100.0).otherwise(1.0)
    width = half_width(pl.col("share"), pl.col("s_unit"))
    width = pl.when(width == IN_WORDS).then(pl.max_horizontal(pl.lit(in_words), 0.5 / pl.col("whole_high_near"))).otherwise(width)
    plain = pl.col("s_comparator") == "eq"
    sets = sets.with_columns(width=width, **{
        f"ratio_{end}_{band}": pl.col(f"part_{end}_{band}").clip(lower_bound=0) / pl.col(f"whole_{other}_{band}")
        for end, other in (("low", "high"), ("high", "low")) for band in ("near", "far")
    })  # fmt: skip
    sets = sets.with_columns(
        share_low_near=pl.col("s_low_near") / scale - pl.col("width"), share_high_near=pl.col("s_high_near") / scale + pl.col("width"),
        share_low_far=pl.when(plain).then("s_best").otherwise("s_low_far") / scale - 2 * pl.col("width"),
        share_high_far=pl.when(plain).then("s_best").otherwise("s_high_far") / scale + 2 * pl.col("width"),
    )  # fmt: skip
    near, far = (disjoint(f"share_low_{b}", f"share_high_{b}", f"ratio_low_{b}", f"ratio_high_{b}") for b in ("near", "far"))
    low, high = (100 * pl.col(f"ratio_{end}_near") for end in ("low", "high"))
    return sets.select(
        "relation_id", "basis", "share", "part", "whole", claims=pl.concat_list("subject_id", "objects"), verdict=verdict(near, far),
        given=pl.when(plain).then(100 * pl.col("s_best") / scale), due_low=low, due_high=high, low_percent=low.round(1),
        high_percent=high.round(1), text=pl.when(low.round(1) != high.round(1)).then(pl.lit(_BETWEEN)),
    )  # fmt: skip
