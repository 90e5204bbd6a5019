"""Where dates may stand: trigger words and four-digit numbers of a text, found in one scan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from checks.extract.calendar import word_list
from checks.extract.datewords import WEEKDAYS
from checks.extract.lengths import NAMES, WORDS
from checks.extract.words import digits, first_words, spots
from checks.numerals import WORDS as NUMERALS
from checks.runs import trie

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTHS = word_list(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
)
_SEASONS = ("spring", "summer", "autumn", "fall", "winter")
_CLASSES = {
    **dict.fromkeys(_MONTHS, "month"), **dict.fromkeys(WEEKDAYS, "weekday"), **dict.fromkeys(_SEASONS, "season"),
    **dict.fromkeys(("yesterday", "today", "tonight", "tomorrow", "last", "this", "next", "following", "that", "same"), "relative"),
    **dict.fromkeys(("quarter", "century", "q1", "q2", "q3", "q4"), "era"), **dict.fromkeys(("weekend",), "unit"),
    **{form: "unit" for name in NAMES for form in (name, f"{name}s") if name != "century"}, "nights": "unit",
    "bc": "era", "bce": "era", "ad": "era", "ce": "era", "h1": "era", "h2": "era", "new": "holiday",
    "christmas": "holiday", "easter": "holiday", "good": "holiday",
    "c": "era", "d": "era",
}  # fmt: skip
_NEW = frozenset(("quarter", "q1", "q2", "q3", "q4", "h1", "h2", "ad"))
"""What tells of no time long ago: a quarter, or an ad."""
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_QUOTES = "\u2018\u2019\u201c\u201d\u2026\u2022\u00ab\u00bb\u2032"
_LOWER = bytes(code + 32 if 65 <= code <= 90 else 32 if code in b"\n\r\t\x0b\x0c" else code for code in range(256))
_SPACED = bytes(32 if code in b"()[]{}\"'-/,.;:*_#" else code for code in range(256))
_PHRASES = (
    "last night", "this morning", "this afternoon", "this evening", "next morning", "following morning", "that night", "that evening",
    "same night", "new year", "good friday",
)  # fmt: skip
_SINGLE = NUMERALS.union(word for word in _CLASSES if word not in {phrase.partition(" ")[0] for phrase in _PHRASES})
BEGINNINGS = _SINGLE.union(_PHRASES)
_FIRST = first_words(BEGINNINGS)
_SCAN = re.compile(f" {trie(BEGINNINGS, ' ')}(?![a-z1-4])")
_NUMBER = re.compile(
    r"[0-9](?:(?<![\w.,:/$#+@-][0-9])(?:[0-9]{3}(?![0-9a-rt-z]|s[a-z0-9]|[.,][0-9]| ?%|-[0-9]+-[0-9]+-)|"
    r"[0-9]?[./-][0-9]{1,2}[./-][0-9]{4}(?![0-9]))"
    r"|(?<=[a-z]-[0-9])[0-9]{3}(?=s?\b)|(?<= '[2-9])0s\b)"
)
_NTH = re.compile(
    r"(?:[12]?[0-9]|3[01])(?:st|nd|rd|th)(?! (?:and|or|to) (?:the )?(?:[a-z]+ )?[0-9]+(?:st|nd|rd|th)[ -]centur)"
    r"(?= ?[,.;:)]| (?:and|or|at|to|until|in the|he|she|they|it|the|his|its|when|with)\b|\Z)"
)
_BARE_YEAR = re.compile(
    r"[1-9][0-9]{2}(?= ?[,.;:)](?![0-9])|\Z| (?:the|and|he|she|it|they|his|her|its|by|under|when|while|until|till|to|at|after|before)\b)"
)
_BEFORE_BARE = (" in ", " until ", " since ", " circa ", " after ", " before ", " from ", "(in ", " year ")
_DOTTED = {"c": "b.", "d": "a."}
_TOKEN = re.compile(r"[a-z]+|[0-9][0-9.,/]*(?:st|nd|rd|th)?")
_LEFT = frozenset(WEEKDAYS).union(
    word_list(
        "between from through the early earlier late later mid middle end beginning start of in first second last next this that same "
        "following previous past "
        "coming and to very half weeks week days months month day part close closing opening final latter current preceding "
        "subsequent upcoming ensuing "
        "prior third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
        "seventeenth eighteenth "
        "nineteenth twentieth twenty thirty thirtieth year years quarter outset"
    )
)
_UNIT_LEFT = _LEFT | WORDS
_JOINTS = frozenset(("in", "of", "to", "and", "since", "by"))
"""Words within an expression that begin none."""
_REACH, _MOST = 48, 8
_GAPS = frozenset((" ", "-", ", ", " - ", "+ "))


class Hit(NamedTuple):
    """A trigger: where it stands, its word, and the kind of expression that it may belong to."""

    at: int
    word: str
    kind: str


def plain(text: str) -> str:
    """The text in lower-case ASCII, code point by code point; what has no plain form becomes `?`."""
    for dash in _DASHES:
        text = text.replace(dash, "-")
    text = text.replace("\u2018", "'").replace("\u2019", "'").replace("\xa0", " ")
    for quote in _QUOTES:
        text = text.replace(quote, '"')
    return text.encode("ascii", "replace").translate(_LOWER).decode("ascii")


class Triggers(NamedTuple):
    """The triggers of dates, in order; where words of numbers stand, and where digits begin."""

    dates: list[Hit]
    numbers: list[tuple[int, int]]
    digits: list[int]


def triggers(low: str, places: Sequence[int] | None = None) -> Triggers:
    """The triggers of a plain text, dates and numbers in one scan; `may` and `second` can be either. `places`: where they may stand."""
    spaced = " " + low.encode("ascii").translate(_SPACED).decode("ascii")
    dates: list[Hit] = []
    numbers: list[tuple[int, int]] = []
    done = 0
    for at in spots(low, _FIRST)[0] if places is None else places:
        match = _SCAN.match(spaced, at) if at >= done else None
        if not match:
            continue
        word, done = match[0][1:].partition(" ")[0], match.end()
        if (dot := _DOTTED.get(word)) is not None:
            if low.endswith(dot, 0, at):
                dates.append(Hit(at - 2, dot + word, "era"))
        elif kind := _CLASSES.get(word):
            dates.append(Hit(at, word, kind))
        if word in NUMERALS:
            numbers.append((at, at + len(word)))
    beginning = digits(low)
    old = any(hit.kind == "era" and hit.word not in _NEW for hit in dates)
    for at in beginning:
        if match := _NUMBER.match(low, at):
            dates.append(Hit(at, match[0], "year"))
        elif low.endswith("the ", 0, at) and (match := _NTH.match(low, at)):
            dates.append(Hit(at, match[0], "nth"))
        elif old and (match := _BARE_YEAR.match(low, at)) and low.endswith(_BEFORE_BARE, 0, at):
            dates.append(Hit(at, match[0], "ancient"))
    dates.sort()
    return Triggers(dates, numbers, beginning)


def starts(low: str, at: int, floor: int, kind: str) -> list[int]:
    """Where an expression that holds a trigger may begin, the farthest first: over words that can belong to it."""
    known = _UNIT_LEFT if kind == "unit" else _LEFT
    last = low[max(floor, at - _REACH) : at].rstrip(" ,-/").rpartition(" ")[2]
    if last.isalpha() and last not in known:
        return [at]
    places, count, end = [at], 1, at
    for token in reversed(_TOKEN.findall(low, max(floor, at - _REACH), at)):
        first = low.rfind(token, 0, end)
        between = low[first + len(token) : end]
        if count > _MOST or (between not in _GAPS and between.strip(" ,-/")) or len(between) > 3:
            break
        if not (token in known or (token[0] <= "9" and (len(token) < 5 or kind == "unit" or token[2:3] == "/"))):
            break
        end, count = first, count + 1
        if token not in _JOINTS:
            places.append(end)
    places.reverse()
    return places
