"""Numbers in English prose: expressions with their place, comparator and bounds.

`scan` reads every run that `runs` finds with a small grammar; `readings` does the same for the quotes of claims.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checks.cardinals import DASHES, Token, number, word
from checks.lazy import pl
from checks.numerals import TIMES, Amount, amount, is_year
from checks.runs import AFTER, BEFORE, HEDGES, LONGEST, PERIODS, compiled, lowered, pattern

if TYPE_CHECKING:
    from polars import DataFrame, Expr, LazyFrame

_DASH = (*DASHES, "~")
_OR = 10
"""How many times as much the other end of `five or ten` can be."""


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


_TOKEN = re.compile(r"[0-9](?:[0-9,.]*[0-9])?(?:e[-+]?[0-9]+\b|[a-zBMT]*)|[a-z]+\.?|[^\sa-z0-9]")


def scan(text: str) -> list[Reading]:
    """Every figure of a text, in order."""
    return [reading for run in compiled()[0].finditer(lowered(text)) for reading in read(run[0], run.start())]


def parse(expression: str) -> Reading | None:
    """The first figure of an expression, or None when it holds none."""
    return next(iter(scan(expression)), None)


def read(run: str, offset: int = 0) -> list[Reading]:
    """The figures of one run, which was found at an offset; none when it only looks like a number."""
    if (value := number(run)) is not None:  # most are digits alone
        return [Reading(run, offset, offset + len(run), "year" if is_year(run, value) else "number", "eq", None, value)]
    if compiled()[1].fullmatch(run):
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
    opened = first + bool(opening) + (opening == "between" and word(tokens, first + 1) == "the")
    inner, first = _hedge(tokens, opened)
    low = amount(tokens, first)
    if low is None and word(tokens, first) in ("a", "an") and word(tokens, first + 1) in PERIODS:
        low = _period(tokens, first, hedge or inner)
    if low is None:
        return None, at + 1
    percent, stop = _percent(tokens, low.next)
    ends = _ends(tokens, stop, opening, low, hedge or inner)
    if ends and percent and word(tokens, stop) == "to" and not opening and not _percent(tokens, ends[1].next)[0]:
        ends = None  # "rose 50 percent to 90"
    if ends:
        low, high = ends
        more, stop = _percent(tokens, high.next)
        percent = percent or more
    after, stop = _suffix(tokens, stop)
    kind = "percent" if percent else "range" if ends else low.kind
    comparator = AFTER.get(after) or BEFORE.get(hedge or inner, "eq")
    start, end = tokens[opened if opening and not ends and not hedge else at].start, tokens[stop - 1].end
    values = _values(low, ends[1] if ends else None, comparator)
    also = (*low.also, *((low.value, ends[1].value) if ends and opening == "from" else ()))
    return Reading(run[start:end], offset + start, offset + end, kind, *values, hedge or inner or after, also), stop


def _period(tokens: list[Token], at: int, hedge: str) -> Amount | None:
    """`little over a year` counts one; `a fortnight` two weeks or fourteen days."""
    if word(tokens, at + 1) == "fortnight":
        return Amount(2.0, "number", at + 2, also=(14.0, 1.0))
    return Amount(1.0, "number", at + 1) if hedge else None


def _hedge(tokens: list[Token], at: int) -> tuple[str, int]:
    """The hedge phrases at a token: the last one that bounds, else the last, and the token after them."""
    found = ""
    while True:
        if word(tokens, at) not in HEDGES:
            return found, at
        article = word(tokens, at) in ("a", "an")
        for length in range(LONGEST, 0, -1):
            phrase = " ".join(token.text for token in tokens[at + article : at + article + length])
            if phrase in BEFORE:
                break
        else:
            return found, at
        if not found or BEFORE[found] == "approx":
            found = phrase
        at += article + length


def _ends(tokens: list[Token], at: int, opening: str, low: Amount, hedge: str) -> tuple[Amount, Amount] | None:
    """Both ends of a range: `3 to 5`, `two to three million`, `more than 20 and fewer than 30`."""
    if word(tokens, low.next - 1) in TIMES or (low.kind in ("vague", "ordinal") and not (opening == "between" and low.kind == "ordinal")):
        return None
    if high := _upper(tokens, at, opening, low):
        return _share_scale(low, high), high
    side = BEFORE.get(hedge, "")[:1]
    step = at + (word(tokens, at) == ",")
    step += word(tokens, step) in ("and", "but")
    other, first = _hedge(tokens, step)
    end = amount(tokens, first) if other and side in ("g", "l") and BEFORE[other][0] == {"g": "l", "l": "g"}[side] else None
    if end is None or end.kind == "vague":
        return None
    pair = (low, end) if side == "g" else (replace(end, next=low.next), replace(low, next=end.next))
    return pair if pair[0].value < pair[1].value else None


def _percent(tokens: list[Token], at: int) -> tuple[bool, int]:
    step = at + (word(tokens, at) in _DASH)
    if word(tokens, step) in ("%", "percent", "percents", "percentage", "pc"):
        return True, step + 1 + (word(tokens, step + 1) in ("point", "points"))
    if word(tokens, step) == "per" and word(tokens, step + 1) == "cent":
        return True, step + 2
    return False, at


def _upper(tokens: list[Token], at: int, opening: str, low: Amount) -> Amount | None:
    """The upper end of a range, if one follows."""
    joints = ("and", *_DASH) if opening == "between" else ("to", "through", "until", "or", *_DASH)
    if word(tokens, at) not in joints:
        return None
    step = at + 1 + (word(tokens, at) in _DASH and word(tokens, at + 1) in ("to", "or"))
    hedge, first = _hedge(tokens, step + (word(tokens, step) == "the"))
    if word(tokens, at) == "or" and BEFORE.get(hedge, "approx") != "approx":
        return None
    high = amount(tokens, first)
    if high is None or high.kind == "vague" or (high.kind == "ordinal") != (low.kind == "ordinal"):
        return None
    start = _share_scale(low, high).value
    return high if start < high.value and (word(tokens, at) != "or" or high.value <= _OR * max(start, 1)) else None


def _share_scale(low: Amount, high: Amount) -> Amount:
    """`two to three million`, `two or three dozen`: the scale of the upper end holds for the lower one."""
    shared = low.scale == 1 and high.scale > 1 and low.value < 1000 and low.value * high.scale < high.value
    return replace(low, value=low.value * high.scale) if shared else low


def _suffix(tokens: list[Token], at: int) -> tuple[str, int]:
    """The hedge after an amount, unless it belongs to the next one: `less than 10 and more than 40`."""
    words = [(i, token.text) for i, token in enumerate(tokens[at : at + 2 * LONGEST], at) if token.text not in _DASH]
    for length in range(min(LONGEST, len(words)), 0, -1):
        phrase = " ".join(text for _, text in words[:length])
        if phrase in AFTER:
            stop = words[length - 1][0] + 1
            return ("", at) if word(tokens, stop) == "than" or _hedged(tokens, stop) else (phrase, stop)
    return "", at


def _hedged(tokens: list[Token], at: int) -> bool:
    return amount(tokens, _hedge(tokens, at)[1]) is not None


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
    runs = quotes.select("claim_id", run=_scaled(pl.col("quote")).str.extract_all(_rust(pattern())))
    single = runs.explode("run").filter(pl.col("run").is_not_null())
    return single.join(single.select("run").unique().map_batches(_read_all, schema=_schema()), on="run").drop("run")


def _scaled(quote: Expr) -> Expr:
    """In lower case, `10M` with its scale in letters that outlive it; all white space as blanks, which `_rust` knows no other of."""
    scaled = quote.str.replace_all(r"([0-9])MM?\b", "${1}mn").str.replace_all(r"([0-9])B\b", "${1}bn")
    return scaled.str.to_lowercase().str.replace_all(r"\s", " ")


def _rust(text: str) -> str:
    """For Rust, where white space of all scripts, in hundreds of places, takes longer to compile than all the rest."""
    return text.replace(r"\b", r"(?-u:\b)").replace(r"[\s\xa0]", " ").replace(r"\s", " ")


def _schema() -> dict[str, type[pl.DataType]]:
    texts = dict.fromkeys(("run", "expression", "kind", "comparator"), pl.String)
    return {**texts, **dict.fromkeys(("low", "best", "high"), pl.Float64)}


def _read_all(runs: DataFrame) -> DataFrame:
    rows: list[tuple[object, ...]] = []
    for run in runs["run"]:
        for found in read(run):
            rows.append((run, found.text, found.kind, found.comparator, found.low, found.best, found.high))
            rows += [(run, found.text, found.kind, "eq", None, value, None) for value in found.also]
    return pl.DataFrame(rows, schema=_schema(), orient="row")
