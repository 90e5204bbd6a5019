"""A figure that rests on fewer independent origins than its measure asks for.

Recorders of casualties publish a death on two independent sources, and call it provisional on one. How many a measure asks for is a
fact of the measure (`[measures.killed] origins = 2` in dataset.toml; none asks unless told to). Counted are the origins of all claims
of the event: whoever is quoted or cited, followed to the source whose information it is (`origin`), else the publisher of the document,
followed to what it republishes (`derived_from`). Quiet: two speakers, two publishers in their own voice, a speaker and an article that
supports him, and measures that ask for nothing. Background, disputes, denials and plans are no origin.

Fires (an agency that has it from a witness, and the witness himself):

    measures
      | measure | origins |
      | killed  | 2       |

    sources
      | source_id | type        | origin  |
      | witness   | eyewitness  |         |
      | agency    | news-agency | witness |

    claims
      | claim_id | document_id | event_id | value_text | asserted_by | quote                                |
    ! | a        | d1          | raid     | 30         | agency      | 30 were killed, the agency said      |
    ! | b        | d2          | raid     | 30         | witness     | 30 were killed in the raid on Sunday |

Quiet (an agency's article, which has it from the monitor, and a paper's, republished; an open question):

    measures
      | measure | origins |
      | killed  | 2       |

    documents
      | document_id | publisher | derived_from |
      | d1          | agency    |              |
      | d2          | paper     |              |
      | d3          | copyist   | d2           |

    sources
      | source_id | type        | origin  |
      | monitor   | monitor     |         |
      | agency    | news-agency | monitor |
      | paper     | media       |         |

    claims
      | claim_id | document_id | event_id | value_text | modality |
      | a        | d1          | battle   | 8          |          |
      | b        | d3          | battle   | 8          |          |
      | c        | d3          | raid     | 8          | open     |

Quiet (a monitor and a ministry; own voice and a cited report; a measure that asks for none; a denial):

    measures
      | measure | origins |
      | killed  | 2       |

    sources
      | source_id | type       |
      | monitor   | monitor    |
      | ministry  | government |
      | reporter  | media      |

    claims
      | claim_id | document_id | event_id | measure | value_text | asserted_by | modality |
      | a        | d1          | raid     | killed  | 30         | monitor     |          |
      | b        | d2          | raid     | killed  | 28         | ministry    |          |
      | c        | d1          | battle   | killed  | 8          |             |          |
      | d        | d2          | battle   | killed  | 8          | reporter    |          |
      | e        | d1          | truce    | attacks | 3          |             |          |
      | f        | d1          | siege    | killed  | 3          | ministry    | denied   |

Quiet (one claim with two citations of its own):

    measures
      | measure | origins |
      | killed  | 2       |

    claims
      | claim_id | event_id | value_text |
      | a        | raid     | 30         |

    citations
      | claim_id | kind      | target               | source_id |
      | a        | hyperlink | https://one.int/raid | one       |
      | a        | footnote  | Two, 3 May 2016      | two       |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.lineage import roots
from checks.offers import claim_ids
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_UNSUPPORTED = ("denied", "planned", "open")


@rule(
    "CIT004",
    level="note",
    side="source",
    by="event_id",
    authority="Iraq Body Count, Methods, section 1: all but provisional entries derive from a minimum of two independent data sources",
    message="{measure} of {of} rests on {n} independent origin(s) ({names}), and the measure asks for {wanted}",
    help="look for a report that does not rest on the same origin; until there is one, call the figure provisional",
)
def single_source(figures: LazyFrame, citations: LazyFrame, sources: LazyFrame, documents: LazyFrame, measures: LazyFrame) -> LazyFrame:
    asking = measures.filter(pl.col("origins") > 0).select("measure", wanted="origins")
    stated = ~pl.col("modality").is_in(_UNSUPPORTED).fill_null(False)
    asked = figures.filter(stated).join(asking, on="measure").select(
        "claim_id", "document_id", "measure", "wanted", "asserted_by", of=pl.coalesce("event_id", "claim_id")
    )  # fmt: skip
    supports = citations.filter(pl.col("source_id").is_not_null() & pl.col("role").eq_missing("supports").or_(pl.col("role").is_null()))
    cited = claim_ids(supports).select("claim_id", "source_id").join(asked, on="claim_id", how="semi")
    spoken = asked.select("claim_id", source_id="asserted_by").drop_nulls()
    named = pl.concat([cited, spoken]).join(roots(sources, "source_id", "origin"), on="source_id", how="left")
    known = named.select("claim_id", origin=pl.coalesce("root", "source_id"))
    bare = asked.join(known, on="claim_id", how="anti").join(_publishers(documents, sources), on="document_id", how="left")
    every = pl.concat([known, bare.select("claim_id", origin=pl.coalesce("publisher", "document_id"))])
    return asked.join(every, on="claim_id").group_by("of", "measure").agg(
        n=pl.col("origin").n_unique(), names=pl.col("origin").unique().sort(), wanted=pl.col("wanted").first(),
        claims=pl.col("claim_id").unique().sort(),
    ).with_columns(
        key=pl.format("{}:{}", "of", "measure"),
        verdict=pl.when(pl.col("n") < pl.col("wanted")).then(pl.lit("definite")).otherwise(pl.lit("ok")),
    )  # fmt: skip


def _publishers(documents: LazyFrame, sources: LazyFrame) -> LazyFrame:
    """Whose information the own voice of every document is: the publisher, followed to its origin, of what was first published."""
    first = roots(documents, "document_id", "derived_from")
    houses = documents.select(root="document_id", source_id="publisher")
    origin = houses.join(roots(sources, "source_id", "origin").rename({"root": "publisher"}), on="source_id", how="left")
    return first.join(origin, on="root", how="left").select("document_id", publisher=pl.coalesce("publisher", "source_id", "root"))
