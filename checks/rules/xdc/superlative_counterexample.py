"""A first, only, last, largest or smallest with another member of its series against it.

The series is what the author ranges over (column `series`), never the type of event. A first falls with a member wholly earlier, a last
with one wholly later, an only with a second one, a largest or smallest with a larger or smaller one of the same measure. Superlatives
that the words bound ("the first this year", "one of the deadliest"), other claims about the same event are quiet, and so is all that
happened after the statement was made. Definite only where both dates are the claims' own and the date of the statement is known.

Fires (a first with an earlier one in its series):

    claims
      | claim_id | document_id | event_id | measure | value_text  | superlative | series   | date       |
    ! | a        | d1          | badiya   | attacks | 3           | first       | strikes  | 2017-05/2017-06 |
    ! | b        | d2          | dayr     | attacks | 1           |             | strikes  | 2016-09    |

Fires (the only one, and there are two; the last, and one followed; the largest, and one was larger):

    claims
      | claim_id | document_id | event_id | measure | unit    | value_text | superlative | series | date    |
    ! | a        | d1          | deal-a   | agreements |      | 1          | only        | deals  | 2017    |
    ! | b        | d2          | deal-b   | agreements |      | 1          |             | deals  | 2018    |
    ! | c        | d1          | push-a   | attacks | operation | 1        | last        | pushes | 2016-12 |
    ! | d        | d1          | push-b   | attacks | operation | 1        |             | pushes | 2017-02 |
    ! | e        | d1          | fire-a   | killed  |         | 80         | largest     | fires  | 2017    |
    ! | f        | d2          | fire-b   | killed  |         | 300        |             | fires  | 2015    |

Quiet (the same event, told by another document with other figures):

    claims
      | claim_id | document_id | event_id | measure | value_text | superlative | series  | date       |
      | a        | d1          | badiya   | attacks | 3          | first       | strikes | 2017-05-18 |
      | b        | d2          | badiya   | attacks | 1          |             | strikes | 2017-05-11 |

Quiet (the last so far, the largest yet: what came later counts for nothing):

    documents
      | document_id | date_published |
      | d1          | 2017-01-15     |

    claims
      | claim_id | document_id | event_id | measure | unit      | value_text | superlative | series | date    |
      | c        | d1          | push-a   | attacks | operation | 1          | last        | pushes | 2016-12 |
      | d        | d2          | push-b   | attacks | operation | 1          |             | pushes | 2017-02 |
      | e        | d1          | fire-a   | killed  |           | 80         | largest     | fires  | 2016    |
      | f        | d2          | fire-b   | killed  |           | 300        |             | fires  | 2018    |

Quiet (an earlier strike of no common series, one planned, and months that overlap):

    claims
      | claim_id | document_id | event_id | measure | value_text | superlative | series  | date    | modality |
      | a        | d1          | badiya   | attacks | 3          | first       | strikes | 2017-05 |          |
      | b        | d2          | dayr     | attacks | 1          |             | other   | 2016-09 |          |
      | c        | d2          | april    | attacks | 1          |             | strikes | 2017-04 | planned  |
      | d        | d2          | spring   | attacks | 1          |             | strikes | 2017    |          |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.contrast import soft, stated
from checks.counterexamples import BOUND, SIZE, against
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "XDC009",
    level="warning",
    side="source",
    by="series",
    authority="Popper, The Logic of Scientific Discovery, 1959, section 15: a strictly universal statement falls with one counterexample",
    message="'{value_text}' is called the {superlative} of {series} ({window}), but {other} belongs to it too and {why}",
    help="check that both belong to the series; narrow the series if the words range over less, otherwise report the superlative",
)
def superlative_counterexample(figures: LazyFrame) -> LazyFrame:
    named = figures.filter(pl.col("series").is_not_null() & stated())
    bound = pl.col("quote").str.contains(BOUND).fill_null(False)
    rows = named.with_columns(
        superlative=pl.when(~bound).then("superlative"),
        series=pl.col("series").str.split(";"), thing=pl.coalesce("event_id", pl.format("claim {}", "claim_id")),
        firm=~soft() & pl.col("date").is_not_null() & pl.col("event_id").is_not_null(),
        said=pl.format("'{}' ({}, {})", pl.col("value_text").fill_null("a claim"), "claim_id", pl.col("window").fill_null("no date")),
    ).explode("series").with_columns(pl.col("series").str.strip_chars())  # fmt: skip
    columns = ["claim_id", "event_id", "thing", "said", "firm", "as_of", "window", "earliest", "latest", "superlative", "value_text"]
    few = rows.select(*dict.fromkeys((*columns, *SIZE)), "low_near", "high_near")
    schema = dict.fromkeys(("value_text", "superlative", "series", "window", "other", "why", "verdict"), pl.String)
    return few.map_batches(against, schema=schema | {"claims": pl.List(pl.String)}, predicate_pushdown=False, projection_pushdown=False)
