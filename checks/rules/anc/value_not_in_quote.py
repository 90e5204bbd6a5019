"""A number in the row that its own quote does not print.

Every figure of the quote is read, in digits and in words (`sixty-or-so`, `a third`, `half a dozen`, `1.2 million`), and each of `low`,
`best` and `high` must be among them: the row says 62, the quote says sixty. Derived claims have operands instead. Articles and singular
nouns count one; shares are compared as fractions and as percent; vague words (`dozens`) have no number to compare.

Fires (sixty, not 62; one digit too many; the wrong end of a range):

    claims
      | claim_id | best | low  | high | comparator | value_text | quote |
    ! | sixty    | 62   |      |      | approx     | sixty-or-so | that had killed sixty-or-so regime soldiers  |
    ! | zero     | 250  |      |      | eq         | 25         | the loss of 25 lives in the church |
    ! | range    |      | 3000 | 4000 | between    | between 3,000 and 5,000 | between 3,000 and 5,000 were killed |

Fires (a percentage is not its complement):

    claims
      | claim_id | measure | unit    | best | comparator | value_text | quote |
    ! | share    | share   | percent | 16   | eq         | 84 percent | the rate fell to 84 percent of that  |

Quiet (words, scales, ranges, parts):

    claims
      | claim_id | measure  | unit     | value_text     | comparator | best     | low | quote                                   |
      | words    | attacks  |          | eighty-two     | eq         | 82       |     | OIR launched eighty-two airstrikes then |
      | scale    | killed   |          | 1.2 million    | eq         | 1200000  |     | the war has killed 1.2 million people   |
      | dozen    | attacks  |          | over a dozen   | gt         |          | 12  | dropping over a dozen airstrikes        |
      | part     | share    | fraction | a third        | eq         | 0.333333 |     | a third of those strikes                |
      | percent  | share    | fraction | 84 percent     | eq         | 0.84     |     | some fell by 84 percent in a year       |
      | from     | killed   |          | 10             | eq         | 10       |     | deaths fell from 63 to 10 in a year     |
      | mixed    | duration | year     | two-and-a-half | eq         | 2.5      |     | the two-and-a-half years that it lasted |

Quiet (articles, singular nouns, ordinals and pairs):

    claims
      | claim_id | measure    | unit   | best | comparator | value_text         | quote |
      | article  | killed     |        | 1    | eq         | an interpreter     | the deaths of two US soldiers and an interpreter |
      | noun     | attacks    |        | 1    | eq         | the ambush         | the ambush in Palmyra serves as a reminder |
      | ordinal  | recurrence | time   | 2    | eq         | the second March   | for the second March in a row, it was driven out |
      | both     | countries  |        | 2    | eq         | both nations       | both nations navigate this landscape |
      | none     | killed     |        | 0    | eq         | no one             | no one was killed there that day |

Quiet (derived, vague, dated, or of a category):

    claims
      | claim_id | measure | value_text           | comparator | best | derived | quote                                       |
      | derived  | killed  | all but five-hundred | eq         | 3500 | true    | about 4,000 people, all but five-hundred    |
      | vague    | killed  | dozens               | vague      |      |         | reportedly killed dozens of Syrian soldiers |

    claims
      | claim_id | measure | value_text    | category | date       | quote                                     |
      | dated    | date    | 27 March 2016 |          | 2016-03-27 | IS lost the city on 27 March 2016 at last |
      | category | trend   | plummeted     | falling  |            | this figure plummeted to a record low     |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_BOUNDS = ("low", "best", "high")
_NONE = r"(?i)\b(?:no|none|nobody|nothing|without|never|neither|nor|not|zero)\b"
_AGAIN = r"(?i)\b(?:again|once more|another|second)\b"
_WHOLE = r"(?i)\b(?:all|whole|entire|entirely|every|full|fully)\b"


@rule(
    "ANC007",
    level="error",
    side="data",
    by="claim_id",
    authority="ICH E6(R2) 4.9.0, source data verification: attributable, legible, original, accurate",
    message="the row says {value}, and its quote prints {printed}",
    help="mend the value, or quote the words that print it; if it is computed, mark it derived and relate it to its operands",
)
def value_not_in_quote(figures: LazyFrame, readings: LazyFrame) -> LazyFrame:
    stated = (pl.col("kind") == "number") & pl.col("quote").is_not_null() & ~pl.col("derived").fill_null(False)
    rows = figures.filter(stated, pl.any_horizontal(pl.col(_BOUNDS).is_not_null()))
    wanted = rows.unpivot(_BOUNDS, index=["claim_id", "measure", "quote"], value_name="value").filter(pl.col("value").is_finite())
    printed = readings.unpivot(_BOUNDS, index=["claim_id", "expression", "kind"], value_name="figure").drop("variable").drop_nulls("figure")
    value, figure, kind = pl.col("value"), pl.col("figure"), pl.col("kind")
    near = (value - figure).abs() <= figure.abs() * pl.when(kind == "fraction").then(0.02).otherwise(1e-9)
    hundredth = ((value * 100 - figure).abs() <= 0.02 * figure.abs()) | ((value - figure * 100).abs() <= 0.02 * value.abs())
    shared = pl.col("measure").is_in(["share", "change"]) & kind.is_in(["percent", "fraction"]) & hundredth
    given = pl.col("quote").str
    spoken = (
        (value == 1)
        | ((value == 0) & given.contains(_NONE))
        | ((value == 2) & (pl.col("measure") == "recurrence") & given.contains(_AGAIN))
        | ((value == 100) & (pl.col("measure") == "share") & given.contains(_WHOLE))
    )
    compared = wanted.join(printed, on="claim_id", how="left").group_by("claim_id", "variable", "value").agg(
        found=(near | shared).fill_null(False).any() | spoken.any(),
        printed=pl.col("expression").unique(maintain_order=True).drop_nulls().str.join(", "),
    )  # fmt: skip
    missing = pl.col("value").filter(~pl.col("found")).sort()
    return compared.group_by("claim_id").agg(missing=missing, printed=pl.col("printed").first()).select(
        value=pl.col("missing").list.first(),
        printed=pl.when(pl.col("printed") == "").then(pl.lit("no figure")).otherwise("printed"),
        claims=pl.concat_list("claim_id"),
        verdict=pl.when(pl.col("missing").list.len() > 0).then(pl.lit("definite")).otherwise(pl.lit("ok")),
    )  # fmt: skip
