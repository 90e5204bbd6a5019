"""A claim for which its document offers nothing: no note, no link, no named source, no data of its own.

Every such claim is counted and listed: an error for measures that ask for a citation (people, attacks, vehicles, rates,
shares), a note for the rest (dates, control, durations). A claim that the document puts in somebody's mouth has that
speaker as its source, however weak; a link that goes nowhere is a citation too (see CIT002); and evidence that the words offer but
our rows lack is our omission (see CIT014). Quotations are evidence,
not claims that need any, and a computed claim rests on its operands.

Fires:

    claims
      | claim_id | measure | value_text | modality |
    ! | toll     | killed  | 40,000     | asserted |
    ! | day      | date    |            | asserted |

Quiet (a link, a speaker, and the author's own count):

    claims
      | claim_id | measure | value_text | asserted_by |
      | linked   | killed  | 80         |             |
      | said     | killed  | 25         | ministry    |
      | counted  | attacks | 8          |             |

    citations
      | claim_id | kind      | target                |
      | linked   | hyperlink | https://reports.int/7 |
      | counted  | own-data  |                       |

Quiet (one marker serves both claims of its sentence):

    claims
      | claim_id | measure | value_text |
      | killed   | killed  | 3          |
      | injured  | injured | 13         |

    citations
      | claim_id       | kind     | quote   | target             |
      | killed;injured | footnote | wounded.4 | The Daily, 4 May |

Quiet (a figure that is no claim, and a quotation):

    claims
      | claim_id | measure   | value_text | status    |
      | page     | count     | 7          | dismissed |
      | words    | utterance |            |           |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.offers import claim_ids
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "CIT001",
    level="error",
    side="source",
    by="claim_id",
    authority="FORCE11, Joint Declaration of Data Citation Principles, 2014, principle 3: a claim that relies on data cites them",
    message="the document offers no citation for {measure}: {what}",
    help="look for a source that the document names elsewhere and record it; if there is none, treat the claim as uncited",
)
def no_citation(figures: LazyFrame, citations: LazyFrame, offered: LazyFrame) -> LazyFrame:
    counted = citations.filter(~pl.col("role").is_in(["background", "disputes"]).fill_null(False))
    served = claim_ids(counted.select("claim_id")).select(pl.col("claim_id").str.strip_chars())
    wanted = figures.filter((pl.col("measure") != "utterance") & ~pl.col("derived").fill_null(False))
    spoken = pl.col("asserted_by").is_not_null()
    columns = ["claim_id", "measure", "cited", "value_text", "category", "date"]
    open_claims = wanted.filter(~spoken).select(columns).join(served, on="claim_id", how="anti").cache()
    unrecorded = offered.filter(pl.col("offer").is_not_null())
    bare = open_claims.join(unrecorded, on="claim_id", how="anti").select(
        "measure", claims=pl.concat_list("claim_id"), verdict=pl.lit("definite"),
        level=pl.when(~pl.col("cited").fill_null(False)).then(pl.lit("note")), what=pl.coalesce("value_text", "category", "date"),
    )  # fmt: skip
    ok = wanted.select("claim_id").join(open_claims.select("claim_id"), on="claim_id", how="anti").with_columns(verdict=pl.lit("ok"))
    return pl.concat([bare, ok], how="diagonal")
