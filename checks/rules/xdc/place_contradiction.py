"""One event, told of two places of which neither lies in the other.

Places are compared along `part_of` of entities, however deep: a town, its province and its country agree. Only events that have one
place are judged (attacks, sieges, changes of control), only claims that say where (attacks, tolls, control, responsibility, dates), and
only between documents or speakers: all places that one of them names count as his. Definite between two places that have no place
within them; a place that holds others, or is a region or a stretch of land by its name (the desert, the border, the countryside of),
may overlap the other and is possible at most; a place that lies in none is no operand. Quiet: offensives, evacuations and agreements
(they lead from one place to another), nested places, a list of places of which one agrees, denials and plans.

Fires (Raqqa and Hama are towns of one country, neither in the other):

    entities
      | entity_id | kind  | part_of |
      | syria     | place |         |
      | raqqa     | place | syria   |
      | hama      | place | syria   |

    events
      | event_id | type   |
      | strike   | attack |

    claims
      | claim_id | document_id | event_id | measure | value_text | unit      | place |
    ! | a        | d1          | strike   | attacks | one        | airstrike | raqqa |
    ! | b        | d2          | strike   | attacks | one        | airstrike | hama  |
      | c        | d3          | strike   | attacks | one        | airstrike | syria |

Quiet (a quarter, its town and the country; a list of which one agrees; one document that names two; a plan):

    entities
      | entity_id | kind  | part_of |
      | syria     | place |         |
      | aleppo    | place | syria   |
      | old-town  | place | aleppo  |
      | hama      | place | syria   |
      | tanf      | place | syria   |

    events
      | event_id | type   |
      | strike   | attack |
      | double   | attack |
      | raid     | attack |

    claims
      | claim_id | document_id | event_id | measure | value_text | unit      | place       | modality |
      | a        | d1          | strike   | attacks | one        | airstrike | old-town    |          |
      | b        | d2          | strike   | attacks | one        | airstrike | aleppo      |          |
      | c        | d3          | strike   | attacks | one        | airstrike | syria       |          |
      | d        | d1          | double   | attacks | two        | airstrike | aleppo;hama |          |
      | e        | d2          | double   | attacks | one        | airstrike | hama        |          |
      | f        | d1          | raid     | attacks | one        | raid      | hama        |          |
      | g        | d1          | raid     | killed  | 3          |           | tanf        |          |
      | h        | d2          | raid     | attacks | one        | raid      | aleppo      | planned  |

Quiet (an offensive moves, evacuees leave one place for another, and a border lies in no place):

    entities
      | entity_id | kind  | part_of |
      | syria     | place |         |
      | aleppo    | place | syria   |
      | idlib     | place | syria   |
      | border    | place |         |

    events
      | event_id | type       |
      | push     | offensive  |
      | exodus   | evacuation |
      | ambush   | attack     |

    claims
      | claim_id | document_id | event_id | measure   | value_text | unit      | place  |
      | a        | d1          | push     | attacks   | one        | operation | aleppo |
      | b        | d2          | push     | attacks   | one        | operation | idlib  |
      | c        | d1          | exodus   | evacuated | 400        |           | aleppo |
      | d        | d2          | exodus   | evacuated | 400        |           | idlib  |
      | e        | d1          | ambush   | attacks   | one        | attack    | aleppo |
      | f        | d2          | ambush   | attacks   | one        | attack    | border |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.contrast import stated, who
from checks.lazy import pl
from checks.lineage import ancestors
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_EVENTS = ("attack", "siege", "control-change")
_MEASURES = ("attacks", "killed", "injured", "missing", "control", "responsibility", "date")
_REGION = (
    r"(?i)\b(north|south|east|west|central|countryside|desert|border|region|area|valley|"
    r"river|coast|outskirts|periphery|suburbs|fields?|near)"
)

_CELL = ("event_id", "document_id", "voice")


@rule(
    "XDC004",
    level="error",
    side="source",
    by="event_id",
    authority="Randell, Cui and Cohn, A Spatial Logic based on Regions and Connection (RCC), KR 1992: part-of against disconnected",
    message="{event_id} cannot be at {place} ({said}) and at {other_place} ({other_said}): neither lies in the other",
    help="check that both speak of one event; if one place lies in the other, add `part_of` to entities; otherwise report it",
)
def place_contradiction(figures: LazyFrame, events: LazyFrame, entities: LazyFrame) -> LazyFrame:
    where = entities.filter(pl.col("kind") == "place")
    above = ancestors(where, "entity_id", "part_of")
    depth = above.group_by(place="entity_id").agg(depth=pl.col("distance").max(), above=pl.col("ancestor").sort())
    holders = above.select(place="ancestor").unique().with_columns(holds=pl.lit(True))
    region = where.select(place="entity_id", region=pl.col("name").str.contains(_REGION))
    facts = depth.join(holders, on="place", how="left").join(region, on="place", how="left")
    leaf = ~pl.col("holds").fill_null(False) & ~pl.col("region").fill_null(False)
    one = events.filter(pl.col("type").is_in(_EVENTS)).select("event_id")
    told = figures.filter(pl.col("measure").is_in(_MEASURES) & pl.col("place").is_not_null() & stated()).join(
        one, on="event_id", how="semi"
    )
    placed = told.select("claim_id", *_CELL, place=pl.col("place").str.split(";"), said=who()).explode("place")
    known = placed.join(facts.with_columns(leaf=leaf), on="place").sort("depth", "place", "claim_id", descending=[True, False, False])
    cells = known.group_by(_CELL, maintain_order=True).agg(
        pl.col("claim_id", "place", "said", "depth", "leaf").first(),
        places=pl.col("place").unique(),
        above=pl.col("above").explode().unique(),
    )
    return _apart(cells.cache())


def _apart(cells: LazyFrame) -> LazyFrame:
    """The speaker with the deepest place of every event, and the first other one who names no place above, below or the same."""
    ranked = cells.sort("depth", "place", "claim_id", descending=[True, False, False])
    deepest = ranked.group_by("event_id", maintain_order=True).agg(
        **{f"other_{name}": pl.col(name).first() for name in ("claim_id", "said", "place", "places", "above", "leaf")}, n=pl.len()
    ).filter(pl.col("n") > 1)  # fmt: skip
    facing = ranked.join(deepest, on="event_id").filter(pl.col("claim_id") != pl.col("other_claim_id"))
    agree = _meet("places", "other_places") | _meet("places", "other_above") | _meet("above", "other_places")
    first = facing.with_columns(apart=~agree).sort("apart", "claim_id", descending=[True, False])
    pairs = first.unique("event_id", keep="first", maintain_order=True)
    sure = pl.when(pl.col("leaf") & pl.col("other_leaf")).then(pl.lit("definite")).otherwise(pl.lit("possible"))
    return pairs.with_columns(
        claims=pl.concat_list("claim_id", "other_claim_id"),
        key=pl.col("event_id"),
        verdict=pl.when("apart").then(sure).otherwise(pl.lit("ok")),
    )


def _meet(one: str, other: str) -> Expr:
    return pl.col(one).list.set_intersection(other).list.len() > 0
