"""Two categories of one event that exclude each other, each asserted.

Towns were forced out or negotiated over, strikes were deliberate or an accident: the sets are declared (table
`exclusive`). Compared are plain assertions of one event, measure, actor and place (an unnamed actor or place is the only
one named). One of them must be a document's own: where two named speakers differ, the reader is told so.

Fires (a withdrawal that was forced here and agreed there):

    claims
      | claim_id | document_id | event_id | measure | category   |
    ! | a        | d1          | fall     | manner  | forced     |
    ! | b        | d2          | fall     | manner  | negotiated |

Fires (one document, in its own voice, says both):

    claims
      | claim_id | document_id | event_id | measure | category   | modality |
    ! | a        | d1          | fall     | manner  | forced     | asserted |
    ! | b        | d1          | fall     | manner  | negotiated |          |

Quiet (sources differ, and the document says so):

    claims
      | claim_id | document_id | event_id | measure | category   | asserted_by | modality |
      | a        | d1          | strike   | intent  | accident   | s1          | asserted |
      | b        | d1          | strike   | intent  | deliberate | s2          | asserted |
      | c        | d2          | strike   | intent  | deliberate | s2          | alleged  |

Quiet (the fighters were driven out, the civilians left under a deal; two towns of one campaign):

    claims
      | claim_id | document_id | event_id | measure | category   | actor     | place |
      | a        | d1          | fall     | manner  | forced     | fighters  | p1    |
      | b        | d2          | fall     | manner  | negotiated | civilians | p1    |
      | c        | d2          | push     | manner  | forced     |           | p1    |
      | d        | d2          | push     | manner  | negotiated |           | p2    |

Quiet (an offensive was reached by a deal: terms of different sets):

    claims
      | claim_id | document_id | event_id | measure | category   |
      | a        | d1          | fall     | manner  | negotiated |
      | b        | d2          | fall     | intent  | deliberate |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.contrast import soft, stated, who
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame


@rule(
    "XDC005",
    level="warning",
    side="source",
    by="event_id",
    authority="Heuer, Psychology of Intelligence Analysis, 1999, chapter 8: evidence is weighed between competing hypotheses",
    message="{measure} of {event_id} is told in ways that exclude each other: {told}",
    help="check that both speak of the same people, place and moment; otherwise keep both and report the contradiction",
)
def category_contradiction(figures: LazyFrame, exclusive: LazyFrame) -> LazyFrame:
    usable = pl.col("event_id").is_not_null() & (pl.col("kind") == "category") & (pl.col("modality").fill_null("asserted") == "asserted")
    rows = figures.filter(usable & stated()).join(exclusive, on="category").with_columns(
        own=pl.col("asserted_by").is_null(), firm=~soft(),
        actor=_sole("actor"), place_at=_sole("place_at"),
    ).sort("own", "firm", "document_id", "claim_id", descending=[True, True, False, False])  # fmt: skip
    key = ["event_id", "measure", "set", "actor", "place_at"]
    within = _sets(rows.filter("own"), [*key, "document_id"]).filter(pl.col("categories") > 1)
    within = within.sort("document_id").unique(key, keep="first", maintain_order=True).drop("document_id")
    groups = _sets(rows, key).join(within, on=key, how="left", nulls_equal=True, suffix="_within")
    alone = pl.col("categories_within").is_not_null()
    alone = alone & ~pl.col("moments_within").fill_null(False)
    violated = alone | ((pl.col("categories") > 1) & pl.col("own") & ~pl.col("moments"))
    return groups.filter(pl.col("claims").list.len() + pl.col("repeats") > 1).with_columns(
        claims=pl.coalesce("claims_within", "claims"), told=pl.coalesce("told_within", "told"), level=pl.when(alone).then(pl.lit("error")),
        verdict=pl.when(violated & pl.coalesce("firm_within", "firm")).then(pl.lit("definite")).when(violated).then(pl.lit("possible"))
        .otherwise(pl.lit("ok")),
    )  # fmt: skip


def _sole(column: str) -> Expr:
    """The cell, or else the only one that the event and set have in this column."""
    known = pl.col(column).drop_nulls()
    key = ("event_id", "measure", "set")
    return pl.col(column).fill_null(pl.when(known.n_unique().over(key) == 1).then(known.first().over(key)))


def _sets(rows: LazyFrame, key: list[str]) -> LazyFrame:
    """One row a group, with its best claim of every category."""
    said = pl.format("{} ({})", "category", who())
    dated = pl.col("date").is_not_null()
    first = rows.group_by([*key, "category"], maintain_order=True).agg(
        pl.col("claim_id").first(), pl.col("own", "firm").first(), said=said.first(), count=pl.len(), compared="claim_id",
        since=pl.col("earliest").filter(dated).first(), until=pl.col("latest").filter(dated).first(),
    )  # fmt: skip
    best = first.sort("own", "category", descending=[True, False])
    return best.group_by(key, maintain_order=True).agg(
        claims="claim_id", compared=pl.col("compared").explode(),
        told=pl.col("said").str.join("; "), categories=pl.len(), own=pl.col("own").any(), firm=pl.col("firm").all(),
        repeats=pl.col("count").sum() - pl.len(), moments=(pl.col("since").max() > pl.col("until").min()).fill_null(False),
    )  # fmt: skip
