"""A rate compared with a figure that has no period, or a running total called a rate.

"Approximately 63 attacks monthly, but this figure plummeted to just 10 in 2025": ten a month, or ten in the whole year? The two cannot be
compared until the period is known. It makes no difference that the row carries the period over, when the words after the figure give
none. "The rate of travel, totaling 16,000 as of December" names a rate and states a total.
Quiet: "from 63 a month to 10", where one period serves both; a figure whose window is exactly one period long; two totals; a rate
with its period.

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
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_PERIOD = r"(?i)\b(a|per|each|every)\s+(day|week|month|year)\b|\b(daily|weekly|monthly|yearly|annual)"
_DAYS = {"day": (1, 1), "week": (7, 7), "month": (28, 31), "year": (365, 366)}
_TOTAL = r"(?i)\btotal|\bas of\b|\bso far\b|\bto date\b|\bcumulative|\baltogether\b|\bin all\b"


@rule(
    "NUM007",
    level="warning",
    side="source",
    by="document_id",
    authority="NIST Special Publication 811 (2008), 7.1: the value of a quantity is a number and its unit, here a number per time",
    message="{from} ({from_per}) is compared with {to} ({to_per}); the total of a window of {days} days would make {spread} a {one}",
    help="find out which period the bare figure covers; if the document does not say, the comparison is an error of the source",
)
def rate_without_period(operands: LazyFrame, figures: LazyFrame, anchors: LazyFrame) -> LazyFrame:
    return pl.concat([_compared(operands), _called_a_rate(figures, anchors)], how="diagonal")


def _compared(operands: LazyFrame) -> LazyFrame:
    sides = operands.filter((pl.col("predicate") == "change-of") & pl.col("role").is_in(["from", "to"]) & (pl.col("o_kind") == "number"))
    days = (pl.col("o_latest") - pl.col("o_earliest")).dt.total_days() + 1
    shown = sides.select(
        "relation_id", "role", "basis", "object_id", "o_measure", "o_per", "o_value_text", "o_quote", days=days,
        figure=pl.coalesce("o_best", "o_low", "o_high"),
        bare=(~_after("o_quote", "o_value_text").str.slice(0, 60).str.contains(_PERIOD)).fill_null(False),
    )  # fmt: skip
    names = ("object_id", "o_measure", "o_per", "o_value_text", "o_quote", "days", "bare", "figure")
    at = {f"{name}_{role}": pl.col(name).filter(pl.col("role") == role).first() for role in ("from", "to") for name in names}
    pairs = shown.group_by("relation_id", maintain_order=True).agg(**at, basis=pl.col("basis").last())
    one = pl.when(pl.col("o_per_from") == "").then("o_per_to").otherwise("o_per_from")
    stretch, figure = (pl.when(pl.col("o_per_from") == "").then(f"{name}_from").otherwise(f"{name}_to") for name in ("days", "figure"))
    low, high = (one.replace_strict({per: ends[i] for per, ends in _DAYS.items()}, default=None, return_dtype=pl.Int32) for i in (0, 1))
    missing = (pl.col("o_per_from") == "") != (pl.col("o_per_to") == "")
    carried = pl.col("bare_to") & (pl.col("days_to") > 2 * high) & ~pl.col("o_quote_to").str.contains(r"(?i)\bfrom\b.*\bto\b")
    rates = (pl.col("o_measure_from") == pl.col("o_measure_to")) & (one != "")
    one_period = missing & stretch.is_between(low, high).fill_null(False)
    unclear = (missing & ~one_period) | (~missing & carried.fill_null(False))
    unsaid = pl.lit("no period in its words")
    return pairs.select(
        "basis", one=one, days=stretch, spread=(figure * high / stretch).round(1), claims=pl.concat_list("object_id_to", "object_id_from"),
        **{role: pl.col(f"o_value_text_{role}") for role in ("from", "to")},
        from_per=pl.when(pl.col("o_per_from") == "").then(unsaid).otherwise(pl.format("a {}", "o_per_from")),
        to_per=pl.when(~missing | (pl.col("o_per_to") == "")).then(unsaid).otherwise(pl.format("a {}", "o_per_to")),
        verdict=verdict(pl.when(rates).then(unclear), unclear),
    )  # fmt: skip


def _called_a_rate(figures: LazyFrame, anchors: LazyFrame) -> LazyFrame:
    counts = figures.filter((pl.col("per") == "") & pl.col("countable") & (pl.col("comparator") != "vague") & pl.col("cited"))
    people = counts.filter(pl.col("measure").is_in(["countries", "settlements", "bases", "vehicles"]).not_())
    said = people.select("claim_id", "value_text", "quote").join(anchors.select("claim_id", "sentence"), on="claim_id")
    rate = pl.col("sentence").str.contains(r"(?i)\brate of\b") & ~pl.col("sentence").str.contains(_PERIOD)
    after = pl.col("sentence").str.extract(r"(?i)\brate of\b(.*)", 1).str.splitn(pl.col("value_text"), 2)
    words = after.struct.rename_fields(["gap", "rest"]).alias("words")
    near = said.filter(rate).with_columns(words).unnest("words").filter(pl.col("rest").is_not_null())
    total = pl.concat_str("gap", "rest").str.contains(_TOTAL)
    return near.select(
        claims=pl.concat_list("claim_id"), words="value_text",
        text=pl.lit("the words call it a rate, but {words} is a total without a period"),
        verdict=verdict((pl.col("gap").str.len_chars() < 120) & total, total),
    )  # fmt: skip


def _after(quote: str, figure: str) -> Expr:
    """The words that follow the figure."""
    return pl.col(quote).str.splitn(pl.col(figure), 2).struct.field("field_1")
