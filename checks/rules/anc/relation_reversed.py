r"""Two claims of one document, related the other way round than its words say.

Between two statements of a sentence stands a word that says which came first ("before", "following"), which caused the other ("due to",
"leading to") or which is a part of it ("including", "of whom"); or the sentence opens with it ("After the fall of the city, ..."). Of
statements in two sentences the later one refers back: it followed ("Days later", "As a result", "in the wake of the raid"), came before
("hours earlier"), or is one of what was counted there ("The third factor", "others"). The places of the two are those of their values in
the quotes. Where exactly one reading fits, and the relation has subject and object exchanged, it contradicts the words; no date or figure
need be at odds. Words are read, not understood: a finding is possible. Quiet are words that say both or nothing, denials, and what stands
further apart than a clause, or of two sentences than a page, unless the one names the other.

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

Fires (the next sentence refers back: later, earlier, by reason of it):

    texts
    | document_id | text                                                                                                       |
    | d1          | The town fell. Just days later the army left. The siege had begun weeks earlier. As a result, prices rose. |

    claims
      | claim_id | document_id | measure | category | value_text    | quote                             |
    ! | fell     | d1          | outcome | failed   | The town fell | The town fell                     |
    ! | left     | d1          | outcome | reached  | the army left | Just days later the army left     |
    ! | siege    | d1          | outcome | reached  | The siege     | The siege had begun weeks earlier |
    ! | rose     | d1          | trend   | rising   | prices rose   | As a result, prices rose          |

    relations
      | relation_id | predicate   | subject_id | object_id | role  |
    ! | r1          | before      | left       | fell      |       |
    ! | r2          | before      | fell       | siege     |       |
    ! | r3          | credited-to | siege      | rose      | cause |

Fires (one of those that were counted; the others):

    texts
    | document_id | text                                                                                                           |
    | d1          | It rests on two factors. First, the army grew. The second factor was fear. 100 men fled. Others escaped later. |

    claims
      | claim_id | document_id | measure   | unit   | category | value_text    | best | comparator | quote                      |
    ! | factors  | d1          | count     | factor |          | two           | 2    | eq         | It rests on two factors    |
    ! | grew     | d1          | trend     |        | rising   | the army grew |      |            | First, the army grew       |
    ! | second   | d1          | count     | factor |          | second        | 2    | eq         | The second factor was fear |
    ! | fled     | d1          | displaced |        |          | 100           | 100  | eq         | 100 men fled               |
    ! | others   | d1          | displaced |        |          | Others        |      | vague      | Others escaped later       |

    relations
      | relation_id | predicate | subject_id | object_id | role  |
    ! | r1          | part-of   | factors    | grew      | whole |
    ! | r2          | part-of   | factors    | second    | whole |
    ! | r3          | part-of   | fled       | others    | whole |

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

Quiet (sentences without a word that refers back; words that say nothing of the order, or both; a denial):

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

from checks.between import between
from checks.connectives import ASIDE, BESIDE, COUNTED, DENIED, OBJECT_FIRST, SUBJECT_FIRST
from checks.lazy import pl
from checks.rule import rule

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
def relation_reversed(operands: LazyFrame, anchors: LazyFrame, *, reach: int = 320, apart: int = 1000) -> LazyFrame:
    known = operands.filter(pl.col("predicate").is_in(list(SUBJECT_FIRST)))
    read = between(known, anchors, reach, apart).with_columns(subject=_says(SUBJECT_FIRST), object=_says(OBJECT_FIRST) | _counted())
    return read.select(
        "document_id", "predicate", "subject_id", "object_id", claims=pl.concat_list("subject_id", "object_id"),
        words="sentence", table=pl.lit("relations"), row="relation_id", line="relation_line",
        verdict=pl.when(pl.col("told").str.contains(DENIED) | (pl.col("subject") == pl.col("object"))).then(None)
        .when(pl.col("subject") == pl.col("ahead")).then(pl.lit("ok")).otherwise(pl.lit("possible")),
    )  # fmt: skip


def _says(patterns: dict[str, tuple[str, ...]]) -> Expr:
    """Whether the words have a pattern of the predicate; what stands between two clauses orders neither of the statements."""
    one_clause = (pl.col("predicate") == "part-of") | ~pl.col("told").str.contains(ASIDE)
    found = [
        (pl.col("predicate") == predicate) & pl.col("told").str.contains(pattern) & (one_clause | (not pattern.startswith(BESIDE)))
        for predicate, several in patterns.items() for pattern in several
    ]  # fmt: skip
    return pl.any_horizontal(found)


def _counted() -> Expr:
    """Whether the second is listed as one of those that the first counts."""
    listed = pl.any_horizontal(pl.col("told").str.contains(pattern) for pattern in COUNTED)
    return (pl.col("predicate") == "part-of") & pl.col("several").fill_null(False) & listed
