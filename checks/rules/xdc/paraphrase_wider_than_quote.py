"""A paraphrase that claims more than the words it rests on.

It says "unprecedented in history" where the quoted words say "in the last 20 years", or leaves out that something holds
"above all in Iraq" or "in some areas". Words of the paraphrase that it quotes itself do not count, nor do "above all",
"at first", "not only"; a limit that stands elsewhere in the paraphrase's sentence is not dropped. Where only some of the
quoted pieces state the limit, the finding is possible.

Fires (in history, for the last 20 years; in Iraq above all, for everywhere):

    claims
      | claim_id | document_id | measure     | quote                                                                 |
    ! | a        | d1          | superlative | the rate has been unprecedented among any conflict in history         |
    ! | b        | d2          | utterance   | exceeded the rate of travel to Iraq at any point in the last 20 years |
    ! | c        | d3          | intent      | accused the coalition of pretending to fight                          |
    ! | d        | d4          | utterance   | is pretending to fight them, above all in Iraq                        |

    relations
      | relation_id | predicate     | subject_id | object_id | role      |
      | r1          | paraphrase-of | a          | b         | quotation |
      | r2          | paraphrase-of | c          | d         | quotation |

Quiet (the same words, or the limit told otherwise in the same sentence):

    texts
      | document_id | text |
      | d1          | Over the past decades the rate was higher than anywhere. Then “it exceeded all others in the last 20 years”. |

    claims
      | claim_id | measure     | quote                                        |
      | a        | superlative | the rate was higher than anywhere            |
      | b        | utterance   | it exceeded all others in the last 20 years  |

    relations
      | relation_id | predicate     | subject_id | object_id | role      |
      | r1          | paraphrase-of | a          | b         | quotation |

Quiet (never before is unprecedented; some fifty and for some reason are no limits; a scope word in quotation marks):

    claims
      | claim_id | measure     | quote                                                          |
      | a        | superlative | he called the advance of fifty men unprecedented, above all    |
      | b        | utterance   | never before have some 50 men advanced like this for some reason |
      | c        | intent      | he spoke of “all” the villages at first                        |
      | d        | utterance   | we hold the villages                                           |

    relations
      | relation_id | predicate     | subject_id | object_id | role      |
      | r1          | paraphrase-of | a          | b         | quotation |
      | r2          | paraphrase-of | c          | d         | quotation |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_QUOTED = r"“[^”]*”|\"[^\"]*\"|‘[^’]*’"
_IDIOMS = (
    r"\b(?:above all|at all|all but|after all|first of all|first and foremost|at first|not only|all in all|if any|more than ever|"
    r"in any case|at any rate|any (?:more|longer)|once and for all|all along|all the same|"
    r"only (?:an?|\d+|one|two|three|four|five|about|some))\b"
)
_SCOPE = {
    "ever": (r"\b(?:ever|in (?:all |the )?history|unprecedented|of all time)\b", r"\b(?:ever|never|histor\w+|unprecedented|of all time)\b"),
    "all": (r"\b(?:any|all|every|entire\w*)\b", r"\b(?:any|all|every|everyone|everything|entire\w*|whole|no|none)\b"),
    "first": (r"\b(?:(?:the|its|their|his|her) first|for the first time)\b", r"\b(?:first|never before|unprecedented)\b"),
    "only": (r"\b(?:only|sole|solely)\b", r"\b(?:only|sole|solely|nothing but|none but)\b"),
}
_LIMIT = {
    "time": r"\b(?:(?:in|over|for|during|of) the (?:last|past) (?:[\w-]+ )?(?:day|week|month|year|decade)s?|so far|for now|since \d{4})\b",
    "degree": r"\b(?:above all|mainly|mostly|largely|primarily|especially|chiefly|partly|in part)\b",
    "part": r"\bsome (?:of|areas|parts|cases|places|regions|fronts|towns|villages)\b",
}
_KEPT = {
    "time": r"\b(?:in|over|for|during|of|since) (?:\w+ ){0,4}(?:days?|weeks?|months?|years?|decades?|centur\w+|\d{4})\b|\brecent",
    "degree": r"\b(?:for the most part|in the main|predominantly|principally|notably|particularly|in particular|first and foremost)\b",
    "part": r"\b(?:some|parts of|several|certain|in places|here and there)\b",
}


@rule(
    "XDC015",
    level="warning",
    side="source",
    by="relation_id",
    authority="Society of Professional Journalists, Code of Ethics, 2014: do not misrepresent or oversimplify when summarizing",
    message="the paraphrase '{paraphrase}' is wider than the words it rests on: it {wider}",
    help="quote the words themselves, or give the paraphrase their limit; a figure that rests on the paraphrase needs the narrower claim",
)
def paraphrase_wider_than_quote(operands: LazyFrame, anchors: LazyFrame) -> LazyFrame:
    pairs = operands.filter(pl.col("predicate") == "paraphrase-of").drop_nulls(["s_quote", "o_quote"])
    pairs = pairs.select(
        "relation_id", "subject_id", "object_id", "basis", quoted=pl.col("o_quote").str.to_lowercase(), paraphrase="s_quote",
        **{name: pl.col("o_quote").str.to_lowercase().str.extract(words, 0) for name, words in _LIMIT.items()},
    )  # fmt: skip
    told = pairs.group_by("relation_id", "subject_id", maintain_order=True).agg(
        pl.col("paraphrase").first(), pl.col("basis").drop_nulls().max(),
        quoted=pl.col("quoted").str.join(" "), objects=pl.col("object_id").sort(),
        **{name: pl.col(name).drop_nulls().first() for name in _LIMIT},
        **{f"{name}_all": pl.col(name).is_not_null().all() for name in _LIMIT},
    )  # fmt: skip
    sentences = anchors.select("sentence", subject_id="claim_id")
    joined = told.join(sentences, on="subject_id", how="left").with_columns(
        words=_own(pl.col("paraphrase"), _QUOTED), sentence=_own(pl.coalesce("sentence", "paraphrase"), _QUOTED),
    )  # fmt: skip
    plain = pl.col("words").str.replace_all(_IDIOMS, " ")
    added = [pl.when(~pl.col("quoted").str.contains(same)).then(plain.str.extract(words, 0)) for words, same in _SCOPE.values()]
    dropped = {name: pl.when(~pl.col("sentence").str.contains(f"{words}|{_KEPT[name]}")).then(name) for name, words in _LIMIT.items()}
    sure = [expr.is_not_null() for expr in added] + [expr.is_not_null() & pl.col(f"{name}_all") for name, expr in dropped.items()]
    likely = [expr.is_not_null() for expr in dropped.values()]
    wider = [pl.format("adds '{}'", expr) for expr in added] + [pl.format("drops '{}'", expr) for expr in dropped.values()]
    return joined.with_columns(
        claims=pl.concat_list("subject_id", "objects"), wider=pl.concat_str(wider, separator=" and ", ignore_nulls=True),
        verdict=pl.when(pl.any_horizontal(sure)).then(pl.lit("definite")).when(pl.any_horizontal(likely)).then(pl.lit("possible"))
        .otherwise(pl.lit("ok")),
    )  # fmt: skip


def _own(text: Expr, quoted: str) -> Expr:
    """Lower-case words of a text outside its quotation marks."""
    return text.str.replace_all(quoted, " ").str.to_lowercase()
