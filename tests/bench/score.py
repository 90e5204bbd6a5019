"""Value F1 of the extractor: a row is right when its span overlaps the gold's and its normalised value is the same.

`python -m tests.bench score [FOLDER] [--misses]`: the bundled dataset, and every `*.jsonl` suite of a folder, with how many annotations are
in scope (see `gold` for the conventions that differ). Rows of every confidence count.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from checks.extract.rows import Row, extract
from tests.bench.gold import _SECONDS, Case, Gold, Interval, seeds, suite

_GLUED = re.compile(r"[0-9][a-z]+$")


class Score(NamedTuple):
    """Counts of one set of cases, and what was missed or read wrongly."""

    right: int
    rows: int
    gold: int
    all_gold: int
    misses: list[str]

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.rows + self.gold, 1)


def score(cases: list[Case], kinds: tuple[str, ...], *, sure: float = 0.0) -> Score:
    """The rows of these kinds against the gold of a set; a row on words out of scope is neither right nor wrong."""
    right = rows = gold = everything = 0
    misses: list[str] = []
    for case in cases:
        wanted = [one for one in case.gold if one.scope and one.kind in kinds]
        ignored = [span for one in case.gold if not (one.scope and one.kind in kinds) for span in one.spans]
        found = [row for row in extract(case.name, case.text, case.published) if row.confidence >= sure]
        hits = _matched(wanted, found)
        right_ones = [wanted[at] for at in hits]
        spare = [row for at, row in enumerate(found) if at not in hits.values() and _counts(case, row, kinds, wanted, right_ones, ignored)]
        right += len(hits)
        rows += len(hits) + len(spare)
        gold += len(wanted)
        everything += len(case.gold)
        misses += _report(case, [one for at, one in enumerate(wanted) if at not in hits], spare)
    return Score(right, rows, gold, everything, misses)


def _matched(wanted: list[Gold], found: list[Row]) -> dict[int, int]:
    """Gold to row, each once."""
    hits: dict[int, int] = {}
    for at, one in enumerate(wanted):
        for index, row in enumerate(found):
            if index not in hits.values() and _touches(row, one.spans) and any(_same(row, one, value) for value in one.values):
                hits[at] = index
                break
    return hits


def _touches(row: Row, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(row.start < end and start < row.end for start, end in spans)


def _same(row: Row, gold: Gold, value: Interval) -> bool:
    if isinstance(value[0], str):
        return row.kind in ("date", "date-range") and (row.date_start, row.date_end) == value
    ours = (row.best, row.best) if row.best is not None else (row.low, row.high)
    if gold.kind == "duration" and not gold.comparator:
        factor = _SECONDS.get(row.unit, 1)
        ours = (None if ours[0] is None else ours[0] * factor, None if ours[1] is None else ours[1] * factor)
    if gold.comparator not in ("", "*") and row.comparator != gold.comparator:
        return False
    if not gold.comparator and value[0] == value[1] and row.best is None and row.comparator != "between":
        ours = (row.low or row.high, row.low or row.high)
    return all(_near(a, b, 0.02 if gold.kind == "duration" else 1e-4) for a, b in zip(ours, value, strict=True))


def _near(a: float | None, b: float | str | None, slack: float) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - float(b)) <= slack * abs(float(b))


def _counts(case: Case, row: Row, kinds: tuple[str, ...], wanted: list[Gold], hit: list[Gold], ignored: list[tuple[int, int]]) -> bool:
    """Whether a row that matches nothing is a false one: of a kind that is annotated, not on words out of scope, no part of a right one."""
    inside = [span for one in hit for span in one.spans if span[0] <= row.start and row.end <= span[1]]
    if any(2 * (row.end - row.start) < end - start for start, end in inside):
        return False
    if _touches(row, tuple(ignored)) and not any(_touches(row, one.spans) for one in wanted):
        return False
    if not _annotates(case.name, row):
        return False
    kind = "duration" if row.unit in _SECONDS and row.measure == "duration" else "date" if row.kind in ("date", "date-range") else "number"
    return kind in kinds and (row.comparator != "vague" or len(kinds) == 3)


def _annotates(suite: str, row: Row) -> bool:
    """Whether a suite annotates such a thing at all: one has ordinals only, one ranges, one no ordinals and nothing glued to a unit."""
    return {
        "ms_ordinal": row.kind == "ordinal",
        "ms_percent": row.kind == "percent",
        "ms_numrange": row.comparator in ("ge", "gt", "le", "lt", "between"),
        "ms_number": row.kind != "ordinal" and not _GLUED.search(row.text),
    }.get(suite, True)


def _report(case: Case, missed: list[Gold], spare: list[Row]) -> list[str]:
    lines = []
    for one in missed:
        near = [f"{row.text!r} {_shown(row)}" for row in spare if _touches(row, one.spans)]
        lines.append(
            f"missed {one.surface!r} {one.comparator} {one.values}, read {', '.join(near) or 'nothing'}: {_context(case, one.spans)}"
        )
    for row in spare:
        if not any(_touches(row, one.spans) for one in missed):
            lines.append(f"false {row.text!r} {_shown(row)} {row.confidence}: {_context(case, ((row.start, row.end),))}")
    return lines


def _shown(row: Row) -> str:
    if row.kind in ("date", "date-range"):
        return f"{row.date_start or '..'}/{row.date_end or '..'} {row.resolved_by}"
    return f"{row.kind} {row.comparator} {(row.low, row.best, row.high)} {row.unit}"


def _context(case: Case, spans: tuple[tuple[int, int], ...]) -> str:
    start, end = spans[0] if spans else (0, 0)
    return repr(case.text[max(0, start - 50) : end + 50])


def main(arguments: list[str]) -> None:
    """Print the scores."""
    shown = "--misses" in arguments
    folders = [Path(argument) for argument in arguments if argument != "--misses"]
    cases = seeds()
    _print("seeds: figures, lengths and dates", score(cases, ("number", "duration", "date")), shown)
    _print("seeds, of confidence 0.5 and more", score(cases, ("number", "duration", "date"), sure=0.5), shown)
    for kind in ("number", "duration", "date"):
        _print(f"seeds: {kind} alone", score(cases, (kind,)), False)
    total: Counter[str] = Counter()
    for path in sorted(path for folder in folders for path in folder.glob("*.jsonl")):
        kinds = ("date",) if path.stem == "ms_datetime" else ("number", "duration")
        result = score(suite(path), kinds)
        _print(path.stem, result, shown)
        if path.stem != "ms_datetime":
            total.update(right=result.right, rows=result.rows, gold=result.gold, all_gold=result.all_gold)
    if total:
        _print("numbers together", Score(total["right"], total["rows"], total["gold"], total["all_gold"], []), False)


def _print(name: str, result: Score, shown: bool) -> None:
    scope = f"{result.gold} of {result.all_gold} annotations in scope"
    print(f"{name}: value F1 {result.f1:.3f}, {result.right} right of {result.rows} rows, {scope}", flush=True)
    for line in result.misses if shown else ():
        print(f"  {line}")
