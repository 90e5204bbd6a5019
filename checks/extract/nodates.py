"""What looks like a date and is none: the verb `may`, a march, a waterfall, `the October Revolution`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.extract.datescan import Hit
    from checks.extract.datewords import Expression

VERBS = ("may", "march", "mar", "sep", "dec", "jan", "jun")
"""Months that are words of their own in small letters."""
_CAPITAL = re.compile(r" [A-Z][a-z]")

_EPITHET = re.compile(r"\b(?:the(?: following| subsequent| ensuing| next| previous)?|black|bloody|red) $")

_IN_CONTEXT = re.compile(
    r"\b(?:in|since|by|until|till|of|from|early|late|mid|last|this|next|every|each|following|previous|between|to|during|through|"
    r"after|before|and|throughout|as of|around|about|circa|for|on|or|that|past|when|coming|late in|early in|its|their|his|late-|"
    r"ending|ended|began|beginning|starting|dated|the)[ -]$"
)

_IN_SEASON = re.compile(
    r"\b(?:in|in the|this|last|next|that|the|early|late|mid|by|during|since|until|over the|following|previous|every)[ -]$"
)

_NOT_A_MONTH = re.compile(
    r" (?:on|to|of|toward|towards|against|through|in a row|for|and rally|forward|into|off|out|be|have|not|well|also|still|only)\b"
)

_NOT_A_SEASON = re.compile(r"\b(?:arab|prague|hot|coil|water|damascus|beijing|kabul|nuclear) $")

_OF_THAT = re.compile(r" of (?:that|this|last|next|the (?:same|next|following|previous)) year\b")


def plausible(text: str, low: str, hit: Hit, found: Expression) -> bool:
    """Whether the words are a date at all, not the verb `may`, a march or a waterfall."""
    part = found.first.part
    if low.startswith(" in a row", found.end):
        return False
    if hit.kind == "month" and part.day is None and part.year is None and found.last is None:
        if (hit.word in VERBS and _NOT_A_MONTH.match(low, found.end)) or not (text[hit.at].isupper() or len(hit.word) > 5):
            return False
        named = not part.mod and names(text, low, hit, found.end)
        return not named and (hit.word not in VERBS or bool(_IN_CONTEXT.search(low, max(0, hit.at - 12), hit.at)))
    if hit.kind == "season" and part.year is None and found.last is None:
        elsewhere = low.startswith((" of", " in", "-") if hit.word == "fall" else (" of", "-"), found.end)
        if _NOT_A_SEASON.search(low, max(0, hit.at - 9), hit.at) or (elsewhere and not _OF_THAT.match(low, found.end)):
            return False
        return bool(part.mod or _IN_SEASON.search(low, max(0, found.first.end - 24), hit.at))
    return True


def names(text: str, low: str, hit: Hit, end: int) -> bool:
    """Whether a month is part of a name: `the October Revolution`, `Black January`."""
    before = _EPITHET.search(low, max(0, hit.at - 16), hit.at) if hit.kind == "month" else None
    return bool(before and (before[0][0] != "t" or _CAPITAL.match(text, end)))
