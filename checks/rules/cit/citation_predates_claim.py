"""A cited source that is older than the event it is cited for.

The date of the source is that of its row, or the latest day printed in the note ("New York Times, June 16, 2016"). A claim whose window
begins after it cannot rest on it, unless it is background or a forecast. A window known only by its event, or by the dates of its
sentence up to its own words, makes the finding possible, and so does a date that is our inference; month and year compare by their ends.

Fires:

    claims
      | claim_id | measure | value_text | date    |
    ! | strike   | attacks | 1          | 2016-09 |

    citations
      | claim_id | kind     | target                                        |
      | strike   | footnote | “51 diplomats,” New York Times, 16 June 2016. |

Quiet (the same month, and background):

    claims
      | claim_id | measure | value_text | date    |
      | strike   | attacks | 1          | 2016-06 |
      | later    | attacks | 3          | 2017-06 |

    citations
      | claim_id | kind      | role       | target                           |
      | strike   | footnote  |            | New York Times, 16 June 2016.    |
      | later    | reference | background | The Daily, 1 November 2015, p. 2 |

Quiet (a plan):

    claims
      | claim_id | measure | value_text | date    | modality |
      | zones    | count   | four       | 2018-01 | planned  |

    citations
      | claim_id | kind     | target                |
      | zones    | footnote | The Daily, 4 May 2017 |

Quiet (a year within which the source lies):

    claims
      | claim_id | measure | value_text | date |
      | toll     | killed  | 25         | 2016 |

    citations
      | claim_id | kind     | target                |
      | toll     | footnote | The Daily, 4 May 2016 |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.days import printed
from checks.interval import verdict
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "CIT008",
    level="warning",
    side="source",
    by="claim_id",
    authority="Wineburg, Historical Problem Solving, Journal of Educational Psychology 83(1), 1991: sourcing, when was it made?",
    message="the cited source is of {cited}, before what it is cited for can have happened ({earliest} at the earliest): {shown}",
    help="check which clause the marker covers; if it covers this claim, the citation cannot support it",
)
def citation_predates_claim(figures: LazyFrame, citations: LazyFrame, sources: LazyFrame, anchors: LazyFrame, days: LazyFrame) -> LazyFrame:
    dated = sources.join(days.select("latest", date_published="date"), on="date_published", how="left")
    cited = (
        citations.filter(pl.col("role").ne_missing("background"))
        .join(dated.select("source_id", source_day="latest"), on="source_id", how="left")
        .select(
            "citation_id",
            claim_id=pl.col("claim_id").str.split(";"),
            cited=pl.coalesce("source_day", printed(pl.col("target"), last=True).list.max()),
            shown=pl.coalesce("target", "quote"),
        )
        .drop_nulls("cited")
        .explode("claim_id")
    )
    stated = figures.filter(~pl.col("modality").is_in(["planned", "estimated"]).fill_null(False))
    undated = pl.col("window").is_null()
    told = pl.format("{} {}", pl.col("sentence").str.splitn(pl.col("quote"), 2).struct.field("field_0"), "quote")
    claims = stated.join(cited, on="claim_id", how="semi").join(anchors.select("claim_id", "sentence"), on="claim_id", how="left").select(
        "claim_id", pl.col("slack").fill_null(0), firm=pl.col("date").is_not_null() & pl.col("date_basis").ne_missing("inferred"),
        earliest=pl.when(undated).then(printed(told, last=False).list.min()).otherwise("earliest"),
    )  # fmt: skip
    before = pl.col("cited") < pl.col("earliest")
    far = pl.col("firm") & (pl.col("cited") < pl.col("earliest") - pl.duration(days=pl.col("slack")))
    return cited.join(claims, on="claim_id").select(
        "cited", "earliest", "shown",
        claims=pl.concat_list("claim_id"), key=pl.format("{}:{}", "claim_id", "citation_id"), verdict=verdict(before, far),
    )  # fmt: skip
