r"""The words offer a citation, and the row of the claim has none: the dataset lost it, or the claim would be called uncited.

Three things are looked for: a Markdown link inside the quote, a note marker right after it, and an attribution in its sentence
("according to", "said", "told", "citing", "reported"), for measures that ask for a citation. Quiet: passive "it is said", and people
who are told or said to do something. One more is possible: a claim put in somebody's mouth whose citations do not name him, in a document
where those of other claims do. What is lost beside a citation that is recorded is CIT015's.

Fires (a link, a marker, an attribution):

    texts
    | document_id | text                                                                                                                  |
    | d1          | The city [fell to them](https://a.int/7) in May. They lost 30 men.2 On Sunday 12 died, the monitor said.\n\n2 Daily.  |

    claims
      | claim_id | document_id | measure | value_text | population | quote                        |
    ! | fell     | d1          | control |            |            | The city fell to them in May |
    ! | lost     | d1          | killed  | 30         | soldiers   | They lost 30 men             |
    ! | died     | d1          | killed  | 12         | soldiers   | On Sunday 12 died            |

Fires (the row of one of two speakers is lost):

    texts
    | document_id | text                                         |
    | d1          | 12 fled, the monitor said. 4 came, he said.  |

    claims
      | claim_id | document_id | value_text | asserted_by | quote                     |
    ! | fled     | d1          | 12         | monitor     | 12 fled, the monitor said |
      | came     | d1          | 4          | speaker     | 4 came, he said           |

    citations
      | citation_id | claim_id | kind        | quote   | source_id |
      | said        | came     | attribution | he said | speaker   |

    sources
      | source_id | type         |
      | monitor   | named-person |
      | speaker   | named-person |

Quiet (recorded):

    texts
    | document_id | text                                         |
    | d1          | On Sunday 12 died, according to the monitor. |

    claims
      | claim_id | document_id | value_text | asserted_by | quote             |
      | died     | d1          | 12         | monitor     | On Sunday 12 died |

Quiet (the link stands elsewhere in the sentence, nobody is quoted):

    texts
    | document_id | text                                                                                       |
    | d1          | They [fought on](#) while 12 died there. It is said 3 fled. Men told to leave lost 4 trucks. |

    claims
      | claim_id | document_id | value_text | quote                   |
      | died     | d1          | 12         | while 12 died there     |
      | fled     | d1          | 3          | It is said 3 fled       |
      | told     | d1          | 4          | told to leave lost 4 trucks |

Quiet (a retracted claim):

    texts
    | document_id | text                                         |
    | d1          | On Sunday 12 died, according to the monitor. |

    claims
      | claim_id | document_id | value_text | status    | quote             |
      | died     | d1          | 12         | retracted | On Sunday 12 died |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.offers import claim_ids
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "CIT014",
    level="warning",
    side="data",
    by="document_id",
    through=("document_id", "status", "asserted_by"),
    authority="W3C PROV-DM (2013), 5.2.4 Primary Source: what a statement rests on is recorded with it",
    message="the words offer a citation that the dataset has not recorded: {what}",
    help="add the row to citations (or asserted_by to the claim); if it belongs to another clause, shorten the quote",
)
def citation_not_recorded(offered: LazyFrame, figures: LazyFrame, citations: LazyFrame) -> LazyFrame:
    judged = offered.with_columns(verdict=pl.when(pl.col("offer").is_not_null()).then(pl.lit("definite")).otherwise(pl.lit("ok")))
    lost = _speakers(figures, citations).with_columns(verdict=pl.lit("possible"))
    either = pl.concat([judged, lost.join(offered.filter(pl.col("offer").is_not_null()), on="claim_id", how="anti")], how="diagonal")
    return either.select("verdict", what="offer", claims=pl.concat_list("claim_id"), key=pl.format("{}:{}", "claim_id", "offer"))


def _speakers(figures: LazyFrame, citations: LazyFrame) -> LazyFrame:
    """Claims of a speaker whom none of their citations names, in documents where others are named."""
    spoken = figures.filter(pl.col("asserted_by").is_not_null()).select("claim_id", "document_id", source_id="asserted_by")
    named = claim_ids(citations.select("claim_id", "source_id")).unique()
    told = spoken.join(named, on=["claim_id", "source_id"], how="semi").select("document_id").unique()
    bare = spoken.join(named, on=["claim_id", "source_id"], how="anti").join(told, on="document_id", how="semi")
    return bare.select("claim_id", offer=pl.format("{}, who is in asserted_by and in no citation of the claim", "source_id"))
