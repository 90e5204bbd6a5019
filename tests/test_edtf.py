"""Bounds of EDTF strings, against the public `edtf` library and by hand where it differs."""

import calendar
from datetime import date
from typing import Any

import polars as pl
import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from checks.edtf import date_bounds


def bounds(text: str) -> dict[str, Any]:
    return date_bounds(pl.LazyFrame({"date": [text]})).collect().row(0, named=True)


@st.composite
def parts(draw: st.DrawFn) -> str:
    year = draw(st.integers(10, 9999))
    month, day = draw(st.integers(1, 12)), draw(st.integers(1, 31))
    day = min(day, calendar.monthrange(year, month)[1])
    forms = [f"{year:04}", f"{year:04}-{month:02}", f"{year:04}-{month:02}-{day:02}", f"{year:04}"[:3] + "X", f"{year:04}-XX"]
    return draw(st.sampled_from(forms))


def oracle(text: str) -> tuple[date, date]:
    parsed = parse_edtf(text)
    lower, upper = parsed.lower_strict(), parsed.upper_strict()
    return date(*lower[:3]), date(*upper[:3])


@given(parts())
def test_one_date_as_the_library_reads_it(text: str) -> None:
    got = bounds(text)
    assert (got["earliest"], got["latest"]) == oracle(text)
    assert got["valid"]


@given(parts(), parts())
def test_intervals_as_the_library_reads_them(first: str, last: str) -> None:
    got = bounds(f"{first}/{last}")
    assert got["earliest"] == oracle(first)[0]
    assert got["latest"] == oracle(last)[1]
    assert got["lasts"]


@given(parts(), st.sampled_from("~?%"))
def test_a_qualifier_widens_only_the_far_band(text: str, mark: str) -> None:
    plain, marked = bounds(text), bounds(text + mark)
    assert (plain["earliest"], plain["latest"]) == (marked["earliest"], marked["latest"])
    assert plain["slack"] == 0 < marked["slack"]


@given(st.text(max_size=14) | st.text("0123456789-/X.~?%[]", max_size=14))
def test_anything_else_is_bad_and_has_no_bounds(text: str) -> None:
    got = bounds(text)
    if not got["valid"]:
        assert got["earliest"] is None
        assert got["latest"] is None
    else:
        assert got["earliest"] is None or got["latest"] is None or got["earliest"].year <= 9999


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2016-21", date(2016, 3, 1), date(2016, 5, 31)),
        ("2016-24", date(2016, 12, 1), date(2017, 2, 28)),
        ("../2014-12", None, date(2014, 12, 31)),
        ("2011/..", date(2011, 1, 1), None),
        ("[2017-05-01..2017-06-30]", date(2017, 5, 1), date(2017, 6, 30)),
        ("XXXX-12-13", None, None),
        ("2004-02-XX", date(2004, 2, 1), date(2004, 2, 29)),
        ("XXXX-02-29", None, None),
    ],
)
def test_forms_of_level_1_and_2(text: str, earliest: date | None, latest: date | None) -> None:
    got = bounds(text)
    assert (got["earliest"], got["latest"], got["valid"]) == (earliest, latest, True)


@pytest.mark.parametrize(
    "text", ["2015-02-30", "2015-13", "2015-00", "11/12/2016", "3-May", "2016-1-1", "/", "[2016/2017]", "2016-12-11T00:00"]
)
def test_no_dates(text: str) -> None:
    assert not bounds(text)["valid"]


def test_through_and_within_differ_in_start_and_end() -> None:
    through, within = bounds("2017-02-19/2017-02-27"), bounds("2017-02")
    assert (through["start_latest"], through["end_earliest"]) == (date(2017, 2, 19), date(2017, 2, 27))
    assert (within["start_latest"], within["end_earliest"]) == (date(2017, 2, 28), date(2017, 2, 1))
