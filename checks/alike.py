"""Which figures of one document, in one voice, state the same quantity, and how surely their words say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl

if TYPE_CHECKING:
    from polars import Expr

OTHER = (
    r"(?i)\b(another|further|additional|others?|remaining|rest|each|every|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"last|next|before|after|later|earlier|ago|within|since|following|past)\b|\bmore\b|^one of\b|\d(st|nd|rd|th)\b"
)
_INTERIM = (
    r"(?i)\b(initial(ly)?|at first|first reports?|originally|preliminary|provisional(ly)?|early reports?|so far|until now|"
    r"earlier (toll|figure|count|estimate|report)s?|"
    r"by (early |late |mid-?)?(noon|midday|morning|afternoon|evening|nightfall|night|midnight|dawn)|"
    r"still (missing|unaccounted|trapped|held|displaced|in)|remain(s|ed)? (missing|unaccounted|trapped|displaced))\b"
)
_FORECAST = r"(?i)\b(expected|forecasts?|projected|projections?|predicted|predicts?|budgeted|pledged|promised|planned)\b"
_REVISED = (
    r"(?i)\b(rose|risen|rises|rising|climb|grown?|grew|revis|updat|rais|lower|correct|now stands|has since|have since|later put|later said)"
)
_ONE = r"(?i)\b(one|1|single|only|sole)\b"


def shared(*columns: str) -> Expr:
    """Whether another row has the same in these columns: what stands alone is dropped before it is grouped."""
    return pl.struct(*columns).hash().is_duplicated()


def placed() -> Expr:
    """Figures of which more than the measure is known."""
    where = pl.all_horizontal(pl.col(name).is_not_null() for name in ("place_at", "earliest", "latest"))
    return (
        (pl.col("kind") == "number")
        & pl.col("low_near").is_not_null()
        & ~pl.col("measure").is_in(["recurrence", "change"])
        & ~pl.col("modality").is_in(["denied", "planned"]).fill_null(False)
        & (pl.col("event_id").is_not_null() | where)
        & ((pl.col("measure") != "share") | (pl.col("population") != ""))
    )


def comparable() -> Expr:
    """Measures of which one event has one value: a length that goes on, a distance and a stock of some day within have several, and
    so have sums of money (price and fine of one deal) that no series holds together."""
    some_day = pl.col("date").is_not_null() & ~pl.col("lasts") & (pl.col("earliest") < pl.col("latest"))
    stock = (pl.col("measure") == "fighters") & some_day.fill_null(False)
    sums = (pl.col("measure") == "money") & pl.col("series").is_null()
    return ~pl.col("measure").is_in(["distance", "duration", "share"]) & ~stock & ~sums


def interim() -> Expr:
    """Whether the words give a figure as one of an hour, of the first reports, or of a forecast: later ones do not contradict it."""
    return pl.col("quote").str.contains(_INTERIM).fill_null(False) | pl.col("quote").str.contains(_FORECAST).fill_null(False)


def revised() -> Expr:
    """Whether the words say that the figure has replaced another one ("the toll rose to 18")."""
    return pl.col("quote").str.contains(_REVISED).fill_null(False)


def whole() -> Expr:
    """Whether the words name the quantity itself, not a further, an ordered or a single one of it."""
    words = pl.col("value_text").fill_null("").str.replace_all(r"(?i)more than|one or more|no more", "")
    singular = (pl.col("best") == 1).fill_null(False) & ~words.str.contains(_ONE)
    return (pl.col("measure") == "share") | ~(words.str.contains(OTHER) | singular)


def sure(campaign_days: int) -> Expr:
    """Whether the words hold a figure to its event: not our inference, not a campaign's dates, not hearsay."""
    days = (pl.col("latest") - pl.col("earliest")).dt.total_days()
    campaign = (pl.col("date").is_null() & (days > campaign_days)).fill_null(False)
    stated = pl.col("event_id").is_not_null() & (pl.col("event_basis").fill_null("stated") == "stated")
    return stated & ~campaign & pl.col("modality").fill_null("asserted").is_in(["asserted", "estimated"])
