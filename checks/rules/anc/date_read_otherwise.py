r"""A date whose day, month or season stands in the quote, and whose words give it in another year.

The dates of a quote are read as extraction reads them: a year that is printed beside the month is *stated*, one that is inherited from
the words before is *context*. When the quote has the row's month (and day) in another year only, the row has slipped, as it does when a
year is copied from the row above. The year of a claim may well stand elsewhere in the document, so that no other check of dates sees it.
Of a claim of the measure date only the words of its own value are read. Quiet are quotes with the year of the row too, years counted
from another one ("a year later"), dates of basis relative, publication or inferred, and a year that only publication would give. A
finding is possible when the year is inherited.

Fires (the year of the row above; a month whose year the words before give):

    texts
    | document_id | text                                                                                            |
    | d1          | It fell on 20 May 2015. It was retaken on 27 March 2016, and in June, the army reached the border. |

    claims
      | claim_id | document_id | event_id | measure | value_text    | category | date       | date_basis | quote                          |
      | fell     | d1          | siege    | date    | 20 May 2015   |          | 2015-05-20 | stated     | It fell on 20 May 2015         |
    ! | back     | d1          | siege    | date    | 27 March 2016 |          | 2015-03-27 | stated     | It was retaken on 27 March 2016 |
    ! | border   | d1          | border   | control |               | gained   | 2015-06    | context    | in June, the army reached      |

Quiet (both years are in the quote; the year that the words before give; a whole year beside another):

    texts
    | document_id | text                                                                                                     |
    | d1          | It fell in May 2015, and again in May 2016. On 4 June it rained. After the pact of 2015, 12 died in 2016. |

    claims
      | claim_id | document_id | measure | value_text | date       | date_basis | quote                                   |
      | both     | d1          | killed  | 12         | 2016-05    | stated     | fell in May 2015, and again in May 2016 |
      | rain     | d1          | killed  | 12         | 2016-06-04 | context    | On 4 June it rained                     |
      | pact     | d1          | killed  | 12         | 2016       | stated     | After the pact of 2015, 12 died         |

Quiet (counted from another year; another month; no date at all; a rough date):

    texts
    | document_id | text                                                                                                     |
    | d1          | In 2016 they came. A year after May 2015 they left. In June 2015 it was sold. It snowed. Late May 2015, rain. |

    claims
      | claim_id | document_id | measure | value_text | date     | date_basis | quote                     |
      | counted  | d1          | killed  | 1          | 2016-05  | context    | A year after May 2015     |
      | month    | d1          | killed  | 2          | 2016-03  | context    | In June 2015 it was sold  |
      | none     | d1          | killed  | 3          | 2016-05  | context    | It snowed                 |
      | rough    | d1          | killed  | 4          | 2016-05~ | context    | Late May 2015, rain       |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule
from checks.text import quoted

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_WHOLE = r"^[0-9]{4}(?:-[0-9]{2}){0,2}$"
_COUNTED = (
    r"(?i)\byears?[- ](?:later|earlier|after|before|ago|since|prior)\b|\b(?:next|last|following|previous|same) year\b|\banniversary\b"
)


@rule(
    "ANC015",
    level="warning",
    side="data",
    by="claim_id",
    authority="TimeML (Pustejovsky et al., 2003): underspecified dates take their year from the anchor time of the text",
    message="the date {date} is {words} in the quote, which the document puts in {year}",
    help="correct the year; if the words are counted from another date, set date_basis to relative",
)
def date_read_otherwise(extracted: LazyFrame, figures: LazyFrame, anchors: LazyFrame, *, confidence: float = 0.55) -> LazyFrame:
    given, phrase = pl.col("date_basis").is_in(["stated", "context"]), pl.col("value_text").fill_null("").str.to_lowercase()
    whole = figures.filter(given, pl.col("date").str.contains(_WHOLE), ~pl.col("quote").str.contains(_COUNTED).fill_null(False))
    rows = whole.select("claim_id", "date", "date_basis", "measure", phrase=phrase, begins="earliest", ends="latest").drop_nulls("begins")
    sure = pl.col("basis").is_in(["stated", "context"]) & (pl.col("confidence") >= confidence)
    read = extracted.filter(sure).drop_nulls(["earliest", "latest"]).select(
        "document_id", "at", "to", "basis", "earliest", "latest", words="text", low=pl.col("text").str.to_lowercase()
    )  # fmt: skip
    within = (pl.col("at") >= pl.col("first")) & (pl.col("to") <= pl.col("last"))
    inside = quoted(read, anchors).filter(within).join(rows, on="claim_id").join(anchors.select("claim_id", "sentence"), on="claim_id")
    own = pl.col("phrase").str.contains(pl.col("low"), literal=True) | pl.col("low").str.contains(pl.col("phrase"), literal=True)
    dates = (pl.col("measure") == "date") & (pl.col("phrase") != "")
    meant = inside.with_columns(own=own & dates).filter(pl.col("own") | ~pl.col("own").any().over("claim_id"))
    year_alone = pl.col("date").str.len_chars() == 4
    named = year_alone & ~pl.col("own") & pl.col("sentence").str.contains(pl.col("date"), literal=True)
    meets = named | (pl.col("earliest") <= pl.col("ends")) & (pl.col("latest") >= pl.col("begins"))
    twin = _same("earliest", "begins") & _same("latest", "ends") & ~(year_alone & (pl.col("date_basis") != "stated"))
    astray = twin & ~meets
    other = [pl.col(name).filter(astray).sort_by(pl.col("at").filter(astray)).first() for name in ("words", "basis", "earliest")]
    judged = meant.group_by("claim_id", "date", "date_basis").agg(*other, told=meets.any(), any=twin.any())
    return judged.select(
        "date", "words", claims=pl.concat_list("claim_id"), year=pl.col("earliest").dt.year(),
        verdict=pl.when("told").then(pl.lit("ok")).when(~pl.col("any")).then(None)
        .when((pl.col("basis") == "stated") & (pl.col("date_basis") == "stated")).then(pl.lit("definite")).otherwise(pl.lit("possible")),
    )  # fmt: skip


def _same(one: str, other: str) -> Expr:
    """Whether two days are of one month, and of one day of it; the end of February in any year."""
    near = (pl.col(one).dt.day().cast(pl.Int8) - pl.col(other).dt.day().cast(pl.Int8)).abs() <= (pl.col(one).dt.month() == 2).cast(pl.Int8)
    return (pl.col(one).dt.month() == pl.col(other).dt.month()) & near
