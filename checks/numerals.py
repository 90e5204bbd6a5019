"""What one amount is: how it is read from a list of tokens.

An amount is what stands between the hedges: `16,000`, `1.2 million`, `two hundred and five`, `3 2/3`, `a third`, `four in ten`, `half a
dozen`, `several dozen`, `twenty-first`. `amount` reads the longest one that begins at a token.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from checks.cardinals import COUNTED, ORDINALS, SCALES, TENS, UNITS, Cardinal, Token, cardinal, number, ordinal, role, scales, summed, word
from checks.parts import MARKS, PARTS, part, with_part

Kind = Literal["number", "fraction", "percent", "ordinal", "money", "vague", "year"]
TIMES, SUFFIXES = role("times"), role("suffix")
VAGUE, FEW = frozenset(role("vague")), frozenset(role("few"))
WORDS = frozenset({*UNITS, *TENS, *SCALES, *COUNTED, *ORDINALS, *PARTS, *TIMES, *VAGUE, *FEW})
SPACED = frozenset(role("spaced"))
"""Scale words that are short for others and stand after digits only: `10 bn`."""
SIGNS = ("$", "£", "€")
_DIGITS = re.compile(r"([0-9](?:[0-9,.]*[0-9])?)(e[-+]?[0-9]{1,2}|[a-zBMT]*)")
_PARTS_END = re.compile(r"(?<=[0-9])(?:ths?|rds?|nds?)$")
RATIO_ENDS = tuple(role("ends-ratio"))
"""What is counted in `two in five days`: no share."""
_EACH = frozenset(f"{name}{end}" for name in RATIO_ENDS for end in ("", "s"))
_ROUND = frozenset((*range(2, 11), 12, 15, 16, 20, 25, 30, 40, 50, 60, 100, 1000, 10_000, 100_000, 1_000_000))


@dataclass(frozen=True, slots=True)
class Amount:
    """A value and the token after it. `scale`: what a scale word multiplied; `also`: other values that the words may mean."""

    value: float
    kind: Kind
    next: int
    scale: float = 1
    also: tuple[float, ...] = ()


def amount(tokens: list[Token], at: int) -> Amount | None:
    """The amount that begins at a token, or None."""
    currency = word(tokens, at) in SIGNS
    first = at + currency
    found = _digits(tokens, first, currency) or _vague(tokens, first) or _part(tokens, first) or _words(tokens, first)
    if found and currency:
        return replace(found, kind="money")
    return found and (_ratio(tokens, found) or found)


def is_year(text: str, value: float) -> bool:
    """Whether digits that stand alone may be a year of our time."""
    return len(text) == 4 and text.isdigit() and 1900 <= value < 2100


def _digits(tokens: list[Token], at: int, currency: bool) -> Amount | None:
    match = _DIGITS.fullmatch(word(tokens, at))
    if not match or (value := number(match[1])) is None:
        return _mark(0.0, tokens, at)
    if match[2].startswith("e") and match[2][1:].lstrip("+-").isdecimal():
        return Amount(float(match[1].replace(",", "") + match[2]), "number", at + 1)
    if suffix := match[2]:
        return _suffixed(value, suffix, at + 1, currency)
    found = _slashed(value, tokens, at) if match[1].isdigit() else None
    if found := found or _spaced(tokens, at, match[1]) or _mark(value, tokens, at + 1) or _point(tokens, Cardinal(value, at + 1)):
        return found
    return _scaled(value, tokens, at + 1, "year" if is_year(match[1], value) else "number")


def _suffixed(value: float, suffix: str, stop: int, currency: bool) -> Amount | None:
    """`21st`, `$5m`, `16k`, `10M`, `5million`; `2km` is a plain 2, `1990s` no number."""
    if suffix in ("st", "nd", "rd", "th"):
        return Amount(value, "ordinal", stop)
    scale = SUFFIXES.get(suffix) or SCALES.get(suffix) or (SUFFIXES.get(f"${suffix.lower()}", 1.0) if currency else 1.0)
    return None if suffix == "s" else Amount(value * scale, "number", stop, scale)


def _slashed(value: float, tokens: list[Token], at: int) -> Amount | None:
    """`2/3`, `1/6th`, `3 2/3`, `3-1/2`."""
    after = [_PARTS_END.sub("", word(tokens, at + step)) for step in range(1, 5)]
    if after[0] == "/" and after[1].isdigit() and float(after[1]):
        return Amount(value / float(after[1]), "fraction", at + 3)
    if after[1] == "/" and after[0].isdigit() and after[2].isdigit() and float(after[2]):
        return Amount(value + float(after[0]) / float(after[2]), "number", at + 4)
    return None


def _spaced(tokens: list[Token], at: int, head: str) -> Amount | None:
    """Thousands set off by blanks: `40 000`, `1 234 567.89`."""
    stop = at + 1
    while re.fullmatch(r"[0-9]{3}(?:\.[0-9]+)?", word(tokens, stop)) and tokens[stop].start == tokens[stop - 1].end + 1:
        stop += 1
        if not word(tokens, stop - 1).isdigit():
            break
    if stop == at + 1 or not re.fullmatch("[0-9]{1,3}", head):
        return None
    digits = "".join(token.text for token in tokens[at:stop])
    return Amount(float(digits), "number", stop, also=(float(head),))


def _mark(value: float, tokens: list[Token], at: int) -> Amount | None:
    mark = MARKS.get(word(tokens, at))
    return None if mark is None else Amount(value + mark, "number" if value else "fraction", at + 1)


def _scaled(value: float, tokens: list[Token], at: int, kind: Kind) -> Amount:
    """Digits and the scale words after them, with what words add: `3 hundred and 21`, `3 million and a half`."""
    scale, stop = scales(tokens, at)
    if scale == 1:
        return _amount(with_part(tokens, Cardinal(value, at)), kind)
    head = Cardinal(value * scale, stop, scale)
    return _amount(with_part(tokens, summed(tokens, head, scale) or head))


def _amount(found: Cardinal, kind: Kind = "number") -> Amount:
    return Amount(found.value, kind if found.value.is_integer() else "number", found.next, found.scale)


def _point(tokens: list[Token], whole: Cardinal) -> Amount | None:
    """Decimals in words: `two point five million`, `nine point nought four`."""
    if word(tokens, whole.next) != "point" or not whole.value.is_integer():
        return None
    at, digits = whole.next + 1, ""
    while (text := word(tokens, at)) in UNITS or text.isdigit() or (text in TENS and not digits):
        found = cardinal(tokens, at)
        value, stop = (found.value, found.next) if found and text in TENS else (UNITS.get(text, 0.0), at + 1)
        digits, at = digits + (text if text.isdigit() else f"{value:.0f}"), stop
        if len(digits) > 1 and value >= 10:
            break
    scale, stop = scales(tokens, at)
    if not digits or (whole.value == 1 and scale == 1):  # "at one point five men"
        return None
    return Amount(float(f"{whole.value:.0f}.{digits[:15]}") * scale, "number", stop, scale)


def _vague(tokens: list[Token], at: int) -> Amount | None:
    """`dozens`, `tens of thousands`, `several dozen`, `a few hundred`, `a couple of thousand`."""
    first = at + (word(tokens, at) == "a")
    head = word(tokens, first)
    if head in VAGUE and first == at:
        stop = first + 1
        while word(tokens, stop) == "of" and word(tokens, stop + 1) in VAGUE:
            stop += 2
        return Amount(0.0, "vague", stop)
    if head not in FEW:
        return None
    stop = first + 1 + (word(tokens, first + 1) == "of")
    while word(tokens, stop) in COUNTED or word(tokens, stop) in VAGUE:
        stop += 1
    return Amount(0.0, "vague", stop if word(tokens, stop - 1) != "of" else stop - 1, also=(2.0,) if head == "couple" else ())


def _part(tokens: list[Token], at: int) -> Amount | None:
    """`a third`, `two-thirds`, `half`, `half a million`; `a third` may also be an ordinal."""
    if not (found := part(tokens, at)):
        return None
    kind: Kind = "number" if found.whole or found.scale > 1 else "fraction"
    return Amount(found.total, kind, found.next, found.scale, also=(found.ordinal,) if found.ordinal else ())


def _words(tokens: list[Token], at: int) -> Amount | None:
    """Cardinals and ordinals in words."""
    head = word(tokens, at)
    if head in TIMES:
        return Amount(TIMES[head], "number", at + 1)
    if (found := ordinal(tokens, at)) is not None:
        return Amount(found[0], "ordinal", found[1])
    count = cardinal(tokens, at)
    if count is None:
        return None
    read = _point(tokens, count) or _amount(with_part(tokens, count))
    return replace(read, scale=100) if read.scale == 1 and word(tokens, read.next - 1) == "hundred" else read


def _ratio(tokens: list[Token], count: Amount) -> Amount | None:
    """`four in ten`, `one out of every three`, `one over twenty`; not `two in five attacks`, `three in 2016`."""
    joint, at = word(tokens, count.next), count.next + 1
    if joint not in ("in", "out", "over") or count.kind != "number" or not count.value.is_integer() or count.scale > 1:
        return None
    at += joint == "out" and word(tokens, at) == "of"
    at += word(tokens, at) == "every"
    size = _digits(tokens, at, currency=False) or _words(tokens, at)
    if (
        size is None
        or size.kind != "number"
        or not size.value.is_integer()
        or size.value <= count.value
        or word(tokens, size.next) in _EACH
    ):
        return None
    if count.value > 1 and (joint == "over" or (joint == "in" and (count.value > 9 or size.value not in _ROUND))):
        return None
    return Amount(count.value / size.value, "fraction", size.next, also=(count.value, size.value))
