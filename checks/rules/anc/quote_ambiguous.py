"""A quote that occurs several times, and the row does not say which occurrence is meant.

A finding must point at the very words. `occurrence` counts from 1; a longer quote is better still. An `occurrence` beyond the last one is
ambiguous too.

Fires (twice, and nothing says which):

    texts
    | document_id | text                                                                             |
    | d1          | On Monday the attack killed 3. On Tuesday the attack killed 3 in another village. |

    claims
      | claim_id | document_id | quote               | value_text |
    ! | which    | d1          | the attack killed 3 | 3          |

Fires (the third of two):

    texts
    | document_id | text                                                                             |
    | d1          | On Monday the attack killed 3. On Tuesday the attack killed 3 in another village. |

    claims
      | claim_id | document_id | quote               | value_text | occurrence |
    ! | beyond   | d1          | the attack killed 3 | 3          | 3          |

Quiet (it says which):

    texts
    | document_id | text                                                                             |
    | d1          | On Monday the attack killed 3. On Tuesday the attack killed 3 in another village. |

    claims
      | claim_id | document_id | quote               | value_text | occurrence |
      | second   | d1          | the attack killed 3 | 3          | 2          |

Quiet (the other occurrence is of a longer number, or of another case):

    texts
    | document_id | text                                                                           |
    | d1          | On Monday the attack killed 3. The attack killed 3,000. The attack killed 3 in May. |

    claims
      | claim_id | document_id | quote               | value_text |
      | lower    | d1          | the attack killed 3 | 3          |

Quiet (one occurrence in each of two documents):

    texts
    | document_id | text                           |
    | d1          | On Monday the attack killed 3. |
    | d2          | On Monday the attack killed 3. |

    claims
      | claim_id | document_id | quote               | value_text |
      | here     | d1          | the attack killed 3 | 3          |
      | there    | d2          | the attack killed 3 | 3          |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "ANC005",
    level="warning",
    side="data",
    by="claim_id",
    authority="W3C Web Annotation Data Model, 4.2.4: a text quote selector may match several times",
    message="the quote occurs {matches} times in its document, and {given}",
    help="quote more of the sentence, or give the 1-based occurrence",
)
def quote_ambiguous(figures: LazyFrame, anchors: LazyFrame) -> LazyFrame:
    found = anchors.filter(pl.col("grade").is_in(["exact", "letters"])).select("claim_id", "matches")
    occurrence, matches = pl.col("occurrence"), pl.col("matches")
    open_choice = occurrence.is_null() & (matches > 1)
    outside = (occurrence < 1) | (occurrence > matches)
    return figures.join(found, on="claim_id").select(
        "matches",
        given=pl.coalesce(pl.format("the row asks for number {}", occurrence), pl.lit("the row does not say which is meant")),
        claims=pl.concat_list("claim_id"),
        verdict=pl.when(open_choice | outside.fill_null(False)).then(pl.lit("definite")).otherwise(pl.lit("ok")),
    )
