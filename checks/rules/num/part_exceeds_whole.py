"""A part that is larger than its whole, or lies outside the time that the whole covers.

`part-of` says that every member of the part is a member of the whole. So the least the part can be must not exceed the most the whole can
be, what happened in the part's window happened in the whole's, and civilians are no part of the soldiers, where dataset.toml declares the
two exclusive. Quiet: different units (many air strikes can make up one attack), rates against totals, shares (each of its own base),
stocks at different dates, a whole that has been revised, and a window off by one day (inclusive and exclusive counting).

Fires (twelve of ten):

    claims
      | claim_id | value_text |
    ! | dead     | 10         |
    ! | children | 12         |

    relations
      | relation_id | predicate | subject_id | object_id | role  |
      | r1          | part-of   | children   | dead      | whole |

Fires (a strike in March is none of those up to February):

    claims
      | claim_id | measure | value_text | date                  |
    ! | strikes  | attacks | 82         | 2016-12-08/2017-02-20 |
    ! | march    | attacks | 23         | 2017-03-19/2017-03-27 |

    relations
      | relation_id | predicate | subject_id | object_id | role  |
      | r1          | part-of   | march      | strikes   | whole |

Quiet ("more than ten, twelve of them children"; the window lies within; "a dozen air strikes" of one attack; one day over):

    claims
      | claim_id | measure | value_text   | unit      | date                  |
      | dead     | killed  | more than 10 |           |                       |
      | children | killed  | 12           |           |                       |
      | strikes  | attacks | 82           | airstrike | 2016-12-08/2017-03-02 |
      | february | attacks | 23           | strike    | 2017-02-19/2017-02-27 |
      | attack   | attacks | 1            | attack    |                       |
      | dozen    | attacks | 12           | airstrike |                       |
      | week     | attacks | 7            | airstrike | 2017-02-24/2017-03-03 |

    relations
      | relation_id | predicate | subject_id | object_id | role  |
      | r1          | part-of   | children   | dead      | whole |
      | r2          | part-of   | february   | strikes   | whole |
      | r3          | part-of   | dozen      | attack    | whole |
      | r4          | part-of   | week       | strikes   | whole |

Quiet (a stock later in time; a monthly rate is no part of a total in numbers):

    claims
      | claim_id | measure  | value_text | per   | date    |
      | recruits | fighters | 5000       |       | 2014    |
      | left     | fighters | 3000       |       | 2017    |
      | year     | attacks  | 10         |       | 2025    |
      | monthly  | attacks  | 63         | month | 2025-03 |

    relations
      | relation_id | predicate | subject_id | object_id | role  |
      | r1          | part-of   | left       | recruits  | whole |
      | r2          | part-of   | monthly    | year      | whole |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.interval import verdict
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame
_FOREIGN = "{s_value_text} {s_population} are said to be part of {o_value_text} {o_population}, but nobody is both ([exclusive])"


@rule(
    "NUM002",
    level="error",
    side="source",
    by="relation_id",
    authority="Monotonicity of measure: a part never counts more than its whole (Halmos, Measure Theory, 1950, § 9)",
    message="{s_value_text} is said to be part of {o_value_text}, but {s_low_near} is more than {o_high_near}",
    help="check the relation and both figures against the document; if they are as printed, report the part as an error of the source",
)
def part_exceeds_whole(operands: LazyFrame, relations: LazyFrame, exclusive: LazyFrame, *, grace_days: int = 1) -> LazyFrame:
    revised = relations.filter(pl.col("predicate") == "supersedes").select("object_id")
    parts = operands.filter((pl.col("predicate") == "part-of") & (pl.col("role").fill_null("whole") == "whole"))
    parts = parts.filter(~pl.col("s_measure").is_in(["share", "change"])).join(revised, on="object_id", how="anti")
    parts = parts.filter(~pl.any_horizontal(pl.col("s_modality", "o_modality").is_in(["denied", "planned"]).fill_null(False)))
    stock = ~pl.col("s_additive").fill_null(False) & (
        pl.col("s_date").is_not_null() & pl.col("o_date").is_not_null() & (pl.col("s_date") != pl.col("o_date"))
    )
    unit, other = (pl.col(name).replace("strike", "airstrike") for name in ("s_unit", "o_unit"))
    numbers = (pl.col("s_kind") == "number") & (pl.col("o_kind") == "number")
    counted = numbers & ~stock & (unit == other) & (pl.col("s_per") == pl.col("o_per"))
    more, more_far = (pl.col(f"s_low_{band}") > pl.col(f"o_high_{band}") for band in ("near", "far"))
    flow = (pl.col("s_measure") == pl.col("o_measure")) & pl.col("s_additive") & (pl.col("s_per") == pl.col("o_per"))
    dates = (pl.col("s_kind") == "date") & (pl.col("o_kind") == "date")
    dated = (flow | dates) & pl.col("s_date").is_not_null() & pl.col("o_date").is_not_null()
    before = (pl.col("o_earliest") - pl.col("s_start_latest")).dt.total_days()
    after = (pl.col("s_end_earliest") - pl.col("o_latest")).dt.total_days()
    days = pl.when(dated).then(pl.max_horizontal(before, after))
    slack = pl.col("s_slack").fill_null(0) + pl.col("o_slack").fill_null(0)
    guess = pl.col("s_date_basis").eq("inferred").fill_null(False) | pl.col("o_date_basis").eq("inferred").fill_null(False)
    sized, placed = pl.when(counted).then(more), pl.col("days") > grace_days
    outside = "{s_value_text} ({s_date}) is said to be part of {o_value_text} ({o_date}), but lies {days} days outside that time"
    parts = _with_sets(parts, exclusive).with_columns(days=days)
    foreign = pl.col("others").list.len().fill_null(0) > 0
    return parts.select(
        "relation_id", "basis", "s_value_text", "o_value_text", "s_low_near", "o_high_near", "s_date", "o_date", "days",
        "s_population", "o_population", claims=pl.concat_list("subject_id", "object_id"),
        text=pl.when(foreign).then(pl.lit(_FOREIGN)).when(sized.fill_null(False)).then(None).otherwise(pl.lit(outside)),
        verdict=verdict(
            pl.when(foreign).then(True).when(sized.is_null()).then(placed).otherwise(sized | placed.fill_null(False)),
            foreign | (counted & more_far) | (placed & (pl.col("days") > slack + grace_days) & ~guess),
        ),
    )  # fmt: skip


def _with_sets(parts: LazyFrame, exclusive: LazyFrame) -> LazyFrame:
    """Add `others` (List[String]): the declared sets in which the populations of part and whole exclude each other."""
    sets = exclusive.group_by("category").agg("set")
    for side in ("s", "o"):
        parts = parts.join(sets.select(pl.col("category").alias(f"{side}_population"), pl.col("set").alias(f"{side}_sets")),
                           on=f"{side}_population", how="left")  # fmt: skip
    both = pl.col("s_sets").list.set_intersection("o_sets")
    return parts.with_columns(others=pl.when(pl.col("s_population") != pl.col("o_population")).then(both))
