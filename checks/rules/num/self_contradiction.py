"""One document, in one voice, gives two values for the same quantity that cannot both be true.

The same means: event, measure, unit, per and population are equal, and so are place and window, as far as they are said. Quiet: another
speaker, two actors' counts, two series (made and sold), ordinals ("the third factor"), further ones ("four more", "another thirteen"),
one event told in the singular ("the attack", see unit-of-count), figures denied or planned, and what a relation tells apart: parts,
terms, a change from one to the other, a revision, also one that the words tell ("initially", "rose to", "by noon"). Figures that no event
holds together, or a long campaign alone dates, contradict at most possibly.

Fires ("62 soldiers", later "80 soldiers", of one strike):

    claims
      | claim_id | event_id | measure | value_text | population | date       |
    ! | early    | strike   | killed  | 62         | soldiers   | 2016-09-17 |
    ! | late     | strike   | killed  | 80         | soldiers   | 2016-09-17 |
      | civil    | strike   | killed  | 3          | civilians  | 2016-09-17 |

Fires (said to be the same):

    claims
      | claim_id | event_id | measure     | value_text | date |
    ! | early    | deal     | settlements | 28         |      |
    ! | late     | deal     | settlements | 20         | 2017 |

    relations
      | relation_id | predicate     | subject_id | object_id |
      | r1          | same-quantity | late       | early     |

Quiet (two strikes on one day; another speaker; a round number; another day; two doers; at least):

    claims
      | claim_id | event_id | measure | value_text  | actor | asserted_by | date       |
      | dawn     | strike-1 | killed  | 6           |       |             | 2016-09-17 |
      | dusk     | strike-2 | killed  | 9           |       |             | 2016-09-17 |
      | said     | strike-1 | killed  | 12          |       | ministry    | 2016-09-17 |
      | next     | strike-1 | killed  | 14          |       |             | 2016-09-18 |
      | some     | strike-2 | killed  | at least 5  |       |             | 2016-09-17 |
      | ours     | battle   | attacks | 5           | us    |             | 2016-09-17 |
      | theirs   | battle   | attacks | 9           | army  |             | 2016-09-17 |

Quiet (a part, a revision, a rise, a further count, an ordinal, the attack in the singular):

    claims
      | claim_id | event_id | measure  | value_text     | comparator | best | unit   |
      | all      | strike   | killed   | 10             |            |      |        |
      | some     | strike   | killed   | 4              |            |      |        |
      | revised  | strike   | killed   | 12             |            |      |        |
      | more     | strike   | killed   | four more      | eq         | 4    |        |
      | low      | refugees | displaced | 1000          |            |      |        |
      | high     | refugees | displaced | 9000          |            |      |        |
      | rose     | refugees | trend    |                |            |      |        |
      | three    | victory  | count    | three          | eq         | 3    | factor |
      | second   | victory  | count    | The second     | eq         | 2    | factor |
      | the      | raid     | attacks  | the attack     | eq         | 1    |        |
      | sorties  | raid     | attacks  | 12             |            |      |        |

    relations
      | relation_id | predicate  | subject_id | object_id | role  |
      | r1          | part-of    | some       | all       | whole |
      | r2          | supersedes | revised    | all       |       |
      | r3          | change-of  | rose       | low       | from  |
      | r3          | change-of  | rose       | high      | to    |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.alike import comparable, interim, placed, revised, sure, whole
from checks.contrast import mixed
from checks.interval import verdict
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_KEY = ["document_id", "voice", "event_id", "measure", "unit", "per", "population", "place_at", "earliest", "latest"]
_BOUNDS = ("low_near", "high_near", "low_far", "high_far")
_APART_SUBJECT = ["part-of", "difference-of", "offset-from", "different-quantity"]
_APART_OBJECT = ["sum-of", "difference-of", "change-of", "supersedes", "different-quantity"]


@rule(
    "NUM012",
    level="error",
    side="source",
    by="event-in-document",
    authority="Interval arithmetic (Moore, Kearfott and Cloud, Introduction to Interval Analysis, 2009): two enclosures of one value meet",
    message="the document says {high_text} here and {low_text} there of the same quantity: {low} is more than {high}",
    help="check both figures against the document; if both are as printed, report the contradiction, or state how the two differ",
)
def self_contradiction(figures: LazyFrame, operands: LazyFrame, relations: LazyFrame, *, campaign_days: int = 31) -> LazyFrame:
    unbounded = pl.when(pl.col("earliest").is_null() & pl.col("latest").is_null()).then("window")
    several = figures.filter(placed() & comparable()).with_columns(group=mixed(*map(pl.col, _KEY), unbounded))
    figure = several.filter(pl.col("group").is_duplicated()).select(
        "claim_id", "value_text", "actor", "series", "group", *_BOUNDS, sure=sure(campaign_days), whole=whole() & ~interim() & ~revised(),
    ).filter("whole").cache()  # fmt: skip # cached, for each use below wants other columns and would compute it anew
    subjects = relations.filter(pl.col("predicate").is_in(_APART_SUBJECT)).select(claim_id="subject_id")
    objects = relations.filter(pl.col("predicate").is_in(_APART_OBJECT)).select(claim_id="object_id")
    plain = figure.join(pl.concat([subjects, objects]), on="claim_id", how="anti")
    groups = plain.group_by("group").agg(n=pl.len(), low=pl.col("low_near").max(), high=pl.col("high_near").min()).filter(pl.col("n") > 1)
    apart = pl.col("low") - pl.col("high") > 1e-9
    agreed = groups.filter(~apart).select("group", verdict=pl.lit("ok"))
    suspects = plain.join(groups.filter(apart), on="group", how="semi")
    found = _worst(suspects)
    known = found.select(pair=pl.col("claims").list.sort().list.join(";"))
    related = _related(operands).join(known, left_on=pl.col("claims").list.sort().list.join(";"), right_on="pair", how="anti")
    return pl.concat([found, related, agreed], how="diagonal_relaxed")


def _worst(suspects: LazyFrame) -> LazyFrame:
    """Both ends of every suspect group, one actor and series at a time; claims without one go with the only one."""
    doer, line = (pl.when(pl.col(c).drop_nulls().n_unique().over("group") == 1).then(pl.col(c).drop_nulls().first().over("group"))
                  .otherwise(c) for c in ("actor", "series"))  # fmt: skip
    shown = {"id": "claim_id", "text": "value_text"}
    ends = suspects.with_columns(doer=doer, line=line).group_by("group", "doer", "line").agg(
        n=pl.len(), exact=(pl.col("low_near") == pl.col("high_near")).all(), sure=pl.col("sure").all(),
        low=pl.col("low_near").max(), high=pl.col("high_near").min(), low_far=pl.col("low_far").max(), high_far=pl.col("high_far").min(),
        **{f"low_{name}": pl.col(column).sort_by("high_near", "claim_id").first() for name, column in shown.items()},
        **{f"high_{name}": pl.col(column).sort_by("low_near", "claim_id").last() for name, column in shown.items()},
    )  # fmt: skip
    near, far = pl.col("low") - pl.col("high") > 1e-9, (pl.col("low_far") - pl.col("high_far") > 1e-9) & pl.col("sure")
    given = pl.when(pl.col("exact") & (pl.col("n") == 2)).then("low")
    pair = {"claims": pl.concat_list("high_id", "low_id"), "verdict": verdict(near, far)}
    return ends.filter(pl.col("n") > 1).select("low_text", "high_text", "low", "high", given=given, due_low="high", due_high="high", **pair)


def _related(operands: LazyFrame) -> LazyFrame:
    """Pairs that the document itself says are the same quantity."""
    same = [pl.col(f"s_{name}") == pl.col(f"o_{name}") for name in ("document_id", "voice", "measure", "unit", "per", "kind")]
    numbers = (pl.col("predicate") == "same-quantity") & (pl.col("s_kind") == "number")
    pairs = operands.filter(numbers & pl.all_horizontal(same))
    gap = [pl.max_horizontal(f"s_low_{b}", f"o_low_{b}") - pl.min_horizontal(f"s_high_{b}", f"o_high_{b}") > 1e-9 for b in ("near", "far")]
    first = pl.col("s_low_near") > pl.col("o_low_near")
    return pairs.filter(pl.col("s_low_near").is_not_null() & pl.col("o_low_near").is_not_null()).select(
        "basis", claims=pl.concat_list("subject_id", "object_id"), verdict=verdict(*gap),
        high_text=pl.when(first).then("s_value_text").otherwise("o_value_text"),
        low_text=pl.when(first).then("o_value_text").otherwise("s_value_text"),
        low=pl.max_horizontal("s_low_near", "o_low_near"), high=pl.min_horizontal("s_high_near", "o_high_near"),
    )  # fmt: skip
