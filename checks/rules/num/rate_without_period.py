"""A rate compared with a figure that has no period, or a running total called a rate.

"Approximately 63 attacks monthly, but this figure plummeted to just 10 in 2025": ten a month, or ten in the whole year? The two cannot be
compared until the period is known. It makes no difference that the row carries the period over, when the words after the figure give
none. "The rate of travel, totaling 16,000 as of December" names a rate and states a total. What one sentence sets beside a rate without a
stated change is possible only. Quiet: "from 63 a month to 10", where one period serves both; a figure whose window is exactly one period
long; the total that the rate makes; two totals; a rate with its period.

Fires (63 a month against 10 in a year):

    claims
      | claim_id | measure | value_text | per   | date | quote                                                          |
    ! | before   | attacks | 63         | month | 2024 | In 2024 the group carried out 63 attacks monthly               |
    ! | after    | attacks | 10         |       | 2025 | but this figure plummeted to just 10 in 2025                   |
      | fell     | trend   |            |       |      | a figure which has plummeted, as they say                      |

    relations
      | relation_id | predicate | subject_id | object_id | role |
      | r1          | change-of | fell       | before    | from |
      | r1          | change-of | fell       | after     | to   |

Fires (the row has a period that the words do not give):

    claims
      | claim_id | measure | value_text | per   | date | quote                                                          |
    ! | before   | attacks | 63         | month | 2024 | ISIL executed 63 attacks monthly, but this figure fell to 10 in 2025 |
    ! | after    | attacks | 10         | month | 2025 | ISIL executed 63 attacks monthly, but this figure fell to 10 in 2025 |
      | fell     | trend   |            |       |      | this figure fell                                               |

    relations
      | relation_id | predicate | subject_id | object_id | role |
      | r1          | change-of | fell       | before    | from |
      | r1          | change-of | fell       | after     | to   |

Fires (a total called a rate):

    claims
      | claim_id | measure  | value_text       | quote                                                               |
    ! | travel   | fighters | more than 16,000 | The rate of fighter travel, totaling more than 16,000 as of December |

Quiet (one period for both; a month's total is a monthly rate; two yearly totals; a rate of 63 a month; a death rate and a toll):

    claims
      | claim_id | measure | value_text | per   | date    | quote                                              |
      | a        | attacks | 63         | month | 2024    | attacks fell from 63 a month in 2024 to 10 in 2025 |
      | b        | attacks | 10         | month | 2025    | attacks fell from 63 a month in 2024 to 10 in 2025 |
      | c        | attacks | 12         |       | 2025-03 | There were twelve in March: 12 attacks             |
      | d        | attacks | 700        |       | 2024    | There were 700 attacks in 2024                     |
      | e        | attacks | 300        |       | 2025    | There were 300 attacks in 2025                     |
      | f        | attacks | 63         | month | 2024    | The rate of attacks, in total 63 a month, has risen |
      | g        | killed  | 25         |       | 2024    | While the death rate fell, 25 were killed in total |
      | fell     | trend   |            |       |         | the number of attacks fell in that time            |

    relations
      | relation_id | predicate | subject_id | object_id | role |
      | r1          | change-of | fell       | a         | from |
      | r1          | change-of | fell       | b         | to   |
      | r2          | change-of | fell       | a         | from |
      | r2          | change-of | fell       | c         | to   |
      | r3          | change-of | fell       | d         | from |
      | r3          | change-of | fell       | e         | to   |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.interval import verdict
from checks.lazy import pl
from checks.rates import PERIOD, after, called_a_rate, days_of, side_by_side
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_UNSAID = "no period in its words"


@rule(
    "NUM007",
    level="warning",
    side="source",
    by="event-in-document",
    authority="NIST Special Publication 811 (2008), 7.1: the value of a quantity is a number and its unit, here a number per time",
    message="{from} ({from_per}) is compared with {to} ({to_per}); "
    "read as the total of its {days} days, the bare figure is {spread} a {one}",
    help="find out which period the bare figure covers; if the document does not say, the comparison is an error of the source",
)
def rate_without_period(operands: LazyFrame, figures: LazyFrame, anchors: LazyFrame) -> LazyFrame:
    changes = operands.filter((pl.col("predicate") == "change-of") & (pl.col("o_kind") == "number"))
    told = side_by_side(figures, anchors, changes.select(claim_id="object_id"))
    beside = told.select(
        "claims", "from", "to", "one", "days", spread=(pl.col("figure") * days_of(pl.col("one"), 1) / pl.col("days")).round(1),
        from_per=pl.format("a {}", "one"), to_per=pl.lit(_UNSAID), verdict=verdict(pl.col("missing"), pl.lit(False)),
    )  # fmt: skip
    called = called_a_rate(figures, anchors).select(
        claims=pl.concat_list("claim_id"), words="value_text", verdict=verdict(pl.col("near") & pl.col("total"), pl.col("near")),
        text=pl.lit("the words call it a rate, but {words} is a total without a period"),
    )  # fmt: skip
    return pl.concat([_changed(changes), called, beside], how="diagonal_relaxed")


def _changed(changes: LazyFrame) -> LazyFrame:
    """The two sides of a stated change."""
    sides = changes.filter(pl.col("role").is_in(["from", "to"]))
    days = (pl.col("o_latest") - pl.col("o_earliest")).dt.total_days() + 1
    shown = sides.select(
        "relation_id", "role", "basis", "object_id", "o_measure", "o_per", "o_value_text", "o_quote", days=days,
        figure=pl.coalesce("o_best", "o_low", "o_high"),
        bare=(~after("o_quote", "o_value_text").str.slice(0, 60).str.contains(PERIOD)).fill_null(False),
    )  # fmt: skip
    names = ("object_id", "o_measure", "o_per", "o_value_text", "o_quote", "days", "bare", "figure")
    at = {f"{name}_{role}": pl.col(name).filter(pl.col("role") == role).first() for role in ("from", "to") for name in names}
    pairs = shown.group_by("relation_id", maintain_order=True).agg(**at, basis=pl.col("basis").last())
    one = pl.when(pl.col("o_per_from") == "").then("o_per_to").otherwise("o_per_from")
    stretch, figure = (pl.when(pl.col("o_per_from") == "").then(f"{name}_from").otherwise(f"{name}_to") for name in ("days", "figure"))
    low, high = (days_of(one, end) for end in (0, 1))
    missing = (pl.col("o_per_from") == "") != (pl.col("o_per_to") == "")
    carried = pl.col("bare_to") & (pl.col("days_to") > 2 * high) & ~pl.col("o_quote_to").str.contains(r"(?i)\bfrom\b.*\bto\b")
    rates = (pl.col("o_measure_from") == pl.col("o_measure_to")) & (one != "")
    one_period = missing & stretch.is_between(low, high).fill_null(False)
    unclear = (missing & ~one_period) | (~missing & carried.fill_null(False))
    return pairs.select(
        "basis", one=one, days=stretch, spread=(figure * high / stretch).round(1), claims=pl.concat_list("object_id_to", "object_id_from"),
        **{role: pl.col(f"o_value_text_{role}") for role in ("from", "to")},
        from_per=pl.when(pl.col("o_per_from") == "").then(pl.lit(_UNSAID)).otherwise(pl.format("a {}", "o_per_from")),
        to_per=pl.when(~missing | (pl.col("o_per_to") == "")).then(pl.lit(_UNSAID)).otherwise(pl.format("a {}", "o_per_to")),
        verdict=verdict(pl.when(rates).then(unclear), unclear),
    )  # fmt: skip
