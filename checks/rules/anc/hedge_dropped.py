"""The quote hedges a figure, and the row states it plainly.

"At least 25" is a lower bound, "about 60" an estimate, "between 3,000 and 5,000" a range: stored as an exact number, each
would raise contradictions that the documents never made. Prepositions that may be about place or time rather than number
("over", "around", "near") make the finding a possible one; "over nine days" is how long, not more than nine, and what fell "by 100 to
300" or rose "8 percent to $25 billion" is no range. Words hedge, too: "not the only" strike is more than one, "virtually none" some.

Fires (a bound, an estimate, one end of a range):

    claims
      | claim_id | best | comparator | value_text | quote                                      |
    ! | bound    | 25   | eq         | 25         | the loss of at least 25 lives              |
    ! | estimate | 60   | eq         | 60         | that had killed 60 or so regime soldiers   |
    ! | range    | 3000 | eq         | 3,000      | between 3,000 and 5,000 people were killed |

Fires (up to):

    claims
      | claim_id | measure  | best | comparator | value_text | quote                            |
    ! | ceiling  | fighters | 5000 | eq         | 5,000      | up to 5,000 fighters had arrived |

Fires (in words: there were others; there may have been some):

    claims
      | claim_id | measure    | unit   | best | comparator | value_text                  | quote                                       |
    ! | others   | attacks    | strike | 1    | eq         | not the only strike         | it was not the only strike of its kind      |
    ! | again    | recurrence | time   | 1    | eq         | not for the first time      | not for the first time, it was driven out   |
    ! | few      | attacks    | strike | 0    | eq         | virtually no strikes        | virtually no strikes were carried out there |

Quiet (none at all; the only one; more than one):

    claims
      | claim_id | measure    | unit   | low | best | comparator | value_text         | quote                                   |
      | none     | attacks    | strike |     | 0    | eq         | no strikes         | almost all agree that there were no strikes |
      | only     | attacks    | strike |     | 1    | eq         | the only strike    | it was the only strike, not the largest |
      | others   | recurrence | time   | 1   |      | gt         | not the first time | not the first time that it was hit      |

Quiet (the hedge is kept):

    claims
      | claim_id | best | low | comparator | value_text  | quote                                    |
      | bound    |      | 25  | ge         | at least 25 | the loss of at least 25 lives            |
      | estimate | 60   |     | approx     | sixty-or-so | that had killed sixty-or-so of the men   |

Quiet (another figure of the quote is hedged, or the same one stands there plainly too):

    claims
      | claim_id | measure | unit | best | comparator | value_text | quote                                                           |
      | other    | killed  |      | 3    | eq         | three      | killing three soldiers and wounding at least 13 others          |
      | twice    | killed  |      | 30   | eq         | 30         | at least 30 died at first, and 30 was the final count           |

Quiet (how long, and from what to what):

    claims
      | claim_id | measure  | unit | best | comparator | value_text | quote                                              |
      | lasting  | duration | day  | 9    | eq         | nine       | twenty-three strikes over nine consecutive days    |
      | change   | killed   |      | 10   | eq         | 10         | deaths went from 10 to 63 in one year              |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_PREPOSITION = r"^(?:over|under|above|below|beyond|around|near)\s"
_RISE = r"(?:percent|per cent|%) to [$£€]"
_LASTING = r"^(?:over|under)\s"
_SPOKEN = (
    (1, r"(?i-u)\bnot (?:merely |just )?(?:the|for the|an?) (?:only|first|isolated|one-off)\b|\bnot alone\b"),
    (0, r"(?i-u)\b(?:virtually|practically|almost|nearly|next to) (?:no|none|nothing|nobody)\b|\b(?:hardly|scarcely|barely) any\b"),
)
"""Words that hedge one and none, which no numeral prints."""


@rule(
    "ANC008",
    level="warning",
    side="data",
    by="claim_id",
    authority="Ferson et al., Natural language of uncertainty: numeric hedge words, IJAR 57 (2015)",
    message="the row says exactly {value_text}, and its quote “{expression}”",
    help="set comparator and bounds as the quote words them, and keep the hedge in value_text",
)
def hedge_dropped(figures: LazyFrame, readings: LazyFrame) -> LazyFrame:
    plain = figures.filter(pl.col("comparator") == "eq", pl.col("kind") == "number", ~pl.col("derived").fill_null(False))
    rows = plain.select("claim_id", "measure", "value_text", value="best", words=pl.col("quote").str.to_lowercase())
    printed = readings.select("claim_id", "expression", "low", "best", "high", bound=pl.col("comparator"))
    read = pl.concat([printed, *(_said(rows, best, words) for best, words in _SPOKEN)], how="diagonal")
    value, hedged = pl.col("value"), pl.col("bound") != "eq"
    same = pl.any_horizontal((pl.col(name) - value).abs() <= 1e-9 * value.abs() for name in ("low", "best", "high")).fill_null(False)
    vague = pl.col("expression").str.contains(_PREPOSITION)
    risen = pl.col("expression").str.contains(_RISE) | pl.col("words").str.contains(pl.format("by {}", "expression"), literal=True)
    lasting = pl.col("expression").str.contains(_LASTING) & pl.col("measure").is_in(["duration", "recurrence"])
    by_claim = rows.join(read, on="claim_id").filter(same).group_by("claim_id", "value_text").agg(
        expression=pl.col("expression").filter(hedged).sort().first(),
        plain=(~hedged | lasting | (risen & (pl.col("bound") == "between"))).any() & ~pl.col("said").any(),
        vague=vague.filter(hedged).all(),
    )  # fmt: skip
    return by_claim.select(
        "value_text",
        "expression",
        claims=pl.concat_list("claim_id"),
        verdict=pl.when("plain").then(pl.lit("ok")).when("vague").then(pl.lit("possible")).otherwise(pl.lit("definite")),
    )


def _said(rows: LazyFrame, best: int, words: str) -> LazyFrame:
    found = pl.col("value_text").str.extract(f"({words})")
    hedge = rows.filter(pl.col("value") == best).select("claim_id", expression=found).drop_nulls("expression")
    return hedge.with_columns(best=pl.lit(best, pl.Float64), bound=pl.lit("approx"), said=pl.lit(value=True))
