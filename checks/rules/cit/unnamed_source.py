"""A claim whose only source is a class of people or somebody anonymous: "experts", "analysts", "consulting firms".

Such a source can be neither asked nor weighed. A claim that also has a named source is quiet, and so is a source whose
name is withheld to protect it, when its name says so ("protected").

Fires:

    claims
      | claim_id | value_text | asserted_by |
    ! | decline  | 63         | firms       |

    sources
      | source_id | name             | type            |
      | firms     | consulting firms | class-of-people |

Quiet (a named organisation, and a witness who is protected):

    claims
      | claim_id | value_text | asserted_by |
      | toll     | 80         | monitor     |
      | seen     | 3          | witness     |

    sources
      | source_id | name              | type       |
      | monitor   | A monitor         | monitor    |
      | witness   | protected witness | anonymous  |

Quiet (analysts beside a named report):

    claims
      | claim_id | value_text | asserted_by |
      | decline  | 63         | analysts    |

    sources
      | source_id | name     | type            |
      | analysts  | analysts | class-of-people |
      | institute | A report | ngo             |

    citations
      | claim_id | kind      | source_id |
      | decline  | reference | institute |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.offers import claim_ids, followable, nameless
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "CIT003",
    level="warning",
    side="source",
    by="claim_id",
    authority="Society of Professional Journalists, Code of Ethics, 2014: identify sources clearly; explain why anonymity was granted",
    message="the only source is unnamed: {names}",
    help="look for the report behind it; without one, publish the claim as coming from an unnamed source",
)
def unnamed_source(claims: LazyFrame, citations: LazyFrame, sources: LazyFrame) -> LazyFrame:
    active = claims.filter(~pl.col("status").is_in(["retracted", "dismissed"]).fill_null(False))
    spoken = active.filter(pl.col("asserted_by").is_not_null()).select("claim_id", source_id="asserted_by")
    kinds = sources.select("source_id", "name", unnamed=nameless())
    cited = claim_ids(citations.select("claim_id", "source_id").drop_nulls()).join(kinds, on="source_id")
    held = active.select("claim_id").join(cited.select("claim_id"), on="claim_id", how="semi")
    rows = pl.concat([spoken.join(kinds, on="source_id"), cited.join(held, on="claim_id", how="semi")], how="diagonal")
    named, suspects = rows.filter(~pl.col("unnamed")).select("claim_id"), rows.filter("unnamed")
    bare = claim_ids(citations.filter(pl.col("source_id").is_null()).select("claim_id", "target", "kind"))
    near = bare.join(suspects.select("claim_id"), on="claim_id", how="semi")
    linked = near.with_columns(follow=followable() | (pl.col("kind") == "own-data")).filter("follow").select("claim_id")
    saved = pl.concat([named, linked]).join(suspects.select("claim_id"), on="claim_id", how="semi")
    only = suspects.join(saved, on="claim_id", how="anti").group_by("claim_id").agg(names=pl.col("name").unique().sort())
    violated = only.select("names", claims=pl.concat_list("claim_id"), verdict=pl.lit("definite"))
    return pl.concat([violated, named.unique().with_columns(verdict=pl.lit("ok"))], how="diagonal")
