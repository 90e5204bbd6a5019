"""A stated length of time that the dates do not allow.

The length must lie between the shortest and the longest time that start and end leave; both ways of counting are tried, with
one end (8 to 11 December: three days) and with both ends (four days), and any day that a month or a year may mean. Quiet
are hedges that reach far enough, working days, and dates computed from the phrase itself. A miss of less than half a unit is rounding, and
only a note; beyond that it is a warning, between exact days an error.

Fires (8 to 13 December is five days, or six counting both ends):

    claims
      | claim_id | measure  | value_text       | unit | date       |
    ! | length   | duration | 4                | day  |            |
    ! | onset    | date     | 8 December 2016  |      | 2016-12-08 |
    ! | fall     | date     | 13 December 2016 |      | 2016-12-13 |

    relations
      | relation_id | predicate   | subject_id | object_id | role  |
      | r1          | duration-of | length     | onset     | start |
      | r1          | duration-of | length     | fall      | end   |

Quiet ("four-day offensive" of 8 to 11 December counts both ends, "three days of fighting" one):

    claims
      | claim_id | measure  | value_text | unit | date                  |
      | four     | duration | 4          | day  |                       |
      | three    | duration | 3          | day  |                       |
      | window   | date     | from 8 on  |      | 2016-12-08/2016-12-11 |

    relations
      | relation_id | predicate   | subject_id | object_id | role |
      | r1          | duration-of | four       | window    | span |
      | r2          | duration-of | three      | window    | span |

Quiet (a siege from some day of 2014 to September 2017 may have lasted three years or "about four"):

    claims
      | claim_id | measure  | value_text | unit | date    |
      | three    | duration | 3          | year |         |
      | four     | duration | about 4    | year |         |
      | start    | date     | 2014       |      | 2014    |
      | end      | date     | September  |      | 2017-09 |

    relations
      | relation_id | predicate   | subject_id | object_id | role  |
      | r1          | duration-of | three      | start     | start |
      | r1          | duration-of | three      | end       | end   |
      | r2          | duration-of | four       | start     | start |
      | r2          | duration-of | four       | end       | end   |

Quiet (the end rests on the phrase alone, so it proves nothing of it):

    claims
      | claim_id | measure  | value_text        | unit | best | comparator | date       | date_basis |
      | length   | duration | nine days         | day  | 9    | eq         |            |            |
      | start    | date     | 19 February       |      |      |            | 2017-02-19 | stated     |
      | end      | date     | after nine days   |      |      |            | 2017-03-19 | relative   |

    relations
      | relation_id | predicate   | subject_id | object_id | role  |
      | r1          | duration-of | length     | start     | start |
      | r1          | duration-of | length     | end       | end   |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.days import DAYS, STRAY, day, exact_day, from_phrase, from_to, least_certain, of_unit
from checks.interval import verdict
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_BANDS = ("near", "far")
_WORKING = r"(?i)\b(?:working|business|school|trading|court)[ -]days?\b"

_FAR = 100_000
"""Days beyond any date that matters: an open length has no limit."""


@rule(
    "TMP002",
    level="warning",
    side="source",
    by="relation_id",
    authority="Allen, Maintaining Knowledge about Temporal Intervals, CACM 26, 1983; ISO 8601-2:2019 (EDTF)",
    message="“{length}” is stated, but {dates} make {one_end} {unit}s counting one end, {both_ends} counting both",
    help="check the length and its dates against the document; if they are as printed, report the length as an error of the source",
)
def duration_mismatch(operands: LazyFrame, *, rounding: float = 0.5) -> LazyFrame:
    rows = operands.filter((pl.col("predicate") == "duration-of") & pl.col("role").is_in(["start", "end", "span"]))
    asserted = ~(pl.col("s_modality").is_in(["denied", "planned"]).fill_null(False) | pl.col("o_modality").eq_missing("denied"))
    starts, ends = (pl.col("role").is_in([role, "span"]) for role in ("start", "end"))
    working = pl.col("s_value_text").str.contains(_WORKING)
    lengths: dict[str, Expr] = {}
    for band in _BANDS:
        known = ends & (pl.col("o_earliest").is_not_null() | (pl.col("role") == "span"))  # "by March" has no earliest end
        first = day("end_earliest", band, "o_").filter(known).min() - day("start_latest", band, "o_").filter(starts).max()
        last = day("latest", band, "o_").filter(ends).max() - day("earliest", band, "o_").filter(starts).min()
        lengths |= {f"shortest_{band}": first, f"longest_{band}": last}
    sets = rows.filter(asserted).group_by("relation_id", "subject_id").agg(
        **lengths, computed=(from_phrase() | working).any(), exact=exact_day("o_").all(),
        begun=pl.col("o_earliest").filter(starts).min(), given=pl.col("o_latest").filter(ends).max(), basis=least_certain(),
        objects=pl.col("object_id").sort(), unit=pl.col("s_unit").first(), length=pl.col("s_value_text").first(),
        dates=pl.col("o_date").sort_by(pl.col("role") == "end", "o_date").str.join(" and "),
        **{f"{end}_{band}": pl.col(f"s_{end}_{band}").first() for end in ("low", "high") for band in _BANDS},
    )  # fmt: skip
    near, far = (_gap(band) for band in _BANDS)
    size = of_unit("unit", DAYS)
    shortest, longest = pl.col("shortest_near").clip(lower_bound=0), pl.col("longest_near")
    least, most = (pl.duration(days=(pl.col(f"{end}_near") * size).round().clip(-_FAR, _FAR)) for end in ("low", "high"))
    return sets.with_columns(
        given=pl.when("exact").then("given"), due_low=pl.col("begun") + least - pl.duration(days=1), due_high=pl.col("begun") + most,
        claims=pl.concat_list("subject_id", "objects"), one_end=from_to(shortest / size, longest / size),
        both_ends=from_to((shortest + 1) / size, (longest + 1) / size),
        verdict=pl.when(~pl.col("computed")).then(verdict(near > 1e-9, far > 1e-9)),
        level=pl.when(near < rounding).then(pl.lit("note")).when("exact").then(pl.lit("error")).otherwise(pl.lit("warning")),
    )  # fmt: skip


def _gap(band: str) -> Expr:
    """By how many units the stated length lies outside what the dates allow; hours of a day are not known."""
    size, stray = of_unit("unit", DAYS), of_unit("unit", STRAY, 0.0)
    hours = pl.when(size < 1).then(1.0).otherwise(0.0)
    least = ((pl.col(f"shortest_{band}") - hours).clip(lower_bound=0) - stray) / size
    most = (pl.col(f"longest_{band}") + 1 + stray) / size
    return pl.max_horizontal(least - pl.col(f"high_{band}"), pl.col(f"low_{band}") - most)
