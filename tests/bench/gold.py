"""What a careful reader finds: the figures and dates of the bundled dataset, and the cases of public suites.

Gold is cut to what this project reads, by rule and never by the id of a case. Where the suites' conventions differ from ours on purpose:

- a year (`in 2011`) and the digits of a date (`5/17/2018`) are dates here and numbers there;
- `one` is a number there also where it is a pronoun (`the one`, `one last time`) or takes a scale that was meant as a unit;
- `last`, `next`, `percent` and others without a value are annotated there; here a figure has a value; `a few` and `a couple` have
  one there (3, 2), and are vague here;
- a figure glued to its unit (`180ml`) is none in one suite and is one here; compound lengths (`3 years, 2 months`) are one here;
- digits of an address, a phone number, a version or a name (`192.168.1.2`, `SCP-173`, `Voyager 2`) are no figures here;
- arithmetic and notation of calculators (`1.1^23`, `2000 over 3`, `8x2^10`, `10G`, `1e10`) does not stand in reports, nor do units of
  quantum physics: a unit counts only where it scales the number;
- clock times, time zones and recurrences (`every Monday`) are left alone; the end of a range of dates is exclusive there, inclusive
  here; a month without a year may lie after the reference date there (both readings are listed, either counts).
"""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from checks.text import locate

ROOT = Path(__file__).resolve().parents[2]
Interval = tuple[float | str | None, float | str | None]


class Gold(NamedTuple):
    """One annotation: where it may stand, the intervals that are right, and whether this project reads such a thing at all.

    `kind`: number, date or duration; `comparator`: empty where the source does not tell, `*` where several are right.
    """

    spans: tuple[tuple[int, int], ...]
    values: tuple[Interval, ...]
    kind: str
    comparator: str
    surface: str
    scope: bool


class Case(NamedTuple):
    """A text with its gold. `published`: the date that relative dates count from."""

    name: str
    text: str
    published: date | None
    gold: list[Gold]


_SCALES = "hundred|thousand|million|billion|trillion|dozen|hundreds|thousands|millions|billions|dozens|tens|scores?"
_NUMBER = re.compile(
    r"[0-9]|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|half|quarter|thirds?|fourth|fifth|first|second|once|twice|thrice|both|single|sole"
    rf"|couple|few|several|handful|doubled?|doubling|triple|halved|{_SCALES})\b"
)
_TIME = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|(?:sun|mon"
    r"|tues|wednes|thurs|fri|satur)day|this (?:week|month|year)|(?:day|week|month|year|decade)s?)\b"
)
_TIMES = ("date", "duration")


def seeds() -> list[Case]:
    """The documents of datasets/syria: every claim whose value, as printed, holds a number or names a time; the dismissed ones too.

    The rest of the claims (`an offensive`, `suicide attacks`, `recently`) hold no figure: a draft there is neither right nor wrong, nor
    in the text of a note, which is recorded as a citation.
    """
    from checks.dataset import read_dataset
    from checks.edtf import date_bounds

    data = read_dataset(ROOT / "datasets" / "syria")
    claims = data.tables["claims"]
    known = date_bounds(claims.lazy()).select("date", "earliest", "latest").collect()
    bounds = {row[0]: (row[1], row[2]) for row in known.iter_rows()}
    texts = dict(data.texts.select("document_id", "text").iter_rows())
    published = dict(data.tables["documents"].select("document_id", "date_published").iter_rows())
    cases = {name: Case(name, text, _day(published[name]), []) for name, text in texts.items() if text}
    for claim, target in data.tables["citations"].select("claim_id", "target").drop_nulls().unique().iter_rows():
        case = cases[claim.split(".")[0]]
        if len(target) > 20 and (span := locate(case.text, target)):
            case.gold.append(Gold((span,), (), "note", "", target, False))
    for row in claims.iter_rows(named=True):
        if row["value_text"] and row["document_id"] in cases:
            cases[row["document_id"]].gold.append(_claim(row, cases[row["document_id"]].text, bounds))
    return [case._replace(gold=_merged(case.gold)) for case in cases.values()]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and len(text) == 10 else None


def _claim(row: dict[str, object], text: str, bounds: dict[str, tuple[date | None, date | None]]) -> Gold:
    words, quote, measure = str(row["value_text"]), str(row["quote"]), str(row["measure"])
    start, end = locate(text, quote, row["occurrence"]) or (0, 0)  # type: ignore[arg-type]
    spans = [(start + a, start + b) for a, b in _places(text[start:end], words)]
    if measure == "date":
        first, last = bounds.get(str(row["date"]), (None, None))
        values: tuple[Interval, ...] = ((_iso(first), _iso(last)),)
        return Gold(tuple(spans), values, "date", "", words, bool(_TIME.search(words.lower()) or re.search("[0-9]", words)))
    low, best, high = ((None if row[name] is None else float(str(row[name]))) for name in ("low", "best", "high"))
    kind = "duration" if measure == "duration" else "number"
    valued = bool(row["comparator"]) and (bool(_NUMBER.search(words.lower())) or (kind == "duration" and bool(_TIME.search(words.lower()))))
    interval = (best, best) if best is not None else (low, high)
    return Gold(tuple(spans), (interval,), kind, str(row["comparator"]), words, valued)


def _places(sentence: str, words: str) -> list[tuple[int, int]]:
    """Where words stand in a raw sentence, whole words first."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [match.span() for match in re.finditer(rf"(?<![\w,.]){pattern}(?!\w)", sentence)]
    if not found and (one := locate(sentence, words)):
        found = [one]
    return found


def _merged(gold: list[Gold]) -> list[Gold]:
    """One entry for the claims that rest on the same words: each of their values is right there."""
    merged = [one for one in gold if one.kind == "note"]
    for one in sorted((one for one in gold if one.kind != "note"), key=lambda one: (not one.scope, one.spans)):
        twin = next((at for at, other in enumerate(merged) if _overlap(one.spans, other.spans) and one.scope == other.scope), None)
        if twin is None:
            merged.append(one)
        else:
            merged[twin] = merged[twin]._replace(values=(*merged[twin].values, *one.values), comparator="*")
    return merged


def _overlap(a: tuple[tuple[int, int], ...], b: tuple[tuple[int, int], ...]) -> bool:
    return any(x[0] < y[1] and y[0] < x[1] for x in a for y in b)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def suite(path: Path) -> list[Case]:
    """The cases of one file of a suite, one a text."""
    cases: dict[tuple[str, str | None], Case] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        key = (row["text"], row["reference_date"])
        case = cases.setdefault(key, Case(path.stem, row["text"], _day(row["reference_date"]), []))
        if row["kind"] and all(_annotation(row, path.stem).spans != one.spans for one in case.gold):
            case.gold.append(_annotation(row, path.stem))
    return list(cases.values())


def _annotation(row: dict[str, object], name: str) -> Gold:
    text, start, end, surface = str(row["text"]), int(str(row["start"])), int(str(row["end"])), str(row["surface"])
    if name == "ms_datetime":
        alts = row["alts"] or [[row["date_start"], row["date_end"]]]
        ranged = row["kind"] == "range" or re.match("from|between", surface.lower())
        values = tuple(one for a, b in alts for one in _inclusive(a or "", b or "", bool(ranged)))  # type: ignore[attr-defined]
        return Gold(((start, end),), values, "date", "", surface, _dated(row))
    kind = "duration" if row["kind"] == "duration" else "number"
    low, high = row["value_low"], row["value_high"]
    factor = _SECONDS.get(str(row["unit"]), 1) if kind == "duration" else 1
    interval = tuple(None if value is None else float(str(value)) * factor for value in (low, high))
    return Gold(((start, end),), (interval,), kind, "", surface, _numeric(text, start, end, row))  # type: ignore[arg-type]


_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629746, "quarter": 7889238, "year": 31556952,
            "decade": 315569520, "century": 3155695200}  # fmt: skip
_CLOCK = re.compile(r"[0-9] ?(?:[ap]\.?m\b|:[0-9]{2}|h\b)|o'?clock|\b(?:hour|minute|second|now|eod|asap)s?\b")
_CALCULATOR = re.compile(r"\^|[0-9]e[-+]?[0-9]|[x\u00d710] ?10[-^\u2212\u207b]| over |[0-9] ?[GT]\b|\bEd\b")
_NAMED = re.compile(r"(?:[A-Za-z]-|[./-]|\+|\bnrs?\. ?[0-9,]*|Voyager |Core i?7? ?|English |South )\Z")
_PRONOUN = re.compile(r"(?:one|a|an)")
_VAGUE = re.compile(r"(?:a )?(?:few|couple)(?: of)?")


def _numeric(text: str, start: int, end: int, row: dict[str, object]) -> bool:
    """Whether this project means to read a number here."""
    surface = str(row["surface"])
    if row["value_low"] is None and row["value_high"] is None:
        return False
    if re.fullmatch(r"(?:1[5-9]|20)[0-9]{2}", surface) or _CALCULATOR.search(surface):
        return False
    chained = re.match(r"[./-][0-9]", text[end:]) or _NAMED.search(text[:start])
    if surface[0].isdigit() and chained:
        return False
    if _VAGUE.fullmatch(surface.lower()):
        return False
    return not (_PRONOUN.fullmatch(surface.lower()) and len(text) > len(surface) + 2)


def _dated(row: dict[str, object]) -> bool:
    """Whether this project means to read a date here."""
    if row.get("subtype") not in ("date", "daterange") or not (row["date_start"] or row["date_end"]):
        return False
    return not _CLOCK.search(str(row["surface"]).lower())


def _inclusive(first: str, last: str, ranged: bool) -> list[tuple[str, str]]:
    """A range as the suite has it, and with its last day, month or year included."""
    found = [(first, last)]
    if ranged and last:
        try:
            end = date.fromisoformat(last) + timedelta(days=1)
        except ValueError:
            return found
        found.append((first, _iso(end)))
        if end.day == 1:
            found.append((first, _iso(_month_end(end))))
        if (end.month, end.day) == (1, 1):
            found.append((first, f"{end.year}-12-31"))
    return found


@cache
def _month_end(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)
