"""A count of a whole period, published before the period was over.

"In 2016 the group carried out 700 attacks", in an article of October 2016: the year lacks a quarter, and the figure will be read as the
year's. Judged are counts that add up over time and whose window lasts from one day to another (`a/b`) or, less surely, is a month, a
season or a year; the date that counts is that of the named source, else of the document. Quiet: words that say so ("so far", "as of",
"since", "to date", "past months"), running totals and open windows, forecasts, one event of some day within the month, rates, stocks,
tables and datasets that are kept up to date, and a document of the period's last day.

Fires (published in October; by a source of June):

    documents
      | document_id | date_published |
      | d1          | 2016-10-15     |
      | d2          | 2017-03-01     |

    sources
      | source_id | type    | date_published |
      | half-year | monitor | 2016-06-30     |

    claims
      | claim_id | document_id | measure | value_text | date            | asserted_by | quote                                  |
    ! | year     | d1          | attacks | 700        | 2016-01/2016-12 |             | In 2016 the group carried out 700      |
    ! | relayed  | d2          | attacks | 650        | 2016-01/2016-12 | half-year   | 650 attacks in all of 2016, it counted |

Quiet (so far, since, a running total, a forecast, a rate, an attack of one day, a stock, the last day, a kept table):

    documents
      | document_id | date_published | date_captured | genre   |
      | d1          | 2016-10-15     |               | news    |
      | d2          | 2016-12-31     |               | news    |
      | d3          | 2016-02-01     | 2017-05-01    | dataset |

    events
      | event_id | type   |
      | strike   | attack |

    claims
      | claim_id | document_id | event_id | measure  | value_text | date            | per   | modality | quote                          |
      | so-far   | d1          |          | attacks  | 700        | 2016-01/2016-12 |       |          | 700 so far in 2016             |
      | since    | d1          |          | attacks  | 700        | 2016-01/2016-12 |       |          | 700 since New Year             |
      | past     | d1          |          | attacks  | 700        | 2016            |       |          | 700 in the past nine months    |
      | running  | d1          |          | attacks  | 700        | ../2016-12      |       |          | 700 had been carried out       |
      | open     | d1          |          | attacks  | 700        | 2016/..         |       |          | From 2016 it carried out 700   |
      | forecast | d1          |          | attacks  | 900        | 2016-01/2016-12 |       | planned  | 900 in the whole of the year   |
      | rate     | d1          |          | attacks  | 60         | 2016-01/2016-12 | month |          | 60 attacks a month in 2016     |
      | one-day  | d1          | strike   | killed   | 12         | 2016-10         |       |          | 12 died in a strike in October |
      | force    | d1          |          | fighters | 3000       | 2016-01/2016-12 |       |          | 3,000 fighters in 2016         |
      | last-day | d2          |          | attacks  | 700        | 2016-01/2016-12 |       |          | 700 attacks in the year 2016   |
      | kept     | d3          |          | attacks  | 700        | 2016-01/2016-12 |       |          | 700 attacks in the year 2016   |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.interval import verdict
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_SO_FAR = (
    r"(?i)\b(so far|to date|to this date|as of|since|until now|up to now|till now|already|year-to-date|"
    r"this (year|month|week|season|quarter)|first (\w+ )?(half|quarter|months?|weeks?|days?)|past (\w+ )?(months?|weeks?|days?)|"
    r"expected|projected|forecast|estimated to|will|would|by now|current(ly)?|ongoing)\b"
)


@rule(
    "TMP010",
    level="note",
    side="source",
    by="claim_id",
    authority="SDMX Glossary, reference period: the period of time to which the observation is intended to refer",
    message="{value_text} is given for {date}, which ends on {latest}, but it was published by {as_of}: {days} day(s) were still to come",
    help="read it as a count up to its publication: shorten the window if the words allow it, and do not compare it with whole periods",
)
def incomplete_period(figures: LazyFrame, documents: LazyFrame, days: LazyFrame) -> LazyFrame:
    captured = days.select(date_captured="date", captured="latest")
    kept = documents.filter(pl.col("genre") == "dataset").join(captured, on="date_captured").select("document_id", "captured")
    through = pl.col("lasts") | ((pl.col("earliest") < pl.col("latest")) & pl.col("precision").is_in(["month", "season", "year"]))
    bound = pl.all_horizontal(pl.col("date", "earliest", "latest", "as_of").is_not_null())
    counts = pl.col("additive") & pl.col("countable") & (pl.col("per") == "") & pl.col("low_near").is_not_null()
    plain = ~pl.col("modality").is_in(["planned", "denied", "estimated"]).fill_null(False) & (pl.col("best").fill_null(2) > 1)
    alone = pl.col("lasts") | pl.col("event_id").is_null()
    words = pl.concat_str(pl.col("value_text").fill_null(""), pl.lit(" "), pl.col("quote").fill_null(""))
    bounded = figures.filter(through & bound & counts & plain & alone & pl.col("date_basis").ne_missing("publication"))
    periods = bounded.with_columns(open=words.str.contains(_SO_FAR)).filter(~pl.col("open"))
    whole = periods.join(kept, on="document_id", how="left").filter(~(pl.col("captured") >= pl.col("latest")).fill_null(False))
    begun = pl.col("earliest") <= pl.col("as_of")
    early = begun & (pl.col("as_of") < pl.col("latest"))
    far = early & (pl.col("as_of") < pl.col("latest") - pl.duration(days=pl.col("slack") + 1)) & pl.col("lasts")
    return whole.select(
        "value_text", "date", "latest", "as_of", days=(pl.col("latest") - pl.col("as_of")).dt.total_days(),
        claims=pl.concat_list("claim_id"), verdict=verdict(early, far),
    )  # fmt: skip
