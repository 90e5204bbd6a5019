r"""Footnote markers and notes that do not match: a marker without its note, a note without its marker, numbers out of order.

Markers are digits glued to a word or its punctuation (`Assad.1`), and to a year, a bracket or a figure when a note would else have no
marker (`20153`, `(n = 355).2`), and numbers in brackets, one or several (`2016[1][2]`, `left [3].`, `left[^4]`); notes are lines that
begin with a number, in the style (`1 Text`, `1. Text`, `[1] Text`, `[^1]: Text`) that fits the markers best. A document without a marker 1
has lists, not notes; a list of references may be numbered by the alphabet, so that its markers have no order.

Fires (marker 2 has no note):

    texts
    | document_id | text                                                        |
    | d1          | He stayed with Assad.1 They left the area.2\n\n1 The Daily, 4 May. |

    documents
      | document_id |
    ! | d1          |

Fires (note 2 has no marker):

    texts
    | document_id | text                                                                    |
    | d1          | He stayed with Assad.1 They left.\n\n1 The Daily, 4 May.\n2 The Weekly, 5 May. |

    documents
      | document_id |
    ! | d1          |

Fires (out of order):

    texts
    | document_id | text                                                                                        |
    | d1          | He stayed with Assad.1 They left,3 or died.2\n1 The Daily, 4 May.\n2 The Weekly.\n3 The Yearly. |

    documents
      | document_id |
    ! | d1          |

Quiet (markers and notes match, one glued to a year):

    texts
    | document_id | text                                                                      |
    | d1          | He stayed with Assad.1 They left in 20152\n\n1 The Daily, 4 May.\n2 The Weekly. |

    documents
    | document_id |
    | d1          |

Quiet (markers after a bracket, a percentage and a year):

    texts
    | document_id | text                                                                                                      |
    | d1          | He stayed.1 Most did (n = 355).2 It was 58%,3 as in 2016.4\n1 The Daily.\n2 Survey.\n3 The Weekly.\n4 The Yearly. |

    documents
    | document_id |
    | d1          |

Fires (in brackets: note 2 and marker 4 stand alone):

    texts
    | document_id | text                                                                                                           |
    | d1          | He stayed[^1] with Assad. They left in 2016.[^3][^4]\n\n[^1]: The Daily.\n[^2]: The Weekly.\n[^3]: The Yearly. |

    documents
      | document_id |
    ! | d1          |

Quiet (several in brackets, before and after the full stop; a link, and a word that an editor put in; numbered by the alphabet):

    texts
    | document_id | text                                                                                                 |
    | d1          | He stayed.[1][3] All [9] left [2]. See [7](https://int/7).\n\nReferences\n[1] Daily.\n[2] Weekly.\n[3] Yearly. |

    documents
    | document_id |
    | d1          |

Quiet (markup of a wiki page):

    texts
    | document_id | text                                                                                          |
    | d1          | It weighs 5&nbsp;kg and&nbsp;1 more, see [[File:1 ton.png]] and [[Category:384 BC births]]. |

    documents
    | document_id |
    | d1          |

Quiet (a numbered list, aircraft, ordinals, an abbreviation):

    texts
    | document_id | text                                                                                     |
    | d1          | The F-16 and a Mi-8 of the 21st wing, see vol.2 and fig.1, G8, COVID-19.\n  1. Pingback\n  2. Pingback |

    documents
    | document_id |
    | d1          |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_BRACKETS = r"(?:\[\^?\d{1,3}\] ?)+"
_MARKER = (
    r"\p{L}{3,}[)\]]?(?:[.,;:!?][”\"’]?|[”\"’][.,;:]?)\d{1,3}(?:[\s—–)]|$)|"
    rf"[\p{{L}}\d]+[)”\"’]*(?:[.,;:!?][”\"’]*)?{_BRACKETS}(?:[^(:\[]|$)|[\p{{L}}\d]+(?:[.!?][”\"’]* {_BRACKETS}| {_BRACKETS}[.,;:!?])"
)
_ABBREVIATED = (
    r"(?i)^(?:vol|fig|art|sec|chap|nos?|pp?|eq|tab|app|cf|ref|ver|version|paras?|add|rev|corr|crp|res|doc|ser|conf|annex|approx|tel)[.,]"
    r"|^(?:nbsp;|thinsp;|file:|image:|category:)"
)
_GLUED = r"(?:(?-u:\b)(?:19|20)\d\d|[)\]”’\"%\d][.,;:!?])\d{1,3}(?:\s|$)"
_NOTE = r"(?m)^[ \t]{0,3}(?:\[\^?\d{1,3}\]:?|\d{1,3}[.)]?)[ \t]+[“\"‘'\p{L}].*$"


@rule(
    "CIT007",
    level="warning",
    side="source",
    by="document_id",
    authority="The Chicago Manual of Style, 17th edition (2017), chapter 14: notes are numbered in sequence, each with its reference",
    message="{what}",
    help="look at the original for the lost or misnumbered note; until it is found, its claims cannot be followed to a source",
)
def footnote_broken(texts: LazyFrame) -> LazyFrame:
    found = texts.select("document_id", "text", marker=pl.col("text").str.extract_all(_MARKER), line=pl.col("text").str.extract_all(_NOTE))
    markers = _markers(found)
    refs = pl.col("text").first().str.contains(r"(?mi)^[ \t#*_]*(?:references|bibliography|works cited|literature)\b")
    numbers = markers.group_by("document_id", maintain_order=True).agg(order="number", refs=refs).filter(pl.col("order").list.contains(1))
    lines = found.select("document_id", "text", "line").join(numbers, on="document_id").explode("line").drop_nulls("line")
    notes = lines.with_columns(
        number=pl.col("line").str.extract(r"(\d{1,3})").cast(pl.Int64),
        style=pl.col("line").str.extract(r"^\s*(\[?)") + pl.col("line").str.extract(r"\d([.)\]]?)"),
    )
    best = pl.col("number").is_in(pl.col("order")).sum().over("document_id", "style")
    fitting = notes.filter(best == best.max().over("document_id")).unique(["document_id", "number"], keep="first", maintain_order=True)
    number = pl.element().str.replace(r"^(?:19|20)\d\d(\d)", "$1").str.extract(r"(\d{1,3})\s?$").cast(pl.Int64)
    glued = pl.col("text").str.extract_all(_GLUED).list.eval(number)
    orphans = fitting.filter(~pl.col("number").is_in(pl.col("order")) & ~pl.col("number").is_in(glued))
    lost = markers.join(numbers, on="document_id").join(fitting.select("document_id", "number"), on=["document_id", "number"], how="anti")
    jumbled = numbers.filter(~pl.col("refs") & (pl.col("order") != pl.col("order").list.sort()))
    place = {"start": pl.lit(None, pl.Int64), "end": pl.lit(None, pl.Int64)}
    order = pl.col("order").cast(pl.List(pl.String)).list.join(", ")
    rows = [
        numbers.select("document_id", verdict=pl.lit("ok"), what=pl.lit(""), key="document_id", **place),
        _row(lost, pl.format("marker {} has no note", "number"), **_place("marker")),
        _row(orphans, pl.format("note {} has no marker in the text", "number"), **_place("line")),
        _row(jumbled.with_columns(number=0), pl.format("the markers are out of order: {}", order), **place),
    ]
    return pl.concat(rows).with_columns(claims=pl.lit([], dtype=pl.List(pl.String)), table=pl.lit("documents"), row="document_id")


def _markers(found: LazyFrame) -> LazyFrame:
    """First place of each marker, in order."""
    exploded = found.select("document_id", "text", "marker").explode("marker").drop_nulls("marker")
    real = exploded.filter(~pl.col("marker").str.contains(_ABBREVIATED))
    called = pl.coalesce(pl.col("marker").str.extract(f"({_BRACKETS})"), pl.col("marker").str.extract(r"(\d+)\D*$"))
    numbered = real.with_columns(
        number=called.str.extract_all(r"\d+").cast(pl.List(pl.Int64)), marker=pl.col("marker").str.extract(r"^(.*[\]\d])")
    )
    return numbered.explode("number").unique(["document_id", "number"], keep="first", maintain_order=True)


def _row(frame: LazyFrame, what: pl.Expr, **place: pl.Expr) -> LazyFrame:
    return frame.select("document_id", verdict=pl.lit("definite"), what=what, key=pl.format("{}:{}", "document_id", "number"), **place)


def _place(words: str) -> dict[str, pl.Expr]:
    """Where the words of a column stand first, in code points."""
    start = pl.col("text").str.splitn(pl.col(words), 2).struct.field("field_0").str.len_chars().cast(pl.Int64)
    return {"start": start, "end": start + pl.col(words).str.len_chars()}
