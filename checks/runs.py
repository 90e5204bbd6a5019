"""Where figures stand in English prose: the runs of number words, digits and the hedges around them.

One regular expression, which Rust and Python read alike. What only looks like a number (times, footnote digits glued to words, `F-16`,
`21st-century`, dates) is matched first, to be read as nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from checks.cardinals import DASHES
from checks.config import packaged
from checks.numerals import RATIO_ENDS, SIGNS, SPACED, WORDS
from checks.parts import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable

BEFORE, AFTER = (
    {row["phrase"]: row["comparator"] for row in packaged("comparators.csv") if row["place"] == place} for place in ("before", "after")
)
HEDGES = frozenset(word for phrase in BEFORE for word in (phrase, *phrase.split()) if " " not in word) | {
    "a",
    "an",
    "between",
    "from",
    "the",
    "<=",
    ">=",
    "=",
}
"""Words that may stand before a number and belong to it."""
PERIODS = frozenset(("minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century", "mile"))
LONGEST = max(len(phrase.split()) for phrase in (*BEFORE, *AFTER))
_SPACE = r"[\s\xa0]"
_MONTH = "january|february|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_DAY, _YEAR = r"[0-9]{1,2}(?:st|nd|rd|th)?", r"(?:19|20)[0-9]{2}"


def trie(words: Iterable[str], blank: str = f"{_SPACE}+") -> str:
    """A pattern of any of the words, the longest first, that tries each letter once; `blank` stands for the blanks in them."""
    tails: dict[str, list[str]] = {}
    for text in words:
        tails.setdefault(text[:1], []).append(text[1:])
    optional = tails.pop("", None) is not None
    branches = [(blank if letter == " " else re.escape(letter)) + trie(rest, blank) for letter, rest in sorted(tails.items())]
    if len(branches) > 1 or (branches and optional):
        return f"(?:{'|'.join(branches)}){'?' * optional}"
    return branches[0] if branches else ""


def _skipped() -> str:
    """What only looks like a number."""
    month = f"(?:{_MONTH})"
    return "|".join((
        r"(?:https?://|www\.)[^\s]*",
        rf"\b{_DAY}{_SPACE}+(?:{month}|(?:march|may){_SPACE}+{_YEAR})\b(?:,?{_SPACE}+{_YEAR}\b)?",
        rf"\b(?:{month}{_SPACE}+{_DAY}\b(?:,{_SPACE}+{_YEAR}\b)?|(?:march|may){_SPACE}+{_DAY},{_SPACE}+{_YEAR}\b)",
        r"\b[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\b",
        r"\[[0-9]{1,3}\]",
        r"[a-z][.,;:!?][\"'\u201d\u2019)]*[0-9]{1,2}\b",
        r"\b[a-z]+-?[0-9]+[a-z]?\b",
        r"(?:\ban?\s+)?\b(?:[0-9]+(?:st|nd|rd|th)|[a-z]+th|twenty-first)[\s-]century\b",
        r"(?:\ban?\s+)?\b(?:one|second|third|first)-(?:off|sided|party|hand|class|rate|person|world|tier)\b",
        rf"\b(?:resolution|article|chapter|highway|paragraph){_SPACE}+[0-9]+\b",
        r"\b[0-9]+(?:\.[0-9]+){2,}\b",
    ))  # fmt: skip


@cache
def _hedges() -> str:
    """The regular expression of one hedge before a number, or an opening, in lower case."""
    words = trie(phrase for phrase in BEFORE if phrase[0].isalpha() and phrase[-1].isalpha())
    return rf"(?:\b(?:{words}|an?|between(?:{_SPACE}+the)?|from)|\bc\.|\bca\.|\bapprox\.)"


@cache
def pattern() -> str:
    """The regular expression for a text of `lowered` letters: first what is to be skipped, then runs that hold a number."""
    sign = rf"[<>~\u2264\u2265]{_SPACE}*=?"
    before = rf"(?:(?:{_hedges()}{_SPACE}+|{sign}{_SPACE}*){{0,4}})"
    marks = f"[{''.join(MARKS)}]"
    spaced = trie(SPACED)
    glued = "(?:e[-+]?[0-9]+|(?:m|b|tr)illion|[a-zBMT]{1,3})"
    digits = rf"(?:[{''.join(SIGNS)}]{_SPACE}?)?[0-9](?:[0-9,.]*[0-9])?{glued}?\b(?:{_SPACE}+(?:{spaced})\b)?"
    atom = rf"(?:{digits}(?:{_SPACE}?{marks})?|[0-9](?:[0-9,.]*[0-9])?{marks}?|\b(?:{trie(WORDS)})\b|{marks})"
    dash = rf"{_SPACE}*[{DASHES}~/]{_SPACE}*"
    joint = rf"(?:and|to|or|of|through|until|point|over|but|in|out{_SPACE}+of|&)(?:{_SPACE}+every)?(?:{_SPACE}+the)?{_SPACE}+"
    apart = rf"{dash}(?:(?:and|to|or){dash}|(?:to|or){_SPACE}+)?(?:an?{dash})?"
    link = rf"(?:,?{_SPACE}+(?:{joint})?(?:{_hedges()}{_SPACE}+|{sign}{_SPACE}*){{0,2}}|{apart})"
    percent = rf"(?:{_SPACE}*%|[\s-]*\b(?:percent(?:age)?s?(?:{_SPACE}+points?)?|per{_SPACE}+cent|pc)\b)"
    tails = trie((phrase for phrase in AFTER if phrase[0].isalpha()), r"[\s-]+")
    after = rf"(?:\+|[\s-]+(?:{tails})\b(?:{_SPACE}+than\b)?)"
    period = rf"{_hedges()}{_SPACE}+an?{_SPACE}+(?:{trie(PERIODS)})\b|\ban?{_SPACE}+fortnight\b"
    ends = rf"(?:{_SPACE}+(?:{'|'.join(RATIO_ENDS)})s?\b)"
    return rf"{_skipped()}|{period}|{before}{atom}(?:{percent}?{link}{atom})*{percent}?{after}?{ends}?"


@cache
def compiled() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The pattern, and that of what is to be skipped."""
    return re.compile(pattern(), re.ASCII), re.compile(_skipped(), re.ASCII)


_ASCII = bytes(range(128))


def holds(text: str, *needles: str) -> bool:
    """Whether a text holds any of some strings: a single character, looked for first, is found much faster than several."""
    return any(needle[0] in text and needle in text for needle in needles)


def odd(text: str) -> str:
    """What of a text is not ASCII."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def _lowered(text: str) -> str:
    """What `str.lower` gives, which takes long where any letter is not ASCII."""
    if text.isascii() or (rest := odd(text)).lower() != rest:
        return text.lower()
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


_CAPITAL = re.compile(r"[BMT](?<=[0-9].)M?(?![A-Za-z0-9])")
_SCALED = bytes(48 if chr(code).isdecimal() else 77 if chr(code) in "BMT" else 32 for code in range(256))


def lowered(text: str) -> str:
    """The text in lower case, code point by code point, but for the `M` of `10M`."""
    low = _lowered(text)
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if b"0M" in text.encode("utf-8", "surrogatepass").translate(_SCALED):
        for found in _CAPITAL.finditer(text):
            low = f"{low[: found.start()]}{found[0]}{low[found.end() :]}"
    return low
