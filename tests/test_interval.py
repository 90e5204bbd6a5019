"""Bounds of hedged values, and verdicts on them."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.config import Config
from checks.interval import disjoint, round_slack, verdict, with_value_bounds

COMPARATORS = ["eq", "approx", "ge", "gt", "le", "lt", "between", "vague"]
ROW = {"comparator": pl.String, "low": pl.Float64, "best": pl.Float64, "high": pl.Float64, "value_text": pl.String, "countable": pl.Boolean}


def bounds(countable: bool = True, **row: Any) -> tuple[float, float, float, float]:
    frame = pl.LazyFrame([{**dict.fromkeys(ROW), "countable": countable, **row}], schema=ROW)
    out = with_value_bounds(frame, Config().hedge_table().lazy()).collect()
    return out.select("low_near", "high_near", "low_far", "high_far").row(0)


INF = float("inf")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"comparator": "eq", "best": 8.0, "value_text": "eight"}, (8, 8, 8, 8)),
        ({"comparator": "eq", "best": 4000.0, "value_text": "4,000"}, (4000, 4000, 3500, 4500)),
        ({"comparator": "ge", "low": 25.0, "value_text": "at least 25"}, (25, INF, 25, INF)),
        ({"comparator": "gt", "low": 16000.0, "value_text": "more than 16,000"}, (16001, INF, 16001, INF)),
        ({"comparator": "lt", "high": 10.0, "value_text": "under ten"}, (-INF, 9, -INF, 9)),
        ({"comparator": "between", "low": 3000.0, "high": 5000.0, "value_text": "3,000 and 5,000"}, (3000, 5000, 3000, 5000)),
        ({"comparator": "approx", "best": 60.0, "value_text": "sixty-or-so"}, (54, 66, 45, 75)),
        ({"comparator": "vague", "value_text": "dozens"}, (24, 99, 20, 150)),
        ({"comparator": "vague", "value_text": "several dozen"}, (36, 84, 24, 120)),
        ({"comparator": "vague", "value_text": "Tens of  thousands"}, (20000, 99999, 15000, 150000)),
    ],
)
def test_what_words_allow(row: dict[str, Any], expected: tuple[float, ...]) -> None:
    assert bounds(**row) == pytest.approx(expected)


def test_a_vague_word_that_the_lexicon_lacks_has_no_bounds() -> None:
    assert bounds(comparator="vague", value_text="umpteen") == (None,) * 4


def test_more_than_is_a_whole_step_only_for_what_is_counted() -> None:
    assert bounds(countable=False, comparator="gt", low=6.0)[0] == 6


@given(
    st.sampled_from(COMPARATORS), st.sampled_from(["eight", "about 8", "dozens", "nearly 8", "hundreds", ""]),
    st.integers(0, 10**9), st.integers(0, 10**6), st.booleans(),
)  # fmt: skip
def test_the_far_band_holds_the_near_one(comparator: str, text: str, low: int, extra: int, countable: bool) -> None:
    values = {"low": float(low), "best": float(low), "high": float(low + extra)}
    near_low, near_high, far_low, far_high = bounds(countable, comparator=comparator, value_text=text, **values)
    if near_low is not None:
        assert far_low <= near_low
        assert near_high <= far_high


@given(st.integers(1, 9999), st.integers(2, 6))
def test_trailing_zeros_are_precision(digits: int, zeros: int) -> None:
    value = digits * 10**zeros
    got = pl.select(round_slack(pl.lit(float(value)))).item()
    assert got >= 10**zeros / 2
    assert value % (2 * got) == 0


@given(*[st.floats(-1e6, 1e6)] * 4)
def test_disjoint_is_symmetric(a: float, b: float, c: float, d: float) -> None:
    frame = pl.DataFrame({"a": [min(a, b)], "b": [max(a, b)], "c": [min(c, d)], "d": [max(c, d)]})
    one, other = frame.select(x=disjoint("a", "b", "c", "d"), y=disjoint("c", "d", "a", "b")).row(0)
    assert one == other
    assert not (one and max(frame["a"][0], frame["c"][0]) <= min(frame["b"][0], frame["d"][0]))


@pytest.mark.parametrize(
    ("near", "far", "expected"),
    [(True, True, "definite"), (True, False, "possible"), (True, None, "possible"), (False, False, "ok"), (None, None, None)],
)
def test_verdicts(near: bool | None, far: bool | None, expected: str | None) -> None:
    assert pl.select(verdict(pl.lit(near, pl.Boolean), pl.lit(far, pl.Boolean))).item() == expected
