"""How a document may write a date, as patterns of its lower case text; the columns `year`, `month`, `day` hold the digits."""

from __future__ import annotations

from calendar import month_name
from typing import TYPE_CHECKING

from checks.lazy import pl

if TYPE_CHECKING:
    from polars import Expr

_SEASONS = {"21": "spring", "22": "summer", "23": "autumn|fall", "24": "winter"}
NAMES = {f"{number:02}": month_name[number] for number in range(1, 13)} | _SEASONS
_WORDS = {key: name.lower() if key in _SEASONS else f"{name.lower()}|{name[:3].lower()}" for key, name in NAMES.items()}
CUT = r"(?-u:\b)(?:(jan|feb|mar|apr|jun|jul|aug|oct|nov|dec)\.|(sep)t?(?-u:\b)\.?)"
"""A month cut short with its stop, whose letters are `$1$2`: "Oct. 3", "Sept. 9"."""
_NEAR = r"[^.;:]{0,24}?"
"""What may stand between a day and its month: "19 and 27 February", "the 3rd of June"."""


def named() -> tuple[Expr, Expr]:
    """A pattern of the day beside its month, or of the month or season where there is no day; and one of the month alone."""
    month = pl.format(r"(?-u:\b)(?:{})(?-u:\b)", pl.col("month").replace_strict(_WORDS, default=None))
    day = pl.format(r"(?-u:\b)0?{}(?:st|nd|rd|th)?(?-u:\b)", pl.col("day").str.strip_chars_start("0"))
    return pl.coalesce(pl.format("{}{}{}|{}{}{}", day, pl.lit(_NEAR), month, month, pl.lit(_NEAR), day), month), month


def ordinal() -> Expr:
    """A pattern of the day without its month: "on the 3rd", "by the evening of the 19th"."""
    before = pl.lit(r"(?-u:\b)(?:on|by|until|since|from|(?:morning|evening|night|day) of) the ")
    return pl.format(r"{}{}(?:st|nd|rd|th)(?-u:\b)", before, pl.col("day").str.strip_chars_start("0"))


def in_figures() -> Expr:
    """A pattern of the date in figures: day first, month first, or the year."""
    day, month = (pl.col(name).str.strip_chars_start("0") for name in ("day", "month"))
    either = pl.format(r"\b0?{}[./-]0?{}[./-]|\b0?{}[./-]0?{}[./-]|\b{}[./-]0?{}[./-]0?{}\b", day, month, month, day, "year", month, day)
    return pl.coalesce(either, pl.lit(r"\z\b"))


def years() -> Expr:
    """A pattern of the year, in full, as the end of 2015-16, or in its decade."""
    year = pl.col("year")
    return pl.format(r"{}|(?:19|20)[0-9][0-9][-–/]{}\b|['’]{}\b|{}0s", year, year.str.slice(-2), year.str.slice(-2), year.str.slice(0, 3))
