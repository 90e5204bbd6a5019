"""No text makes extraction raise, leave the text, or drop what stands in it. `nox -s fuzz` tries many more (FUZZ_EXAMPLES)."""

import json
import os
from datetime import date
from math import isfinite

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from checks.extract.draft import draft
from checks.extract.rows import Row, read
from checks.text import locate
from tests.bench.corpus import SCRAPS, adversarial

EXAMPLES = settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "150")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
ANY = st.text(st.characters(), max_size=60)
WORDS = st.sampled_from(
    [*SCRAPS.values(), "4 May 2017", " and ", ", ", ". ", "\n", "\n\n", " people", "%", "$", "killed ", "“", "”", " said Ali. ", "a ",
     "| a | 1 |\n|---|---|\n", "| b | 2 |\n", "| Total | 3 |\n", "|", "|--|",
     " of ", "-", "–", "the 1990s", "44 BC ", "29 February ", "hundred million ", "no fewer than ", "½", "²",
     "\ufeff", "\x00", "\ud800"]
)  # fmt: skip
TEXTS = st.lists(WORDS | ANY, max_size=30).map("".join)
DAYS = st.none() | st.dates()


def check(row: Row, raw: str) -> None:
    """What holds of every row."""
    assert 0 <= row.sentence_start <= row.start < row.end <= row.sentence_end <= len(raw)
    assert raw[row.start : row.end] == row.text
    assert 0 <= row.confidence <= 1
    values = [value for value in (row.low, row.best, row.high) if value is not None]
    assert all(map(isfinite, values))
    assert values == sorted(values)
    backwards = row.date_start and row.date_end and row.date_start > row.date_end
    assert not backwards or row.text.lower().startswith("between") or row.date_start[:7] == row.date_end[:7]  # as printed
    assert json.loads(json.dumps(row._asdict(), allow_nan=False)) == row._asdict()


@given(TEXTS, DAYS)
@example("\ud800 12 men", None)
@example("7EA 7e 7e5 7e999", None)
@EXAMPLES
def test_every_row_stands_in_its_text(raw: str, published: date | None) -> None:
    found = read("d", raw, published)
    for row in found.rows:
        check(row, raw)
    starts = [row.start for row in found.rows]
    assert starts == sorted(starts)
    assert read("d", raw, published) == found


@given(TEXTS, DAYS)
@EXAMPLES
def test_every_draft_can_be_made(raw: str, published: date | None) -> None:
    found = read("d", raw, published)
    drafts = draft("d", found)
    assert len(drafts.claims) == len(found.rows)
    ids = [row["claim_id"] for row in drafts.claims]
    assert len(set(ids)) == len(ids)
    assert {one for row in drafts.citations for one in row["claim_id"].split(";")} <= set(ids)


@given(TEXTS, st.data())
@EXAMPLES
def test_every_quote_is_located_within_its_text(raw: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw)))
    quote = raw[start : data.draw(st.integers(start, len(raw)))]
    span = locate(raw, quote, data.draw(st.none() | st.integers(1, 3)))
    assert span is None or 0 <= span[0] < span[1] <= len(raw)


@pytest.mark.parametrize("scrap", SCRAPS.values(), ids=SCRAPS)
def test_a_text_made_to_be_slow_is_read_to_its_end(scrap: str) -> None:
    """A tenth of a megabyte, which a quadratic step would not finish in the time of a test; `nox -s bench` measures."""
    raw = adversarial(scrap, 100_000)
    assert all(raw[row.start : row.end] == row.text for row in read("d", raw).rows)


@pytest.mark.parametrize("scrap", ["1,000 ", "12, ", "one ", "½", "5% ", "9 of whom ", "between 1 and 2; ", "in 2015, ", "\n12 dogs"])
def test_nothing_is_dropped_from_a_long_run(scrap: str) -> None:
    times = 3000
    rows = read("d", scrap * times).rows
    assert len(rows) >= times - 1
    assert rows[-1].end >= len(scrap) * (times - 1)
