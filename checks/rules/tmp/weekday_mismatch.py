"""A weekday that is not that of the date beside it.

"Tuesday, 13 December 2016" can be checked against the calendar. Only a weekday that stands at the date counts, or one that is
all that a date claim says ("on Tuesday") when the date was worked out: in "said on Sunday that the attack of 13 December" the
weekday is that of the speech. When the year or the day is not printed there our reading may be wrong, else the source is.
Quiet is a difference of one day where the words name a time zone.

Fires (13 December 2016 was a Tuesday):

    claims
      | claim_id | quote                                       | value_text | date       | date_basis |
    ! | toll     | killed 60 people on Monday 13 December 2016 | 60         | 2016-12-13 | stated     |
      | right    | killed 61 on Tuesday, 13 December 2016      | 61         | 2016-12-13 | stated     |

Fires (the article of Saturday, 4 March 2017, says "on Tuesday", the row has the Monday):

    claims
      | claim_id | measure | quote                        | value_text | date       | date_basis  |
    ! | strike   | date    | the strike came on Tuesday   | on Tuesday | 2017-02-27 | publication |

Quiet (the weekday is that of the speech, not of the attack):

    claims
      | claim_id | quote                                                             | value_text | date       |
      | toll     | he said on Sunday that the attack of 13 December 2016 killed 60   | 60         | 2016-12-13 |

Quiet (a day of the window, each with its own weekday):

    claims
      | claim_id | quote                                                           | value_text | date                  |
      | toll     | killed 60 from Thursday 8 December to Sunday, December 11, 2016 | 60         | 2016-12-08/2016-12-11 |

Quiet (late on Monday in Washington is Tuesday in Aleppo):

    claims
      | claim_id | quote                                                    | value_text | date       |
      | toll     | killed 60 on Monday, 13 December 2016, 1 a.m. local time | 60         | 2016-12-13 |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.days import MONTHS, WEEKDAY, WEEKDAYS
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_NAME = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\b\.?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{_DAY} (?:of )?{_MONTH}|{_MONTH} {_DAY}\b)"
_BESIDE = rf"\bThe Sun\b|\b{_NAME}(?: (?:morning|afternoon|evening|night))?(?:,? (?:the )?| \()(?:{_DATE})(?:,? \d{{4}})?|" + (
    rf"\b{_DATE}(?:,? \d{{4}})?(?:, a | \((?:a )?){_NAME}"
)
_ZONE = r"\b(?:GMT|UTC|EST|EDT|PST|PDT|CET|CEST|local time|time zone)\b"


@rule(
    "TMP005",
    level="error",
    side="source",
    by="claim_id",
    authority="ISO 8601-1:2019, calendar and week dates",
    message="“{words}”: {date} is a {is_day}, not a {said_day}",
    help="check year and day of the date against the document; if both are as printed, report the weekday as an error of the source",
)
def weekday_mismatch(claims: LazyFrame) -> LazyFrame:
    named = claims.filter(pl.col("date").str.contains(r"\d{4}-\d\d-\d\d"), pl.col("quote").str.contains(rf"\b{_NAME}"))
    active = named.filter(~pl.col("status").is_in(["retracted", "dismissed"]).fill_null(False))
    beside = pl.col("quote").str.replace_all(r"\s+", " ").str.extract_all(_BESIDE).list.set_difference(["The Sun"])
    alone = pl.when(pl.col("measure") == "date").then(pl.col("value_text").str.extract(rf"^(?:[Oo]n )?({WEEKDAY})$", 1))
    words = pl.when(beside.list.len() > 0).then(beside).otherwise(pl.concat_list(alone))
    found = active.select("claim_id", "date", "quote", words=words).explode("words").filter(pl.col("words").is_not_null())
    ends = ["date", "until"]
    dated = found.with_columns(
        pl.col("date").str.extract(r"^\[?(\d{4}-\d\d-\d\d)", 1).str.to_date(strict=False),
        until=pl.col("date").str.extract(r"(\d{4}-\d\d-\d\d)\]?$", 1).str.to_date(strict=False),
        number=pl.col("words").str.extract(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", 1).cast(pl.Int8),
        month=_index(rf"\b({'|'.join(m.title() for m in MONTHS)})", MONTHS), year=pl.col("words").str.extract(r"(\d{4})", 1).cast(pl.Int32),
        said=_index(rf"\b({'|'.join(d.title() for d in WEEKDAYS)})", WEEKDAYS),
    )  # fmt: skip
    meant = dated.with_columns(date=pl.coalesce(pl.when(_names(end)).then(end) for end in ends))
    apart = (pl.col("date").dt.weekday() - pl.col("said")).abs()
    shifted = apart.is_in([1, 6]) & pl.col("quote").str.contains(_ZONE)
    return meant.select(
        "words", "date", claims=pl.concat_list("claim_id"), is_day=pl.col("date").dt.strftime("%A"),
        said_day=pl.col("words").str.extract(rf"\b({_NAME})", 1),
        side=pl.when(pl.col("year").is_null()).then(pl.lit("data")).otherwise(pl.lit("source")),
        verdict=pl.when((apart != 0) & ~shifted).then(pl.lit("definite")).when(apart.is_not_null()).then(pl.lit("ok")),
    )  # fmt: skip


def _index(pattern: str, names: tuple[str, ...]) -> Expr:
    """Number, from 1, of the first of `names` in the words."""
    found = pl.col("words").str.extract(pattern, 1).str.to_lowercase()
    return found.replace_strict({name: i for i, name in enumerate(names, 1)}, default=None, return_dtype=pl.Int8)


def _names(end: str) -> Expr:
    """Whether the words are about this end of the claim's date: a weekday alone is only about a single day."""
    date = pl.col(end).dt
    printed = (date.day() == pl.col("number")) & (date.month() == pl.col("month")) & (date.year() == pl.col("year")).fill_null(True)
    alone = pl.col("number").is_null()
    return pl.when(alone).then(pl.col("date") == pl.col("until")).otherwise(printed).fill_null(False)
