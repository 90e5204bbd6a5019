r"""The words around a claim offer more evidence than its rows: another link, another note, the speaker.

A link serves the clause that it stands in and a note the clause before it. Where such a clause has a claim, the mark should be in a
citation row of the document, by its words or its target; a link of one word, or of words that others have too, in one of its own
claims. A claim put in somebody's mouth should have an attribution (or a reference, or own data), not a link alone, when its sentence
says who speaks. Nothing else sees a row that a merge dropped while another citation of the claim stays. The mark may belong to another
part of the clause, so a finding is possible. Links that hold no more than an author or a menu stand beside no claim.

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

from checks.lazy import pl
from checks.offers import claim_ids
from checks.rule import rule
from checks.text import one_line, quoted

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_SPOKEN = ("attribution", "reference", "own-data")
_MARKS = ("hyperlink", "footnote", "reference")
_LOCATED = r"^[a-z]{3,6}://."


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
    evidence: LazyFrame, figures: LazyFrame, citations: LazyFrame, anchors: LazyFrame, offered: LazyFrame, *, confidence: float = 0.6
) -> LazyFrame:
    lost = offered.filter(pl.col("offer").is_not_null())  # CIT014 tells of these
    sure = evidence.filter(pl.col("confidence") >= confidence)
    read = figures.select("claim_id", "document_id", "asserted_by").join(sure, on="document_id", how="semi")
    told = read.join(lost, on="claim_id", how="anti")
    beside = quoted(sure, anchors).join(told, on=["claim_id", "document_id"])
    served = claim_ids(citations.select("claim_id", "kind", "target", "quote")).join(told.select("claim_id", "document_id"), on="claim_id")
    rows = served.with_columns(words=one_line(pl.col("quote"))).drop("quote")
    either = pl.concat([_marks(beside, rows), _speakers(beside, rows)])
    return either.group_by("document_id", "kind", "words", "start", "end").agg(
        claims=pl.col("claim_id").unique().sort(), verdict=pl.when(pl.col("open").any()).then(pl.lit("possible")).otherwise(pl.lit("ok")),
    ).with_columns(
        what=pl.format("the {} “{}”", "kind", "words"),
        key=pl.format("{}:{}:{}:{}", "document_id", "kind", "words", pl.col("claims").list.first()),
    )  # fmt: skip


def _marks(beside: LazyFrame, rows: LazyFrame) -> LazyFrame:
    """Marks beside claims; open: no row of the document has it, or of what is short, or read alike elsewhere, none of its claims."""
    marks = beside.filter(pl.col("kind").is_in(_MARKS))
    printed = rows.filter(~pl.col("kind").is_in(["attribution", "own-data"]))
    all_of = {"known": pl.col("words").str.join("\n"), "targets": pl.col("target").str.join("\n")}
    known = printed.group_by("document_id", "claim_id").agg(**all_of)
    whole = printed.group_by("document_id").agg(**{f"all_{name}": words for name, words in all_of.items()})
    here = marks.join(known, on=["document_id", "claim_id"], how="left").join(whole, on="document_id", how="left")
    once = pl.col("start").n_unique().over("document_id", "kind", "words") == 1
    alone = once & (pl.col("words").str.contains(" ", literal=True) | (pl.col("kind") == "footnote"))
    own = _has("known", "targets").any().over("document_id", "start")
    return here.with_columns(open=~pl.when(alone).then(_has("all_known", "all_targets")).otherwise(own)).drop(*all_of, "^all_.*$")


def _has(known: str, targets: str) -> Expr:
    """Whether recorded words or targets hold those of a mark: the number of a note at the end of a line, all others as they are."""
    note = pl.format(r"(?m)(?:^|[^0-9]){}[^0-9]?$", pl.col("words").str.extract("([0-9]{1,3})[^0-9]*$"))
    found = pl.when((pl.col("kind") == "footnote") & note.is_not_null()).then(pl.col(known).str.contains(note))
    there = pl.col("target").str.contains(_LOCATED) & pl.col(targets).str.contains(pl.col("target"), literal=True)
    return (found.otherwise(pl.col(known).str.contains(pl.col("words"), literal=True)) | there).fill_null(False)


def _speakers(beside: LazyFrame, rows: LazyFrame) -> LazyFrame:
    """The surest attribution beside every cited claim of a speaker; open: its citations are links and notes alone."""
    spoken = beside.filter((pl.col("kind") == "attribution") & pl.col("asserted_by").is_not_null())
    surest = spoken.sort("confidence", "start", descending=[True, False]).unique("claim_id", keep="first", maintain_order=True)
    cited = rows.group_by("claim_id").agg(open=~pl.col("kind").is_in(_SPOKEN).fill_null(False).any())
    return surest.join(cited, on="claim_id")
