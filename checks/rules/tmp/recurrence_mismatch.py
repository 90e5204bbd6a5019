"""An ordinal that the dated events of its series do not bear out.

"For the second time" is one too few when two earlier occasions are dated; "the second March in a row" needs a March, and an occasion of
the year before that may lie in March. Occasions that touch in time or share an event are one. Quiet are series with fewer dated occasions
than the ordinal asks for (nobody lists them all), counts with a start of their own ("the first time since 2013", "the third this year",
"the first under"), ranks and other ordinals ("second-largest", "first anniversary"), cardinals ("three times"), and a "first" recorded as
a superlative, which XDC009 checks.

Fires (a third fall is called the second):

    claims
      | claim_id | measure    | category | actor | place | value_text      | comparator | best | event_id | date       | series |
    ! | one      | control    | gained   | is    | p1    |                 |            |      | e1       | 2013-01-04 | falls  |
    ! | two      | control    | gained   | is    | p2    |                 |            |      | e2       | 2015-05-20 | falls  |
    ! | ordinal  | recurrence |          |       |       | the second time | eq         | 2    | e3       | 2016-12-11 | falls  |

Fires (the year before, it was April):

    claims
      | claim_id | measure    | value_text              | comparator | best | event_id | date       | series |
    ! | april    | date       | 27 April 2016           |            |      | e1       | 2016-04-27 | losses |
    ! | ordinal  | recurrence | second March in a row   | eq         | 2    | e2       | 2017-03-02 | losses |

Quiet (27 March 2016 and the week to 4 March 2017: the second March in a row, told in two documents):

    claims
      | claim_id | document_id | measure    | value_text              | comparator | best | event_id | date                     | series |
      | march    | d1          | date       | 27 March 2016           |            |      | e1       | 2016-03-27               | losses |
      | again    | d2          | date       | March 2016              |            |      |          | 2016-03                  | losses |
      | week     | d2          | date       | 2 March                 |            |      | e2       | 2017-03-02               | losses |
      | ordinal  | d1          | recurrence | second March in a row   | eq         | 2    | e2       | [2017-02-27..2017-03-04] | losses |

Quiet (the third of its kind, though only one is recorded; the first since 2013, though there were some before):

    claims
      | claim_id | measure    | value_text | quote                           | comparator | best | event_id | date       | series |
      | early    | date       | 4 January  | it fell on 4 January 2012 to IS |            |      | e1       | 2012-01-04 | falls  |
      | third    | recurrence | third time | it fell for the third time      | eq         | 3    | e2       | 2016-12-11 | falls  |
      | since    | recurrence | first time | the first time since 2013       | eq         | 1    | e3       | 2016-12-12 | falls  |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.days import MONTH, MONTHS, day
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_ORDINAL = r"(?i)\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d+(st|nd|rd|th))\b"
_RANK = r"(?i)[ -](largest|biggest|most|\w+iest|least|worst|anniversary|phase|round|half|quarter|stage|wave|day|week|floor|city)\b"
_SINCE = r"(?i)\b(since|time (under|after|before|during)|this (year|month|week|decade)|in ([a-z]+ ){0,2}\w+ (year|month|week|day)s?)\b"


@rule(
    "TMP008",
    level="note",
    side="source",
    by="series",
    authority="Allen, Maintaining Knowledge about Temporal Intervals, CACM 26, 1983; EDTF bounds (ISO 8601-2:2019)",
    message="“{value_text}” of {date}, but series {series} has {earlier} earlier dated occasions: {dates}{why}",
    help="check the dates and the series of these claims; if all are right, report the ordinal as an error of the source",
)
def recurrence_mismatch(figures: LazyFrame, *, shown: int = 12) -> LazyFrame:
    real = ~pl.col("modality").is_in(["planned", "denied", "open"]).fill_null(False)
    known = pl.all_horizontal(pl.col(name).is_not_null() for name in ("series", "date", "earliest", "latest"))
    dated, recurs = figures.filter(known & real), pl.col("measure") == "recurrence"
    words, quote = (pl.col(name).str for name in ("value_text", "quote"))
    ordinal = words.contains(_ORDINAL) & ~words.contains(_RANK) & ~quote.contains(_SINCE) & pl.col("superlative").is_null()
    ordinals = _spans(dated.filter(recurs & (pl.col("comparator") == "eq") & ordinal)).cache()
    members = _spans(dated.filter(~recurs).join(ordinals.select("series").unique(), on="series", how="semi"))
    occasions = _occasions(members)
    told = occasions.group_by("series").agg(
        **{name: pl.col(c).sort_by("last", "claim_id").head(shown) for name, c in (("members", "claim_id"), ("dates", "date"))},
        touched=pl.col("months").list.explode(keep_nulls=False, empty_as_null=False).unique(), years=pl.col("year").drop_nulls().unique(),
    )  # fmt: skip
    marks = pl.concat([ordinals.with_columns(at="first", mark=0), occasions.select("series", at="last", mark=1)], how="diagonal")
    counted = marks.sort("series", "at", "mark").with_columns(earlier=pl.col("mark").cum_sum().over("series")).filter(pl.col("mark") == 0)
    month = pl.col("value_text").str.extract(rf"\b({MONTH})\b.*\b(?:in a row|running|in succession)", 1)
    number = month.str.head(3).str.to_lowercase().replace_strict({m: i for i, m in enumerate(MONTHS)}, default=None, return_dtype=pl.Int64)
    judged = counted.join(told, on="series").with_columns(due=(pl.col("opens") // 12 - 1) * 12 + number)
    off = ((pl.col("closes") - pl.col("due")) // 12 <= (pl.col("opens") - 1 - pl.col("due")) // 12).fill_null(False)
    year = (pl.col("due") // 12).cast(pl.Int64)
    gap = (pl.col("years").list.contains(year) & ~pl.col("touched").list.contains(pl.col("due"))).fill_null(False)
    return judged.select(
        "value_text", "date", "series", "earlier", dates=pl.col("dates").list.head("earlier").list.join(", "),
        why=pl.when(off).then(pl.lit("; its own date is in another month"))
        .when(gap).then(pl.format("; none of {} can lie in that month", year)).otherwise(pl.lit("")),
        claims=pl.concat_list("claim_id", pl.col("members").list.head("earlier")),
        verdict=pl.when((pl.col("earlier") >= pl.col("best")) | off | gap).then(pl.lit("definite")).otherwise(pl.lit("ok")),
    )  # fmt: skip


def _spans(claims: LazyFrame) -> LazyFrame:
    return claims.select(
        "claim_id", "series", "date", "event_id", "value_text", "best", "quote",
        first=day("earliest", "far"), last=day("latest", "far"), opens=_month("earliest"), closes=_month("latest"),
    )  # fmt: skip


def _month(bound: str) -> Expr:
    """Months since the year 0, January being 0 of its year."""
    return pl.col(bound).dt.year().cast(pl.Int64) * 12 + pl.col(bound).dt.month().cast(pl.Int64) - 1


def _occasions(members: LazyFrame) -> LazyFrame:
    """Distinct occasions of each series: claims of one event are one, and so are those whose dates touch."""
    events = members.group_by("series", event=pl.coalesce("event_id", "claim_id")).agg(
        *(pl.col(c).sort_by("claim_id").first() for c in ("claim_id", "date")), first=pl.col("first").min(), last=pl.col("last").max(),
        opens=pl.col("opens").min(), closes=pl.col("closes").max(),
    ).sort("series", "first", "last", "claim_id")  # fmt: skip
    new = (pl.col("first") > pl.col("last").cum_max().shift(1).over("series")).fill_null(True)
    merged = events.with_columns(number=new.cast(pl.Int64).cum_sum().over("series")).group_by("series", "number").agg(
        *(pl.col(c).first() for c in ("claim_id", "date")), pl.col("last").max(), pl.col("opens").min(), pl.col("closes").max()
    )  # fmt: skip
    year = pl.when(pl.col("opens") // 12 == pl.col("closes") // 12).then(pl.col("opens") // 12)
    return merged.with_columns(year=year, months=pl.int_ranges("opens", pl.min_horizontal(pl.col("closes"), pl.col("opens") + 36) + 1))
