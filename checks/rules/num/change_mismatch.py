"""A change that is not the one its two figures make: "doubled", "fell by 84 percent", "plummeted".

The relation `change-of` names the figure before (`from`) and after (`to`); their ratio must be what the words say. Words are judged by
the lexicon changes.csv ("doubled" is 1.8 to 2.4 times, "plummeted" a quarter less or worse), stated percentages and factors at their
printed precision, a trend by its sign. Percent of shares may be read as points. Quiet: "nearly doubled" and other hedges, "a threefold
increase" read as three or as four times, figures of different measure, unit, period or population, changes denied, planned or only
possible ("could double"), "fell to a third" (not by), and a change without a figure before it or with zero there.

Fires (from 40 to 60 is no doubling, 100 to 30 is a fall of 70 percent, and 12 to 20 is no fall):

    claims
      | claim_id | measure | category | value_text         | comparator | best | unit    | event_id | date |
    ! | doubled  | trend   | rising   | doubled            |            |      |         |          |      |
    ! | before   | attacks |          | 40                 |            |      |         | e1       | 2015 |
    ! | after    | attacks |          | 60                 |            |      |         | e1       | 2016 |
    ! | percent  | change  |          | fell by 84 percent | eq         | 84   | percent |          |      |
    ! | hundred  | killed  |          | 110                |            |      |         | e2       | 2015 |
    ! | thirty   | killed  |          | 30                 |            |      |         | e2       | 2016 |
    ! | falling  | trend   | falling  | ebbed              |            |      |         |          |      |
    ! | twelve   | injured |          | 12                 |            |      |         | e3       | 2015 |
    ! | twenty   | injured |          | 20                 |            |      |         | e3       | 2016 |

    relations
      | relation_id | predicate | subject_id | object_id | role |
      | r1          | change-of | doubled    | before    | from |
      | r1          | change-of | doubled    | after     | to   |
      | r2          | change-of | percent    | hundred   | from |
      | r2          | change-of | percent    | thirty    | to   |
      | r3          | change-of | falling    | twelve    | from |
      | r3          | change-of | falling    | twenty    | to   |

Quiet (rounded, hedged, at least, read either way, points):

    claims
      | claim_id | measure | category | value_text           | comparator | best | low | unit    | date |
      | 52       | killed  |          | 52                   |            |      |     |         | 2014 |
      | 100      | killed  |          | 101                  |            |      |     |         | 2015 |
      | 208      | killed  |          | at least 208         |            |      |     |         | 2016 |
      | 33       | killed  |          | 33                   |            |      |     |         | 2017 |
      | half     | share   |          | 40 percent           | eq         | 40   |     | percent | 2015 |
      | more     | share   |          | 50 percent           | eq         | 50   |     | percent | 2016 |
      | nearly   | trend   | rising   | nearly doubled       |            |      |     |         |      |
      | more-2   | trend   | rising   | more than doubled    |            |      |     |         |      |
      | by-third | change  |          | fell by two thirds   | eq         | 67   |     | percent |      |
      | to-third | change  |          | fell to a third      | eq         | 33   |     | percent |      |
      | fourfold | change  |          | a threefold increase | eq         | 3    |     | factor  |      |
      | by-half  | change  |          | rose by half         | eq         | 50   |     | percent |      |
      | 49       | killed  |          | 49                   |            |      |     |         | 2018 |
      | points   | change  |          | rose by ten points   | eq         | 10   |     | percent |      |
      | percent  | change  |          | rose by 25 percent   | eq         | 25   |     | percent |      |

    relations
      | relation_id | predicate | subject_id | object_id | role |
      | r1          | change-of | nearly     | 52        | from |
      | r1          | change-of | nearly     | 100       | to   |
      | r2          | change-of | more-2     | 100       | from |
      | r2          | change-of | more-2     | 208       | to   |
      | r3          | change-of | by-third   | 100       | from |
      | r3          | change-of | by-third   | 33        | to   |
      | r4          | change-of | fourfold   | 52        | from |
      | r4          | change-of | fourfold   | 208       | to   |
      | r8          | change-of | by-half    | 33        | from |
      | r8          | change-of | by-half    | 49        | to   |
      | r5          | change-of | points     | half      | from |
      | r5          | change-of | points     | more      | to   |
      | r7          | change-of | to-third   | 100       | from |
      | r7          | change-of | to-third   | 33        | to   |
      | r6          | change-of | percent    | half      | from |
      | r6          | change-of | percent    | more      | to   |

Quiet (another population, a monthly rate against a total, a forecast, a denial):

    claims
      | claim_id | measure | category | value_text | population | per   | modality | quote                       |
      | soldiers | killed  |          | 40         | soldiers   |       |          |                             |
      | others   | killed  |          | 60         | civilians  |       |          |                             |
      | monthly  | attacks |          | 63         |            | month |          |                             |
      | total    | attacks |          | 700        |            |       |          |                             |
      | later    | attacks |          | 60         |            |       |          |                             |
      | forecast | trend   | rising   | double     |            |       | planned  |                             |
      | not      | trend   |          | doubled    |            |       |          | they have not quite doubled |
      | mixed    | trend   | rising   | doubled    |            |       |          |                             |

    relations
      | relation_id | predicate | subject_id | object_id | role |
      | r1          | change-of | mixed      | soldiers  | from |
      | r1          | change-of | mixed      | others    | to   |
      | r2          | change-of | mixed      | monthly   | from |
      | r2          | change-of | mixed      | total     | to   |
      | r3          | change-of | forecast   | total     | from |
      | r3          | change-of | forecast   | later     | to   |
      | r4          | change-of | not        | later     | from |
      | r4          | change-of | not        | total     | to   |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.changes import changes, direction, ratios
from checks.interval import disjoint, verdict
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_LIKE = ("measure", "unit", "per", "population")
_BOUNDS = ("low_near", "high_near", "low_far", "high_far")
_SUBJECT = ("measure", "value_text", "quote", "unit", "comparator", "best", "category", "modality", *_BOUNDS)


@rule(
    "NUM006",
    level="error",
    side="source",
    by="relation_id",
    authority="Interval division (Moore, Kearfott and Cloud, Introduction to Interval Analysis, 2009), at the printed precision",
    message="“{said}” is said, but from {from_value_text} to {to_value_text} is {times} times as many, a change of {percent} percent",
    help="check both figures, their periods and the words against the document; if they are as printed, report them together",
)
def change_mismatch(operands: LazyFrame) -> LazyFrame:
    rows = operands.filter((pl.col("predicate") == "change-of") & pl.col("role").is_in(["from", "to"]) & (pl.col("o_kind") == "number"))
    shown = ("value_text", "best", *_LIKE, *_BOUNDS)
    ends = {f"{role}_{name}": pl.col(f"o_{name}").filter(pl.col("role") == role).first() for role in ("from", "to") for name in shown}
    own = {f"s_{name}": pl.col(f"s_{name}").first() for name in _SUBJECT}
    pairs = rows.group_by("relation_id", "subject_id", maintain_order=True).agg(
        **ends, **own, n=pl.len(), basis=pl.col("basis").last(), objects=pl.col("object_id").sort()
    )
    like = pl.all_horizontal(pl.col(f"from_{name}") == pl.col(f"to_{name}") for name in _LIKE)
    stated = ~pl.col("s_modality").is_in(["denied", "planned", "open"]).fill_null(False)
    usable = pairs.filter(like & stated & (pl.col("n") == 2) & (pl.col("from_low_far") > 0) & pl.col("to_low_near").is_not_null())
    words = usable.join(changes(usable, "s_value_text"), on="s_value_text", how="left")
    around = changes(usable, "s_quote").select("s_quote", quote_way="way", refused="undone")
    told = words.join(around, on="s_quote", how="left").filter(~pl.any_horizontal(pl.col("undone", "refused").fill_null(False)))
    return _judged(told.with_columns(go=direction()).with_columns(**ratios()))


def _judged(told: LazyFrame) -> LazyFrame:
    sides = {"low": ("to_low", "from_high"), "high": ("to_high", "from_low")}
    made = {
        f"made_{end}_{band}": pl.col(f"{to}_{band}").clip(lower_bound=0) / pl.col(f"{origin}_{band}")
        for end, (to, origin) in sides.items() for band in ("near", "far")
    }  # fmt: skip
    times = pl.col("to_best") / pl.col("from_best")
    bands = (_apart(band, wide) for band, wide in (("near", 0.51), ("far", 1.01)))
    return told.with_columns(**made).select(
        "basis", "from_value_text", "to_value_text", said=pl.coalesce("s_value_text", "s_category"),
        times=pl.coalesce(times, "made_low_near").round(2), percent=(100 * (times - 1)).round(1),
        claims=pl.concat_list("subject_id", "objects"), verdict=verdict(*bands),
    )  # fmt: skip


def _apart(band: str, wide: float) -> Expr:
    """Whether the ratio is not the one that is said; percent of shares are compared as points, too."""
    ratio = disjoint(f"said_low_{band}", f"said_high_{band}", f"made_low_{band}", f"made_high_{band}")
    scale = pl.when(pl.col("from_unit") == "percent").then(1.0).otherwise(100.0)
    points = (scale * (pl.col("to_best") - pl.col("from_best")) * pl.col("go") - pl.col("s_best")).abs() > wide
    share = (pl.col("from_measure") == "share") & (pl.col("s_unit") == "percent")
    pure = pl.col("s_value_text").str.contains(r"(?i)\bpoints?\b").fill_null(False)
    return pl.when(share & pure).then(points).when(share).then(ratio & points.fill_null(True)).otherwise(ratio)
