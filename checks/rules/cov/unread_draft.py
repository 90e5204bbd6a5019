"""Drafts that nobody has read: claims of status `draft`, counted by document.

The extractor reads as a careful reader does, but it is none: what it drafts is a proposal. Until a person has read the row against its
sentence, every finding that rests on it is at most possible, and a dataset of drafts proves nothing. Quiet is a claim of any other status,
read and dismissed ones too.

Fires:

    claims
      | claim_id | document_id | value_text | status |
      | drafted  | d1          | 40         | draft  |
      | also     | d1          | 50         | draft  |
      | read     | d1          | 60         |        |

    documents
      | document_id |
    ! | d1          |

Quiet (read, and current):

    claims
      | claim_id | document_id | value_text | status  |
      | toll     | d1          | 40         | current |

Quiet (read, and no claim):

    claims
      | claim_id | document_id | value_text | status    |
      | page     | d1          | 40         | dismissed |

Quiet (read, whatever the note says of where the row came from):

    claims
      | claim_id | document_id | value_text | status | note                       |
      | toll     | d1          | 40         |        | extracted, confidence 0.95 |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "COV006",
    level="note",
    side="data",
    by="document_id",
    through=("document_id", "status"),
    authority="Krippendorff, Content Analysis, 4th edition (2018), ch. 12: data are as reliable as the readers who agree on them",
    message="{drafts} of {all} claims of {row} are drafts that nobody has read: what rests on them is at most possible",
    help="read each draft against its sentence, mend it, and clear its status",
)
def unread_draft(claims: LazyFrame) -> LazyFrame:
    drafted = (pl.col("status") == "draft").fill_null(False)
    counted = claims.drop_nulls("document_id").group_by(row="document_id", maintain_order=True).agg(drafts=drafted.sum(), all=pl.len())
    return counted.with_columns(
        table=pl.lit("documents"), key="row", claims=pl.lit([], dtype=pl.List(pl.String)),
        verdict=pl.when(pl.col("drafts") > 0).then(pl.lit("definite")).otherwise(pl.lit("ok")),
    )  # fmt: skip
