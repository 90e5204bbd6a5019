"""Who gained, held and lost a place, and when: the changes of control that claims tell of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.days import day
from checks.lazy import pl

if TYPE_CHECKING:
    from polars import LazyFrame

_PART = r"""(?ix)\b(half|part|parts|partly|most|much|some|several|large|outskirts|districts?|neighbou?rhoods?|areas?|territor\w+|positions?
    |(nearly|almost|practically)\sall|bulk|majority|(full|complete|total)\scontrol|last\s(pocket|stronghold|corner)s?
    |further|advance[sd]?|advancing|expan\w+|remain\w+|rest|villages|fields|countryside|suburbs?|supply|regions?)\b"""


def changes(figures: LazyFrame, entities: LazyFrame) -> LazyFrame:
    """One row a place and event: who gained, held and lost it, and when: what all of its dates allow, else all that they span."""
    told = figures.filter(
        (pl.col("measure") == "control") & pl.col("category").is_in(["gained", "lost", "held"])
        & ~pl.col("modality").is_in(["planned", "denied", "open"]).fill_null(False)
    ).select("claim_id", "category", "date", "event_basis", "modality", "event_id", pl.col("place", "actor").str.split(";"),
             whole=~pl.col("quote").str.contains(_PART), first=day("earliest", "far"), last=day("latest", "far"))  # fmt: skip
    moves = pl.col("category") != "held"
    rows = told.explode("place").explode("actor").drop_nulls(["place", "actor"]).join(_sides(entities), on="actor", how="left")
    rows = rows.filter(moves | pl.col("date").is_not_null()).with_columns(
        side=pl.coalesce("side", "actor"), event=pl.when(moves).then(pl.coalesce("event_id", "claim_id")).otherwise("claim_id")
    )  # fmt: skip
    own, whole, holds = pl.col("date").is_not_null(), pl.col("whole"), pl.col("category") != "lost"
    own_first, own_last = pl.col("first").filter(own), pl.col("last").filter(own)
    meet = own_first.max() <= own_last.min()
    shaky = pl.col("event_basis").eq_missing("inferred") | pl.col("modality").eq_missing("alleged")
    return rows.group_by("place", "event").agg(
        earliest=pl.coalesce(pl.when(meet).then(own_first.max()).otherwise(own_first.min()), pl.col("first").min()),
        latest=pl.coalesce(pl.when(meet).then(own_last.min()).otherwise(own_last.max()), pl.col("last").max()),
        gained=pl.col("actor").filter(whole, pl.col("category") == "gained").unique().sort(),
        lost=pl.col("actor").filter(whole, ~holds).unique().sort(),
        holders=pl.col("actor").filter(whole, holds).unique().sort(), sides=pl.col("side").filter(holds).unique(),
        lost_sides=pl.col("side").filter(~holds).unique(), moves=moves.any(), own=own.any(), firm=~shaky.any(),
        when=pl.col("date").drop_nulls().unique().sort().str.join(", "), claims=pl.col("claim_id").unique().sort(),
    )  # fmt: skip


def untouched(events: LazyFrame) -> LazyFrame:
    """Sort the events of each place and mark those whose dates do not touch another's, or lie on the very next day."""
    line = events.sort("place", "earliest", "latest", "event")
    last, following = pl.col("latest").cum_max().shift(1).over("place"), pl.col("earliest").shift(-1).over("place")
    return line.with_columns(alone=(pl.col("earliest") > last + 1).fill_null(True) & (pl.col("latest") + 1 < following).fill_null(True))


def _sides(entities: LazyFrame) -> LazyFrame:
    """The whole that each actor is part of, up to four levels up."""
    parents = entities.select("entity_id", parent="part_of").drop_nulls().unique("entity_id")
    sides = parents.select(actor="entity_id", side="parent")
    for _ in range(3):
        sides = sides.join(parents, left_on="side", right_on="entity_id", how="left").select("actor", side=pl.coalesce("parent", "side"))
    return sides
