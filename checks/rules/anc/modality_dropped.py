"""The quote reports, alleges or denies, and the row asserts.

"Reportedly killed dozens" is not "killed dozens": a row that asserts it makes the document's hearsay a fact. Only words that
cast doubt on the very figure or statement count: inside `value_text`, within six words before it or four after it, in the
same clause; "12 suspected militants" doubts who they are, not that there were 12. Plain speech verbs ("said", "told") are the
business of `asserted_by` and of citations; so is "according to".

Fires (hearsay, an allegation, a denial):

    claims
      | claim_id | value_text | modality | quote                                                        |
    ! | hearsay  | dozens     | asserted | over a dozen airstrikes that reportedly killed dozens of men |
    ! | alleged  | 30         | asserted | government forces allegedly killed 30 people                 |
    ! | after    | 30         | asserted | another 30 were reportedly killed there                      |

    claims
      | claim_id | measure | category   | value_text                | modality | quote                                                     |
    ! | accident | intent  | accident   | allegedly accidental      | asserted | due to an allegedly accidental US airstrike               |
    ! | empty    | intent  | deliberate | purportedly a provocation |          | it was purportedly a provocation by the other side        |

Quiet (the row keeps it):

    claims
      | claim_id | value_text | modality | quote                                                        |
      | hearsay  | dozens     | reported | over a dozen airstrikes that reportedly killed dozens of men |
      | alleged  | 30         | alleged  | government forces allegedly killed 30 people                 |

Quiet (the doubt is about another figure or clause):

    claims
      | claim_id | measure | value_text   | modality | quote                                                        |
      | strikes  | attacks | over a dozen | asserted | over a dozen airstrikes that reportedly killed dozens of men |
      | clause   | killed  | 30           | asserted | they are allegedly to blame, and 30 people were killed       |

Quiet (the doubt is about an adjective, not about what is counted):

    claims
      | claim_id | measure | value_text                          | modality | quote                                                     |
      | strike   | attacks | an allegedly accidental US airstrike | asserted | due to an allegedly accidental US airstrike on the regime |

Quiet (somebody speaks, and the row or a citation says who):

    claims
      | claim_id | value_text | modality | quote                                          |
      | said     | 30         | asserted | the commander said that 30 people were killed  |
      | denied   | 30         | asserted | he denied it: 30 people were killed            |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_DOUBT = (
    r"(?:reportedly|allegedly|alleged|purportedly|purported|supposedly|unconfirmed|rumou?red|suspected|said to have|reported to have|"
    r"(?:believed|thought|feared|presumed)(?: to (?:have|be)(?: been)?)? (?:killed|dead|died|injured|wounded|missing|trapped|drowned|lost)|"
    r"(?:believed|thought) to have|claim(?:s|ed|ing) to have|denie[sd])"
)
_WITHIN = rf"(?i)\b({_DOUBT})\b"
_BEFORE = rf"(?i)\b({_DOUBT})(?: [^\s,;:]+){{0,5}} ?$"
_AFTER = rf"(?i)^(?: [^\s,;:]+){{0,3}} ({_DOUBT})\b"
_ON_ADJECTIVE = r"(?i)\b(?:an?|the|this|these|its|his|her|their) (?:reportedly|allegedly|purportedly|supposedly) "
_OF_SOMETHING_ELSE = r"(?i)\bdenied (?:entry|access|passage|permission|aid|care|bail|visas?|responsibility|involvement)\b"
_OF_PEOPLE = r"(?i)\b(?:alleged|purported|suspected)\b"
_OF_KIND = r"(?i)\b(?:alleged|purported|suspected) ([\w-]+ (?:air ?)?(?:strike|attack|raid|bomb|shell|ambush))"
_NEXT_CLAUSE = r"(?i) (?:that|which|who|whom|and|but|while|when)\b.*$"


@rule(
    "ANC009",
    level="warning",
    side="data",
    by="claim_id",
    authority="Saurí and Pustejovsky, FactBank: a corpus annotated with event factuality, LRE 43 (2009)",
    message="the row asserts “{value_text}”, which its quote gives with “{doubt}”",
    help="set modality to reported, alleged, estimated or denied; or quote only the clause that is asserted",
)
def modality_dropped(figures: LazyFrame) -> LazyFrame:
    plain = (pl.col("modality").fill_null("asserted") == "asserted") & ~pl.col("derived").fill_null(False)
    rows = figures.filter(plain, pl.col("quote").is_not_null(), pl.col("value_text").is_not_null())
    text, quote = (_told(pl.col(name)) for name in ("value_text", "quote"))
    parts = quote.str.replace_all(r"\s+", " ").str.splitn(text, 2).struct
    before, after = parts.field("field_0"), parts.field("field_1").str.replace(_NEXT_CLAUSE, "")
    doubt = pl.coalesce(text.str.extract(_WITHIN), before.str.extract(_BEFORE), after.str.extract(_AFTER))
    return rows.select("value_text", doubt=doubt.str.to_lowercase(), claims=pl.concat_list("claim_id")).with_columns(
        verdict=pl.when(pl.col("doubt").is_not_null()).then(pl.lit("definite")).otherwise(pl.lit("ok"))
    )


def _told(words: Expr) -> Expr:
    """Words without the doubts that are not about what is claimed: those of an adjective, of who the people are, of the kind of attack."""
    plain = words.str.replace_all(_ON_ADJECTIVE, "").str.replace_all(_OF_SOMETHING_ELSE, "").str.replace_all(_OF_KIND, "$1")
    counted = (pl.col("kind") == "number") & (pl.col("measure") != "attacks")
    return pl.when(counted).then(plain.str.replace_all(_OF_PEOPLE, "")).otherwise(plain)
