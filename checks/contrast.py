"""Which claims state the same quantity, and the two claims of a group that lie furthest apart."""

from __future__ import annotations

from functools import reduce
from operator import xor
from typing import TYPE_CHECKING, Any

from checks.lazy import pl

if TYPE_CHECKING:
    from polars import DataFrame, Expr, LazyFrame

_KEY = ("event_id", "measure", "unit", "per", "population", "place_at", "earliest", "latest")
_BANDS = ("far", "near")
_NUMBER_WORD = r"(?i)\b(?:one|single|sole|lone)\b|^\D{0,3}\d"
UNSTATED = ("denied", "planned")
"""Modalities of claims that state nothing: they are no operands."""


def stated() -> Expr:
    """Whether a claim states what it says: it is neither a denial nor a plan."""
    return ~pl.col("modality").is_in(UNSTATED).fill_null(False)


def told_as_one() -> Expr:
    """Whether an event is counted as one by an article or a singular noun only: `an airstrike`, never `one airstrike`."""
    event = pl.col("countable").fill_null(False) & pl.col("additive").fill_null(False) & (pl.col("population") == "")
    article = ~pl.col("value_text").str.contains(_NUMBER_WORD).fill_null(True)
    return (event & (pl.col("comparator") == "eq") & (pl.col("best") == 1) & article).fill_null(False)


def soft() -> Expr:
    """Whether what rests on a claim is at most possible: a draft, or an event that we only inferred."""
    return ((pl.col("status") == "draft") | (pl.col("event_basis") == "inferred")).fill_null(False)


def unplaced() -> Expr:
    """Whether place or window of a claim are unknown, so that only its event says that it is like another."""
    return pl.col("place_at").is_null() | (pl.col("earliest").is_null() & pl.col("latest").is_null())


def stretched(unsure: Expr) -> dict[str, Expr]:
    """Far bounds without limit where `unsure`, so that such a claim can be violated under the near bounds only."""
    return {
        "low_far": pl.when(unsure).then(float("-inf")).otherwise("low_far"),
        "high_far": pl.when(unsure).then(float("inf")).otherwise("high_far"),
    }


def quantities(figures: LazyFrame, operands: LazyFrame) -> LazyFrame:
    """Figures with a number that share their quantity with another, with `quantity` (UInt64), equal for claims of the same
    quantity, `basis` (inferred or null), and `subject`, `object` (Boolean: of a relation different-quantity, see contrast).

    Without denials and plans, superseded claims, claims whose meaning lies in a relation (offsets, changes, shares), and
    parts that the key cannot tell from their whole. same-quantity joins two groups.
    """
    usable = (pl.col("kind") == "number") & pl.col("low_near").is_not_null() & stated()
    rows = figures.filter(usable).with_columns(quantity=_label("")).cache()
    edges = operands.filter(pl.col("predicate") == "same-quantity").select("basis", a=_label("s_"), b=_label("o_"))
    several = [_several(rows.select("quantity")), edges.select(quantity="a"), edges.select(quantity="b")]
    shared = rows.join(pl.concat(several), on="quantity", how="semi").join(_merged(edges), on="quantity", how="left")
    held = shared.join(_flags(operands), on="claim_id", how="left").filter(~pl.col("out").fill_null(False))
    return held.with_columns(pl.col("subject", "object").fill_null(False), quantity=pl.coalesce("merged", "quantity"))


def neighbours(figures: LazyFrame, operands: LazyFrame) -> LazyFrame:
    """Figures that may share their quantity with another: they share all of its key but the window, or a same-quantity says so."""
    same = operands.filter(pl.col("predicate") == "same-quantity")
    rows = figures.with_columns(_near=_label("", _KEY[:-2]))
    several = [_several(rows.select("_near")), *(same.select(_near=_label(side, _KEY[:-2])) for side in ("s_", "o_"))]
    return rows.join(pl.concat(several), on="_near", how="semi").drop("_near")


def in_groups(rows: LazyFrame, *key: str) -> LazyFrame:
    """Rows that have the values of a key in common with another row, at least."""
    group = mixed(*map(pl.col, key)).alias("_group")
    return rows.with_columns(group).join(_several(rows.select(group)), on="_group", how="semi").drop("_group")


def _several(numbers: LazyFrame) -> LazyFrame:
    """The numbers of one column that occur more than once: in order, they are beside each other."""
    number = pl.all()
    return numbers.select(number.sort()).filter(number == number.shift(1))


def _label(prefix: str, key: tuple[str, ...] = _KEY) -> Expr:
    """A number for the comparison key; a claim without event stands alone, an unknown place or window equals only another one."""
    column = {name: pl.col(prefix + name) for name in key}
    known = column["event_id"].is_not_null()
    alone = pl.col("subject_id" if prefix == "s_" else "object_id" if prefix else "claim_id")
    return pl.when(known).then(mixed(*column.values())).otherwise(alone.hash())


def mixed(*columns: Expr) -> Expr:
    """One number for the values of several columns: the hash of each under a seed of its own, which costs less than their struct's."""
    return reduce(xor, (column.hash(seed) for seed, column in enumerate(columns, 1)))


def _flags(operands: LazyFrame) -> LazyFrame:
    """What relations say of a claim: `out` (no operand), `subject`, `object` (of different-quantity), by `claim_id`."""
    alike = pl.all_horizontal(pl.col(f"s_{name}").eq_missing(pl.col(f"o_{name}")) for name in _KEY)
    predicate = pl.col("predicate")
    different = predicate == "different-quantity"
    subject = predicate.is_in(["offset-from", "change-of", "share-of"]) | (predicate.is_in(["part-of", "difference-of"]) & alike)
    target = (predicate == "supersedes") | ((predicate == "sum-of") & alike)
    told = operands.select("subject_id", "object_id", out_subject=subject, out_object=target, different=different)
    ends = [
        told.filter(pl.col(out) | pl.col("different")).select(
            claim_id=f"{end}_id", out=out, subject=pl.col("different") & (end == "subject"), object=pl.col("different") & (end == "object")
        )
        for end, out in (("subject", "out_subject"), ("object", "out_object"))
    ]
    return pl.concat(ends).group_by("claim_id").agg(pl.col("out", "subject", "object").any())


def _merged(edges: LazyFrame) -> LazyFrame:
    """`merged`: the label that all groups joined by same-quantity share, and `basis`, by `quantity`."""
    schema = {"quantity": pl.UInt64, "merged": pl.UInt64, "basis": pl.String}
    return edges.map_batches(lambda frame: _components(frame, schema), schema=schema, predicate_pushdown=False, projection_pushdown=False)


def _components(edges: DataFrame, schema: dict[str, Any]) -> DataFrame:
    """Connected components of relations that join groups: each node takes the least label within reach until none changes."""
    links = pl.concat([edges.select("a", "b"), edges.select(a="b", b="a"), edges.select("a", b="a"), edges.select(a="b", b="b")]).unique()
    roots = links.group_by(quantity="a").agg(merged=pl.col("b").min())
    while True:
        near = links.join(roots, left_on="b", right_on="quantity").group_by(quantity="a").agg(pl.col("merged").min())
        further = near.join(roots.rename({"quantity": "merged", "merged": "least"}), on="merged").select("quantity", merged="least")
        if further.join(roots, on=["quantity", "merged"], how="anti").is_empty():
            break
        roots = further
    unsure = edges.filter(pl.col("basis") == "inferred").select(quantity="a").join(roots, on="quantity")
    inferred = unsure.select("merged", basis=pl.lit("inferred")).unique()
    return roots.join(inferred, on="merged", how="left").select(schema.keys()).cast(pl.Schema(schema))


def contrast(rows: LazyFrame, key: list[str], cell: str, said: Expr, facts: tuple[str, ...] = ()) -> LazyFrame:
    """Compare the claims of every group that spans two cells or more; claims of one cell are not compared.

    Needs `claim_id` and the four bounds; `subject` and `object`, when there, keep the two ends of a relation different-quantity
    apart. Returns one row a group: `key`, `verdict`, and of the two claims furthest apart `upper` and `lower` (String), their
    `_said` and `facts` (String), and `above`, `below` (the lowest that the one, the highest that the other means); null when ok.
    `compared`: all claims of the group.
    """
    bounds = [f"{end}_{band}" for band in _BANDS for end in ("low", "high")]
    held = [pl.col(name) if "quantity" in key else pl.lit(False).alias(name) for name in ("subject", "object")]
    numbers = {"_group": mixed(*map(pl.col, key)), "_cell": pl.col(cell).hash()}
    few = rows.select(*dict.fromkeys((*key, *facts)), "claim_id", *bounds, *held, said=said, **numbers)
    ends = {f"{end}{name}": pl.String for end in ("upper", "lower") for name in ("", "_said", *(f"_{fact}" for fact in facts))}
    kinds: dict[str, Any] = {"quantity": pl.UInt64, "earliest": pl.Date, "latest": pl.Date}
    schema: dict[str, Any] = {name: kinds.get(name, pl.String) for name in key} | ends
    schema |= {"above": pl.Float64, "below": pl.Float64, "verdict": pl.String, "compared": pl.List(pl.String)}

    def compare(frame: DataFrame) -> DataFrame:
        parts = [frame.filter(~pl.col("subject"))]
        if frame["subject"].any():
            parts.append(frame.filter(pl.col("subject").any().over("_group") & ~pl.col("object")))
        none = pl.DataFrame(schema=schema | {"_group": pl.UInt64})
        found = pl.concat([none, *(_furthest(part, key, facts) for part in parts)], how="diagonal_relaxed")
        return found.unique(["_group", "upper", "lower"], maintain_order=True).select(schema.keys()).cast(pl.Schema(schema))

    return few.map_batches(compare, schema=schema, predicate_pushdown=False, projection_pushdown=False)


def _furthest(rows: DataFrame, key: list[str], facts: tuple[str, ...]) -> DataFrame:
    """Two pairs decide a group: the claim with the highest low against all other cells, and the one with the lowest high."""
    cells = pl.col("_cell")
    groups = rows.group_by("_group").agg(
        pl.col(key).first(), _spans=cells.min() != cells.max(), _low=pl.col("low_near").max(), _high=pl.col("high_near").min()
    ).filter("_spans")  # fmt: skip
    crossing = groups.filter(_above(pl.col("_low"), pl.col("_high"))).select("_group")
    suspects = rows.join(crossing, on="_group", how="semi").sort("claim_id")
    members = rows.join(groups.select("_group"), on="_group", how="semi").group_by("_group").agg(compared="claim_id")
    if suspects.is_empty():
        return groups.select("_group", *key, verdict=pl.lit("ok")).join(members, on="_group", how="left")
    pairs = [_pair(suspects, band, end) for band in _BANDS for end in ("upper", "lower")]
    found = pl.concat(pairs).unique("_group", keep="first", maintain_order=True)
    for end, bound, name in (("upper", "low_near", "above"), ("lower", "high_near", "below")):
        words = suspects.select(pl.col("claim_id").alias(end), pl.col(bound).alias(name), pl.col("said", *facts).name.prefix(f"{end}_"))
        found = found.join(words.unique(end), on=end, how="left")
    judged = groups.select("_group", *key).join(found, on="_group", how="left").join(members, on="_group", how="left")
    return judged.with_columns(pl.col("verdict").fill_null("ok"))


def _above(low: Expr, high: Expr) -> Expr:
    """Whether an interval that begins at `low` lies wholly above one that ends at `high`, decimals being inexact."""
    return low - high > 1e-9 * high.abs().clip(1, 1e300)


def _pair(rows: DataFrame, band: str, end: str) -> DataFrame:
    """The outermost claim of every group at one end, and the one of another cell that lies furthest from it, where they are apart.

    Needs the rows in order of `claim_id`."""
    bound = {"upper": f"low_{band}", "lower": f"high_{band}"}
    other = "lower" if end == "upper" else "upper"
    highest = rows.reverse().sort(bound["upper"], descending=True, nulls_last=True, maintain_order=True)
    ranked = {"upper": highest, "lower": rows.sort(bound["lower"], nulls_last=True, maintain_order=True)}
    outermost = ranked[end].unique("_group", keep="first", maintain_order=True)
    facing = outermost.select("_group", pl.col("claim_id").alias(end), _end=bound[end], _beside="_cell")
    apart = ranked[other].join(facing, on="_group", maintain_order="left").filter(pl.col("_cell") != pl.col("_beside"))
    ends = {end: pl.col("_end"), other: pl.col(bound[other])}
    verdict = pl.lit("definite" if band == "far" else "possible").alias("verdict")
    furthest = apart.unique("_group", keep="first", maintain_order=True).filter(_above(ends["upper"], ends["lower"]))
    return furthest.rename({"claim_id": other}).select("_group", "upper", "lower", verdict)


def who() -> Expr:
    """Who says it, and in which document: one name when it is the document's own voice."""
    own = pl.col("voice") == pl.col("document_id")
    return pl.when(own).then("document_id").otherwise(pl.format("{} in {}", "voice", "document_id"))
