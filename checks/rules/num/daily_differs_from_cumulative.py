"""A figure of a day or a period that is not the difference of the running totals before and after it.

"520 dead by 9 May, 540 by 10 May" leaves 20 for 10 May; a count of 35 for that day, in the same series by the same voice, contradicts
them. Compared are a period and the two totals (of one start, or of none) that end on the day before it and on its last day. Quiet:
declared revisions and resets, late additions ("backlog", "reported late"), another voice, hedges that leave room, totals that
end on other days. Totals dated to a month only, or held together by an event and no `series`, contradict at most possibly.

Fires (20 more in the total, 35 that day):

    claims
      | claim_id | value_text | series | place | date          |
    ! | before   | 520        | toll   | city  | ../2016-05-09 |
    ! | after    | 541        | toll   | city  | ../2016-05-10 |
    ! | day      | 35         | toll   | city  | 2016-05-10    |
      | next     | 12         | toll   | city  | 2016-05-11    |

Quiet (it fits; a revised total; another voice; about; a backlog; other days; wounds):

    claims
      | claim_id | value_text   | series | date                  | asserted_by | quote                                      |
      | a1       | 520          | a      | ../2016-05-09         |             | 520 had been killed by the ninth           |
      | a2       | 541          | a      | ../2016-05-12         |             | 541 had been killed by the twelfth         |
      | a3       | 21           | a      | 2016-05-10/2016-05-12 |             | 21 were killed in those three days         |
      | b1       | 520          | b      | ../2016-05-09         |             | 520 had been killed by the ninth           |
      | b2       | 500          | b      | ../2016-05-10         |             | The toll was corrected to 500 on the tenth |
      | b3       | 21           | b      | 2016-05-10            |             | 21 were killed on the tenth of May         |
      | c1       | 520          | c      | ../2016-05-09         | ministry    | 520 had been killed by the ninth           |
      | c2       | 541          | c      | ../2016-05-10         | ministry    | 541 had been killed by the tenth           |
      | c3       | 35           | c      | 2016-05-10            | monitor     | 35 were killed on the tenth of May         |
      | d1       | at least 520 | d      | ../2016-05-09         |             | at least 520 were killed by the ninth      |
      | d2       | about 541    | d      | ../2016-05-10         |             | about 541 had been killed by the tenth     |
      | d3       | 15           | d      | 2016-05-10            |             | 15 were killed on the tenth of May         |
      | e1       | 520          | e      | ../2016-05-09         |             | 520 had been killed by the ninth           |
      | e2       | 600          | e      | ../2016-05-10         |             | 600, with a backlog of the last weeks      |
      | e3       | 35           | e      | 2016-05-10            |             | 35 were killed on the tenth of May         |
      | f1       | 520          | f      | ../2016-05-08         |             | 520 had been killed by the eighth          |
      | f2       | 600          | f      | ../2016-05-10         |             | 600 had been killed by the tenth           |
      | f3       | 35           | f      | 2016-05-10            |             | 35 were killed on the tenth of May         |
      | g1       | 520          | g      | ../2016-05-09         |             | 520 had been killed by the ninth           |
      | g2       | 558          | g      | ../2016-05-10         |             | 558, three of whom died of earlier wounds  |
      | g3       | 35           | g      | 2016-05-10            |             | 35 were killed on the tenth of May         |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.interval import disjoint, verdict
from checks.lazy import pl
from checks.rule import rule
from checks.running import BOUNDS, SERIES, counted, totals

if TYPE_CHECKING:
    from polars import LazyFrame

_SHOWN = ("claim_id", "value_text", "date", "firm", "revised", *BOUNDS)


@rule(
    "NUM010",
    level="error",
    side="source",
    by="series-or-event",
    authority="Interval arithmetic (Moore, Kearfott and Cloud, Introduction to Interval Analysis, 2009): differences",
    message="{value_text} is given for {date}, but the totals {a_value_text} ({a_date}) and {b_value_text} ({b_date}) leave {left}",
    help="check the three figures and their dates; if a total was revised, say so with `supersedes`; otherwise report them together",
)
def daily_differs_from_cumulative(figures: LazyFrame, relations: LazyFrame) -> LazyFrame:
    counts = counted(figures, relations)
    ends = totals(counts)
    first, last = (ends.select(*SERIES, "latest", start="earliest", **{f"{name}_{c}": c for c in _SHOWN}) for name in ("a", "b"))
    periods = counts.filter(pl.col("earliest").is_not_null()).with_columns(eve=pl.col("earliest").dt.offset_by("-1d"))
    begun = periods.join(first, left_on=[*SERIES, "eve"], right_on=[*SERIES, "latest"], nulls_equal=True)
    whole = begun.join(last, on=[*SERIES, "latest", "start"], nulls_equal=True)
    told = pl.any_horizontal("revised", "a_revised", "b_revised")
    gaps = whole.filter(~told).with_columns(
        **{f"gap_low_{band}": pl.col(f"b_low_{band}") - pl.col(f"a_high_{band}") for band in ("near", "far")},
        **{f"gap_high_{band}": pl.col(f"b_high_{band}") - pl.col(f"a_low_{band}") for band in ("near", "far")},
    )
    near, far = (disjoint(f"low_{band}", f"high_{band}", f"gap_low_{band}", f"gap_high_{band}") for band in ("near", "far"))
    exact = pl.col("gap_low_near") == pl.col("gap_high_near")
    low, high = (pl.col(f"gap_{end}_near").round(1).cast(pl.String).str.replace(r"\.0$", "") for end in ("low", "high"))
    left = pl.when(exact).then(low).otherwise(pl.format("{} to {}", low, high)).str.replace("-inf", "anything", literal=True)
    return gaps.with_columns(
        claims=pl.concat_list("claim_id", "a_claim_id", "b_claim_id"), left=left.str.replace("inf", "any number", literal=True),
        given="low_near", due_low="gap_low_near", due_high="gap_high_near",
        verdict=verdict(near, far & pl.all_horizontal("firm", "a_firm", "b_firm")),
    )  # fmt: skip
