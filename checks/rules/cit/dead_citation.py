"""A citation that cannot be followed: a link with an empty target, `#`, a placeholder, or a script.

Such links are left by exports that lost their targets, and by drafts. The claim is cited, so CIT001 is quiet, but nobody
can check it. One finding a citation, and none when every claim that it serves has another that can be followed.

Fires:

    claims
      | claim_id | value_text |
    ! | killed   | 3          |
    ! | injured  | 13         |

    citations
      | citation_id | claim_id       | kind      | target |
    ! | lost        | killed;injured | hyperlink | #      |

Fires (no target at all, and a placeholder):

    claims
      | claim_id | value_text |
    ! | one      | 3          |
    ! | two      | 13         |

    citations
      | citation_id | claim_id | kind      | target                  |
    ! | empty       | one      | hyperlink |                         |
    ! | dummy       | two      | hyperlink | https://example.com/xyz |

Quiet (followable, or followable elsewhere):

    claims
      | claim_id | value_text |
      | killed   | 3          |

    citations
      | citation_id | claim_id | kind      | target                  |
      | lost        | killed   | hyperlink | #                       |
      | good        | killed   | hyperlink | https://reports.int/a#b |

Quiet (a printed note and a speaker have no link to follow):

    claims
      | claim_id | value_text |
      | killed   | 3          |

    citations
      | citation_id | claim_id | kind        | target                |
      | note        | killed   | footnote    | The Daily, 4 May 2017 |
      | speaker     | killed   | attribution |                       |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.offers import claim_ids, followable
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "CIT002",
    level="warning",
    side="source",
    by="citation_id",
    authority="Klein et al., One in Five Articles Suffers from Reference Rot, PLoS ONE 9(12), 2014",
    message="cited, but the link cannot be followed: “{words}” points to {shown}",
    help="look for the lost target in an archived copy of the document; otherwise say that the source could not be checked",
)
def dead_citation(citations: LazyFrame, claims: LazyFrame) -> LazyFrame:
    links = pl.col("kind") == "hyperlink"
    follow = followable()
    dead = citations.filter(links & ~follow).select("citation_id", "quote", "target", claim_id=pl.col("claim_id").str.split(";"))
    served = dead.explode("claim_id").join(claims.select("claim_id"), on="claim_id", how="semi")
    followed = citations.filter(pl.col("kind").is_in(["hyperlink", "reference", "footnote"]) & follow).select("claim_id")
    saved = claim_ids(followed).join(served.select("claim_id"), on="claim_id", how="semi").unique().with_columns(saved=pl.lit(True))
    lost = served.join(saved, on="claim_id", how="left").group_by("citation_id").agg(
        pl.col("quote", "target").first(), claims=pl.col("claim_id").sort(), saved=pl.col("saved").fill_null(False).all()
    ).select(
        "claims", "quote", table=pl.lit("citations"), row="citation_id", key="citation_id",
        verdict=pl.when("saved").then(pl.lit("ok")).otherwise(pl.lit("definite")), shown=pl.col("target").fill_null("nothing"),
        words=pl.col("quote").fill_null("the link"),
    )  # fmt: skip
    sound = citations.filter(links & follow).select("quote").with_columns(verdict=pl.lit("ok"))
    return pl.concat([lost, sound], how="diagonal")
