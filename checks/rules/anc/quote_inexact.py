r"""A quote that is not, letter by letter, what its document says.

Matched only without regard to case, quotation marks, dashes or diacritics it is a note; with words missing or changed, a warning. What
differs is printed, the document's words first. The claim is not moved to other words. The quote of a dismissed figure is held to the
same, or it would cover nothing. Layout is no difference: line breaks, blanks, hyphenation, Markdown.

Fires (a changed word, straight quotation marks):

    texts
    | document_id | text                                                                                       |
    | d1          | OIR launched eight airstrikes in and around Palmyra. It was “a third of those strikes” then. |

    claims
      | claim_id | document_id | measure | quote                                             | value_text |
    ! | changed  | d1          | attacks | OIR launched nine airstrikes in and around Palmyra | nine       |
    ! | straight | d1          | share   | It was "a third of those strikes" then             | a third    |

Fires (words left out):

    texts
    | document_id | text                                                                          |
    | d1          | The attack, which nobody claimed, killed at least 25 people in the old church. |

    claims
      | claim_id | document_id | quote                                             | value_text  |
    ! | shorter  | d1          | The attack killed at least 25 people in the church | at least 25 |

Fires (the digits of a figure inside a longer one are another figure):

    texts
    | document_id | text                  |
    | d1          | The blast killed 30.  |

    claims
      | claim_id | document_id | quote              | value_text |
    ! | shorter  | d1          | The blast killed 3 | 3          |

Quiet (hyphenation, line breaks and links):

    texts
    | document_id | text                                                                       |
    | d1          | A [large-\nscale](http://x.y/z) operation\nkilled some 30 US-\nbacked fighters. |

    claims
      | claim_id | document_id | quote                                                     | value_text |
      | folded   | d1          | A large-scale operation killed some 30 US-backed fighters | some 30    |

Quiet (half of a compound):

    texts
    | document_id | text                                             |
    | d1          | The US-backed fighters of the area lost 30 men. |

    claims
      | claim_id | document_id | quote                                     | value_text |
      | compound | d1          | backed fighters of the area lost 30 men   | 30         |

Quiet (absent altogether is another finding):

    texts
    | document_id | text                                          |
    | d1          | The convoy left the town before the shelling. |

    claims
      | claim_id | document_id | quote                          | value_text |
      | invented | d1          | at least 25 people were killed | 25         |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule
from checks.text import difference

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "ANC004",
    level="warning",
    side="data",
    by="claim_id",
    authority="W3C Web Annotation Data Model, 4.2.4 Text Quote Selector",
    message="the quote is not word for word in its document ({grade}): {difference}",
    help="copy the words exactly as the document prints them",
)
def quote_inexact(claims: LazyFrame, anchors: LazyFrame) -> LazyFrame:
    kept = claims.filter(pl.col("status").ne_missing("retracted"))
    joined = kept.select("claim_id", "quote").join(anchors.select("claim_id", "grade", "sentence"), on="claim_id")
    inexact = pl.col("grade").is_in(["letters", "partly"])
    pair = pl.when(inexact).then(pl.struct("sentence", "quote"))
    return joined.select(
        "grade",
        difference=pair.map_elements(lambda row: difference(row["sentence"], row["quote"]), return_dtype=pl.String),
        claims=pl.concat_list("claim_id"),
        level=pl.when(pl.col("grade") == "letters").then(pl.lit("note")).otherwise(pl.lit("warning")),
        verdict=pl.when(inexact).then(pl.lit("definite")).when(pl.col("grade") == "exact").then(pl.lit("ok")),
    )
