"""Probable slips: the one mistake of a hand that would explain a figure or a date which does not fit.

Those who copy figures exchange neighbouring digits, lose or add a zero, hit one wrong key, take the figure of the next column, shift the
point, or write last year's number in January (the single-digit and transposition errors of Verhoeff, Error Detecting Decimal Codes, 1969).
A slip is named only where it leads to one figure or a narrow range: elsewhere something would always fit.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date

_NARROW = 0.03
_LONG = 4
"""In a number with fewer digits, one digit that differs is no slip but another number."""
_SMALL = 2
"""Ones and twos are everywhere."""
_DAYS = 31


def slip(given: float, low: float, high: float, neighbours: Mapping[str, float] | None = None) -> str | None:
    """What may have become of a figure that should lie between `low` and `high`, in words; None when no single slip explains it.

    `neighbours` are other figures of the same account, by what they count.
    """
    if not all(map(math.isfinite, (given, low, high))) or low <= given <= high or given <= 0 or not _narrow(low, high):
        return None
    for meant, how in _slips(_text(given)):
        if low - 1e-9 <= float(meant) <= high + 1e-9:
            return f"{_shown(given)} is {_shown(float(meant))} {how}"
    return _wrong_digit(given, low, high) or _wrong_column(given, low, high, neighbours or {})


def _narrow(low: float, high: float) -> bool:
    """Whether a range is one figure or little more."""
    return high - low <= max(_NARROW * abs(high), 0.02) or math.floor(high) - math.ceil(low) <= 1


def _wrong_column(given: float, low: float, high: float, neighbours: Mapping[str, float]) -> str | None:
    for name, value in neighbours.items():
        if value == given and given > _SMALL:
            return f"{_shown(given)} is the figure for {name}, the neighbouring column"
        if low <= value <= high and value > _SMALL:
            return f"the figure for {name}, the neighbouring column, is {_shown(value)}"
    return None


def date_slip(given: date, low: date, high: date) -> str | None:
    """The same of a date: a year or a month off by one, day and month exchanged, the digits of the day exchanged."""
    if low <= given <= high or not 0 <= (high - low).days <= _DAYS:
        return None
    for meant, how in _date_slips(given):
        if low <= meant <= high:
            return f"{given} is {meant} with {how}"
    return None


def _text(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else f"{value:.6f}".rstrip("0")


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


def _slips(text: str) -> Iterator[tuple[str, str]]:
    """What a number may have been, before a single slip."""
    for at in range(len(text) - 1):
        first, second = text[at], text[at + 1]
        if first != second and "." not in (first, second) and not (at == 0 and second == "0" and "." not in text):
            yield text[:at] + second + first + text[at + 2 :], "with two digits exchanged"
    whole = text.partition(".")[0]
    if whole != "0":
        for at in range(1, len(whole) + 1):
            yield text[:at] + "0" + text[at:], "with a zero lost"
        for at in range(1, len(whole)):
            if text[at] == "0":
                yield text[:at] + text[at + 1 :], "with a zero added"
    if "." in text:
        yield repr(float(text) * 10), "with the point shifted"
    yield repr(float(text) / 10), "with the point shifted"


def _wrong_digit(given: float, low: float, high: float) -> str | None:
    """The nearest whole number of the range, when just one digit of a long number differs."""
    meant, text = math.ceil(low - 1e-9), _text(given)
    other = str(meant)
    if meant > high + 1e-9 or "." in text or len(text) != len(other) or len(text) < _LONG:
        return None
    one = sum(a != b for a, b in zip(text, other, strict=True)) == 1
    return f"{_shown(given)} is {meant:,} with one digit wrong" if one else None


def _date_slips(given: date) -> Iterator[tuple[date, str]]:
    swapped = int(f"{given.day:02}"[::-1])
    tries = [
        (given.year - 1, given.month, given.day, "the year one too late"),
        (given.year + 1, given.month, given.day, "the year one too early"),
        (given.year, given.month - 1, given.day, "the month one too late"),
        (given.year, given.month + 1, given.day, "the month one too early"),
        (given.year, given.day, given.month, "day and month exchanged"),
        (given.year, given.month, swapped, "the digits of the day exchanged"),
    ]
    for year, month, day, how in tries:
        try:
            meant = date(year, month, day)
        except ValueError:
            continue
        if meant != given:
            yield meant, how
