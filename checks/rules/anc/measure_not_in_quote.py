"""A measure of which neither the quote nor its sentence has a word.

Each measure has terms in the package's table (stems, extendable in dataset.toml): killed needs a word like "kill", "dead" or
"toll". Without one the row was probably filled from a neighbour: injured from killed, fighters from civilians. The claim's
own unit counts as a term. A count of things of a unit of its own is asked for a word of that unit, possibly: the author may
have named in a noun what the document tells in other words. Nor should it be a unit that another measure is counted in: a count of months
is a duration, and one of trucks is never compared with vehicles; the third day is neither. Other measures without terms (share, duration)
are not asked.

Fires (injured filled from killed):

    claims
      | claim_id | measure | value_text | quote                                     |
    ! | injured  | injured | three      | killing three soldiers near the city gate |

Fires (vehicles, and none in the sentence):

    claims
      | claim_id | measure  | unit  | value_text | quote                                       |
    ! | vehicles | vehicles | truck | 13         | the agreement included 13 of the former      |

Fires (the unit of another row):

    claims
      | claim_id | measure | unit | value_text | quote                                |
    ! | zones    | count   | bus  | four       | the accord set up four zones of calm |

Fires (what another measure counts, though the sentence has the word):

    claims
      | claim_id | measure | unit  | best | comparator | value_text    | quote                                     |
    ! | group    | count   | month | 1    | eq         | a small group | for months, they kept a small group there |
    ! | trucks   | count   | truck | 13   | eq         | thirteen      | thirteen trucks stood there               |

Quiet (the word is in the quote, or elsewhere in its sentence):

    texts
    | document_id | text                                                                                           |
    | d1          | The bombing killed three soldiers and wounding another thirteen, it was a mistake. 25 lives went. |

    claims
      | claim_id | document_id | measure | value_text | quote                             |
      | killed   | d1          | killed  | three      | The bombing killed three soldiers |
      | injured  | d1          | injured | thirteen   | another thirteen, it was          |
      | lives    | d1          | killed  | 25         | 25 lives went                     |

Quiet (the unit is its word):

    claims
      | claim_id | measure  | unit     | value_text | quote                                        |
      | unit     | vehicles | aircraft | several dozen | the deployment of several dozen aircraft  |
      | sortie   | attacks  | sortie   | 40            | it flew 40 sorties in a single day        |

Quiet (the stem of the unit's noun):

    claims
      | claim_id | measure | unit        | value_text | quote                                    |
      | zones    | count   | zone        | four       | the accord set up four zones of calm     |
      | oil      | count   | oil-deposit | single     | the single largest deposit of oil is lost |
      | bodies   | count   | party       | three      | three parties signed the paper           |

Quiet (a measure without terms; a derived claim):

    claims
      | claim_id | measure  | unit     | derived | best | comparator | value_text | quote                                  |
      | share    | share    | fraction |         |      |            | a third    | a notable concentration, a third of it |
      | derived  | fighters |          | true    | 3500 | eq         | all but    | all but five-hundred of the 4,000      |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_NO_WORD = "the row is about {what}, and its sentence has no word for it: “{sentence}”"
_OTHER = "the row is a count in {unit}, the unit of {others}: “{sentence}”"
_NTH = r"(?i-u)\b(?:[0-9]+(?:st|nd|rd|th)|first|second|third|fourth|(?:fif|six|seven|eigh|nin|ten|[a-z]+teen|[a-z]+tie)th|last|final)\b"
_RATIOS = ("share", "change")
"""Measures whose units are plain nouns, too: a factor, a fraction."""
_STEM = 4
"""Letters of a noun that its plural and its compounds share: part(y), part(ies)."""


@rule(
    "ANC011",
    level="warning",
    side="data",
    by="claim_id",
    authority="Krippendorff, Content Analysis, 4th ed., 2018: a category is applied on what the recording unit says",
    message=_NO_WORD,
    help="mend the measure, or quote the words that say what is counted; a term that is missing goes into [measures] of dataset.toml",
)
def measure_not_in_quote(figures: LazyFrame, anchors: LazyFrame, measures: LazyFrame) -> LazyFrame:
    listed = pl.col("terms").fill_null("") != ""
    free = ~listed & (pl.col("units") == "*")
    terms = measures.filter(listed | free).select(
        "measure", free=free, terms=pl.when(listed).then(pl.col("terms").str.to_lowercase().str.split(";")).otherwise([])
    )
    rows = figures.filter(pl.col("kind") == "number", ~pl.col("derived").fill_null(False)).join(terms, on="measure")
    unit = pl.when(pl.col("unit").is_in(["", "person"])).then(pl.lit([], dtype=pl.List(pl.String))).otherwise(pl.concat_list("unit"))
    stems = pl.col("unit").str.split("-").list.eval(pl.element().filter(pl.element().str.len_chars() > 2).str.slice(0, _STEM))
    own = pl.when("free").then(stems).otherwise(unit.list.eval(pl.element().str.replace_all("-", " ", literal=True)))
    words = pl.concat_list("terms", own)
    pattern = words.list.eval(_marked(pl.element()).str.escape_regex()).list.join("|")
    other = measures.filter(pl.col("units") != "*", ~pl.col("measure").is_in(_RATIOS)).select(
        "measure", unit=pl.col("units").str.split(";")
    )
    owners = other.explode("unit").group_by("unit").agg(others=pl.col("measure").unique().sort().str.join(", ")).with_columns(free=True)
    rows = rows.join(owners, on=["free", "unit"], how="left").with_columns(
        others=pl.when(~pl.col("value_text").str.contains(_NTH).fill_null(value=False)).then("others")
    )
    judged = rows.join(anchors.select("claim_id", "grade", "sentence"), on="claim_id").with_columns(
        named=_marked(pl.concat_str(pl.lit(" "), pl.col("sentence").str.to_lowercase())).str.contains(
            pl.concat_str(pl.lit("\x01(?:"), pattern, pl.lit(")"))
        )
    )
    return judged.select(
        "sentence", "unit", "others", claims=pl.concat_list("claim_id"),
        key=pl.when(pl.col("others").is_not_null()).then(pl.format("{}:{}", "claim_id", "unit")),
        text=pl.when(pl.col("others").is_not_null()).then(pl.lit(_OTHER)).otherwise(pl.lit(_NO_WORD)),
        verdict=pl.when((pl.col("grade") == "absent") | (pl.col("free") & (pl.col("unit") == ""))).then(None)
        .when(pl.col("others").is_not_null()).then(pl.lit("possible")).when("named").then(pl.lit("ok")).when("free").then(pl.lit("possible")).otherwise(pl.lit("definite")),
        what=pl.when("free").then(pl.format("a count of {}", "unit")).otherwise("measure"),
    )  # fmt: skip


def _marked(text: Expr) -> Expr:
    """A text with a mark after whatever is no letter: where a word begins, without a pattern that knows all letters for each measure."""
    return text.str.replace_all(r"(\P{L})", "${1}\x01")
