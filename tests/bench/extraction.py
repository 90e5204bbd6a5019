"""Extraction beside its peers on the same prose, and the seconds for texts made to be slow."""

from __future__ import annotations

import json
import statistics
import time
import warnings
from typing import TYPE_CHECKING

from tests.bench.corpus import SCRAPS, adversarial, seed_like

if TYPE_CHECKING:
    from collections.abc import Callable

_OURS, _THEIRS = 2_000_000, 30_000
"""Bytes: the peers run at some kB a second, so they get the first few documents only."""


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    """The median of the CPU seconds that some work takes, after a first go."""
    work()
    took = []
    for _ in range(runs):
        started = time.process_time()
        work()
        took.append(time.process_time() - started)
    return statistics.median(took)


def main() -> None:
    """Print the throughput of ours and theirs, with the ratio, and each adversarial megabyte."""
    from checks.extract.rows import Row, extract

    texts = seed_like(_OURS)
    size = sum(len(text.encode()) for text in texts) / 1e6

    def rows() -> list[Row]:
        return [row for text in texts for row in extract("d", text)]

    ours = size / seconds(rows)
    found = rows()
    print(f"validate extract, text in, rows out: {ours:.2f} MB/s of CPU ({size:.1f} MB in {len(texts)} documents, {len(found):,} rows)")
    written = seconds(lambda: [json.dumps(row._asdict(), ensure_ascii=False, allow_nan=False) for row in found])
    print(f"  with the rows written as JSON: {size / (size / ours + written):.2f} MB/s")
    whole = "\n\n".join(texts)
    print(f"  the same as one document: {size / seconds(lambda: extract('d', whole), 3):.2f} MB/s", flush=True)
    slice_ = [text[:3000] for text in texts[: _THEIRS // 3000]]
    kilobytes = sum(len(text.encode()) for text in slice_) / 1e3
    for name, read in (("quantulum3", _quantulum3()), ("dateparser search", _dateparser())):
        theirs = kilobytes / seconds(lambda read=read: [read(text) for text in slice_], 1)
        print(f"{name}: {theirs:.1f} kB/s of CPU on {kilobytes:.0f} kB of the same texts; ours is {ours * 1e3 / theirs:,.0f}x", flush=True)
    for name, scrap in SCRAPS.items():
        text = adversarial(scrap)
        started = time.process_time()
        number = len(extract("d", text))
        took = time.process_time() - started
        print(f"1 MB of {name} ({scrap!r}): {took:.2f} s, {number:,} rows", flush=True)


def _quantulum3() -> Callable[[str], object]:
    """Numbers with their units."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it asks for a classifier that is an extra of it
        from quantulum3 import parser

    return parser.parse


def _dateparser() -> Callable[[str], object]:
    """Dates, in English alone."""
    from dateparser.search import search_dates

    return lambda text: search_dates(text, languages=["en"])
