"""Figures of one quantity that cannot all be true, in different documents or by different speakers.

Comparable are claims of one event, measure, unit, per, population, place and window (those of the claim, else of its event). If the
highest lower bound lies above the lowest upper bound, no number satisfies all; the claims at both ends are named. Later
counts that supersede, other populations, other dates and places, and an event told in the singular (XDC008) are quiet;
contradictions of one document in one voice are NUM012. A finding is possible only when an as-of date is
unknown, when place or window of both are unknown (one-sided unknown is not comparable), or when a coarse date (some day of
2016) is read as the day of the event within it.

Fires (sixty-or-so soldiers here, eighty there):

    events
      | event_id | date       | place  |
      | strike   | 2030-09-17 | dayr   |

    claims
      | claim_id | document_id | event_id | population | value_text |
    ! | a        | d1          | strike   | soldiers   | about 50   |
    ! | b        | d2          | strike   | soldiers   | 80         |
      | c        | d3          | strike   | soldiers   | at least 50 |

Quiet (an earlier toll that its publisher has since revised):

    events
      | event_id | date       | place  |
      | strike   | 2030-09-17 | dayr   |

    claims
      | claim_id | document_id | event_id | population | value_text |
      | a        | d1          | strike   | soldiers   | 60         |
      | b        | d2          | strike   | soldiers   | 80         |

    relations
      | relation_id | predicate  | subject_id | object_id |
      | r1          | supersedes | b          | a         |

Quiet (soldiers are not civilians; fighters of one month are not those of the next):

    events
      | event_id | date       | place  |
      | strike   | 2030-09-17 | dayr   |

    claims
      | claim_id | document_id | event_id | measure  | population | value_text | date    |
      | a        | d1          | strike   | killed   | soldiers   | 60         |         |
      | b        | d2          | strike   | killed   | civilians  | 80         |         |
      | c        | d1          | strike   | fighters |            | 3000       | 2030-01 |
      | d        | d2          | strike   | fighters |            | 5000       | 2030-02 |

Quiet (two phases, declared different; four towns, of which two in the first phase):

    events
      | event_id | date       | place  |
      | strike   | 2030-09-17 | dayr   |

    claims
      | claim_id | document_id | event_id | measure | population | value_text |
      | a        | d1          | strike   | killed  | soldiers   | 60         |
      | b        | d2          | strike   | killed  | soldiers   | 80         |
      | c        | d1          | strike   | settlements |        | 4          |
      | d        | d2          | strike   | settlements |        | 2          |

    relations
      | relation_id | predicate          | subject_id | object_id | role  |
      | r1          | different-quantity | a          | b         |       |
      | r2          | part-of            | d          | c         | whole |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.alike import comparable, interim, whole
from checks.contrast import contrast, neighbours, quantities, soft, stretched, told_as_one, unplaced, who
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "XDC001",
    level="error",
    side="source",
    by="event_id",
    authority="Interval arithmetic (Moore, Kearfott and Cloud, Introduction to Interval Analysis, 2009): two enclosures of one value meet",
    message="{upper_measure} of {upper_event_id} cannot be both {upper_said} and {lower_said}: the one means at least {above}, "
    "the other at most {below}",
    help="check that both speak of the same quantity (relation different-quantity if not, supersedes if one revises the other); "
    "otherwise keep both and report that the documents contradict each other",
)
def value_contradiction(figures: LazyFrame, operands: LazyFrame, days: LazyFrame) -> LazyFrame:
    doers = pl.col("actor").drop_nulls().n_unique().over("quantity") > 1
    unsure = pl.col("as_of").is_null() | soft() | pl.col("coarse") | unplaced() | doers
    newest = pl.col("as_of") == pl.col("as_of").max().over("quantity", "asserted_by")
    latest = (pl.col("asserted_by").is_null() | newest).fill_null(True)  # a speaker's later count supersedes his earlier one
    some = neighbours(figures.filter((pl.col("kind") == "number") & comparable()), operands)
    rows = quantities(_dated(some, days), operands).filter(~told_as_one() & latest).with_columns(
        **stretched(unsure), cell=pl.struct("document_id", "voice").hash()
    )  # fmt: skip
    said = pl.format(
        "'{}' ({}, as of {})", pl.col("value_text").fill_null("an unprinted figure"), who(),
        pl.col("as_of").cast(pl.String).fill_null("an unknown date"),
    )  # fmt: skip
    found = contrast(rows, ["quantity"], "cell", said, ("measure", "event_id", "basis", "comparator"))
    exact = (pl.col("upper_comparator") == "eq") & (pl.col("lower_comparator") == "eq")
    return found.with_columns(
        claims=pl.concat_list("upper", "lower"), basis="upper_basis", given=pl.when(exact).then("above"), due_low="below", due_high="below"
    )


def _dated(figures: LazyFrame, days: LazyFrame) -> LazyFrame:
    """Figures with the bounds of the same window; `coarse` where those are not their own."""
    numbers = figures.with_columns(whole=whole() & ~interim(), coarse=pl.lit(False)).filter("whole").drop("whole").cache()
    coarser = (pl.col("same_window") != pl.col("window")).fill_null(False)
    read = numbers.filter(coarser)
    bounds = days.select(same_window="date", first="earliest", last="latest")
    wider = (pl.col("first") != pl.col("earliest")) | (pl.col("last") != pl.col("latest"))
    finer = read.join(bounds, on="same_window").with_columns(coarse=wider, earliest="first", latest="last").drop("first", "last")
    return pl.concat([numbers.filter(~coarser), finer])
