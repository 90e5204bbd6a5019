"""Words of change ("doubled", "plummeted") as ratios of the later figure to the earlier: the lexicon `data/changes.csv`.

`near` is what careful writers mean by the word, `far` what it can be stretched to; an empty bound is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.config import packaged
from checks.lazy import pl
from checks.shares import IN_WORDS, half_width

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

RATIOS = ("near_low", "near_high", "far_low", "far_high")
_MORE = r"(?i)\b(more|increase|rise|higher|greater|larger|growth|by)\b"
_TO = r"(?i)\bto (?:just |only |about |some |barely |under |over |nearly |almost )?(?:an? |one |two |three |\d|half)"
_BY_HALF = 0.04
"""What "by half" leaves open, near to what "halved" does, and short of where a third is told from a quarter."""
_OPEN = {"low": 0.0, "high": float("inf")}
_UNDONE = (
    r"(?i)(?:\b(?:not|never|hardly|barely|without|failed to|far from|rather than|unlike|could|may|might|would|will|if|set to)|n[’']t)\b"
    r"\W+(?:\w+\W+){0,3}"
)


def changes(texts: LazyFrame, column: str) -> LazyFrame:
    """The longest word of change in every distinct text of a column: `column`, `words` (String), the four RATIOS (Float64), `way`
    (Int8: 1 all its words rise, -1 all fall, 0 neither or both), `undone` (Boolean: the word is denied or only possible)."""
    text = pl.concat_str(pl.lit(" "), _plain(pl.col(column)), pl.lit(" "))
    rows = texts.select(column).drop_nulls().unique().with_columns(_text=text).join(_lexicon(), how="cross")
    found = rows.filter(pl.col("_text").str.contains(pl.format(" {} ", "words"), literal=True))
    rises, falls = (pl.col("near_low") >= 1).all(), (pl.col("near_high") <= 1).all()
    undone = pl.col(column).str.contains(pl.concat_str(pl.lit(_UNDONE), "words"))
    return found.sort(pl.col("words").str.len_bytes(), "words", descending=[True, False]).group_by(column, maintain_order=True).agg(
        pl.col("words", *RATIOS).first(), way=rises.cast(pl.Int8) - falls.cast(pl.Int8), undone=undone.any()
    )  # fmt: skip


def _plain(text: Expr) -> Expr:
    return text.str.to_lowercase().str.replace_all(r"[^\p{L}\d’']+", " ").str.strip_chars()


def _lexicon() -> LazyFrame:
    bounds = [pl.col(name).cast(pl.Float64, strict=False).fill_null(_OPEN[name.partition("_")[2]]) for name in RATIOS]
    return pl.LazyFrame(packaged("changes.csv"), schema=dict.fromkeys(("words", *RATIOS), pl.String)).with_columns(bounds)


def direction() -> Expr:
    """Where a change goes, 1 up or -1 down: as its words say, else its sentence, its category, or the figures themselves."""
    trend = pl.col("s_category").replace_strict({"rising": 1, "falling": -1}, default=None, return_dtype=pl.Int8)
    own = pl.when(pl.col("to_low_near") >= pl.col("from_low_near")).then(1).otherwise(-1)
    ways = [pl.when(pl.col(name) != 0).then(name) for name in ("way", "quote_way")]
    return pl.coalesce(*ways, trend, own).cast(pl.Int8)


def ratios() -> dict[str, Expr]:
    """`said_low`, `said_high` by band: the ratio that a subject (`s_`) states, by its number, else its words, else its trend (`trend`)."""
    trend = pl.when(pl.col("s_category") == "rising").then(pl.lit("up")).when(pl.col("s_category") == "falling").then(pl.lit("down"))
    number = (pl.col("s_measure") == "change") & pl.col("s_low_near").is_not_null()
    found = {}
    for end in ("low", "high"):
        for band in ("near", "far"):
            edge = {"near": 1e-6, "far": 0.0}[band]
            by_trend = (
                pl.when(trend == "up").then(1 + edge if end == "low" else float("inf"))
                .when(trend == "down").then(0.0 if end == "low" else 1 - edge)
            )  # fmt: skip
            found[f"said_{end}_{band}"] = pl.when(number).then(_by_number(end, band)).otherwise(pl.coalesce(f"{band}_{end}", by_trend))
    return found


def _by_number(end: str, band: str) -> Expr:
    """What "fell by 84 percent", "fell to 16 percent" and "a threefold increase" leave of the ratio, at the precision printed; threefold
    more may be four, and percent in fives and tens may be rounded to them in the far band."""
    down, text = pl.col("go") < 0, pl.col("s_value_text")
    eq = pl.col("s_comparator") == "eq"
    value = {side: pl.when(eq).then("s_best").otherwise(f"s_{side}_{band}") for side in ("low", "high")}
    printed = half_width(text, pl.col("s_unit"))
    wide = {"near": 1, "far": 2}[band] * pl.when(printed == IN_WORDS).then(_BY_HALF).otherwise(printed)
    if band == "far":
        coarse = pl.when(pl.col("s_best") % 10 == 0).then(0.05).when(pl.col("s_best") % 5 == 0).then(0.025).otherwise(0.0)
        wide = pl.max_horizontal(wide, coarse.fill_null(0.0))
    lower = end == "low"
    part = pl.when(down).then(-(value["high" if lower else "low"] / 100)).otherwise(value[end] / 100)
    whole = pl.when(text.str.contains(_TO).fill_null(False)).then(value[end] / 100).otherwise(1 + part)
    percent = (whole + (-wide if lower else wide)).clip(lower_bound=0)
    step = {"near": 0.5, "far": 0.75}[band] * pl.lit(10.0).pow(
        -text.str.extract(r"\d[.,](\d+)", 1).str.len_bytes().fill_null(0).cast(pl.Int32)
    )
    more = pl.when(text.str.contains(_MORE).fill_null(False)).then(1).otherwise(0)
    factor = {"low": value["low"] - step, "high": value["high"] + step + more}
    times = pl.when(down).then(1 / factor["high" if lower else "low"]).otherwise(factor[end])
    return pl.when(pl.col("s_unit") == "percent").then(percent).otherwise(times)
