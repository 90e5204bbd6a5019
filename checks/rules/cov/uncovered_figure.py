"""A figure or date of a document that no claim's quote covers.

What nobody coded cannot contradict anything: a silent gap looks like a sound document. Every figure that extraction reads in a document is
to be covered by the quote of a claim, be it one of status `dismissed` whose note says why it is no claim. Notes, reference lists, page
furniture and names with digits are read with little confidence and stay quiet, and so does a document without any claim (COV002).

Fires:

    texts
    | document_id | text                                                                   |
    | d1          | On 4 May 2017, three men were killed in Alba. At least 40 fled to Brema. |

    claims
      | claim_id | document_id | quote                                   | value_text |
      | killed   | d1          | On 4 May 2017, three men were killed     | three      |

    documents
      | document_id |
    ! | d1          |

Quiet (covered, although the line breaks elsewhere, and dismissed):

    texts
    | document_id | text                                                                                      |
    | d1          | At least 40 vil-\\nlagers   fled. The five-point plan of 1917 is a name, and named in 2 ways. |

    claims
      | claim_id | document_id | quote                                              | value_text | status    |
      | fled     | d1          | At least 40 villagers fled                          | 40         |           |
      | plan     | d1          | The five-point plan of 1917 is a name, and named in 2 ways | five       | dismissed |

Quiet (notes, names with digits, the byline):

    texts
    | document_id | text                                                                                                        |
    | d1          | Raid\\n\\nBy A. Writer on 4 May 2017\\n\\nAn F-16 killed three.1\\n\\n1 The Daily, 5 May 2017, with 30 pictures. |

    claims
      | claim_id | document_id | quote              | value_text |
      | killed   | d1          | An F-16 killed three | three      |

Quiet (page numbers, comments, an act of law, a phone number):

    texts
    | document_id | text                                                                                                      |
    | d1          | Three died. See Resolution 2254 (2015).\\n\\n- 17 -\\n\\n12 comments\\n\\nCall +44 20 7946 0958 in the morning. |

    claims
      | claim_id | document_id | quote       | value_text |
      | killed   | d1          | Three died.  | Three      |

Quiet (the pronoun, a proverb, a first that counts nothing):

    texts
    | document_id | text                                                                                           |
    | d1          | Three men were killed. No one knows why. One can only guess, first and foremost because May did. |

    claims
      | claim_id | document_id | quote                  | value_text |
      | killed   | d1          | Three men were killed   | Three      |

Quiet (nobody has coded the document at all):

    texts
    | document_id | text                    |
    | d1          | At least 40 fled.       |

    documents
      | document_id |
      | d1          |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_FAR = 1 << 32


@rule(
    "COV001",
    level="note",
    side="data",
    by="document_id",
    through=("document_id", "status", "quote", "occurrence"),
    authority="Krippendorff, Content Analysis, 4th edition (2018), ch. 5: what is left out is left out by a stated rule",
    message="no claim covers “{words}” of {document_id}",
    help="add a claim for it; if it is no claim, add one of status dismissed whose note says why",
)
def uncovered_figure(extracted: LazyFrame, anchors: LazyFrame, claims: LazyFrame, *, confidence: float = 0.5) -> LazyFrame:
    gone = claims.filter(pl.col("status") == "retracted").select("claim_id")
    number = claims.select("document_id").drop_nulls().unique().sort("document_id").with_row_index("number")
    quotes = anchors.drop_nulls("at").join(gone, on="claim_id", how="anti").join(number, on="document_id")
    covers = quotes.select(place=_place("at"), reach=_place("to")).sort("place", "reach").with_columns(pl.col("reach").cum_max())
    sure = extracted.filter(pl.col("confidence") >= confidence).join(number, on="document_id")
    figures = sure.with_columns(place=_place("at"), stop=_place("to")).sort("place", maintain_order=True)
    judged = figures.join_asof(covers, on="place", strategy="backward", check_sortedness=False)
    covered = (pl.col("reach") >= pl.col("stop")).fill_null(False)
    return judged.select(
        "document_id", "start", "end", words="text", table=pl.lit("documents"), row="document_id",
        claims=pl.lit([], dtype=pl.List(pl.String)), key=pl.format("{}:{}:{}", "document_id", "text", "sentence"),
        verdict=pl.when(covered).then(pl.lit("ok")).otherwise(pl.lit("definite")),
    )  # fmt: skip


def _place(offset: str) -> Expr:
    """An offset in a document as one number over all documents, in order."""
    return pl.col("number").cast(pl.Int64) * _FAR + pl.col(offset).cast(pl.Int64)
