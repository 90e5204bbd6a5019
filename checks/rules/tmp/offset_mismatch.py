"""Dates that do not lie as far apart as the words say.

"A day before", "ten days later", "one year after": counted from its `from` date, the phrase must meet its `to` date within half a unit of
the phrase (a year is said of ten months too, a day is a day). "Before", "earlier" and "ago" count backwards, "after", "later" and
"following" forwards; without such a word either will do. "The third day" may count the first one. Quiet are vague phrases ("months
after"), open hedges ("over two weeks"), coarse dates that leave room, and dates computed from the phrase itself.

Fires (ten days after 12 December is the 22nd):

    claims
      | claim_id | measure  | value_text     | unit | comparator | best | date       |
    ! | later    | duration | ten days later | day  | eq         | 10   |            |
    ! | broken   | date     | 12 December    |      |            |      | 2016-12-12 |
    ! | deported | date     | 25 December    |      |            |      | 2016-12-25 |

    relations
      | relation_id | predicate   | subject_id | object_id | role |
      | r1          | offset-from | later      | broken    | from |
      | r1          | offset-from | later      | deported  | to   |

Fires ("a day before", but the day after):

    claims
      | claim_id | measure  | value_text   | unit | comparator | best | date       |
    ! | before   | duration | a day before | day  | eq         | 1    |            |
    ! | broken   | date     | 12 December  |      |            |      | 2016-12-12 |
    ! | fell     | date     | 13 December  |      |            |      | 2016-12-13 |

    relations
      | relation_id | predicate   | subject_id | object_id | role |
      | r1          | offset-from | before     | broken    | from |
      | r1          | offset-from | before     | fell      | to   |

Quiet ("one year after" ten months, "the following month", "a little over two weeks after"):

    claims
      | claim_id | measure  | value_text          | unit  | comparator | low | best | date       |
      | year     | duration | one year after      | year  | eq         |     | 1    |            |
      | month    | duration | the following month | month | eq         |     | 1    |            |
      | weeks    | duration | over two weeks      | week  | gt         | 2   |      |            |
      | fell     | date     | 20 May 2015         |       |            |     |      | 2015-05-20 |
      | retaken  | date     | 27 March 2016       |       |            |     |      | 2016-03-27 |
      | april    | date     | April 2016          |       |            |     |      | 2016-04    |

    relations
      | relation_id | predicate   | subject_id | object_id | role |
      | r1          | offset-from | year       | fell      | from |
      | r1          | offset-from | year       | retaken   | to   |
      | r2          | offset-from | month      | retaken   | from |
      | r2          | offset-from | month      | april     | to   |
      | r3          | offset-from | weeks      | retaken   | from |
      | r3          | offset-from | weeks      | april     | to   |

Quiet (the later date rests on the phrase alone):

    claims
      | claim_id | measure  | value_text     | unit | comparator | best | date       | date_basis |
      | later    | duration | ten days later | day  | eq         | 10   |            |            |
      | broken   | date     | 12 December    |      |            |      | 2016-12-12 | stated     |
      | deported | date     | ten days later |      |            |      | 2016-12-25 | relative   |

    relations
      | relation_id | predicate   | subject_id | object_id | role |
      | r1          | offset-from | later      | broken    | from |
      | r1          | offset-from | later      | deported  | to   |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.days import DAYS, STRAY, day, days_apart, direction, exact_day, from_phrase, least_certain, of_unit
from checks.interval import verdict
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_BANDS = ("near", "far")
_NTH = (
    r"(?i)\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|\w+tieth|\d+(?:st|nd|rd|th)) "
    r"(?:straight |consecutive |full )?(?:day|night|morning|week|month|year)\b"
)

_FAR = 100_000
"""Days beyond any date that matters: an open length has no limit."""


@rule(
    "TMP003",
    level="warning",
    side="source",
    by="relation_id",
    authority="Allen, Maintaining Knowledge about Temporal Intervals, CACM 26, 1983; ISO 24617-1 (TimeML), anchored durations",
    message="“{phrase}” from {since} to {until}, but the second date is {apart}{size}",
    help="check the phrase and both dates against the document; if they are as printed, report the phrase as an error of the source",
)
def offset_mismatch(operands: LazyFrame, *, rounding: float = 0.5) -> LazyFrame:
    rows = operands.filter((pl.col("predicate") == "offset-from") & pl.col("role").is_in(["from", "to"]))
    asserted = ~(pl.col("s_modality").eq_missing("denied") | pl.col("o_modality").eq_missing("denied"))
    start, end = pl.col("role") == "from", pl.col("role") == "to"
    apart = {}
    for band in _BANDS:
        first, last = day("earliest", band, "o_"), day("latest", band, "o_")
        apart[f"least_{band}"] = first.filter(end).min() - last.filter(start).max()
        apart[f"most_{band}"] = last.filter(end).max() - first.filter(start).min()
    sets = rows.filter(asserted).with_columns(way=direction()).group_by("relation_id", "subject_id").agg(
        **apart, computed=from_phrase().any(), exact=exact_day("o_").all(), basis=least_certain(), objects=pl.col("object_id").sort(),
        unit=pl.col("s_unit").first(), comparator=pl.col("s_comparator").first(), way=pl.col("way").first(),
        phrase=pl.col("s_value_text").first(), begun=pl.col("o_earliest").filter(start).min(),
        given=pl.col("o_earliest").filter(end).min(),
        since=pl.col("o_date").filter(start).sort().str.join(", "), until=pl.col("o_date").filter(end).sort().str.join(", "),
        **{f"{side}_{band}": pl.col(f"s_{side}_{band}").first() for side in ("low", "high") for band in _BANDS},
    )  # fmt: skip
    near, far = (_misses(band, rounding) for band in _BANDS)
    room, way = of_unit("unit", DAYS) * rounding, pl.col("way").cast(pl.Int32)
    ends = [way * pl.col(f"{end}_near") * of_unit("unit", DAYS) for end in ("low", "high")]
    due = {"due_low": pl.min_horizontal(ends) - room, "due_high": pl.max_horizontal(ends) + room}
    return sets.with_columns(
        **{name: pl.col("begun") + pl.duration(days=days.round().clip(-_FAR, _FAR)) for name, days in due.items()},
        given=pl.when("exact").then("given"),
        claims=pl.concat_list("subject_id", "objects"), apart=days_apart(pl.col("least_near"), pl.col("most_near")),
        size=pl.format(" (a {} is {} days)", "unit", pl.when(pl.col("unit") != "day").then(of_unit("unit", DAYS).round(2))).fill_null(""),
        verdict=pl.when(~pl.col("computed")).then(verdict(near, far)),
        level=pl.when("exact").then(pl.lit("error")).otherwise(pl.lit("warning")),
    )  # fmt: skip


def _misses(band: str, rounding: float) -> Expr:
    """Whether the distance of the dates lies outside the phrase, in the direction that its words give."""
    size = of_unit("unit", DAYS)
    loose = ~pl.col("comparator").is_in(["ge", "gt", "le", "lt"]).fill_null(False)  # "less than a week" rounds nothing
    room = pl.when(loose).then(size * rounding).otherwise(0.0) + of_unit("unit", STRAY, 0.0) + pl.when(size < 1).then(1.0).otherwise(0.0)
    words = pl.col("phrase").str
    room += pl.when(words.contains("(?i)fortnight")).then(3.5).otherwise(0.0)
    first = pl.when(words.contains(_NTH)).then(size).otherwise(0.0)  # the first day is day one
    low, high = pl.col(f"low_{band}") * size - room - first, pl.col(f"high_{band}") * size + room
    least, most = pl.col(f"least_{band}"), pl.col(f"most_{band}")
    later, earlier = (least > high) | (most < low), (most < -high) | (least > -low)
    return pl.when(pl.col("way") > 0).then(later).when(pl.col("way") < 0).then(earlier).otherwise(later & earlier)
