r"""A quote that its document does not contain, not even in part.

The quote is looked for as printed (layout apart), then without regard to case, quotation marks and dashes, then word by word.
This finding says that less than six tenths of its words stand together anywhere: the claim has no anchor, and is never re-anchored
elsewhere. A document that is not held in full proves no absence.

Fires (another text altogether):

    texts
    | document_id | text                                          |
    | d1          | The convoy left the town before the shelling. |

    claims
      | claim_id | document_id | quote                            | value_text |
    ! | invented | d1          | at least 25 people were killed   | at least 25 |

Quiet (cut at line ends, set in Markdown):

    texts
    | document_id | text                                                                                  |
    | d1          | US-\n  backed forces made\n[at-\ntacks](#) that *killed* some 30 people. |

    claims
      | claim_id | document_id | quote                                                      | value_text |
      | folded   | d1          | US-backed forces made attacks that killed some 30 people   | some 30    |

Quiet (other quotation marks: that is inexact, not absent):

    texts
    | document_id | text                                          |
    | d1          | Moscow’s garrison “surrendered” after 4 days. |

    claims
      | claim_id | document_id | measure  | unit | quote                                         | value_text |
      | straight | d1          | duration | day  | Moscow's garrison "surrendered" after 4 days  | 4          |

Quiet (an excerpt proves no absence):

    documents
      | document_id | held    |
      | d1          | excerpt |

    texts
    | document_id | text                                          |
    | d1          | The convoy left the town before the shelling. |

    claims
      | claim_id  | document_id | quote                          | value_text |
      | elsewhere | d1          | at least 25 people were killed | 25         |

Fires (a dismissed figure, whose words are to stand there too):

    texts
    | document_id | text                                          |
    | d1          | The convoy left the town before the shelling. |

    claims
      | claim_id | document_id | quote                     | value_text | status    | note     |
    ! | road     | d1          | once you go down the road | once       | dismissed | an idiom |

Quiet (a retracted claim):

    texts
    | document_id | text                                          |
    | d1          | The convoy left the town before the shelling. |

    claims
      | claim_id  | document_id | quote                          | value_text | status    |
      | withdrawn | d1          | at least 25 people were killed | 25         | retracted |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "ANC003",
    level="error",
    side="data",
    by="claim_id",
    authority="W3C Web Annotation Data Model, 4.2.4 Text Quote Selector",
    message="the document does not contain the quote “{quote}”",
    help="copy the words from the document; if they stand in another one, mend document_id",
)
def quote_absent(claims: LazyFrame, anchors: LazyFrame, documents: LazyFrame) -> LazyFrame:
    held = documents.filter(pl.col("held").fill_null("full") == "full").select("document_id")
    kept = claims.filter(pl.col("status").ne_missing("retracted")).join(held, on="document_id", how="semi").select("claim_id", "quote")
    return kept.join(anchors.select("claim_id", "grade"), on="claim_id").select(
        "quote",
        claims=pl.concat_list("claim_id"),
        verdict=pl.when(pl.col("grade") == "absent").then(pl.lit("definite")).otherwise(pl.lit("ok")),
    )
