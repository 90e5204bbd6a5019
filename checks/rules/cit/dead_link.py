"""Links of a document that lead nowhere and that no citation records.

A link is evidence also where nobody has coded a claim: when a page was copied, links are often left with an empty target or `#`. One
finding a document tells how many, and the first; those that the rows of citations record are CIT002. Quiet: links that lead somewhere, to
a note of the same page, and pictures.

Fires (one of three leads nowhere):

    texts
    | document_id | text                                                                                             |
    | d1          | The [report](#) is long. The [survey](https://int/7) is not. See [note 1](#fn1) and ![map](#). |

    documents
      | document_id |
    ! | d1          |

Quiet (the citation of a claim records it):

    texts
    | document_id | text                              |
    | d1          | It lists 12 [strikes](#) in a day. |

    documents
    | document_id |
    | d1          |

    claims
      | claim_id | document_id | quote                  | value_text |
      | strikes  | d1          | It lists 12 strikes    | 12         |

    citations
      | citation_id | claim_id | kind      | quote   | target |
      | c1          | strikes  | hyperlink | strikes | #      |

Quiet (links that lead somewhere):

    texts
    | document_id | text                                                  |
    | d1          | The [survey](https://int/7) and [another](../two.md). |

    documents
    | document_id |
    | d1          |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.offers import claim_ids, followable
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_LINK = r"!?\[[^\]\n]+\]\([^()\n]*\)"


@rule(
    "CIT016",
    level="note",
    side="source",
    by="document_id",
    authority="Klein et al., One in Five Articles Suffers from Reference Rot, PLoS ONE 9(12), 2014",
    message="{lost} of {all} links lead nowhere and are recorded by no citation, the first “{words}”",
    help="look for the lost targets in an archived copy of the document; record the citations of what its claims rest on",
)
def dead_link(texts: LazyFrame, claims: LazyFrame, citations: LazyFrame) -> LazyFrame:
    linked = texts.filter(pl.col("text").str.contains("](", literal=True))
    found = linked.select("document_id", "text", link=pl.col("text").str.extract_all(_LINK)).explode("link").drop_nulls("link")
    found = found.filter(~pl.col("link").str.starts_with("!")).with_columns(
        words=pl.col("link").str.extract(r"\[([^\]]+)\]"), target=pl.col("link").str.extract(r"\(([^()]*)\)$")
    )
    about = claims.select("claim_id", "document_id").join(linked, on="document_id", how="semi")
    own = claim_ids(citations.select("claim_id", words="quote")).join(about, on="claim_id")
    known = own.select("document_id", "words").unique().with_columns(known=pl.lit(True))
    lost = ~followable() & pl.col("known").is_null()
    judged = found.join(known, on=["document_id", "words"], how="left", maintain_order="left")
    told = judged.group_by("document_id", maintain_order=True).agg(
        pl.col("text").first(), pl.col("words", "link").filter(lost).first(), lost=lost.sum(), all=pl.len()
    )  # fmt: skip
    start = pl.col("text").str.splitn(pl.col("link"), 2).struct.field("field_0").str.len_chars().cast(pl.Int64)
    return told.select(
        "document_id", "lost", "all", "words", start=start, end=start + pl.col("link").str.len_chars(), key="document_id",
        claims=pl.lit([], dtype=pl.List(pl.String)), table=pl.lit("documents"), row="document_id",
        verdict=pl.when(pl.col("lost") > 0).then(pl.lit("definite")).otherwise(pl.lit("ok")),
    )  # fmt: skip
