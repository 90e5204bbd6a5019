r"""The words around a claim offer more evidence than its rows: another link, another note, the speaker.

A link serves the clause that it stands in and a note the clause before it. Where such a clause has a claim, the mark should be in a
citation row of the document, by its words or its target; a link of one word, or of words that others have too, in one of its own
claims. Of a note that lists several sources each should be the target of a row, and of those who are named beside a cited claim ("Citing
a report, he said") each should be in a row. A claim put in somebody's mouth should have an attribution (or a reference, or own data), not
a link alone, when its sentence says who speaks. Nothing else sees a row that a merge dropped while another citation of the claim stays.
The mark may belong to another part of the clause, so a finding is possible. Quiet are links that hold no more than an author or a menu,
pronouns, and who only denies it.

Fires (one of two links of a clause; the second of two that read alike; the note of the clause):

    texts
    | document_id | text                                                                                                     |
    | d1          | It [fell](https://a.int/1), [30 died](https://a.int/2). One [told](https://a.int/3) of 12. One [told](#4) of 9. |
    | d2          | So 4 fled.2\n\n2 The Daily, 5 May 2017.                                                                  |

    claims
      | claim_id | document_id | value_text | quote            |
    ! | fell     | d1          | 30         | It fell, 30 died |
      | dead     | d1          | 12         | One told of 12   |
    ! | hurt     | d1          | 9          | One told of 9    |
    ! | fled     | d2          | 4          | So 4 fled        |

    citations
      | citation_id | claim_id  | kind      | quote   | target          |
      | died        | fell      | hyperlink | 30 died | https://a.int/2 |
      | first       | dead      | hyperlink | told    | https://a.int/3 |
      | other       | hurt;fled | reference | a study | https://b.int/1 |

Fires (one of two sources of a note; one of two who are named):

    texts
    | document_id | text                                                                                                               |
    | d1          | So 4 fled.2 Citing a RAND report, Mr Smith said that 12 men died.\n\n2 The Daily, 5 May 2017; “Flight,” News, 2016. |

    claims
      | claim_id | document_id | value_text | asserted_by | quote       |
    ! | fled     | d1          | 4          |             | So 4 fled   |
    ! | died     | d1          | 12         | smith       | 12 men died |

    citations
      | citation_id | claim_id | kind        | quote                | target                | source_id |
      | daily       | fled     | footnote    | fled.2               | The Daily, 5 May 2017 |           |
      | smith       | died     | attribution | Mr Smith said        |                       | smith     |

    sources
      | source_id | type         |
      | smith     | named-person |

Fires (the sentence names the speaker, and the row is a link):

    texts
    | document_id | text                                                                                      |
    | d1          | The army commander [told](https://a.int/1) reporters that 12 people fled from the village. |

    claims
      | claim_id | document_id | value_text | asserted_by | quote          |
    ! | fled     | d1          | 12         | commander   | 12 people fled |

    citations
      | citation_id | claim_id | kind      | quote | target          | source_id |
      | told        | fled     | hyperlink | told  | https://a.int/1 | commander |

    sources
      | source_id | type         |
      | commander | named-person |

Quiet (recorded, on whatever claim of the clause; by its target; the link of another clause):

    texts
    | document_id | text                                                                                                               |
    | d1          | It [fell](https://a.int/1) and [30 men died](#) there. He [left](#) them. 12 fled, but [nobody](#) knows who. |

    claims
      | claim_id | document_id | measure | value_text | quote             |
      | fell     | d1          | control |            | It fell           |
      | died     | d1          | killed  | 30         | 30 men died there |
      | fled     | d1          | killed  | 12         | 12 fled           |

    citations
      | citation_id | claim_id | kind      | quote       | target          |
      | died        | died     | hyperlink | 30 men died | #               |
      | fell        | died     | hyperlink |             | https://a.int/1 |

Quiet (nobody speaks in the sentence; the row is an attribution, or a reference to the study that says so):

    texts
    | document_id | text                                                                                                       |
    | d1          | [12 fled](#) that day. As one man [told](#) them, 30 men died there. The 2014 report confirms that 4 are hurt. |

    claims
      | claim_id | document_id | value_text | asserted_by | quote             |
      | fled     | d1          | 12         | man         | 12 fled           |
      | died     | d1          | 30         | man         | 30 men died there |
      | hurt     | d1          | 4          | report      | 4 are hurt        |

    citations
      | citation_id | claim_id  | kind        | quote                | target | source_id |
      | link        | fled      | hyperlink   | 12 fled              | #      | man       |
      | said        | died      | attribution | As one man told them |        | man       |
      | told        | died      | hyperlink   | told                 | #      | man       |
      | report      | hurt      | reference   | The 2014 report      |        | report    |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.beside import listed, marks, named, speakers
from checks.lazy import pl
from checks.offers import claim_ids
from checks.rule import rule
from checks.text import one_line, quoted

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "CIT015",
    level="warning",
    side="data",
    by="document_id",
    through=("document_id", "status", "asserted_by", "quote", "occurrence", "measure"),
    authority="W3C PROV-DM (2013), 5.2.4 Primary Source: what a statement rests on is recorded with it",
    message="the words around the claim offer more than its citations have: {what}",
    help="add the row to citations; if it serves another clause, accept the finding and say so",
)
def citation_incomplete(
    evidence: LazyFrame, figures: LazyFrame, citations: LazyFrame, anchors: LazyFrame, offered: LazyFrame,
    *, confidence: float = 0.6, least: float = 0.3,
) -> LazyFrame:  # fmt: skip
    lost = offered.filter(pl.col("offer").is_not_null())  # CIT014 tells of these
    sure = evidence.filter(pl.col("confidence") >= least)
    read = figures.select("claim_id", "document_id", "asserted_by").join(sure, on="document_id", how="semi")
    told = read.join(lost, on="claim_id", how="anti")
    near = quoted(sure, anchors).join(told, on=["claim_id", "document_id"])
    beside = near.filter(pl.col("confidence") >= confidence)
    served = claim_ids(citations.select("claim_id", "kind", "target", "quote")).join(told.select("claim_id", "document_id"), on="claim_id")
    rows = served.with_columns(words=one_line(pl.col("quote"))).drop("quote")
    either = pl.concat([marks(beside, rows), speakers(near, rows), named(beside, rows), listed(beside, rows)])
    return either.group_by("document_id", "kind", "words", "start", "end").agg(
        claims=pl.col("claim_id").unique().sort(), verdict=pl.when(pl.col("open").any()).then(pl.lit("possible")).otherwise(pl.lit("ok")),
    ).with_columns(
        what=pl.format("the {} “{}”", "kind", "words"),
        key=pl.format("{}:{}:{}:{}", "document_id", "kind", "words", pl.col("claims").list.first()),
    )  # fmt: skip
