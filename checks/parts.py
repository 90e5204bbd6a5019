"""Fractions in words: `a third`, `two-thirds`, `half a million`, `three and a quarter`, `two thirds of a million`."""

from __future__ import annotations

from typing import NamedTuple

from checks.cardinals import DASHES, ORDINALS, SCALES, TENS, Cardinal, Token, cardinal, past_dash, role, word

PARTS, MARKS = role("part"), role("mark")
_ONE = ("a", "an", "one")


class Part(NamedTuple):
    """A fraction and the token after it. `scale`: the scale word after it, not yet multiplied; `whole`: what it comes on top of."""

    value: float
    next: int
    scale: float = 1
    whole: float = 0
    ordinal: float = 0

    @property
    def total(self) -> float:
        """Its value with everything that belongs to it."""
        return self.whole + self.value * self.scale


def part(tokens: list[Token], at: int) -> Part | None:
    """The fraction that begins at a token. `ordinal`: what `a third` is when it counts no parts."""
    article = word(tokens, at) in _ONE
    step = past_dash(tokens, at + 1) if article else at
    if PARTS.get(word(tokens, step)) == 2 or (word(tokens, step) == "quarter" and not article):
        found = _scaled(tokens, Part(1 / PARTS[word(tokens, step)], step + 1))
        return found if found.scale > 1 or word(tokens, step) == "half" else None
    size = _size(tokens, step) if article else None
    count = Cardinal(1, at + 1) if size else cardinal(tokens, at)
    size = size or (count and _size(tokens, past_dash(tokens, count.next)))
    if not count or not size or not _counts(tokens, at, count, size):
        return None
    return _counted(tokens, count, size)


class _Size(NamedTuple):
    value: float
    next: int
    plural: bool
    compound: bool = False


def _size(tokens: list[Token], at: int) -> _Size | None:
    """How many parts make a whole: `thirds`, `twenty-firsts`."""
    text = word(tokens, at)
    if text in PARTS:
        return _Size(PARTS[text], at + 1, text.endswith(("s", "quarter")))
    step = past_dash(tokens, at + 1)
    unit = word(tokens, step)
    value = ORDINALS.get(unit) or ORDINALS.get(unit.removesuffix("s"), 0)
    return _Size(TENS[text] + value, step + 1, unit not in ORDINALS, compound=True) if text in TENS and 0 < value < 10 else None


def _counts(tokens: list[Token], at: int, count: Cardinal, size: _Size) -> bool:
    """Whether a count and a size make a fraction: `two thirds`, `one third`, not `two third`, not `a twenty-first`."""
    if size.compound and word(tokens, at) in ("a", "an"):
        return False
    return size.plural or count.value == 1 or count.joined == 1


def _counted(tokens: list[Token], count: Cardinal, size: _Size) -> Part:
    tens = TENS.get(word(tokens, count.next - 1), 0.0)
    if tens and size.value < 10 and tens < count.value and word(tokens, count.next - 2) != "and":  # "one hundred thirty-fifths"
        return Part((count.value - tens) / (tens + size.value), size.next)
    ordinal = ORDINALS.get(word(tokens, size.next - 1), 0.0)
    if count.joined and count.joined < size.value:
        found = _scaled(tokens, Part(count.joined / size.value, size.next))
        return found._replace(whole=count.left, scale=found.scale if found.scale > 1 else _step(count.left, count.scale))
    return _scaled(tokens, Part(count.value / size.value, size.next, ordinal=ordinal if count.value == 1 else 0))


def _step(value: float, scale: float) -> float:
    """What a fraction of a scaled number is of: of a million in `six million and two thirds`, of one in `two hundred and a third`."""
    return scale if scale != 100 and value % scale == 0 else 1


def _scaled(tokens: list[Token], found: Part) -> Part:
    """With the scale word after it: `half a million`, `two thirds of a million`, `half-dozen`."""
    step = found.next + (word(tokens, found.next) == "of" and word(tokens, found.next + 1) in _ONE)
    step = past_dash(tokens, step)
    step = past_dash(tokens, step + 1) if word(tokens, step) in _ONE else step
    factor, stop = 1.0, step
    while more := SCALES.get(word(tokens, past_dash(tokens, stop))):
        factor, stop = factor * more, past_dash(tokens, stop) + 1
    return found._replace(next=stop, scale=factor, ordinal=0) if factor > 1 else found


def with_part(tokens: list[Token], count: Cardinal) -> Cardinal:
    """A number and the part after it: `two and a half`, `three-and-a-quarter million`, `one billion and a half million`."""
    words = [i for i in range(count.next, min(count.next + 4, len(tokens))) if tokens[i].text not in DASHES]
    if len(words) < 2 or tokens[words[0]].text != "and" or (tokens[words[1]].text in PARTS):
        return count
    found = part(tokens, words[1])
    if not found or found.whole or found.value >= 1:
        return count
    if found.scale > 1 and count.scale == 1:
        return Cardinal((count.value + found.value) * found.scale, found.next, found.scale)
    scale = found.scale if found.scale > 1 else _step(count.value, count.scale)
    return Cardinal(count.value + found.value * scale, found.next, count.scale)
