"""A running total that is lower than it was before.

What has been counted up to a later day holds all that was counted up to an earlier one, so the total of one series by one voice (same
measure, unit, population, place and actor, same start or no start) cannot fall. Each total is held against the highest before it; the
first of several that are too low is named. Quiet: a revision or a reset that words or a relation declare ("revised", `supersedes`,
`different-quantity`), another voice, a figure of a period, hedges that leave room, and what is no flow: fighters, displaced and missing
people may become fewer. Without a `series`, where only the event is one, possible.

Fires (520 dead by March, 480 by June):

    claims
      | claim_id | value_text | series | place | date          | quote                        |
      | january  | 410        | toll   | city  | ../2016-01-31 | 410 had been killed by then  |
    ! | march    | 520        | toll   | city  | ../2016-03-31 | 520 had been killed by March |
    ! | june     | 480        | toll   | city  | ../2016-06-30 | 480 had been killed by June  |
      | august   | 530        | toll   | city  | ../2016-08-31 | 530 had been killed by then  |

Fires (by month, a fall that hedges do not cover):

    claims
      | claim_id | measure | value_text | series  | date       |
    ! | first    | attacks | 52         | strikes | ../2014-06 |
    ! | second   | attacks | at most 40 | strikes | ../2015-01 |

Quiet (revised; declared another quantity; another voice; a period; at least; about; the displaced):

    claims
      | claim_id | measure   | value_text   | series | date          | asserted_by | quote                                   |
      | a1       | killed    | 520          | a      | ../2016-03-31 |             | 520 had been killed by the end of March |
      | a2       | killed    | 480          | a      | ../2016-06-30 |             | The toll was revised to 480 in June     |
      | a3       | killed    | 490          | a      | ../2016-07-31 |             | 490 had been killed by the end of July  |
      | a4       | killed    | 470          | a      | ../2016-08-31 |             | The toll is 470 by August, down from 490 |
      | b1       | killed    | 520          | b      | ../2016-03-31 |             | 520 had been killed by the end of March |
      | b2       | killed    | 100          | b      | ../2016-06-30 |             | 100 had been killed by the end of June  |
      | c1       | killed    | 520          | c      | ../2016-03-31 | ministry    | 520 had been killed by the end of March |
      | c2       | killed    | 480          | c      | ../2016-06-30 | monitor     | 480 had been killed by the end of June  |
      | c3       | killed    | 20           | c      | 2016-06       | ministry    | 20 were killed in the month of June     |
      | d1       | killed    | at least 500 | d      | ../2016-03-31 |             | at least 500 were killed by March 2016  |
      | d2       | killed    | about 480    | d      | ../2016-06-30 |             | about 480 were killed by June of 2016   |
      | e1       | displaced | 5000         | e      | ../2016-03-31 |             | 5,000 people had been displaced by then |
      | e2       | displaced | 3000         | e      | ../2016-06-30 |             | 3,000 people had been displaced by then |

    relations
      | relation_id | predicate          | subject_id | object_id |
      | r1          | different-quantity | b2         | b1        |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.alike import shared
from checks.interval import verdict
from checks.lazy import pl
from checks.rule import rule
from checks.running import SERIES, counted, totals

if TYPE_CHECKING:
    from polars import LazyFrame

_PART = [*SERIES, "earliest"]


@rule(
    "NUM009",
    level="error",
    side="source",
    by="series-or-event",
    authority="Monotonicity of measure: the count of a set is never less than that of a set within it (Halmos, Measure Theory, 1950, § 9)",
    message="{value_text} ({date}) is less than {before_text} ({before_date}) in {of}: a running total cannot fall",
    help="check both figures and dates; if the later one revises or restarts the count, say so with `supersedes` or `different-quantity`",
)
def cumulative_falls(figures: LazyFrame, relations: LazyFrame) -> LazyFrame:
    ordered = totals(counted(figures, relations)).filter(shared(*_PART)).sort(*_PART, "latest")
    new = pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift(1)) for name in _PART) | pl.col("revised")
    counts = ordered.with_columns(run=new.fill_null(True).cum_sum())
    highest = pl.col("low_near") == pl.col("low_near").cum_max().over("run")
    shown = {"claim": "claim_id", "text": "value_text", "date": "date", "near": "low_near", "far": "low_far", "firm": "firm"}
    before = {f"before_{name}": pl.when(highest).then(column).forward_fill().shift(1).over("run") for name, column in shown.items()}
    later = pl.col("high_near").shift(-1).over("run")
    last = {"last_low": pl.col("low_near").shift(1).over("run"), "last_high": pl.col("high_near").shift(1).over("run")}
    compared = counts.with_columns(**before, **last)
    told = (pl.col("last_high") < pl.col("before_near")) & (pl.col("high_near") >= pl.col("last_low"))
    falls = (pl.col("high_near") < pl.col("before_near")) & ~told.fill_null(False)
    sure = pl.col("before_firm") & pl.col("firm")
    return compared.with_columns(
        claims=pl.concat_list("claim_id", "before_claim"),
        given="high_near",
        due_low="before_near",
        due_high=later,
        verdict=verdict(falls, sure & (pl.col("high_far") < pl.col("before_far"))),
    )
