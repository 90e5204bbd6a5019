"""Counts of one series whose windows share days, and that may therefore not be added.

An event on a shared day is in both counts. A warning where the document forms a sum of them, else a note; one shared boundary day ("from
3 to 10 May", "from 10 May") is a note, for such windows are often meant to meet. Quiet: one window stated twice, two strikes on one day,
single events, a window within another that nobody adds to it (a month and its year, totals that run from one day on), rates, stocks,
counts of different places or people, and whatever a relation declares: a part of a count lies within it.

Fires (8 to 11 December are in both counts):

    claims
      | claim_id | measure | value_text | series  | place   | date                  |
    ! | first    | attacks | 19         | strikes | palmyra | 2016-03-27/2016-12-11 |
    ! | second   | attacks | 82         | strikes | palmyra | 2016-12-08/2017-03-02 |
      | third    | attacks | 11         | strikes | palmyra | 2017-03-03/2017-04-02 |

Fires (and here they are added):

    claims
      | claim_id | measure | value_text | place | date                  |
      | total    | attacks | 101        | p1    | 2016-03-27/2017-03-02 |
    ! | first    | attacks | 19         | p1    | 2016-03-27/2016-12-11 |
    ! | second   | attacks | 82         | p1    | 2016-12-08/2017-03-02 |

    relations
      | relation_id | predicate | subject_id | object_id | role |
      | r1          | sum-of    | total      | first     | term |
      | r1          | sum-of    | total      | second    | term |

Quiet (a part; windows that only meet; another place; one day; a running total; a monthly rate; a revised toll):

    claims
      | claim_id | measure  | value_text | series | place  | per   | date                  |
      | whole    | attacks  | 82         | s      | p1     |       | 2016-12-08/2017-03-02 |
      | part     | attacks  | 23         | s      | p1     |       | 2017-02-19/2017-02-27 |
      | next     | attacks  | 7          | s      | p1     |       | 2017-03-03/2017-03-09 |
      | nearby   | attacks  | 7          | s      | p2     |       | 2017-02-03/2017-03-09 |
      | morning  | killed   | 3          | t      | p1     |       | 2017-04-04            |
      | evening  | killed   | 4          | t      | p1     |       | 2017-04-04            |
      | so-far   | killed   | 90         | t      | p1     |       | ../2017-12            |
      | rate     | attacks  | 4          | s      | p1     | month | 2017                  |
      | force    | fighters | 300        | s      | p1     |       | 2017                  |
      | early    | injured  | 300        | u      | p1     |       | 2017-01/2017-02       |
      | revised  | injured  | 350        | u      | p1     |       | 2017-01/2017-03       |

    relations
      | relation_id | predicate  | subject_id | object_id | role  |
      | r1          | part-of    | part       | whole     | whole |
      | r2          | supersedes | revised    | early     |       |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.alike import shared
from checks.interval import verdict
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_FIGURE = ["claim_id", "document_id", "voice", "modality", "measure", "unit", "population", "place_at", "actor", "series", "value_text",
           "date", "kind", "additive", "per", "best", "earliest", "latest", "start_latest", "end_earliest", "slack"]  # fmt: skip
_CARRIED = ("claim_id", "value_text", "date", "actor", "earliest", "latest", "end_earliest", "slack")
_SAME = ["measure", "unit", "population", "place_at"]
_DECLARED = ["part-of", "sum-of", "difference-of", "same-quantity", "different-quantity"]


@rule(
    "NUM008",
    level="note",
    side="source",
    by="series-in-document",
    authority="Inclusion and exclusion (Graham, Knuth and Patashnik, Concrete Mathematics, 1994): what two sets share counts once",
    message="{p_value_text} ({p_date}) and {value_text} ({date}) share {days} day(s): what happened then is in both counts, "
    "so they may not be added",
    help="check both windows against the document; report a sum of them as an error of the source, and do not add them yourself",
)
def overlapping_windows(figures: LazyFrame, operands: LazyFrame, relations: LazyFrame) -> LazyFrame:
    declared = relations.filter(pl.col("predicate").is_in(_DECLARED)).select(claim_id="subject_id")
    older = relations.filter(pl.col("predicate") == "supersedes").select(claim_id="object_id")
    listed = figures.filter(pl.col("series").is_not_null() & pl.col("date").is_not_null() & _flow()).select(_FIGURE)
    single = listed.with_columns(pl.col("series").str.split(";")).explode("series")
    crowded = single.filter(shared("document_id", "voice", "series", *_SAME))
    loose = crowded.join(pl.concat([declared, older]), on="claim_id", how="anti")
    series = loose.with_columns(scope=pl.concat_str("document_id", "voice", "series", separator="\x1f"), summed=pl.lit(False))
    terms = operands.filter((pl.col("predicate") == "sum-of") & (pl.col("role") == "term") & pl.col("o_date").is_not_null())
    added = terms.select("basis", "relation_id", claim_id="object_id", **{name: pl.col(f"o_{name}") for name in _FIGURE[1:]})
    doer = pl.concat_str("relation_id", pl.col("actor").fill_null(""), separator="\x1f")
    counts = pl.concat([added.filter(_flow()).with_columns(scope=doer, summed=pl.lit(True)), series], how="diagonal")
    found = _overlaps(counts).with_columns(key=pl.col("claims").list.sort().list.join(";"))
    return found.sort("summed", descending=True, maintain_order=True).unique("key", keep="first", maintain_order=True)


def _flow() -> Expr:
    """Whether a figure counts what happens within a window."""
    several = pl.col("best").ne_missing(1) & (pl.col("per") == "")
    stated = ~pl.col("modality").is_in(["denied", "planned"]).fill_null(False)
    return (
        stated
        & (pl.col("kind") == "number")
        & pl.col("additive")
        & several
        & pl.col("earliest").is_not_null()
        & pl.col("latest").is_not_null()
    )


def _overlaps(counts: LazyFrame) -> LazyFrame:
    """Every count beside the one, of those that begin before it, whose window reaches furthest."""
    flows = counts.with_columns(group=pl.struct("scope", *_SAME).hash()).sort("group", "earliest", "latest", "claim_id")
    furthest = pl.col("latest") == pl.col("latest").cum_max().over("group")  # true of the first of a group: nothing is carried beyond it
    carried = {f"p_{name}": pl.when(furthest).then(pl.col(name)).forward_fill().shift(1) for name in _CARRIED}
    reach = flows.with_columns(**carried).filter(pl.col("group") == pl.col("group").shift(1))
    days = (pl.min_horizontal("latest", "p_latest") - pl.col("earliest")).dt.total_days() + 1
    within = (pl.col("earliest") == pl.col("p_earliest")) | (pl.col("latest") <= pl.col("p_latest"))
    again = (pl.col("earliest") == pl.col("p_earliest")) & (pl.col("latest") == pl.col("p_latest"))
    surely = (pl.col("start_latest") <= pl.col("p_end_earliest")) & (pl.max_horizontal("slack", "p_slack") == 0)
    one_doer = (pl.col("actor") == pl.col("p_actor")).fill_null(True)
    return reach.with_columns(days=days).with_columns(
        claims=pl.concat_list("claim_id", "p_claim_id"),
        level=pl.when(pl.col("summed") & (pl.col("days") > 1)).then(pl.lit("warning")).otherwise(pl.lit("note")),
        verdict=verdict(pl.when(~again & (pl.col("summed") | ~within)).then(pl.col("days") > 0), surely & one_doer),
    )
