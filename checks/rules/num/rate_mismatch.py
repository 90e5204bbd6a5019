"""A rate and a count of the same things over the same time that do not go together.

"63 attacks a month in 2024" makes about 756 in the year; a count of 500 for that year, by the same voice, contradicts it. Compared are
figures of one series or event, measure, unit, population, place, actor and window, rates with counts; a rate may be off by half of its
last printed digit, as averages are. Quiet: a window shorter than one period of the rate, counts published before the window was over,
peaks ("up to", "at its height", "on some days"), hedges that leave room, other windows, other speakers, and a rate alone.

Fires (63 a month are 756 a year):

    claims
      | claim_id | measure | value_text | per   | series  | date | quote                               |
    ! | rate     | attacks | 63         | month | strikes | 2024 | 63 attacks a month in 2024          |
    ! | count    | attacks | 500        |       | strikes | 2024 | 500 attacks in all of 2024          |
      | before   | attacks | 480        |       | strikes | 2023 | 480 attacks in all of the year 2023 |

Quiet (it fits; a peak; another speaker; half a year; less than a period; a count so far):

    documents
      | document_id | date_published |
      | d1          | 2030-01-01     |
      | d2          | 2024-10-01     |

    claims
      | claim_id | document_id | measure | value_text | per   | series | date            | asserted_by | quote                         |
      | a1       | d1          | attacks | 63         | month | a      | 2024            |             | 63 attacks a month in 2024    |
      | a2       | d1          | attacks | 760        |       | a      | 2024            |             | 760 attacks in all of 2024    |
      | a3       | d1          | attacks | 380        |       | a      | 2024-01/2024-06 |             | 380 attacks in its first half |
      | b1       | d1          | attacks | 63         | month | b      | 2024            |             | At its height 63 a month      |
      | b2       | d1          | attacks | 500        |       | b      | 2024            |             | 500 attacks in all of 2024    |
      | b3       | d1          | attacks | 9          | day   | b      | 2024            |             | Nine a day in bad weeks       |
      | c1       | d1          | attacks | 63         | month | c      | 2024            | ministry    | 63 attacks a month in 2024    |
      | c2       | d1          | attacks | 500        |       | c      | 2024            | monitor     | 500 attacks in all of 2024    |
      | d1       | d1          | attacks | 63         | month | d      | 2024-05-01      |             | At 63 attacks a month in May  |
      | d2       | d1          | attacks | 12         |       | d      | 2024-05-01      |             | 12 attacks on the first       |
      | e1       | d2          | attacks | 63         | month | e      | 2024            |             | 63 attacks a month in 2024    |
      | e2       | d2          | attacks | 500        |       | e      | 2024            |             | 500 attacks in 2024           |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.alike import shared
from checks.days import DAYS, of_unit
from checks.interval import disjoint, verdict
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_KEY = ["voice", "of", "measure", "unit", "population", "place_at", "actor", "earliest", "latest"]
_PEAK = (
    r"(?i)\b(peak\w*|height|record|up to|as many as|as much as|maximum|most|at one point|sometimes|"
    r"(some|bad|busy|certain) (days|nights|weeks|months)|busiest|worst)\b"
)
_STRAY = {"near": 0.02, "far": 0.04}


@rule(
    "NUM005",
    level="error",
    side="source",
    by="series-or-event",
    authority="NIST Special Publication 811 (2008), 7.1: the value of a quantity is a number times its unit, here a number per time",
    message="{rate} a {per} makes {low} to {high} in {date} ({periods} {per}s), but the count for it is given as {count}",
    help="check the two figures, the period and the window; if they are as printed, one of them is an error of the source",
)
def rate_mismatch(figures: LazyFrame) -> LazyFrame:
    stated = ~pl.col("modality").is_in(["denied", "planned", "open"]).fill_null(False)
    average = ~pl.col("quote").str.contains(_PEAK).fill_null(False)
    bounded = pl.all_horizontal(pl.col("date", "earliest", "latest", "low_near").is_not_null()) & pl.col("additive") & pl.col("countable")
    over = ~(pl.col("as_of") < pl.col("latest")).fill_null(False)
    rows = figures.filter(stated & bounded & over).with_columns(of=pl.coalesce("series", "event_id"), sure=pl.col("series").is_not_null())
    held = rows.filter(pl.col("of").is_not_null()).filter(shared(*_KEY)).with_columns(average=average).filter("average").sort("claim_id")
    rates, counts = (held.filter(pl.col("per") != ""), held.filter(pl.col("per") == ""))
    half = 0.5 * pl.lit(10.0).pow(-pl.col("value_text").str.extract(r"\d[.,](\d{1,2})\b", 1).str.len_bytes().fill_null(0).cast(pl.Int32))
    days = (pl.col("latest") - pl.col("earliest")).dt.total_days() + 1
    periods = days / of_unit("per", DAYS)
    made = {
        f"made_{end}_{band}": (pl.col(f"{end}_{band}") + sign * width * half) * periods * (1 + sign * _STRAY[band])
        for band, width in (("near", 1), ("far", 2)) for end, sign in (("low", -1), ("high", 1))
    }  # fmt: skip
    spread = rates.with_columns(**made, periods=periods).filter(pl.col("periods") > 1.5)
    sides = [_hull(spread, [*_KEY, "per"], "rate", "made_"), _hull(counts, _KEY, "count", "")]
    both = sides[0].join(sides[1].drop("periods"), on=_KEY, nulls_equal=True)
    near, far = (disjoint(f"rate_low_{b}", f"rate_high_{b}", f"count_low_{b}", f"count_high_{b}") for b in ("near", "far"))
    firm = pl.col("rate_sure") & pl.col("count_sure")
    return both.with_columns(
        claims=pl.concat_list("count_id", "rate_id"), low=pl.col("rate_low_near").round(0), high=pl.col("rate_high_near").round(0),
        date=pl.col("rate_date"), periods=pl.col("periods").round(1),
        given="count_low_near", due_low="rate_low_near", due_high="rate_high_near", verdict=verdict(near, far & firm),
    )  # fmt: skip


def _hull(rows: LazyFrame, key: list[str], name: str, prefix: str) -> LazyFrame:
    """The lowest and the highest that is said in every group, with its first claim."""
    ends: dict[str, Expr] = {f"{name}_low_{band}": pl.col(f"{prefix}low_{band}").min() for band in ("near", "far")}
    ends |= {f"{name}_high_{band}": pl.col(f"{prefix}high_{band}").max() for band in ("near", "far")}
    first = {f"{name}_id": "claim_id", name: "value_text", f"{name}_date": "date"}
    shown = {column: pl.col(of).first() for column, of in first.items()}
    count = pl.col("periods").first() if prefix else pl.lit(1.0).first()
    return rows.group_by(key).agg(**ends, **shown, **{f"{name}_sure": pl.col("sure").all()}, periods=count)
