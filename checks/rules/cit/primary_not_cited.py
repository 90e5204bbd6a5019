"""A primary source that is named but not located: a dataset, a monitor's or an official report without link or note.

The figure can be checked only by whoever finds the report. A person who is quoted needs no locator, nor does what the document's own
publisher has counted, and a claim that has a link, a note or a reference beside the name is quiet.

Fires:

    claims
      | claim_id | value_text | asserted_by |
    ! | toll     | 80         | monitor     |

    sources
      | source_id | name                  | type    |
      | monitor   | An observatory's toll | monitor |

Fires (named in an attribution):

    claims
      | claim_id | measure | value_text |
    ! | strikes  | attacks | 8          |

    sources
      | source_id | name     | type    |
      | log       | The data | dataset |

    citations
      | claim_id | kind     | source_id |
      | strikes  | own-data | log       |

Quiet (a person; a link beside the name; an agency's own story):

    claims
      | claim_id | value_text | asserted_by |
      | said     | 80         | general     |
      | linked   | 25         | monitor     |
      | wired    | 9          | agency      |

    sources
      | source_id | name        | type         |
      | general   | A general   | named-person |
      | monitor   | The monitor | monitor      |
      | agency    | The agency  | news-agency  |

    citations
      | claim_id | kind      | target                |
      | linked   | hyperlink | https://reports.int/7 |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.offers import claim_ids, followable
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

PRIMARY = ("dataset", "monitor", "government", "igo", "leaked-document")


_NAMED = ("claim_id", "document_id", "source_id", "name")


@rule(
    "CIT010",
    level="note",
    side="source",
    by="claim_id",
    authority="FORCE11, Joint Declaration of Data Citation Principles, 2014, principles 4 and 5: a persistent identifier, access",
    message="named, but without a link or note that leads to it: {names}",
    help="look for the report or the data themselves and check the figure there",
)
def primary_not_cited(claims: LazyFrame, citations: LazyFrame, sources: LazyFrame, documents: LazyFrame) -> LazyFrame:
    active = claims.filter(~pl.col("status").is_in(["retracted", "dismissed"]).fill_null(False))
    primary = sources.filter(pl.col("type").is_in(PRIMARY)).select("source_id", "name")
    spoken = active.select("claim_id", "document_id", source_id="asserted_by").join(primary, on="source_id").select(*_NAMED)
    cited = claim_ids(citations.select("claim_id", "source_id").drop_nulls()).join(primary, on="source_id")
    held = cited.join(active.select("claim_id", "document_id"), on="claim_id").select(*_NAMED)
    own = documents.select("document_id", source_id="publisher")
    named = pl.concat([spoken, held]).drop_nulls("claim_id").join(own, on=["document_id", "source_id"], how="anti")
    targets = claim_ids(citations.select("claim_id", "target")).join(named.select("claim_id"), on="claim_id", how="semi")
    located = targets.with_columns(located=followable()).filter("located").select("claim_id", "located").unique()
    return (
        named.group_by("claim_id").agg(names=pl.col("name").unique().sort())
        .join(located, on="claim_id", how="left")
        .select(
            "names", claims=pl.concat_list("claim_id"),
            verdict=pl.when(pl.col("located").is_null()).then(pl.lit("definite")).otherwise(pl.lit("ok")),
        )
    )  # fmt: skip
