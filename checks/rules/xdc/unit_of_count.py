"""One event counted as one by some and as many by others, or counted in different units.

"An airstrike" may be one bomb, one sortie or one night of bombing, so an article or a singular noun beside "over a
dozen airstrikes" tells that the two count different things. Compared are counts of one event between documents or
voices; a part of the event, units that a document relates (an attack of twelve strikes), another place, and counts of a
longer window than the one told of are quiet.

Fires (a strike here, a dozen there):

    claims
      | claim_id | document_id | event_id | measure | unit      | value_text      | comparator | best |
    ! | a        | d1          | dayr     | attacks | airstrike | an airstrike    | eq | 1 |
    ! | b        | d2          | dayr     | attacks | airstrike | 12              | eq | 12 |
      | c        | d3          | dayr     | attacks | attack    | one attack      | eq | 1 |

Fires (other units, and no unit makes them agree):

    events
      | event_id | date       | place |
      | dayr     | 2030-09-17 | p1    |

    claims
      | claim_id | document_id | event_id | measure | unit      | value_text | comparator | best |
    ! | a        | d1          | dayr     | attacks | sortie    | 4          | eq | 4 |
    ! | b        | d2          | dayr     | attacks | airstrike | 37         | eq | 37 |

Quiet (the attack consisted of the strikes):

    claims
      | claim_id | document_id | event_id | measure | unit      | value_text | comparator | best |
      | a        | d1          | dayr     | attacks | attack    | an attack  | eq | 1 |
      | b        | d1          | dayr     | attacks | airstrike | 12         | eq | 12 |
      | c        | d2          | dayr     | attacks | attack    | the attack | eq | 1 |

    relations
      | relation_id | predicate | subject_id | object_id | role  |
      | r1          | part-of   | b          | a         | whole |

Quiet (one strike on a day of a campaign of many):

    claims
      | claim_id | document_id | event_id | measure | unit      | value_text   | date                  | comparator | best |
      | a        | d1          | campaign | attacks | airstrike | an airstrike | 2030-02-19            | eq | 1 |
      | b        | d2          | campaign | attacks | airstrike | 82           | 2029-12-08/2030-03-02 | eq | 82 |

Quiet (the strike and its dead; "one" is a count and not an article):

    claims
      | claim_id | document_id | event_id | measure | unit      | population | value_text   | comparator | best |
      | a        | d1          | dayr     | killed  |           | soldiers   | a soldier    | eq | 1 |
      | b        | d2          | dayr     | killed  |           | soldiers   | 3            | eq | 3 |
      | c        | d1          | night    | attacks | airstrike |            | one airstrike | eq | 1 |
      | d        | d2          | night    | attacks | airstrike |            | 3            | eq | 3 |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.alike import OTHER
from checks.contrast import contrast, in_groups, mixed, soft, stated, stretched, told_as_one, who
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_KEY = ["event_id", "measure", "per", "place_at"]


@rule(
    "XDC008",
    level="warning",
    side="source",
    by="event_id",
    authority="ACLED Codebook: one event is one act of one day and place, however many strikes it consists of",
    message="{event_id} is counted as {upper_said} and as {lower_said}: these {measure} are not counted in one unit",
    help="say what was counted; relate the counts (part-of) if one consists of the other, or give the events different ids",
)
def unit_of_count(figures: LazyFrame, operands: LazyFrame) -> LazyFrame:
    some = figures.filter(
        pl.col("countable") & pl.col("additive") & (pl.col("population") == "") & pl.col("event_id").is_not_null()
        & pl.col("low_near").is_not_null() & stated()
    )  # fmt: skip
    parts = _parts(operands)
    whole = some.join(parts.filter(pl.col("whole") & ~pl.col("member")), on="claim_id", how="semi")
    explained = _plain(whole).select("event_id", "measure", "unit").unique().with_columns(explained=pl.lit(True))
    rows = _plain(in_groups(some, *_KEY)).join(parts, on="claim_id", how="left").filter(~pl.col("member").fill_null(False))
    rows = rows.join(explained, on=["event_id", "measure", "unit"], how="left").with_columns(
        one=told_as_one(), cell=pl.struct("document_id", "voice").hash().cast(pl.String), **stretched(soft()),
        span=pl.when(pl.col("lasts") & (pl.col("earliest") < pl.col("latest")).fill_null(True)).then("window"),
    ).filter(~(pl.col("one") & pl.col("explained").fill_null(False)))  # fmt: skip
    key = [*_KEY, "span"]
    rows = rows.with_columns(group=mixed(*map(pl.col, key)))
    first, last = (pl.col(name).filter(pl.col("one")) for name in ("earliest", "latest"))
    apart = (pl.col("earliest") > last.max().over("group")) | (pl.col("latest") < first.min().over("group"))
    rows = rows.with_columns(told=pl.col("one").any().over("group"), apart=apart.fill_null(False)).cache()
    said = pl.format("'{}' ({})", pl.col("value_text").fill_null("an unprinted figure"), who())
    many = (pl.col("low_near") > 1) & ~pl.col("apart")
    singular = contrast(rows.filter(pl.col("told") & (pl.col("one") | many)), key, "cell", said)
    other = rows.filter(~pl.col("told") & pl.col("place_at").is_not_null())
    units = contrast(other, [*_KEY, "earliest", "latest"], "unit", said, ("cell",))
    same_voice = (pl.col("upper_cell") == pl.col("lower_cell")).fill_null(False)
    units = units.with_columns(verdict=pl.when(same_voice).then(pl.lit("ok")).otherwise("verdict"))
    return pl.concat([singular, units], how="diagonal").with_columns(claims=pl.concat_list("upper", "lower"))


def _plain(counts: LazyFrame) -> LazyFrame:
    """Counts whose words name no further, ordered or single one of what is counted."""
    return counts.with_columns(other=pl.col("value_text").str.contains(OTHER).fill_null(False)).filter(~pl.col("other"))


def _parts(operands: LazyFrame) -> LazyFrame:
    """By `claim_id`: `member` of a larger count of its event, or the `whole` that was told as one."""
    alike = (pl.col("s_event_id") == pl.col("o_event_id")) & (pl.col("s_measure") == pl.col("o_measure"))
    within = (pl.col("predicate") == "part-of") & alike
    one = (pl.col("o_best") == 1).fill_null(False)
    told = operands.filter(within).with_columns(no=pl.lit(False), one=one, many=~one)
    sides = [told.select(claim_id="subject_id", member="many", whole="no"), told.select(claim_id="object_id", member="no", whole="one")]
    return pl.concat(sides).group_by("claim_id").agg(pl.col("member", "whole").any())
