"""Probable slips: what they explain, and when they hold their tongue."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from checks.engine.hint import hint
from checks.slips import date_slip, slip
from tests.conftest import Answer
from tests.test_input import overwrite


@pytest.mark.parametrize(
    ("given", "low", "high", "words"),
    [
        (4237, 4327, 4327, "4,237 is 4,327 with two digits exchanged"),
        (26, 62, 62, "26 is 62 with two digits exchanged"),
        (600, 6000, 6000, "600 is 6,000 with a zero lost"),
        (15, 105, 105, "15 is 105 with a zero lost"),
        (6000, 600, 600, "6,000 is 600 with a zero added"),
        (4337, 4327, 4327, "4,337 is 4,327 with one digit wrong"),
        (3.33, 33.3, 33.3, "3.33 is 33.3 with the point shifted"),
        (23, 31.6, 32.4, "23 is 32 with two digits exchanged"),
    ],
)
def test_a_slip_is_named(given: float, low: float, high: float, words: str) -> None:
    assert slip(given, low, high) == words


@pytest.mark.parametrize(
    ("given", "low", "high"),
    [
        (60, 62, 62), (4327, 4327, 4327), (12, 13, 13), (500, 510, 900), (4237, 5000, 5000),
        (12, 20, float("inf")), (62, 58, 66), (4444, 4455, 4455),
        (10, 1, 9), (0, 5, 5), (-12, 21, 21), (1e300, 5, 5), (7, 0.0, 0.0),
    ],
)  # fmt: skip
def test_no_slip_is_better_than_a_guess(given: float, low: float, high: float) -> None:
    assert slip(given, low, high) is None


def test_the_neighbouring_column() -> None:
    assert slip(13, 3, 3, {"injured": 13}) == "13 is the figure for injured, the neighbouring column"
    assert slip(13, 7, 7, {"injured": 7}) == "the figure for injured, the neighbouring column, is 7"
    assert slip(2, 7, 7, {"attacks": 2}) is None
    assert slip(13, 7, 7, {"attacks": 5}) is None


@pytest.mark.parametrize(
    ("given", "low", "high", "words"),
    [
        ("2016-12-13", "2017-12-13", "2017-12-13", "2016-12-13 is 2017-12-13 with the year one too early"),
        ("2018-01-04", "2017-01-01", "2017-01-09", "2018-01-04 is 2017-01-04 with the year one too late"),
        ("2017-03-04", "2017-04-03", "2017-04-03", "2017-03-04 is 2017-04-03 with day and month exchanged"),
        ("2017-05-12", "2017-05-21", "2017-05-21", "2017-05-12 is 2017-05-21 with the digits of the day exchanged"),
        ("2017-06-12", "2017-05-12", "2017-05-12", "2017-06-12 is 2017-05-12 with the month one too late"),
        ("2017-05-12", "2017-05-14", "2017-05-14", None),
        ("2016-02-29", "2017-03-01", "2017-03-01", None),
        ("2016-12-13", "2017-01-01", "2017-12-31", None),
    ],
)
def test_dates(given: str, low: str, high: str, words: str | None) -> None:
    assert date_slip(*map(date.fromisoformat, (given, low, high))) == words


@for_all(st.floats() | st.integers(0, 10**7), st.floats() | st.integers(0, 10**7), st.floats() | st.integers(0, 10**7))
def test_it_never_fails_nor_explains_what_fits(given: float, low: float, high: float) -> None:
    found = slip(given, min(low, high), max(low, high))
    assert found is None or not min(low, high) <= given <= max(low, high)


def test_a_hint_stands_at_the_end_of_a_message() -> None:
    row = {"given": 4237.0, "due_low": 4327.0, "due_high": 4327.0}
    assert hint(row, {}) == " (a slip? 4,237 is 4,327 with two digits exchanged)"
    assert hint({"given": 26.0, "due_low": [3.0, 62.0], "due_high": [3.0, 62.0]}, {}) == " (a slip? 26 is 62 with two digits exchanged)"
    dates = {"given": date(2016, 5, 4), "due_low": date(2017, 5, 4), "due_high": date(2017, 5, 4)}
    assert hint(dates, {}) == " (a slip? 2016-05-04 is 2017-05-04 with the year one too early)"
    for lacking in ({}, {"given": None, "due_low": 1.0, "due_high": 1.0}, {"given": 1.0, "due_low": [], "due_high": []}):
        assert hint(lacking, {}) == ""


def test_a_finding_on_a_slip_says_so(dataset: Path, validate: Callable[..., Answer]) -> None:
    overwrite(dataset / "claims.csv", "eq,3,", "eq,30,")
    text = " ".join(validate(dataset, "--select", "ANC007").out.split())
    assert "the row says 30, and its quote prints three (a slip? 30 is 3 with a zero added)" in text
