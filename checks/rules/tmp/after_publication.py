"""A date after the document that states it.

No document can report what happens after it is published: no date and no window may begin after the last day on which the document can
have come out, and no running total be counted as of a later day. Quiet are plans and forecasts, and a month or year in which the document
came out, and a page that says it has been updated. A day more may be a matter of time zones, a text captured later may have been updated
in silence: these are possible findings only. Words such as "will" or "tomorrow" suggest a plan coded as fact: a note to mend the row, and
nothing in a draft, nor is a day that a draft counts from publication ("on Friday"). When the words state the date in full the source is
wrong, else our reading of it.

Fires (a report of March 2017 counts the dead of May and June):

    documents
      | document_id | date_published |
      | d1          | 2017-03-04     |

    claims
      | claim_id | document_id | value_text | date       | date_basis |
    ! | strike   | d1          | 60         | 2017-05-11 | stated     |
    ! | total    | d1          | 400        | ../2017-06 | stated     |
      | earlier  | d1          | 50         | 2017-02    | stated     |

Quiet (plans and forecasts look ahead):

    documents
      | document_id | date_published |
      | d1          | 2017-03-04     |

    claims
      | claim_id | document_id | measure   | value_text | date       | modality  |
      | vote     | d1          | date      | 11 May     | 2017-05-11 | planned   |
      | flight   | d1          | displaced | 40000      | 2018       | estimated |

Quiet (a draft whose words look ahead, or whose day is counted from publication):

    documents
      | document_id | date_published |
      | d1          | 2017-03-04     |

    claims
      | claim_id | document_id | quote                           | value_text | date       | date_basis  | status |
      | court    | d1          | Eight people go on trial Friday | 8          | 2017-03-10 | publication | draft  |
      | final    | d1          | The final is played tomorrow    | tomorrow   | 2017-03-05 | context     | draft  |
      | ballot   | d1          | observers of next March's vote  | next March | 2018-03    | context     | draft  |

Quiet (the year and the period had begun, and the report of "March" may be of its last day):

    documents
      | document_id | date_published |
      | d1          | 2017-03        |

    claims
      | claim_id | document_id | value_text | date       |
      | day      | d1          | 60         | 2017-03-31 |
      | year     | d1          | 61         | 2017       |
      | since    | d1          | 62         | 2011/..    |

Quiet (a page that has been kept up to date since 2019):

    documents
      | document_id | date_published |
      | d1          | 2019/..        |

    claims
      | claim_id | document_id | value_text | date       |
      | strike   | d1          | 60         | 2025-05-11 |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.days import day
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_AHEAD = (
    r"(?i)\b(will|shall|would|expected|forecast|projected|scheduled|planned|plans|upcoming|coming|due|expires?|deadline|resumes?|"
    r"tomorrow|next (?:week|month|year|mon|tues|wednes|thurs|fri|satur|sun|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|spring|summer|autumn|winter)(?:day)?|(?:in|over|within) the next|set to|"
    r"(?:is|are) (?:due |expected )?to (?:be|take|begin|start|meet|go|appear|hold|leave)|look(?:s|ing)? forward)\b"
)
_UPDATED = (
    r"(?i)\b(?:last|latest) (?:updated?|modified|revised|edited)\b|\bupdated(?::| on\b| at\b)|"
    r"\b(?:page|article|story|post|entry|list|table) (?:(?:was|is|has been|will be|being|last|regularly|continuously) ){0,3}updated\b"
)


@rule(
    "TMP001",
    level="error",
    side="source",
    by="claim_id",
    authority="ISO 8601-2:2019 (EDTF) for the bounds of a date; Allen, Maintaining Knowledge about Temporal Intervals, CACM 26, 1983",
    message="dated {date} ({modality}), {days} day(s) after {document_id} was published ({date_published})",
    help="compare the date with the quote and the document's date of publication: a plan is `planned`, a forecast `estimated`; "
    "if both dates are as printed, report the date as an error of the source",
)
def after_publication(figures: LazyFrame, documents: LazyFrame, texts: LazyFrame, days: LazyFrame, *, time_zones: int = 1) -> LazyFrame:
    last = {
        name: days.select(pl.col("date").alias(name), day("latest").alias(f"{name}_last")) for name in ("date_published", "date_captured")
    }
    papers = documents.select("document_id", *last)
    for name, bounds in last.items():
        papers = papers.join(bounds, on=name, how="left")
    planned = pl.col("modality").is_in(["planned", "estimated"]).fill_null(False)
    first, far = (pl.coalesce(day("earliest", band), day("end_earliest", band)) for band in ("near", "far"))
    dated = figures.filter(pl.col("date").is_not_null() & ~planned).join(papers, on="document_id").select(
        "claim_id", "document_id", "date", "date_basis", "modality", "quote", "date_published", "status",
        days=first - pl.col("date_published_last"), far=far - pl.col("date_published_last"),
        after_capture=first - pl.col("date_captured_last"),
    ).cache()  # fmt: skip
    in_time = dated.filter(pl.col("days") <= 0).select(claims=pl.concat_list("claim_id"), verdict=pl.lit("ok"))
    ahead = pl.col("quote").str.contains(_AHEAD).fill_null(False)
    counted = pl.col("date_basis").eq_missing("publication")
    updated = (pl.col("after_capture") <= 0).fill_null(False)
    surely = (pl.col("far") > time_zones) & ~ahead & ~updated
    late_papers = dated.filter(pl.col("days") > 0).select("document_id").unique()
    living = texts.join(late_papers, on="document_id", how="semi").filter(pl.col("text").str.contains(_UPDATED)).select("document_id")
    late = dated.filter(pl.col("days") > 0).join(living.with_columns(living=True), on="document_id", how="left")
    late = late.filter(~(pl.col("living").fill_null(False) & updated)).select(
        "document_id", "date", "date_published", "days", pl.col("modality").fill_null("asserted"), claims=pl.concat_list("claim_id"),
        level=pl.when(ahead).then(pl.lit("note")),
        side=pl.when(~ahead & (pl.col("date_basis") == "stated")).then(pl.lit("source")).otherwise(pl.lit("data")),
        verdict=pl.when((ahead | counted) & pl.col("status").eq_missing("draft")).then(pl.lit("ok"))
        .when(surely).then(pl.lit("definite")).otherwise(pl.lit("possible")),
    )  # fmt: skip
    return pl.concat([late, in_time], how="diagonal")
