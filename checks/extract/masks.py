"""What looks like a figure and is none: note numbers, names with digits, numbered lists, the pronoun *one*; and what may be none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.numbers import Reading

_GLUED = re.compile(r"(?:[a-z\u00df-\u00ff][.,;:!?\u2026]?|[\"'\u201d\u2019)\]][.,;:!?])[\"'\u201d\u2019)\]]*\Z")
_NUMBERED = (
    "resolution|article|articles|chapter|highway|paragraph|page|pages|pp\\.|p\\.|section|no\\.|fig\\.|figure|table|route|room|flight|appendix"
    "|annexe?|vol\\.|volume|issue|part|phase|form|case|isbn|issn|tel\\.|phone|doi:?|units?|hangar|checkpoint|sector|hill|block|zone|camp|gate"
    "|building|mark|type|model|channel|protocol|directive|decree|law|amendment|area|rule|number|level|tier|clause|point|exhibit|file|box|slide|episode|season"
    "|boeing|airbus|windows|task force|battalion|brigade|regiment|group|no|nos\\.|nr\\.?"
)
_NAME = re.compile(
    rf"(?:\b(?:{_NUMBERED})\s|[#@/=_\\&^]|<sup>|[a-z0-9]\+|[a-z]-|\b10\.[0-9]{{4,9}}[^ ]*|[0-9][:.]|\b[0-9]{{1,3}}\.[0-9]{{4,}},\s?-?)\Z"
)
_LONG, _SHORT = 40, 16
"""Where a name may begin, and one that ends with a blank."""
_ADDRESS = re.compile(r"(?:https?://|www\.|\bdoi\.org|@)[^\s]*\Z")
_LIST = re.compile(r"(?:\A|\n)[ \t]*[(\[]?\Z")
_ITEM = re.compile(r"[.)\]](?:\s|\Z)|/ ")
_SECTION = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}\.? (?!Million|Billion|Thousand|Percent)[A-Z]")
"""`3. On that day`, `1.4 For the team`, where a line or a sentence begins."""
_SHORT_YEAR = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]* ['\u2019]\Z"
    r"|\b(?:spring|summer|autumn|winter|year|early|late|mid|of|in|since) ['\u2019]\Z"
)
"""Before the digits of `August '41`."""
_NOTE = re.compile('[ \t]+["\u201c\u00ab\u2018]')
_TIME = re.compile(
    r",\s?-?[0-9]{1,3}\.[0-9]{4,}|:[0-9]{2}|[a-z]\.[0-9]|[0-9a-z]*[_@=]|(?:\.[0-9]+){2}|[a-z]?[0-9a-z]*\.(?:com|org|net|pdf|html?)\b"
)
_CLOCK = re.compile(r"[0-9]{1,3}:[0-9]")
_POINTED = re.compile(r"[0-9]{1,2}\.[0-9]{2}")
_ZONE = re.compile(r" ?(?:gmt|utc|hrs|hours local|local time|z\b)")
_HOUR = re.compile(r"(?:(?:\s(?:and|to|until|or)\s|-|\u2013)[0-9]{1,2}(?:[.:][0-9]{2})?)?\s?(?:a\.?m|p\.?m)\b")
_MARKER = re.compile(r"\[(?:[0-9]{1,3}[,;\u2013-] ?){0,4}\Z")
_CLOSED = re.compile(r"(?:[,;\u2013-] ?[0-9]{1,3}){0,4}\]")
_PRONOUN = re.compile(
    r"(?:\s?[,.;:?!)\u2019'\u201d\"\n]|\s(?:can|could|should|would|may|might|must|will|is|was|has|had|does|another|who|that|which|to"
    r"|or another"
    r"|cannot|thing is|and the same|or the other|and all|way or)\b|\Z)"
)
_BEFORE_ONE = re.compile(
    r"\b(?:no|any|every|some|each|the|this|that|which|another|only|good|bad|big|small|new|latter|last|next|first|such|right|wrong|these|in"
    r"|one-on)[\s-]\Z"
)
_QUANTITY = re.compile(r"\s(?:of|[a-z][a-z'\u2019-]+)")
_HYPHENED = re.compile(r"-[a-z]")
_WEAK = ("once", "twice", "both", "binary", "sole", "single", "the only", "only", "dual")
_NAMES = re.compile(r" (?:the|a|an|in|of|by|to|his|her|its|their)\b|(?: [\w-]+){1,3} and ")
_FIRST = ("first", "second", "third")
_FEW = ("a couple", "a few", "few", "several", "a handful")
_COMPOUND = re.compile(r"-(?:off|sided|party|on|to|way|time|stop|of|and)\b")
_IDIOM = re.compile(r"[ -](?:dollar|euro)[ -]question")
_STARTS = (".", "\n", "!", "?", "\u201d", "")
_SIDE = re.compile(
    r"\b(?:eastern|western|northern|southern|north|south|east|west|other|better|second|first|latter|top|bottom|upper|lower|remaining"
    r"|rear|front|right|left)[ -]\Z"
)
_BROTHER = re.compile(r" (?:in|on|at|was|died|were)\b|[,.;:]")
_OCLOCK = re.compile(r" ?o['\u2019 ]?clock\b")
_PAREN = re.compile(r"\([^()]*\Z")
_CODE = re.compile(r"0[0-9]+\Z|[0-9]+/[0-9]{3,}\Z")
"""`007`, `328/1988`: numbers of something."""
_NAME_BEFORE = re.compile(
    r"(?<![A-Za-z])(?!(?:The|Of|In|On|At|By|For|From|To|With|And|But|Or|As|About|Only|Some|Just|Over|Under|Between|All|Total|Another|Killed"
    r"|Wounded|Injured|Dead|Age|Aged|Than|Least|Most)\b)[A-Z][\w'-]+ \Z"
)
_NAME_AFTER = re.compile(
    r"[.:;!?\")\u201d\u2019]|\Z|,(?! [A-Z]\w+ [0-9])| (?:was|is|has|had|and|in|as|with|came|went|won|lost|took|made)\b"
    r"| (?!were|are|of)[a-z]+ (?:an?|the|his|her|its|their|to)\b"
)
_PLACED = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Aa]round|[Oo]utside) [A-Z][\w'-]+ \Z|[A-Z]\w+ [0-9]+(?:,|;| and) [A-Z][\w'-]+ \Z")
_ANYONE = re.compile(r"\b(?:can|could|should|would|must|may|might|does) \Z")
_CAPITAL = re.compile(r" [A-Z]")
_ADVERB = re.compile(r"\s(?:taken|time being|of all|and foremost|place|began|started|came|appeared|began|launched|established)\b|[,.;:]")
_AT_FIRST = re.compile(r"\b(?:at|were|was|had|has|is|are|have|from the|who|that|which|when|it|he|she|they|we|must|to)\s\Z")


def masked(text: str, low: str, at: int, end: int) -> bool:
    """Whether the number that a lower-case text holds at [at, end) is none."""
    before = low[max(0, at - _LONG) : at]
    if not "0" <= low[at] <= "9":
        return (low[at:end] == "one" and _pronoun(low, end, before)) or bool(_OCLOCK.match(low, end))
    if _CLOCK.match(low, at):  # a time, a ratio, a scale
        return True
    end = at + len(low[at:end].rstrip(".,"))
    digits, tail = end - at, before[-1:]
    if tail in ("", "\n"):
        return digits < 4 and bool(_ITEM.match(low, end) or _NOTE.match(text, end) or _TIME.match(low, end) or _pointed(text, at))
    if digits < 3 and low[end : end + 2] == ") " and not _PAREN.search(low, max(0, at - 2 * _LONG), at):  # `1) one thing, 2) another`
        return True
    if low[at:end] in ("24/7", "9/11") or ("[" in before[-20:] and _MARKER.search(before) and _CLOSED.match(low, end)):
        return True
    if tail == " ":
        note = digits < 3 and before[-2:-1] in ".!?\u201d" and _NOTE.match(text, end)
        named = bool(note or (_LIST.search(before) and _ITEM.match(low, end)) or (before[-2:-1] in ".!?" and _pointed(text, at)))
    else:
        named = bool(
            tail.isalpha()
            or (digits == 2 and tail in "'\u2019" and _SHORT_YEAR.search(before))
            or (digits < 4 and _GLUED.search(before))
            or _ADDRESS.search(before)
        )
    hour = (digits == 4 and _ZONE.match(low, end)) or ((digits < 3 or _POINTED.fullmatch(low, at, end)) and _HOUR.match(low, end))
    return bool(named or hour or _NAME.search(low, max(0, at - (_SHORT if tail == " " else _LONG)), at) or _TIME.match(low, end))


def _pointed(text: str, at: int) -> bool:
    """Whether the number of a section or of an item of a list stands here, which ends with a stop or has one within."""
    match = _SECTION.match(text, at)
    return bool(match and "." in match[0])


def _pronoun(low: str, end: int, before: str) -> bool:
    if low[end : end + 1] == "-" and low[end + 1 : end + 2].isalpha():
        return bool(_COMPOUND.match(low, end))
    if before.endswith(("minus ", "negative ")):
        return False
    return bool(_BEFORE_ONE.search(before) or _PRONOUN.match(low, end))


def doubt(text: str, low: str, reading: Reading, start: int, end: int) -> float:
    """How far to trust that a reading is a figure."""
    word, numbered = low[start:end], text[max(0, start - 2) : start - 1] in _STARTS and _CAPITAL.match(text, end)
    sure = 0.7 if _HYPHENED.match(low, end) else 0.95
    if reading.kind == "ordinal":
        adverb = word in _FIRST and (_ADVERB.match(low, end) or _AT_FIRST.search(low, max(0, start - 12), start))
        sure = 0.3 if adverb or (word[0].isdigit() and _CAPITAL.match(text, end)) else 0.6
    elif word == "half" and _SIDE.search(low, max(0, start - 12), start):
        sure = 0.6
    elif reading.kind == "fraction" and len(reading.also) == 1 and _BROTHER.match(low, end):
        sure = 0.5
    elif word in _WEAK:
        sure = 0.3 if word == "once" or _NAMES.match(text, end) else 0.6
    elif _IDIOM.match(low, end):
        sure = 0.3
    elif end - start < 3 and word.isdigit() and (numbered or _names(text, start, end)):
        sure = 0.4
    elif word == "one":
        sure = 0.6 if _QUANTITY.match(low, end) and not _ANYONE.search(low, max(0, start - 8), start) else 0.4
    elif (word[0] == "0" or "/" in word) and _CODE.match(word):
        sure = 0.3
    elif word in _FEW or reading.hedge == "some":
        sure = 0.8
    return sure


def _names(text: str, start: int, end: int) -> bool:
    """Whether a number is part of a name: `the yacht Calypso 2 came`; not what a place has: `in Homs 12`."""
    left = max(0, start - _LONG)
    named = text[start - 1 : start] == " " and _NAME_BEFORE.search(text, left, start) and _NAME_AFTER.match(text, end)
    return bool(named and not _PLACED.search(text, left, start))
