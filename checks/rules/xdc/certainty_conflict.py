"""A category asserted or reported in one place that another denies, or calls an open question.

Same event, measure, category and actor (an unnamed actor is the only one named). What was open last week may be
established today, so claims of different as-of dates are quiet; an unknown as-of date makes a finding possible, unless both
claims stand in one document and have its date. Two named speakers who differ (the accuser and the accused) are quiet: one side must be
a document's own voice.

Fires (an attack's author established in one paragraph, under investigation in another):

    claims
      | claim_id | document_id | event_id | measure        | category | modality | asserted_by |
    ! | a        | d1          | ambush   | responsibility | is       | reported | officials   |
    ! | b        | d1          | ambush   | responsibility | is       | open     |             |

    entities
      | entity_id |
      | is        |

Fires (one voice asserts it and denies it):

    claims
      | claim_id | document_id | event_id | measure | category   | modality |
    ! | a        | d1          | strike   | intent  | deliberate | asserted |
    ! | b        | d1          | strike   | intent  | deliberate | denied   |

Quiet (open at first, established a week later):

    documents
      | document_id | date_published |
      | d1          | 2030-01-01     |
      | d2          | 2030-01-08     |

    claims
      | claim_id | document_id | event_id | measure        | category | modality |
      | a        | d1          | ambush   | responsibility | is       | open     |
      | b        | d2          | ambush   | responsibility | is       | asserted |

Quiet (an estimate or a plan beside an open question; another actor; another category):

    claims
      | claim_id | document_id | event_id | measure        | category   | modality  | actor |
      | a        | d1          | ambush   | responsibility | is         | alleged   |       |
      | b        | d1          | ambush   | responsibility | is         | open      |       |
      | c        | d1          | talks    | link           | is         | asserted  | sdf   |
      | d        | d1          | talks    | link           | is         | denied    | ypg   |
      | e        | d1          | strike   | intent         | deliberate | denied    |       |
      | f        | d1          | strike   | intent         | accident   | asserted  |       |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.contrast import soft, who
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_KEY = ["event_id", "measure", "category", "actor", "place_at"]


@rule(
    "XDC006",
    level="warning",
    side="source",
    by="event_id",
    authority="Saurí and Pustejovsky, FactBank: a corpus annotated with event factuality, Language Resources and Evaluation 43, 2009",
    message="{measure} “{category}” of {event_id} is {said} {denied}",
    help="check that both are as of the same day and speak of the same act; otherwise the stronger statement needs its evidence named",
)
def certainty_conflict(figures: LazyFrame) -> LazyFrame:
    known = pl.all_horizontal(pl.col("event_id", "category").is_not_null())
    rows = figures.filter(known & (pl.col("kind") == "category"))
    sole = pl.col("actor").drop_nulls()
    stamp = pl.coalesce(pl.col("as_of").cast(pl.String), "document_id")
    modality = pl.col("modality").fill_null("asserted")
    rows = rows.filter(modality.is_in(["asserted", "reported", "denied", "open"])).with_columns(
        actor=pl.col("actor").fill_null(pl.when(sole.n_unique().over(_KEY[:3]) == 1).then(sole.first().over(_KEY[:3]))),
        modality=modality, stamp=stamp, dated=pl.col("as_of").is_not_null(), own=pl.col("asserted_by").is_null(), firm=~soft(),
        against=modality.is_in(["denied", "open"]),
        text=pl.format("{} ({})", modality, who()),
    ).sort("own", "claim_id", descending=[True, False])  # fmt: skip
    same = _both(rows, [*_KEY, "stamp"]).drop("stamp").with_columns(rank=pl.when("firm").then(1).otherwise(2))
    voice = _both(rows.filter("own"), [*_KEY, "document_id"]).drop("document_id").with_columns(
        rank=pl.when("firm").then(0).otherwise(2), level=pl.lit("error")
    )  # fmt: skip
    unknown = _both(rows.sort("dated", "claim_id"), _KEY).filter(pl.col("undated")).with_columns(rank=pl.lit(3))
    found = pl.concat([voice, same, unknown], how="diagonal_relaxed").sort("rank", "claims").unique(_KEY, keep="first", maintain_order=True)
    groups = rows.group_by(_KEY).agg(compared="claim_id").filter(pl.col("compared").list.len() > 1)
    verdict = pl.when(pl.col("rank") < 2).then(pl.lit("definite")).when(pl.col("rank").is_not_null()).then(pl.lit("possible"))
    return groups.join(found, on=_KEY, how="left", nulls_equal=True).with_columns(verdict=verdict.otherwise(pl.lit("ok")))


def _both(rows: LazyFrame, key: list[str]) -> LazyFrame:
    """Groups where one claim says what another denies or leaves open, with the first claim of each kind."""
    against, dated = pl.col("against"), pl.col("dated")
    pair = {side: pl.col("claim_id").filter(which).first() for side, which in (("_for", ~against), ("_against", against))}
    firm = pl.col("firm").filter(~against).first() & pl.col("firm").filter(against).first()
    return rows.group_by(key, maintain_order=True).agg(
        **pair, firm=firm, own=pl.col("own").any(), undated=~dated.all() & (pl.col("document_id").n_unique() > 1),
        said=pl.col("text").filter(~against).first() + pl.lit(" and also"), denied=pl.col("text").filter(against).first(),
    ).drop_nulls(["_for", "_against"]).filter("own").select(
        *key, "firm", "undated", "said", "denied", claims=pl.concat_list("_for", "_against")
    )  # fmt: skip
