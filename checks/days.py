"""Dates as day numbers, and stated lengths of time in days: what the rules on time have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from checks.lazy import pl

if TYPE_CHECKING:
    from polars import Expr

DAYS: Final = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.436875, "year": 365.2425, "decade": 3652.425}
"""Length of each unit of the measure `duration`; months and years on average."""

STRAY: Final = {"month": 2.5, "year": 1.0, "decade": 1.0}
"""By how many days a run of calendar months or years strays from that average."""

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
MONTH: Final = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTH_WORD = rf"(?:{'|'.join(MONTHS)})[a-z]*\.?"
_PRINTED = (
    rf"(?i)\b(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH_WORD},? \d{{4}}|{_MONTH_WORD} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
    rf"{_MONTH_WORD},? \d{{4}}|\d{{4}}-\d\d-\d\d)\b"
)
_DOWNWARD = ("earliest", "end_earliest")


def day(bound: str, band: str = "near", prefix: str = "") -> Expr:
    """A date bound of `figures` as a day number; in the far band a qualified date (`~ ? %`) gives way by its slack."""
    number = pl.col(prefix + bound).cast(pl.Int32).cast(pl.Float64)
    if band == "near":
        return number
    slack = pl.col(f"{prefix}slack").fill_null(0)
    return number - slack if bound in _DOWNWARD else number + slack


def of_unit(unit: str, facts: dict[str, float], default: float | None = None) -> Expr:
    """What `facts` says of the unit in column `unit`."""
    return pl.col(unit).replace_strict(facts, default=default, return_dtype=pl.Float64)


def exact_day(prefix: str = "") -> Expr:
    """Whether a date is one day, or lasts from one day to another, without a qualifier."""
    whole = pl.col(f"{prefix}lasts") | (pl.col(f"{prefix}earliest") == pl.col(f"{prefix}latest"))
    return ((pl.col(f"{prefix}precision") == "day") & (pl.col(f"{prefix}slack") == 0) & whole).fill_null(False)


def from_phrase() -> Expr:
    """Whether the date of an operand (`o_`) was computed from the very words of the subject (`s_`): then it proves nothing of them."""
    phrase, date = pl.col("s_value_text").str.to_lowercase(), pl.col("o_value_text").str.to_lowercase()
    same = phrase.str.contains(date, literal=True) | date.str.contains(phrase, literal=True)
    here = pl.col("s_document_id") == pl.col("o_document_id")
    return (pl.col("o_date_basis") == "relative").fill_null(False) & here & same.fill_null(True)


def least_certain(column: str = "basis") -> Expr:
    """Basis of a group: inferred as soon as one of its rows is."""
    return pl.when((pl.col(column) == "inferred").any()).then(pl.lit("inferred"))


def from_to(low: Expr, high: Expr) -> Expr:
    """`3` or `3 to 5`: a range of numbers as people write it."""
    first, last = (end.round(2).cast(pl.String).str.replace(r"\.0$", "") for end in (low, high))
    return pl.when(first == last).then(first).otherwise(pl.concat_str(first, pl.lit(" to "), last))


def days_apart(least: Expr, most: Expr) -> Expr:
    """`3 days later`, `2 to 4 days earlier`: how far a second date lies from a first one."""
    noun = pl.when(pl.max_horizontal(least.abs(), most.abs()) == 1).then(pl.lit(" day ")).otherwise(pl.lit(" days "))
    later, earlier = (
        pl.concat_str(from_to(least, most), noun, pl.lit("later")),
        pl.concat_str(from_to(-most, -least), noun, pl.lit("earlier")),
    )
    between = pl.format("from {} days earlier to {} days later", from_to(-least, -least), from_to(most, most))
    return pl.when(least >= 0).then(later).when(most <= 0).then(earlier).otherwise(between)


def direction() -> Expr:
    """Where the words of a duration (`s_`) count to: 1 later, -1 earlier, 0 when they do not say."""
    text, quote = pl.col("s_value_text").str.to_lowercase(), pl.col("s_quote").str.to_lowercase()
    behind = quote.str.split(text).list.get(1, null_on_oob=True).str.extract(r"^((?:\W+\w+){1,2})", 1).fill_null("")
    words = pl.concat_str(text.fill_null(""), pl.lit(" "), behind)
    back = words.str.contains(r"\b(before|earlier|ago|prior|previous|previously|preceding)\b")
    forth = words.str.contains(r"\b(after|later|following|next|afterwards|since)\b")
    return forth.cast(pl.Int8) - back.cast(pl.Int8)


def printed(text: Expr, *, last: bool) -> Expr:
    """The dates that a text prints with month and year (List[Date]): of a bare month its last day, or its first."""
    date, none = pl.element(), pl.lit(None, pl.String)
    month = date.str.extract(rf"(?i)\b({'|'.join(MONTHS)})", 1).str.to_titlecase()
    number = date.str.extract(r"(?i)\b(\d{1,2})(?:st|nd|rd|th)?\b", 1)
    spelled = pl.format("{} {} {}", number.fill_null("1"), month, date.str.extract(r"(\d{4})", 1)).str.to_date("%d %b %Y", strict=False)
    whole = pl.when(number.is_null()).then(spelled.dt.month_end()).otherwise(spelled) if last else spelled
    iso = pl.when(month.is_null()).then(date).otherwise(none).str.to_date("%Y-%m-%d", strict=False)
    return text.str.extract_all(_PRINTED).list.eval(pl.coalesce(iso, whole))
