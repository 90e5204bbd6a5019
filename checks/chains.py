"""Chains of inequalities between days: what `before`, offsets and dates say together about the order of claims.

A path leads from claim `u` to claim `v`, which comes at least `gap` days later; `first` is the earliest day of u, `last` the latest of
v. Gaps add up along a path. Claims of one brief event are of one time: they are linked by way of the event, a node of its own. Relations
are few: paths are worked out at once, not lazily, link by link (Bellman and Ford), so that the shortest broken one is found first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.days import DAYS, STRAY, day, direction, least_certain, of_unit
from checks.lazy import pl

if TYPE_CHECKING:
    from polars import DataFrame, DataType, Expr, LazyFrame

_BANDS = ("near", "far")
_MOMENT = 1e-6
_AT_ITS_TIME = ("date", "attacks", "killed", "injured", "control", "manner", "responsibility", "intent", "outcome")
"""Measures whose claims are of the time of their event."""
_NEEDED = (
    "relation_id", "predicate", "role", "basis", "subject_id", "object_id", "o_date_basis", "s_unit", "s_value_text", "s_quote",
    *(f"{side}_{name}" for side in "so" for name in ("modality", "date", "earliest", "latest", "slack")),
    *(f"s_{end}_{band}" for end in ("low", "high") for band in _BANDS),
)  # fmt: skip


def chains(operands: LazyFrame, figures: LazyFrame, rounding: float, longest: int) -> LazyFrame:
    """The paths of up to `longest` links that can be judged; of those that are broken the shortest at each end, each circle once.

    Columns `u`, `v`, `u_date`, `v_date`, `story` (String), `gap`, `first`, `last` by band (Float64), `links` (Int32), `ordered`,
    `inferred` (Boolean), `claims` (List[String]). Offsets are rounded to that part of their unit.
    """
    rows = operands.filter(pl.col("predicate").is_in(["before", "offset-from"]))
    told = rows.select(_NEEDED).map_batches(lambda frame: _links(frame, rounding), schema=_schema())
    one = pl.concat([told, _of_one_event(rows, figures)])
    return one.map_batches(lambda frame: _told(_closed(frame, longest)), schema=_schema())


def broken(band: str) -> Expr:
    """Whether a path asks a claim to precede itself, or its last day to come after all that its date allows."""
    dated = pl.col(f"first_{band}") + pl.col(f"gap_{band}") > pl.col(f"last_{band}") + 1e-3
    return pl.when(pl.col("u") == pl.col("v")).then(pl.col(f"gap_{band}") > 0).otherwise(dated)


def _schema() -> dict[str, DataType | type[DataType]]:
    numbers = [f"{name}_{band}" for name in ("gap", "first", "last") for band in _BANDS]
    return {
        "u": pl.String, "v": pl.String, **dict.fromkeys(numbers, pl.Float64), "u_date": pl.String, "v_date": pl.String, "links": pl.Int32,
        "weight": pl.Int32, "ordered": pl.Boolean, "inferred": pl.Boolean, "claims": pl.List(pl.String), "story": pl.String,
    }  # fmt: skip


def _links(operands: DataFrame, rounding: float) -> DataFrame:
    return pl.concat([part.select(list(_schema())) for part in (_befores(operands), *_offsets(operands, rounding))])


def _told(paths: DataFrame) -> DataFrame:
    """The paths that can be judged; of those that are broken, the shortest at each end, and each circle once."""
    wrong = broken("near")
    found = paths.filter(wrong.is_not_null() & (pl.col("weight") > 0) & ((pl.col("links") > 1) | pl.col("ordered")))
    least = pl.all_horizontal(pl.col("links") == pl.col("links").min().over(end) for end in ("u", "v"))
    first = found.filter(wrong).filter(least).with_columns(key=pl.col("claims").list.unique().list.sort().list.join(";"))
    once = first.sort("links", "story").unique("key", keep="first", maintain_order=True).drop("key")
    return pl.concat([once, found.filter(~wrong)])


def _closed(links: DataFrame, longest: int) -> DataFrame:
    """The best path of up to so many links between any two claims; one that is broken already goes no further."""
    paths = _best(links)
    for step in range(1, longest):
        ahead = paths.filter((pl.col("links") == step) & ~broken("near").fill_null(False) & (pl.col("u") != pl.col("v")))
        if ahead.is_empty():
            break
        paths = _best(pl.concat([paths, _longer(ahead, links)]))
    return paths


def _best(paths: DataFrame) -> DataFrame:
    """Of the paths between two claims the shortest that is broken, else the one with the greatest gap, then the shortest."""
    rank = pl.when(broken("near").fill_null(False)).then(float("-inf")).otherwise(-pl.col("gap_near").round(3))
    return paths.with_columns(rank=rank).sort("rank", "links", "story").drop("rank").unique(["u", "v"], keep="first", maintain_order=True)


def _longer(paths: DataFrame, links: DataFrame) -> DataFrame:
    """Paths with one link more."""
    both = paths.join(links.rename({"u": "v", "v": "w"}), on="v", suffix="_2")
    sums = ("gap_near", "gap_far", "links", "weight")
    ends = ("last_near", "last_far", "v_date")
    return both.select(
        "u", v="w", **{c: pl.col(c) + pl.col(f"{c}_2") for c in sums}, first_near="first_near", first_far="first_far",
        **{c: pl.col(f"{c}_2") for c in ends}, u_date="u_date", ordered=pl.col("ordered") | pl.col("ordered_2"),
        inferred=pl.col("inferred") | pl.col("inferred_2"), claims=pl.concat_list("claims", "claims_2"),
        story=pl.concat_str("story", "story_2", separator=", "),
    ).select(list(_schema()))  # fmt: skip


def _of_one_event(relations: LazyFrame, figures: LazyFrame) -> LazyFrame:
    """Links of no length from the claims that relations order, and from those that date their events, to these events and back.

    Only brief events that no window and no order between their own claims draws out.
    """
    before, offset = (relations.filter(pl.col("predicate") == name) for name in ("before", "offset-from"))
    inner = [before.filter(pl.col("s_event_id") == pl.col("o_event_id")).select(event_id="s_event_id"),
             offset.group_by("relation_id", event_id="o_event_id").len().filter(pl.col("len") > 1).select("event_id")]  # fmt: skip
    ends = [before.select(claim_id="subject_id"), relations.select(claim_id="object_id")]
    lasting = figures.filter((pl.col("measure") == "date") & pl.col("lasts")).select("event_id")
    at = figures.filter(pl.col("measure").is_in(_AT_ITS_TIME) & ~pl.col("modality").is_in(["denied", "planned"]).fill_null(False))
    told = at.filter(pl.col("brief").fill_null(False)).join(pl.concat([*inner, lasting]), on="event_id", how="anti")
    ordered = told.join(pl.concat(ends).unique(), on="claim_id", how="semi")
    dating = told.filter(pl.col("date").is_not_null() & (pl.col("measure") == "date") & ~pl.col("date_basis").eq_missing("relative"))
    rows = pl.concat([ordered, dating.join(ordered, on="event_id", how="semi")]).unique("claim_id", keep="first", maintain_order=True)
    own = pl.col("date").is_not_null() & ~pl.col("date_basis").eq_missing("relative")
    bounds = {
        f"{name}_{band}": pl.when(own).then(day(bound, band))
        for name, bound in (("first", "earliest"), ("last", "latest"))
        for band in _BANDS
    }
    node = pl.format("event {}", "event_id")
    facts = {
        "links": pl.lit(1, pl.Int32), "weight": pl.lit(0, pl.Int32), "ordered": pl.lit(False),
        "gap_near": pl.lit(0.0), "gap_far": pl.lit(-1.0),
        "inferred": pl.col("event_basis").eq_missing("inferred"), "claims": pl.concat_list("claim_id"),
        "story": pl.format("{} is of {}", "claim_id", "event_id"),
    }  # fmt: skip
    none = pl.lit(None, pl.Float64)
    dates = pl.when(own).then("date")
    to = rows.select(**facts, u="claim_id", v=node, u_date=dates, v_date=pl.lit(None, pl.String), last_near=none, last_far=none,
                     **{name: bounds[name] for name in ("first_near", "first_far")})  # fmt: skip
    back = rows.select(**facts, u=node, v="claim_id", u_date=pl.lit(None, pl.String), v_date=dates, first_near=none, first_far=none,
                       **{name: bounds[name] for name in ("last_near", "last_far")})  # fmt: skip
    return pl.concat([part.select(list(_schema())) for part in (to, back)])


def _befores(operands: DataFrame) -> DataFrame:
    rows = operands.filter((pl.col("predicate") == "before") & (pl.col("subject_id") != pl.col("object_id")))
    rows = rows.filter(~pl.any_horizontal(pl.col("s_modality", "o_modality").is_in(["denied", "planned"]).fill_null(False)))
    return rows.select(
        u="subject_id", v="object_id", **{f"gap_{band}": pl.lit(_MOMENT) for band in _BANDS},
        **{f"first_{band}": pl.when(pl.col("s_date").is_not_null()).then(day("earliest", band, "s_")) for band in _BANDS},
        **{f"last_{band}": pl.when(pl.col("o_date").is_not_null()).then(day("latest", band, "o_")) for band in _BANDS},
        u_date="s_date", v_date="o_date", links=pl.lit(1, pl.Int32), weight=pl.lit(1, pl.Int32),
        ordered=pl.lit(True), inferred=pl.col("basis").eq_missing("inferred"),
        claims=pl.concat_list("subject_id", "object_id"), story=pl.format("{} before {}", "subject_id", "object_id"),
    )  # fmt: skip


def _offsets(operands: DataFrame, rounding: float) -> list[DataFrame]:
    """Each offset as two links: at least so long forwards, at most so long backwards."""
    rows = operands.filter((pl.col("predicate") == "offset-from") & pl.col("role").is_in(["from", "to"])).with_columns(way=direction())
    independent = pl.col("o_date").is_not_null() & ~pl.col("o_date_basis").eq_missing("relative")
    ends = {
        f"{name}_{role}": value.filter(pl.col("role") == role).first()
        for role in ("from", "to")
        for name, value in {
            "id": pl.col("object_id"), "date": pl.col("o_date"),
            **{f"{bound}_{band}": pl.when(independent).then(day(bound, band, "o_")) for band in _BANDS for bound in ("earliest", "latest")},
        }.items()
    }  # fmt: skip
    size = of_unit("s_unit", DAYS)
    room = size * rounding + of_unit("s_unit", STRAY, 0.0) + pl.when(size < 1).then(1.0).otherwise(0.0)
    spans = {f"{end}_{band}": ((pl.col(f"s_{end}_{band}") * size).first() + (room if end == "high" else -room).first())
             for end in ("low", "high") for band in _BANDS}  # fmt: skip
    sets = rows.sort("relation_id", "object_id").group_by("relation_id", "subject_id").agg(
        **ends, **spans, way=pl.col("way").first(), inferred=least_certain().is_not_null(), words=pl.col("s_value_text").first()
    )  # fmt: skip
    known = sets.filter(pl.col("id_from").is_not_null() & pl.col("id_to").is_not_null() & (pl.col("way") != 0))
    return [_link(known, forwards=forwards) for forwards in (True, False)]


def _link(offsets: DataFrame, *, forwards: bool) -> DataFrame:
    """The link between the ends of an offset: forwards in time it is at least `low` days long, backwards at most `high`."""
    onwards = (pl.col("way") > 0) == forwards
    gap = {f"gap_{band}": pl.col(f"low_{band}") if forwards else -pl.col(f"high_{band}") for band in _BANDS}

    def first(column: str) -> Expr:
        return pl.when(onwards).then(f"{column}_from").otherwise(f"{column}_to")

    def second(column: str) -> Expr:
        return pl.when(onwards).then(f"{column}_to").otherwise(f"{column}_from")

    return offsets.select(
        u=first("id"), v=second("id"), **gap, **{f"first_{band}": first(f"earliest_{band}") for band in _BANDS},
        **{f"last_{band}": second(f"latest_{band}") for band in _BANDS}, u_date=first("date"), v_date=second("date"),
        links=pl.lit(1, pl.Int32), weight=pl.lit(1, pl.Int32), ordered=pl.lit(False),
        inferred="inferred", claims=pl.concat_list(first("id"), "subject_id", second("id")),
        story=pl.format("{} “{}” {}", "id_from", "words", "id_to"),
    ).filter(pl.all_horizontal(pl.col(f"gap_{band}").is_finite() for band in _BANDS))  # fmt: skip
