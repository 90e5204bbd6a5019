"""A date that nothing in its document turns into a day of the calendar.

"On Tuesday", "in June", "December 13" or "a year later" say when only to a reader who knows the document's own date or another date of
the same event. A year of XXXX is the record of that: such a claim is in no comparison of dates. Quiet are phrases of a dated document
("this week"), what recurs ("every Friday") and events that another claim of the document dates. A document without a date of publication
is a note, a warning when a claim depends on it. In a dated document, a month or day with year XXXX is for the reader to resolve.

Fires ("On Tuesday" and "December 13" in a text without a date):

    documents
      | document_id | date_published |
    ! | d1          | XXXX           |

    claims
      | claim_id | document_id | measure | value_text  | date       |
    ! | tuesday  | d1          | date    | On Tuesday  |            |
    ! | ambush   | d1          | date    | December 13 | XXXX-12-13 |
    ! | later    | d1          | date    | a year later |           |
      | war      | d1          | date    | in 2011     | 2011       |

Fires (an article of 2025 leaves the year of its month open):

    claims
      | claim_id | document_id | measure | value_text | date    |
    ! | june     | d1          | date    | In June    | XXXX-06 |

Quiet (the document's own date resolves the weekday):

    claims
      | claim_id | document_id | measure | value_text | date |
      | tuesday  | d1          | date    | On Tuesday |      |

Quiet (an earlier sentence dates the same event; "early in the war" names no day, month or count of years):

    claims
      | claim_id | document_id | event_id | measure | value_text       | date       |
      | december | d1          | fall     | date    | in December      | XXXX-12    |
      | day      | d1          | fall     | date    | 11 December 2016 | 2016-12-11 |
      | early    | d1          | war      | date    | early in the war |            |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.days import MONTH, WEEKDAY, day
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_COUNT = r"\b(?i:minutes?|hours?|days?|weeks?|months?|years?|decades?) (?i:later|earlier|after|before|ago|prior)\b"
_NEAR = r"\b(?i:this|last|next|following|previous|past) (?i:week|month|year|spring|summer|autumn|winter)\b"
_PHRASE = rf"\b{WEEKDAY}\b|\b{MONTH}\b|{_COUNT}|{_NEAR}"
_RECURS = rf"(?i)\b(?:every|each) (?:\w+ )?(?:{WEEKDAY}|{MONTH}|day|week|month|year|spring|summer|winter)\b|\bannual|\byearly\b"


_PARTS = ("claim_id", "document_id", "event_id", "measure", "value_text", "quote", "date")


@rule(
    "TMP004",
    level="warning",
    side="source",
    by="event-in-document",
    authority="ISO 8601-2:2019 (EDTF), unspecified digits; ISO 24617-1 (TimeML), document creation time as anchor",
    message="{what} of {document_id} {why}",
    help="look for the date of publication or another date of the event; if the document gives none, leave it open and accept the finding",
)
def unresolved_date(figures: LazyFrame, documents: LazyFrame, days: LazyFrame, *, within: int = 366) -> LazyFrame:
    has = pl.any_horizontal(pl.col("earliest", "latest").is_not_null())
    known = days.select(date_published="date", dated=has)
    papers = documents.join(known, on="date_published", how="left").select("document_id", dated=pl.col("dated").fill_null(False))
    undated, open_year = pl.col("date").is_null(), pl.col("date").str.contains("XXXX", literal=True).fill_null(False)
    recurs = pl.concat_str(pl.coalesce("value_text", "quote"), "quote", ignore_nulls=True, separator=" ").str.contains(_RECURS)
    told = figures.filter(~undated | (pl.col("measure") == "date")).select(
        *_PARTS, "earliest", "latest", "date_basis", recurs=recurs.fill_null(False)
    ).filter(~pl.col("recurs")).cache()  # fmt: skip # cached, for each use below would read the words anew
    phrase = undated & ~pl.col("dated") & pl.coalesce("value_text", "quote").str.contains(_PHRASE).fill_null(False)
    unbounded = undated | pl.col("earliest").is_null() | pl.col("latest").is_null()
    unclear = told.filter(unbounded).select(_PARTS).join(papers, on="document_id").filter(open_year | phrase).cache()
    about = told.filter(~undated).join(unclear.select("event_id").unique(), on="event_id", how="semi")
    resolved = about.filter(day("latest") - day("earliest") < within)
    firing = unclear.join(resolved, on=["document_id", "event_id"], how="anti").cache()
    leaning = pl.concat([frame.select("document_id", leans=True) for frame in (firing, told.filter(pl.col("date_basis") == "publication"))])
    whole = papers.join(leaning.unique(), on="document_id", how="left").select(
        "document_id", claims=pl.lit([], dtype=pl.List(pl.String)), what=pl.lit("the date of publication"),
        why=pl.lit("is unknown, so nothing can be counted from it"), side=pl.lit("source"), table=pl.lit("documents"), row="document_id",
        level=pl.when("leans").then(pl.lit("warning")).otherwise(pl.lit("note")),
        verdict=pl.when("dated").then(pl.lit("ok")).otherwise(pl.lit("definite")),
    )  # fmt: skip
    clear = told.join(firing, on="claim_id", how="anti").select("claim_id", verdict=pl.lit("ok"))
    return pl.concat([_phrases(firing), whole, clear], how="diagonal")


def _phrases(firing: LazyFrame) -> LazyFrame:
    """One row a document, event and date that is left open, its date claims first."""
    dates = pl.col("measure") != "date"
    bare = pl.col("dated") & pl.col("date").str.starts_with("XXXX-")
    sets = firing.group_by("document_id", event=pl.coalesce("event_id", "claim_id"), day=pl.coalesce("date", "claim_id")).agg(
        open_year=pl.col("date").is_not_null().any(), bare=bare.any(), claims=pl.col("claim_id").sort_by(dates, "claim_id"),
        words=pl.coalesce("value_text", "date", "quote").sort_by(dates, "claim_id").first(),
    )  # fmt: skip
    return sets.select(
        "document_id", "claims", what=pl.format("“{}”", "words"),
        why=pl.when("bare").then(pl.lit("has no year, though the document has a date: give the year that it implies"))
        .when("open_year").then(pl.lit("has no year, and nothing in the document gives one"))
        .otherwise(pl.lit("cannot be turned into a date: the document has none, nor has the event")),
        side=pl.when("bare").then(pl.lit("data")).otherwise(pl.lit("source")), level=pl.lit("warning"), verdict=pl.lit("definite"),
    )  # fmt: skip
