"""A quote of a word or two, too short to carry the claim.

Under three words and twelve characters a quote says nothing by itself: a reader cannot see what is counted, and the words soon occur twice.

Fires (a figure and a noun):

    claims
      | claim_id | quote    | value_text |
    ! | bare     | 45 dead  | 45         |
    ! | two      | 30 died  | 30         |

Quiet (three words, or two long ones):

    claims
      | claim_id | quote              | value_text |
      | three    | 30 men fell        | 30         |
      | long     | thirty-two injured | thirty-two |

Quiet (a derived claim may go without words):

    claims
      | claim_id | measure | value_text | best | comparator | derived | quote                                |
      | computed | killed  | 3,500      | 3500 | eq         | true    | all but five-hundred of the 4,000    |

Quiet (a retracted claim):

    claims
      | claim_id  | quote | value_text | status    |
      | withdrawn | 30    | 30         | retracted |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


_WORDS, _CHARACTERS = 3, 12


@rule(
    "ANC006",
    level="warning",
    side="data",
    by="claim_id",
    authority="W3C Web Annotation Data Model, 4.2.4 Text Quote Selector: a quotation selects by being found; short ones select too much",
    message="the quote “{quote}” is too short to carry a claim: under {words} words and {characters} characters",
    help="quote the clause that holds the figure, what is counted, and its hedge",
)
def quote_too_short(figures: LazyFrame, *, words: int = _WORDS, characters: int = _CHARACTERS) -> LazyFrame:
    quoted = figures.filter(pl.col("quote").is_not_null())
    quote = pl.col("quote").str.strip_chars()
    short = (quote.str.count_matches(r"\S+") < words) & (quote.str.len_chars() < characters)
    return quoted.select(
        "quote",
        words=pl.lit(words),
        characters=pl.lit(characters),
        claims=pl.concat_list("claim_id"),
        verdict=pl.when(short).then(pl.lit("definite")).otherwise(pl.lit("ok")),
    )
