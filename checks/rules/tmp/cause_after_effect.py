"""An effect credited to what had not begun.

What a document says is due to a cause cannot be over before the cause begins; when the cause begins only in the last quarter of the
effect's window ("ten attacks in 2025, thanks to the pact of November"), it explains little of it: a note. Quiet are what is done ahead of
a cause or for fear of it, causes that the effect may have followed within a coarse date, plans, which work before they come about, and
effects with several causes of which one came in time or has no date, or whose words say that others took part.

Fires (the retreat of March is credited to an offensive of June):

    claims
      | claim_id  | measure | category | date       |
    ! | retreat   | trend   | falling  | 2017-03    |
    ! | offensive | date    |          | 2017-06-03 |

    relations
      | relation_id | predicate   | subject_id | object_id | role  |
      | r1          | credited-to | retreat    | offensive | cause |

Fires (the fall of a whole year is credited to a pact of its November):

    claims
      | claim_id | measure | value_text | date    |
    ! | attacks  | attacks | 10         | 2025    |
    ! | pact     | date    | November   | 2025-11 |

    relations
      | relation_id | predicate   | subject_id | object_id | role  |
      | r1          | credited-to | attacks    | pact      | cause |

Quiet (a capture on some day of March may well have followed the truce of the 27th):

    claims
      | claim_id | measure | category | value_text | date       |
      | capture  | control | gained   |            | 2016-03    |
      | truce    | date    |          | 27 March   | 2016-03-27 |

    relations
      | relation_id | predicate   | subject_id | object_id | role  |
      | r1          | credited-to | capture    | truce     | cause |

Quiet (one of two causes came in time; the other only kept it up):

    claims
      | claim_id | measure | category | value_text | date    |
      | fall     | trend   | falling  |            | 2016    |
      | truce    | date    |          | February   | 2016-02 |
      | pact     | date    |          | December   | 2016-12 |

    relations
      | relation_id | predicate   | subject_id | object_id | role  |
      | r1          | credited-to | fall       | truce     | cause |
      | r1          | credited-to | fall       | pact      | cause |

Quiet (arrivals rose ahead of the planned closure of the border):

    claims
      | claim_id | measure   | value_text | date    | modality |
      | arrivals | displaced | 400        | 2016-02 |          |
      | closure  | date      | March      | 2016-03 | planned  |

    relations
      | relation_id | predicate   | subject_id | object_id | role  |
      | r1          | credited-to | arrivals   | closure   | cause |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.days import day, least_certain
from checks.interval import verdict
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_OTHERS = r"(?i)\b(partly|partially|in part|among other|one of|contribut\w*|not only|not just|factors|causes|reasons|helped)\b"
_AHEAD = r"(?i)\b(ahead of|anticipat\w+|for fear|fear(ing|ed|s)?|expect\w*|looming|impending|upcoming|in advance|prepar\w+|threat\w*)\b"


@rule(
    "TMP011",
    level="warning",
    side="source",
    by="claim_id",
    authority="Hill, The Environment and Disease: Association or Causation?, Proc. Royal Society of Medicine 58, 1965 (temporality)",
    message="{effect} ({when}) is credited to {causes} ({begun}), which begins {days} days into its {length} days",
    help="check both dates and whether the words credit this cause with this effect; if so, report it as an error of the source",
)
def cause_after_effect(operands: LazyFrame, *, late: float = 0.75) -> LazyFrame:
    rows = operands.filter((pl.col("predicate") == "credited-to") & (pl.col("role") == "cause"))
    ahead = pl.col("s_quote").str.contains(_AHEAD).fill_null(False)
    said = ~ahead & ~pl.any_horizontal(pl.col("s_modality", "o_modality").is_in(["denied", "planned"]).fill_null(False))
    whole_year = pl.col("s_additive").fill_null(False) & (pl.col("s_precision") == "year")
    lasting = pl.col("s_lasts") | (pl.col("s_per") != "") | pl.col("s_measure").is_in(["trend", "change"]) | whole_year
    dated = rows.filter(said).with_columns(
        others=pl.any_horizontal(pl.col("s_quote", "o_quote").str.contains(_OTHERS).fill_null(False)),
        lasting=lasting.fill_null(False), own=pl.col("s_date").is_not_null() & pl.col("o_date").is_not_null(),
        **{f"{name}_{band}": day(bound, band, prefix) for band in ("near", "far")
           for name, bound, prefix in (("begun", "earliest", "o_"), ("start", "earliest", "s_"), ("end", "latest", "s_"))},
    )  # fmt: skip
    bounds = {f"{name}_{band}": pl.col(f"{name}_{band}").min() for band in ("near", "far") for name in ("begun", "start", "end")}
    sets = dated.group_by("subject_id").agg(
        **bounds, unknown=(~pl.col("own") | pl.col("begun_near").is_null()).any(),
        others=pl.col("others").any(), lasting=pl.col("lasting").first(), basis=least_certain(),
        objects=pl.col("object_id").unique().sort(),
        effect=pl.coalesce("s_value_text", "subject_id").first(),
        when=pl.col("s_date").first(), causes=pl.col("object_id").unique().sort().str.join(", "),
        begun=pl.col("o_date").unique().sort().str.join(", "),
    )  # fmt: skip
    after, surely = (pl.col(f"begun_{band}") > pl.col(f"end_{band}") for band in ("near", "far"))
    length, days = pl.col("end_near") - pl.col("start_near") + 1, pl.col("begun_near") - pl.col("start_near")
    tardy = (days / length >= late) & pl.col("lasting") & ~pl.col("others") & ~after
    return sets.with_columns(
        claims=pl.concat_list("subject_id", "objects"), days=days, length=length,
        level=pl.when(after).then(pl.lit("warning")).otherwise(pl.lit("note")),
        verdict=pl.when(~pl.col("unknown")).then(verdict(after | tardy.fill_null(False), surely | tardy.fill_null(False))),
    )  # fmt: skip
