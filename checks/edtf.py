"""EDTF dates as bounds, in Polars expressions.

Covers ISO 8601-2:2019 (Extended Date/Time Format) level 0, the qualifiers `~ ? %`, unspecified digits `X`, seasons 21-24,
intervals `a/b` with open ends, and the set `[a..b]`. `a/b` lasts through; a coarser date or `[a..b]` is some day within.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_PART = r"^(\d{2}[0-9X]X|\d{4}|\dXXX|XXXX)(?:-(\d{2}|\dX|XX|X\d)(?:-(\d{2}|\dX|XX|X\d))?)?([~?%])?$"
_SLACK = {"day": 3, "month": 31, "season": 92, "year": 366}
DATE_BOUNDS = ("earliest", "latest", "start_latest", "end_earliest", "slack", "lasts", "precision", "valid")


def date_bounds(dates: LazyFrame, column: str = "date") -> LazyFrame:
    """Bounds of every distinct EDTF string in `column`.

    Returns one row a distinct value: `column` (String), `earliest`, `latest` (Date, null when open or unknown), `start_latest`,
    `end_earliest` (Date: latest possible start, earliest possible end), `slack` (Int32, days that a `~`, `?` or `%` adds in the
    far band), `lasts` (Boolean: through the whole, not some day within), `precision` (day, month, season or year, the
    coarser end), `valid` (Boolean).
    """
    value = pl.col(column)
    split = dates.select(value).drop_nulls().unique().with_columns(
        _lasts=value.str.contains("/", literal=True),
        _set=value.str.contains(r"^\[.*\.\..*\]$"),
        _inner=value.str.strip_chars("[]"),
    ).with_columns(
        _two=pl.when(pl.col("_lasts")).then(value.str.splitn("/", 2)).when(pl.col("_set")).then(_ends("_inner")).otherwise(_twice("_inner"))
    )  # fmt: skip
    ends = split.with_columns(_a=pl.col("_two").struct.field("field_0"), _b=pl.col("_two").struct.field("field_1"))
    first, last = _part("_a"), _part("_b")
    whole = ~pl.col("_lasts")
    bounds = ends.with_columns(
        earliest=first["earliest"], latest=last["latest"], _a_latest=first["latest"], _b_earliest=last["earliest"],
        _a_ok=first["valid"], _b_ok=last["valid"], slack=pl.max_horizontal(first["slack"], last["slack"]),
        precision=_coarser(first["precision"], last["precision"]), lasts=pl.col("_lasts"),
    )  # fmt: skip
    typed = bounds.select(
        column, "earliest", "latest",
        start_latest=pl.when(whole).then("latest").otherwise("_a_latest"),
        end_earliest=pl.when(whole).then("earliest").otherwise("_b_earliest"),
        slack=pl.col("slack").cast(pl.Int32), lasts="lasts", precision="precision",
        valid=pl.col("_a_ok") & pl.col("_b_ok") & ~(pl.col("_set") & pl.col("_lasts"))
        & ((value == pl.col("_inner")) | pl.col("_set"))
        & ~(pl.col("_a").is_in(["", ".."]) & pl.col("_b").is_in(["", ".."])),
    )  # fmt: skip
    known = ("earliest", "latest", "start_latest", "end_earliest")
    return typed.with_columns(pl.when("valid").then(pl.col(name)).alias(name) for name in known)


def _ends(column: str) -> Expr:
    """`a..b` as a struct of two strings."""
    return pl.col(column).str.replace("..", "\x1f", literal=True).str.splitn("\x1f", 2)


def _twice(column: str) -> Expr:
    return pl.struct(pl.col(column).alias("field_0"), pl.col(column).alias("field_1"))


def _coarser(a: Expr, b: Expr) -> Expr:
    order = ["day", "month", "season", "year"]
    rank = {name: i for i, name in enumerate(order)}
    worst = pl.max_horizontal(*(p.replace_strict(rank, default=None, return_dtype=pl.Int32) for p in (a, b)))
    return worst.replace_strict({i: name for name, i in rank.items()}, default=None, return_dtype=pl.String)


def _part(column: str) -> dict[str, Expr]:
    """Bounds of one end of an interval."""
    text = pl.col(column)
    open_end = text.is_in(["", ".."])
    year, month, day = (text.str.extract(_PART, i) for i in (1, 2, 3))
    qualifier = text.str.extract(_PART, 4)
    unknown = year == "XXXX"
    year_low, year_high = _digits(year, "0").clip(1), _digits(year, "9")
    season = _digits(month, "0").is_between(21, 24)
    month_low = pl.when(season).then((_digits(month, "0") - 20) * 3).otherwise(_digits(month, "0").clip(1, 12))
    month_high = pl.when(season).then((_digits(month, "0") - 20) * 3).otherwise(_digits(month, "9").clip(1, 12))
    month_low, month_high = month_low.fill_null(1), month_high.fill_null(12)
    lowest = pl.date(year_low, month_low, 1)
    season_end = pl.date(year_high, month_high, 1).dt.offset_by("2mo").dt.month_end()
    month_end = pl.date(year_high, month_high, 1).dt.month_end()
    earliest = lowest + pl.duration(days=_digits(day, "0").clip(1, 31).fill_null(1) - 1)
    last_day = pl.min_horizontal(_digits(day, "9").fill_null(31).cast(pl.Int32), month_end.dt.day().cast(pl.Int32))
    latest = pl.when(season).then(season_end).otherwise(pl.date(year_high, month_high, 1) + pl.duration(days=last_day - 1))
    precision = (
        pl.when(day.is_not_null() & ~day.str.contains("X", literal=True)).then(pl.lit("day"))
        .when(season).then(pl.lit("season"))
        .when(month.is_not_null() & ~month.str.contains("X", literal=True)).then(pl.lit("month"))
        .when(year.is_not_null()).then(pl.lit("year"))
    )  # fmt: skip
    slack = pl.when(qualifier.is_not_null()).then(precision.replace_strict(_SLACK, default=0, return_dtype=pl.Int32)).otherwise(0)
    return {
        "earliest": pl.when(~unknown).then(earliest),
        "latest": pl.when(~unknown).then(latest),
        "slack": slack,
        "precision": precision,
        "valid": open_end | (year.is_not_null() & _exists(year, month, day, season)),
    }


def _digits(text: Expr, x: str) -> Expr:
    return text.str.replace_all("X", x, literal=True).cast(pl.Int32, strict=False)


def _exists(year: Expr, month: Expr, day: Expr, season: Expr) -> Expr:
    """Whether the month and the day are on the calendar; a day with an unknown year may be 29 February."""
    month_low, day_low = _digits(month, "0"), _digits(day, "0")
    month_ok = month.is_null() | season | ((month_low <= 12) & (_digits(month, "9") >= 1) & (month != "00"))
    leap = pl.when(year.str.contains("X", literal=True)).then(pl.lit("2000")).otherwise(year)
    length = pl.date(_digits(leap, "0"), month_low.clip(1, 12), 1).dt.month_end().dt.day()
    day_ok = day.is_null() | (
        ~season & (day != "00") & (pl.when(month.str.contains("X", literal=True)).then(31).otherwise(length) >= day_low)
    )
    return month_ok.fill_null(False) & day_ok.fill_null(False) & (year != "0000")
