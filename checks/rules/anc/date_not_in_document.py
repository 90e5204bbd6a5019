"""A date that is said to be completed from context, and no words of the document give it.

`date_basis` = context says that other words of the document complete the date: the month of the sentence before, the year of
the paragraph. So the day must stand beside its month somewhere in the document, the month and the year must be named, and when the
document does give this day or month with a year, one of these years must be the row's. A slip of the hand in a date
that the sentence does not repeat would be seen by nothing else. Where the month is named, "on the 21st" is enough. A date in figures
(16/06/2016, 2016-06-16), a span between two months, a feast and a date counted from others (basis relative, publication) are not asked
for.

Fires (no such day; no such month; the year of another):

    texts
    | document_id | text                                                                                       |
    | d1          | The city fell on 20 May 2015. It was taken back on March 27, 2016, and later on it was lost. |

    claims
      | claim_id | document_id | measure | value_text | date       | date_basis | quote                        |
    ! | day      | d1          | date    |            | 2015-05-21 | context    | later on it was lost         |
    ! | month    | d1          | date    |            | 2015-04-20 | context    | later on it was lost         |
    ! | year     | d1          | date    |            | 2016-05-20 | context    | later on it was lost         |
    ! | nowhere  | d1          | date    |            | 2019       | context    | later on it was lost         |

Quiet (given elsewhere, in either order, as an interval, in a list of days, with an ordinal):

    texts
    | document_id | text                                                                                                            |
    | d1          | It fell on 20 May 2015, and on March 27th, 2016. In 2017, on 19 and 27 February, it was bombed; the 3rd of June too. |

    claims
      | claim_id | document_id | measure | value_text | date                  | date_basis | quote                     |
      | first    | d1          | killed  | 1          | 2015-05-20            | context    | It fell on 20 May 2015    |
      | second   | d1          | killed  | 2          | 2016-03-27            | context    | and on March 27th, 2016   |
      | days     | d1          | killed  | 3          | 2017-02-19/2017-02-27 | context    | on 19 and 27 February     |
      | ordinal  | d1          | killed  | 4          | 2017-06-03            | context    | the 3rd of June too       |
      | year     | d1          | killed  | 5          | 2017                  | context    | it was bombed             |

Quiet (counted from other dates; in figures only; the year of publication; the day of a feast):

    texts
    | document_id | text                                                                                          |
    | d1          | On 16/06/2016 the cable came. Ten days later it was read. On 4 April it rained. At Christmas, all left. |

    documents
      | document_id | date_published |
      | d1          | 2016-07-01     |

    claims
      | claim_id | document_id | measure | value_text | date       | date_basis | quote                    |
      | counted  | d1          | killed  | 1          | 2016-06-26 | relative   | Ten days later it was    |
      | figures  | d1          | killed  | 2          | 2016-06-16 | context    | the cable came           |
      | issue    | d1          | killed  | 3          | 2016-04-04 | context    | On 4 April it rained     |
      | feast    | d1          | killed  | 4          | 2015-12-25 | context    | At Christmas, all left   |

Quiet (an ordinal after its month; a month cut short; the year first):

    texts
    | document_id | text                                                                                            |
    | d1          | In May 2015, it began. On the 21st, it was over. On Sept. 9 it was told. 2016-02-07: None left. |

    claims
      | claim_id | document_id | measure | value_text | date       | date_basis | quote                    |
      | ordinal  | d1          | killed  | 1          | 2015-05-21 | context    | it was over              |
      | short    | d1          | killed  | 2          | 2015-09-09 | context    | On Sept. 9 it was told   |
      | iso      | d1          | killed  | 3          | 2016-02-07 | context    | None left                |

Quiet (a rough date, a part of a year, an unknown day):

    texts
    | document_id | text                                                                     |
    | d1          | In the spring of 2017 they came near. By late May 2017 they were gone again. In June-July it was quiet. |

    claims
      | claim_id | document_id | measure | value_text | date        | date_basis | quote                    |
      | season   | d1          | killed  | 1          | 2017-21     | context    | they came near           |
      | rough    | d1          | killed  | 2          | 2017-05-25~ | context    | they were gone again     |
      | unknown  | d1          | killed  | 3          | 2017-05-XX      | context    | they were gone again     |
      | joined   | d1          | killed  | 4          | 2017-06/2017-07 | context    | it was quiet             |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.dateforms import CUT, NAMES, in_figures, named, ordinal, years
from checks.fold import JOINED, LAYOUT, folded
from checks.lazy import pl
from checks.rule import rule
from checks.rules.anc.date_not_in_quote import FEAST

if TYPE_CHECKING:
    from polars import LazyFrame

_DATE = r"^([0-9]{4})(?:-([0-9]{2}))?(?:-([0-3][0-9]))?$"


@rule(
    "ANC014",
    level="warning",
    side="data",
    by="claim_id",
    authority="ISO 8601-2:2019 (EDTF); TimeML, the anchoring of underspecified dates (TIMEX3)",
    message="the date {date} is said to be completed from context, and the document nowhere gives {missing}",
    help="correct the date, or set date_basis to relative, publication or inferred; accept the finding if the document writes it otherwise",
)
def date_not_in_document(figures: LazyFrame, documents: LazyFrame, anchors: LazyFrame, texts: LazyFrame) -> LazyFrame:
    rough = pl.col("date").str.contains(r"[~?%\[X]")
    whole = figures.filter(pl.col("date_basis") == "context", ~rough)
    loose = anchors.join(whole.select("claim_id"), on="claim_id", how="semi").filter(pl.col("sentence").str.contains(FEAST))
    asked = whole.join(loose.select("claim_id"), on="claim_id", how="anti")
    parts = asked.select("document_id", "date").unique().with_columns(part=pl.col("date").str.split("/")).explode("part").select(
        "document_id", "date", **{name: pl.col("part").str.extract(_DATE, n) for n, name in enumerate(("year", "month", "day"), 1)}
    ).drop_nulls("year").with_columns(name=pl.col("month").replace_strict(NAMES, default=None))  # fmt: skip
    words = texts.join(parts.select("document_id").unique(), on="document_id", how="semi").select(
        "document_id", text=pl.concat_str(*(folded(pl.col("text"), steps) for steps in (LAYOUT, LAYOUT + JOINED)), separator="\n")
    )
    issued = documents.select("document_id", issued=pl.col("date_published").str.slice(0, 4))
    words = words.with_columns(pl.col("text").str.to_lowercase().str.replace_all(r"\s+", " ").str.replace_all(CUT, "$1$2"))
    full, alone = (pl.col("text").str.extract_all(pl.format(r"(?:{})(?:,?(?: of)? (?:19|20)[0-9][0-9])?", way)) for way in named())
    found = pl.when((full.list.len() == 0) & pl.col("text").str.contains(ordinal())).then(alone).otherwise(full)
    known = parts.join(words, on="document_id").join(issued, on="document_id", how="left").with_columns(found=found)
    text, year, inner = pl.col("text").str, pl.col("year"), pl.col("month").is_not_null()
    ends = pl.col("found").list.eval(pl.element().str.extract(r" ((?:19|20)[0-9][0-9])$").fill_null(""))
    other = ~ends.list.contains("") & ~ends.list.contains(year)
    told = pl.concat_str(pl.col("day").str.strip_chars_start("0"), "name", separator=" ", ignore_nulls=True)
    judged = known.with_columns(
        missing=pl.when(text.contains(in_figures())).then(None)
        .when(inner & (pl.col("found").list.len() == 0)).then(told)
        .when(inner & other).then(pl.concat_str(told, "year", separator=" "))
        .when(~text.contains(years()) & (year != pl.col("issued")).fill_null(True)).then("year")
    ).group_by("document_id", "date").agg(missing=pl.col("missing").drop_nulls().sort().str.join(", "))  # fmt: skip
    return asked.join(judged, on=["document_id", "date"]).select(
        "date", "missing", claims=pl.concat_list("claim_id"),
        verdict=pl.when(pl.col("missing") != "").then(pl.lit("definite")).otherwise(pl.lit("ok")),
    )  # fmt: skip
