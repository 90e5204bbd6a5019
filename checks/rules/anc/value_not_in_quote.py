"""A number in the row that its own quote does not print.

Every figure of the quote is read, in digits and in words (`sixty-or-so`, `a third`, `half a dozen`, `1.2 million`), and each of `low`,
`best` and `high` must be among them: the row says 62, the quote says sixty. When `value_text` has figures, it must be among those too: the
row has taken another figure of its sentence. Derived claims have operands instead. Articles and singular nouns count one (but not
"no strikes"); shares are compared as fractions and as percent, and as so many in so many; vague words (`dozens`) have no number to compare.

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

Fires (12 is printed, and the row says one, or the 30 beside it):

    claims
      | claim_id | best | comparator | value_text | quote                                    |
    ! | one      | 1    | eq         | 12         | the strike killed 12 and left 30 injured |
    ! | beside   | 30   | eq         | 12         | a strike killed 12 and left 30 injured   |

Fires (no strikes are not one):

    claims
      | claim_id | measure | best | comparator | value_text                 | quote                                      |
    ! | none     | attacks | 1    | eq         | will not carry out strikes | it will not carry out strikes in the north |

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
      | first    | recurrence | time   | 1    | gt         | not the first time | not the first time that it was hit |

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
from checks.numbers import readings as read
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_BOUNDS, _OWN = ("low", "best", "high"), ("claim_id", "measure", "quote", "value_text")
_SPOKEN = (
    (0, "", r"(?i)\b(?:no|none|nobody|nothing|without|never|neither|nor|not|zero)\b"),
    (1.5, "", r"(?i)\ban? \w+ and a half\b"),
    (2, "^recurrence$", r"(?i)\b(?:again|once more|another|second)\b"),
    (100, "^share$", r"(?i)\b(?:all|whole|entire|entirely|every|full|fully)\b"),
)
_ONE = r"(?i-u)\b(?:an?|one|the|first|only|once|single|another|this|that)\b"
_LENGTH = r"(?i)\b[\w-]+-(?:minute|hour|day|week|month|year)\b"
_SIZES = ((r"(?i)\bscore\b", (20,)), (r"(?i)\bfortnight", (14, 2)), (r"(?i)\bcentur", (100,)))  # a fortnight: 14 days, or 2 weeks


@rule(
    "ANC007",
    level="error",
    side="data",
    by="claim_id",
    authority="ICH E6(R2) 4.9.0, source data verification: attributable, legible, original, accurate",
    message="the row says {value}, and {where} prints {printed}",
    help="mend the value, or quote the words that print it; if it is computed, mark it derived and relate it to its operands",
)
def value_not_in_quote(figures: LazyFrame, readings: LazyFrame) -> LazyFrame:
    stated = (pl.col("kind") == "number") & pl.col("quote").is_not_null() & ~pl.col("derived").fill_null(False)
    rows = figures.filter(stated, pl.any_horizontal(pl.col(_BOUNDS).is_not_null()))
    own = read(named := rows.with_columns(quote=pl.col("value_text").str.replace_all(_LENGTH, "")))
    named = named.join(own.filter(pl.col("kind") != "year", pl.any_horizontal(pl.col(_BOUNDS).is_not_null())), on="claim_id", how="semi")
    lacking = pl.concat([_lacking(rows, readings, "its quote"), _lacking(named, own, "its value_text")]).sort("where", "value")
    return rows.select("claim_id").join(lacking.unique("claim_id", keep="first", maintain_order=True), on="claim_id", how="left").select(
        "value", "where", "printed", given="value", due_low="figures", due_high="figures", claims=pl.concat_list("claim_id"),
        verdict=pl.when(pl.col("where").is_not_null()).then(pl.lit("definite")).otherwise(pl.lit("ok")),
    )  # fmt: skip


def _lacking(rows: LazyFrame, readings: LazyFrame, where: str) -> LazyFrame:
    """The values of the rows that the words (`quote`) that the readings are of do not give, with what they print instead."""
    cells = rows.unpivot(_BOUNDS, index=_OWN, value_name="value").filter(pl.col("value").is_finite())
    printed = readings.unpivot(_BOUNDS, index=["claim_id", "expression", "kind"], value_name="figure").drop("variable").drop_nulls("figure")
    both = cells.with_row_index("cell").join(printed, on="claim_id", how="left").with_columns(found=_printed() | _spoken(where)).cache()
    rest = both.join(both.filter("found"), on="cell", how="anti").group_by("cell", "claim_id", "value").agg(
        part=_part().drop_nulls(), figures=pl.col("figure").unique().drop_nulls().sort(), where=pl.lit(where),
        printed=pl.col("expression").unique(maintain_order=True).drop_nulls().str.join(", ").replace("", "no figure"),
    )  # fmt: skip
    return rest.filter(pl.col("part").list.set_intersection("figures").list.len() == 0).drop("cell", "part")


def _printed() -> Expr:
    """Whether a figure is the value, a share being a fraction or percent."""
    value, figure, kind, share = pl.col("value"), pl.col("figure"), pl.col("kind"), pl.col("measure").is_in(["share", "change"])
    near = (value - figure).abs() <= figure.abs() * pl.when(kind == "fraction").then(0.02).otherwise(1e-9)
    hundredth = ((value * 100 - figure).abs() <= 0.02 * figure.abs()) | ((value - figure * 100).abs() <= 0.02 * value.abs())
    sized = [((value == size * figure) | (value == size)) & pl.col("quote").str.contains(word) for word, sizes in _SIZES for size in sizes]
    return near | (share & kind.is_in(["percent", "fraction"]) & hundredth) | pl.any_horizontal(sized)


def _part() -> Expr:
    """The whole number that a share is of a figure, which the words may print beside it ("four in ten")."""
    part = pl.when(pl.col("value") <= 1).then("value").otherwise(pl.col("value") / 100) * pl.col("figure")
    whole = ((part - part.round()).abs() < 0.02) & pl.col("quote").str.contains(r"(?i)\b(?:in|out of)(?: every| each)?\b")
    return pl.when((pl.col("measure") == "share") & whole).then(part.round())


def _spoken(where: str) -> Expr:
    """Whether words without a numeral give the value; where `value_text` has a numeral, an article is none."""
    said = [(pl.col("value") == value) & pl.col("measure").str.contains(measure) & pl.col("quote").str.contains(words)
            for value, measure, words in _SPOKEN]  # fmt: skip
    none = (pl.col("value_text").str.contains(_SPOKEN[0][2]) & ~pl.col("value_text").str.contains(_ONE)).fill_null(False)
    return pl.any_horizontal((pl.col("value") == 1) & pl.lit(where == "its quote") & ~none, *said)
