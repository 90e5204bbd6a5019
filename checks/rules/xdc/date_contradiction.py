"""Dates of one event that have no day in common.

A coarse date is some day within, so "March 2016" and "27 March 2016" agree; neighbouring days (a night, a time zone) are
possible at most, and so are dates that were computed or inferred, and events that are not known to be short. A long event
(a siege, an offensive, or one told with a window) has many dates: there only beginnings are compared with beginnings, ends
with ends, and between documents whole windows, which are quiet when they overlap. The window of a figure (window-of) dates
the figure, and that of a length (36 days of pumping after a flood) what lasted, not the event.

Fires (two dates for the fall of one town):

    events
      | event_id | type           |
      | fall     | control-change |

    claims
      | claim_id | document_id | event_id | measure | date       |
    ! | a        | d1          | fall     | date    | 2016-12-11 |
    ! | b        | d2          | fall     | date    | 2016-12-14 |

Quiet (a month and a day within it; a window that holds the day):

    events
      | event_id | type           |
      | fall     | control-change |
      | siege    | siege          |

    claims
      | claim_id | document_id | event_id | measure | date                  |
      | a        | d1          | fall     | date    | 2016-12               |
      | b        | d2          | fall     | date    | 2016-12-11            |
      | c        | d1          | siege    | date    | 2015-01/2017-09       |
      | d        | d2          | siege    | date    | 2016-09-17            |

Quiet (an offensive that began on one day and ended on another):

    events
      | event_id  | type      |
      | offensive | offensive |

    claims
      | claim_id | document_id | event_id  | measure | date       | quote                                    |
      | a        | d1          | offensive | date    | 2016-12-08 | The offensive began on 8 December 2016   |
      | b        | d2          | offensive | date    | 2016-12-11 | and it ended on 11 December 2016         |
      | c        | d3          | offensive | date    | 2016-12-10 | The offensive of 10 December 2016        |

Quiet (a date not yet fixed, and the two windows of a campaign in one document):

    events
      | event_id | type      |
      | talks    | agreement |
      | strikes  | attack    |

    claims
      | claim_id | document_id | event_id | measure | date                  | modality |
      | a        | d1          | talks    | date    | 2016-12-11            | planned  |
      | b        | d2          | talks    | date    | 2016-12-30            |          |
      | c        | d1          | strikes  | date    | 2015-05-20/2016-03-27 |          |
      | d        | d1          | strikes  | date    | 2016-12-08/2017-03-02 |          |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.contrast import contrast, soft, stated, who
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_START = r"(?i)\b(?:began|beg[iu]n\w*|start\w*|onset|launch\w*|since|broke out|opened|took effect|takes? effect|in(?:to)? force)\b"
_END = r"(?i)\b(?:ended|ends?|until|conclu\w+|finish\w*|complet\w+|lifted|broken|collapsed)\b"


@rule(
    "XDC003",
    level="error",
    side="source",
    by="event_id",
    authority="ISO 8601-2:2019 (EDTF): dates as intervals; Allen, Maintaining knowledge about temporal intervals, CACM 26, 1983",
    message="{event_id} cannot be dated both {upper_said} and {lower_said}: no day is in both",
    help="check that both dates are of the same event and that a year was not inherited wrongly; otherwise report the contradiction",
)
def date_contradiction(figures: LazyFrame, operands: LazyFrame, events: LazyFrame) -> LazyFrame:
    facts = events.select("event_id", "type", event_date="date")
    known = pl.col("date").is_not_null() & pl.col("event_id").is_not_null() & pl.any_horizontal(pl.col("earliest", "latest").is_not_null())
    dated = figures.filter((pl.col("measure") == "date") & known & stated()).join(facts, on="event_id", how="left")
    roles = operands.filter(pl.col("predicate").is_in(["duration-of", "window-of", "supersedes"]))
    out = pl.col("predicate").is_in(["supersedes", "window-of"]).any()
    roles = roles.group_by(claim_id="object_id").agg(role=pl.col("role").max(), out=out, span=(pl.col("role") == "span").any())
    window = pl.col("lasts") & (pl.col("earliest") < pl.col("latest")).fill_null(True)
    of_length = pl.col("span") & ~pl.col("type").is_in(["siege", "offensive"])  # how long something lasted, perhaps after the event
    rows = dated.join(roles, on="claim_id", how="left").filter(~(pl.col("out") | of_length).fill_null(False)).with_columns(window=window)
    long = pl.col("type").is_in(["siege", "offensive"]) | pl.col("event_date").str.contains("/", literal=True)
    rows = rows.with_columns(long=(long.fill_null(False) | window).any().over("event_id")).with_columns(phase=_phase())
    unsure = soft() | pl.col("date_basis").is_in(["relative", "inferred"]).fill_null(False)
    short = pl.col("type").is_in(["attack", "control-change", "agreement", "evacuation", "statement"])
    unsure = unsure | (pl.col("phase") != "") | ~short
    first, last = (pl.col(name).cast(pl.Int32).cast(pl.Float64) for name in ("earliest", "latest"))
    low, high = first.fill_null(float("-inf")), last.fill_null(float("inf"))
    bounded = rows.drop_nulls("phase").with_columns(
        low_near=low, high_near=high, cell=pl.when(pl.col("phase") == "window").then("document_id").otherwise("claim_id"),
        low_far=pl.when(unsure.fill_null(True)).then(float("-inf")).otherwise(low - pl.col("slack")),
        high_far=pl.when(unsure.fill_null(True)).then(float("inf")).otherwise(high + pl.col("slack") + 1),
    )  # fmt: skip
    said = pl.format("{} ({})", "date", who())
    found = contrast(bounded, ["event_id", "phase"], "cell", said, ("date",))
    days = pl.all_horizontal(pl.col("upper_date", "lower_date").str.contains(r"^\d{4}-\d{2}-\d{2}$"))
    upper, lower = (pl.col(name).cast(pl.Int32, strict=False).cast(pl.Date) for name in ("above", "below"))
    return found.with_columns(
        claims=pl.concat_list("upper", "lower"),
        given=pl.when(days).then(upper),
        due_low=pl.when(days).then(lower),
        due_high=pl.when(days).then(lower),
    )


def _phase() -> Expr:
    """What of its event a date tells: all of it (empty), its start, its end, its window; null when we cannot know."""
    start, end = (pl.col("quote").str.contains(words).fill_null(False) for words in (_START, _END))
    told = pl.when(pl.col("window")).then(pl.lit("window")).when(start & ~end).then(pl.lit("start")).when(end & ~start).then(pl.lit("end"))
    phased = pl.col("long") | (pl.col("type").is_in(["agreement", "evacuation"]).fill_null(False) & (start ^ end))
    role = pl.when(pl.col("role").is_in(["start", "end"])).then("role")
    return pl.coalesce(role, pl.when(phased).then(told).otherwise(pl.lit("")))
