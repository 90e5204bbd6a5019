r"""A date whose day, month or season stands in the quote, and whose words give it in another year.

The dates of a quote are read as extraction reads them: a year that is printed beside the month is *stated*, one that is inherited from
the words before is *context*. When the quote has the row's month (and day) in another year only, the row has slipped, as it does when a
year is copied from the row above. The year of a claim may well stand elsewhere in the document, so that no other check of dates sees it.
Of a claim of the measure date only the words of its own value are read; of a figure whose clause has a date of its own ("63 in 2024, but
10 in 2025") only that date; of a quote without a date those beside it in its sentence. Quiet are quotes with the year of the row too, years
counted from another one ("a year later"), dates of basis relative, publication or inferred, and a year that only publication would give. A
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

Fires (the year of the other clause; the month stands beside the quote):

    texts
    | document_id | text                                                                                                          |
    | d1          | See 2015. In 2024, it killed 63 men, but 10 in 2025. During 2016 the siege ended: in January, they lost it. |

    claims
      | claim_id | document_id | measure | value_text | category | date    | date_basis | quote                                     |
    ! | first    | d1          | killed  | 63         |          | 2025    | stated     | In 2024, it killed 63 men, but 10 in 2025 |
    ! | second   | d1          | killed  | 10         |          | 2024    | stated     | In 2024, it killed 63 men, but 10 in 2025 |
    ! | lost     | d1          | control | lost       | lost     | 2015-01 | context    | they lost it                              |
    ! | ended    | d1          | outcome | ended      | ended    | 2015    | context    | the siege ended                           |

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

from checks.given import given
from checks.lazy import pl
from checks.rule import rule

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
    through=("document_id", "status", "quote", "occurrence", "measure", "value_text", "date", "date_basis"),
    authority="TimeML (Pustejovsky et al., 2003): underspecified dates take their year from the anchor time of the text",
    message="the date is {date}, and the words give {words}, which the document puts in {year}",
    help="correct the year; if the words are counted from another date, set date_basis to relative",
)
def date_read_otherwise(
    extracted: LazyFrame, figures: LazyFrame, anchors: LazyFrame, *, confidence: float = 0.55, reach: int = 400
) -> LazyFrame:
    said, counted = pl.col("date_basis").is_in(["stated", "context"]), pl.col("quote").str.contains(_COUNTED).fill_null(value=False)
    whole = figures.filter(said, pl.col("date").str.contains(_WHOLE), ~counted)
    rows = whole.select(
        "claim_id", "date", "date_basis", "measure", "kind", "quote", "value_text", begins="earliest", ends="latest"
    ).drop_nulls("begins")  # fmt: skip
    sure = pl.col("basis").is_in(["stated", "context"]) & (pl.col("confidence") >= confidence)
    read = extracted.filter(sure).drop_nulls(["earliest", "latest"])
    dates = read.select("document_id", "at", "to", "basis", "earliest", "latest", words="text")
    year_alone = pl.col("date").str.len_chars() == 4
    named = year_alone & ~pl.col("own") & ~pl.col("clause") & pl.col("sentence").str.contains(pl.col("date"), literal=True)
    meets = named | (pl.col("earliest") <= pl.col("ends")) & (pl.col("latest") >= pl.col("begins"))
    twin = _same("earliest", "begins") & _same("latest", "ends") & ~(year_alone & (pl.col("date_basis") != "stated") & ~pl.col("opening"))
    astray = twin & ~meets
    other = [pl.col(name).filter(astray).sort_by(pl.col("at").filter(astray)).first() for name in ("words", "basis", "earliest")]
    sets = given(dates, rows, anchors, reach).group_by("claim_id", "date", "date_basis")
    return sets.agg(*other, told=meets.any(), any=twin.any()).select(
        "date", "words", claims=pl.concat_list("claim_id"), year=pl.col("earliest").dt.to_string("%Y"),
        verdict=pl.when("told").then(pl.lit("ok")).when(~pl.col("any")).then(None)
        .when((pl.col("basis") == "stated") & (pl.col("date_basis") == "stated")).then(pl.lit("definite")).otherwise(pl.lit("possible")),
    )  # fmt: skip


def _same(one: str, other: str) -> Expr:
    """Whether two days are of one month, and of one day of it; the end of February in any year."""
    near = (pl.col(one).dt.day().cast(pl.Int8) - pl.col(other).dt.day().cast(pl.Int8)).abs() <= (pl.col(one).dt.month() == 2).cast(pl.Int8)
    return (pl.col(one).dt.month() == pl.col(other).dt.month()) & near
