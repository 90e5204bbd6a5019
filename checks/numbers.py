"""Numbers in English prose: expressions with their place, comparator and bounds.

One regular expression, which Rust and Python read alike, finds runs of number words, digits and the hedges around them; `scan`
reads every run with a small grammar. What only looks like a number (times, footnote digits glued to words, `F-16`,
`21st-century`, dates) is matched first and read as nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from checks.config import packaged
from checks.lazy import pl
from checks.numerals import DASHES, MARKS, WORDS, Amount, Token, amount, word

if TYPE_CHECKING:
    from polars import DataFrame, LazyFrame

_BEFORE, _AFTER = (
    {row["phrase"]: row["comparator"] for row in packaged("comparators.csv") if row["place"] == place} for place in ("before", "after")
)
_PERIODS = frozenset(("minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century", "mile"))
_DASH = tuple(DASHES)
_SPACE = r"[\s\xa0]"
_MONTH = "january|february|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_DAY, _YEAR = r"[0-9]{1,2}(?:st|nd|rd|th)?", r"(?:19|20)[0-9]{2}"


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure as printed.

    `start` and `end` are code points; `kind` is number, range, fraction, percent, ordinal, money, vague or year; `comparator` eq, approx,
    ge, gt, le, lt, between or vague; of `low`, `best` and `high` those are set that it uses. `also`: other values that the words may mean.
    """

    text: str
    start: int
    end: int
    kind: str
    comparator: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    hedge: str = ""
    also: tuple[float, ...] = ()


def _alternatives(words: frozenset[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(text).replace(r"\ ", rf"{_SPACE}+") for text in sorted(words, key=lambda text: (-len(text), text)))


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
def pattern() -> str:
    """The regular expression for a lower-case text: first what is to be skipped, then runs that hold a number."""
    hedges = tuple(phrase for phrase in _BEFORE if phrase[0].isalpha() and phrase[-1].isalpha())
    before = rf"(?:(?:\b(?:{_alternatives(hedges)}|an?|between|from)|\bc\.|\bca\.|\bapprox\.){_SPACE}+|[<>~]{_SPACE}*){{0,4}}"
    marks = f"[{''.join(MARKS)}]"
    digits = rf"(?:[$£€]{_SPACE}?)?[0-9](?:[0-9,.]*[0-9])?(?:[a-z]{{1,2}}\b)?(?:{_SPACE}?{marks})?"
    atom = rf"(?:{digits}|\b(?:{_alternatives(WORDS)})\b|{marks})"
    dash = rf"{_SPACE}*[{DASHES}/]{_SPACE}*"
    joint = rf"(?:and|to|or|of|through|until|about|some|around){_SPACE}+"
    link = rf"(?:{_SPACE}+(?:{joint})?(?:an?{_SPACE}+)?|{dash}(?:and{dash})?(?:an?{dash})?)"
    percent = rf"(?:{_SPACE}*%|[\s-]*\b(?:percent(?:age)?|per{_SPACE}+cent|pc)\b)"
    after = rf"(?:\+|-plus\b|[\s-]+(?:or[\s-]+(?:so|more|less|fewer|above|thereabouts)|and{_SPACE}+more|odd)\b)"
    period = rf"\b(?:{_alternatives(hedges)}){_SPACE}+an?{_SPACE}+(?:{_alternatives(_PERIODS)})\b"
    return rf"{_skipped()}|{period}|{before}{atom}(?:{percent}?{link}{atom})*{percent}?{after}?"


@cache
def _compiled() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(pattern(), re.ASCII), re.compile(_skipped(), re.ASCII)


_TOKEN = re.compile(r"[0-9](?:[0-9,.]*[0-9])?[a-z]*|[a-z]+\.?|[^\sa-z0-9]")


def _lower(text: str) -> str:
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def scan(text: str) -> list[Reading]:
    """Every figure of a text, in order."""
    return [reading for run in _compiled()[0].finditer(_lower(text)) for reading in _read(run[0], run.start())]


def parse(expression: str) -> Reading | None:
    """The first figure of an expression, or None when it holds none."""
    return next(iter(scan(expression)), None)


def _read(run: str, offset: int) -> list[Reading]:
    """The figures of one run, which was found at an offset; none when it only looks like a number."""
    if _compiled()[1].fullmatch(run):
        return []
    tokens = []
    for found in _TOKEN.finditer(run):
        text = found[0] if found[0] in ("c.", "ca.", "approx.") else found[0].rstrip(".")
        tokens.append(Token(text or found[0], found.start(), found.start() + len(text or found[0])))
    readings = []
    at = 0
    while at < len(tokens):
        reading, stop = _expression(tokens, at, run, offset)
        if reading:
            readings.append(reading)
        at = stop
    return readings


def _expression(tokens: list[Token], at: int, run: str, offset: int) -> tuple[Reading | None, int]:
    """Hedge, amount or range, percent, hedge: the reading that begins at a token, and the token to go on from."""
    hedge, first = _hedge(tokens, at)
    opening = word(tokens, first) if word(tokens, first) in ("between", "from") else ""
    inner, first = _hedge(tokens, first + bool(opening))
    low = amount(tokens, first)
    if low is None and (hedge or inner) and word(tokens, first) in ("a", "an") and word(tokens, first + 1) in _PERIODS:
        low = Amount(1.0, "number", first + 1)
    if low is None:
        return None, at + 1
    percent, stop = _percent(tokens, low.next)
    high = _upper(tokens, stop, opening, low)
    if high:
        low = _share_scale(low, high)
        more, stop = _percent(tokens, high.next)
        percent = percent or more
    after, stop = _suffix(tokens, stop)
    kind = "percent" if percent else "range" if high else low.kind
    comparator = _AFTER.get(after) or _BEFORE.get(hedge or inner, "eq")
    start, end = tokens[at + (opening != "" and not high and not hedge)].start, tokens[stop - 1].end
    values = _values(low, high, comparator)
    also = (*low.also, *((low.value, high.value) if high and opening == "from" else ()))
    return Reading(run[start:end], offset + start, offset + end, kind, *values, hedge or inner or after, also), stop


def _hedge(tokens: list[Token], at: int) -> tuple[str, int]:
    """The hedge phrases at a token: the last one that bounds, else the last, and the token after them."""
    found = ""
    while True:
        article = word(tokens, at) in ("a", "an")
        for length in (3, 2, 1):
            phrase = " ".join(token.text for token in tokens[at + article : at + article + length])
            if phrase in _BEFORE:
                break
        else:
            return found, at
        if not found or _BEFORE[found] == "approx":
            found = phrase
        at += article + length


def _percent(tokens: list[Token], at: int) -> tuple[bool, int]:
    step = at + (word(tokens, at) in _DASH)
    if word(tokens, step) in ("%", "percent", "percentage", "pc"):
        return True, step + 1
    if word(tokens, step) == "per" and word(tokens, step + 1) == "cent":
        return True, step + 2
    return False, at


def _upper(tokens: list[Token], at: int, opening: str, low: Amount) -> Amount | None:
    """The other end of a range, if one follows."""
    joints = ("and", *_DASH) if opening == "between" else ("to", "through", "until", "or", *_DASH)
    if word(tokens, at) not in joints or low.kind in ("vague", "ordinal"):
        return None
    high = amount(tokens, _hedge(tokens, at + 1)[1])
    if high is None or high.kind in ("vague", "ordinal"):
        return None
    return high if high.value > _share_scale(low, high).value else None


def _share_scale(low: Amount, high: Amount) -> Amount:
    """`two to three million`: the scale of the upper end holds for the lower one."""
    shared = low.scale == 1 and high.scale >= 1000 and low.value < 1000 and low.value * high.scale < high.value
    return replace(low, value=low.value * high.scale) if shared else low


def _suffix(tokens: list[Token], at: int) -> tuple[str, int]:
    words = [(i, token.text) for i, token in enumerate(tokens[at : at + 5], at) if token.text not in _DASH]
    for length in (2, 1):
        phrase = " ".join(text for _, text in words[:length])
        if phrase in _AFTER and len(words) >= length:
            return phrase, words[length - 1][0] + 1
    return "", at


def _values(low: Amount, high: Amount | None, comparator: str) -> tuple[str, float | None, float | None, float | None]:
    if high:
        return "between", low.value, None, high.value
    if low.kind == "vague":
        return "vague", None, None, None
    if comparator in ("ge", "gt"):
        return comparator, low.value, None, None
    return (comparator, None, None, low.value) if comparator in ("le", "lt") else (comparator, None, low.value, None)


def readings(claims: LazyFrame) -> LazyFrame:
    """One row a claim and figure that its quote holds.

    Columns `claim_id`, `expression` (String, lower case), `kind`, `comparator` (String), `low`, `best`, `high` (Float64). Words that may
    mean several values have a row for each.
    """
    quotes = claims.filter(pl.col("quote").is_not_null())
    runs = quotes.select("claim_id", run=pl.col("quote").str.to_lowercase().str.extract_all(_rust(pattern())))
    single = runs.explode("run").filter(pl.col("run").is_not_null())
    return single.join(single.select("run").unique().map_batches(_read_all, schema=_schema()), on="run").drop("run")


def _rust(text: str) -> str:
    return text.replace(r"\b", r"(?-u:\b)")


def _schema() -> dict[str, type[pl.DataType]]:
    texts = dict.fromkeys(("run", "expression", "kind", "comparator"), pl.String)
    return {**texts, **dict.fromkeys(("low", "best", "high"), pl.Float64)}


def _read_all(runs: DataFrame) -> DataFrame:
    rows: list[tuple[object, ...]] = []
    for run in runs["run"]:
        for found in _read(run, 0):
            rows.append((run, found.text, found.kind, found.comparator, found.low, found.best, found.high))
            rows += [(run, found.text, found.kind, "eq", None, value, None) for value in found.also]
    return pl.DataFrame(rows, schema=_schema(), orient="row")
