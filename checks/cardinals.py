"""English cardinals and ordinals in words, with digits where scale words follow them: `two hundred and five`, `4 thousand 3 hundred`.

Also the words, digits and tokens that every reader of numbers shares.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from checks.config import packaged


def role(name: str) -> dict[str, float]:
    """The words of a role in the table of numerals, with their values."""
    return {row["word"]: float(row["value"] or 0) for row in packaged("numerals.csv") if row["role"] == name}


UNITS, TENS, SCALES, ORDINALS = role("unit"), role("tens"), role("scale"), role("ordinal")
COUNTED = SCALES | {f"{name}s": value for name, value in SCALES.items()}
"""Scale words after a count, where `three dozens` is as good as `three dozen`."""
DASHES = "-\u2010\u2011\u2012\u2013\u2014"
NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_BARE = {value: name for name, value in reversed([*UNITS.items(), *TENS.items(), *SCALES.items()])}
_CARDINAL = {name: _BARE[value] for name, value in ORDINALS.items() if value in _BARE}
_LONGEST = 24


class Token(NamedTuple):
    """One word, number or sign of an expression."""

    text: str
    start: int
    end: int


class Cardinal(NamedTuple):
    """A value and the token after it. `scale`: its last scale word; `left`: what stands before its last `and`, `joined`: after it."""

    value: float
    next: int
    scale: float = 1
    left: float = 0
    joined: float = 0


def word(tokens: list[Token], at: int) -> str:
    """The token at an index, empty beyond the end."""
    return tokens[at].text if at < len(tokens) else ""


def past_dash(tokens: list[Token], at: int) -> int:
    """The token after a dash, if one stands here."""
    return at + 1 if at + 1 < len(tokens) and tokens[at].text in DASHES else at


def number(text: str) -> float | None:
    """The value of digits with their separators; None for what is grouped wrongly."""
    return float(text.replace(",", "")) if NUMBER.fullmatch(text) else None


_SHORT = role("spaced")


def scales(tokens: list[Token], at: int) -> tuple[float, int]:
    """The product of the scale words that follow a count, 1 without any, and the token after them; short ones (`10 bn`) after digits."""
    short = _SHORT.get(word(tokens, at)) if at and tokens[at - 1].text[:1].isdigit() else None
    product, stop = (short, at + 1) if short else (1.0, at)
    while factor := COUNTED.get(word(tokens, past_dash(tokens, stop))):
        product, stop = product * factor, past_dash(tokens, stop) + 1
    return product, stop


def cardinal(tokens: list[Token], at: int) -> Cardinal | None:
    """The longest cardinal in words that begins at a token: groups below a thousand, each with its scale word, in falling order."""
    first = at + (word(tokens, at) in ("a", "an"))
    if word(tokens, first) == "score":
        return Cardinal(20.0, first + 1, 20.0) if first > at else None
    if first > at and word(tokens, first) not in SCALES:
        return None
    return summed(tokens, Cardinal(0.0, first), float("inf"))


def summed(tokens: list[Token], found: Cardinal, limit: float) -> Cardinal | None:
    """A number with the groups that follow it, each below the limit; None when none follows."""
    first = found.next
    while group := _next(tokens, found, limit):
        factor, stop = scales(tokens, group.next)
        if (factor if factor > 1 else group.value) >= limit:
            break
        value, right = group.value * factor, group.joined * factor
        right += found.joined if found.joined and not right else 0
        found = Cardinal(found.value + value, stop, factor if factor > 1 else found.scale, found.value + value - right, right)
        if factor == 1:
            break
        limit = factor
    return found if found.next > first else None


def _next(tokens: list[Token], found: Cardinal, limit: float) -> Cardinal | None:
    """The next group below a thousand."""
    if not found.value:
        return _group(tokens, found.next)
    step = past_dash(tokens, found.next)
    joined = word(tokens, step) == "and"
    start = past_dash(tokens, step + 1) if joined else step
    group = _group(tokens, start) or _digits(tokens, start, joined, limit)
    return group and group._replace(joined=group.value if joined else group.joined)


def _digits(tokens: list[Token], at: int, joined: bool, limit: float) -> Cardinal | None:
    """Digits within a number in words: `3 hundred and 21`, `4 thousand 3 hundred`; not `two million and 300`."""
    value = number(word(tokens, at)) if word(tokens, at).isdigit() else None
    if value is None or (scales(tokens, at + 1)[0] == 1 and not (joined and limit == 100 and value)):
        return None
    return Cardinal(value, at + 1)


def _group(tokens: list[Token], at: int) -> Cardinal | None:
    """A number below a thousand; a bare scale word counts one."""
    found = _below_hundred(tokens, at)
    count, stop = found or (1.0, at)
    step = past_dash(tokens, stop) if found else at
    if word(tokens, step) != "hundred":
        return Cardinal(*found) if found else Cardinal(1.0, at) if word(tokens, at) in SCALES else None
    after = past_dash(tokens, step + 1)
    joined = word(tokens, after) == "and"
    rest = _below_hundred(tokens, past_dash(tokens, after + 1) if joined else after)
    if rest and word(tokens, past_dash(tokens, rest[1])) == "hundred":  # "between one hundred and two hundred"
        rest = None
    return Cardinal(count * 100 + rest[0], rest[1], joined=rest[0] * joined) if rest else Cardinal(count * 100, step + 1)


def _below_hundred(tokens: list[Token], at: int) -> tuple[float, int] | None:
    tens = TENS.get(word(tokens, at))
    if tens is None:
        unit = UNITS.get(word(tokens, at))
        return None if unit is None else (unit, at + 1)
    step = past_dash(tokens, at + 1)
    unit = UNITS.get(word(tokens, step), 0)
    return (tens + unit, step + 1) if 0 < unit < 10 else (tens, at + 1)


def ordinal(tokens: list[Token], at: int) -> tuple[float, int] | None:
    """The value of an ordinal in words, and the token after it: `third`, `twenty-first`, `one hundred and fifth`, `two hundredth`."""
    for end in range(at, min(at + _LONGEST, len(tokens))):
        text = tokens[end].text
        if text in ORDINALS:
            if end == at:
                return ORDINALS[text], at + 1
            known = [*tokens[at:end], tokens[end]._replace(text=_CARDINAL.get(text, ""))]
            found = cardinal(known, 0)
            return (found.value, end + 1) if found and found.next == len(known) and found.value > 1 else None
        if not (text in UNITS or text in TENS or text in SCALES or text in DASHES or (end > at and text == "and")):
            break
    return None


def _spelled_days() -> dict[str, str]:
    ones = {name: day for name, day in ORDINALS.items() if day < 10}
    joined = {f"{ten}-{name}": tens + day for ten, tens in (("twenty", 20), ("thirty", 30)) for name, day in ones.items()}
    return {name: f"{day:02.0f}" for name, day in (ORDINALS | joined).items() if day <= 31}


SPELLED_DAYS = _spelled_days()
"""Days of a month in words, as two digits: `twenty-first` is `21`."""
