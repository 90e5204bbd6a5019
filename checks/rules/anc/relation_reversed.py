r"""Two claims of one sentence, related the other way round than its words say.

Between two statements stands a word that says which came first ("before", "following"), which caused the other ("due to", "leading to") or
which is a part of it ("including", "of whom"); or the sentence opens with it ("After the fall of the city, ..."). The places of the two are
those of their values in the quotes. Where exactly one reading fits, and the relation has subject and object exchanged, it contradicts the
words; no date or figure need be at odds. Words are read, not understood: a finding is possible. Quiet are relations between sentences,
statements that hold one another, words that say both or nothing, denials, and what stands further apart than a clause.

Fires (before, credited-to and part-of, each the other way round):

    texts
    | document_id | text                                                                                                  |
    | d1          | The raid came before the truce. Losses fell due to the pact. It helped them, including by a drop of arms. |

    claims
      | claim_id | document_id | measure | category | value_text     | quote                                     |
    ! | raid     | d1          | outcome | reached  | The raid       | The raid came before the truce            |
    ! | truce    | d1          | outcome | reached  | the truce      | The raid came before the truce            |
    ! | losses   | d1          | trend   | falling  | Losses fell    | Losses fell due to the pact               |
    ! | pact     | d1          | outcome | reached  | the pact       | Losses fell due to the pact               |
    ! | help     | d1          | trend   | rising   | helped them    | helped them, including by a drop of arms  |
    ! | drop     | d1          | trend   | rising   | a drop of arms | helped them, including by a drop of arms  |

    relations
      | relation_id | predicate   | subject_id | object_id | role  |
    ! | r1          | before      | truce      | raid      |       |
    ! | r2          | credited-to | pact       | losses    | cause |
    ! | r3          | part-of     | help       | drop      | whole |

Fires (the sentence opens with the word):

    texts
    | document_id | text                                                                       |
    | d1          | After the fall of the city, chaos spread. Thanks to the pact, losses fell. |

    claims
      | claim_id | document_id | measure | category | value_text           | quote                                    |
    ! | fall     | d1          | outcome | failed   | the fall of the city | After the fall of the city, chaos spread |
    ! | chaos    | d1          | trend   | rising   | chaos spread         | After the fall of the city, chaos spread |
    ! | pact     | d1          | outcome | reached  | the pact             | Thanks to the pact, losses fell          |
    ! | losses   | d1          | trend   | falling  | losses fell          | Thanks to the pact, losses fell          |

    relations
      | relation_id | predicate   | subject_id | object_id | role  |
    ! | r1          | before      | chaos      | fall      |       |
    ! | r2          | credited-to | pact       | losses    | cause |

Quiet (as the words say it, in either order):

    texts
    | document_id | text                                                                                               |
    | d1          | The raid came before the truce. Following the truce, aid arrived. The pact held, leading to a drop. |

    claims
      | claim_id | document_id | measure | category | value_text  | quote                            |
      | truce    | d1          | outcome | reached  | the truce   | Following the truce, aid arrived |
      | aid      | d1          | outcome | reached  | aid arrived | Following the truce, aid arrived |
      | pact     | d1          | outcome | reached  | The pact    | The pact held, leading to a drop |
      | drop     | d1          | trend   | falling  | a drop      | The pact held, leading to a drop |

    relations
      | relation_id | predicate   | subject_id | object_id | role  |
      | r1          | before      | truce      | aid       |       |
      | r2          | credited-to | drop       | pact      | cause |

Quiet (another sentence; words that say nothing of the order, or both; a denial):

    texts
    | document_id | text                                                                                                   |
    | d1          | It fell. The raid and the siege came. It rose after the raid and before the siege. The pact was not due to fear. |

    claims
      | claim_id | document_id | measure | category | value_text | quote                                       |
      | fell     | d1          | trend   | falling  | fell       | It fell.                                    |
      | raid     | d1          | outcome | reached  | The raid   | The raid and the siege came                 |
      | siege    | d1          | outcome | reached  | the siege  | The raid and the siege came                 |
      | rose     | d1          | trend   | rising   | rose       | It rose after the raid and before the siege |
      | later    | d1          | outcome | reached  | the siege  | It rose after the raid and before the siege |
      | pact     | d1          | outcome | reached  | The pact   | The pact was not due to fear                |
      | fear     | d1          | trend   | rising   | fear       | The pact was not due to fear                |

    relations
      | relation_id | predicate   | subject_id | object_id | role  |
      | r1          | before      | raid       | fell      |       |
      | r2          | before      | siege      | raid      |       |
      | r3          | before      | later      | rose      |       |
      | r4          | credited-to | fear       | pact      | cause |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.connectives import ASIDE, BESIDE, DENIED, HERE, NEXT, OBJECT_FIRST, SUBJECT_FIRST, TURNS
from checks.lazy import pl
from checks.rule import rule
from checks.text import one_line

if TYPE_CHECKING:
    from polars import Expr, LazyFrame


@rule(
    "ANC016",
    level="warning",
    side="data",
    by="document_id",
    authority="TimeML (Pustejovsky et al., 2003): SIGNAL and TLINK; Penn Discourse Treebank 3.0 (2019): connectives and their arguments",
    message="{subject_id} is {predicate} {object_id}, and the words say the reverse: “{words}”",
    help="exchange subject and object; if the sentence means it as it stands, accept the finding",
)
def relation_reversed(operands: LazyFrame, anchors: LazyFrame, *, reach: int = 160) -> LazyFrame:
    held = anchors.filter(pl.col("grade") != "absent").select("claim_id", "sentence")
    rows = operands.filter(pl.col("predicate").is_in(list(SUBJECT_FIRST)), pl.col("s_document_id") == pl.col("o_document_id"))
    cells = {f"{end}_{name}": one_line(pl.col(f"{end}_{name}")) for end in "so" for name in ("quote", "value_text")}
    pairs = rows.select("relation_id", "relation_line", "predicate", "subject_id", "object_id", document_id="s_document_id", **cells)
    pairs = pairs.join(held, left_on="subject_id", right_on="claim_id").join(
        held, left_on=["object_id", "sentence"], right_on=["claim_id", "sentence"]
    )
    ahead = pl.col("s_at") < pl.col("o_at")
    placed = pairs.with_columns(s_at=_place("s"), o_at=_place("o")).drop_nulls(["s_at", "o_at"]).with_columns(ahead=ahead)
    ends = pl.when("ahead").then(_end("s")).otherwise(_end("o")).cast(pl.Int64)
    first, second = pl.min_horizontal("s_at", "o_at").cast(pl.Int64), pl.max_horizontal("s_at", "o_at").cast(pl.Int64)
    near = placed.with_columns(first=first, ends=ends, second=second).filter(
        pl.col("second").is_between(pl.col("ends"), pl.col("ends") + reach)
    )
    told = pl.concat_str(
        _cut(pl.lit(0), pl.col("first")), pl.lit(HERE), _cut(pl.col("ends"), pl.col("second") - pl.col("ends")), pl.lit(NEXT),
        _cut(pl.col("second"), pl.lit(None)),
    )  # fmt: skip
    for words, meant in TURNS:
        told = told.str.replace_all(words, meant)
    read = near.with_columns(told=told).with_columns(subject=_says(SUBJECT_FIRST), object=_says(OBJECT_FIRST))
    return read.select(
        "document_id", "predicate", "subject_id", "object_id", claims=pl.concat_list("subject_id", "object_id"),
        words="sentence", table=pl.lit("relations"), row="relation_id", line="relation_line",
        verdict=pl.when(pl.col("told").str.contains(DENIED) | (pl.col("subject") == pl.col("object"))).then(None)
        .when(pl.col("subject") == pl.col("ahead")).then(pl.lit("ok")).otherwise(pl.lit("possible")),
    )  # fmt: skip


def _place(end: str) -> Expr:
    """Where the value of an operand stands in the sentence, in bytes."""
    quote, value = pl.col(f"{end}_quote"), pl.col(f"{end}_value_text")
    return pl.col("sentence").str.find(quote, literal=True) + quote.str.find(value, literal=True)


def _end(end: str) -> Expr:
    return pl.col(f"{end}_at") + pl.col(f"{end}_value_text").str.len_bytes()


def _cut(start: Expr, length: Expr) -> Expr:
    return pl.col("sentence").cast(pl.Binary).bin.slice(start, length).cast(pl.String)


def _says(patterns: dict[str, tuple[str, ...]]) -> Expr:
    """Whether the words have a pattern of the predicate; what stands between two clauses orders neither of the statements."""
    one_clause = (pl.col("predicate") == "part-of") | ~pl.col("told").str.contains(ASIDE)
    found = [
        (pl.col("predicate") == predicate) & pl.col("told").str.contains(pattern) & (one_clause | (not pattern.startswith(BESIDE)))
        for predicate, several in patterns.items() for pattern in several
    ]  # fmt: skip
    return pl.any_horizontal(found)
