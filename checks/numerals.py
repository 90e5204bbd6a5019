"""The words and digits of English numbers: how one amount is read from a list of tokens.

An amount is what stands between the hedges: `16,000`, `1.2 million`, `two hundred and five`, `3 2/3`, `a third`, `half a dozen`, `several
dozen`, `twenty-first`. `amount` reads the longest one that begins at a token.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from checks.config import packaged

Kind = Literal["number", "fraction", "percent", "ordinal", "money", "vague", "year"]


def _role(name: str) -> dict[str, float]:
    return {row["word"]: float(row["value"] or 0) for row in packaged("numerals.csv") if row["role"] == name}


UNITS, TENS, SCALES, ORDINALS = _role("unit"), _role("tens"), _role("scale"), _role("ordinal")
PARTS, TIMES, MARKS, SUFFIXES = _role("part"), _role("times"), _role("mark"), _role("suffix")
VAGUE, FEW = frozenset(_role("vague")), frozenset(_role("few"))
WORDS = frozenset({*UNITS, *TENS, *SCALES, *ORDINALS, *PARTS, *TIMES, *VAGUE, *FEW})
DASHES = "-\u2010\u2011\u2012\u2013\u2014"
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_DIGITS = re.compile(r"([0-9](?:[0-9,.]*[0-9])?)([a-z]*)")


class Token(NamedTuple):
    """One word, number or sign of an expression."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Amount:
    """A value and the token after it. `scale`: what a scale word multiplied; `also`: other values that the words may mean."""

    value: float
    kind: Kind
    next: int
    scale: float = 1
    also: tuple[float, ...] = ()


def word(tokens: list[Token], at: int) -> str:
    """The token at an index, empty beyond the end."""
    return tokens[at].text if at < len(tokens) else ""


def amount(tokens: list[Token], at: int) -> Amount | None:
    """The amount that begins at a token, or None."""
    currency = word(tokens, at) in ("$", "£", "€")
    first = at + currency
    found = _digits(tokens, first, currency) or _vague(tokens, first) or _part(tokens, first) or _words(tokens, first)
    return replace(found, kind="money") if found and currency else found


def _digits(tokens: list[Token], at: int, currency: bool) -> Amount | None:
    match = _DIGITS.fullmatch(word(tokens, at))
    if not match or not _GROUPED.fullmatch(match[1]):
        return _mark(0.0, tokens, at)
    value = float(match[1].replace(",", ""))
    if suffix := match[2]:
        return _suffixed(value, suffix, at + 1, currency)
    found = _ratio(value, tokens, at) if match[1].isdigit() else None
    if found := found or _spaced(tokens, at, match[1]) or _mark(value, tokens, at + 1):
        return found
    year = match[1].isdigit() and len(match[1]) == 4 and 1900 <= value < 2100
    return _scaled(value, tokens, at + 1, "year" if year else "number")


def _suffixed(value: float, suffix: str, stop: int, currency: bool) -> Amount | None:
    """`21st`, `$5m`, `16k`; `2km` is a plain 2, `1990s` no number."""
    if suffix in ("st", "nd", "rd", "th"):
        return Amount(value, "ordinal", stop)
    scale = SUFFIXES.get(suffix) or (1e6 if currency and suffix == "m" else 1.0)
    return None if suffix == "s" else Amount(value * scale, "number", stop, scale)


def _ratio(value: float, tokens: list[Token], at: int) -> Amount | None:
    """`2/3`, `3 2/3`."""
    after = [word(tokens, at + step) for step in range(1, 5)]
    if after[0] == "/" and after[1].isdigit() and float(after[1]):
        return Amount(value / float(after[1]), "fraction", at + 3)
    if after[1] == "/" and after[0].isdigit() and after[2].isdigit() and float(after[2]):
        return Amount(value + float(after[0]) / float(after[2]), "number", at + 4)
    return None


def _spaced(tokens: list[Token], at: int, head: str) -> Amount | None:
    """Thousands set off by blanks: `40 000`."""
    stop = at + 1
    while re.fullmatch("[0-9]{3}", word(tokens, stop)) and tokens[stop].start == tokens[stop - 1].end + 1:
        stop += 1
    if stop == at + 1 or not re.fullmatch("[0-9]{1,3}", head):
        return None
    digits = "".join(token.text for token in tokens[at:stop])
    return Amount(float(digits), "number", stop, also=(float(head),))


def _mark(value: float, tokens: list[Token], at: int) -> Amount | None:
    mark = MARKS.get(word(tokens, at))
    return None if mark is None else Amount(value + mark, "number" if value else "fraction", at + 1)


def _scaled(value: float, tokens: list[Token], at: int, kind: Kind = "number") -> Amount:
    """A number and the scale words, dozen and `and a half` after it."""
    scale, stop = 1.0, at
    while factor := SCALES.get(word(tokens, _skip_dash(tokens, stop))):
        scale, stop, kind = scale * factor, _skip_dash(tokens, stop) + 1, "number"
    return _and_part(Amount(value * scale, kind, stop, scale), tokens)


def _and_part(found: Amount, tokens: list[Token]) -> Amount:
    """`two and a half`, `three-and-a-quarter million`."""
    words = [(i, tokens[i].text) for i in range(found.next, min(found.next + 6, len(tokens))) if tokens[i].text not in DASHES]
    if [text for _, text in words[:2]] == ["and", "a"] and len(words) > 2 and words[2][1] in ("half", "quarter", "third"):
        value = found.value + found.scale / PARTS[words[2][1]]
        stop = words[2][0] + 1
        factor = SCALES.get(word(tokens, stop), 1.0)
        return Amount(value * factor, "number", stop + (factor > 1), found.scale * factor)
    return found


def _skip_dash(tokens: list[Token], at: int) -> int:
    return at + 1 if word(tokens, at) in DASHES and word(tokens, at) and at + 1 < len(tokens) else at


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
    while word(tokens, stop) in SCALES:
        stop += 1
    return Amount(0.0, "vague", stop if word(tokens, stop - 1) != "of" else stop - 1, also=(2.0,) if head == "couple" else ())


def _part(tokens: list[Token], at: int) -> Amount | None:
    """`a third`, `two-thirds`, `half`, `half a million`; `a third` may also be an ordinal."""
    article = word(tokens, at) in ("a", "an", "one")
    count = 1 if article else UNITS.get(word(tokens, at), 0.0)
    step = _skip_dash(tokens, at + 1) if count else at
    size = PARTS.get(word(tokens, step))
    if size == 2 and (not count or article):
        after = _skip_dash(tokens, step + 1)
        after += word(tokens, after) in ("a", "an")
        if word(tokens, after) in SCALES:
            return _scaled(0.5, tokens, after)
        return Amount(0.5, "fraction", step + 1)
    if not count or not size or (count > 1 and not word(tokens, step).endswith(("s", "quarter"))):
        return None
    ordinal = ORDINALS.get(word(tokens, step))
    return Amount(count / size, "fraction", step + 1, also=(ordinal,) if ordinal else ())


def _words(tokens: list[Token], at: int) -> Amount | None:
    """Cardinals and ordinals in words."""
    head = word(tokens, at)
    if head in TIMES:
        return Amount(TIMES[head], "number", at + 1)
    first = at + (head in ("a", "an"))
    if first > at and word(tokens, first) not in SCALES:
        return None
    return _ordinal(tokens, at) or _sum(tokens, first)


def _ordinal(tokens: list[Token], at: int) -> Amount | None:
    """`third`, `twenty-first`."""
    tens = TENS.get(word(tokens, at), 0.0)
    step = _skip_dash(tokens, at + 1) if tens else at
    value = ORDINALS.get(word(tokens, step))
    return Amount(tens + value, "ordinal", step + 1) if value and (not tens or value < 10) else None


def _sum(tokens: list[Token], at: int) -> Amount | None:
    """Add up groups below a thousand, each with its scale word, in falling order of scale."""
    total, scale, limit, stop = 0.0, 1.0, float("inf"), at
    while found := _group(tokens, _continue(tokens, stop) if stop > at else at):
        value, after = found
        factor = SCALES.get(word(tokens, _skip_dash(tokens, after)), 0.0)
        if factor >= limit or (not factor and value >= limit):
            break
        total += value * (factor or 1)
        stop = _skip_dash(tokens, after) + 1 if factor else after
        if not factor:
            break
        scale, limit = factor, factor
    return _and_part(Amount(total, "number", stop, scale), tokens) if stop > at else None


def _group(tokens: list[Token], at: int) -> tuple[float, int] | None:
    """A number below a thousand; a bare `hundred`, `thousand` or `dozen` counts one."""
    found = _below_hundred(tokens, at)
    count, stop = found or (1.0, at)
    step = _skip_dash(tokens, stop) if found else at
    if word(tokens, step) != "hundred":
        return found or ((1.0, at) if word(tokens, at) in SCALES else None)
    rest = _below_hundred(tokens, _continue(tokens, step + 1))
    if rest and word(tokens, _skip_dash(tokens, rest[1])) == "hundred":  # "between one hundred and two hundred"
        rest = None
    return (count * 100 + rest[0], rest[1]) if rest else (count * 100, step + 1)


def _below_hundred(tokens: list[Token], at: int) -> tuple[float, int] | None:
    tens = TENS.get(word(tokens, at))
    if tens is None:
        unit = UNITS.get(word(tokens, at))
        return None if unit is None else (unit, at + 1)
    step = _skip_dash(tokens, at + 1)
    unit = UNITS.get(word(tokens, step), 0)
    return (tens + unit, step + 1) if 0 < unit < 10 else (tens, at + 1)


def _continue(tokens: list[Token], at: int) -> int:
    """Over the `and` or the hyphen between two parts of a number in words."""
    step = _skip_dash(tokens, at)
    return _skip_dash(tokens, step + 1) if word(tokens, step) == "and" else step
