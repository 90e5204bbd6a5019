"""The counts of one series, ascribed to one actor here and to another there.

"OIR launched eight airstrikes", then "the U.S. carried out nineteen": a coalition and its leading member are not the same doer, so the
counts may not be of one kind and cannot be added or compared without saying so. Judged within one document and one voice.
Quiet: single events (a superlative ranges over many doers), actors left unsaid, a doer who is named in every window (a table of
attacks by group), and a stated change: counts that a sum, a part, or `different-quantity` relates.

Fires (eight by the coalition, nineteen by one member of it):

    claims
      | claim_id | measure | value_text | series  | actor     | date                  |
    ! | first    | attacks | 8          | strikes | coalition | 2015-05-20/2016-03-26 |
    ! | second   | attacks | 19         | strikes | us        | 2016-03-27/2016-12-10 |
      | unsaid   | attacks | 5          | strikes |           | 2017-05-01/2017-05-09 |

Quiet (one doer; each attack of its own doer; another speaker; another document):

    claims
      | claim_id | document_id | measure | value_text | series   | actor     | asserted_by |
      | first    | d1          | attacks | 8          | strikes  | coalition |             |
      | again    | d1          | attacks | 19         | strikes  | coalition |             |
      | said     | d1          | attacks | 20         | strikes  | us        | monitor     |
      | other    | d2          | attacks | 21         | strikes  | us        |             |
      | raid     | d1          | attacks | 1          | massacre | militia   |             |
      | raid-2   | d1          | attacks | 1          | massacre | army      |             |

Quiet (a sum of both sides' counts, and a part of it, say so):

    claims
      | claim_id | measure | value_text | series  | actor     |
      | total    | attacks | 27         | strikes |           |
      | theirs   | attacks | 19         | strikes | coalition |
      | ours     | attacks | 8          | strikes | army      |
      | some     | attacks | 12         | strikes | us        |

    relations
      | relation_id | predicate | subject_id | object_id | role  |
      | r1          | sum-of    | total      | theirs    | term  |
      | r1          | sum-of    | total      | ours      | term  |
      | r2          | part-of   | some       | theirs    | whole |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.alike import shared
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_KEY = ["document_id", "voice", "one_series", "measure", "unit", "population"]


@rule(
    "NUM015",
    level="note",
    side="source",
    by="series-in-document",
    authority="OECD Glossary of Statistical Terms, time series breaks: a change of what is defined and observed breaks a series",
    message="the counts of series {one_series} are ascribed to different actors: {shares}",
    help="check in the document whether the counts have one doer; if so correct the actor, else treat them as different series",
)
def series_changes_actor(figures: LazyFrame, relations: LazyFrame) -> LazyFrame:
    known = pl.col("series").is_not_null() & pl.col("actor").is_not_null()
    counts = figures.filter(known & pl.col("countable") & (pl.col("best").is_null() | (pl.col("best") > 1)))
    linked = relations.filter(pl.col("predicate").is_in(["sum-of", "part-of", "difference-of", "different-quantity"]))
    stated = pl.concat([linked.select(claim_id="subject_id"), linked.select(claim_id="object_id")])
    one = counts.select(
        "claim_id",
        "value_text",
        "earliest",
        "date",
        *_KEY[:2],
        *_KEY[3:],
        actor=pl.col("actor").str.split(";").list.sort().list.join(";"),
        one_series=pl.col("series").str.split(";"),
    )
    several = one.explode("one_series").filter(shared(*_KEY)).with_columns(
        words=pl.format("{} by {}", pl.col("value_text").fill_null("a count"), "actor")
    ).sort("earliest", "claim_id", nulls_last=True)  # fmt: skip
    loose = several.join(stated, on="claim_id", how="anti", maintain_order="left")
    windows = loose.select(*_KEY, "date").unique().group_by(_KEY).agg(windows=pl.len())
    spread = loose.unique([*_KEY, "date", "actor"]).group_by(*_KEY, "actor").agg(seen=pl.len())
    steady = spread.join(windows, on=_KEY).group_by(_KEY).agg(steady=(pl.col("seen") == pl.col("windows")).any())
    return loose.group_by(_KEY, maintain_order=True).agg(
        claims=pl.col("claim_id"), shares=pl.col("words").str.join("; ")
    ).join(steady, on=_KEY, how="left").with_columns(
        verdict=pl.when(pl.col("claims").list.len() > 1).then(pl.when("steady").then(pl.lit("ok")).otherwise(pl.lit("definite")))
    )  # fmt: skip
