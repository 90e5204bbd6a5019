"""A toll of a hundred or more that is printed as exactly twice the injured.

Why this is suspicious, and which readings stay quiet.

Fires:

    claims
      | claim_id | measure | value_text | event_id |
    ! | dead     | killed  | 200        | strike   |
    ! | hurt     | injured | 100        | strike   |

Quiet (a small toll may well be):

    claims
      | claim_id | measure | value_text | event_id |
      | dead     | killed  | 4          | strike   |
      | hurt     | injured | 2          | strike   |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "NUM900",
    level="note",
    side="source",
    by="event_id",
    authority="the standard, paper or method that the rule rests on",
    message="{killed} killed is exactly twice {injured} injured",
    help="compare with other reports of the event",
)
def doubled_toll(figures: LazyFrame) -> LazyFrame:
    exact = figures.filter(pl.col("comparator") == "eq")
    value = {name: pl.col("best").filter(pl.col("measure") == name).first() for name in ("killed", "injured")}
    tolls = exact.group_by("event_id").agg(claims=pl.col("claim_id").sort(), **value).drop_nulls()
    odd = (pl.col("killed") == 2 * pl.col("injured")) & (pl.col("killed") >= 100)
    return tolls.with_columns(verdict=pl.when(odd).then(pl.lit("definite")).otherwise(pl.lit("ok")))
