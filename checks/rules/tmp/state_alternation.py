"""A place that is gained twice, or lost twice, with nothing in between.

Who takes a place does not hold it already, and who loses it still holds it; when one side gains it, the previous holder has
lost it. All claims of one event are one change, told once or often. Only a definite order counts: a change that touches the
dates of its neighbours, or has no date and could stand between them, silences the pair. Quiet are parts of one side (by
entities.part_of), changes of a part of the place ("swarmed into half of the city", "advances"), plans and denials.
A holding (`held`) is what came before a gain or a loss, never wrong by itself.

Fires (taken in 2015 and again in 2016, never lost):

    claims
      | claim_id | measure | category | actor | place   | event_id  | date       |
    ! | taken    | control | gained   | is    | palmyra | fall-2015 | 2015-05-20 |
    ! | again    | control | gained   | is    | palmyra | fall-2016 | 2016-12-11 |

Fires (the regime took it from IS in 2016, which then loses it anew):

    claims
      | claim_id | measure | category | actor  | place   | event_id    | date       |
    ! | retaken  | control | gained   | regime | palmyra | retake-2016 | 2016-03-27 |
    ! | driven   | control | lost     | is     | palmyra | retake-2016 | 2016-03    |
    ! | expelled | control | lost     | is     | palmyra | retake-2017 | 2017-03-02 |

Quiet (one event told twice, and the loss between two gains):

    claims
      | claim_id | measure | category | actor  | place   | event_id    | date       |
      | taken    | control | gained   | is     | palmyra | fall-2015   | 2015-05-20 |
      | told     | control | gained   | is     | palmyra | fall-2015   | 2015-05    |
      | retaken  | control | gained   | regime | palmyra | retake-2016 | 2016-03-27 |
      | again    | control | gained   | is     | palmyra | fall-2016   | 2016-12-11 |

Quiet (the loss in between has no date, or the order is open):

    claims
      | claim_id | measure | category | actor  | place   | event_id    | date       |
      | taken    | control | gained   | is     | palmyra | fall-2015   | 2015-05-20 |
      | lost     | control | lost     | is     | palmyra | retake-2016 |            |
      | again    | control | gained   | is     | palmyra | fall-2016   | 2016-12-11 |
      | town     | control | gained   | is     | tadmor  | one         | 2016       |
      | town-2   | control | gained   | is     | tadmor  | two         | 2016-12-11 |

Quiet (the garrison that surrenders is part of the side that took the city; then half of a town, then the rest):

    entities
      | entity_id | kind  | part_of   |
      | garrison  | actor | coalition |

    claims
      | claim_id | measure | category | actor     | place   | event_id    | date       | quote                         |
      | retaken  | control | gained   | coalition | palmyra | retake-2016 | 2016-03-27 | the coalition retook the city |
      | yielded  | control | lost     | garrison  | palmyra | fall-2016   | 2016-12-11 | the garrison surrendered      |
      | half     | control | gained   | is        | town    | one         | 2016-09-17 | took half of the town         |
      | rest     | control | gained   | is        | town    | two         | 2016-12-11 | took the rest of the town     |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.control import changes, untouched
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame


@rule(
    "TMP007",
    level="warning",
    side="source",
    by="place",
    measures=("control",),
    authority="Kowalski and Sergot, A Logic-based Calculus of Events, New Generation Computing 4, 1986",
    message="“{actor}” {change} “{place}” on {when}, but {before}, and no claim says what changed in between",
    help="look for the change in between and record it; if the documents tell of none, report the two as a contradiction of the sources",
)
def state_alternation(figures: LazyFrame, entities: LazyFrame) -> LazyFrame:
    events = changes(figures, entities)
    dated = pl.col("earliest").is_not_null() & pl.col("latest").is_not_null()
    idle = events.filter(~dated).group_by("place").agg(idle_gained=_every("gained"), idle_lost=_every("lost"))
    known = untouched(events.filter(dated)).filter(pl.col("alone") | pl.col("moves"))
    line = untouched(known).join(idle, on="place", how="left", maintain_order="left")
    carried = ("alone", "own", "firm", "when", "holders", "sides", "lost", "claims")
    before = {f"was_{name}": pl.col(name).shift(1).over("place") for name in carried}
    pairs = line.with_columns(once=pl.col("holders").shift(2).over("place"), **before).filter(pl.col("was_when").is_not_null())
    gains, losses = (pairs.with_columns(actor=kind, change=pl.lit(kind)).explode("actor") for kind in ("gained", "lost"))
    rival = pl.col("idle_gained").list.set_difference(pl.concat_list("actor")).list.len() > 0
    kept = _has("was_holders") & ~_has("was_lost") & ~_has("lost")
    gone = (_has("was_lost") | _has("once")) & ~_has("gained") & (pl.col("was_sides").list.set_intersection("lost_sides").list.len() == 0)
    judged = pl.concat([gains.with_columns(fires=kept, hush=_has("idle_lost") | rival.fill_null(False)),
                        losses.with_columns(fires=gone, hush=_has("idle_gained"))])  # fmt: skip
    clear = pl.all_horizontal("alone", "was_alone", "own", "was_own") & ~pl.col("hush")
    holders = pl.col("was_holders").list.join(", ")
    return judged.filter(pl.col("actor").is_not_null()).select(
        "place", "actor", "change", "when",
        before=pl.when(pl.col("change") == "gained").then(pl.format("held it already on {}", "was_when"))
        .when(_has("was_lost")).then(pl.format("had lost it on {}", "was_when"))
        .otherwise(pl.format("{} held it on {}", holders, "was_when")),
        claims=pl.concat_list("claims", "was_claims"),
        verdict=pl.when(clear & pl.col("fires") & pl.col("firm") & pl.col("was_firm")).then(pl.lit("definite"))
        .when(clear & pl.col("fires")).then(pl.lit("possible"))
        .when(clear).then(pl.lit("ok")),
    )  # fmt: skip


def _every(column: str) -> Expr:
    return pl.col(column).list.explode(keep_nulls=False, empty_as_null=False)


def _has(column: str) -> Expr:
    """Whether a list of actors names the row's own."""
    return pl.col(column).list.contains(pl.col("actor")).fill_null(False)
